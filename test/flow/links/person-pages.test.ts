import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { linkFor } from '../../support/person.ts'
import { until, untilWindowHas } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const browser = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const dayMs = 86_400_000

describe('the pages behind a person’s link, from outside', () => {
  let scene: Scene
  let pages: FastifyInstance
  beforeAll(async () => {
    scene = await openScene({ broker: false, contacts: 200 })
    pages = await openPublicServer(scene.app)
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
  })

  const somebody = () => scene.somebody((one) => one.where === 'both' && one.source === 'form')
  const send = (path: string, payload = '', headers: Record<string, string> = browser) =>
    pages.inject({ method: 'POST', url: path, payload, headers: { ...form, ...headers } })
  const rows = async (contactId: string) =>
    (
      await scene.app.pool.query<{ door: string; kinds: string[] }>(
        'select door, kinds from objections where contact_id = $1 order by recorded_at, number',
        [contactId],
      )
    ).rows
  const suppressed = async (email: string) =>
    (
      await scene.app.pool.query('select channel from suppressions where identity_hash = $1', [
        scene.app.keys.hashEmail(email),
      ])
    ).rows
  const count = async (table: string) =>
    Number((await scene.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n)

  it('can be framed by the sites the admin listed, and by no other page or site', async () => {
    const { token } = await linkFor(scene.app, somebody().email)
    const policy = async (path: string) => {
      const { headers } = await pages.inject({ method: 'GET', url: path })
      return [
        /frame-ancestors [^;]*/u.exec(String(headers['content-security-policy']))?.[0],
        headers['x-frame-options'],
      ]
    }
    expect(await policy(`/u/${token}/preferences?embed=1`)).toEqual([`frame-ancestors 'none'`, 'SAMEORIGIN'])
    const { settings } = await loadSettings(scene.app.pool)
    await saveSettings(
      scene.app.pool,
      { ...settings, publicPage: { ...settings.publicPage, embedOrigins: ['https://www.exemple.example.test'] } },
      'a test',
      scene.app.clock.now(),
    )
    expect(await policy(`/u/${token}/preferences?embed=1`)).toEqual([
      'frame-ancestors https://www.exemple.example.test',
      undefined,
    ])
    expect(await policy(`/u/${token}/preferences`)).toEqual([`frame-ancestors 'none'`, 'SAMEORIGIN'])
    expect(await policy(`/u/${token}?embed=1`)).toEqual([`frame-ancestors 'none'`, 'SAMEORIGIN'])
    expect((await pages.inject({ method: 'GET', url: `/u/${token}/preferences?embed=1` })).body).toContain(
      `action="/u/${token}/preferences?lang=fr&amp;embed=1"`,
    )
  })

  describe('whatever comes in', () => {
    it.each(['/u/TOKEN', '/u/TOKEN/one-click', '/u/TOKEN/preferences'])(
      'opens %s by GET, HEAD and OPTIONS without a change',
      async (path) => {
        const { token } = await linkFor(scene.app, somebody().email)
        const before = [
          await count('objections'),
          await count('suppressions'),
          await count('holds'),
          await count('person_mails'),
          await count('shown_texts'),
        ]
        const statuses: number[] = []
        for (const method of ['GET', 'HEAD', 'OPTIONS'] as const)
          statuses.push((await pages.inject({ method, url: path.replace('TOKEN', token) })).statusCode)
        expect(statuses).toEqual([200, 200, 204])
        expect([
          await count('objections'),
          await count('suppressions'),
          await count('holds'),
          await count('person_mails'),
          await count('shown_texts'),
        ]).toEqual(before)
      },
    )

    it.each([
      ['broken JSON', '{"a":', 'application/json'],
      ['no type at all', 'x', undefined],
      ['a type that is none', 'x', 'nonsense'],
      ['a megabyte', 'x'.repeat(1_000_000), 'application/octet-stream'],
      ['a form of a megabyte', `a=${'x'.repeat(1_000_000)}`, 'application/x-www-form-urlencoded'],
      ['text', 'List-Unsubscribe=One-Click', 'text/plain'],
    ])('obeys a one-click post with %s', async (_what, payload, type) => {
      const { token, contactId } = await linkFor(scene.app, somebody().email)
      const answer = await pages.inject({
        method: 'POST',
        url: `/u/${token}/one-click`,
        payload,
        ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      })
      expect([answer.statusCode, answer.body, answer.headers['location'], answer.headers['set-cookie']]).toEqual([
        200,
        '',
        undefined,
        undefined,
      ])
      expect(await rows(contactId)).toMatchObject([{ door: 'one-click', kinds: [] }])
    })

    it('never turns a good link away, however often it is asked', async () => {
      const { token } = await linkFor(scene.app, somebody().email)
      const statuses = new Set<number>()
      for (let times = 0; times < 40; times++)
        statuses.add((await pages.inject({ method: 'POST', url: `/u/${token}/one-click` })).statusCode)
      expect([...statuses]).toEqual([200])
    })

    it('records the no of somebody who was purged: the link outlives the contact', async () => {
      const person = somebody()
      const { token, contactId } = await linkFor(scene.app, person.email)
      await purgeContacts(scene.app.pool, [contactId], { remember: true }, scene.app.clock.now())
      expect((await pages.inject({ method: 'GET', url: `/u/${token}/preferences` })).statusCode).toBe(200)
      expect((await pages.inject({ method: 'POST', url: `/u/${token}/one-click` })).statusCode).toBe(200)
      expect((await suppressed(person.email)).length).toBe(8)
      expect((await send(`/u/${token}/preferences?lang=en`, 'c.email=yes&pause=1')).body).toContain(
        'You cannot start again from this page',
      )
      expect((await suppressed(person.email)).length).toBe(8)
    })

    it('ignores answers that are none, and choices no page offers', async () => {
      const { token, contactId } = await linkFor(scene.app, somebody().email)
      const answer = await send(
        `/u/${token}/preferences?lang=en`,
        'c.email=maybe&c.nothing=no&c.email.nothing=no&pause=999&c.fax=no&shown=nonsense&__proto__=x',
      )
      expect([answer.statusCode, answer.body.includes('Nothing changed')]).toEqual([200, true])
      expect([await rows(contactId), await count('holds where contact_id = ' + `'${contactId}'`)]).toEqual([[], 0])
    })

    it.each([
      ['/', 'link'],
      ['/one-click/', 'one-click'],
      ['//one-click', 'one-click'],
      ['/one-click?x=1', 'one-click'],
    ])('obeys a post to a link with something too much in it: %s', async (path, door) => {
      const { token, contactId } = await linkFor(scene.app, somebody().email)
      expect([
        (await pages.inject({ method: 'GET', url: `/u/${token}${path}` })).statusCode,
        await rows(contactId),
      ]).toEqual([200, []])
      const answer = await pages.inject({
        method: 'POST',
        url: `/u/${token}${path}`,
        payload: 'List-Unsubscribe=One-Click',
        headers: form,
      })
      expect([answer.statusCode, answer.headers['location']]).toEqual([200, undefined])
      expect(await rows(contactId)).toMatchObject([{ door, kinds: [] }])
    })

    it('gives a tampered link the page that takes an address, on every path, and tells nobody who is known', async () => {
      for (const path of ['', '/preferences', '/one-click']) {
        const page = await pages.inject({ method: 'GET', url: `/u/tampered${path}?lang=en` })
        expect([
          page.statusCode,
          page.body.includes('This link no longer works'),
          page.body.includes('name="email"'),
        ]).toEqual([200, true, true])
      }
      expect((await pages.inject({ method: 'POST', url: '/u/tampered/one-click' })).statusCode).toBe(200)
      expect((await send('/u/tampered/preferences?lang=en', 'email=unknown.person%40example.test')).body).toContain(
        'will not be contacted any more',
      )
    })
  })

  describe('in whose language', () => {
    const languageOf = async (token: string, accept?: string) =>
      (
        await pages.inject({
          method: 'GET',
          url: `/u/${token}`,
          headers: accept === undefined ? {} : { 'accept-language': accept },
        })
      ).headers['content-language']

    it('is that of the person where a record says it, else that of the browser', async () => {
      const [known, unknown] = [
        await linkFor(scene.app, somebody().email, 'en'),
        await linkFor(scene.app, somebody().email),
      ]
      expect([
        await languageOf(known.token, 'fr-FR'),
        await languageOf(unknown.token, 'en-GB,en;q=0.9'),
        await languageOf(unknown.token, 'fr-FR'),
        await languageOf(unknown.token),
      ]).toEqual(['en', 'en', 'fr', 'fr'])
    })

    it('is written with the link by the nightly run', async () => {
      const { rows } = await scene.app.pool.query<{ said: string | null; linked: string | null }>(
        `select distinct (select min(r.extras ->> 'language') from remote_records r where r.contact_id = l.contact_id) as said, l.language as linked from person_links l
         where not exists (select 1 from remote_records r where r.contact_id = l.contact_id and r.extras ->> 'language' = 'en')`,
      )
      expect(rows.every(({ said, linked }) => said === linked)).toBe(true)
    })
  })

  describe('an address written without a link', () => {
    const write = (email: string, from = '203.0.113.50') =>
      pages.inject({
        method: 'POST',
        url: '/u/nobody?lang=en',
        payload: new URLSearchParams({ email }).toString(),
        headers: { ...form, ...browser, 'x-forwarded-for': from },
      })

    it('is taken five times an hour, wherever its writer says to come from, and stands after the first', async () => {
      await untilWindowHas(20, 3600)
      await scene.app.pool.query('delete from rate_counters')
      let from = 0
      const answers: number[] = []
      for (let turn = 0; turn < 7; turn += 1)
        answers.push((await write('again@elsewhere.example.test', `198.51.100.${from++}`)).statusCode)
      expect([answers, (await suppressed('again@elsewhere.example.test')).length]).toEqual([
        [200, 200, 200, 200, 200, 429, 429],
        8,
      ])
    })

    it('is taken from all together only so often', async () => {
      await untilWindowHas(5, 3600)
      await scene.app.pool.query('delete from rate_counters')
      await scene.app.pool.query(
        `insert into rate_counters (key, window_start, hits) values ('lost address', to_timestamp(floor(extract(epoch from clock_timestamp()) / 3600) * 3600), 300)`,
      )
      const answer = await write('one-more@elsewhere.example.test', '198.51.100.200')
      expect([
        answer.statusCode,
        answer.headers['retry-after'],
        (await suppressed('one-more@elsewhere.example.test')).length,
      ]).toEqual([429, '3600', 0])
      await scene.app.pool.query('delete from rate_counters')
    })

    it('is not asked about by mail when nobody is known by it, nor anybody told', async () => {
      expect((await write('stranger@elsewhere.example.test')).body).toContain('will not be contacted any more')
      expect(await count('person_mails')).toBe(0)
    })
  })

  it.each(['/q/%00', '/u/%00', '/ack/%00', '/assets/x/%00'])('%s is an address that does not exist', async (url) => {
    expect((await pages.inject({ method: 'GET', url })).statusCode).toBe(404)
  })

  it.each([
    ['/assets/x/__proto__', 404, 'text/plain'],
    ['/u/x?lang=%00', 400, 'text/html'],
    ['/u/%E0%A4%A', 400, 'text/html'],
  ])('%s gets %d', async (url, status, type) => {
    const answer = await pages.inject({ method: 'GET', url })
    expect([answer.statusCode, String(answer.headers['content-type'])]).toEqual([status, expect.stringContaining(type)])
  })

  it('obeys a one-click post whose address a program has added a zero to', async () => {
    const { token, contactId } = await linkFor(scene.app, somebody().email)
    expect((await pages.inject({ method: 'POST', url: `/u/${token}/one-click?x=%00` })).statusCode).toBe(200)
    expect(await rows(contactId)).toMatchObject([{ door: 'one-click' }])
  })

  it.each(['/webhooks/a/%00', '/webhooks/%00/a', '/webhooks/hubspot/unknown'])(
    '%s is answered as a webhook is',
    async (url) => {
      const answer = await pages.inject({ method: 'POST', url, payload: '{}' })
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'unknown address' }])
    },
  )

  it('takes a form with a zero in it for a bad one, and keeps nothing', async () => {
    const { token, contactId } = await linkFor(scene.app, somebody().email)
    expect((await send(`/u/${token}/not-me`, 'objection=%00')).statusCode).toBe(200)
    expect(await rows(contactId)).toEqual([])
    expect([422, 400]).toContain((await send('/u/nobody', 'email=a%00b%40example.test')).statusCode)
  })

  describe('looked at again and again from one place', () => {
    const get = (
      url: string,
      from: string,
      headers: Record<string, string> = browser,
      method: 'GET' | 'HEAD' = 'GET',
    ) => pages.inject({ method, url, headers: { ...headers, 'x-forwarded-for': from } })
    const statuses = async (times: number, ask: () => Promise<{ statusCode: number }>) => {
      const seen: number[] = []
      for (let turn = 0; turn < times; turn++) seen.push((await ask()).statusCode)
      return [...Map.groupBy(seen, (status) => status)].map(([status, all]) => `${all.length} × ${status}`)
    }
    /** The minute must not end while its looks are counted. */
    const newMinute = async () => {
      await untilWindowHas(20)
      await scene.app.pool.query('delete from rate_counters')
    }

    it('close for a minute, in the language of the person, and what is sent is taken all the same', async () => {
      await newMinute()
      const { token, contactId } = await linkFor(scene.app, somebody().email, 'en')
      const from = '203.0.113.7'
      expect(await statuses(61, () => get(`/u/${token}`, from))).toEqual(['60 × 200', '1 × 429'])
      for (const path of [`/u/${token}`, `/u/${token}/one-click`, `/u/${token}/preferences`]) {
        const closed = await get(path, from, { ...browser, 'accept-language': 'fr' })
        expect([
          closed.statusCode,
          closed.headers['content-language'],
          closed.body.includes(`action="/u/${token}?lang=en"`),
          closed.body.includes('Too many attempts'),
        ]).toEqual([429, 'en', true, true])
      }
      expect(await statuses(1, () => get('/c/nothing', from))).toEqual(['1 × 429'])
      expect(await statuses(61, () => get('/verify', from))).toEqual(['60 × 200', '1 × 429'])
      const sent = await send(`/u/${token}`, 'stop=all', { ...browser, 'x-forwarded-for': from })
      expect([sent.statusCode, (await rows(contactId)).length]).toEqual([200, 1])
      expect(
        await statuses(70, () =>
          pages.inject({ method: 'POST', url: `/u/${token}/one-click`, headers: { 'x-forwarded-for': from } }),
        ),
      ).toEqual(['70 × 200'])
    })

    it('by the scanner of a company stays open to the people behind the same address, and to other addresses', async () => {
      await newMinute()
      const { token } = await linkFor(scene.app, somebody().email)
      const from = '203.0.113.8'
      expect(await statuses(40, () => get(`/u/${token}`, from, {}, 'HEAD'))).toEqual(['40 × 200'])
      expect(await statuses(40, () => get(`/u/${token}`, from, { 'user-agent': 'scanner' }))).toEqual([
        '20 × 200',
        '20 × 429',
      ])
      expect(await statuses(60, () => get(`/u/${token}`, from))).toEqual(['60 × 200'])
      expect(await statuses(1, () => get(`/u/${token}`, '203.0.113.9'))).toEqual(['1 × 200'])
    })

    it('counts a /64 as one place, and nobody where a proxy names no visitor', async () => {
      await newMinute()
      const { token } = await linkFor(scene.app, somebody().email)
      let host = 0
      expect(await statuses(61, () => get(`/u/${token}`, `2001:db8:1:2::${(host++).toString(16)}`))).toEqual([
        '60 × 200',
        '1 × 429',
      ])
      expect(await statuses(61, () => pages.inject({ method: 'GET', url: `/u/${token}`, headers: browser }))).toEqual([
        '61 × 200',
      ])
    })

    it('by a visitor who names another address himself is still counted where he comes from', async () => {
      await newMinute()
      const { token } = await linkFor(scene.app, somebody().email)
      let claimed = 0
      const ask = () =>
        pages.inject({
          method: 'GET',
          url: `/u/${token}`,
          remoteAddress: '203.0.113.10',
          headers: { ...browser, 'x-forwarded-for': `198.51.100.${claimed++}` },
        })
      expect(await statuses(61, ask)).toEqual(['60 × 200', '1 × 429'])
    })
  })

  it('asks each night whether links answer, and records nothing but the result', async () => {
    const before = [await count('objections'), await count('suppressions'), await count('rate_counters')]
    const outside = scene.app.publicUrl
    scene.app.publicUrl = await pages.listen({ port: 0, host: '127.0.0.1' })
    try {
      const since = scene.app.clock.now()
      await scene.advance(dayMs)
      expect(
        await until(
          'it was asked',
          async () =>
            (
              await scene.app.pool.query(
                'select ok, detail from link_probes where finished_at is not null and asked_at > $1',
                [since],
              )
            ).rows[0],
        ),
      ).toEqual({ ok: true, detail: null })
      expect([await count('objections'), await count('suppressions'), await count('rate_counters')]).toEqual(before)
    } finally {
      scene.app.publicUrl = outside
    }
  })
})
