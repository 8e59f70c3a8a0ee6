import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { addDays, dayIn } from '../../../src/domain/app/day.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { keepList } from '../../../src/operations/screening/screen-file.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { saveNotice } from '../../../src/store/notices/notices.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { insertChecked } from '../../support/checked-broker.ts'
import { openScene, type Scene } from '../../support/scene.ts'

let scene: Scene
let server: FastifyInstance
let headers: Record<string, string>
let csrf: string
let today: string
const ids = { contact: '', broker: '', review: randomUUID(), screening: '' }
const request = { door: 'post', identity: 'own-address' }

beforeAll(async () => {
  scene = await openScene({ contacts: 12, broker: false })
  const { app, dpo } = scene
  const now = app.clock.now()
  today = dayIn(now, 'Europe/Paris')
  server = await openConsoleServer(app)
  const token = newToken()
  await insertSession(app.pool, tokenHash(token), dpo.id, now)
  csrf = csrfToken(app.keys.linkKey, tokenHash(token))
  headers = {
    cookie: `__Host-lb=${token}`,
    origin: app.consoleUrl,
    host: new URL(app.consoleUrl).host,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const { rows } = await app.pool.query<{ id: string }>('select contact_id as id from remote_records limit 1')
  ids.contact = rows[0]?.id ?? ''
  ids.broker = await insertChecked(app.pool, 'Prospecta SAS', now)
  await inTransaction(app.pool, (sql) => saveNotice(sql, { fr: 'texte' }, 'dpo', now))
  const blank = { contactId: null, objectionId: null, connectionId: null, messageId: null, facts: {} }
  const review = { ...blank, id: ids.review, kind: 'crm-edit' as const, dueOn: addDays(today, 2) }
  await insertReview(app.pool, { ...review, meanwhileBlocked: false }, now)
  const chunks = async function* () {
    yield Buffer.from('email\nanne.roy@acme.example.test\n')
  }
  ids.screening = await keepList(app, { name: 'list.csv', chunks: chunks() }, dpo.email)
})
afterAll(async () => {
  await server.close()
  await scene.close()
})

const speak = (language: 'en' | 'fr') =>
  scene.app.pool.query('update users set language = $1 where id = $2', [language, scene.dpo.id])
const get = (url: string) => server.inject({ method: 'GET', url, headers })
/** Sends a form as a browser does, with the mark beside each day. */
const send = (url: string, fields: Record<string, string>, days: Record<string, string>) => {
  const marks = Object.fromEntries(Object.keys(days).map((name) => [`_day.${name}`, 'on']))
  const payload = new URLSearchParams({ _csrf: csrf, ...fields, ...marks, ...days }).toString()
  return server.inject({ method: 'POST', url, headers, payload })
}
const unescaped = (text: string) => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"')
/** What stands in a field of days, and the sentence under it. */
const fieldIn = (html: string, name: string) => {
  const tag = new RegExp(`<input[^>]* name="${name}"[^>]*>`, 'u').exec(html)?.[0] ?? ''
  const id = / id="([^"]*)"/u.exec(tag)?.[1] ?? ''
  const error = new RegExp(`id="${id}-error"[^>]*>(?:<svg.*?</svg>)?([^<]*)`, 'su').exec(html)?.[1]
  return {
    value: / value="([^"]*)"/u.exec(tag)?.[1] ?? '',
    error: error === undefined ? undefined : unescaped(error),
    isMarked: html.includes(`name="_day.${name}"`),
  }
}

type Form = [where: string, url: () => string, days: string[], fields?: () => Record<string, string>]

/** All forms that are sent with a day in them. `past`: those that take no day to come. */
const past: Form[] = [
  ['an erasure', () => `/erasures/new?contact=${ids.contact}`, ['receivedOn'], () => ({ ...request, scope: 'all' })],
  ['an erasure of nobody', () => '/erasures/absent', ['receivedOn'], () => ({ ...request, keep: 'no' })],
  ['a request for access', () => `/access/new?contact=${ids.contact}`, ['receivedOn'], () => request],
  ['a request of a stranger', () => '/access/absent', ['receivedOn'], () => request],
  ['a consent', () => `/contacts/${ids.contact}/consent`, ['givenOn']],
  ['a source', () => `/contacts/${ids.contact}/source`, ['obtainedOn']],
  ['a source of a list', () => '/sources/list?list=source%3Dnone', ['obtainedOn']],
  ['a pack', () => '/evidence', ['from', 'to'], () => ({ what: 'period' })],
  ['a delivery', () => `/brokers/${ids.broker}/deliveries`, ['obtainedOn']],
  [
    'a screening',
    () => `/screening/${ids.screening}`,
    ['obtainedOn'],
    () => ({ sourceKind: 'C4', sourceName: 'Salon' }),
  ],
  [
    'a notice that a system sends',
    () => '/notices/carriers',
    ['carrier-hubspot-0-since'],
    () => ({ 'carrier-hubspot-0-mail': 'welcome' }),
  ],
]
const others: Form[] = [
  [
    'a legal hold',
    () => `/removals/holds?contact=${ids.contact}`,
    ['until'],
    () => ({ reason: 'A dispute about an invoice.' }),
  ],
  [
    'people kept out',
    () => '/removals/keep-out',
    ['until'],
    () => ({ reason: 'Signs in January.', contact: ids.contact }),
  ],
  [
    'what stays of an erasure',
    () => `/erasures/new?contact=${ids.contact}`,
    ['keptUntil'],
    () => ({ ...request, scope: 'kept', kept: 'Invoices of 2025.' }),
  ],
  ['a contract of a broker', () => `/brokers/${ids.broker}`, ['from', 'until'], () => ({ legalName: 'Prospecta SAS' })],
  [
    'an assessment',
    () => '/offers',
    ['assessmentOn'],
    () => ({ offer: 'suivi', name: 'ERP', functions: 'it', assessmentId: 'A-1', assessmentAuthor: 'Ana' }),
  ],
  ['an attested sale', () => '/settings/facts', ['refusalSince']],
  ['a period of their own', () => '/removals/time-machine?population=prospect', ['from'], () => ({ reason: '' })],
  ['a question', () => `/reviews/${ids.review}/day`, ['day']],
]

