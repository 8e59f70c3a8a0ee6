import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHook, changeHook, HookRefused } from '../../../src/operations/decisions/decision-hooks.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { tellChanges, wakeHooks } from '../../../src/operations/decisions/tell-changes.ts'
import { listHooks, type DecisionHook } from '../../../src/store/decisions/decision-hooks.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

interface Heard {
  headers: IncomingHttpHeaders
  body: string
}
interface Told {
  contactId: string
  channels: Record<string, { from: string | null; to: string; rule: string }>
  records: { system: string; account: string; object: string; id: string }[]
}

const actor = 'admin@exemple.example.test'
const never = new AbortController().signal
const second = 1_000

describe('an address that is told when a verdict changed', () => {
  let lawbase: Lawbase
  let receiver: Server
  let url: string
  let secret: string
  let hookId: string
  let heard: Heard[] = []
  let answer = 204

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const parts: Buffer[] = []
      request
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
          response.writeHead(answer).end()
        })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/verdicts`
    lawbase = await startLawbase({ contacts: 40, outboundHosts: [new URL(url).host] })
    await lawbase.connectHubspot()
    await lawbase.connectSalesforce()
    await lawbase.run()
    secret = await addHook(lawbase.app, actor, { name: 'sales dashboard', url })
    hookId = (await listHooks(lawbase.app.pool))[0]?.id ?? ''
  })
  afterAll(async () => {
    await lawbase.close()
    await new Promise((resolve) => receiver.close(resolve))
  })

  const hook = async () => (await listHooks(lawbase.app.pool)).find((one) => one.id === hookId) as DecisionHook
  const told = () => heard.map(({ body }) => JSON.parse(body) as { type: string; data: { changes: Told[] } })
  const somebody = async () =>
    (
      await lawbase.app.pool.query<{ id: string; email: string }>(
        `select d.contact_id as id, min(i.value) as email from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
     where d.verdict = 'ALLOW' and not i.role group by d.contact_id order by d.contact_id limit 1`,
      )
    ).rows[0] as { id: string; email: string }
  const sayNo = async () => {
    const person = await somebody()
    await recordObjection(lawbase.app, {
      emails: [person.email],
      hashes: [],
      contactId: null,
      channels: ['email'],
      receivedAt: lawbase.app.clock.now(),
      door: 'rest',
      actor,
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    await until(
      'the verdict moved',
      async () =>
        (
          await lawbase.app.pool.query(`select 1 from decisions where contact_id = $1 and verdict = 'BLOCK'`, [
            person.id,
          ])
        ).rowCount === 1,
    )
    return person
  }

  it('hears of an objection in a signed message that names records and no address', async () => {
    const working = await lawbase.work()
    const person = await sayNo()
    await until('it was told', () => Promise.resolve(heard.length > 0))
    await until('that is known', async () => (await hook()).deliveredAt !== null)
    await working.stop()
    const { headers, body } = heard[0] as Heard
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1_000)
    expect(Math.abs(lawbase.app.clock.now().getTime() - sentAt.getTime())).toBeLessThan(60_000)
    expect(headers['webhook-signature']).toBe(new Webhook(secret).sign(String(headers['webhook-id']), sentAt, body))
    const { rows } = await lawbase.app.pool.query(
      `select k.connector as system, k.account_id as account, r.object, r.remote_id as id from remote_records r join connections k on k.id = r.connection_id where r.contact_id = $1 order by k.position, r.id`,
      [person.id],
    )
    expect(told()).toEqual([
      {
        type: 'decision.changed',
        timestamp: expect.any(String),
        data: {
          changes: [
            {
              contactId: person.id,
              at: expect.any(String),
              channels: { email: { from: 'ALLOW', to: 'BLOCK', rule: 'F1' } },
              records: rows,
            },
          ],
        },
      },
    ])
    expect(body).not.toContain('@')
    expect(await hook()).toMatchObject({ waiting: 0, offers: 0, failure: null })
  })

  it('is told again with the same id and the same changes until it takes them', async () => {
    heard = []
    answer = 500
    const first = await sayNo()
    await tellChanges(lawbase.app, hookId, never)
    const other = await sayNo()
    await tellChanges(lawbase.app, hookId, never)
    expect({ heard: heard.length, ...(await hook()) }).toMatchObject({
      heard: 1,
      waiting: 2,
      offers: 1,
      failure: 'The address answered 500; the message is sent again later.',
    })
    answer = 204
    await lawbase.advance(6 * second)
    await Promise.all([tellChanges(lawbase.app, hookId, never), tellChanges(lawbase.app, hookId, never)])
    const ids = heard.map(({ headers }) => headers['webhook-id'])
    expect({
      again: ids[0] === ids[1],
      new: ids[2] !== ids[1],
      of: told().map(({ data }) => data.changes.map(({ contactId }) => contactId)),
    }).toEqual({ again: true, new: true, of: [[first.id], [first.id], [other.id]] })
    expect(await hook()).toMatchObject({ waiting: 0, offers: 0, failure: null })
  })

  it('stops for good at 410, collects meanwhile, and goes on when somebody says so', async () => {
    heard = []
    answer = 410
    await sayNo()
    await tellChanges(lawbase.app, hookId, never)
    expect(await hook()).toMatchObject({ pausedAt: expect.any(Date), pauseReason: 'gone', waiting: 1 })
    await sayNo()
    await tellChanges(lawbase.app, hookId, never)
    await wakeHooks(lawbase.app)
    expect([heard.length, (await hook()).waiting]).toEqual([1, 2])
    answer = 200
    expect(await changeHook(lawbase.app, actor, hookId, 'resume')).toBe(true)
    await tellChanges(lawbase.app, hookId, never)
    expect([heard.length, (await hook()).waiting]).toEqual([3, 0])
  })

  it('stops after 75 hours of silence', async () => {
    heard = []
    answer = 503
    await sayNo()
    for (let offers = 0; offers < 10; offers += 1) {
      await tellChanges(lawbase.app, hookId, never)
      const { nextAttemptAt } = await hook()
      const ms = nextAttemptAt === null ? 0 : nextAttemptAt.getTime() - lawbase.app.clock.now().getTime()
      if (ms > 0) await lawbase.advance(ms)
    }
    expect({
      heard: heard.length,
      ids: new Set(heard.map(({ headers }) => headers['webhook-id'])).size,
      ...(await hook()),
    }).toMatchObject({ heard: 10, ids: 1, pauseReason: 'not-taken', waiting: 1 })
  })

  it('is refused where Lawbase may not call, and removed with what it was to be told', async () => {
    for (const [name, bad, code] of [
      ['', url, 'name'],
      ['a', 'ftp://a.example.test', 'url'],
      ['a', 'http://a.example.test', 'url'],
      ['a', 'https://10.0.0.1/x', 'url'],
      ['a', 'https://u:p@a.example.test', 'url'],
    ] as const) {
      await expect(addHook(lawbase.app, actor, { name, url: bad })).rejects.toEqual(new HookRefused(code))
    }
    expect([
      await changeHook(lawbase.app, actor, hookId, 'remove'),
      await changeHook(lawbase.app, actor, hookId, 'remove'),
    ]).toEqual([true, false])
    expect((await lawbase.app.pool.query('select 1 from decision_changes')).rowCount).toBe(0)
    await sayNo()
    expect((await lawbase.app.pool.query('select 1 from decision_changes')).rowCount).toBe(0)
    expect(
      (
        await lawbase.app.pool.query(
          `select details - 'hook' - 'host' as details from audit_events where act = 'hook' order by id`,
        )
      ).rows.map((row) => row.details as unknown),
    ).toEqual([{ name: 'sales dashboard' }, { change: 'resume' }, { change: 'remove' }])
  })
})
