import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOf, textOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { insertAccountLink } from '../../../src/operations/accounts/invitations.ts'
import { findInvitation, findUser } from '../../../src/store/accounts/users.ts'
import type { Role } from '../../../src/domain/accounts/roles.ts'
import { runHere } from '../../support/command-line.ts'
import { untilWindowHas } from '../../support/until.ts'
import {
  envOf,
  goodPassword,
  openConsole,
  type Browser,
  type Console,
  type ConsolePage,
} from '../../support/console.ts'

const other = 'trois tasses sur le vieux piano'

describe('accounts', () => {
  let stage: Console
  let admin: Browser
  beforeAll(async () => {
    stage = await openConsole({ contacts: 5 })
    admin = await stage.as(stage.lawbase.admin.email)
  })
  afterAll(() => stage.close())

  const user = async (email: string) => findUser(stage.lawbase.app.pool, { email })
  const pageOf = async (email: string) => admin.get(`/users/${(await user(email))?.id ?? ''}`)
  const invite = async (email: string, role: Role): Promise<string> =>
    textOf(
      (await admin.submit(await admin.get('/users'), '/users', { email, name: 'Somebody', role, language: 'en' })).html,
      'data-invite',
    ) ?? ''
  const use = async (link: string, password: string): Promise<Browser> => {
    const browser = stage.visitor()
    await browser.submit(await browser.get(link), new URL(link).pathname, { password })
    return browser
  }
  const canLogIn = async (email: string, password: string) =>
    stage.as(email, password).then(
      () => true,
      () => false,
    )
  const handsOn = async (email: string) =>
    (
      await stage.lawbase.app.pool.query<{ why: string; by: string | null }>(
        'select h.why, b.email as by from account_hands h join users u on u.id = h.user_id left join users b on b.id = h.by_id where u.email = $1 and h.ended_at is null order by h.at',
        [email],
      )
    ).rows
  const actions = (page: ConsolePage) =>
    formsOf(page.html)
      .map(({ action }: { action: string }) => action.split('/').at(-1))
      .filter((action: string | undefined) => ['role', 'link', 'enable', 'disable'].includes(action ?? ''))

  /** A form that the page does not offer, as somebody would send it. */
  const withForm = (page: ConsolePage, action: string): ConsolePage => {
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(page.html)?.[1] ?? ''
    const form = `<form method="post" action="${action}"><input type="hidden" name="_csrf" value="${csrf}"></form>`
    return { ...page, html: page.html.replace('</main>', `${form}</main>`) }
  }

  it('that nobody opened get another link, which ends the first', async () => {
    const email = 'pending@exemple.example.test'
    const first = await invite(email, 'operator')
    expect(wordsOf((await pageOf(email)).html)).toContain('The link was not used yet')
    const again = textOf((await admin.submit(await pageOf(email), '/link')).html, 'data-invite') ?? ''
    expect([(await stage.visitor().get(first)).status, (await stage.visitor().get(again)).status]).toEqual([410, 200])
    await admin.submit(await pageOf(email), '/disable')
    expect((await stage.visitor().get(again)).status).toBe(410)
    await admin.submit(await pageOf(email), '/enable')
    const last = textOf((await admin.submit(await pageOf(email), '/link')).html, 'data-invite') ?? ''
    expect((await (await use(last, goodPassword)).get('/')).status).toBe(200)
  })

  it('whose access ended get it back, and are new approvers then', async () => {
    const email = stage.lawbase.dpo.email
    const dpo = await stage.as(email)
    await admin.submit(await pageOf(email), '/disable')
    expect([
      (await dpo.get('/')).url.endsWith('/login'),
      await canLogIn(email, goodPassword),
      actions(await pageOf(email)),
    ]).toEqual([true, false, ['enable']])
    await admin.submit(await pageOf(email), '/enable')
    expect([await canLogIn(email, goodPassword), await handsOn(email)]).toEqual([
      true,
      [{ why: 'enabled', by: stage.lawbase.admin.email }],
    ])
  })

  it('change their role, at once, but for one’s own and the last admin’s (H8)', async () => {
    const email = 'pending@exemple.example.test'
    const browser = await stage.as(email)
    expect((await browser.get('/settings')).status).toBe(403)
    await admin.submit(await pageOf(email), '/role', { role: 'dpo' })
    expect((await browser.get('/')).url.endsWith('/login')).toBe(true)
    expect((await (await stage.as(email)).get('/settings')).status).toBe(200)
    expect((await handsOn(email)).at(-1)).toEqual({ why: 'role', by: stage.lawbase.admin.email })
    expect(wordsOf((await admin.get('/')).html)).toContain(`${email} may approve as`)
    await admin.submit(await pageOf(email), '/role', { role: 'viewer' })
    expect((await (await stage.as(email)).get('/settings')).status).toBe(403)
    const own = await pageOf(stage.lawbase.admin.email)
    expect(actions(own)).toEqual([])
    const forged = withForm(own, `/users/${stage.lawbase.admin.id}/role`)
    await expect(admin.submit(forged, '/role', { role: 'viewer' })).rejects.toThrow('answered 422')
    await expect(admin.submit(await pageOf(email), '/role', { role: 'king' })).rejects.toThrow('answered 422')
  })

  it('change their own password with the old one, which ends every other login', async () => {
    const email = 'pending@exemple.example.test'
    const [here, there] = [await stage.as(email), await stage.as(email)]
    const link = newToken()
    const { pool } = stage.lawbase.app
    await insertAccountLink(pool, link, (await user(email))?.id ?? null, { madeBy: null, why: 'mail' })
    for (const [current, next, said] of [
      ['not my password at all', other, 'not your password'],
      [goodPassword, 'passwordpassword', 'easy to guess'],
      [goodPassword, 'short', '15 characters'],
    ] as const) {
      await expect(
        here.submit(await here.get('/account'), '/account/password', { current, password: next }),
      ).rejects.toThrow(said)
    }
    expect(
      wordsOf(
        (await here.submit(await here.get('/account'), '/account/password', { current: goodPassword, password: other }))
          .html,
      ),
    ).toContain('logged out everywhere else')
    // A link for another password that was open before leads nowhere.
    expect(await findInvitation(stage.lawbase.app.pool, tokenHash(link), new Date())).toBeNull()
    expect([
      (await here.get('/')).url.endsWith('/login'),
      (await there.get('/')).url.endsWith('/login'),
      await canLogIn(email, goodPassword),
      await canLogIn(email, other),
    ]).toEqual([false, true, false, true])
    await untilWindowHas(30)
    for (let count = 0; count < 5; count += 1)
      await here
        .submit(await here.get('/account'), '/account/password', {
          current: 'wrong again and again',
          password: goodPassword,
        })
        .catch(() => undefined)
    await expect(
      here.submit(await here.get('/account'), '/account/password', { current: other, password: goodPassword }),
    ).rejects.toThrow('answered 429')
    expect((await user(email))?.passwordHash).not.toBeNull()
  })

  it('get a new password by an admin’s one-time link, and have that admin’s hand on them', async () => {
    const email = stage.lawbase.dpo.email
    await stage.lawbase.app.pool.query('update account_hands set ended_at = at')
    const before = await stage.as(email)
    const link = textOf((await admin.submit(await pageOf(email), '/link')).html, 'data-invite') ?? ''
    expect([(await before.get('/')).status, await handsOn(email)]).toEqual([200, []])
    const shown = stage.visitor()
    await expect(
      shown.submit(await shown.get(link), new URL(link).pathname, { password: 'dpodpodpodpodpo' }),
    ).rejects.toThrow('easy to guess')
    await use(link, other)
    expect([
      (await before.get('/')).url.endsWith('/login'),
      await canLogIn(email, goodPassword),
      await handsOn(email),
      (await stage.visitor().get(link)).status,
    ]).toEqual([true, false, [{ why: 'reset', by: stage.lawbase.admin.email }], 410])
    expect(wordsOf((await admin.get('/')).html)).toContain(`${email} may approve as`)
    const own = await pageOf(stage.lawbase.admin.email)
    const forged = withForm(own, `/users/${stage.lawbase.admin.id}/link`)
    await expect(admin.submit(forged, '/link')).rejects.toThrow('answered 422')
  })

  it('are for admins to change only', async () => {
    const dpo = await stage.as(stage.lawbase.dpo.email, other)
    expect((await dpo.get(`/users/${stage.lawbase.admin.id}`)).status).toBe(403)
  })

  it('own keys: a new one has no scope ticked, has a named owner, stops with that owner and goes on with another', async () => {
    const { pool } = stage.lawbase.app
    const page = await admin.get('/users')
    const form = formsOf(page.html).find(({ action }: { action: string }) => action === '/users/keys')
    expect(form?.fields.filter(([name]: string[]) => name === 'scopes')).toEqual([])
    await expect(admin.submit(page, '/users/keys', { name: 'web forms', days: '30' })).rejects.toThrow(
      'Choose what the key may do',
    )
    expect((await pool.query('select 1 from api_keys')).rowCount).toBe(0)
    const made = await admin.submit(page, '/users/keys', {
      name: 'web forms',
      days: '30',
      scopes: ['status:read'],
      owner: stage.lawbase.dpo.id,
    })
    const key = textOf(made.html, 'data-api-key') ?? ''
    const ask = async () =>
      (await fetch(`${stage.base}/api/v1/status`, { headers: { authorization: `Bearer ${key}` } })).status
    expect([await ask(), wordsOf((await admin.get('/users')).html).includes('Owner')]).toEqual([200, true])
    await admin.submit(await pageOf(stage.lawbase.dpo.email), '/disable')
    expect(await ask()).toBe(401)
    expect(wordsOf((await admin.get('/')).html)).toContain(
      `The API key “web forms” stopped: its owner ${stage.lawbase.dpo.email} no longer has access`,
    )
    await admin.submit(await admin.get('/users'), '/owner', { owner: stage.lawbase.admin.id })
    expect([await ask(), wordsOf((await admin.get('/')).html).includes('web forms')]).toEqual([200, false])
    expect(
      (
        await pool.query<{ details: unknown }>(`select details from audit_events where act = 'api-key' order by id`)
      ).rows.map(({ details }) => details),
    ).toEqual([
      { key: key.slice(4, 16), name: 'web forms', days: 30, scopes: ['status:read'], owner: stage.lawbase.dpo.id },
      { key: key.slice(4, 16), owner: stage.lawbase.admin.id },
    ])
  })

  it('get a new password from the command line, whose hand nobody can name', async () => {
    const env = envOf(stage)
    const email = stage.lawbase.admin.email
    expect([
      await runHere(['users', 'reset'], env),
      await runHere(['users', 'reset', 'nobody@example.test'], env),
      await runHere(['users', 'reset', stage.lawbase.dpo.email], env),
    ]).toMatchObject([
      { code: 2, stderr: 'Name the account: lawbase users reset dpo@example.test\n' },
      { code: 1, stderr: 'nobody@example.test is no account: lawbase users list shows them.\n' },
      {
        code: 1,
        stderr: `${stage.lawbase.dpo.email} has no access: an admin gives it back on the page Users & API keys.\n`,
      },
    ])
    const { code, stdout } = await runHere(['users', 'reset', email, '--json'], env)
    const { url } = JSON.parse(stdout) as { url: string }
    expect([code, await canLogIn(email, goodPassword), url.startsWith(`${stage.base}/invite/`)]).toEqual([
      0,
      true,
      true,
    ])
    await use(url, other)
    expect([
      (await admin.get('/')).url.endsWith('/login'),
      await canLogIn(email, goodPassword),
      await canLogIn(email, other),
      await handsOn(email),
    ]).toEqual([true, false, true, [{ why: 'reset', by: null }]])
    const acts = (
      await stage.lawbase.app.pool.query<{ actor: string; details: unknown }>(
        `select actor, details from audit_events where act = 'user' order by id desc limit 2`,
      )
    ).rows
    expect(acts).toEqual([
      { actor: email, details: { password: stage.lawbase.admin.id, by: 'reset' } },
      { actor: 'command line', details: { link: stage.lawbase.admin.id, why: 'reset' } },
    ])
  })
})
