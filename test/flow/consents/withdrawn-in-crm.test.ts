import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { consentsOfContact } from '../../../src/store/consents/consents-view.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'
import { browser, newId } from './questionnaire-scene.ts'

/** A proven consent that is withdrawn in a CRM later, by its consent object (docs/reference/law.md#e7). */
let scene: Scene
let pages: FastifyInstance
let make: Makers
const at = (name: string) => `${name}@withdrawn-${name}.example.test`

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
  await scene.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
  scene.app.memories.clear()
  pages = await openPublicServer(scene.app)
})
afterAll(async () => {
  await pages.close()
  await scene.close()
})

async function agrees(email: string): Promise<void> {
  const stand = await makeQuestionnaire(scene, 'salon', scene.hubspotId)
  const answer = await pages.inject({
    method: 'POST',
    url: `${stand.path}?lang=en`,
    headers: browser,
    payload: new URLSearchParams({
      id: newId(),
      version: stand.versionId,
      firstName: 'Zoé',
      lastName: 'Lambert',
      email,
      'box.prospecting-email': 'on',
    }).toString(),
  })
  expect(answer.statusCode).toBe(200)
}
const stands = async (name: string) => {
  const id = (await holderOf(scene, at(name))) ?? ''
  const [decision, given] = [await contactDecision(scene.app.pool, id), await consentsOfContact(scene.app.pool, id)]
  return {
    verdict: decision?.verdict,
    basis: decision?.basis,
    withdrawn: given.map(({ withdrawnOn, withdrawnDoor, withdrawnIn }) => [withdrawnOn, withdrawnDoor, withdrawnIn]),
  }
}
const consentRow = (party: string, status: string, day: string) =>
  make.row('ContactPointTypeConsent', {
    Name: 'C',
    PartyId: party,
    ContactPointType: 'Email',
    PrivacyConsentStatus: status,
    CaptureDate: `${day}T09:00:00Z`,
  })

it('ends with the day and the door of the CRM, in every system, and is not revived by an older yes', async () => {
  const french = { Title: 'Assistante', MailingCountry: 'France' }
  const individual = await make.row('Individual', { LastName: 'ends' })
  const contact = await make.contact(at('ends'), { IndividualId: individual, ...french })
  const row = await consentRow(individual, 'OptIn', '2026-02-01')
  await make.hubspot(at('ends'), { country: 'France', jobtitle: 'Assistante' })
  await untilRead(scene, at('ends'))
  await agrees(at('ends'))
  await until('the consent carries', async () => (await stands('ends')).verdict === 'ALLOW')
  expect(await stands('ends')).toEqual({ verdict: 'ALLOW', basis: 'consent', withdrawn: [[null, null, null]] })

  const day = scene.app.clock.now().toISOString().slice(0, 10)
  const ended = { verdict: 'BLOCK', basis: null, withdrawn: [[day, 'crm', 'Salesforce']] }
  await scene.act('salesforce', 'update', {
    object: 'ContactPointTypeConsent',
    id: row,
    fields: { PrivacyConsentStatus: 'OptOut', CaptureDate: scene.app.clock.now().toISOString() },
  })
  await scene.poll()
  await until('HubSpot shows it', () => scene.optedOut(at('ends')))
  expect(await stands('ends')).toEqual(ended)
  expect((await scene.salesforceRow(contact))['HasOptedOutOfEmail']).toBe(true)
  const visitor = await consoleOf(scene, scene.admin)
  const page = await visitor.get(`/contacts/${await holderOf(scene, at('ends'))}`)
  expect(page).toMatch(/withdrawn \d+ \w+ \d{4} \(Salesforce\)/u)
  await visitor.close()
  const { rows } = await scene.app.pool.query(
    'select o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin from objections o',
  )
  expect(rows).toEqual([{ door: 'crm', origin: 'Salesforce' }])

  // The same object says yes again with its older day, and the whole base is read anew.
  await scene.act('salesforce', 'update', {
    object: 'ContactPointTypeConsent',
    id: row,
    fields: { PrivacyConsentStatus: 'OptIn', CaptureDate: '2026-02-01T09:00:00Z' },
  })
  await scene.poll()
  await scene.run()
  expect(await stands('ends')).toEqual(ended)
}, 120_000)
