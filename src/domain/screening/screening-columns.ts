import type { SourceFact } from '../decisions/facts.ts'
import { type FurtherColumns, type Mapping } from '../objections/file-columns.ts'
import { type FaultCode } from '../objections/objection-entry.ts'
import type { SourceMapping } from '../sources/source.ts'
import type { JobFunction } from '../titles/tables/job-titles.ts'
import type { ScreeningColumn } from './tables/list-columns.ts'

export type ScreeningMapping = Mapping<ScreeningColumn>

export interface ScreeningRules {
  now: Date
  timeZone: string
  /** Functions of a title, the admin's own table first. */
  functionsOf: (title: string) => readonly JobFunction[]
  /** What mapped values of systems mean. */
  mappings: readonly SourceMapping[]
  /** Row 1, which says what kind of number a column holds; empty when it is a person already. */
  headings: readonly string[]
  /** Columns of more addresses and numbers of the same people. */
  further: FurtherColumns
  /**
   * How far the register says that a seller of data was checked; `delivered`: the row stands in a delivery of this very
   * seller.
   */
  checked: (name: string | null, obtainedOn: string, delivered: boolean) => SourceFact['diligence']
}

export interface RowFault {
  field: ScreeningColumn
  code: FaultCode
}

/** Cells as text, by what their column holds; an absent column is an empty cell. */
export type CellOf = (column: ScreeningColumn) => string
