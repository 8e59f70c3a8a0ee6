import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { channels } from '../../../src/domain/app/channel.ts'
import type { App } from '../../../src/operations/app/app.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { peopleNotApplied } from '../../../src/store/objections/not-applied.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { goodPassword, openConsole, type Browser, type Console } from '../../support/console.ts'
import { until } from '../../support/until.ts'
import type { SeedPerson } from '../../support/seed-people.ts'

/** One number wherever it is shown (docs/glossary.md): what a DPO reads twice must not differ. */
describe('people with an opt-out not applied', () => {
  let stage: Console
  let admin: Browser
  let headers: Record<string, string>
  beforeAll(async () => {
    stage = await openConsole({ contacts: 300, seed: 11 })
    admin = await stage.as(stage.lawbase.admin.email, goodPassword)
    const made = await admin.submit(await admin.get('/users'), '/users/keys', {
      name: 'figures',
      days: '30',
      scopes: ['status:read'],
      owner: stage.lawbase.admin.id,
    })
    headers = { authorization: `Bearer ${textOf(made.html, 'data-api-key') ?? ''}` }
  })
  afterAll(() => stage.close())

  const words = async (path: string) => wordsOf((await admin.get(path)).html)
  const figure = (text: string, pattern: RegExp): number =>
    Number((pattern.exec(text)?.[1] ?? 'none').replaceAll(',', ''))
  const shown = async (connectionIds: readonly string[]) => {
    const api = (await (await fetch(`${stage.base}/api/v1/status`, { headers })).json()) as {
      optOutsNotApplied: { people: number; systems: { people: number }[] }
    }
    const pages = await Promise.all(connectionIds.map((id) => words(`/connections/${id}`)))
    return {
      today: figure(await words('/'), /([\d,]+) people have an opt-out that is not applied everywhere yet/u),
      scorecard: figure(await words('/scorecard'), /([\d,]+)\s+People with an opt-out not applied/u),
      api: api.optOutsNotApplied.people,
      diagnosis: pages.map((page) => figure(page, /not applied here, ([\d,]+) in all systems together/u)),
      bySystem: pages.map((page) => figure(page, /([\d,]+) people with an opt-out not applied here, /u)),
      apiBySystem: api.optOutsNotApplied.systems.map(({ people }) => people),
    }
  }
  const seeded = async (where: string) =>
    ((await stage.lawbase.control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]).filter(
      (person) => person.where === where,
    )
  /** Counted by hand from what was read: people of whom a record shows a channel open that they said no to. */
  const byHand = async () => {
    const { rows } = await stage.lawbase.app.pool.query<{ person: string; connection: string }>(
      `select distinct r.contact_id as person, r.connection_id as connection from remote_records r
       join remote_records mate on mate.contact_id = r.contact_id and mate.gone_at is null join record_identities ri on ri.record_id = mate.id
       join identities i on i.hash = ri.identity_hash join suppressions s on s.identity_hash = ri.identity_hash
       where r.gone_at is null and (not i.role or mate.id = r.id) and (r.blocks ->> s.channel in ('open', 'partial', 'hidden')
         or (s.channel = 'email' and r.blocks ->> 'email' = 'marked' and mate.id = r.id and ri.position = 0))
       union
       select distinct r.contact_id, r.connection_id from record_numbers n join suppressions s on s.identity_hash = n.number_hash
       join remote_records holder on holder.id = n.record_id and holder.gone_at is null join remote_records r on r.id = holder.id and r.blocks ->> s.channel in ('open', 'partial')`,
    )
    return { people: new Set(rows.map(({ person }) => person)).size, rows }
  }
  const expectOneNumber = async (connectionIds: readonly string[]) => {
    const { people, rows } = await byHand()
    const bySystem = connectionIds.map((id) => rows.filter(({ connection }) => connection === id).length)
    expect(people).toBeGreaterThan(2)
    expect(await shown(connectionIds)).toEqual({
      today: people,
      scorecard: people,
      api: people,
      diagnosis: connectionIds.map(() => people),
      bySystem,
      apiBySystem: bySystem,
    })
    return people
  }

  it('is one number with one CRM, and counts nobody whom that CRM was read to block', async () => {
    const hubspotId = await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
    for (const { email } of (await seeded('both')).slice(0, 4)) await sayNo(stage.lawbase.app, email)
    const people = await expectOneNumber([hubspotId])
    // What waits to be written is more: most of it stands there already.
    const waiting = Number(/(\d+) opt-outs waiting: no right to write/u.exec(await words('/'))?.[1])
    expect(waiting).toBeGreaterThan(people)
    expect(await words('/')).toContain(`${people} people stay contactable there until “suppress” is granted.`)
  })

  it('is one number with two', async () => {
    const salesforceId = await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
    const { rows } = await stage.lawbase.app.pool.query<{ id: string }>('select id from connections order by position')
    const ids = rows.map(({ id }) => id)
    expect(ids[1]).toBe(salesforceId)
    await expectOneNumber(ids)
  })

  it('is none once all are read back, and a block of long ago that was verified now is no new one', async () => {
    const { app, admin: user } = stage.lawbase
    const { rows } = await app.pool.query<{ id: string }>('select id from connections order by position')
    // As if nobody had said anything since: all of it stood there before.
    await app.pool.query(`update objections set door = 'found'`)
    for (const { id } of rows) await grant(app, id, 'suppress', user)
    const working = await stage.lawbase.work()
    await until('all are read back', async () => (await peopleNotApplied(app.pool)).people === 0)
    await working.stop()
    const text = await words('/')
    expect(text).toContain('No new opt-out was verified in 24 h')
    expect(text).toMatch(/Active \d+ s ago/u)
  })
})

const sayNo = (app: App, email: string) =>
  recordObjection(app, {
    emails: [email.toLowerCase()],
    hashes: [],
    contactId: null,
    channels,
    receivedAt: app.clock.now(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