const lists = [
  '/objections',
  '/erasures',
  '/access',
  '/audit',
  '/brokers/deliveries',
  '/consents/register',
  '/notices/people',
]
const shown = (day: string) => day.split('-').toReversed().join('/')

describe.each([
  ['en', 'Write the date as 25/11/2026.', 'is in the future'],
  ['fr', 'Écrivez la date ainsi\u00A0: 25/11/2026.', 'est à venir'],
] as const)('in %s', (language, unreadable, future) => {
  beforeAll(() => speak(language))

  it.each([...past, ...others])(
    'what is no day stays in the form of %s, with how to write one',
    async (_, url, days, fields) => {
      const answer = await send(url(), fields?.() ?? {}, Object.fromEntries(days.map((day) => [day, 'soon'])))
      expect({ status: answer.statusCode, fields: days.map((day) => fieldIn(answer.body, day)) }).toEqual({
        status: 422,
        fields: days.map(() => ({ value: 'soon', error: unreadable, isMarked: true })),
      })
    },
  )

  it.each(past)('a day to come is refused in the form of %s', async (_, url, days, fields) => {
    const tomorrow = shown(addDays(today, 1))
    const answer = await send(url(), fields?.() ?? {}, Object.fromEntries(days.map((day) => [day, tomorrow])))
    expect({ status: answer.statusCode, fields: days.map((day) => fieldIn(answer.body, day)) }).toEqual({
      status: 422,
      fields: days.map(() => ({
        value: tomorrow,
        error: expect.stringContaining(`${tomorrow} ${future}`) as string,
        isMarked: true,
      })),
    })
  })

  it('the day of an opt-out, which may have an hour, is read by its own form', async () => {
    const opened = fieldIn((await get('/objections/new')).body, 'receivedOn')
    expect(opened).toEqual({ value: shown(today), error: undefined, isMarked: false })
    const said = { who: 'a@b.example.test', door: 'phone' }
    const faultOf = async (receivedOn: string) =>
      fieldIn((await send('/objections/new', { ...said, receivedOn }, {})).body, 'receivedOn')
    const tomorrow = shown(addDays(today, 1))
    expect([await faultOf('soon'), await faultOf(addDays(today, 1)), await faultOf(`${tomorrow} 10:42`)]).toEqual([
      { value: 'soon', error: unreadable, isMarked: false },
      { value: tomorrow, error: expect.stringContaining(`${tomorrow} ${future}`) as string, isMarked: false },
      { value: `${tomorrow} 10:42`, error: expect.stringContaining(`10:42 ${future}`) as string, isMarked: false },
    ])
  })

  it.each(lists)('%s is filtered by a typed day, and its address names the day itself', async (path) => {
    const yesterday = addDays(today, -1)
    const sent = await get(`${path}?_day.from=on&from=-1&_day.to=on&to=`)
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${path}?from=${yesterday}`])
    const { body } = await get(`${path}?from=${yesterday}`)
    expect([fieldIn(body, 'from'), fieldIn(body, 'to')]).toEqual([
      { value: shown(yesterday), error: undefined, isMarked: true },
      { value: '', error: undefined, isMarked: true },
    ])
    expect((await get(`${path}?_day.to=on&to=soon`)).headers.location).toBe(`${path}?to=soon`)
    expect(fieldIn((await get(`${path}?to=soon`)).body, 'to')).toEqual({
      value: 'soon',
      error: unreadable,
      isMarked: true,
    })
  })

  it('the time machine takes a typed day, and keeps what is none', async () => {
    const sent = await get('/removals/time-machine?_day.on=on&on=03%2F12%2F2030&months=24')
    expect(sent.headers.location).toBe('/removals/time-machine?on=2030-12-03&months=24')
    const faults = ['2030-12-03', 'soon'].map(async (on) =>
      fieldIn((await get(`/removals/time-machine?on=${on}`)).body, 'on'),
    )
    expect(await Promise.all(faults)).toEqual([
      { value: '03/12/2030', error: undefined, isMarked: true },
      { value: 'soon', error: unreadable, isMarked: true },
    ])
  })
})

it('a day that is typed as one likes is kept as the day it is', async () => {
  const hold = async (until: string) => {
    await send('/removals/holds', { domain: 'acme.example.test', reason: 'A dispute about an invoice.' }, { until })
    const { rows } = await scene.app.pool.query<{ until: string }>(
      'select until::text as until from legal_holds order by created_at desc limit 1',
    )
    return rows[0]?.until
  }
  expect([await hold('3/12/2030'), await hold('2031-01-02'), await hold('02.01.2032')]).toEqual([
    '2030-12-03',
    '2031-01-02',
    '2032-01-02',
  ])
})
