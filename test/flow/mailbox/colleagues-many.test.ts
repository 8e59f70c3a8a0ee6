import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { changeMailboxSettings } from '../../../src/operations/mailbox/colleagues/mailbox-settings.ts'
import {
  append,
  clearReviews,
  contactOf,
  lastObjection,
  mailboxId,
  openMailbox,
  receive,
  reviews,
  scene,
  someone,
} from './mailbox-scene.ts'

// A colleague who passes several customers' mails on as files: none of them is lost, read or not.
const rep = 'julie.martin@exemple.example.test'
beforeAll(async () => {
  await openMailbox()
  await changeMailboxSettings(scene.app, scene.admin, mailboxId, {
    colleagues: true,
    domains: 'exemple.example.test',
    authServer: '',
    vendors: '',
  })
})
afterAll(() => scene.close())
beforeEach(clearReviews)

const hanging = (parts: readonly string[]) =>
  [
    `From: ${rep}`,
    'To: unsub@u.exemple.example.test',
    'Subject: Fwd',
    `Message-ID: <${randomUUID()}@exemple.example.test>`,
    'Content-Type: multipart/mixed; boundary=b1',
    '',
    ...['Content-Type: text/plain\n\nSee attached', ...parts].flatMap((part) => ['--b1', part]),
    '--b1--',
    '',
  ].join('\n')
const said = (email: string, words = 'Remove me.') =>
  `Content-Type: message/rfc822\n\nFrom: Anna <${email}>\nSubject: Stop\n\n${words}`
const asked = async () =>
  (await reviews())
    .map(({ kind, contact_id: id, meanwhile_blocked: blocked }) => `${kind} ${id} ${blocked ? 'held' : 'open'}`)
    .toSorted()

it('opts out whoever wrote each of many mails', async () => {
  const { email } = someone()
  await append(hanging(Array.from({ length: 9 }, (_, at) => said(email, `Remove me. ${at}`))))
  await receive()
  expect((await lastObjection(email))?.how).toBe('forwarded')
  expect(await asked()).toEqual([])
})

it('holds everyone where several wrote, the sixth too', async () => {
  const people = Array.from({ length: 7 }, someone)
  await append(hanging(people.map(({ email }) => said(email))))
  await receive()
  const ids = await Promise.all(people.map(({ email }) => contactOf(email)))
  expect(await asked()).toEqual(ids.map((id) => `mail-unsure ${id} held`).toSorted())
})

it('asks about a mail that is not read, beside those who are named', async () => {
  const { email } = someone()
  const closed =
    'Content-Type: application/vnd.ms-outlook; name=stop.msg\nContent-Transfer-Encoding: base64\n\n0M8R4A=='
  await append(hanging([said(email), closed]))
  await receive()
  expect(await asked()).toEqual(['mail-unknown-sender null open', `mail-unsure ${await contactOf(email)} held`])
})

it('takes nobody for the only one where the mail is longer than what is read of it', async () => {
  const [one, other] = [someone(), someone()]
  const scan = `Content-Type: application/pdf; name=x.pdf\n\n${'x'.repeat(1_100_000)}`
  await append(hanging([said(one.email), scan, said(other.email)]))
  await receive()
  expect([await lastObjection(one.email), await lastObjection(other.email)]).toEqual([null, null])
  expect(await asked()).toEqual(['mail-unknown-sender null open', `mail-unsure ${await contactOf(one.email)} held`])
})
