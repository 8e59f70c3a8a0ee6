import { TOTP, Secret } from 'otpauth'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formsOf, textOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { exportAudit, sealWholeAudit } from '../../../src/store/app/audit.ts'
import { findUser } from '../../../src/store/accounts/users.ts'
import { runHere } from '../../support/command-line.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until, untilWindowHas } from '../../support/until.ts'
import {
  envOf,
  goodPassword,
  openConsole,
  type Browser,
  type Console,
  type ConsolePage,
} from '../../support/console.ts'

const other = 'trois tasses sur le vieux piano'

describe('the second factor', () => {
  let stage: Console
  let mails: MailServer
  beforeAll(async () => {
    mails = await startMailServer()
    stage = await openConsole({ contacts: 5, smtpUrl: mails.url })
  })
  afterEach(async () => {
    Object.assign(stage.lawbase.app, { isConsoleNamed: false })
    await stage.lawbase.app.pool.query(
      'delete from totp_factors; delete from recovery_codes; delete from rate_counters',
    )
  })
  afterAll(async () => {
    await stage.close()
    await mails.close()
  })

  const pool = () => stage.lawbase.app.pool
  const admin = () => stage.lawbase.admin.email
  const codeOf = (key: string) => new TOTP({ secret: Secret.fromBase32(key) }).generate()
  /** Each code works once: the test does not wait for the next half minute, it forgets that this one was used. */
  const again = async (key: string) => {
    await untilWindowHas(2)
    await pool().query('update totp_factors set last_step = last_step - 2')
    return codeOf(key)
  }
  /** Sets the factor up in a browser; gives its key and what is shown at the end. */
  const setUp = async (browser: Browser): Promise<{ key: string; codes: string[] }> => {
    const page = await browser.get('/account/second-factor')
    const key = /value="([A-Z2-7]{32})"/u.exec(page.html)?.[1] ?? ''
    const done = await browser.submit(page, '/account/second-factor', { code: codeOf(key) })
    return {
      key,
      codes: [...done.html.matchAll(/<code>((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})<\/code>/gu)].map(([, one]) => one ?? ''),
    }
  }
  const logIn = async (email: string, password = goodPassword): Promise<{ browser: Browser; page: ConsolePage }> => {
    const browser = stage.visitor()
    return { browser, page: await browser.submit(await browser.get('/login'), '/login', { email, password }) }
  }
  const path = ({ url }: ConsolePage) => new URL(url).pathname
  const asked = async (browser: Browser, paths: readonly string[]) =>
    Promise.all(paths.map(async (one) => path(await browser.get(one))))
  const auditOf = async (what: string) => {
    await sealWholeAudit(pool())
    const found: unknown[] = []
    for await (const { act, actor, details } of exportAudit(pool()))
      if (act === 'user' && what in (details as object)) found.push({ actor, details })
    return found
  }

  it('is asked after the password from then on, opens nothing before, and ends every other login', async () => {
    const elsewhere = await stage.as(admin())
    const here = await stage.as(admin())
    const { key, codes } = await setUp(here)
    expect(new Set(codes).size).toBe(10)
    expect([path(await here.get('/users')), path(await elsewhere.get('/users'))]).toEqual(['/users', '/login'])
    const { browser, page } = await logIn(admin())
    expect(path(page)).toBe('/login/second')
    expect(
      await asked(browser, ['/', '/contacts', '/users', '/audit/export', '/account', '/account/second-factor']),
    ).toEqual(Array.from({ length: 6 }, () => '/login/second'))
    const csrf = formsOf(page.html)[0]?.fields.find((field: string[]) => field[0] === '_csrf')?.[1] ?? ''
    const form = `<form method="post" action="/users"><input type="hidden" name="_csrf" value="${csrf}"></form>`
    const invited = { email: 'mallory@exemple.example.test', name: 'Mallory', role: 'admin', language: 'en' }
    expect(path(await browser.submit({ ...page, html: form }, '/users', invited))).toBe('/login/second')
    expect(await findUser(pool(), { email: invited.email })).toBe(null)
    const open = await browser.submit(await browser.get('/'), '/login/second', { code: await again(key) })
    expect([path(open), path(await browser.get('/users'))]).toEqual(['/', '/users'])
    const { rows } = await pool().query('select * from totp_factors')
    expect(JSON.stringify(rows)).not.toContain(key)
  })

  it('takes each code once, and after five wrong ones none for five minutes', async () => {
    await untilWindowHas(5)
    const { key } = await setUp(await stage.as(admin()))
    const first = await logIn(admin())
    const code = await again(key)
    await first.browser.submit(first.page, '/login/second', { code })
    const second = await logIn(admin())
    const tries = async (typed: string) =>
      second.browser.submit(second.page, '/login/second', { code: typed }).then(
        () => 'open',
        (error: Error) => /answered (\d+)/u.exec(error.message)?.[1],
      )
    expect([
      await tries(code),
      await tries('000000'),
      await tries('x'),
      await tries(''),
      await tries('1234567'),
    ]).toEqual(Array.from({ length: 5 }, () => '422'))
    expect(await tries(await again(key))).toBe('429')
  })

  it('is opened once by each recovery code, however it is written', async () => {
    const { codes } = await setUp(await stage.as(admin()))
    const [code = ''] = codes
    const first = await logIn(admin())
    const typed = { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` }
    expect(path(await first.browser.submit(first.page, '/login/second', typed))).toBe('/')
    const second = await logIn(admin())
    await expect(second.browser.submit(second.page, '/login/second', { code })).rejects.toThrow('answered 422')
    expect((await auditOf('recoveryCode')).at(-1)).toEqual({
      actor: admin(),
      details: { recoveryCode: 'used', left: 9, of: stage.lawbase.admin.id },
    })
    expect(JSON.stringify(await auditOf('secondFactor'))).not.toContain(code)
  })

  it('takes the place of the password where an act asks for proof once more', async () => {
    const browser = await stage.as(admin())
    const { key } = await setUp(browser)
    await pool().query(`update login_sessions set proved_at = proved_at - interval '6 minutes'`)
    const page = await browser.get('/account')
    const refused = await browser.submit(page, '/account/recovery-codes').catch((error: Error) => error.message)
    expect(refused).toMatch(/answered 401: Log in again .* needs your second factor once more/u)
    const typed = { stepUpCode: await again(key) }
    const done = await browser.submit(page, '/account/recovery-codes', typed)
    expect(wordsOf(done.html)).toContain('Keep these recovery codes')
    const others = await browser.submit(await browser.get('/account'), '/account/recovery-codes')
    expect(wordsOf(others.html)).toContain('Keep these recovery codes')
  })

  it('is set up by everyone before anything else where the console has a name of its own', async () => {
    Object.assign(stage.lawbase.app, { isConsoleNamed: true })
    const { browser, page } = await logIn(admin())
    expect(path(page)).toBe('/account/second-factor')
    expect(await asked(browser, ['/', '/contacts', '/account', '/login/second'])).toEqual(
      Array.from({ length: 4 }, () => '/account/second-factor'),
    )
    await setUp(browser)
    expect(path(await browser.get('/contacts'))).toBe('/contacts')
  })

  it('stays when a password is reset by mail, and strangers learn nothing from the answer', async () => {
    await setUp(await stage.as(stage.lawbase.dpo.email))
    const ask = async (email: string) => {
      const browser = stage.visitor()
      return wordsOf((await browser.submit(await browser.get('/login/forgotten'), '/login/forgotten', { email })).html)
    }
    const answers = [await ask('nobody@exemple.example.test'), await ask(stage.lawbase.dpo.email)]
    expect(answers[0]).toBe(answers[1])
    await until('the mail came', async () => mails.received.length === 1)
    const [mail] = mails.received
    expect(mail?.to).toBe(stage.lawbase.dpo.email)
    const link = /\S+\/invite\/\S+/u.exec(mail?.text ?? '')?.[0] ?? ''
    const browser = stage.visitor()
    const page = await browser.submit(await browser.get(link), new URL(link).pathname, { password: other })
    expect(path(page)).toBe('/login/second')
    await expect(stage.visitor().get(link)).resolves.toMatchObject({ status: 410 })
    expect((await auditOf('link')).at(-1)).toMatchObject({
      actor: 'login page',
      details: { link: stage.lawbase.dpo.id, why: 'asked for by mail' },
    })
  })

  it('is taken away by two admins who are two people, never by one', async () => {
    const first = await stage.as(admin())
    const made = async (email: string): Promise<Browser> => {
      const invited = { email, name: 'Second', role: 'admin', language: 'en' }
      const link = textOf((await first.submit(await first.get('/users'), '/users', invited)).html, 'data-invite') ?? ''
      const browser = stage.visitor()
      await browser.submit(await browser.get(link), new URL(link).pathname, { password: other })
      return browser
    }
    const own = await made('own-second@exemple.example.test')
    const independent = await made('second@exemple.example.test')
    await pool().query(
      `update users set new_since = new_since - interval '2 days' where email like '%second@exemple.example.test'`,
    )
    await pool().query(
      `update account_hands set ended_at = at where user_id = (select id from users where email = 'second@exemple.example.test')`,
    )
    const victim = await stage.as(stage.lawbase.dpo.email, other)
    await setUp(victim)
    const page = `/users/${stage.lawbase.dpo.id}`
    const reason = 'Lost phone; met in person at the office'
    await expect(first.submit(await first.get(page), '/factor/ask', { reason: 'lost' })).rejects.toThrow('answered 422')
    await first.submit(await first.get(page), '/factor/ask', { reason })
    const maySay = async (browser: Browser) =>
      formsOf((await browser.get(page)).html).filter(({ action }: { action: string }) =>
        action.endsWith('/factor/agree'),
      ).length
    expect([await maySay(first), await maySay(own), await maySay(independent)]).toEqual([0, 0, 1])
    const shown = await independent.get(page)
    for (const browser of [first, own]) {
      const csrf = (await browser.get(page)).html.match(/name="_csrf" value="([^"]+)"/u)?.[1] ?? ''
      const form = `<form method="post" action="${page}/factor/agree"><input type="hidden" name="_csrf" value="${csrf}"></form>`
      await expect(browser.submit({ ...shown, html: form }, '/factor/agree')).rejects.toThrow('answered 422')
    }
    expect(path(await victim.get('/contacts'))).toBe('/contacts')
    await independent.submit(shown, '/factor/agree')
    expect(path(await victim.get('/contacts'))).toBe('/login')
    expect(path((await logIn(stage.lawbase.dpo.email, other)).page)).toBe('/')
    expect((await auditOf('secondFactor')).slice(-2)).toEqual([
      {
        actor: admin(),
        details: { secondFactor: 'asked to take it away', of: stage.lawbase.dpo.id, reason },
      },
      {
        actor: 'second@exemple.example.test',
        details: { secondFactor: 'taken away', of: stage.lawbase.dpo.id, askedBy: admin() },
      },
    ])
  })

  it('is taken away at the command line where there is one admin, with a reason', async () => {
    await setUp(await stage.as(admin()))
    const run = (...more: string[]) => runHere(['users', 'remove-factor', admin(), ...more], envOf(stage))
    expect((await run()).code).toBe(2)
    expect((await run('--reason', 'Lost phone, at the machine itself')).code).toBe(0)
    expect(path((await logIn(admin())).page)).toBe('/')
    expect((await run('--reason', 'Lost phone, at the machine itself')).code).toBe(1)
  })
})

describe('one’s own logins', () => {
  let stage: Console
  beforeAll(async () => {
    stage = await openConsole({ contacts: 5 })
  })
  afterAll(() => stage.close())

  it('are listed with where they were opened, and each can be ended', async () => {
    const [here, there, third] = [
      await stage.as(stage.lawbase.admin.email),
      await stage.as(stage.lawbase.admin.email),
      await stage.as(stage.lawbase.admin.email),
    ]
    const page = await here.get('/account')
    expect(wordsOf(page.html).match(/(127\.0\.0\.1|::1)/gu)?.length).toBeGreaterThanOrEqual(3)
    const ends = formsOf(page.html)
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => /\/account\/logins\/[0-9a-f-]{36}\/end$/u.test(action))
    expect(ends.length).toBe(2)
    await here.submit(page, ends[0] ?? '')
    const left = [there, third].map(async (browser) => new URL((await browser.get('/account')).url).pathname)
    expect((await Promise.all(left)).toSorted()).toEqual(['/account', '/login'])
    await here.submit(await here.get('/account'), '/account/logins/end-others')
    expect(new URL((await here.get('/account')).url).pathname).toBe('/account')
    for (const browser of [there, third]) expect(new URL((await browser.get('/account')).url).pathname).toBe('/login')
  })
})

it('says where the first link stands while there is no account', async () => {
  const stage = await openConsole({ contacts: 5 })
  try {
    await stage.lawbase.app.pool.query('delete from settings; delete from login_sessions; delete from users')
    const page = await stage.visitor().get('/login')
    expect(wordsOf(page.html)).toMatch(/There is no account yet .* lawbase users first-run/u)
  } finally {
    await stage.close()
  }
})
