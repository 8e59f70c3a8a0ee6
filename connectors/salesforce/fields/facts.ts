import type { Access } from '../../../src/connector/calls/access.ts'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { isDay, personFacts } from '../../../src/domain/decisions/told/field-facts.ts'
import type { Row } from '../transport/api.ts'
import { instant, list } from '../transport/rows.ts'

/** Fields of the person that hold facts, as an admin named them. */
export const factFields = ({ factNames = {} }: Pick<Access, 'factNames'>): string[] =>
  personFacts.flatMap((fact) => factNames[fact] ?? [])

/** What the row says in these fields; a date as its day. */
export function factsIn(row: Row, { factNames = {} }: Pick<Access, 'factNames'>): Pick<RemoteRecord, 'facts'> {
  const facts = personFacts.flatMap((fact): [string, string[]][] => {
    const name = factNames[fact]
    if (name === undefined) return []
    const day = isDay(fact) ? (instant(row, name)?.toISOString().slice(0, 10) ?? null) : null
    const values = isDay(fact) ? (day === null ? [] : [day]) : list(row, name)
    return values.length === 0 ? [] : [[fact, values]]
  })
  return facts.length === 0 ? {} : { facts: Object.fromEntries(facts) }
}
