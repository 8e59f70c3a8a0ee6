import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import {
  browser,
  buttonOf,
  carriedAll,
  closePreferences,
  count,
  dayMs,
  leavesNothingToFind,
  mail,
  mailTo,
  openPreferences,
  pages,
  properties,
  rows,
  salesforce,
  scene,
  send,
  somebody,
  suppressed,
} from './preferences-scene.ts'

beforeAll(openPreferences)
afterAll(closePreferences)

describe('a person’s preference page', () => {
  it('carries each choice to both CRMs, and says what it did', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    const answer = await send(
      `/u/${token}/preferences?lang=en`,
      'c.email.newsletter=no&c.post=no&c.email=yes&c.phone=yes',
    )
    expect([
      answer.statusCode,
      answer.body.includes('Your choices are saved'),
      answer.body.includes('Stopped: Newsletter (E-mail), Post.'),
    ]).toEqual([200, true, true])
    await carriedAll(contactId)
    expect(await properties(person)).toMatchObject({ lawbase_do_not_contact: 'post', hs_email_optout_330101: 'true' })
    expect(await scene.optedOut(person.email)).toBe(false)
    expect(await salesforce(person)).toMatchObject({
      No_Newsletter__c: true,
      HasOptedOutOfEmail: false,
      DoNotCall: false,
      Lawbase_Do_Not_Contact__c: 'post',
    })
    expect(
      (await rows(contactId)).map(({ door, channels, kinds, evidence }) => ({
        door,
        channels,
        kinds,
        evidence: Object.keys(evidence),
      })),
    ).toEqual([
      { door: 'preferences', channels: ['post'], kinds: [], evidence: ['shown', 'language'] },
      { door: 'preferences', channels: ['email'], kinds: ['newsletter'], evidence: ['shown', 'language'] },
    ])
  })

  it('stops everything first: all channels, both CRMs, at once', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    expect((await send(`/u/${token}/preferences`, 'stop=all')).body).toContain('C’est fait')
    expect(await rows(contactId)).toMatchObject([{ door: 'preferences', kinds: [], channels: { length: 8 } }])
    await carriedAll(contactId)
    expect(await scene.optedOut(person.email)).toBe(true)
    expect(await salesforce(person)).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
    })
  })

  it('holds a break in both CRMs, never by a vendor opt-out, and ends it by itself on its day', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'pause=1')
    const { rows: holds } = await scene.app.pool.query<{ until: string; reason: string }>(
      'select until, reason from holds where contact_id = $1',
      [contactId],
    )
    const until1 = holds[0]?.until ?? ''
    expect(holds).toEqual([{ until: until1, reason: 'pause' }])
    const shown = async () => [
      (await properties(person))['lawbase_hold_until'] ?? '',
      (await salesforce(person))['Lawbase_Hold_Until__c'],
    ]
    await until('both hold', async () => String(await shown()) === `${until1},${until1}`)
    expect(await scene.optedOut(person.email)).toBe(false)
    expect(await salesforce(person)).toMatchObject({ HasOptedOutOfEmail: false, DoNotCall: false })
    expect(await suppressed(person.email)).toEqual([])
    const verdict = async () =>
      (
        await scene.app.pool.query<{ verdict: string; rule: string }>(
          'select verdict, rule from decisions where contact_id = $1',
          [contactId],
        )
      ).rows
    expect(await verdict()).toEqual([{ verdict: 'BLOCK', rule: 'HOLD' }])
    // Asking for a break is an act of the person: nobody who did is silent.
    expect(
      (
        await scene.app.pool.query(
          "select last_act_kind as kind, last_act_at > now() - interval '1 hour' as fresh from decisions where contact_id = $1",
          [contactId],
        )
      ).rows,
    ).toEqual([{ kind: 'act', fresh: true }])
    // Taken away by a user of the CRM, it is set again.
    await scene.act('salesforce', 'update', {
      object: 'Contact',
      id: person.salesforceIds[0],
      fields: { Lawbase_Hold_Until__c: null },
    })
    await scene.poll()
    await until('it holds again', async () => (await salesforce(person))['Lawbase_Hold_Until__c'] === until1)
    expect((await pages.inject({ method: 'GET', url: `/u/${token}/preferences?lang=en` })).body).toContain('Until ')
    await scene.advance(32 * dayMs)
    await until('both are free', async () => String(await shown()) === ',')
    expect((await verdict())[0]?.rule).not.toBe('HOLD')
  })

  it('loses no break when the program dies in the middle', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await scene.stopWorking()
    await send(`/u/${token}/preferences`, 'pause=3')
    await scene.app.pool.query(
      `update hold_carryings set state = 'sending', claimed_until = clock_timestamp() - interval '1 second' where contact_id = $1`,
      [contactId],
    )
    await scene.startWorking()
    // A field that was never written is not there at all.
    await until('it holds', async () => typeof (await salesforce(person))['Lawbase_Hold_Until__c'] === 'string')
    await send(`/u/${token}/preferences`, 'pause=0')
    await until('it is free', async () => (await salesforce(person))['Lawbase_Hold_Until__c'] === null)
  })

  it('obeys a post from a program too, marks it doubtful and asks the person once', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    expect((await send(`/u/${token}?lang=en`, '', {})).statusCode).toBe(200)
    await send(`/u/${token}?lang=en`, '', {})
    expect(await rows(contactId)).toMatchObject([{ door: 'link', evidence: { doubtful: true } }])
    await carriedAll(contactId)
    const { subject, text } = await mailTo(person.email)
    expect(subject).toBe('Exemple Industries: an objection was recorded')
    expect(mail.received.filter((one) => one.to === person.email)).toHaveLength(1)
    expect((await send(buttonOf(text))).body).toContain('Confirmed')
    expect(await suppressed(person.email)).toEqual([])
    await until('Salesforce is open', async () => (await salesforce(person))['DoNotCall'] === false)
    expect(await salesforce(person)).toMatchObject({ HasOptedOutOfEmail: false, HasOptedOutOfFax: false })
  })

  it('records a choice of a browser without doubt, and its wish not to pass data on', async () => {
    const { token, contactId } = await linkFor(scene.app, somebody().email)
    const page = await pages.inject({
      method: 'GET',
      url: `/u/${token}/preferences?lang=en`,
      headers: { 'sec-gpc': '1' },
    })
    expect(/name="c.audience" value="no" checked/u.test(page.body)).toBe(true)
    expect(/name="c.email" value="no" checked/u.test(page.body)).toBe(false)
    expect(await count('objections where contact_id = ' + `'${contactId}'`)).toBe(0)
    expect(
      /name="c.audience" value="no" checked/u.test(
        (await pages.inject({ method: 'GET', url: `/u/${token}/preferences`, headers: { 'sec-gpc': '0' } })).body,
      ),
    ).toBe(false)
    await send(`/u/${token}/preferences`, 'c.audience=no', { ...browser, 'sec-gpc': '1' })
    expect(await rows(contactId)).toMatchObject([{ channels: ['audience'], evidence: { gpc: true } }])
    expect((await rows(contactId))[0]?.evidence['doubtful']).toBeUndefined()
  })

  it('says how to write to us where no mail can be sent', async () => {
    const person = somebody()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    const { mailer } = scene.app
    scene.app.mailer = null
    try {
      expect((await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')).body).toContain(
        'You cannot start again from this page',
      )
      expect((await send(`/u/${token}?lang=en`)).body).toContain('If this was not you, write to us')
    } finally {
      scene.app.mailer = mailer
    }
    expect(await count('person_mails where contact_id = ' + `'${contactId}'`)).toBe(0)
    expect(await suppressed(person.email)).toContain('email:')
  })

  leavesNothingToFind()
})
