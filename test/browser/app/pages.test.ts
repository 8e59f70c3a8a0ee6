import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { takeInMessages } from '../../../src/operations/mailbox/take-in/take-in-messages.ts'
import { judgeMessages } from '../../../src/operations/mailbox/judge-messages.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { askWhyPutBack } from '../../../src/store/mailbox/reviews.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { parseMessage } from '../../../connectors/mailbox/parse-message.ts'
import { settingParts } from '../../../src/http/console/settings/settings-page.tsx'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { recordAccess, recordAsker } from '../../../src/operations/evidence/access-requests.ts'
import { searchAccess } from '../../../src/operations/evidence/answer-absent-access.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { until } from '../../support/until.ts'
import { cutAt, widths } from './cut.ts'
import { axeFaults, browserWanted, openStage, shoot, type Stage } from '../../support/stage.ts'

/** The lowest window with a menu beside the page, and a phone. */
const wordWidths = [1366, 390]

/** Every page of a filled installation, in both languages, wide and at phone width. */
describe.runIf(browserWanted)('every page', () => {
  let stage: Stage
  const paths: string[] = []
  beforeAll(async () => {
    stage = await openStage({ contacts: 80 })
    const { lawbase } = stage
    const { app, admin } = lawbase
    const crms = [await lawbase.connectHubspot(), await lawbase.connectSalesforce()]
    const broker = await lawbase.connectBroker()
    await lawbase.run()
    for (const id of crms) for (const verb of ['suppress', 'tag', 'remove'] as const) await grant(app, id, verb, admin)
    const working = await lawbase.work()
    const { rows: people } = await app.pool.query<{ contact_id: string; hash: Buffer }>(
      `select r.contact_id, ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id join decisions d on d.contact_id = r.contact_id where d.verdict = 'ALLOW' limit 1`,
    )
    const person = people[0]
    if (person === undefined) throw new Error('nobody may be mailed')
    const objection = await recordObjection(app, {
      emails: [],
      hashes: [person.hash],
      contactId: person.contact_id,
      channels,
      receivedAt: app.clock.now(),
      door: 'rest',
      actor: 'test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    const open = `select 1 from propagations where state not in ('applied', 'absent', 'accepted') limit 1`
    await until('every no is carried', async () => (await app.pool.query(open)).rowCount === 0, 50_000)
    await lawbase.run()
    await working.stop()
    const mailboxId = await connectByForm(
      app,
      admin,
      'mailbox',
      'Réponses',
      (await lawbase.control('GET', '/_sandbox/mailbox')) as Record<string, string>,
    )
    const mailbox = await findConnection(app.pool, mailboxId)
    if (mailbox === null) throw new Error('no mailbox')
    const written = (subject: string, body: string) =>
      parseMessage(
        Buffer.from(`From: zoe@unknown.example.test\r\nSubject: ${subject}\r\n\r\n${body}`),
        app.clock.now(),
        'unsub@u.exemple.example.test',
        false,
      )
    const mails = await judgeMessages(app, [
      await written('Re: x', 'Encore vous...'),
      await written('RGPD', 'Supprimez toutes mes données.'),
    ])
    await inTransaction(app.pool, (sql) => takeInMessages(app, sql, mailbox, mails))
    await askWhyPutBack(
      app.pool,
      [
        {
          objectionId: objection.id,
          connectionId: crms[1] ?? '',
          facts: { by: '005J8000000001AIAQ', at: app.clock.now().toISOString() },
        },
      ],
      app.clock.now(),
    )
    const kept = await openErasure(
      app,
      {
        contactId: person.contact_id,
        reviewId: null,
        decision: {
          identity: { how: 'own-address', words: '' },
          door: 'post',
          receivedOn: '2026-01-31',
          dueOn: '2026-02-28',
          kept: { words: 'Les factures de 2025, que la loi nous fait garder dix ans.', until: null },
        },
      },
      admin,
    )
    const access = await recordAccess(app, admin, {
      contactId: person.contact_id,
      reviewId: null,
      entry: {
        door: 'post',
        receivedOn: '2026-01-31',
        dueOn: '2026-02-28',
        identity: { how: 'own-address', words: '' },
      },
    })
    const stranger = await recordAsker(app, admin, {
      reviewId: null,
      language: 'fr',
      asker: { email: 'zoe.lind@unknown.example.test', phone: null, firstName: 'Zoé', lastName: 'Lind' },
      entry: {
        door: 'post',
        receivedOn: '2026-01-31',
        dueOn: '2026-02-28',
        identity: { how: 'own-address', words: '' },
      },
    })
    await searchAccess(app, admin, stranger, { others: true, tools: true })
    // Another purge shows on the page of its Connection.
    await app.pool.query(
      `update remote_records set gone_at = $2, gone_reason = 'deleted', gone_by = case when id % 3 = 0 then 'AUTOMATION_PLATFORM 12' end where id in (select id from remote_records where connection_id = $1 and gone_at is null order by id desc limit 20)`,
      [crms[0], app.clock.now()],
    )
    const one = async (sql: string) => (await app.pool.query<{ id: string }>(sql)).rows[0]?.id ?? ''
    const planId = await one(`select id from removal_plans where state = 'planned'`)
    paths.push(
      '/',
      '/contacts',
      '/contacts?verdict=BLOCK',
      '/contacts?country=none&verdict=ALLOW',
      `/contacts/${person.contact_id}`,
      `/contacts/${person.contact_id}/split`,
      '/erasures',
      '/access',
      `/access/${access}`,
      '/access/absent',
      `/access/${stranger}`,
      `/access/${stranger}/who`,
      `/access/new?contact=${person.contact_id}`,
      '/erasures/absent',
      `/erasures/${kept}`,
      `/erasures/new?contact=${person.contact_id}`,
      '/objections',
      '/objections?state=all',
      '/objections/companies',
      '/objections/new',
      `/objections/${objection.id}`,
      `/objections/${objection.id}?done=1`,
      '/removals',
      '/removals/ask',
      '/removals/time-machine',
      '/removals/time-machine?on=2027-06-01&months=12&population=former-customer&country=FR',
      '/removals/holds',
      `/removals/holds?contact=${person.contact_id}`,
      '/removals/holds?list=source%3Dnone',
      ...['', '/people', '/restore'].map((page) => `/removals/${planId}${page}`),
      '/runs',
      '/health',
      `/runs/${await one('select id from hygiene_runs order by started_at desc')}`,
      '/connections',
      '/connections/new',
      '/connections/new/hubspot',
      '/connections/new/salesforce',
      '/connections/new/salesforce/app',
      '/forms/choose',
      '/connections/new/broker-webhook',
      '/connections/new/mailbox',
      '/connections/new/mailbox-google',
      '/connections/new/mailbox-microsoft',
      `/connections/${mailboxId}`,
      '/reviews',
      `/reviews/${await one(`select id from reviews where kind = 'mail-unsure'`)}`,
      `/reviews/${await one(`select id from reviews where kind = 'erasure-request'`)}`,
      `/reviews/${await one(`select id from reviews where kind = 'crm-edit'`)}`,
      ...crms.map((id) => `/connections/${id}`),
      `/connections/${crms[1]}/fields`,
      `/connections/${broker}`,
      `/connections/${broker}/disconnect`,
      '/links',
      '/links/kinds',
      '/offers',
      '/sources',
      '/notices/people',
      '/consents/register',
      '/brokers/deliveries',
      '/sources/attest?value=-',
      '/sources/list?list=source%3Dnone',
      '/objections/list?list=source%3Dnone',
      '/settings',
      ...settingParts.map((part) => `/settings/${part}`),
      '/first-steps',
      '/account',
      '/users',
      '/users/company',
      '/account/passkeys/new',
      `/users/${stage.lawbase.dpo.id}`,
      `/users/${stage.lawbase.dpo.id}/confirm`,
      '/audit',
      '/audit?act=grant',
      '/evidence',
      `/evidence?contact=${person.contact_id}`,
      '/help',
      '/help/dpo/opt-outs',
      '/help/configuration',
      '/nowhere',
    )
  })
  afterAll(() => stage.close())

  it.each(['en', 'fr'] as const)('shows no accessibility fault and is cut at no width, in %s', async (language) => {
    const page = await stage.as(await stage.makeUser('admin', `${language}@exemple.example.test`, language))
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) refused.push(`${page.url()} ${message.text()}`)
    })
    page.on('pageerror', (error) => refused.push(`${page.url()} ${error.message}`))
    const faults: string[] = []
    for (const [place, path] of paths.entries()) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(`${stage.base}${path}`)
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      await shoot(page, `${language}${path.replaceAll(/[^\w]+/gu, '_').slice(0, 60)}`)
      expect(await page.locator('h1').count(), path).toBe(1)
      // The two languages share their structure: each page is examined in one of them. French words are the longer
      // ones.
      if (place % 2 === (language === 'en' ? 0 : 1)) faults.push(...(await axeFaults(page)))
      for (const width of language === 'fr' ? widths : wordWidths)
        faults.push(...(await cutAt(page, width)).map((fault) => `${path} at ${width} px: ${fault}`))
      if (/undefined|\[object|NaN|Invalid Date/u.test(await page.innerText('body')))
        faults.push(`${path} shows a value that is none`)
    }
    expect(faults).toEqual([])
    expect(refused).toEqual([])
  })

  it('shows no clear address and no name before a reveal', async () => {
    const page = await stage.as(stage.lawbase.admin)
    const { rows } = await stage.lawbase.app.pool.query<{ value: string; name: string }>(
      `select i.value, lower(concat_ws(' ', r.first_name, r.last_name)) as name from identities i join record_identities ri on ri.identity_hash = i.hash join remote_records r on r.id = ri.record_id where i.value is not null`,
    )
    const personal = new Set(rows.flatMap(({ value, name }) => (name.includes(' ') ? [value, name] : [value])))
    // What the server sends is what a browser could show; only drawing it would take long.
    const shown: Record<string, string[]> = {}
    expect(await (await page.request.get(`${stage.base}/`)).text()).toContain('action="/logout"')
    for (const path of paths) {
      const html = (await (await page.request.get(`${stage.base}${path}`)).text()).toLowerCase()
      expect(html, path).not.toContain('action="/login?')
      const found = [...personal].filter((text) => html.includes(text))
      if (found.length > 0) shown[path] = found
    }
    expect(shown).toEqual({})
  })

  it('saves a setting as a version, and keeps what was typed when it is refused', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/settings/retention`)
    await page.fill('#inactivityMonths', '48')
    await page.click('#retention button.btn')
    expect(await page.textContent('#inactivityMonths-error')).toContain('Between 1 and 36 months.')
    expect(await page.inputValue('#inactivityMonths')).toBe('48')
    await page.fill('#inactivityMonths', '36')
    await page.fill('#restoreDays', '20')
    await page.click('#retention button.btn')
    await page.waitForURL(/saved=retention/u)
    await page.goto(`${stage.base}/settings`)
    expect(await page.textContent('#history tbody tr')).toContain('days held: 14 → 20')
  })

  it('has a looser limit confirmed by somebody else, once the right to remove was granted', async () => {
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/settings/retention`)
    await page.fill('#inactivityMonths', '24')
    await page.click('#retention button.btn')
    await page.waitForURL(/saved=proposed/u)
    expect(await page.textContent('#proposals')).toContain('months without activity: 36 → 24')
    const other = await stage.as(stage.lawbase.dpo)
    await other.goto(`${stage.base}/settings#proposals`)
    expect(await axeFaults(other)).toEqual([])
    await other.click('#proposals form[action$="/confirm"] button')
    await other.waitForURL(/saved=confirm/u)
    expect(await other.textContent('#history tbody tr')).toContain(`confirmed by ${stage.lawbase.dpo.email}`)
  })

  it('verifies and exports the audit log', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/audit`)
    await page.click('form[action="/audit/verify"] button')
    expect(await page.textContent('[role=status]')).toContain('The chain is intact')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href="/audit/export"]')])
    expect(download.suggestedFilename()).toMatch(/^lawbase-audit-\d{4}-\d\d-\d\d\.ndjson$/u)
  })
})
