import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { insertLift } from '../../../src/store/objections/lifts.ts'
import { insertMail } from '../../../src/store/objections/person-mails.ts'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { startLawbase, type Json, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

const dayMs = 86_400_000
const none = { recorded: 0, known: 0 }

describe('what people did at a tool that is not connected', () => {
  let lawbase: Lawbase
  let api: FastifyInstance
  let key: string
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 60, settings: { otherTools: ['Brevo'] } })
    await lawbase.connectHubspot()
    await lawbase.run()
    api = fastify()
    await addApi(api, lawbase.app)
    const made = newApiKey()
    await insertApiKey(
      lawbase.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'events',
        scopes: ['events:write'],
        createdBy: lawbase.admin.id,
        expiresAt: new Date(lawbase.app.clock.now().getTime() + 300 * dayMs),
      },
      lawbase.app.clock.now(),
    )
    key = made.text
  })
  afterAll(async () => {
    await api.close()
    await lawbase.close()
  })

  const bring = async (body: Json, token = key) => {
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/events',
      payload: body,
      headers: { authorization: `Bearer ${token}` },
    })
    return { status: answer.statusCode, body: answer.json<unknown>() }
  }
  const clocks = async (where = 'true') =>
    (
      await lawbase.app.pool.query<{
        id: string
        email: string
        state: string
        kind: string | null
        act: Date | null
        term: string
      }>(
        `select d.contact_id as id, min(i.value) as email, d.clock_state as state, d.last_act_kind as kind, d.last_act_at as act, d.term_on::text as term from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0
     join identities i on i.hash = ri.identity_hash where not i.role and ${where} group by d.contact_id, d.clock_state, d.last_act_kind, d.last_act_at, d.term_on order by d.term_on, d.contact_id`,
      )
    ).rows
  const acts = async () =>
    (
      await lawbase.app.pool.query<{ tool: string; kind: string; at: Date }>(
        'select tool, kind, at from tool_acts order by at, kind',
      )
    ).rows
  const ago = (days: number, more = 0) => new Date(lawbase.app.clock.now().getTime() - days * dayMs + more)

  const suppressed = async (email: string) =>
    (
      await lawbase.app.pool.query<{ channel: string }>(
        `select channel from suppressions where identity_hash = $1 order by channel`,
        [lawbase.app.keys.hashEmail(email)],
      )
    ).rows.map(({ channel }) => channel)
  /** As when the person pressed the button of the mail that asks. */
  const liftEmail = async (contactId: string, email: string) => {
    const { pool, clock, keys } = lawbase.app
    const [hash, mailId, now] = [keys.hashEmail(email), randomUUID(), clock.now()]
    await insertMail(
      pool,
      {
        id: mailId,
        kind: 'opt-in',
        contactId,
        identityHash: hash,
        language: 'en',
        subject: 's',
        body: 'b',
        masked: 'm',
        wanted: { free: [], keep: [] },
        objectionId: null,
        shown: null,
        expiresAt: new Date(now.getTime() + dayMs),
      },
      now,
    )
    await insertLift(
      pool,
      {
        id: randomUUID(),
        mailId,
        contactId,
        identityHash: hash,
        scopes: [{ channel: 'email', kind: '' }],
        evidence: {},
      },
      now,
      now,
    )
  }

  it('makes every clock blind until it is brought, and again after 48 hours', async () => {
    expect(new Set((await clocks()).map(({ state }) => state))).toEqual(new Set(['blind']))
    const states = async (tool: string, readTo: Date) => {
      await bring({ tool, readTo: readTo.toISOString(), items: [] })
      await lawbase.run()
      return new Set((await clocks()).map(({ state }) => state === 'blind'))
    }
    expect(await states('Another', ago(0))).toEqual(new Set([true]))
    expect(await states('brevo', ago(3))).toEqual(new Set([true]))
    expect(await states('BREVO', ago(1))).toEqual(new Set([false]))
    expect(await states('Brevo', ago(9))).toEqual(new Set([false]))
    await lawbase.advance(dayMs + 1_000)
    await lawbase.run()
    expect(new Set((await clocks()).map(({ state }) => state))).toEqual(new Set(['blind']))
    expect(await states('Brevo', ago(0))).toEqual(new Set([false]))
  })

  it('moves the clock by what counts, keeps nothing of the rest, and is harmless when repeated', async () => {
    const [person] = await clocks(`d.last_act_at is null`)
    if (person === undefined) throw new Error('nobody is silent')
    const clicked = ago(40)
    const items = [
      {
        email: person.email.toUpperCase(),
        kind: 'Link Clicked',
        at: clicked.toISOString(),
        message: 'm1',
        link: 'https://a.example.test/1',
      },
      { email: person.email, kind: 'opened', at: ago(1).toISOString() },
      { email: person.email, kind: 'reply', at: ago(-5).toISOString() },
      ...[1, 2, 3].map((link) => ({
        email: person.email,
        kind: 'click',
        at: ago(20, link * 1_000).toISOString(),
        message: 'm2',
        link: `https://a.example.test/${link}`,
      })),
      { email: 'stranger@example.test', kind: 'reply', at: ago(2).toISOString() },
      { email: 'nobody@', kind: 'click', at: ago(2).toISOString() },
      { email: person.email, kind: 'click', at: 'yesterday' },
    ]
    const ignored = { 'not-from-the-person': 1, 'in-the-future': 1, scanner: 3 }
    const refused = [
      { index: 7, fields: [{ field: 'email', message: 'is not a complete address' }] },
      { index: 8, fields: [{ field: 'at', message: expect.stringContaining('is not a day such as') }] },
    ]
    expect(await bring({ tool: 'Brevo', items })).toEqual({
      status: 207,
      body: { stored: 2, repeated: 0, noes: none, ignored, refused },
    })
    expect(await bring({ tool: 'Brevo', items })).toEqual({
      status: 207,
      body: { stored: 0, repeated: 2, noes: none, ignored, refused },
    })
    expect(await acts()).toEqual(
      [
        { tool: 'Brevo', kind: 'click', at: clicked },
        { tool: 'Brevo', kind: 'reply', at: ago(2, 0) },
      ].map((act) => ({ ...act, at: expect.any(Date) })),
    )
    const [moved] = await clocks(`d.contact_id = '${person.id}'`)
    expect({ kind: moved?.kind, act: moved?.act?.getTime(), later: (moved?.term ?? '') > person.term }).toEqual({
      kind: 'click',
      act: clicked.getTime(),
      later: true,
    })
  })

  it('records an objection among them once, for every channel it stops, and never again after the person took it back', async () => {
    const [left, complained, scanned] = await clocks(`d.verdict <> 'BLOCK'`)
    if (left === undefined || complained === undefined || scanned === undefined) throw new Error('nobody is free')
    const scans = [
      'https://a.example.test/unsubscribe',
      'https://a.example.test/1',
      'https://a.example.test/2',
      'https://a.example.test/3',
    ].map((link, place) => ({
      email: scanned.email,
      kind: 'click',
      at: ago(3, place * 100).toISOString(),
      message: 'm9',
      link,
    }))
    const items = [
      { email: left.email, kind: 'Unsubscribed', at: ago(5).toISOString() },
      { email: left.email, kind: 'spam complaint', at: ago(4).toISOString() },
      { email: complained.email, kind: 'complaint', at: ago(-3).toISOString() },
      { email: 'unknown.no@example.test', kind: 'stop', at: ago(2).toISOString() },
      ...scans,
    ]
    expect(await bring({ tool: 'Brevo', items })).toEqual({
      status: 200,
      body: { stored: 0, repeated: 0, noes: { recorded: 3, known: 0 }, ignored: { scanner: 4 }, refused: [] },
    })
    const { rows } = await lawbase.app.pool.query(
      `select o.door, o.reason, array_length(o.channels, 1) as channels, o.received_at <= $1 as past, o.evidence ->> 'tool' as tool, jsonb_array_length(o.evidence -> 'events') as events,
         (select count(*)::int from suppressions s where s.objection_id = o.id) as stands, o.contact_id from objections o where o.actor like 'api key %' order by o.number`,
      [lawbase.app.clock.now()],
    )
    expect(rows).toEqual([
      {
        door: 'rest',
        reason: 'objection',
        channels: 8,
        past: true,
        tool: 'Brevo',
        events: 2,
        stands: 8,
        contact_id: left.id,
      },
      {
        door: 'rest',
        reason: 'complaint',
        channels: 1,
        past: true,
        tool: 'Brevo',
        events: 1,
        stands: 1,
        contact_id: complained.id,
      },
      {
        door: 'rest',
        reason: 'objection',
        channels: 8,
        past: true,
        tool: 'Brevo',
        events: 1,
        stands: 8,
        contact_id: null,
      },
    ])
    expect((await bring({ tool: 'Brevo', items })).body).toMatchObject({ noes: { recorded: 0, known: 3 } })
    // Taken back for e-mail: the old unsubscribe says nothing new, a later one does.
    await liftEmail(left.id, left.email)
    expect((await bring({ tool: 'Brevo', items })).body).toMatchObject({ noes: { recorded: 0, known: 3 } })
    expect((await suppressed(left.email)).includes('email')).toBe(false)
    await lawbase.advance(dayMs)
    expect(
      (
        await bring({
          tool: 'Brevo',
          items: [{ email: left.email, kind: 'unsubscribe', at: ago(0, -1_000).toISOString() }],
        })
      ).body,
    ).toMatchObject({ noes: { recorded: 1, known: 0 } })
    expect((await suppressed(left.email)).includes('email')).toBe(true)
  })

  it('does not believe that everything was brought when a part was refused, nor a key without the right', async () => {
    const readTo = async () =>
      (await lawbase.app.pool.query<{ at: Date }>(`select read_to as at from tool_imports where tool = 'lemlist'`))
        .rows[0]?.at ?? null
    expect((await bring({ tool: 'lemlist', readTo: ago(0).toISOString(), items: [{ email: 'x' }] })).status).toBe(422)
    expect(await readTo()).toBe(null)
    expect(
      (
        await bring({
          tool: 'lemlist',
          readTo: ago(0).toISOString(),
          items: [{ email: 'zoe@example.test', kind: 'telepathy', at: ago(2).toISOString() }],
        })
      ).body,
    ).toEqual({ stored: 0, repeated: 0, noes: none, ignored: { 'unknown-kind': 1 }, refused: [] })
    expect(await readTo()).toBe(null)
    await bring({ tool: 'lemlist', readTo: ago(-9).toISOString(), items: [] })
    expect((await readTo())?.getTime()).toBeLessThanOrEqual(lawbase.app.clock.now().getTime())
    expect([
      (await bring({ tool: '', items: [] })).status,
      (await bring({ tool: 'x', items: Array.from({ length: 1_001 }, () => ({})) })).status,
      (await bring({ tool: 'x', items: [] }, 'lba_none')).status,
    ]).toEqual([422, 422, 401])
  })

  it('counts what a clock that is ahead dated later than it was told, from when it was told', async () => {
    const [person] = await clocks()
    if (person === undefined) throw new Error('nobody')
    const [soon, mistake] = [ago(0, 20 * 60_000), ago(-2)]
    const items = [soon, mistake].map((at) => ({ email: person.email, kind: 'reply', at: at.toISOString() }))
    expect((await bring({ tool: 'Brevo', items })).body).toEqual({
      stored: 1,
      repeated: 0,
      noes: none,
      ignored: { 'in-the-future': 1 },
      refused: [],
    })
    const {
      rows: [told],
    } = await lawbase.app.pool.query<{ at: Date }>('select brought_at as at from tool_acts where at = $1', [soon])
    expect([told !== undefined && told.at < soon, (await clocks(`d.contact_id = '${person.id}'`))[0]?.act]).toEqual([
      true,
      told?.at,
    ])
    await lawbase.app.pool.query('delete from tool_acts where at = $1', [soon])
  })

  it('goes with the person', async () => {
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      'select r.contact_id as id from tool_acts t join record_identities ri on ri.identity_hash = t.identity_hash join remote_records r on r.id = ri.record_id limit 1',
    )
    await purgeContacts(lawbase.app.pool, [rows[0]?.id ?? ''], { remember: true }, lawbase.app.clock.now())
    expect((await acts()).map(({ kind }) => kind)).toEqual(['reply'])
  })

  it('goes on counting what somebody did under an address that the CRM has changed since', async () => {
    const [person] = (await clocks()).filter(({ act }) => act === null || act < ago(60))
    if (person === undefined) throw new Error('nobody did nothing for a while')
    const clicked = ago(30)
    await bring({ tool: 'Brevo', items: [{ email: person.email, kind: 'click', at: clicked.toISOString() }] })
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      'select remote_id as id from remote_records where contact_id = $1',
      [person.id],
    )
    for (const { id } of rows)
      await lawbase.control('POST', '/_sandbox/act', {
        system: 'hubspot',
        act: 'update-contact',
        id,
        properties: { email: `moved.${id}@acme.example.test` },
      })
    const theirs = async () =>
      (await clocks(`d.contact_id = '${person.id}'`)).find(({ email }) => email.startsWith('moved.'))
    await until('the new address to be read', async () => {
      await lawbase.advance(60_000)
      await lawbase.run()
      return (await theirs()) !== undefined
    })
    const moved = await theirs()
    expect({ kind: moved?.kind, act: moved?.act?.getTime(), later: (moved?.term ?? '') > person.term }).toEqual({
      kind: 'click',
      act: clicked.getTime(),
      later: true,
    })
  })
})
