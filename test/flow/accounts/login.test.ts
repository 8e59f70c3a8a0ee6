import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { openBrowser, textOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { untilWindowHas } from '../../support/until.ts'
import { goodPassword, openConsole, type Console } from '../../support/console.ts'

interface Answer {
  status: number
  html: string
  retryAfter: string | null
}

/**
 * Tries to log in with a browser of its own, or with the one whose cookies are given, from an address that the proxy
 * names.
 */
async function tryLogin(
  base: string,
  email: string,
  password: string,
  from: string | null,
  jar = new Map<string, string>(),
): Promise<Answer> {
  const headers = (more: Record<string, string> = {}) => ({
    ...(from === null ? {} : { 'x-forwarded-for': from }),
    ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
    ...more,
  })
  const keep = (answer: Response) =>
    answer.headers.getSetCookie().forEach((line) => {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/su)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    })
  const page = await fetch(`${base}/login`, { headers: headers(), redirect: 'manual' })
  keep(page)
  const csrf = /name="_csrf" value="([^"]+)"/u.exec(await page.text())?.[1] ?? ''
  const answer = await fetch(`${base}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: headers({ 'content-type': 'application/x-www-form-urlencoded', origin: base }),
    body: new URLSearchParams({ _csrf: csrf, email, password }),
  })
  keep(answer)
  return { status: answer.status, html: await answer.text(), retryAfter: answer.headers.get('retry-after') }
}

describe('logging in', () => {
  let stage: Console
  const lines: Record<string, unknown>[] = []
  beforeAll(async () => {
    stage = await openConsole({ contacts: 5 })
    stage.lawbase.app.log = pino(
      { level: 'info', base: null },
      { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    )
  })
  beforeEach(async () => {
    // Tries are counted by the minute: a test that one ends in would count anew.
    await untilWindowHas(20)
    await stage.lawbase.app.pool.query('delete from rate_counters')
  })
  afterAll(() => stage.close())

  const admin = () => stage.lawbase.admin.email
  const login = (email: string, from: string | null, password = goodPassword, jar?: Map<string, string>) =>
    tryLogin(stage.base, email, password, from, jar)
  const wrong = async (email: string, from: string | null, times: number) => {
    const statuses: number[] = []
    for (let count = 0; count < times; count += 1)
      statuses.push((await login(email, from, 'not the right password')).status)
    return statuses
  }

  it('is slowed down by account and by the address that the proxy names, and nobody locks others out', async () => {
    expect(await wrong(admin(), '198.51.100.7', 7)).toEqual([422, 422, 422, 422, 422, 429, 429])
    const held = await login(admin(), '198.51.100.7')
    expect([held.status, held.retryAfter]).toEqual([429, '60'])
    expect((await login(admin(), '203.0.113.9')).status).toBe(303)
    // Somebody else at that address is not concerned by this account.
    expect((await login(stage.lawbase.dpo.email, '198.51.100.7')).status).toBe(303)
  })

  it('from one address to many accounts ends there, and only there', async () => {
    const statuses = await Promise.all(
      Array.from(
        { length: 25 },
        async (_, count) =>
          (await login(`nobody${count}@exemple.example.test`, '198.51.100.8', 'not the right password')).status,
      ),
    )
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
    expect((await login(admin(), '198.51.100.8')).status).toBe(429)
    expect((await login(admin(), '203.0.113.10')).status).toBe(303)
  })

  it('counts a network of IPv6 once', async () => {
    for (let count = 1; count <= 5; count += 1)
      expect((await login(admin(), `2001:db8:1:2::${count}`, 'not the right password')).status).toBe(422)
    expect((await login(admin(), '2001:db8:1:2::99')).status).toBe(429)
  })

  it('stays open to a browser in which the account was open before, whoever tries at the same address', async () => {
    const jar = new Map<string, string>()
    expect((await login(admin(), '198.51.100.11', goodPassword, jar)).status).toBe(303)
    jar.delete('__Host-lb')
    await wrong(admin(), '198.51.100.11', 8)
    expect((await login(admin(), '198.51.100.11')).status).toBe(429)
    expect((await login(admin(), '198.51.100.11', goodPassword, jar)).status).toBe(303)
    jar.delete('__Host-lb')
    // That browser has tries of its own, and opens no other account.
    const own: number[] = []
    for (let count = 0; count < 7; count += 1)
      own.push((await login(admin(), '198.51.100.11', 'not the right password', jar)).status)
    expect(own).toEqual([422, 422, 422, 422, 422, 429, 429])
    await wrong(stage.lawbase.dpo.email, '198.51.100.11', 6)
    expect((await login(stage.lawbase.dpo.email, '198.51.100.11', goodPassword, jar)).status).toBe(429)
  })

  it('is never slower for who logs in often', async () => {
    for (let count = 0; count < 9; count += 1) expect((await login(admin(), '198.51.100.12')).status).toBe(303)
    const { rows } = await stage.lawbase.app.pool.query<{ hits: number }>(
      `select sum(hits)::int as hits from rate_counters where key like 'login %'`,
    )
    expect(rows).toEqual([{ hits: 0 }])
  })

  it('locks nobody out where the proxy names no visitor: one account at most, for a minute', async () => {
    await Promise.all(
      Array.from({ length: 25 }, (_, count) =>
        login(`nobody${count}@exemple.example.test`, null, 'not the right password'),
      ),
    )
    expect((await login(admin(), null)).status).toBe(303)
  })

  it('that fails stands in the log and the audit, with the address, and never what was typed', async () => {
    lines.length = 0
    const since = (
      await stage.lawbase.app.pool.query<{ id: string }>('select coalesce(max(id), 0) as id from audit_events')
    ).rows[0]?.id
    await login(admin(), '198.51.100.20', 'my secret of the day')
    await login('typed.secret@exemple.example.test', '198.51.100.21', 'my secret of the day')
    await login(admin(), '198.51.100.22')
    const { rows } = await stage.lawbase.app.pool.query<{ actor: string; details: unknown }>(
      `select actor, details from audit_events where act = 'login' and id > $1 order by id`,
      [since],
    )
    expect(rows).toEqual([
      { actor: admin(), details: { failed: 'password', visitor: '198.51.100.20' } },
      { actor: 'unknown', details: { failed: 'unknown', visitor: '198.51.100.21' } },
      { actor: admin(), details: { visitor: '198.51.100.22' } },
    ])
    const failed = lines
      .filter(({ msg }) => msg === 'a login failed')
      .map(({ visitor, reason }) => ({ visitor, reason }))
    expect(failed).toEqual([
      { visitor: '198.51.100.20', reason: 'password' },
      { visitor: '198.51.100.21', reason: 'unknown' },
    ])
    expect(JSON.stringify([rows, lines])).not.toMatch(/secret/u)
  })

  it('leaves no address in the counters after an hour', async () => {
    const pool = stage.lawbase.app.pool
    await wrong(admin(), '198.51.100.30', 1)
    await pool.query(`update rate_counters set window_start = window_start - interval '61 minutes'`)
    await wrong(admin(), '198.51.100.31', 1)
    await stage.lawbase.advance(3_600_000)
    await sweep(stage.lawbase.app)
    const keys = (await pool.query<{ key: string }>('select key from rate_counters')).rows
      .map(({ key }) => key)
      .join('\n')
    expect([keys.includes('198.51.100.30'), keys.includes('198.51.100.31')]).toEqual([false, true])
  })

  it.each([
    'passwordpassword',
    'Password1234567',
    'qwertyuiopasdfgh',
    'azertyazertyazerty',
    'lawbaselawbase1',
    'Exemple Industries 1',
    'Morgane.Martin.2026',
    'short',
  ])('with %s as the password of a new account is refused', async (password) => {
    const browser = openBrowser() as Awaited<ReturnType<Console['as']>>
    const as = await stage.as(admin())
    const page = await as.submit(await as.get('/users'), '/users', {
      email: 'morgane.martin@exemple.example.test',
      name: 'Morgane Martin',
      role: 'viewer',
      language: 'en',
    })
    const link = textOf(page.html, 'data-invite') ?? ''
    const refusal = await browser.submit(await browser.get(link), new URL(link).pathname, { password }).then(
      () => 'taken',
      (error: unknown) => String(error),
    )
    expect(refusal).toContain('answered 422')
    expect(refusal).toContain(password === 'short' ? '15 characters or more' : 'easy to guess')
    expect(wordsOf((await browser.get(link)).html)).toContain('Choose your password')
  })
})

it('does not believe an address that anybody claims where no proxy is named', async () => {
  const stage = await openConsole({ contacts: 5, trustedProxies: [] })
  try {
    await untilWindowHas(20)
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) {
      const claimed = `198.51.100.${count}`
      statuses.push((await tryLogin(stage.base, stage.lawbase.admin.email, 'not the right password', claimed)).status)
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  } finally {
    await stage.close()
  }
})
