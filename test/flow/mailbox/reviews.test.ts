import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMessage } from '../../../connectors/mailbox/parse-message.ts'
import { csrfToken, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { afterMessages, takeInMessages } from '../../../src/operations/mailbox/take-in/take-in-messages.ts'
import { judgeMessages } from '../../../src/operations/mailbox/judge-messages.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import { findUser, insertUser } from '../../../src/store/accounts/users.ts'
import type { Role } from '../../../src/domain/accounts/roles.ts'
import { openScene, type Scene } from '../../support/scene.ts'

let scene: Scene
let server: FastifyInstance
let mailboxId: string

beforeAll(async () => {
  scene = await openScene({ contacts: 100, broker: false })
  server = await openConsoleServer(scene.app)
  mailboxId = await connectByForm(
    scene.app,
    scene.admin,
    'mailbox',
    'Réponses',
    (await scene.control('GET', '/_sandbox/mailbox')) as Record<string, string>,
  )
})
afterAll(async () => {
  await server.close()
  await scene.close()
})

/** Takes in one message and gives the id of the question it opened. */
async function question(from: string, subject: string, body: string, more: readonly string[] = []): Promise<string> {
  const raw = [
    `From: ${from}`,
    'To: unsub@u.exemple.example.test',
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@x.example.test>`,
    'Content-Type: text/plain; charset=utf-8',
    ...more,
    '',
    body,
  ].join('\r\n')
  const message = await parseMessage(Buffer.from(raw), scene.app.clock.now(), 'unsub@u.exemple.example.test', false)
  const connection = await findConnection(scene.app.pool, mailboxId)
  if (connection === null) throw new Error('no mailbox')
  const judged = await judgeMessages(scene.app, [message])
  await afterMessages(
    scene.app,
    await inTransaction(scene.app.pool, (sql) => takeInMessages(scene.app, sql, connection, judged)),
  )
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select r.id from reviews r join mailbox_messages m on m.id = r.message_id where m.dedupe_key = $1',
    [message.dedupeKey],
  )
  return rows[0]?.id ?? ''
}

/** A browser of one role, in one language. */
async function as(role: Role, language: 'en' | 'fr' = 'en') {
  const id = randomUUID()
  await insertUser(
    scene.app.pool,
    { id, email: `${role}.${id.slice(0, 8)}@exemple.example.test`, name: role, role, language, passwordHash: null },
    scene.app.clock.now(),
  )
  const user = await findUser(scene.app.pool, { id })
  const token = newToken()
  await insertSession(scene.app.pool, tokenHash(token), id, new Date())
  const headers = {
    cookie: `__Host-lb=${token}`,
    origin: scene.app.consoleUrl,
    host: new URL(scene.app.consoleUrl).host,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  return {
    email: user?.email,
    get: (url: string) => server.inject({ method: 'GET', url, headers }),
    post: (
      url: string,
      fields: Record<string, string> = {},
      csrf = csrfToken(scene.app.keys.linkKey, tokenHash(token)),
    ) =>
      server.inject({
        method: 'POST',
        url,
        headers,
        payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
      }),
  }
}
const answerOf = async (id: string) =>
  (
    await scene.app.pool.query<{ answer: string | null; by: string | null }>(
      'select answer, answered_by as by from reviews where id = $1',
      [id],
    )
  ).rows[0]
const person = () => scene.somebody((one) => one.where === 'both').email

describe('questions for a person', () => {
  it.each(['en', 'fr'] as const)(
    'are listed and shown in %s without a word or an address of the message',
    async (language) => {
      const email = person()
      const id = await question(`Zoe Quux <${email}>`, 'Zanzibar', 'Encore vous...')
      const dpo = await as('dpo', language)
      const [list, page] = [await dpo.get('/reviews'), await dpo.get(`/reviews/${id}`)]
      expect([list.statusCode, page.statusCode, list.body.includes(`/reviews/${id}`)]).toEqual([200, 200, true])
      for (const { body } of [list, page])
        expect(body).not.toMatch(new RegExp(`${email}|Quux|Zanzibar|Encore vous`, 'iu'))
      expect(page.body.match(/<h1>[^<]*<\/h1>/u)?.[0]).toBe(
        language === 'en' ? '<h1>Is this person opting out?</h1>' : '<h1>Cette personne s’oppose-t-elle\u00a0?</h1>',
      )
      expect(`${list.body}${page.body}`).not.toMatch(/undefined|\[object|NaN/u)
    },
  )

  it('show the message as text once it is asked for, and note who read it', async () => {
    const id = await question(
      person(),
      'A "quoted" <b>subject</b>',
      'Encore vous... <img src=x onerror=alert(1)>\n\nLe mar. 24 nov. 2026 à 09:12, Julie a écrit :\n> Bonjour \u202eabc',
    )
    const dpo = await as('dpo')
    const page = await dpo.post(`/reviews/${id}/read`)
    expect(page.body).toContain('Encore vous...\n&lt;img src=x onerror=alert(1)>')
    expect(page.body).not.toMatch(/<img|<b>subject|\u202e/u)
    expect(page.body.indexOf('<details><summary>The whole message')).toBeGreaterThan(0)
    const { rows } = await scene.app.pool.query(
      `select actor, details from audit_events where act = 'view' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ actor: dpo.email, details: { reviewId: id, message: true } }])
  })

  it('are answered once, by name', async () => {
    const id = await question(person(), 'Re: x', 'Encore vous...')
    const [first, second] = [await as('operator'), await as('dpo')]
    expect((await first.post(`/reviews/${id}/answer`, { answer: 'none' })).statusCode).toBe(303)
    expect((await second.post(`/reviews/${id}/answer`, { answer: 'objection' })).statusCode).toBe(409)
    expect(await answerOf(id)).toEqual({ answer: 'none', by: first.email })
    expect((await second.get(`/reviews/${id}`)).body).toContain('No, lift the block')
  })

  it('about rights are not for an operator, and none are for a viewer', async () => {
    const id = await question(person(), 'RGPD', 'Supprimez toutes mes données personnelles.')
    const [operator, viewer, dpo] = [await as('operator'), await as('viewer'), await as('dpo')]
    expect((await operator.get(`/reviews/${id}`)).body).toContain('Your role cannot answer this.')
    const codes = [
      (await operator.post(`/reviews/${id}/answer`, { answer: 'confirmed' })).statusCode,
      (await viewer.get('/reviews')).statusCode,
      (await viewer.get(`/reviews/${id}`)).statusCode,
      (await viewer.post(`/reviews/${id}/read`)).statusCode,
      (await dpo.post(`/reviews/${id}/answer`, { answer: 'objection' })).statusCode,
      (await dpo.post(`/reviews/${id}/answer`)).statusCode,
      (await dpo.post(`/reviews/${id}/answer`, { answer: 'confirmed' }, 'forged')).statusCode,
      (await dpo.get('/reviews/nothing')).statusCode,
    ]
    expect(codes).toEqual([403, 403, 403, 403, 422, 422, 403, 404])
    expect(await answerOf(id)).toEqual({ answer: null, by: null })
    const decide = await dpo.post(`/reviews/${id}/answer`, { answer: 'confirmed' })
    expect([decide.statusCode, decide.headers.location, await answerOf(id)]).toEqual([
      303,
      `/erasures/new?review=${id}`,
      { answer: null, by: null },
    ])
    expect([
      (await operator.get(`/erasures/new?review=${id}`)).statusCode,
      (await dpo.get(`/erasures/new?review=${id}`)).statusCode,
      (await operator.get('/erasures')).statusCode,
    ]).toEqual([403, 200, 403])
  })

  it('are told of on Today, with their number in the bar', async () => {
    await question(person(), 'Re: x', 'Encore vous...')
    const page = await (await as('dpo')).get('/')
    expect(page.body).toMatch(/questions? to answer/u)
  })

  it('leave the page of a mailbox readable', async () => {
    const admin = await as('admin')
    const pages = [
      await admin.get(`/connections/${mailboxId}`),
      await admin.get('/connections'),
      await admin.get('/connections/new'),
      await admin.get('/connections/new/mailbox'),
    ]
    expect(pages.map((page) => [page.statusCode, /undefined|\[object|NaN/u.test(page.body)])).toEqual(
      pages.map(() => [200, false]),
    )
    const refused = await admin.post('/connections/new/mailbox', {
      label: 'x',
      host: 'h',
      port: '993',
      tls: 'none',
      user: 'u',
      password: 'a-secret-of-mine',
      folder: 'INBOX',
      address: 'a@b.example.test',
    })
    expect([refused.statusCode, refused.body.includes('a-secret-of-mine')]).toEqual([422, false])
  })
})
