import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Channel } from '../../../src/domain/app/channel.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { loadOrderFacts } from '../../../src/store/propagation/order-facts.ts'
import { bareRecord } from '../../support/contacts/bare-record.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { sayNo } from '../../support/scene.ts'

/**
 * What one order is made of does not depend on which others are loaded with it. PostgreSQL keeps the hash table of a
 * condition that stands in two places of its plan from one row to the next.
 */
let lawbase: Lawbase
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 0 })
})
afterAll(() => lawbase.close())

const person = (n: number, email: string, additionalEmails: readonly string[]) =>
  bareRecord(String(n), email, { additionalEmails, firstName: 'Anne', lastName: `Roy${n}`, company: 'Acme' })

const objection = async (email: string, channels: readonly Channel[]) =>
  (await sayNo(lawbase.app, email, { channels })).id

it('gives each order the same facts alone and among others', async () => {
  const { app } = lawbase
  const connectionId = await lawbase.connectHubspot()
  const records = Array.from({ length: 200 }, (_, n) => person(n + 1_000, `person-${n}@example.test`, []))
  const beside = Array.from({ length: 6 }, (_, n) =>
    person(n + 2_000, `own-${n}@example.test`, [`info@firm-${n}.example.test`]),
  )
  const second = Array.from({ length: 6 }, (_, n) =>
    person(n + 3_000, `second-${n}@example.test`, [`first-${n}@example.test`]),
  )
  await ingestPage(
    app,
    { records: [...records, ...beside, ...second], tombstones: [] },
    { ...saidAt({ id: connectionId, label: 'HubSpot' }), askedAt: new Date() },
  )
  // Somebody who said no to calls alone keeps an address that only the mailbox beside it was opted out of.
  await objection('own-0@example.test', ['phone'])
  const ids: string[] = []
  for (let n = 0; n < 6; n += 1)
    ids.push(
      await objection(`first-${n}@example.test`, ['email']),
      await objection(`info@firm-${n}.example.test`, ['email']),
    )
  const { rows } = await app.pool.query<{ id: string; objection_id: string }>(
    'select id, objection_id from propagations where connection_id = $1 and objection_id = any($2)',
    [connectionId, ids],
  )
  const orders = ids.map((id) => rows.find((row) => row.objection_id === id)?.id ?? '')
  const alone = []
  for (const id of orders) alone.push((await loadOrderFacts(app.pool, [id])).get(id))
  const together = await loadOrderFacts(app.pool, orders)
  expect(orders.map((id) => together.get(id))).toEqual(alone)
  expect(
    alone.map((facts) => [facts?.emails, facts?.excludedEmails, facts?.records.map(({ id, beside }) => [id, beside])]),
  ).toEqual(
    Array.from({ length: 6 }, (_, n) => [
      [[`first-${n}@example.test`, `second-${n}@example.test`], [], [[String(n + 3_000), false]]],
      [[`info@firm-${n}.example.test`], [`own-${n}@example.test`], [[String(n + 2_000), true]]],
    ]).flat(),
  )
})
