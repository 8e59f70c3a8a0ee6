import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMessage } from '../../../connectors/mailbox/parse-message.ts'
import { newToken } from '../../../src/crypto/tokens.ts'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import { openThreads } from '../../../src/threads/open-threads.ts'
import { afterMessages, takeInMessages } from '../../../src/operations/mailbox/take-in/take-in-messages.ts'
import { judgeMessages } from '../../../src/operations/mailbox/judge-messages.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { eraseOldCopies } from '../../../src/store/mailbox/mailbox.ts'
import { until } from '../../support/until.ts'
import type { SeedPerson } from '../../support/seed-people.ts'
import {
  all,
  append,
  clearReviews,
  contactOf,
  lastObjection,
  mailboxId,
  openMailbox,
  raw,
  receive,
  reviews,
  scene,
  someone,
} from './mailbox-scene.ts'

beforeAll(() => openMailbox())
afterAll(() => scene.close())

describe('a message that was made to be hard', () => {
  it('is read like any other when it is only long', async () => {
    await clearReviews()
    const [person, next] = [someone(), someone()]
    await append(raw(person.email, 'Re: Audit', `${'\n'.repeat(200_000)}STOP`))
    await append(raw(next.email, 'Re: Audit', 'Merci de me retirer de votre liste.'))
    await receive()
    expect([(await lastObjection(person.email))?.door, (await lastObjection(next.email))?.door]).toEqual([
      'mailbox',
      'mailbox',
    ])
  })

  it('goes to a person when more of it was written than is read', async () => {
    await clearReviews()
    const person = someone()
    await append(
      raw(
        person.email,
        'Re: Audit',
        `Merci pour le devis, parfait !\n${'Bonjour à tous les lecteurs.\n'.repeat(9_000)}STOP`,
      ),
    )
    await receive()
    expect((await reviews()).map(({ kind, contact_id }) => ({ kind, contact_id }))).toEqual([
      { kind: 'mail-unsure', contact_id: await contactOf(person.email) },
    ])
  })

  it('goes to a person with the sender named and sending held when it takes too long', async () => {
    await clearReviews()
    const person = someone()
    const threads = openThreads({ maxMs: 0 })
    const message = await parseMessage(
      Buffer.from(raw(person.email, 'Re: Audit', 'Bonjour')),
      scene.app.clock.now(),
      'unsub@u.exemple.example.test',
      false,
    )
    const judged = await judgeMessages({ ...scene.app, threads }, [message])
    await threads.close()
    const connection = await findConnection(scene.app.pool, mailboxId)
    if (connection === null) throw new Error('no mailbox')
    await afterMessages(
      scene.app,
      await inTransaction(scene.app.pool, (sql) => takeInMessages(scene.app, sql, connection, judged)),
    )
    const [review] = await reviews()
    expect({ kind: review?.kind, contact: review?.contact_id, blocked: review?.meanwhile_blocked }).toEqual({
      kind: 'mail-unsure',
      contact: await contactOf(person.email),
      blocked: true,
    })
  })
})

