import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

// People in odd relations whose refusal, or whose bounced mail, stands at another record than theirs.
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@odd-${name}.example.test`
const consent = (PartyId: string, status = 'OptOut') =>
  make.row('ContactPointTypeConsent', {
    Name: 'C',
    PartyId,
    ContactPointType: 'Email',
    PrivacyConsentStatus: status,
  })
const untilOptedOut = (id: string) =>
  until('Salesforce shows the opt-out', async () => {
    await scene.poll()
    return (await scene.salesforceRow(id))['HasOptedOutOfEmail'] === true
  })
const held = async (id: string) =>
  ((await scene.contact(id))['properties'] as Record<string, string | null>)['lawbase_hold_until'] ?? ''
const untilHeld = (id: string, expected: boolean) =>
  until(`${id} is ${expected ? 'held' : 'free'}`, async () => {
    await scene.poll()
    return ((await held(id)) !== '') === expected
  })

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
  await scene.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
  scene.app.memories.clear()
})
afterAll(() => scene.close())

it.each(['before', 'after'] as const)(
  'hears the refusal of a lead’s Individual %s the lead became a contact of another address',
  async (when) => {
    const [lead, contact] = [at(`lead-${when}`), at(`contact-${when}`)]
    const individual = await make.row('Individual', { LastName: 'Lead' })
    const leadId = await make.lead(lead, { IndividualId: individual, LastName: 'Roy' })
    const contactId = await make.contact(contact, { LastName: 'Roy' })
    await untilRead(scene, lead, contact)
    if (when === 'before') await consent(individual)
    await scene.act('salesforce', 'convert-lead', { id: leadId, contactId })
    await until('they are one', async () => {
      await scene.poll()
      return (await holderOf(scene, lead)) === (await holderOf(scene, contact))
    })
    if (when === 'after') await consent(individual)
    await untilOptedOut(contactId)
  },
)

it('frees the person of a bounced address that is a secondary one after a merge, and holds them for the first', async () => {
  const [winner, loser] = [
    await make.hubspot(at('winner'), { lastname: 'Winner' }),
    await make.hubspot(at('loser'), { lastname: 'Winner' }),
  ]
  await untilRead(scene, at('winner'), at('loser'))
  await scene.act('hubspot', 'bounce', { id: loser, reason: 'UNKNOWN_USER' })
  await untilHeld(loser, true)
  const { id } = await scene.act('hubspot', 'merge', { primaryId: winner, mergeId: loser })
  const merged = typeof id === 'string' ? id : winner
  await until('they are one', async () => {
    await scene.poll()
    return (await holderOf(scene, at('winner'))) === (await holderOf(scene, at('loser')))
  })
  const first = (await scene.contact(merged))['properties'] as Record<string, string>
  await untilHeld(merged, first['email'] === at('loser'))
  const other = at('loser') === first['email'] ? at('winner') : at('loser')
  await scene.act('hubspot', 'update-contact', { id: merged, properties: { email: other } })
  await untilHeld(merged, other === at('loser'))
})

it('forgets a bounce with the Salesforce record that a merge took away', async () => {
  const master = await make.contact(at('master'), { LastName: 'Petit' })
  const gone = await make.contact(at('gone'), { LastName: 'Petit' })
  await untilRead(scene, at('master'), at('gone'))
  const fields = { EmailBouncedDate: scene.app.clock.now().toISOString(), EmailBouncedReason: '550 5.1.1' }
  await scene.act('salesforce', 'update', { object: 'Contact', id: gone, fields })
  const heldAt = async (id: string) => ((await scene.salesforceRow(id))['Lawbase_Hold_Until__c'] ?? null) !== null
  await until('it is held', async () => {
    await scene.poll()
    return heldAt(gone)
  })
  await scene.act('salesforce', 'merge', { primaryId: master, mergeId: gone })
  await until('the hold has ended', async () => {
    await scene.poll()
    const { rowCount } = await scene.app.pool.query(
      `select 1 from holds where reason = 'bounce' and ended_at is null and connection_id = $1`,
      [scene.salesforceId],
    )
    return rowCount === 0
  })
  await until('the one who lives on is free', async () => !(await heldAt(master)))
  await scene.poll()
  await scene.settle()
  expect(await heldAt(master)).toBe(false)
})
