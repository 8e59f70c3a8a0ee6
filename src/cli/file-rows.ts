import { readFileSync, statSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { CommandFailed } from './program.ts'

/** Limits of a file (facts/security 3.16). */
const mostBytes = 20 * 1024 * 1024
const mostRows = 200_000
const mostRecordBytes = 64 * 1024

/** A file whole. Throws CommandFailed when there is none, or it is too large. */
export function readBytes(path: string): Buffer {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new CommandFailed(`${path}: there is no such file`)
  if (size > mostBytes) throw new CommandFailed(`${path}: larger than 20 MiB. Split it.`)
  return readFileSync(path)
}

/** UTF-8 text of a file. Throws CommandFailed. */
export function decode(raw: Buffer): string {
  if (raw.includes(0)) throw new CommandFailed('The file holds a NUL byte: save it as UTF-8 text.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    throw new CommandFailed('The file is not UTF-8: save it so.')
  }
}

/** Comma or semicolon; the header in small letters, the names of objects' own machinery left out. */
export function rowsOf(decoded: string): Record<string, string>[] {
  try {
    const rows = parse(decoded, { bom: true, columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()), delimiter: [',', ';'], skip_empty_lines: true, trim: true, relax_column_count: true, max_record_size: mostRecordBytes, to: mostRows + 1 }) as Record<string, string>[]
    if (rows.length > mostRows) throw new CommandFailed('The file has more than 200,000 rows. Split it.')
    return rows
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    throw new CommandFailed('The file is no CSV with a header row.')
  }
}
