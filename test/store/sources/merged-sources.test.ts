import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assignContacts } from '../../../src/store/contacts/matching.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const now = new Date('2026-11-25T10:00:00Z')
let database: TestDatabase
const connectionId = randomUUID()
const query = async (text: string, values: unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(text, values)).rows
beforeAll(async () => {
  database = await openDatabase('migrated')
  await query(
    `insert into connections (id, connector, account_id, label, state, created_at) values ($1, 'broker-file', '1', 'Prospecta', 'active', $2)`,
    [connectionId, now],
  )
})
afterAll(() => database.close())

it('keeps each source of people who are one now once, with the broker that one of them names (C15)', async () => {
  const [winner, ...losers] = [randomUUID(), randomUUID(), randomUUID()]
  for (const id of [winner, ...losers]) await query('insert into contacts (id, created_at) values ($1, $2)', [id, now])
  const source = (contactId: string | undefined, name: string, brokered: boolean, obtainedOn: string) =>
    query(
      `insert into sources (contact_id, kind, name, broker_connection_id, obtained_on, assumed, created_at) values ($1, 'C7', $2, $3, $4, false, $5)`,
      [contactId, name, brokered ? connectionId : null, obtainedOn, now],
    )
  await source(winner, 'both', false, '2024-01-01')
  await source(losers[0], 'both', true, '2025-01-01')
  await source(losers[0], 'the others', false, '2024-02-02')
  await source(losers[1], 'the others', true, '2025-02-02')
  await source(losers[1], 'one', true, '2024-03-03')
  await assignContacts(
    database.pool,
    [
      {
        contactId: winner,
        recordIds: [],
        reason: 'same personal address',
        isNew: false,
        absorbed: losers,
        partedFrom: [],
        samePerson: [],
      },
    ],
    now,
  )
  expect(
    await query('select contact_id, name, broker_connection_id, obtained_on::text from sources order by name'),
  ).toEqual([
    { contact_id: winner, name: 'both', broker_connection_id: connectionId, obtained_on: '2024-01-01' },
    { contact_id: winner, name: 'one', broker_connection_id: connectionId, obtained_on: '2024-03-03' },
    { contact_id: winner, name: 'the others', broker_connection_id: connectionId, obtained_on: '2024-02-02' },
  ])
})
