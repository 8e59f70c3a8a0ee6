import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import {
  closePages,
  count,
  form,
  openPages,
  pages,
  rows,
  scene,
  send,
  somebody,
  suppressed,
} from './person-pages-scene.ts'

const dayMs = 86_400_000

beforeAll(openPages)
afterAll(closePages)

describe('the pages behind a person’s link, from outside', () => {
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

    it('records the objection of somebody who was purged: the link outlives the contact', async () => {
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
