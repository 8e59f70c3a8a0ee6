import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { decideContacts } from '../../../src/operations/decisions/decide-contacts.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { bareRecord } from '../../support/contacts/bare-record.ts'

/** Every statement this process sends is counted on its way; nothing is changed. */
const send = Reflect.get(Client.prototype, 'query') as (...words: unknown[]) => unknown
let statements = 0

const record = (n: number, more: Partial<RemoteRecord> = {}) =>
  bareRecord(String(n), `person-${n}@example.test`, {
    additionalEmails: n % 7 === 0 ? [`other-${n}@example.test`] : [],
    firstName: 'Anne',
    lastName: `Roy${n}`,
    jobTitle: 'DSI',
    company: 'Acme',
    country: 'FR',
    sourceValue: 'formulaire-site',
    blocks: { email: n % 5 === 0 ? 'enforced' : 'open', phone: 'open' },
    ...more,
  })

const page = (from: number, size: number, more: Partial<RemoteRecord> = {}) => ({
  records: Array.from({ length: size }, (_, n) => record(from + n, more)),
  tombstones: [{ ref: { object: 'contact', id: '1' }, mergedInto: null }],
})

describe('a page of records costs the same number of statements whatever its size', () => {
  let lawbase: Lawbase
  let connectionId: string
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 10 })
    connectionId = await lawbase.connectHubspot()
    await lawbase.connectSalesforce()
    Reflect.set(Client.prototype, 'query', function (this: Client, ...words: unknown[]) {
      statements += 1
      return send.apply(this, words)
    })
  })
  afterEach(() => {
    statements = 0
  })
  afterAll(async () => {
    Reflect.set(Client.prototype, 'query', send)
    await lawbase.close()
  })

  const count = async (work: () => Promise<unknown>) => {
    const before = statements
    await work()
    return statements - before
  }
  const ingest = (from: number, size: number, more: Partial<RemoteRecord> = {}) =>
    count(() =>
      ingestPage(lawbase.app, page(from, size, more), {
        ...saidAt({ id: connectionId, label: 'HubSpot' }),
        askedAt: new Date(),
      }),
    )

  beforeAll(async () => {
    await recordObjection(lawbase.app, {
      emails: [],
      phones: ['+33199009990'],
      hashes: [],
      contactId: null,
      channels: ['phone'],
      receivedAt: new Date(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
  })

  // The first page of a process opens its database connections and queues: it is not counted.
  it.each([
    ['new records, some with an opt-out', 10_000, {}],
    ['records that are as they were', 10_000, {}],
    [
      'records whose people said no before and are open again',
      10_000,
      { blocks: { email: 'open', phone: 'open' } as const, jobTitle: 'RSSI' },
    ],
    ['records that hold a number that said no', 60_000, { phone: '01 99 00 99 90' }],
    [
      'records that share an address with one another',
      40_000,
      { email: 'shared.person@example.test', lastName: 'Roy' },
    ],
  ])('%s', async (_what, from, more) => {
    await ingest(from + 9_000, 10, more)
    const few = await ingest(from, 10, more)
    expect(few).toBeGreaterThan(3)
    expect(await ingest(from + 100, 500, more)).toBe(few)
  })

  it('and so do the decisions of its people', async () => {
    const { settings } = await loadSettings(lawbase.app.pool)
    const ids = (
      await lawbase.app.pool.query<{ id: string }>(
        'select distinct contact_id as id from remote_records where contact_id is not null',
      )
    ).rows.map((row) => row.id)
    expect(ids.length).toBeGreaterThan(500)
    // What only some people have is looked for once and read where it is found: in both of these there are people with
    // an objection.
    const few = await count(() => decideContacts(lawbase.app, ids.slice(0, 60), settings))
    expect(await count(() => decideContacts(lawbase.app, ids.slice(60, 560), settings))).toBe(few)
  })

  it('judged again as by each night, writes no row where nothing changed: not even a lock', async () => {
    const { settings } = await loadSettings(lawbase.app.pool)
    const ids = (
      await lawbase.app.pool.query<{ id: string }>(
        'select distinct contact_id as id from remote_records where contact_id is not null and gone_at is null',
      )
    ).rows.map((row) => row.id)
    const versions = async () =>
      (
        await lawbase.app.pool.query(
          'select contact_id, xmin::text, xmax::text from sources union all select contact_id, xmin::text, xmax::text from decisions order by 1, 2, 3',
        )
      ).rows
    const walk = () => decideContacts(lawbase.app, ids, settings, { touch: false })
    await walk()
    const before = await versions()
    await walk()
    expect(before.length).toBeGreaterThan(ids.length)
    expect(await versions()).toEqual(before)
  })
})
