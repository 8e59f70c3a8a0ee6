import type { Access } from '../../../src/connector/access.ts'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { isDay, personFacts, shownDay } from '../../../src/domain/decisions/fields/field-facts.ts'
import type { Row } from '../transport/api.ts'
import { list, text } from '../transport/rows.ts'

/** Fields of the person that hold facts, as an admin named them. */
export const factFields = ({ factNames = {} }: Pick<Access, 'factNames'>): string[] =>
  personFacts.flatMap((fact) => factNames[fact] ?? [])

/** REST writes an offset without a colon (docs/reference/salesforce.md#dates). */
const instantText = (row: Row, name: string): string => (text(row, name) ?? '').replace(/([+-]\d{2})(\d{2})$/u, '$1:$2')

/** What the row says in these fields; a date as its day. */
export function factsIn(
  row: Row,
  { factNames = {} }: Pick<Access, 'factNames'>,
): Pick<RemoteRecord, 'facts' | 'factsUnread'> {
  const facts = personFacts.flatMap((fact): [string, string[]][] => {
    const name = factNames[fact]
    if (name === undefined) return []
    const day = isDay(fact) ? shownDay(instantText(row, name)) : null
    const values = isDay(fact) ? (day === null ? [] : [day]) : list(row, name)
    return values.length === 0 ? [] : [[fact, values]]
  })
  // A field that our user may not see is left out of the row.
  const unread = personFacts.filter((fact) => {
    const name = factNames[fact] ?? ''
    return name !== '' && row[name] === undefined
  })
  return {
    ...(facts.length === 0 ? {} : { facts: Object.fromEntries(facts) }),
    ...(unread.length === 0 ? {} : { factsUnread: unread }),
  }
}
