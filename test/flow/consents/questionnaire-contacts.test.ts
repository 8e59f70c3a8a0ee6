import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseContact } from '../../../src/domain/decisions/case.ts'
import { openAnswers } from '../../../src/operations/decisions/answer-decisions.ts'
import { claimCreation } from '../../../src/store/consents/contact-creations.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'
import { until } from '../../support/until.ts'
import { closeStand, creation, email, mailTo, openStand, press, scene, send, verdict } from './questionnaire-scene.ts'

beforeAll(openStand)
afterAll(closeStand)

describe('who answers a questionnaire', () => {
  it('makes a stranger known in HubSpot once, and asks by mail where the country is not known', async () => {
    const address = 'zoe.lambert@ailleurs.example.test'
    const answer = await send({ email: address, company: 'Ateliers Exemple', jobTitle: 'DSI', ...email })
    await send({ email: address, company: 'Ateliers Exemple', jobTitle: 'DSI', ...email })
    expect(answer.body.lines?.at(-1)).toContain('Your choices count once you press the button in it.')
    await until('it was created', async () => (await creation(address)).every((row) => row.state === 'done'))
    expect((await creation(address)).filter((row) => row.existing === true).length).toBe(1)
    const { contacts } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
      contacts: { properties: Record<string, string> }[]
    }
    expect(
      contacts
        .filter((row) => row.properties['email'] === address)
        .map(({ properties }) => ({
          first: properties['firstname'],
          last: properties['lastname'],
          company: properties['company'],
          title: properties['jobtitle'],
        })),
    ).toEqual([{ first: 'Zoé', last: 'Lambert', company: 'Ateliers Exemple', title: 'DSI' }])
    await until('it was decided', async () => (await verdict(address)) !== null)
    expect(await verdict(address)).toMatchObject({ verdict: 'NEED_CONSENT' })
    // The contact that answered and the record of HubSpot are one.
    expect(
      (
        await scene.app.pool.query(
          'select distinct a.contact_id = r.contact_id as same from questionnaire_answers a join record_identities ri on ri.identity_hash = a.identity_hash join remote_records r on r.id = ri.record_id where a.identity_hash = $1',
          [scene.app.keys.hashEmail(address)],
        )
      ).rows,
    ).toEqual([{ same: true }])
    await press((await mailTo(address)).text)
    expect(await verdict(address)).toEqual({ verdict: 'ALLOW', rule: 'E1', basis: 'consent' })
  })

  it('makes a Lead in Salesforce, as soon as Salesforce answers again', async () => {
    const there = await makeQuestionnaire(scene, 'salon-sf', scene.salesforceId)
    const address = 'paul.martin@ailleurs.example.test'
    await scene.fault('salesforce', 'server-error', { times: 100 })
    await send(
      { email: address, firstName: 'Paul', lastName: 'Martin', phone: '06 12 34 56 78', ...email },
      there.path,
      there.versionId,
    )
    await until('it waits', async () => (await creation(address))[0]?.reason != null)
    expect((await creation(address))[0]).toMatchObject({ state: 'due' })
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(20 * 60_000)
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
    const { leads } = (await scene.control('GET', '/_sandbox/state?system=salesforce'))['salesforce'] as {
      leads: Record<string, unknown>[]
    }
    expect(leads.filter((row) => row['Email'] === address)).toMatchObject([
      {
        FirstName: 'Paul',
        LastName: 'Martin',
        Company: '[not provided]',
        Phone: '+33612345678',
        HasOptedOutOfEmail: false,
      },
    ])
  })

  it('waits for the right to tag and says why, and is not lost meanwhile', async () => {
    await scene.app.pool.query(`update connections set granted = array_remove(granted, 'tag') where id = $1`, [
      scene.hubspotId,
    ])
    const address = 'lea.petit@ailleurs.example.test'
    await send({ email: address, ...email })
    await until('it waits', async () => (await creation(address))[0]?.reason === 'not-granted')
    await scene.app.pool.query(`update connections set granted = array_append(granted, 'tag') where id = $1`, [
      scene.hubspotId,
    ])
    await scene.advance(2 * 60_000)
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
  })

  it('carries a standing no to whoever it makes known, and never takes one off', async () => {
    const address = 'max.noir@ailleurs.example.test'
    const no = await scene.object(address)
    await send({ email: address, ...email })
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
    await until('HubSpot blocks it', async () => scene.optedOut(address))
    expect((await scene.app.pool.query('select 1 from suppressions where objection_id = $1', [no.id])).rowCount).toBe(8)
  })

  it('is made known by one worker at a time, so that two answers of one address never make two contacts', async () => {
    await scene.stopWorking()
    const address = 'twice.at.once@ailleurs.example.test'
    const ids = [
      (await send({ email: address })).body.recorded ?? '',
      (await send({ email: address })).body.recorded ?? '',
    ]
    const claim = (id: string) =>
      inTransaction(scene.app.pool, (sql) => claimCreation(sql, id, scene.app.clock.now(), 60_000))
    expect((await Promise.all(ids.map(claim))).filter((one) => one !== null).length).toBe(1)
    await scene.app.pool.query('update contact_creations set claimed_until = null')
    await scene.startWorking()
  })

  it('counts for a mailing tool that asks before any system has the person', async () => {
    const nowhere = await makeQuestionnaire(scene, 'nowhere', scene.hubspotId)
    await scene.stopWorking()
    const address = 'ada.roux@ailleurs.example.test'
    await send(
      { email: address, phone: '+33 6 11 22 33 44', ...email, 'box.prospecting-phone': 'on' },
      nowhere.path,
      nowhere.versionId,
    )
    const ask = { purpose: 'prospecting' as const, offer: null, kind: null, related: null, pixel: false }
    const contact = CaseContact.parse({ countries: ['FR'] })
    const answers = await openAnswers(scene.app).answer([
      { email: address, phone: null, ask: { ...ask, channel: 'sms' }, contact, askedBy: 'a test' },
      {
        email: address,
        phone: '+33611223344',
        ask: { ...ask, channel: 'phone', related: false },
        contact,
        askedBy: 'a test',
      },
      { email: address, phone: null, ask: { ...ask, channel: 'email', related: false }, contact, askedBy: 'a test' },
      {
        email: 'nobody@ailleurs.example.test',
        phone: null,
        ask: { ...ask, channel: 'email', related: false },
        contact,
        askedBy: 'a test',
      },
    ])
    expect(answers.map(({ verdict: said, basis, known }) => [said, basis, known])).toEqual([
      ['QUARANTINE', null, false],
      ['ALLOW', expect.anything(), false],
      ['ALLOW', 'consent', false],
      ['NEED_CONSENT', null, false].map((value, place) =>
        place === 0 ? (expect.stringMatching(/^(NEED_CONSENT|QUARANTINE)$/u) as string) : value,
      ),
    ])
    await scene.startWorking()
    await until('it was created', async () => (await creation(address))[0]?.state === 'done')
  })
})
