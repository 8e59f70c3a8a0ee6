import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import {
  buttonOf,
  carriedAll,
  closePreferences,
  dayMs,
  leavesNothingToFind,
  mail,
  mailTo,
  openPreferences,
  pages,
  properties,
  salesforce,
  scene,
  send,
  suppressed,
  untilNoRun,
  withOneAddress,
} from './preferences-scene.ts'

beforeAll(openPreferences)
afterAll(closePreferences)

describe('a person who starts again', () => {
  it('never starts again by the link: a mail asks, its page waits for the button, and only then it counts', async () => {
    const person = await withOneAddress()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'stop=all')
    await carriedAll(contactId)
    const asked = await send(`/u/${token}/preferences?lang=en`, 'c.email=yes&c.email.newsletter=no&c.sms=yes')
    expect(asked.body).toContain('We have sent an e-mail to')
    expect((await suppressed(person.email)).length).toBe(8)
    const { text } = await mailTo(person.email)
    const button = buttonOf(text)
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) await pages.inject({ method, url: button })
    expect((await suppressed(person.email)).length).toBe(8)
    const pressed = await send(button)
    expect([
      pressed.statusCode,
      pressed.body.includes('Confirmed'),
      pressed.body.includes('Open the page of HubSpot'),
    ]).toEqual([200, true, true])
    expect(await suppressed(person.email)).toEqual([
      'audience:',
      'email:newsletter',
      'fax:',
      'phone:',
      'post:',
      'robocall:',
      'social:',
    ])
    // Salesforce: e-mail is open; Do Not Call stays, because calls stay stopped. HubSpot: its own opt-out waits for the
    // person.
    await until('Salesforce is open for e-mail', async () => (await salesforce(person))['HasOptedOutOfEmail'] === false)
    await scene.settle()
    expect(await salesforce(person)).toMatchObject({ DoNotCall: true, HasOptedOutOfFax: true, No_Newsletter__c: true })
    expect((await properties(person))['lawbase_do_not_contact']?.split(';').toSorted()).toEqual([
      'audience',
      'fax',
      'phone',
      'post',
      'robocall',
      'social',
    ])
    expect(await scene.optedOut(person.email)).toBe(true)
    // What HubSpot still shows is the old no: read again, it is none of today's.
    await scene.poll()
    // The moved clock may have started a nightly run already.
    await until('a whole run is over', () =>
      scene.run().then(
        () => true,
        () => false,
      ),
    )
    await scene.settle()
    expect(await suppressed(person.email)).toEqual([
      'audience:',
      'email:newsletter',
      'fax:',
      'phone:',
      'post:',
      'robocall:',
      'social:',
    ])
    expect(await salesforce(person)).toMatchObject({ HasOptedOutOfEmail: false })
    expect((await send(button)).statusCode).toBe(410)
    // A new objection at HubSpot after the person opened it there counts again.
    await scene.act('hubspot', 'resubscribe', { email: person.email })
    await until('it was seen open at HubSpot', async () => {
      await scene.poll()
      return (
        (
          await scene.app.pool.query(
            `select 1 from lifted_blocks l join remote_records r on r.id = l.record_id where r.contact_id = $1 and l.state = 'pending'`,
            [contactId],
          )
        ).rowCount === 1
      )
    })
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    await until('Salesforce is blocked again', async () => {
      await scene.poll()
      return (await salesforce(person))['HasOptedOutOfEmail'] === true
    })
  })

  it('frees nobody by a mail that is older than the last no', async () => {
    const person = await withOneAddress()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    const { text } = await mailTo(person.email)
    await send(`/u/${token}/preferences`, 'stop=all')
    expect((await send(buttonOf(text))).statusCode).toBe(410)
    expect(await suppressed(person.email)).toContain('email:')
  })

  it('frees nobody after a week, with a wrong token, or when the address is no longer one person’s alone', async () => {
    const person = await withOneAddress()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    const button = buttonOf((await mailTo(person.email)).text)
    expect((await send(`${button.slice(0, -1)}${button.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(410)
    await scene.act('hubspot', 'add-email', { id: person.hubspotIds[0], email: `second.${person.email}` })
    await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { jobtitle: 'DSI' } })
    await until('the second address is known', async () => {
      await scene.poll()
      return (
        ((
          await scene.app.pool.query(
            'select 1 from record_identities ri join remote_records r on r.id = ri.record_id where r.contact_id = $1 and ri.position = 1',
            [contactId],
          )
        ).rowCount ?? 0) > 0
      )
    })
    expect((await send(button)).statusCode).toBe(410)
    expect(await suppressed(person.email)).toContain('email:')
    const other = await withOneAddress()
    const link = await linkFor(scene.app, other.email)
    await send(`/u/${link.token}/preferences`, 'c.email=no')
    await carriedAll(link.contactId)
    await send(`/u/${link.token}/preferences`, 'c.email=yes')
    const late = buttonOf((await mailTo(other.email)).text)
    await scene.advance(8 * dayMs)
    expect((await send(late)).statusCode).toBe(410)
    expect(await suppressed(other.email)).toContain('email:')
  })

  it('waits while an objection is being written, so that the write cannot overtake the lift', async () => {
    const person = await withOneAddress()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    const button = buttonOf((await mailTo(person.email)).text)
    // What a night or a poll reads of the write may send it out once more: that comes first.
    await untilNoRun()
    await scene.poll()
    await scene.app.pool.query(
      `update propagations p set state = 'sending', claimed_until = clock_timestamp() + interval '90 seconds' from objections o where o.id = p.objection_id and o.contact_id = $1`,
      [contactId],
    )
    expect((await send(button)).statusCode).toBe(409)
    expect(await suppressed(person.email)).toContain('email:')
    await scene.app.pool.query(
      `update propagations p set state = 'applied', claimed_until = null from objections o where o.id = p.objection_id and o.contact_id = $1`,
      [contactId],
    )
    const presses = await Promise.all([send(button), send(button)])
    expect(presses.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 410])
    expect(
      (
        await scene.app.pool.query(
          `select distinct p.state, p.reason from propagations p join objections o on o.id = p.objection_id where o.contact_id = $1`,
          [contactId],
        )
      ).rows,
    ).toEqual([{ state: 'superseded', reason: 'lifted' }])
  })

  it('sends at most three mails a day to one address, and sends again what the server did not take', async () => {
    const person = await withOneAddress()
    const { token, contactId } = await linkFor(scene.app, person.email)
    await send(`/u/${token}/preferences`, 'c.email=no')
    await carriedAll(contactId)
    mail.refuse = { code: 451, text: 'later' }
    const first = await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')
    expect(first.body).toContain('We have sent an e-mail to')
    await until(
      'it failed once',
      async () =>
        ((
          await scene.app.pool.query(`select 1 from person_mails where contact_id = $1 and failure is not null`, [
            contactId,
          ])
        ).rowCount ?? 0) > 0,
    )
    mail.refuse = null
    await scene.advance(60_000)
    await mailTo(person.email)
    await send(`/u/${token}/preferences`, 'c.email=yes')
    await send(`/u/${token}/preferences`, 'c.email=yes')
    expect((await send(`/u/${token}/preferences?lang=en`, 'c.email=yes')).body).toContain(
      'We sent you an e-mail a short time ago',
    )
  })

  leavesNothingToFind()
})
