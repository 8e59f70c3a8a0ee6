import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkFor } from '../../support/person.ts'
import { untilWindowHas } from '../../support/until.ts'
import {
  browser,
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

beforeAll(openPages)
afterAll(closePages)

describe('the limits of the pages behind a person’s link', () => {
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
})