describe('a message that is not clear', () => {
  const holdOf = async (email: string) =>
    (
      await scene.app.pool.query<{ state: string }>(
        'select state from review_holds where contact_id = $1 order by created_at desc limit 1',
        [await contactOf(email)],
      )
    ).rows[0]?.state
  const verdictOf = async (email: string) => {
    const decision = await contactDecision(scene.app.pool, (await contactOf(email)) ?? '')
    return [`${decision?.verdict} ${decision?.rule}`, decision?.unlockedBy]
  }
  const ask = async (person: SeedPerson) => {
    await clearReviews()
    await append(raw(person.email, 'Re: Audit', 'Encore vous...'))
    await receive()
    return (await reviews())[0]
  }

  it('blocks the sending until a person has answered, without any opt-out', async () => {
    const person = someone()
    const review = await ask(person)
    expect({ kind: review?.kind, contact: review?.contact_id, blocked: review?.meanwhile_blocked }).toEqual({
      kind: 'mail-unsure',
      contact: await contactOf(person.email),
      blocked: true,
    })
    await until('the person is held', async () => (await holdOf(person.email)) === 'held')
    const holdUntil = async () =>
      ((await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<string, string | undefined>)[
        'lawbase_hold_until'
      ] ?? ''
    expect(await holdUntil()).toMatch(/^\d{4}-\d\d-\d\d$/u)
    expect([await scene.optedOut(person.email), await lastObjection(person.email)]).toEqual([false, null])
    expect(await verdictOf(person.email)).toEqual(['BLOCK F4', ['review']])
    await answerReview(scene.app, review?.id ?? '', 'none', scene.dpo)
    await until('the hold is off', async () => (await holdOf(person.email)) === 'lifted')
    expect(await holdUntil()).toBe('')
    expect((await verdictOf(person.email))[0]).not.toContain('F4')
  })

  it('leaves a hold alone that something else asked for', async () => {
    const person = someone()
    const review = await ask(person)
    await until('the person is held', async () => (await holdOf(person.email)) === 'held')
    await scene.app.pool.query(
      `insert into holds (id, contact_id, reason, until, actor, created_at) values (gen_random_uuid(), $1, 'pause', '2999-01-01', 'test', now())`,
      [await contactOf(person.email)],
    )
    await answerReview(scene.app, review?.id ?? '', 'none', scene.dpo)
    await until('the question is closed', async () => (await holdOf(person.email)) === 'lifted')
    const properties = (await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<
      string,
      string | undefined
    >
    expect(properties['lawbase_hold_until']).toMatch(/^\d{4}-\d\d-\d\d$/u)
  })

  it('becomes an objection by the answer, and the block of the meantime bridges the way', async () => {
    const person = someone()
    const review = await ask(person)
    await until('the person is held', async () => (await holdOf(person.email)) === 'held')
    await scene.fault('hubspot', 'server-error', {
      status: 503,
      times: null,
      pathIncludes: 'communication-preferences',
    })
    await answerReview(scene.app, review?.id ?? '', 'objection', scene.dpo)
    const objection = await lastObjection(person.email)
    expect(objection).toMatchObject({ door: 'mailbox', channels: all })
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'waiting' })
    await scene.advance(60_000)
    await scene.settle()
    expect(await holdOf(person.email)).toBe('lifting')
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(16 * 60_000)
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    await scene.advance(60_000)
    await until('the hold is off', async () => (await holdOf(person.email)) === 'lifted')
    await expect(answerReview(scene.app, review?.id ?? '', 'none', scene.dpo)).rejects.toMatchObject({
      code: 'answered',
    })
  })
})

describe('bad input', () => {
  it.each([
    [
      'a display name that holds another address',
      (victim: string) => raw(`"${victim}" <attacker@elsewhere.example.test>`, 'STOP', 'stop'),
    ],
    ['two senders', (victim: string) => raw(`attacker@elsewhere.example.test, ${victim}`, 'STOP', 'stop')],
    [
      'a header inside a header',
      (victim: string) => raw('attacker@elsewhere.example.test', `=?utf-8?Q?STOP=0D=0AFrom:_${victim}?=`, 'stop'),
    ],
    [
      "a token nobody has, in the victim's name",
      (victim: string) => raw(`attacker@elsewhere.example.test`, `unsubscribe ${newToken()}`, victim),
    ],
    [
      'an address turned around',
      (victim: string) =>
        raw(`\u202e${Array.from(victim).toReversed().join('')} <attacker@elsewhere.example.test>`, 'STOP', 'stop'),
    ],
  ])('%s stops nobody else', async (_name, message) => {
    const person = someone()
    const before = await lastObjection(person.email)
    await append(message(person.email))
    await receive()
    expect(await lastObjection(person.email)).toEqual(before)
  })

  it('a thousand recipients, a huge body, broken MIME: each is judged, none stops the line', async () => {
    await clearReviews()
    const [crowd, huge, broken] = [someone(), someone(), someone()]
    await append(
      raw(crowd.email, 'STOP', 'stop', [
        `Cc: ${Array.from({ length: 1_500 }, (_, n) => `p${n}@crowd.example.test`).join(',\n ')}`,
      ]),
    )
    await append(raw(huge.email, 'Re: Audit', `Retirez-moi de votre liste.\n\n${'x'.repeat(1_400_000)}`))
    await append(
      raw(broken.email, 'STOP', '--z\nContent-Type: text/html', [
        'Content-Type: multipart/alternative; boundary="never',
      ]),
    )
    const seen = await receive()
    expect(seen.map(({ fault }) => fault)).toEqual([null, 'oversize', null])
    expect(
      [await lastObjection(crowd.email), await lastObjection(huge.email), await lastObjection(broken.email)].map(
        (objection) => objection !== null,
      ),
    ).toEqual([true, true, true])
  })
})

