import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { insertApiKey, revokeApiKey } from '../../../src/store/accounts/api-keys.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

let lawbase: Lawbase
let api: FastifyInstance
let key: string
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 80 })
  await lawbase.connectHubspot()
  await lawbase.connectSalesforce()
  await lawbase.run()
  api = fastify()
  await addApi(api, lawbase.app)
  const made = newApiKey()
  await insertApiKey(
    lawbase.app.pool,
    {
      id: made.id,
      secretHash: tokenHash(made.secret),
      name: 'mailing tool',
      scopes: ['decisions:read'],
      createdBy: lawbase.admin.id,
      expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
    },
    lawbase.app.clock.now(),
  )
  key = made.text
})
afterAll(async () => {
  await api.close()
  await lawbase.close()
})

const ask = async (items: unknown, token = key) => {
  const answer = await api.inject({
    method: 'POST',
    url: '/api/v1/decisions',
    payload: { items },
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: answer.statusCode, body: answer.json<{ results: Record<string, unknown>[]; fields?: unknown }>() }
}
/** People with a verdict, each by the address of their own. */
const people = async (verdict: string, limit: number) =>
  (
    await lawbase.app.pool.query<{ email: string; id: string; rule: string }>(
      `select min(i.value) as email, d.contact_id as id, d.rule from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
   where d.verdict = $1 and not i.role group by d.contact_id, d.rule order by d.contact_id limit $2`,
      [verdict, limit],
    )
  ).rows

describe('a mailing tool that asks before it sends', () => {
  it('gets the verdict that the nightly run gave, with why, and the journal keeps that it asked (H1)', async () => {
    const [person] = await people('ALLOW', 1)
    const { status, body } = await ask([{ email: person?.email.toUpperCase() }])
    const { verdict, rule, known, contactId, reasons, inputsHash } = body.results[0] as {
      verdict: string
      rule: string
      known: boolean
      contactId: string
      reasons: { rule: string }[]
      inputsHash: string
    }
    expect([status, { verdict, rule, known, contactId, first: reasons[0]?.rule }]).toEqual([
      200,
      { verdict: 'ALLOW', rule: person?.rule, known: true, contactId: person?.id, first: person?.rule },
    ])
    const { rows } = await lawbase.app.pool.query(
      `select verdict, rule, purpose, channel, asked_by as "askedBy", encode(inputs_hash, 'hex') as hash from decision_journal where contact_id = $1 and asked_by is not null`,
      [contactId],
    )
    expect(rows).toEqual([
      {
        verdict: 'ALLOW',
        rule: person?.rule,
        purpose: 'prospecting',
        channel: 'email',
        askedBy: expect.stringMatching(/^api key /u),
        hash: inputsHash,
      },
    ])
  })

  it('agrees with every stored verdict of the base', async () => {
    const all = (
      await Promise.all(
        ['ALLOW', 'ALLOW_NOTICE', 'NEED_CONSENT', 'QUARANTINE', 'REVIEW', 'BLOCK'].map((verdict) =>
          people(verdict, 40).then((rows) => rows.map((row) => ({ ...row, verdict }))),
        ),
      )
    ).flat()
    const { body } = await ask(all.map(({ email }) => ({ email })))
    expect(body.results.map((one) => one['verdict'])).toEqual(all.map((one) => one.verdict))
    expect(new Set(all.map((one) => one.verdict)).size).toBeGreaterThan(3)
  })

  it('is told of an opt-out in the same second, before any run (F14)', async () => {
    const [person] = await people('ALLOW', 1)
    const { app } = lawbase
    await recordObjection(app, {
      emails: [person?.email ?? ''],
      hashes: [],
      contactId: null,
      channels: ['email'],
      receivedAt: app.clock.now(),
      door: 'rest',
      actor: 'test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    const { body } = await ask([
      { email: person?.email },
      { email: person?.email, ask: { channel: 'post' } },
      { email: person?.email, ask: { purpose: 'service' } },
    ])
    expect(body.results.map(({ verdict, rule }) => ({ verdict, rule }))).toEqual([
      { verdict: 'BLOCK', rule: 'F1' },
      { verdict: 'ALLOW', rule: 'FR15' },
      { verdict: 'ALLOW', rule: 'FR19' },
    ])
  })

  it('is told no for a stranger at a company that opted out as a whole (F2)', async () => {
    const { app } = lawbase
    await app.pool.query(
      `insert into domain_orders (id, domain, accepted_by, accepted_at) values (gen_random_uuid(), 'opted-out.example.test', 'a test', now())`,
    )
    await until('the order is known', async () => {
      const { body } = await ask([{ email: 'nobody.yet@opted-out.example.test' }])
      return body.results[0]?.['verdict'] === 'BLOCK' && body.results[0]['rule'] === 'F1'
    })
    // Also where the base knows the number that is asked about, on a record of another address.
    const { rows } = await app.pool.query<{ mobile: string }>(
      `select coalesce(r.mobile, r.phone) as mobile from remote_records r join decisions d on d.contact_id = r.contact_id where r.gone_at is null and coalesce(r.mobile, r.phone) like '+33%' and d.verdict <> 'BLOCK' order by r.id limit 1`,
    )
    const { body } = await ask([{ email: 'nobody.yet@opted-out.example.test', phone: rows[0]?.mobile }])
    expect(body.results[0]).toMatchObject({ known: true, verdict: 'BLOCK', rule: 'F1' })
  })

  it('gets the rules of screening for somebody nobody knows, and an objection of theirs all the same', async () => {
    const { app } = lawbase
    const stranger = {
      countries: ['FR'],
      jobTitles: ['DSI'],
      firstName: 'Zoé',
      lastName: 'Lambert',
      sources: [
        {
          kind: 'C9',
          name: 'company site',
          obtainedOn: app.clock.now().toISOString().slice(0, 10),
          visibility: 'public',
        },
      ],
    }
    await recordObjection(app, {
      emails: ['gone@ailleurs.example.test'],
      hashes: [],
      contactId: null,
      channels: ['email'],
      receivedAt: app.clock.now(),
      door: 'rest',
      actor: 'test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    // Removed as silent today: what was obtained by then tells nothing new.
    await app.pool.query(
      'insert into removal_memory (identity_hash, contact_id, removed_at) values ($1, gen_random_uuid(), $2)',
      [app.keys.hashEmail('silencieuse@ailleurs.example.test'), app.clock.now()],
    )
    const { body } = await ask([
      { email: 'silencieuse@ailleurs.example.test', contact: stranger },
      { email: 'zoe.lambert@ailleurs.example.test', contact: stranger },
      { email: 'zoe.lambert@ailleurs.example.test' },
      { email: 'gone@ailleurs.example.test', contact: stranger },
    ])
    expect(body.results.map(({ verdict, rule, known, conditions }) => ({ verdict, rule, known, conditions }))).toEqual([
      { verdict: 'QUARANTINE', rule: 'C13', known: false, conditions: [] },
      { verdict: 'ALLOW_NOTICE', rule: 'FR1', known: false, conditions: ['with-notice', 'name-source'] },
      { verdict: 'QUARANTINE', rule: 'C13', known: false, conditions: [] },
      { verdict: 'BLOCK', rule: 'F1', known: false, conditions: [] },
    ])
  })

  it('is told which field is wrong, and gets the other answers', async () => {
    const { status, body } = await ask([
      { email: 'anne.roy@' },
      { email: 'x@ailleurs.example.test', ask: { offer: 'none-such' } },
      { email: 'x@ailleurs.example.test', ask: { channel: 'pigeon' } },
      {},
      { email: 'x@ailleurs.example.test' },
    ])
    expect([status, body.results.map(({ index, fields, verdict }) => ({ index, fields, verdict }))]).toEqual([
      207,
      [
        { index: 0, fields: [{ field: 'email', message: 'is not a complete address' }], verdict: undefined },
        {
          index: 1,
          fields: [{ field: 'ask.offer', message: 'is no offer. The offers are: suivi' }],
          verdict: undefined,
        },
        {
          index: 2,
          fields: [{ field: 'ask.channel', message: expect.stringContaining('Invalid option') }],
          verdict: undefined,
        },
        { index: 3, fields: [{ field: 'email', message: 'give an email or a phone' }], verdict: undefined },
        { index: 4, fields: undefined, verdict: 'QUARANTINE' },
      ],
    ])
    expect((await ask([])).body.fields).toEqual([{ field: 'items', message: 'must be a list of 1 to 1,000 questions' }])
    expect((await ask(Array.from({ length: 1_001 }, () => ({ email: 'x@ailleurs.example.test' })))).status).toBe(422)
  })

  it.each([
    ['named', { countries: ['France'] }],
    ['as a code', { countries: ['FR'] }],
    ['of the company', { companyCountry: 'France' }],
  ])('may write a number the national way beside its country %s', async (_how, contact) => {
    const { body } = await ask([{ phone: '06 12 34 56 78', contact }])
    expect(body.results.map(({ fields, verdict }) => ({ fields, verdict }))).toEqual([
      { fields: undefined, verdict: 'QUARANTINE' },
    ])
  })

  it('gets its own answers when many ask at once', async () => {
    const [allowed, blocked] = [await people('ALLOW', 5), await people('BLOCK', 5)]
    const both = [
      ...allowed.map((row) => ({ ...row, verdict: 'ALLOW' })),
      ...blocked.map((row) => ({ ...row, verdict: 'BLOCK' })),
    ]
    const asked = Array.from({ length: 60 }, (_unused, index) => both[(index * 7) % both.length])
    const answers = await Promise.all(asked.map((one) => ask([{ email: one?.email }])))
    expect(answers.map(({ body }) => body.results[0]?.['contactId'])).toEqual(asked.map((one) => one?.id))
  })

  it('needs a key with that scope', async () => {
    const other = newApiKey()
    await insertApiKey(
      lawbase.app.pool,
      {
        id: other.id,
        secretHash: tokenHash(other.secret),
        name: 'x',
        scopes: ['status:read'],
        createdBy: lawbase.admin.id,
        expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
      },
      lawbase.app.clock.now(),
    )
    expect((await ask([{ email: 'x@ailleurs.example.test' }], other.text)).status).toBe(403)
  })

  it('is turned away a moment after its key was taken away, and the day of its last use stays', async () => {
    const made = newApiKey()
    const { pool, clock } = lawbase.app
    await insertApiKey(
      pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'old tool',
        scopes: ['decisions:read'],
        createdBy: lawbase.admin.id,
        expiresAt: new Date(clock.now().getTime() + 86_400_000),
      },
      clock.now(),
    )
    const [person] = await people('ALLOW', 1)
    const asked = await Promise.all([1, 2, 3].map(() => ask([{ email: person?.email }], made.text)))
    await revokeApiKey(pool, made.id, clock.now())
    await until('it is turned away', async () => (await ask([{ email: person?.email }], made.text)).status === 401)
    const { rows } = await pool.query('select last_used_on as on from api_keys where id = $1', [made.id])
    expect([asked.map(({ status }) => status), rows]).toEqual([[200, 200, 200], [{ on: dayOf(clock.now()) }]])
  })
})
