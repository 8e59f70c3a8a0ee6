import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { VendorEvent } from '../../../src/connector/webhook.ts'
import { queryRows } from '../transport/api.ts'
import { personObjects } from '../fields/fields.ts'
import type { PersonObject } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { individual, individualOf } from '../records/individuals.ts'
import { consentObjects } from '../consents/consents.ts'
import { text } from '../transport/rows.ts'
import { literalLists, soqlDateTime } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Events in their order; one of an Individual becomes one for each Contact and Lead that it stands behind. Our own
 * echoes stay as they are.
 */
export async function eventsOfPersons(
  system: SalesforceSystem,
  events: readonly VendorEvent[],
): Promise<VendorEvent[]> {
  const ids = events.filter(isOfIndividual).map((event) => event.record?.id ?? '')
  const persons = ids.length === 0 ? new Map<string, VendorEvent['record'][]>() : await personsBehind(system, ids)
  return events.flatMap((event) => {
    if (!isOfIndividual(event)) return [event]
    return (persons.get(event.record?.id ?? '') ?? []).map(
      (record): VendorEvent => ({ ...event, record, kind: 'changed', dedupeKey: `${event.dedupeKey}|${record?.id}` }),
    )
  })
}

function isOfIndividual(event: VendorEvent): boolean {
  return event.record?.object === individual && event.kind !== 'ignored'
}

async function personsBehind(
  system: SalesforceSystem,
  ids: readonly string[],
): Promise<Map<string, VendorEvent['record'][]>> {
  const found = new Map<string, VendorEvent['record'][]>()
  for (const object of personObjects) {
    if ((await system.fieldsOf(object))?.has('IndividualId') !== true) continue
    for (const list of literalLists(ids, 120)) {
      for (const row of (await queryRows(
        system,
        `SELECT Id, IndividualId FROM ${object} WHERE IndividualId IN ${list}`,
      )) ?? []) {
        const key = individualOf(row) ?? ''
        found.set(key, [...(found.get(key) ?? []), { object, id: to18(text(row, 'Id') ?? '') }])
      }
    }
  }
  return found
}

/** Persons of one object whose Individual or its consents changed since: that does not move their own stamp. */
export async function personsWithIndividualSince(
  system: SalesforceSystem,
  object: PersonObject,
  since: Date,
): Promise<string[]> {
  if ((await system.fieldsOf(object))?.has('IndividualId') !== true) return []
  const personsBy = async (from: string, party: string): Promise<string[]> => {
    const fields = await system.fieldsOf(from)
    if (fields?.has('SystemModstamp') !== true || !fields.has(party)) return []
    const changed = `SELECT ${party} FROM ${from} WHERE SystemModstamp >= ${soqlDateTime(since)}`
    const rows = await queryRows(system, `SELECT Id FROM ${object} WHERE IndividualId IN (${changed})`)
    return (rows ?? []).map((row) => to18(text(row, 'Id') ?? ''))
  }
  const found = await allEnded([
    personsBy(individual, 'Id'),
    ...consentObjects.map((name) => personsBy(name, 'PartyId')),
  ])
  return [...new Set(found.flat())]
}
