import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ObjectionInput } from '../../../src/operations/objections/objection-input.ts'
import { recordObjection, recordObjections } from '../../../src/operations/objections/record-objection.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { endHold, holdContact } from '../../../src/operations/objections/hold-contact.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import {
  claimHolds,
  connectionsWithDueHolds,
  heldUntil,
  saveHolds,
  unheldRecords,
} from '../../../src/store/objections/holds.ts'
import { insertLift, supersede } from '../../../src/store/objections/lifts.ts'
import { cancelOptIns, claimMail, dueMails, findMail, insertMail } from '../../../src/store/objections/person-mails.ts'
import {
  claimProbe,
  finishProbe,
  insertProbe,
  isProbe,
  noteProbePost,
  probeState,
} from '../../../src/store/links/probes.ts'
import { loadOrderFacts } from '../../../src/store/propagation/order-facts.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { linkFor } from '../../support/person.ts'
import { bareRecord } from '../../support/contacts/bare-record.ts'

describe('what a person chose, as it is kept', () => {
  let lawbase: Lawbase
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 40 })
    await lawbase.connectHubspot()
    await lawbase.connectSalesforce()
    await lawbase.run()
  })
  afterAll(() => lawbase.close())

  const input = (email: string, more: Partial<ObjectionInput>): ObjectionInput => ({
    emails: [email],
    hashes: [],
    contactId: null,
    channels: ['email'],
    receivedAt: new Date('2026-11-20T08:00:00Z'),
    door: 'preferences',
    actor: 'the person',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
    ...more,
  })
  const cells = async (email: string) =>
    (
      await lawbase.app.pool.query<{ channel: string; kind: string; since: Date }>(
        'select channel, kind, since from suppressions where identity_hash = $1 order by channel, kind',
        [lawbase.app.keys.hashEmail(email)],
      )
    ).rows
  const now = () => lawbase.app.clock.now()

  it('keeps an objection by channel and kind, each with its earliest day, and never shrinks it', async () => {
    const email = 'kinds-1@example.test'
    const say = (more: Partial<ObjectionInput>) => recordObjection(lawbase.app, input(email, more))
    const first = await say({ kinds: ['news'] })
    expect(first).toMatchObject({ channels: ['email'], kinds: ['news'], repeated: false })
    expect(await say({ kinds: ['news'] })).toMatchObject({ id: first.id, repeated: true })
    expect(await say({ kinds: ['events', 'news'] })).toMatchObject({ kinds: ['events', 'news'], repeated: false })
    const all = await say({})
    expect(all).toMatchObject({ kinds: [], repeated: false })
    expect(await say({ kinds: ['offers'] })).toMatchObject({ id: all.id, repeated: true })
    await say({ kinds: ['news'], receivedAt: new Date('2026-11-01T08:00:00Z') })
    expect((await cells(email)).map((row) => `${row.kind} ${row.since.toISOString().slice(0, 10)}`)).toEqual([
      ' 2026-11-20',
      'events 2026-11-20',
      'news 2026-11-01',
      'offers 2026-11-20',
    ])
  })

  it('refuses one idempotency key for two kinds', async () => {
    const key = randomUUID()
    await recordObjection(lawbase.app, input('kinds-2@example.test', { kinds: ['news'], idempotencyKey: key }))
    await expect(
      recordObjection(lawbase.app, input('kinds-2@example.test', { kinds: ['events'], idempotencyKey: key })),
    ).rejects.toThrow('used for another objection')
  })

  it('ends by a Lift only what it names, was recorded before it was asked for, and is no erasure', async () => {
    const { email, contactId } = await linkFor(lawbase.app)
    const hash = lawbase.app.keys.hashEmail(email)
    const objections = await inTransaction(lawbase.app.pool, (sql) =>
      recordObjections(lawbase.app, sql, [
        input(email, { channels: ['email', 'phone'] }),
        input(email, { channels: ['post'], reason: 'erasure' }),
        input(email, { channels: ['email'], kinds: ['news'] }),
      ]),
    )
    const askedAt = now()
    const later = await recordObjection(lawbase.app, input(email, { channels: ['fax'] }))
    await lawbase.app.pool.query(`update objections set recorded_at = $2 where id = $1`, [
      later.id,
      new Date(askedAt.getTime() + 1),
    ])
    const mailId = randomUUID()
    await insertMail(
      lawbase.app.pool,
      {
        id: mailId,
        kind: 'opt-in',
        contactId,
        identityHash: hash,
        language: 'fr',
        masked: '',
        subject: '',
        body: '',
        wanted: { free: [], keep: [] },
        objectionId: null,
        shown: null,
        expiresAt: new Date(askedAt.getTime() + 1000),
      },
      askedAt,
    )
    const ended = await inTransaction(lawbase.app.pool, async (sql) => {
      const rows = await insertLift(
        sql,
        {
          id: randomUUID(),
          mailId,
          contactId,
          identityHash: hash,
          scopes: [
            { channel: 'email', kind: '' },
            { channel: 'post', kind: '' },
            { channel: 'fax', kind: '' },
          ],
          evidence: {},
        },
        askedAt,
        now(),
      )
      return {
        rows,
        superseded: await supersede(
          sql,
          rows.map((row) => row.objectionId),
        ),
      }
    })
    expect(ended).toEqual({ rows: [{ channel: 'email', kind: '', objectionId: objections[0]?.id }], superseded: 0 })
    expect((await cells(email)).map((row) => `${row.channel}:${row.kind}`)).toEqual([
      'email:news',
      'fax:',
      'phone:',
      'post:',
    ])
    // What goes out again of the first objection is what still stands of it.
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      'select id from propagations where objection_id = $1',
      [objections[0]?.id],
    )
    expect(
      [
        ...(
          await loadOrderFacts(
            lawbase.app.pool,
            rows.map((row) => row.id),
          )
        ).values(),
      ].map((facts) => facts.channels),
    ).toEqual([['phone'], ['phone']])
  })

  it('holds until the last of several holds ends, and sends that on its way each time', async () => {
    const { contactId } = await linkFor(lawbase.app)
    const { app } = lawbase
    const hold = (until: string | null) =>
      inTransaction(app.pool, (sql) => holdContact(app, sql, { contactId, reason: 'test', until }))
    const wanted = async () => (await heldUntil(app.pool, [contactId])).get(contactId)
    const first = await hold('2099-01-01')
    const endless = await hold(null)
    expect(await wanted()).toBe('2999-12-31')
    const { rows } = await app.pool.query(
      'select state, count(*)::int as n from hold_carryings where contact_id = $1 group by state',
      [contactId],
    )
    expect(rows).toEqual([{ state: 'due', n: 2 }])
    expect(await connectionsWithDueHolds(app.pool, now())).toEqual([])
    await inTransaction(app.pool, (sql) => endHold(app, sql, endless, 'a test'))
    expect(await wanted()).toBe('2099-01-01')
    await inTransaction(app.pool, (sql) => endHold(app, sql, endless, 'a test'))
    const { rows: records } = await app.pool.query<{ id: number; connection_id: string }>(
      'select id, connection_id from remote_records where contact_id = $1',
      [contactId],
    )
    const unheld = await unheldRecords(
      app.pool,
      records.map((row) => row.id),
    )
    expect(unheld.map((row) => row.connectionId).toSorted()).toEqual(
      [...new Set(records.map((row) => row.connection_id))].toSorted(),
    )
    await inTransaction(app.pool, (sql) => endHold(app, sql, first, 'a test'))
    expect([
      await wanted(),
      await unheldRecords(
        app.pool,
        records.map((row) => row.id),
      ),
    ]).toEqual([undefined, []])
  })

  it('keeps a carrying due that was asked for again while it was sent', async () => {
    const { contactId } = await linkFor(lawbase.app)
    const { app } = lawbase
    const { rows } = await app.pool.query<{ id: string }>(`select id from connections where connector = 'hubspot'`)
    const connectionId = rows[0]?.id ?? ''
    await inTransaction(app.pool, (sql) => holdContact(app, sql, { contactId, reason: 'test', until: '2099-01-01' }))
    const claimed = (await claimHolds(app.pool, connectionId, 10, now(), 90_000)).filter(
      (claim) => claim.contactId === contactId,
    )
    expect(claimed).toHaveLength(1)
    expect(
      (await claimHolds(app.pool, connectionId, 10, now(), 90_000)).filter((claim) => claim.contactId === contactId),
    ).toEqual([])
    await inTransaction(app.pool, (sql) => holdContact(app, sql, { contactId, reason: 'test', until: '2099-02-01' }))
    await saveHolds(
      app.pool,
      connectionId,
      claimed.map((claim) => ({
        contactId,
        version: claim.version,
        state: 'done' as const,
        attempts: 0,
        detail: null,
        readBack: 'x',
        nextAttemptAt: now(),
      })),
      now(),
    )
    expect(
      (
        await app.pool.query(
          'select state, read_back from hold_carryings where contact_id = $1 and connection_id = $2',
          [contactId, connectionId],
        )
      ).rows,
    ).toEqual([{ state: 'due', read_back: null }])
  })

  it('keeps the break of somebody who turns out to be two contacts', async () => {
    const { app } = lawbase
    const [one, two] = [await linkFor(app), await linkFor(app)]
    await inTransaction(app.pool, (sql) =>
      holdContact(app, sql, { contactId: one.contactId, reason: 'pause', until: '2099-01-01' }),
    )
    await inTransaction(app.pool, (sql) =>
      holdContact(app, sql, { contactId: two.contactId, reason: 'pause', until: '2099-01-01' }),
    )
    const { rows } = await app.pool.query<{ id: string }>(`select id from connections where connector = 'hubspot'`)
    await app.pool.query(
      `update remote_records set first_name = 'Anne', last_name = 'Roy' where contact_id = any($1)`,
      [[one.contactId, two.contactId]],
    )
    await ingestPage(
      app,
      {
        tombstones: [],
        records: [bareRecord('990001', one.email, { additionalEmails: [two.email] })],
      },
      { ...saidAt({ id: rows[0]?.id ?? '', label: 'HubSpot' }), askedAt: new Date() },
    )
    const { rows: left } = await app.pool.query<{ id: string }>(
      'select id from contacts where id = any($1) and merged_into is null',
      [[one.contactId, two.contactId]],
    )
    expect(left).toHaveLength(1)
    expect(
      (
        await app.pool.query(
          'select distinct contact_id as id from holds where ended_at is null and contact_id = any($1)',
          [[one.contactId, two.contactId]],
        )
      ).rows,
    ).toEqual(left)
    expect([
      ...(
        await heldUntil(
          app.pool,
          left.map((row) => row.id),
        )
      ).values(),
    ]).toEqual(left.map(() => '2099-01-01'))
  })

  it('gives a mail to one sender, with the token of the last try only, and ends it by a later no', async () => {
    const { email, contactId } = await linkFor(lawbase.app)
    const { pool, keys } = lawbase.app
    const hash = keys.hashEmail(email)
    const id = randomUUID()
    await insertMail(
      pool,
      {
        id,
        kind: 'opt-in',
        contactId,
        identityHash: hash,
        language: 'fr',
        masked: '',
        subject: 's',
        body: '{url}',
        wanted: { free: [{ channel: 'email', kind: '' }], keep: [] },
        objectionId: null,
        shown: null,
        expiresAt: new Date(now().getTime() + 60_000),
      },
      now(),
    )
    expect(await dueMails(pool, now())).toContain(id)
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const claims = await Promise.all([claimMail(pool, id, one, now(), 60_000), claimMail(pool, id, two, now(), 60_000)])
    expect(claims.filter((claim) => claim !== null)).toMatchObject([{ address: email, attempts: 1 }])
    await pool.query('update person_mails set claimed_until = null where id = $1', [id])
    await claimMail(pool, id, two, now(), 60_000)
    expect([await findMail(pool, one, false), (await findMail(pool, two, false))?.id]).toEqual([null, id])
    await cancelOptIns(pool, [hash], now())
    expect((await findMail(pool, two, false))?.expiresAt.getTime()).toBeLessThanOrEqual(now().getTime())
    expect(await dueMails(pool, now())).not.toContain(id)
  })

  it('remembers since when links do not answer: the first failure after the last success', async () => {
    const { pool } = lawbase.app
    const ask = async (at: string, ok: boolean) => {
      const id = randomUUID()
      const token = Buffer.from(id.replaceAll('-', '').padEnd(64, '0'), 'hex')
      await insertProbe(pool, id, Buffer.from(randomUUID()), new Date(at))
      expect([
        await claimProbe(pool, id, token, 60_000),
        await claimProbe(pool, id, token, 60_000),
        await isProbe(pool, token),
        await noteProbePost(pool, token, new Date(at)),
      ]).toEqual([true, false, true, true])
      await finishProbe(pool, id, ok, ok ? null : 'no answer', new Date(at))
      expect([await isProbe(pool, token), await noteProbePost(pool, token, new Date(at))]).toEqual([false, false])
    }
    expect(await probeState(pool)).toEqual({ last: null, brokenSince: null })
    await ask('2026-11-01T04:30:00Z', false)
    await ask('2026-11-02T04:30:00Z', true)
    expect((await probeState(pool)).brokenSince).toBeNull()
    await ask('2026-11-03T04:30:00Z', false)
    await ask('2026-11-04T04:30:00Z', false)
    expect(await probeState(pool)).toMatchObject({
      last: { ok: false, detail: 'no answer' },
      brokenSince: new Date('2026-11-03T04:30:00Z'),
    })
  })
})
