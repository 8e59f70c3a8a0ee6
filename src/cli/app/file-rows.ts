import { readFileSync, statSync } from 'node:fs'
import { plainWord } from '../../domain/objections/file-columns.ts'
import { readTable } from '../../operations/spreadsheets/read-table.ts'
import { TableFault, type TableLimits } from '../../operations/spreadsheets/table-file.ts'
import { CommandFailed } from './program.ts'

const megabyte = 1024 * 1024

/** Limits of a file that a command reads whole (docs/reference/security.md#uploads). */
const limits: TableLimits = { bytes: 20 * megabyte, rows: 200_000, columns: 100, unpackedBytes: 200 * megabyte }

/** A file whole. Throws CommandFailed when there is none, or it is too large. */
export function readWholeFile(path: string): Buffer {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new CommandFailed(`${path}: there is no such file`)
  if (size > limits.bytes) throw new CommandFailed(`${path}: larger than 20 MiB. Split it.`)
  return readFileSync(path)
}

/** UTF-8 text of a file. Throws CommandFailed. */
export function utf8Text(raw: Buffer): string {
  if (raw.includes(0)) throw new CommandFailed('The file holds a NUL byte: save it as UTF-8 text.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    throw new CommandFailed('The file is not UTF-8: save it so.')
  }
}

/** Rows of a CSV or XLSX, headings first. Throws CommandFailed. */
export async function rowsOfFile(path: string, raw: Buffer): Promise<readonly (readonly string[])[]> {
  try {
    return (await readTable(raw, limits)).rows
  } catch (error) {
    throw error instanceof TableFault ? new CommandFailed(`${path}: ${error.message}`) : error
  }
}

/** The places of columns by their headings, the first of `names` first. */
export function placesOf(first: readonly string[], names: readonly string[]): number[] {
  const headings = first.map(plainWord)
  return names.flatMap((name) => headings.flatMap((heading, place) => (heading === name ? [place] : [])))
}

/** The first cell of these that holds anything. */
export function cellOf(cells: readonly string[], places: readonly number[]): string {
  return places.map((place) => (cells[place] ?? '').trim()).find((cell) => cell !== '') ?? ''
}

/** Row 1 lacks a column without which nothing can be read. */
export function noColumns(path: string, first: readonly string[], wanted: string): CommandFailed {
  const shown = first
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .slice(0, 4)
    .map((cell) => cell.slice(0, 40))
    .join(', ')
  return new CommandFailed(
    `${path}: row 1 must have headings for ${wanted}. It ${shown === '' ? 'is empty' : `reads: ${shown}`}. Delete everything above the headings, or name the columns so.`,
  )
}