describe('a message that the database cannot keep', () => {
  const parsed = (text: string) =>
    parseMessage(Buffer.from(text), scene.app.clock.now(), 'unsub@u.exemple.example.test', false)
  const report = (status: string) =>
    `From: mailer-daemon@mx.example.test\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; nul@odd.example.test\nAction: failed\nStatus: ${status}\n\n--b--\n`

  it('comes without what no database keeps', async () => {
    await append(report('5.1.1\0'))
    await receive()
    const { rows } = await scene.app.pool.query('select status from mail_stops where identity_hash = $1', [
      scene.app.keys.hashEmail('nul@odd.example.test'),
    ])
    expect(rows).toEqual([{ status: '5.1.1' }])
  })

  it('keeps no other out, and waits for a person', async () => {
    await clearReviews()
    const [before, after] = await Promise.all(
      ['before', 'after'].map((name) => parsed(raw(`${name}@odd.example.test`, 'STOP', ''))),
    )
    const odd = await parsed(report('5.1.2'))
    const connection = await findConnection(scene.app.pool, mailboxId)
    if (connection === null || before === undefined || after === undefined) throw new Error('no mailbox')
    const broken = {
      ...odd,
      dedupeKey: 'odd',
      deliveries: odd.deliveries.map((delivery) => ({ ...delivery, status: '5.1.2\0' })),
    }
    const judged = await judgeMessages(scene.app, [before, broken, after])
    const taken = await inTransaction(scene.app.pool, (sql) => takeInMessages(scene.app, sql, connection, judged))
    const { rows } = await scene.app.pool.query(
      `select m.verdicts, m.fault, r.kind from mailbox_messages m join reviews r on r.message_id = m.id where m.dedupe_key = 'odd'`,
    )
    expect({
      fresh: taken.fresh,
      rows,
      doors: [
        (await lastObjection('before@odd.example.test'))?.door,
        (await lastObjection('after@odd.example.test'))?.door,
      ],
    }).toEqual({
      fresh: 3,
      rows: [{ verdicts: ['unsure'], fault: 'unreadable', kind: 'mail-unknown-sender' }],
      doors: ['mailbox', 'mailbox'],
    })
  })
})

it('erases copies after 30 days, but not while a question is open', async () => {
  await scene.app.pool.query(`update reviews set answered_at = now(), answer = 'none' where answered_at is null`)
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select id from mailbox_messages where sealed is not null',
  )
  await scene.app.pool.query(
    `insert into reviews (id, kind, message_id, opened_at, meanwhile_blocked) values (gen_random_uuid(), 'mail-unsure', $1, now(), false)`,
    [rows[0]?.id],
  )
  await eraseOldCopies(scene.app.pool, new Date(scene.app.clock.now().getTime() + 31 * 86_400_000))
  expect((await scene.app.pool.query('select id from mailbox_messages where sealed is not null')).rows).toEqual([
    { id: rows[0]?.id },
  ])
})

it('keeps words and addresses out of everything but the sealed copy', async () => {
  const { rows } = await scene.app.pool.query<{ text: string }>(
    `select concat(to_jsonb(m)::text) as text from mailbox_messages m union all select to_jsonb(r)::text from reviews r union all select details::text from audit_events where act in ('review', 'hold', 'objection')`,
  )
  expect(
    rows.filter(({ text }) =>
      /@(?!exemple)[\w.]*example\.test|encore vous|retirez/iu.test(text.replaceAll('exemple.example.test', '')),
    ),
  ).toEqual([])
})
