import { queryRows } from '../transport/api.ts'
import type { Row } from '../transport/api.ts'
import type { PersonObject } from '../fields/fields.ts'
import { companyPaths } from './companies.ts'
import { relationPaths } from './relation-fields.ts'
import { to18 } from '../transport/ids.ts'
import { individual, noSolicit, shouldForget } from './individuals.ts'
import type { PersonRow } from './records.ts'
import { text } from '../transport/rows.ts'
import { literalLists } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** What is read of the records a person hangs on, as paths: what the account says, and what the Individual does. */
export async function relatedFields(system: SalesforceSystem, object: PersonObject): Promise<string[]> {
  const visible = await system.fieldsOf(object)
  const person = visible?.has('IndividualId') === true ? await system.fieldsOf(individual) : null
  return [
    ...new Set([...(await relationPaths(system, object)), ...(await companyPaths(system, object))]),
    ...[noSolicit, shouldForget].filter((name) => person?.has(name) === true).map((name) => `${individual}.${name}`),
  ]
}

/** Related records of each person, nested as a query gives them: a retrieve gives none. */
export async function readRelated(
  system: SalesforceSystem,
  object: PersonObject,
  persons: readonly PersonRow[],
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>()
  const fields = await relatedFields(system, object)
  if (fields.length === 0) return found
  const start = `SELECT Id, ${fields.join(', ')} FROM ${object} WHERE Id IN `
  for (const list of literalLists(
    persons.map((person) => person.id),
    encodeURIComponent(start).length,
  )) {
    for (const { Id, ...row } of (await queryRows(system, start + list)) ?? [])
      found.set(to18(text({ Id }, 'Id') ?? ''), row)
  }
  return found
}
