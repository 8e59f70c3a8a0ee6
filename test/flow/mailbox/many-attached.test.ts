import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { consoleOf } from '../../support/console-pages.ts'
import {
  append,
  clearReviews,
  contactOf,
  lastObjection,
  openMailbox,
  receive,
  reviews,
  scene,
  someone,
} from './mailbox-scene.ts'

// Mails that hang on a stranger's or a customer's mail, more or deeper than what is read of them.
beforeAll(() => openMailbox())
afterAll(() => scene.close())
beforeEach(clearReviews)

const hanging = (from: string, parts: readonly string[], words = 'Thank you for the offer, Tuesday suits us.') => {
  const mark = `b${randomUUID()}`
  return [
    `From: ${from}`,
    'To: unsub@u.exemple.example.test',
    'Subject: Fwd: mails',
    `Message-ID: <${randomUUID()}@exemple.example.test>`,
    `Content-Type: multipart/mixed; boundary=${mark}`,
    '',
    ...[`Content-Type: text/plain\n\n${words}`, ...parts].flatMap((part) => [`--${mark}`, part]),
    `--${mark}--`,
    '',
  ].join('\n')
}
const mail = (email: string, words = 'Thank you for the offer, Tuesday suits us.') =>
  `Content-Type: message/rfc822\n\nFrom: Anna <${email}>\nSubject: Offer\n\n${words}`
const asked = async () =>
  (await reviews()).map(({ kind, contact_id: id, meanwhile_blocked: blocked }) => [kind, id, blocked ? 'held' : 'open'])
const stranger = 'nobody.known@fremd.example.test'
const many = (email: string) => Array.from({ length: 53 }, () => mail(email))

it('asks about what is left unread of a stranger’s mail, with its number', async () => {
  await append(hanging(stranger, many('other@fremd.example.test')))
  await receive()
  expect(await asked()).toEqual([['mail-unknown-sender', null, 'open']])
  const [review] = await reviews()
  const visitor = await consoleOf(scene, scene.dpo)
  expect(await visitor.get(`/reviews/${review?.id}`)).toContain('3 attached mails were not read')
  await visitor.close()
})

it('holds a customer whose mail has more attached than is read', async () => {
  const { email } = someone()
  await append(hanging(email, many('other@fremd.example.test')))
  await receive()
  expect(await asked()).toEqual([['mail-unsure', await contactOf(email), 'held']])
})

it('asks beside an opt-out in what is read', async () => {
  const { email } = someone()
  await append(hanging(stranger, [mail(email, 'Remove me from your list.'), ...many('other@fremd.example.test')]))
  await receive()
  const questions = await asked()
  expect(questions).toHaveLength(2)
  expect(questions).toEqual(
    expect.arrayContaining([
      ['mail-unknown-sender', null, 'open'],
      ['mail-unsure', await contactOf(email), 'held'],
    ]),
  )
})

it('leaves a refusal of the sender what it is, and asks about the rest', async () => {
  const { email } = someone()
  await append(hanging(email, many('other@fremd.example.test'), 'Please remove me from your list.'))
  await receive()
  expect((await lastObjection(email))?.door).toBe('mailbox')
  expect(await asked()).toEqual([['mail-unknown-sender', await contactOf(email), 'held']])
})

it('reads a mail in a forwarded mail, each with its own author', async () => {
  const { email } = someone()
  const inner = hanging('between@fremd.example.test', [mail(email, 'Remove me from your list.')])
  await append(hanging(stranger, [`Content-Type: message/rfc822\n\n${inner}`]))
  await receive()
  expect(await asked()).toEqual([['mail-unsure', await contactOf(email), 'held']])
})
