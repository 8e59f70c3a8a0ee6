import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../../src/http/app/front.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { freePort } from '../../../scripts/free-port.mjs'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

describe('a complaint that HubSpot shows as the reason of a quarantine', () => {
  let scene: Scene
  let door: Front
  beforeAll(async () => {
    const port = await freePort()
    scene = await openScene({ publicUrl: `http://localhost:${port}`, broker: false, pollSeconds: 3_600 })
    door = await openFront({ port, host: 'localhost' })
    await door.serve(await openPublicServer(scene.app))
  })
  afterAll(async () => {
    await door.close()
    await scene.close()
  })

  const complain = (person: SeedPerson, reason = 'RECIPIENT_COMPLAINT') =>
    scene.act('hubspot', 'quarantine', { id: person.hubspotIds[0], reason })
  const flag = async (person: SeedPerson) =>
    (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail']
  const objectionsOf = async (person: SeedPerson) =>
    (
      await scene.app.pool.query(
        'select o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.channels, o.kinds, o.reason from objections o join remote_records r on r.contact_id = o.contact_id where r.remote_id = $1',
        [person.hubspotIds[0]],
      )
    ).rows
  const verdictOf = async (person: SeedPerson) =>
    (
      await scene.app.pool.query<{ verdict: string }>(
        'select d.verdict from decisions d join remote_records r on r.contact_id = d.contact_id where r.remote_id = $1',
        [person.hubspotIds[0]],
      )
    ).rows[0]?.verdict
  const complaint = { door: 'crm', origin: 'HubSpot', channels: ['email'], kinds: [], reason: 'complaint' }

  /** Blocked at both systems, and once in our own book. */
  const isStoppedEverywhere = async (person: SeedPerson) => {
    await until('Salesforce blocks', async () => (await flag(person)) === true)
    await until('HubSpot blocks', () => scene.optedOut(person.email))
    await until('the verdict follows', async () => (await verdictOf(person)) === 'BLOCK')
    expect(await objectionsOf(person)).toEqual([complaint])
  }

  it('told by webhook stops e-mail in both CRMs before any poll', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await complain(person)
    await isStoppedEverywhere(person)
  })

  it('found by a poll alone does too, although nothing moved the modified date', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.control('POST', '/_sandbox/switches', {
      'hubspot.optOutFiresWebhook': false,
      'hubspot.optOutMovesModifiedDate': false,
    })
    await scene.read()
    await complain(person)
    await scene.read()
    await isStoppedEverywhere(person)
  })

  it('is no objection when the reason is another one', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.control('POST', '/_sandbox/switches', { 'hubspot.optOutMovesModifiedDate': true })
    await complain(person, 'HIGH_HARD_BOUNCE_RATE')
    await scene.poll()
    expect({ objections: await objectionsOf(person), flag: await flag(person) }).toEqual({
      objections: [],
      flag: false,
    })
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
