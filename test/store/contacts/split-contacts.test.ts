import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mergeSplit, noteSplit, otherParts } from '../../../src/store/contacts/split-contacts.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
let database: TestDatabase
const connectionId = randomUUID()
const query = async (text: string, values: unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(text, values)).rows
beforeAll(async () => {
  database = await openDatabase('migrated')
  await query(
    `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'hubspot', '1', 'HubSpot', 'active', $2)`,
    [connectionId, now],
  )
  await query(
    `insert into identities (hash, kind, role, created_at) select decode(h, 'hex'), 'email', h = 'ff', $1 from unnest('{01,02,03,04,ff}'::text[]) h`,
    [now],
  )
})
afterAll(() => database.close())

let records = 0
/** A contact with one record that has these addresses, and had those. */
async function contact(has: string[], had: string[] = []): Promise<string> {
  const id = randomUUID()
  records += 1
  await query('insert into contacts (id, created_at) values ($1, $2)', [id, now])
  const [record] = await query(
    `insert into remote_records (connection_id, object, remote_id, contact_id, created_remote_at, modified_remote_at, relation, content_hash, seen_at, changed_at) values ($1, 'contact', $2, $3, $4, $4, 'none', '', $4, $4) returning id`,
    [connectionId, String(records), id, now],
  )
  for (const [position, hash] of has.entries())
    await query(
      `insert into record_identities (record_id, identity_hash, position) values ($1, decode($2, 'hex'), $3)`,
      [record?.['id'], hash, position],
    )
  for (const hash of had)
    await query(
      `insert into former_identities (record_id, identity_hash, left_at) values ($1, decode($2, 'hex'), $3)`,
      [record?.['id'], hash, now],
    )
  return id
}
const partsOf = async (...ids: string[]) =>
  Object.fromEntries([...(await otherParts(database.pool, ids))].map(([id, parts]) => [id, new Set(parts)]))

it('finds every part of a person over a chain of addresses, from each of them', async () => {
  const [moved, stayed, went] = [await contact(['01'], ['02']), await contact(['02']), await contact(['03'], ['02'])]
  await noteSplit(
    database.pool,
    [
      { contactId: moved, from: stayed },
      { contactId: went, from: stayed },
      { contactId: moved, from: stayed },
    ],
    now,
  )
  expect(await partsOf(moved, stayed, went)).toEqual({
    [moved]: new Set([stayed, went]),
    [stayed]: new Set([moved, went]),
    [went]: new Set([moved, stayed]),
  })
  // Two of them are one again: the third is the part of that one.
  await query('update contacts set merged_into = $2 where id = $1', [moved, went])
  await query('update remote_records set contact_id = $2 where contact_id = $1', [moved, went])
  await mergeSplit(database.pool, 'unnest($1::uuid[], $2::uuid[]) as p (loser, winner)', [[moved], [went]])
  expect([await partsOf(stayed, went), await query('select contact_id, other_id from parted_contacts')]).toEqual([
    { [stayed]: new Set([went]), [went]: new Set([stayed]) },
    [{ contact_id: went, other_id: stayed }],
  ])
  await query('update contacts set merged_into = $2 where id = $1', [stayed, went])
  await mergeSplit(database.pool, 'unnest($1::uuid[], $2::uuid[]) as p (loser, winner)', [[stayed], [went]])
  expect(await query('select 1 from parted_contacts')).toEqual([])
})

it('takes nobody for a part who shares no address of their own any more, or is gone', async () => {
  const [whole, apart, mailbox, purged, deleted] = [
    await contact(['04', 'ff']),
    await contact(['01'], ['02']),
    await contact(['ff']),
    await contact(['04']),
    await contact(['04']),
  ]
  await noteSplit(
    database.pool,
    [apart, mailbox, purged, deleted].map((from) => ({ contactId: whole, from })),
    now,
  )
  await query('update contacts set purged_at = $2 where id = $1', [purged, now])
  await query('update remote_records set gone_at = $2 where contact_id = $1', [deleted, now])
  expect(await partsOf(whole)).toEqual({})
})
