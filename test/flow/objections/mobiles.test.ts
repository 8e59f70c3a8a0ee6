import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels, type Channel } from '../../../src/domain/app/channel.ts'
import { correctObjection } from '../../../src/operations/corrections/correct-objection.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { answerSamePerson } from '../../../src/operations/removals/same-person/answer-same-person.ts'
import { confirmLift } from '../../../src/operations/objections/lift.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { factsHeld } from '../../../src/operations/evidence/access-pack.ts'
import { stoppedChannels } from '../../../src/store/contacts/contact-view.ts'
import { openPairs } from '../../../src/store/removals/possible-duplicate.ts'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { testSettings } from '../../support/test-settings.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

const calls = ['phone', 'robocall', 'sms']

describe('someone who said no to everything', () => {
  let scene: Scene
  let next = 10
  beforeAll(async () => {
    scene = await openScene({ contacts: 10, broker: false })
  })
  afterAll(() => scene.close())

  const mobile = () => `+3363998${next++}01`
  const landline = () => `+3319900${next++}01`
  let made = 0
  const inSalesforce = async (more: Record<string, string>) => {
    const name = `Mobile${String.fromCharCode(97 + made++)}`
    const email = `${name.toLowerCase()}@portable.example.test`
    const fields = { FirstName: 'Anne', LastName: name, Email: email, MailingCountry: 'France', ...more }
    const id = String((await scene.act('salesforce', 'create', { object: 'Contact', fields }))['Id'])
    return { id, email }
  }
  const inHubspot = async (more: Record<string, string>) => {
    const name = `Autre${String.fromCharCode(97 + made++)}`
    const email = `${name.toLowerCase()}@ailleurs.example.test`
    const properties = { email, firstname: 'Paul', lastname: name, country: 'France', ...more }
    return { id: String((await scene.act('hubspot', 'create-contact', { properties }))['id']), email }
  }
  const no = (email: string, stops: readonly Channel[] = channels) =>
    recordObjection(scene.app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels: stops,
      receivedAt: scene.app.clock.now(),
      door: 'phone',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
  const contactOf = async (remoteId: string) =>
    (
      await scene.app.pool.query<{ id: string }>('select contact_id as id from remote_records where remote_id = $1', [
        remoteId,
      ])
    ).rows[0]?.id ?? ''
  const stopped = async (remoteId: string) =>
    [...(await stoppedChannels(scene.app.pool, await contactOf(remoteId))).keys()].toSorted()
  const marksOf = async (id: string) =>
    (((await scene.contact(id))['properties'] as Record<string, string>)['lawbase_do_not_contact'] ?? '')
      .split(';')
      .filter((mark) => mark !== '')
      .toSorted()
  const pairs = async () => {
    const long = { since: '2020-01-01', today: '2026-01-01' }
    return (await openPairs(scene.app.pool, long, 50)).filter(({ likenesses }) => likenesses.includes('objector'))
  }
  const verdict = async (phone: string) =>
    (
      await openAnswers(scene.app).answer([
        {
          email: null,
          phone,
          ask: {
            purpose: 'prospecting',
            channel: 'phone',
            offer: testSettings.offers[0] ?? null,
            related: null,
            kind: null,
            pixel: false,
          },
          contact: null,
          askedBy: 'a test',
        },
      ])
    )[0]?.verdict
  const applied = { hubspot: 'applied', salesforce: 'applied' }

  it('is not called on their mobile under another record, which is asked about, now or when it appears later', async () => {
    const number = mobile()
    const objector = await inSalesforce({ MobilePhone: number, Phone: landline() })
    const other = await inHubspot({ mobilephone: number })
    await scene.poll()
    const { id } = await no(objector.email)
    await scene.untilCarried(id, applied)
    const later = await inHubspot({ phone: number })
    await scene.poll()
    await until('the later one is blocked', async () => (await marksOf(later.id)).length === calls.length)
    expect([await marksOf(other.id), await stopped(other.id), await stopped(later.id)]).toEqual([calls, calls, calls])
    expect(await scene.optedOut(other.email)).toBe(false)
    expect(await verdict(number)).toBe('BLOCK')
    expect((await pairs()).map(({ otherId }) => otherId).toSorted()).toEqual(
      [await contactOf(other.id), await contactOf(later.id)].toSorted(),
    )
    // The access pack of the other one tells nothing of somebody else's opt-out.
    const held = await factsHeld(scene.app, [await contactOf(other.id)], [], scene.app.clock.now())
    expect(held.noes).toEqual([])
    const asked = [await contactOf(objector.id), await contactOf(other.id)] as const
    const answer = (said: 'one' | 'two') =>
      answerSamePerson(scene.app, scene.dpo, asked, { answer: said, reason: 'Asked them on the phone' })
    await answer('one')
    await until(
      'the other one is opted out of everything',
      async () => (await stopped(other.id)).length === channels.length,
    )
    expect((await pairs()).map(({ otherId }) => otherId)).toEqual([await contactOf(later.id)])
  })

  it('is one with another contact, as someone answered: what either said, or says later, stops both', async () => {
    const [one, other] = [await inSalesforce({}), await inHubspot({})]
    await scene.poll()
    await scene.untilCarried((await no(one.email, ['email', 'post'])).id, { salesforce: 'applied' })
    const pair = [await contactOf(one.id), await contactOf(other.id)] as const
    await answerSamePerson(scene.app, scene.dpo, pair, { answer: 'one', reason: 'They told us so on the phone' })
    expect(await stopped(other.id)).toEqual(['email', 'post'])
    const { id } = await no(other.email, ['phone'])
    await scene.untilCarried(id, applied)
    expect([await stopped(one.id), await scene.optedOut(other.email)]).toEqual([['email', 'phone', 'post'], true])
    expect(await scene.salesforceRow(one.id)).toMatchObject({ HasOptedOutOfEmail: true, DoNotCall: true })
  })

  it('leaves a landline, a number of many, and an opt-out of some channels to the person alone', async () => {
    const [fixed, many, own] = [landline(), mobile(), mobile()]
    const objector = await inSalesforce({ Phone: fixed, MobilePhone: many })
    const partly = await inSalesforce({ MobilePhone: own })
    const [byFixed, byOwn] = [await inHubspot({ phone: fixed }), await inHubspot({ mobilephone: own })]
    const crowd = []
    for (let place = 0; place < 3; place += 1) crowd.push(await inHubspot({ mobilephone: many }))
    await scene.poll()
    await scene.untilCarried((await no(objector.email)).id, { salesforce: 'applied' })
    await scene.untilCarried((await no(partly.email, ['email', 'phone'])).id, { salesforce: 'applied' })
    await scene.poll()
    for (const { id } of [byFixed, byOwn, ...crowd]) expect(await stopped(id)).toEqual([])
  })

  it('frees the number with what they lift, and with a correction, but not what someone said of the number itself', async () => {
    const [number, named] = [mobile(), mobile()]
    const objector = await inSalesforce({ MobilePhone: number })
    const [other, byName] = [await inHubspot({ mobilephone: number }), await inHubspot({ mobilephone: named })]
    const second = await inSalesforce({ MobilePhone: named })
    await scene.poll()
    const { id } = await no(objector.email)
    const mistaken = await no(second.email)
    await scene.untilCarried(id, applied)
    await scene.untilCarried(mistaken.id, applied)
    expect([await marksOf(other.id), await marksOf(byName.id)]).toEqual([calls, calls])
    await recordObjection(scene.app, {
      emails: [],
      phones: [named],
      hashes: [],
      contactId: null,
      channels: ['sms'],
      receivedAt: scene.app.clock.now(),
      door: 'phone',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: 'the number said so itself',
    })
    await correctObjection(scene.app, scene.dpo, mistaken.id, {
      reason: 'Someone else of that name called',
      right: null,
    })
    await until('only what the number said is left', async () => (await marksOf(byName.id)).join() === 'sms')
    expect([await stopped(byName.id), await stopped(second.id)]).toEqual([['sms'], ['sms']])
    const token = newToken()
    await scene.app.pool.query(
      `insert into person_mails (id, kind, contact_id, identity_hash, language, masked, subject, body, wanted, token_hash, created_at, expires_at)
       values (gen_random_uuid(), 'opt-in', $1, $2, 'en', 'a…', 'a', 'b', $3, $4, $5, $6)`,
      [
        await contactOf(objector.id),
        scene.app.keys.hashEmail(objector.email),
        JSON.stringify({ free: channels.map((channel) => ({ channel, kind: '' })), keep: [] }),
        tokenHash(token),
        scene.app.clock.now(),
        new Date(scene.app.clock.now().getTime() + 86_400_000),
      ],
    )
    expect(await confirmLift(scene.app, token)).toMatchObject({ state: 'lifted' })
    await until('the other one is free', async () => (await marksOf(other.id)).length === 0)
    await scene.poll()
    expect([await stopped(other.id), await stopped(objector.id), await verdict(number)]).toEqual([
      [],
      [],
      expect.not.stringMatching('BLOCK'),
    ])
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
