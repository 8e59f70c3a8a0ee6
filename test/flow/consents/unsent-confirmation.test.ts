import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditOf } from '../../support/scene.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { until } from '../../support/until.ts'
import {
  closeStand,
  consents,
  email,
  mailTo,
  openMuteStand,
  press,
  scene,
  send,
  stand,
  startMailing,
  verdict,
} from './questionnaire-scene.ts'

/** A consent that must be confirmed by mail where no mail server is set (docs/reference/law.md#e-double). */
const dayMs = 86_400_000
const german = '+49 1512 3456789'

beforeAll(openMuteStand)
afterAll(closeStand)

const page = async (path: string) => {
  const visitor = await consoleOf(scene, scene.admin)
  const body = await visitor.get(path)
  await visitor.close()
  return body
}
const contactOf = async (address: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from questionnaire_answers where identity_hash = $1',
      [scene.app.keys.hashEmail(address)],
    )
  ).rows[0]?.id ?? ''

it('promises no mail, says on each page what to set, and is mailed once SMTP_URL is set', async () => {
  const address = 'anna.waits@ausland.example.test'
  const { body } = await send({ email: address, phone: german, ...email })
  expect(body.lines).toEqual([
    'Your answer is recorded.',
    'What you ticked does not count yet: it takes a confirmation by mail, and no mail can be sent now. It is sent once that is possible; after 30 days without your confirmation your choices lapse.',
  ])
  await until('the person is in the base', async () => (await verdict(address)) !== null)
  const why = 'the confirming mail cannot be sent: no mail server is set (SMTP_URL and MAIL_FROM)'
  const pages = () =>
    Promise.all([`/contacts/${contactId}`, '/consents', '/consents/register', '/'].map((path) => page(path)))
  const contactId = await contactOf(address)
  const [contact, front, register, today] = await pages()
  expect([contact?.includes(why), front?.includes(why), register?.includes(why)]).toEqual([true, true, true])
  expect(today).toContain('1 consent is waiting for a mail that cannot be sent')

  startMailing()
  const { text } = await mailTo(address)
  const [after, , , quiet] = await pages()
  expect([after?.includes('waiting for confirmation by mail'), after?.includes(why)]).toEqual([true, false])
  expect(quiet).not.toContain('waiting for a mail that cannot be sent')
  expect((await press(text)).statusCode).toBe(200)
  expect((await consents(address)).map((row) => row.confirmed)).toEqual([true])
})

it('lapses after 30 days, which its questionnaire and the audit log say, and is not mailed afterwards', async () => {
  Object.assign(scene.app, { mailer: null })
  const address = 'late.waits@ausland.example.test'
  await send({ email: address, phone: german, ...email })
  const contactId = await contactOf(address)
  await scene.advance(31 * dayMs)
  await until('it is forgotten', async () => (await consents(address)).length === 0)
  startMailing()
  await until(
    'its mail is given up',
    async () =>
      (
        await scene.app.pool.query(
          `select 1 from person_mails where identity_hash = $1 and sent_at is null and next_attempt_at is null`,
          [scene.app.keys.hashEmail(address)],
        )
      ).rowCount === 1,
  )
  expect(await page(`/consents/${stand.id}`)).toContain('lapsed after 30 days: the confirming mail was never sent')
  expect(
    (await auditOf(scene.app)).flatMap(({ act, actor, contactId: of, details }) =>
      of === contactId && act === 'consent' && actor === 'lawbase' ? [details] : [],
    ),
  ).toEqual([{ reason: 'not-confirmed', mail: 'not-sent' }])
}, 120_000)

it('says that no mail comes for an answer after three of a day', async () => {
  const address = 'often.waits@ausland.example.test'
  const lines = []
  for (const firstName of ['Anna', 'Berta', 'Clara', 'Dora'])
    lines.push((await send({ email: address, phone: german, firstName, ...email })).body.lines?.[1])
  expect(lines).toEqual([
    ...Array.from(
      { length: 3 },
      () => 'A mail is on its way to you. Your choices count once you press the button in it.',
    ),
    'What you ticked does not count: it takes a confirmation by mail, and no further mail is sent to this address today. Send the form again tomorrow.',
  ])
})
