import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { freePort } from '../../../scripts/free-port.mjs'
import { channels } from '../../../src/domain/app/channel.ts'
import { openFront, type Front } from '../../../src/http/app/front.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import type { Running } from '../../../src/serve.ts'
import { findConnection, verbs, type Connection } from '../../../src/store/connections/connections.ts'
import { findPlan, listPlans } from '../../../src/store/removals/removals.ts'
import { openConsole, type Browser, type Console } from '../../support/console.ts'
import type { Json, Lawbase } from '../../support/lawbase.ts'
import type { StandIn } from '../../support/stand-in.ts'
import { until } from '../../support/until.ts'
import { carnet } from '../../third-crm/connector/index.ts'
import { startCarnet } from '../../third-crm/server/start.ts'
import type { PersonState } from '../../third-crm/subject.ts'

const dayMs = 86_400_000

describe('a CRM that src has never heard of', () => {
  let standIn: StandIn
  let stage: Console
  let lawbase: Lawbase
  let control: Lawbase['control']
  let admin: Browser
  let door: Front
  let working: Running
  let hubspotId: string
  let carnetId: string
  let shared: string
  let silentId: string
  beforeAll(async () => {
    const port = await freePort()
    standIn = await startCarnet({ contacts: 8, limitsX: 1 })
    const publicUrl = `http://localhost:${port}`
    stage = await openConsole({ contacts: 60, seed: 11, standIns: [standIn], publicUrl, pollSeconds: 3_600 })
    lawbase = stage.lawbase
    control = lawbase.controlOf(standIn)
    admin = await stage.as(lawbase.admin.email)
    door = await openFront({ port, host: 'localhost' })
    await door.serve(await openPublicServer(lawbase.app))
    const people = (await lawbase.control('GET', '/_sandbox/seed')) as unknown as (Json & { email: string })[]
    shared =
      people.find((one) => one['where'] === 'hubspot' && one['optOut'] === 'none' && one['role'] === false)?.email ?? ''
    await act('create', { set: { emails: [shared], first_name: 'Ada', last_name: 'Test', origin: 'web-form' } })
    const longAgo = lawbase.app.clock.now().getTime() - 4 * 365 * dayMs
    const silent = { emails: ['silent@carnet.example.test'], origin: 'web-form', country: 'FR' }
    silentId = (await act('create', { set: { ...silent, created_at: longAgo, last_reply_at: longAgo } })).id
    hubspotId = await lawbase.connectHubspot()
    working = await lawbase.work()
  })
  afterAll(async () => {
    await working.stop()
    await door.close()
    await stage.close()
  })

  const act = async (name: string, more: Json) =>
    (await control('POST', '/_sandbox/act', { system: 'carnet', act: name, ...more })) as unknown as PersonState
  const people = async () => {
    const { carnet: state } = await control('GET', '/_sandbox/state')
    return (state as { people: PersonState[] }).people
  }
  const person = async (email: string) => (await people()).find((one) => one.emails.includes(email))
  const query = async <T extends object>(text: string, values: unknown[] = []) =>
    (await lawbase.app.pool.query<T>(text, values)).rows
  const noneLeft = (text: string) => async () => (await query(text)).length === 0
  const run = async () => {
    await until('no run is going on', noneLeft(`select 1 from hygiene_runs where state = 'running'`))
    await lawbase.run()
    await until('the run ended', noneLeft(`select 1 from hygiene_runs where state = 'running'`))
  }
  const settle = () =>
    until(
      'nothing is on its way',
      noneLeft(`select 1 from propagations where state in ('queued', 'sending', 'written')`),
    )
  const advance = async (ms: number) => {
    await lawbase.advance(ms)
    await sweep(lawbase.app)
  }
  const connection = async (): Promise<Connection> => {
    const found = await findConnection(lawbase.app.pool, carnetId)
    if (found === null) throw new Error('not connected')
    return found
  }
  const stateOf = async (objectionId: string, at: string) =>
    (
      await query<{ state: string }>('select state from propagations where objection_id = $1 and connection_id = $2', [
        objectionId,
        at,
      ])
    )[0]?.state

  it('is connected through the wizard and its own consent page', async () => {
    const page = await admin.get('/connections/new/carnet')
    const copied = [...page.html.matchAll(/data-copy="([^"]*)"/gu)].map(([, text = '']) => text)
    const app = await control('POST', '/_sandbox/apps/carnet', {
      redirectUris: copied.filter((text) => text.includes('/oauth/callback/')),
      scopes: /data-name="scopes" data-copy="([^"]*)"/u.exec(page.html)?.[1]?.split(' ') ?? [],
      webhookTargetUrl: copied.find((text) => text.includes('/webhooks/')),
    })
    const consent = await admin.submit(page, '/connections/new/carnet', app as Record<string, string>)
    const vendor = await admin.get(linkOf(consent.html, 'data-consent') ?? '')
    const connected = await admin.submit(vendor, '/oauth/authorize', { decision: 'allow' })
    carnetId = /\/connections\/([0-9a-f-]{36})/u.exec(connected.url)?.[1] ?? ''
    expect(wordsOf(page.html)).toContain('Make an app in Carnet CRM with this address and these scopes.')
    expect(wordsOf(page.html).replace(/\s*›\s*/gu, ' › ')).toContain('Settings › Apps › New app')
    expect(await connection()).toMatchObject({
      connector: 'carnet',
      label: 'Carnet CRM',
      accountId: 'carnet-4711',
      sourceProperty: 'origin',
      scopes: ['people.read', 'people.write', 'fields.write'],
    })
  })

  it('is reached where the variables say that it declares', () => {
    const { app, api } = standIn.urls
    expect(lawbase.app.vendors.get('carnet')).toEqual({ urls: { app, api }, moreHosts: [] })
  })

  it('is read, and its source is proven by what it declares until an admin maps another', async () => {
    await run()
    const rows = await query(
      `select s.kind, s.name, count(*)::int as people from sources s join remote_records r on r.id = s.record_id
       where r.connection_id = $1 group by 1, 2`,
      [carnetId],
    )
    expect(rows).toEqual([{ kind: 'C1', name: 'Carnet form', people: 10 }])
  })

  it('shows on the pages what it declares, and nothing that is written before it is granted', async () => {
    const diagnosis = wordsOf((await admin.get(`/connections/${carnetId}`)).html)
    for (const text of [carnet.writes.notStopped.en, ...carnet.writes.suppress]) expect(diagnosis).toContain(text)
    // It makes nobody known there: no page says that it would.
    expect(diagnosis).not.toContain('questionnaire')
    expect(wordsOf((await admin.get('/settings/former')).html)).toContain(carnet.customers?.keeps.en)
    expect((await people()).filter(({ custom }) => Object.keys(custom).length > 0)).toEqual([])
    for (const id of [hubspotId, carnetId]) for (const verb of verbs) await grant(lawbase.app, id, verb, lawbase.admin)
    await settle()
  })

  it('tells of an opt-out at once: it is applied in the other CRM and bears the name of its system', async () => {
    const { id = '' } = (await person(shared)) ?? {}
    await act('update', { id, set: { no_email: true }, by: 'user:7' })
    const [found] = await until('the opt-out is recorded', async () => {
      const rows = await query<{ id: string }>(
        `select id, door, channels, origin_connection_id as origin from objections where door = 'crm'`,
      )
      return rows.length > 0 && rows
    })
    expect(found).toMatchObject({ door: 'crm', channels: ['email'], origin: carnetId })
    await until('HubSpot blocks', async () => (await stateOf(found?.id ?? '', hubspotId)) === 'applied')
    await settle()
    const list = wordsOf((await admin.get('/objections')).html)
    expect(list).toContain('Carnet CRM')
    const receipt = JSON.parse((await admin.get(`/objections/${found?.id}/receipt.json`)).html) as { receipt?: unknown }
    expect(JSON.stringify(receipt)).toContain('Carnet CRM')
  })

  it('shows an opt-out that came in by another door, read back', async () => {
    const { emails: [email = ''] = [] } = (await people()).find(({ id }) => id === 'p000002') ?? {}
    const { id } = await recordObjection(lawbase.app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: lawbase.app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    await until('it is applied', async () => (await stateOf(id, carnetId)) === 'applied')
    expect(await person(email)).toMatchObject({
      no_email: true,
      no_calls: true,
      custom: { lawbase_stops: 'sms;post;social;fax;audience' },
    })
    const seen = await query<{ channel: string; level: string; value: string }>(
      `select i.channel, i.level, i.value from propagation_items i join propagations p on p.id = i.propagation_id
       where p.objection_id = $1 and p.connection_id = $2 and i.channel in ('email', 'sms') order by 1`,
      [id, carnetId],
    )
    expect(seen).toEqual([
      { channel: 'email', level: 'enforced', value: 'no_email=true' },
      { channel: 'sms', level: 'marked', value: 'lawbase_stops=sms;post;social;fax;audience' },
    ])
  })

  it('is tagged by the nightly run', async () => {
    await run()
    const tagged = (await people()).filter(({ state }) => state === 'live').map(({ custom }) => custom)
    expect(tagged.map((custom) => custom['lawbase_source'])).toEqual(tagged.map(() => 'C1 Carnet form (declared)'))
    expect(tagged.filter((custom) => custom['lawbase_verdict'] === undefined)).toEqual([])
  })

  it('holds and bins the record of somebody inactive', async () => {
    const plan = (await listPlans(lawbase.app.pool, 10)).find(({ state }) => state === 'planned')
    if (plan === undefined) throw new Error('no plan waits')
    await approveRemoval(lawbase.app, plan.id, lawbase.dpo, plan.digest)
    const planIs = (state: string) =>
      until(`the plan is ${state}`, async () => (await findPlan(lawbase.app.pool, plan.id))?.state === state)
    await planIs('held')
    const held = (await people()).find(({ id }) => id === silentId)
    expect(held).toMatchObject({ state: 'live', no_email: false })
    expect(held?.custom['lawbase_hold_until']).toMatch(/^\d{4}-\d{2}-\d{2}$/u)
    await advance(14 * dayMs + 60_000)
    const since = lawbase.app.clock.now()
    await until(
      'both CRMs were read',
      async () => (await query('select 1 from connections where pulled_at < $1', [since])).length === 0,
    )
    await advance(61_000)
    await planIs('done')
    expect((await people()).find(({ id }) => id === silentId)?.state).toBe('binned')
  })

  it('refuses a post that it did not sign', async () => {
    const [row] = await query<{ app_key: string }>(`select app_key from app_registrations where connector = 'carnet'`)
    const headers = {
      'carnet-signature': `t=${Math.floor(lawbase.app.clock.now().getTime() / 1_000)},v1=${'0'.repeat(64)}`,
    }
    const address = `${lawbase.app.publicUrl}/webhooks/carnet/${row?.app_key}`
    expect((await fetch(address, { method: 'POST', body: '{}', headers })).status).toBe(401)
  })

  it('is sent no token at a host that is not its own', async () => {
    await control('POST', '/_sandbox/switches', { 'carnet.dataHost': 'https://elsewhere.example.com' })
    await control('POST', '/_sandbox/tokens', { system: 'carnet', action: 'expire-access' })
    await advance(3_700_000)
    await until('the admin is asked', async () => (await connection()).state === 'needs-reauthorisation')
    expect((await connection()).stateReason).toBe("Carnet CRM: The answer names a data host that is not Carnet CRM's.")
  })
})
