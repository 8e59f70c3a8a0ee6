import { TOTP, Secret } from 'otpauth'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../../scripts/free-port.mjs'
import { wordsOf } from '../../../../scripts/demo/browser.mjs'
import { exportAudit, sealWholeAudit } from '../../../../src/store/app/audit.ts'
import { findUser } from '../../../../src/store/accounts/users.ts'
import { loadAccounts } from '../../../../src/store/approvals/account-hands.ts'
import { startCompanyProvider, type CompanyProvider } from '../../../support/accounts/company-provider.ts'
import { openConsole, type Browser, type Console, type ConsolePage } from '../../../support/console.ts'

const path = ({ url }: ConsolePage) => new URL(url).pathname
const groups = {
  'groups-admin': 'admins',
  'groups-dpo': 'privacy',
  'groups-operator': '',
  'groups-viewer': 'staff\nsales',
}

describe('the company login', () => {
  let stage: Console
  let provider: CompanyProvider
  beforeAll(async () => {
    const consolePort = await freePort()
    provider = await startCompanyProvider({ consolePort })
    stage = await openConsole({ contacts: 5, outboundHosts: [provider.host] }, consolePort)
  })
  beforeEach(async () => {
    provider.people.clear()
    await saveSettings()
  })
  afterEach(async () => {
    Object.assign(stage.lawbase.app, { isConsoleNamed: false })
    await pool().query('delete from company_login; delete from rate_counters; delete from totp_factors')
  })
  afterAll(async () => {
    await stage.close()
    await provider.close()
  })

  const pool = () => stage.lawbase.app.pool
  const typed = () => ({
    name: 'Acme account',
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    groupsClaim: 'groups',
    ...groups,
  })
  const saveSettings = async (more: Record<string, string> = {}) => {
    const admin = await stage.as(stage.lawbase.admin.email)
    return admin.submit(await admin.get('/users/company'), '/users/company', { ...typed(), ...more })
  }
  /** Types an id and any password at the provider; gives the page that the browser ends at. */
  const atProvider = async (browser: Browser, page: ConsolePage, login: string): Promise<ConsolePage> => {
    const next = await browser.submit(page, new URL(page.url).pathname, { login, password: 'any' })
    // Where somebody else was logged in at the provider, its page sends itself on once they were logged out.
    return next.html.includes('Submitting Callback') ? browser.submit(next, '/session/end/confirm') : next
  }
  const logIn = async (login: string): Promise<{ browser: Browser; page: ConsolePage }> => {
    const browser = stage.visitor()
    const asked = await browser.get('/login/company')
    expect(asked.url).toContain(`${provider.issuer}/interaction/`)
    return { browser, page: await atProvider(browser, asked, login) }
  }
  const said = (act: Promise<unknown>) =>
    act.then(
      () => 'done',
      (error: Error) => error.message,
    )
  const refusal = async (login: string): Promise<string> => {
    const words = await said(logIn(login))
    expect(words).toContain('answered 403: Not logged in')
    return words
  }
  const person = (id: string, more: Record<string, unknown>) =>
    provider.people.set(id, { email: `${id}@exemple.example.test`, name: `Name of ${id}`, ...more })
  const auditOf = async (what: string, act: string) => {
    await sealWholeAudit(pool())
    const found: Record<string, unknown>[] = []
    for await (const one of exportAudit(pool()))
      if (one.act === act && what in (one.details as object))
        found.push({ actor: one.actor, ...(one.details as Record<string, unknown>) })
    return found
  }

  it('is offered on the login page, makes an account at the first login, and gives its groups’ highest role', async () => {
    const words = wordsOf((await stage.visitor().get('/login')).html)
    expect(words).toContain('Log in with Acme account')
    person('anna', { groups: ['staff', 'privacy'] })
    const { browser, page } = await logIn('anna')
    expect([path(page), path(await browser.get('/contacts'))]).toEqual(['/', '/contacts'])
    const user = await findUser(pool(), { email: 'anna@exemple.example.test' })
    expect(user).toMatchObject({ role: 'dpo', name: 'Name of anna', passwordHash: null, isBound: true })
    expect((await auditOf('made', 'user')).at(-1)).toMatchObject({
      actor: 'anna@exemple.example.test',
      role: 'dpo',
      company: 'Acme account',
      subject: 'anna',
    })
    expect((await auditOf('company', 'login')).at(-1)).toMatchObject({ company: 'Acme account' })
    // A new judge is new, and whoever administers the provider may be anybody.
    const account = (await loadAccounts(pool())).find(({ id }) => id === user?.id)
    expect([account?.hands, account?.isOpen]).toEqual([[null], true])
    const ageMs = stage.lawbase.app.clock.now().getTime() - (account?.newSince.getTime() ?? 0)
    expect(ageMs).toBeLessThan(60_000)
  })

  it('refuses somebody in no group, with a sentence, and notes it', async () => {
    person('nils', { groups: ['canteen'] })
    expect(await refusal('nils')).toContain('none of your groups opens Lawbase')
    expect(await findUser(pool(), { email: 'nils@exemple.example.test' })).toBe(null)
    expect((await auditOf('failed', 'login')).at(-1)).toMatchObject({ failed: 'no-group', subject: 'nils' })
    person('mona', { _claim_names: { groups: 'src1' } })
    expect(await refusal('mona')).toContain('more groups than your company’s login sends')
  })

  it('applies another role at the next login, and notes it', async () => {
    person('omar', { groups: ['privacy'] })
    const first = await logIn('omar')
    person('omar', { groups: 'sales' })
    const second = await logIn('omar')
    const user = await findUser(pool(), { email: 'omar@exemple.example.test' })
    expect(user?.role).toBe('viewer')
    expect(path(await first.browser.get('/contacts'))).toBe('/login')
    expect(path(await second.browser.get('/contacts'))).toBe('/contacts')
    expect((await auditOf('role', 'user')).at(-1)).toMatchObject({
      user: user?.id,
      role: { from: 'dpo', to: 'viewer' },
      company: 'Acme account',
    })
  })

  it('binds the account of exactly the same address once, by the provider’s own id from then on', async () => {
    const { email, id } = stage.lawbase.dpo
    person('d1', { email: email.toUpperCase(), email_verified: false, groups: ['privacy'] })
    expect(await refusal('d1')).toContain('no confirmed e-mail address')
    person('d1', { email: email.toUpperCase(), groups: ['privacy'] })
    await logIn('d1')
    expect((await auditOf('bound', 'user')).at(-1)).toMatchObject({ bound: id, subject: 'd1', issuer: provider.issuer })
    // The address was given to somebody else at the provider.
    person('d2', { email, groups: ['admins'] })
    expect(await refusal('d2')).toContain('belongs to another person')
    person('d1', { email: 'renamed@exemple.example.test', groups: ['privacy'] })
    const { browser } = await logIn('d1')
    expect(wordsOf((await browser.get('/account')).html)).toContain(email)
    expect(await findUser(pool(), { email: 'renamed@exemple.example.test' })).toBe(null)
  })

  it('keeps out an account whose access was ended', async () => {
    person('eve', { groups: ['staff'] })
    const { browser } = await logIn('eve')
    const user = await findUser(pool(), { email: 'eve@exemple.example.test' })
    const admin = await stage.as(stage.lawbase.admin.email)
    await admin.submit(await admin.get(`/users/${user?.id}`), '/disable')
    expect(path(await browser.get('/contacts'))).toBe('/login')
    expect(await refusal('eve')).toContain('Your access to Lawbase has ended')
  })

  it('leaves the last admin who has a password their role', async () => {
    person('chief', { groups: ['admins'] })
    await logIn('chief')
    person('boss', { email: stage.lawbase.admin.email, groups: ['staff'] })
    await logIn('boss')
    expect((await findUser(pool(), { id: stage.lawbase.admin.id }))?.role).toBe('admin')
    expect((await auditOf('kept', 'user')).at(-1)).toMatchObject({ kept: 'last admin with a password' })
    // Nor can the one who has no password end the access of the one who has.
    const { browser } = await logIn('chief')
    await pool().query('update login_sessions set proved_at = now()')
    const page = await browser.get(`/users/${stage.lawbase.admin.id}`)
    await expect(browser.submit(page, '/disable')).rejects.toThrow('answered 422')
  })

  it('needs no second factor of ours, but asks for one that is there', async () => {
    Object.assign(stage.lawbase.app, { isConsoleNamed: true })
    person('fay', { groups: ['staff'] })
    const { browser } = await logIn('fay')
    expect(path(await browser.get('/contacts'))).toBe('/contacts')
    const page = await browser.get('/account/second-factor')
    const key = /value="([A-Z2-7]{32})"/u.exec(page.html)?.[1] ?? ''
    const code = new TOTP({ secret: Secret.fromBase32(key) }).generate()
    await browser.submit(page, '/account/second-factor', { code })
    expect(path((await logIn('fay')).page)).toBe('/login/second')
  })

  it('proves anew at the provider, in another tab, what an act asks for, and keeps what was posted', async () => {
    person('gus', { groups: ['admins'] })
    const { browser } = await logIn('gus')
    await pool().query(
      `update login_sessions set proved_at = proved_at - interval '6 minutes', company_at = company_at - interval '6 minutes'`,
    )
    const invited = { email: 'hana@exemple.example.test', name: 'Hana', role: 'viewer', language: 'en' }
    const asked = await said(browser.submit(await browser.get('/users'), '/users', invited))
    expect(asked).toMatch(/answered 401: Log in again .* in a new tab/u)
    const html = await heldPage(browser, invited)
    const early = await said(browser.submit(html, '/users'))
    expect(early).toMatch(/answered 422: .* did not confirm it yet/u)
    expect(await findUser(pool(), { email: invited.email })).toBe(null)
    // It must be the same person.
    person('ines', { groups: ['admins'] })
    const wrong = atProvider(browser, await browser.get('/login/company?again=1'), 'ines')
    expect(await said(wrong)).toContain('not the person who was logged in')
    const again = await browser.get('/login/company?again=1')
    expect(again.url).toContain('/interaction/')
    expect(wordsOf((await atProvider(browser, again, 'gus')).html)).toContain('You proved who you are')
    await pool().query(`update login_sessions set company_at = company_at - interval '4 minutes'`)
    const done = await browser.submit(html, '/users')
    expect(done.html).toContain('data-invite')
    expect(await findUser(pool(), { email: invited.email })).toMatchObject({ role: 'viewer' })
    // What is fresh by it is so for five minutes from the login at the provider, not from its use.
    const { rows } = await pool().query(
      'select now() - proved_at > interval \'4 minutes\' as "isOld" from login_sessions where company_at is not null and ended_at is null order by created_at desc limit 1',
    )
    expect(rows).toEqual([{ isOld: true }])
  })

  /** The page that holds what was posted, as the browser got it. */
  const heldPage = async (browser: Browser, fields: Record<string, string>): Promise<ConsolePage> => {
    const page = await browser.get('/users')
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(page.html)?.[1] ?? ''
    const inputs = Object.entries({ _csrf: csrf, stepUpCompany: '1', ...fields })
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('')
    return { ...page, html: `<form method="post" action="/users">${inputs}</form>` }
  }

  it('takes an answer only in the browser that asked, once, and with its own state', async () => {
    person('jo', { groups: ['staff'] })
    const stranger = stage.visitor()
    await expect(stranger.get('/login/company/callback?code=x&state=y')).resolves.toMatchObject({ status: 410 })
    const browser = stage.visitor()
    await browser.get('/login/company')
    const forged = await browser.get(
      `/login/company/callback?code=x&state=y&iss=${encodeURIComponent(provider.issuer)}`,
    )
    expect([forged.status, wordsOf(forged.html)]).toEqual([502, expect.stringContaining('could not be verified')])
    await expect(browser.get('/login/company/callback?code=x&state=y')).resolves.toMatchObject({ status: 410 })
    const other = stage.visitor()
    await other.get('/login/company')
    const mixed = await other.get('/login/company/callback?code=x&state=y&iss=https%3A%2F%2Fother.example.test')
    expect(mixed.status).toBe(502)
  })

  it('takes no answer that another browser was given, though nobody used it yet', async () => {
    person('mallory', { groups: ['staff'] })
    const { browser: thief } = await logIn('mallory')
    const { headers } = await fetch(`${stage.base}/login/company`, { redirect: 'manual' })
    // The provider knows them by now, and sends them back at once; this browser did not ask, so nothing is used up.
    const unused = await thief.get(headers.get('location') ?? '')
    expect([unused.status, new URL(unused.url).searchParams.has('code')]).toEqual([410, true])
    const victim = stage.visitor()
    await victim.get('/login/company')
    const got = await victim.get(unused.url)
    expect([got.status, wordsOf(got.html)]).toEqual([502, expect.stringContaining('could not be verified')])
    expect(path(await victim.get('/contacts'))).toBe('/login')
  })

  it('sends the secret nowhere but to the provider it was given for, and stores it sealed', async () => {
    const { rows } = await pool().query('select * from company_login')
    expect(JSON.stringify(rows)).not.toContain(provider.clientSecret)
    await expect(saveSettings({ issuer: 'https://other.example.test', clientSecret: '' })).rejects.toThrow(
      /answered 422: .*Client secret: give the one/u,
    )
    expect(path(await saveSettings({ name: 'Acme', clientSecret: '' }))).toBe('/users/company')
    person('kim', { groups: ['staff'] })
    expect(path((await logIn('kim')).page)).toBe('/')
    await saveSettings({ clientSecret: 'another one' })
    expect(await said(logIn('kim'))).toMatch(/answered 502: .*check the client ID/u)
  })

  it.each([
    ['name', { name: ' ' }, 'Name: give one'],
    ['issuer', { issuer: 'login.example.test' }, 'Issuer: an address that starts with https://'],
    ['issuer with a query', { issuer: 'https://login.example.test/?a=1' }, 'Issuer: an address'],
    ['client', { clientId: '' }, 'Client ID: give the one'],
    ['claim', { groupsClaim: '' }, 'Claim with the groups: give its name'],
    ['groups', { 'groups-admin': '', 'groups-dpo': '', 'groups-viewer': '' }, 'name at least one group'],
    ['a group twice', { 'groups-operator': 'staff' }, 'the same group is in two places'],
  ])('names the field that is wrong: %s', async (_what, wrong, sentence) => {
    await expect(saveSettings(wrong as Record<string, string>)).rejects.toThrow(sentence)
  })

  it('says what the discovery document answered, and why where it cannot be asked', async () => {
    const admin = await stage.as(stage.lawbase.admin.email)
    const page = await admin.get('/users/company')
    const test = async (issuer: string) => {
      const html = page.html.replaceAll('action="/users/company"', 'action="/users/company/test"')
      return admin
        .submit({ ...page, html }, '/users/company/test', { ...typed(), issuer })
        .then(({ html: answered }) => wordsOf(answered))
        .catch((error: Error) => error.message)
    }
    expect(await test(provider.issuer)).toMatch(/Discovery answered .*\/auth .*\/token .*\/jwks/u)
    expect(await test(`${provider.issuer}/elsewhere`)).toMatch(/answered 422: .*no provider of this name/u)
    expect(await test('http://192.168.7.7')).toMatch(/answered 422: .*It must start with https/u)
    expect(await test('https://192.168.7.7')).toMatch(/answered 422: .*OUTBOUND_HOSTS/u)
    expect(await test('http://127.0.0.1:1')).toMatch(/answered 422: .*Issuer: it did not answer/u)
  })
})

it('reads claims that stand in the userinfo answer alone, and one text as one group', async () => {
  const consolePort = await freePort()
  const provider = await startCompanyProvider({ consolePort, claimsInToken: false })
  const stage = await openConsole({ contacts: 5, outboundHosts: [provider.host] }, consolePort)
  try {
    const admin = await stage.as(stage.lawbase.admin.email)
    await admin.submit(await admin.get('/users/company'), '/users/company', {
      name: 'Acme',
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      groupsClaim: 'hd',
      'groups-viewer': 'exemple.example.test',
    })
    provider.people.set('lea', { email: 'lea@exemple.example.test', hd: 'exemple.example.test' })
    const browser = stage.visitor()
    const asked = await browser.get('/login/company')
    await browser.submit(asked, new URL(asked.url).pathname, { login: 'lea', password: 'any' })
    expect(path(await browser.get('/contacts'))).toBe('/contacts')
  } finally {
    await stage.close()
    await provider.close()
  }
})
