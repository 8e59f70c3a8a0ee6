import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalPhone } from '../../../src/domain/contacts/identity.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { makeQuestionnaire, standForm } from '../../support/questionnaire.ts'
import { until } from '../../support/until.ts'
import {
  closeStand,
  consents,
  email,
  mailTo,
  needsConsent,
  newId,
  openStand,
  pages,
  scene,
  send,
  stand,
  verdict,
} from './questionnaire-scene.ts'

const dayMs = 86_400_000

beforeAll(openStand)
afterAll(closeStand)

describe('an answer to a questionnaire', () => {
  it('is judged by the country that the visitor gives, where no number tells one', async () => {
    const asks = await makeQuestionnaire(scene, 'pays', scene.hubspotId, {
      fields: { ...standForm.fields, country: 'optional', phone: 'off' },
      boxes: [{ id: 'prospecting-email', text: { fr: '', en: '' } }],
    })
    const answered = async (name: string, country: string) => {
      const address = `${name}@pays-exemple.example.test`
      const { status } = await send({ email: address, country, ...email }, asks.path, asks.versionId)
      expect(status).toBe(200)
      await until('the person is in the base', async () => (await verdict(address)) !== null)
      return { ...(await verdict(address)), consents: (await consents(address)).length }
    }
    expect([
      await answered('france', 'France'),
      await answered('germany', 'Allemagne'),
      await answered('silent', ''),
      await answered('strange', 'Quelque part'),
    ]).toMatchObject([
      { verdict: 'ALLOW', basis: 'consent', consents: 1 },
      { verdict: 'NEED_CONSENT', consents: 1 },
      { verdict: 'NEED_CONSENT', consents: 1 },
      { verdict: 'NEED_CONSENT', consents: 1 },
    ])
  })

  it('lets a number be called only where it is the number that was given, and the address gets nothing by it', async () => {
    const robot = await makeQuestionnaire(scene, 'robot', scene.hubspotId, {
      boxes: [{ id: 'prospecting-robocall', text: { fr: '', en: '' } }],
    })
    let address: string
    let own: string | undefined
    do {
      address = await needsConsent()
      own = (
        await scene.app.pool.query<{ number: string }>(
          `select coalesce(r.mobile, r.phone) as number from remote_records r join connections c on c.id = r.connection_id join record_identities ri on ri.record_id = r.id
        where ri.identity_hash = $1 and coalesce(r.mobile, r.phone) is not null order by r.mobile is null, c.position limit 1`,
          [scene.app.keys.hashEmail(address)],
        )
      ).rows[0]?.number
    } while (own === undefined)
    const called = { 'box.prospecting-robocall': 'on' }
    const others = async () => ({ email: await verdict(address), sms: await verdict(address, 'sms') })
    const before = await others()
    await send({ email: address, phone: '+33 6 98 76 54 32', ...called }, robot.path, robot.versionId)
    expect(await verdict(address, 'robocall')).toMatchObject({ verdict: 'NEED_CONSENT' })
    await send({ email: address, phone: own, ...called }, robot.path, robot.versionId)
    expect(await verdict(address, 'robocall')).toMatchObject({ verdict: 'ALLOW', rule: 'E1' })
    expect([before.email?.verdict, await others()]).toEqual(['NEED_CONSENT', before])
    // An objection that names the number alone withdraws it.
    const number = normalPhone(own, 'FR')
    await recordObjection(scene.app, {
      emails: [],
      hashes: [],
      phones: [number ?? ''],
      contactId: null,
      channels: ['robocall'],
      receivedAt: scene.app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    expect((await consents(address)).map((row) => row.withdrawn)).toEqual([false, true])
  })

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['no address', { email: '' }, { email: 'E-mail address: please fill this in.' }],
    ['half an address', { email: 'zoe@' }, { email: expect.stringContaining('not complete') as string }],
    [
      'a name that is missing',
      { email: 'a@b.example.test', firstName: ' ' },
      { firstName: 'First name: please fill this in.' },
    ],
    [
      'a number nobody can read',
      { email: 'a@b.example.test', phone: '12' },
      { phone: expect.stringContaining('cannot be read') as string },
    ],
    [
      'calls without a number',
      { email: 'a@b.example.test', 'box.prospecting-phone': 'on' },
      { phone: expect.stringContaining('give the number') as string },
    ],
    [
      'a text as long as a book',
      { email: 'a@b.example.test', company: 'x'.repeat(200) },
      { company: 'At most 120 characters.' },
    ],
  ])('refuses %s beside the field', async (_what, fields, errors) => {
    expect(await send(fields)).toEqual({ status: 422, body: { errors } })
  })

  it('shows nothing ticked, the notice with its figures, and every language it has', async () => {
    const { body } = await pages.inject({ method: 'GET', url: `${stand.path}?lang=fr` })
    expect(/<input type="checkbox"[^>]*checked/u.test(body)).toBe(false)
    expect([
      body.includes('Exemple Industries est responsable de vos données'),
      body.includes('Nous les gardons 36 mois'),
      body.includes('https://exemple.example.test/vie-privee'),
    ]).toEqual([true, true, true])
    expect((await pages.inject({ method: 'GET', url: '/q/nobody' })).statusCode).toBe(404)
  })

  it('takes an answer to the version that was shown, also after another was saved, and keeps the words that were seen (J10)', async () => {
    const old = await makeQuestionnaire(scene, 'versions', scene.hubspotId)
    const next = await makeQuestionnaire(scene, 'versions', scene.hubspotId, {
      subject: { fr: 'nos robots', en: 'our robots' },
    })
    expect(
      (await makeQuestionnaire(scene, 'versions', scene.hubspotId, { subject: { fr: 'nos robots', en: 'our robots' } }))
        .versionId,
    ).toBe(next.versionId)
    expect(next.versionId).not.toBe(old.versionId)
    await send({ email: 'old.page@ailleurs.example.test', ...email }, old.path, old.versionId)
    expect(
      (
        await scene.app.pool.query('select text from consents where identity_hash = $1', [
          scene.app.keys.hashEmail('old.page@ailleurs.example.test'),
        ])
      ).rows,
    ).toEqual([{ text: 'I agree that Exemple Industries writes to me by e-mail about our tracking software.' }])
    expect((await send({ email: 'x@ailleurs.example.test' }, old.path, newId())).body.errors).toHaveProperty('form')
  })

  it('never changes what stands, and forgets a request that nobody confirmed within 30 days', async () => {
    const address = 'never.confirmed@ailleurs.example.test'
    await send({ email: address, ...email })
    await mailTo(address)
    await expect(scene.app.pool.query('update consents set text = $1', ['other'])).rejects.toThrow('never changed')
    await scene.advance(31 * dayMs)
    await until('it is forgotten', async () => (await consents(address)).length === 0)
    expect(
      (
        await scene.app.pool.query('select 1 from questionnaire_answers where identity_hash = $1', [
          scene.app.keys.hashEmail(address),
        ])
      ).rowCount,
    ).toBe(1)
  })
})
