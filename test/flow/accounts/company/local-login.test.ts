import { TOTP, Secret } from 'otpauth'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../../scripts/free-port.mjs'
import { wordsOf } from '../../../../scripts/demo/browser.mjs'
import { tellApprover } from '../../../../src/operations/approvals/tell-approvers.ts'
import { dueApproverNews } from '../../../../src/store/approvals/approver-news.ts'
import { exportAudit, sealWholeAudit } from '../../../../src/store/app/audit.ts'
import { findUser } from '../../../../src/store/accounts/users.ts'
import { startCompanyProvider, type CompanyProvider } from '../../../support/accounts/company-provider.ts'
import { runHere } from '../../../support/command-line.ts'
import {
  envOf,
  goodPassword,
  openConsole,
  type Browser,
  type Console,
  type ConsolePage,
} from '../../../support/console.ts'
import { startMailServer, type MailServer } from '../../../support/mail-server.ts'
import { untilWindowHas } from '../../../support/until.ts'

const path = ({ url }: ConsolePage) => new URL(url).pathname
const card = '/users/company'

describe('passwords switched off', () => {
  let stage: Console
  let provider: CompanyProvider
  let mails: MailServer
  let key: string
  beforeAll(async () => {
    const consolePort = await freePort()
    mails = await startMailServer()
    provider = await startCompanyProvider({ consolePort })
    stage = await openConsole({ contacts: 5, outboundHosts: [provider.host], smtpUrl: mails.url }, consolePort)
    provider.people.set('chief', { email: 'chief@exemple.example.test', name: 'Chief', groups: ['admins'] })
    provider.people.set('staff', { email: 'staff@exemple.example.test', name: 'Staff', groups: ['staff'] })
    await setUpFactor()
  })
  beforeEach(async () => {
    const admin = await asEmergency()
    await admin.submit(await admin.get(card), card, {
      name: 'Acme account',
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      groupsClaim: 'groups',
      'groups-admin': 'admins',
      'groups-viewer': 'staff',
    })
  })
  afterEach(async () => {
    mails.received.length = 0
    await pool().query(
      'delete from local_login; delete from company_login; delete from break_glass_uses; delete from approver_news; delete from rate_counters; delete from invitations',
    )
  })
  afterAll(async () => {
    await stage.close()
    await provider.close()
    await mails.close()
  })

  const pool = () => stage.lawbase.app.pool
  const emergency = () => stage.lawbase.admin
  const said = (act: Promise<unknown>) =>
    act.then(
      () => 'done',
      (error: Error) => error.message,
    )
  const code = async () => {
    await untilWindowHas(2)
    await pool().query('update totp_factors set last_step = last_step - 2')
    return new TOTP({ secret: Secret.fromBase32(key) }).generate()
  }
  const setUpFactor = async () => {
    const browser = await stage.as(emergency().email)
    const page = await browser.get('/account/second-factor')
    key = /value="([A-Z2-7]{32})"/u.exec(page.html)?.[1] ?? ''
    await browser.submit(page, '/account/second-factor', {
      code: new TOTP({ secret: Secret.fromBase32(key) }).generate(),
    })
  }
  /** A browser in which the account kept for emergencies came in by its password and a code. */
  const asEmergency = async (): Promise<Browser> => {
    const browser = await stage.as(emergency().email)
    await browser.submit(await browser.get('/login/second'), '/login/second', { code: await code() })
    return browser
  }
  const byCompany = async (login: string): Promise<Browser> => {
    const browser = stage.visitor()
    const asked = await browser.get('/login/company')
    await browser.submit(asked, new URL(asked.url).pathname, { login, password: 'any' })
    return browser
  }
  const switchOff = async (browser: Browser, account = emergency().id) =>
    browser.submit(await browser.get(card), '/passwords/off', { account })
  /** A form of the page with another address, as whoever writes their own requests would send it. */
  const forged = async (browser: Browser, action: string, values: Record<string, string>) => {
    const page = await browser.get(card)
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(page.html)?.[1] ?? ''
    const html = `<form method="post" action="${action}"><input type="hidden" name="_csrf" value="${csrf}"></form>`
    return browser.submit({ ...page, html }, action, values)
  }
  const auditOf = async (what: string) => {
    await sealWholeAudit(pool())
    const found: Record<string, unknown>[] = []
    for await (const { act, actor, details } of exportAudit(pool()))
      if (act === 'user' && what in (details as object)) found.push({ actor, ...(details as object) })
    return found
  }

  it('are switched off only by an admin who came in by the company login, as it is kept now, within the hour', async () => {
    const local = await asEmergency()
    expect(await said(switchOff(local))).toMatch(/answered 422: .*Log in with the company login first/u)
    const chief = await byCompany('chief')
    await pool().query(`update company_identities set last_login_at = last_login_at - interval '61 minutes'`)
    expect(await said(switchOff(chief))).toMatch(/Log in with the company login first/u)
    const again = await byCompany('chief')
    await local.submit(await local.get(card), card, { name: 'Acme', clientSecret: '' })
    expect(await said(switchOff(again))).toMatch(/Log in with the company login first/u)
    expect(path(await switchOff(await byCompany('chief')))).toBe(card)
    expect((await auditOf('localLogin')).at(-1)).toMatchObject({
      actor: 'chief@exemple.example.test',
      localLogin: 'passwords switched off',
      breakGlass: emergency().id,
    })
  })

  it('take an admin with a password and a second factor, whom the company login does not open', async () => {
    const chief = await byCompany('chief')
    const own = (await findUser(pool(), { email: 'chief@exemple.example.test' }))?.id ?? ''
    const off = (account: string) => said(forged(chief, '/users/company/passwords/off', { account }))
    expect(await off(stage.lawbase.dpo.id)).toContain('choose an admin who has access')
    expect(await off('nobody')).toContain('choose an admin who has access')
    expect(await off(own)).toContain('it has no password')
    const { rows } = await pool().query('select sealed, confirmed_at, last_step from totp_factors')
    await pool().query('update totp_factors set sealed = null, confirmed_at = null')
    expect(await off(emergency().id)).toContain('it has no second factor')
    await pool().query('update totp_factors set sealed = $1, confirmed_at = $2, last_step = $3', Object.values(rows[0]))
    await pool().query(
      `insert into company_identities (issuer, subject, user_id, bound_at, last_login_at) values ('https://x.example.test', 'x', $1, now(), now())`,
      [emergency().id],
    )
    expect(await off(emergency().id)).toContain('it came in by the company login before')
    await pool().query(`delete from company_identities where issuer = 'https://x.example.test'`)
    await pool().query('delete from company_login')
    expect(await off(emergency().id)).toContain('Set the company login up first')
    expect((await pool().query('select * from local_login')).rowCount).toBe(0)
  })

  it('open no account but the one kept for emergencies: no login, no link, no mail, and say so', async () => {
    const { dpo } = stage.lawbase
    const open = await stage.as(dpo.email)
    const admin = await asEmergency()
    const page = await admin.submit(await admin.get(`/users/${dpo.id}`), '/link')
    const link = /https?:\/\/\S+\/invite\/[\w-]+/u.exec(wordsOf(page.html))?.[0] ?? ''
    const chief = await byCompany('chief')
    await switchOff(chief)
    expect(path(await open.get('/contacts'))).toBe('/login')
    expect(path(await admin.get('/contacts'))).toBe('/contacts')
    expect(await said(stage.as(dpo.email))).toMatch(/answered 403: .*Passwords are switched off here/u)
    expect(await said(stage.as(dpo.email, 'something else altogether'))).toMatch(/answered 422: .*not recognised/u)
    expect((await stage.visitor().get(link)).status).toBe(410)
    const forgotten = await stage.visitor().get('/login/forgotten')
    expect(wordsOf(forgotten.html)).toContain('Passwords are switched off here')
    expect(forgotten.html).not.toContain('name="email"')
    const invited = { email: 'new@exemple.example.test', name: 'New', role: 'viewer', language: 'en' }
    expect(await said(chief.submit(await chief.get('/users'), '/users', invited))).toMatch(
      /answered 422: .*without an invitation/u,
    )
    expect(await said(chief.submit(await chief.get(`/users/${dpo.id}`), '/link'))).toMatch(
      /answered 422: .*switched off/u,
    )
    expect((await runHere(['users', 'reset', dpo.email], envOf(stage))).code).toBe(1)
    expect(path(await (await byCompany('staff')).get('/contacts'))).toBe('/contacts')
    expect(mails.received.filter(({ text }) => text.includes('/invite/'))).toEqual([])
  })

  it('leave each use of the emergency account in the audit log, in every admin’s mailbox, and on Today', async () => {
    const chief = await byCompany('chief')
    await switchOff(chief)
    const used = await asEmergency()
    expect((await auditOf('breakGlass')).at(-1)).toMatchObject({
      actor: emergency().email,
      used: 'emergency account opened',
    })
    for (const id of await dueApproverNews(pool(), stage.lawbase.app.clock.now()))
      await tellApprover(stage.lawbase.app, id)
    const told = mails.received.filter(({ subject }) => subject === 'Lawbase: the emergency account was used')
    expect(told.map(({ to }) => to).toSorted()).toEqual(['chief@exemple.example.test', emergency().email].toSorted())
    const today = await chief.get('/')
    expect(wordsOf(today.html)).toContain(`The emergency account ${emergency().email} was used`)
    // Whoever holds the account does not say that all is well.
    const action = /action="(\/users\/company\/uses\/[0-9a-f-]+\/seen)"/u.exec(today.html)?.[1] ?? ''
    expect((await used.get('/')).html).not.toContain(action)
    expect(await said(forged(used, action, {}))).toMatch(/answered 422: .*another admin confirms it/u)
    expect(wordsOf((await chief.submit(today, action)).html)).not.toContain('emergency account')
    expect((await auditOf('acknowledged')).at(-1)).toMatchObject({ actor: 'chief@exemple.example.test' })
  })

  it('lock nobody out, in whatever order: the emergency account stays an admin with its factor', async () => {
    const chief = await byCompany('chief')
    await switchOff(chief)
    const page = `/users/${emergency().id}`
    const reason = { reason: 'Lost phone, met in person' }
    expect(await said(chief.submit(await chief.get(page), '/role', { role: 'viewer' }))).toMatch(/emergency account/u)
    expect(await said(chief.submit(await chief.get(page), '/disable'))).toMatch(/emergency account/u)
    expect(await said(chief.submit(await chief.get(page), '/factor/ask', reason))).toMatch(/emergency account/u)
    expect(await said(chief.submit(await chief.get(card), '/remove'))).toMatch(/switch them on first/u)
    const here = await runHere(['users', 'remove-factor', emergency().email, '--reason', reason.reason], envOf(stage))
    expect([here.code, here.stderr]).toEqual([1, expect.stringContaining('local-login on')])
    // A provider that names its address does not open it, nor take its role.
    provider.people.set('thief', { email: emergency().email, groups: ['staff'] })
    expect(await said(byCompany('thief'))).toMatch(/answered 403: .*only its password opens it/u)
    expect(await findUser(pool(), { id: emergency().id })).toMatchObject({ role: 'admin', isBound: false })
    expect(path(await (await asEmergency()).get('/users'))).toBe('/users')
  })

  it('take away neither the last admin who has a password, nor the company login before they are on', async () => {
    const chief = await byCompany('chief')
    // Passwords are on, and one admin has one: the other admin cannot end that access and then the company login.
    expect(await said(chief.submit(await chief.get(`/users/${emergency().id}`), '/disable'))).toMatch(/last admin/u)
    expect(await said(chief.submit(await chief.get(`/users/${emergency().id}`), '/role', { role: 'dpo' }))).toMatch(
      /last admin/u,
    )
  })

  it('are switched on again by an admin, or on the machine', async () => {
    const chief = await byCompany('chief')
    const on = () => runHere(['users', 'local-login', 'on'], envOf(stage))
    expect((await on()).code).toBe(1)
    await switchOff(chief)
    expect((await on()).code).toBe(0)
    expect((await auditOf('localLogin')).at(-1)).toMatchObject({
      actor: 'command line',
      localLogin: 'passwords switched on',
    })
    expect(await said(stage.as(stage.lawbase.dpo.email, goodPassword))).toBe('done')
    await switchOff(await byCompany('chief'))
    await chief.submit(await chief.get(card), '/passwords/on')
    expect(await said(stage.as(stage.lawbase.dpo.email, goodPassword))).toBe('done')
  })
})
