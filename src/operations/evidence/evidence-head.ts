import { Refused } from '../../domain/app/refused.ts'

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
