import { sourceKindRow, type DeclaredKind, type SourceField } from './tables/source-kinds.ts'

/** What is written of a source, by fact; '' = nothing. */
export type DossierFields = Readonly<Partial<Record<SourceField, string>>>

interface DossierState {
  /** Facts the kind asks for that nobody wrote. */
  missing: readonly SourceField[]
  /** No file shows it. */
  withoutFile: boolean
  /** Everything the kind asks for is written, and a file shows it. */
  complete: boolean
}

const longest = 1_000

/** What somebody typed, as it is kept: only facts that this kind asks for. */
export function readDossier(kind: DeclaredKind, typed: (field: SourceField) => string): DossierFields {
  return Object.fromEntries(
    sourceKindRow(kind)
      .fields.map((field) => [field, typed(field).replaceAll('\r\n', '\n').trim().slice(0, longest)] as const)
      .filter(([, text]) => text !== ''),
  )
}

/** How far a source can be shown (docs/reference/law.md#c: the record and the evidence of its kind). */
export function dossierState(kind: DeclaredKind, fields: DossierFields, files: number): DossierState {
  const missing = sourceKindRow(kind).fields.filter((field) => (fields[field] ?? '') === '')
  return { missing, withoutFile: files === 0, complete: missing.length === 0 && files > 0 }
}
