import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { queryRows, Row, send, shaped } from '../transport/api.ts'
import { collectionSize, paths } from '../transport/endpoints.ts'
import type { PersonObject } from '../fields/fields.ts'
import { personObjects } from '../fields/fields.ts'
import { assertShown, fieldsChanged } from '../fields/hidden.ts'
import { isId, to18 } from '../transport/ids.ts'
import { flag, text } from '../transport/rows.ts'
import { literalLists, oneQuery } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** One record of a person with the fields that were asked. */
export interface PersonRow {
  readonly object: PersonObject
  readonly id: string
  readonly row: Row
}

export function isPersonObject(object: string): object is PersonObject {
  return (personObjects as readonly string[]).includes(object)
}

/** Names of `wanted` that our user sees on the object. */
async function visibleFields(
  system: SalesforceSystem,
  object: PersonObject,
  wanted: readonly string[],
): Promise<string[]> {
  const visible = await system.fieldsOf(object)
  return ['Id', ...[...new Set(wanted)].filter((name) => name !== 'Id' && visible?.has(name) === true)]
}

/** Our user lacks read access to the whole object, or the org has none (docs/reference/salesforce.md#hidden-fields). */
export function notVisible(object: string): ConnectorError {
  return new ConnectorError('forbidden', `Our user may not see ${object} in Salesforce; give it read access.`, {
    missing: object,
  })
}

/** Throws `forbidden` when the address is wanted and hidden: nobody could be told from anybody. */
async function assertAddress(system: SalesforceSystem, object: PersonObject, wanted: readonly string[]): Promise<void> {
  if (wanted.includes('Email') && (await system.fieldsOf(object))?.has('Email') === false)
    throw notVisible(`${object}.Email`)
}

async function queryPersons(system: SalesforceSystem, soql: string, all = false): Promise<Row[]> {
  const rows = await queryRows(system, soql, { all })
  if (rows === null) throw fieldsChanged(system)
  return rows
}

/**
 * Live records by id, in one call per 200 (docs/reference/salesforce.md#retrieve-missing: missing ones come as null in
 * place; whether deleted ones do is not said).
 */
export async function readLive(
  system: SalesforceSystem,
  object: PersonObject,
  ids: readonly string[],
  wanted: readonly string[],
): Promise<Map<string, PersonRow>> {
  const found = new Map<string, PersonRow>()
  if (ids.length > 0 && (await system.fieldsOf(object)) === null) throw notVisible(object)
  if (ids.length > 0) await assertAddress(system, object, wanted)
  const fields = await visibleFields(system, object, [...wanted, 'IsDeleted'])
  for (const slice of chunksOf([...new Set(ids.filter(isId).map(to18))], collectionSize)) {
    const answer = await send(system, {
      method: 'POST',
      path: paths.retrieve(object),
      body: { ids: slice, fields },
      acceptCodes: ['INVALID_FIELD', 'INVALID_TYPE', 'NOT_FOUND'],
    })
    if (answer.code !== null) throw fieldsChanged(system)
    const rows = shaped(answer, z.array(Row.nullable()))
    assertShown(
      system,
      fields,
      rows.filter((row) => row !== null),
    )
    for (const row of rows) {
      const id = row === null ? null : text(row, 'Id')
      if (row !== null && id !== null && !flag(row, 'IsDeleted')) found.set(to18(id), { object, id: to18(id), row })
    }
  }
  return found
}

/**
 * Deleted or merged rows among the ids: `mergedInto` is the master of a merge loser
 * (docs/reference/salesforce.md#merge-flags).
 */
export async function readDeleted(
  system: SalesforceSystem,
  object: PersonObject,
  ids: readonly string[],
): Promise<Map<string, { mergedInto: string | null }>> {
  const gone = new Map<string, { mergedInto: string | null }>()
  const fields = await visibleFields(system, object, ['IsDeleted', 'MasterRecordId'])
  for (const list of literalLists(ids.filter(isId).map(to18), 150)) {
    for (const row of await queryPersons(
      system,
      `SELECT ${fields.join(', ')} FROM ${object} WHERE Id IN ${list}`,
      true,
    )) {
      const id = text(row, 'Id')
      const master = text(row, 'MasterRecordId')
      if (id !== null && (flag(row, 'IsDeleted') || master !== null))
        gone.set(to18(id), { mergedInto: master === null ? null : to18(master) })
    }
  }
  return gone
}

/**
 * Records by the ids that were asked; a merge loser gives its master (docs/reference/salesforce.md#merge-flags: the
 * loser's opt-out would vanish).
 */
export async function readFollowingMerges(
  system: SalesforceSystem,
  object: PersonObject,
  ids: readonly string[],
  wanted: readonly string[],
): Promise<Map<string, PersonRow>> {
  const asked = [...new Set(ids.filter(isId).map(to18))]
  const found = await readLive(system, object, asked, wanted)
  let open = new Map(asked.filter((id) => !found.has(id)).map((id) => [id, id]))
  for (let step = 0; step < 5 && open.size > 0; step += 1) {
    const gone = await readDeleted(system, object, [...open.values()])
    const masters = new Map(
      [...open].flatMap(([id, at]): [string, string][] => {
        const master = gone.get(at)?.mergedInto ?? null
        return master === null ? [] : [[id, master]]
      }),
    )
    const live = await readLive(system, object, [...masters.values()], wanted)
    for (const [id, master] of masters) {
      const row = live.get(master)
      if (row !== undefined) found.set(id, row)
    }
    open = new Map([...masters].filter(([id]) => !found.has(id)))
  }
  return found
}

/**
 * Live records of one object that are known by id or hold one of the addresses: one query when both lists fit into it.
 */
export async function readKnownOrHolding(
  system: SalesforceSystem,
  object: PersonObject,
  ids: readonly string[],
  emails: readonly string[],
  wanted: readonly string[],
): Promise<PersonRow[]> {
  await assertAddress(system, object, ['Email'])
  const fields = await visibleFields(system, object, [...wanted, 'Email'])
  const start = `SELECT ${fields.join(', ')} FROM ${object} WHERE `
  const both = oneQuery(start, [
    ['Id', ids.filter(isId)],
    ['Email', emails],
  ])
  if (both !== null) return personRows(system, object, fields, await queryPersons(system, both))
  const [known, holding] = await allEnded([
    readLive(system, object, ids, wanted),
    readByEmail(system, object, emails, wanted),
  ])
  return [...new Map([...known.values(), ...holding].map((found) => [found.id, found])).values()]
}

/**
 * Contacts or Leads that hold one of the addresses; Salesforce compares them without case
 * (docs/reference/salesforce.md#soql, #one-person-many-rows).
 */
export async function readByEmail(
  system: SalesforceSystem,
  object: PersonObject,
  emails: readonly string[],
  wanted: readonly string[],
): Promise<PersonRow[]> {
  const fields = await visibleFields(system, object, [...wanted, 'Email'])
  if (emails.length === 0 || !fields.includes('Email')) return []
  const start = `SELECT ${fields.join(', ')} FROM ${object} WHERE Email IN `
  const found: PersonRow[] = []
  for (const list of literalLists(emails, encodeURIComponent(start).length)) {
    found.push(...personRows(system, object, fields, await queryPersons(system, start + list)))
  }
  return found
}

function personRows(
  system: SalesforceSystem,
  object: PersonObject,
  asked: readonly string[],
  rows: readonly Row[],
): PersonRow[] {
  assertShown(system, asked, rows)
  return rows.flatMap((row) => {
    const id = text(row, 'Id')
    return id === null || flag(row, 'IsDeleted') ? [] : [{ object, id: to18(id), row }]
  })
}
