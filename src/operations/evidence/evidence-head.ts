import { Refused } from '../../domain/app/refused.ts'
import type { ZipFile } from '../app/write-zip.ts'

/**
 * Why no pack is made: nobody has that number, or several people hold the address (`contactIds`): then one is chosen.
 */
export class EvidenceRefused extends Refused<'unknown' | 'several'> {
  readonly contactIds: readonly string[]
  constructor(code: EvidenceRefused['code'], contactIds: readonly string[] = []) {
    super(
      code,
      {
        unknown: 'There is no such contact.',
        several: `Several people hold this address: ask for one of the contacts ${contactIds.join(', ')}.`,
      }[code],
    )
    this.contactIds = contactIds
  }
}

/** What every pack is called by. */
export interface PackHead {
  number: string
  issuedAt: Date
}

/** One line of JSON per row, as they come; `look` sees each. */
export async function* jsonLines<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  look: (row: Row) => void = () => undefined,
): AsyncGenerator<string> {
  for await (const row of rows) {
    look(row)
    yield `${JSON.stringify(row)}\n`
  }
}

/** `data.json` of a pack: what each field means in the reader's language, then the fields themselves. */
export function dataFile(
  kind: 'lawbase-evidence-person' | 'lawbase-evidence-period',
  fields: Readonly<Record<string, Readonly<Record<'en' | 'fr', string>>>>,
  language: 'en' | 'fr',
  data: Readonly<Record<string, unknown>>,
): ZipFile {
  const meanings = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text[language]]))
  return {
    path: 'data.json',
    content: `${JSON.stringify({ kind, version: 1, fields: meanings, ...data }, null, 2)}\n`,
  }
}
