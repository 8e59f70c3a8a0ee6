import { afterAll, beforeAll, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { stoppedChannels } from '../../../src/store/contacts/contact-view.ts'
import { removalsOfIdentities } from '../../../src/store/removals/removal-memory.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

const calls = ['phone', 'robocall', 'sms']

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 10, broker: false })
})
afterAll(() => scene.close())

const inHubspot = async (name: string, more: object) => {
  const email = `${name}@ailleurs.example.test`
  const properties = { email, firstname: 'Paul', lastname: name, ...more }
  return { id: String((await scene.act('hubspot', 'create-contact', { properties }))['id']), email }
}
const inSalesforce = async (name: string, more: object) => {
  const email = `${name}@portable.example.test`
  const fields = { FirstName: 'Anne', LastName: name, Email: email, ...more }
  return { id: String((await scene.act('salesforce', 'create', { object: 'Contact', fields }))['Id']), email }
}
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
const no = (email: string) =>
  recordObjection(scene.app, {
    emails: [email],
    hashes: [],
    contactId: null,
    channels,
    receivedAt: scene.app.clock.now(),
    door: 'phone',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })

it('an opt-out reaches the records of a base already read once the country of its numbers is said', async () => {
  const bare = await inHubspot('bare', { mobilephone: '06 39 98 41 01' })
  const elsewhere = await inHubspot('elsewhere', { mobilephone: '06 39 98 41 01', country: 'Narnia' })
  const objector = await inSalesforce('objector', { MobilePhone: '+33 6 39 98 41 01' })
  const [bareObjector, prefixed] = [
    await inSalesforce('bareobjector', { MobilePhone: '06 39 98 41 02' }),
    await inHubspot('prefixed', { mobilephone: '+33639984102' }),
  ]
  await scene.poll()
  await scene.untilCarried((await no(objector.email)).id, { salesforce: 'applied' })
  await scene.untilCarried((await no(bareObjector.email)).id, { salesforce: 'applied' })
  // Nobody said of which country they are: no number is guessed.
  expect([await stopped(bare.id), await stopped(prefixed.id)]).toEqual([[], []])
  const pages = await consoleOf(scene, scene.admin)
  expect(await pages.get('/settings/company')).toContain('Numbers without a country are numbers of')
  const company = { name: 'Exemple', contact: 'dpo@exemple.example.test', privacyUrl: 'https://exemple.example.test/p' }
  await pages.send('/settings/company', '/settings/company', { ...company, numberCountry: 'FR' })
  await pages.close()
  expect((await loadSettings(scene.app.pool)).settings.numberCountry).toBe('FR')
  await until('both are blocked in their system', async () => {
    await scene.poll()
    return (await marksOf(bare.id)).length > 0 && (await marksOf(prefixed.id)).length > 0
  })
  expect([await marksOf(bare.id), await marksOf(prefixed.id), await stopped(elsewhere.id)]).toEqual([calls, calls, []])
  // What the number of somebody removed was is told by a number that is known, never by a guess.
  await scene.app.pool.query(
    'insert into removal_memory (identity_hash, contact_id, removed_at) values ($1, gen_random_uuid(), $2)',
    [scene.app.keys.hashPhone('+33639984103'), scene.app.clock.now()],
  )
  const holder = await inHubspot('holder', { mobilephone: '06 39 98 41 03' })
  await until('the holder is read', async () => {
    await scene.poll()
    return (await contactOf(holder.id)) !== ''
  })
  expect((await removalsOfIdentities(scene.app.pool, [scene.app.keys.hashPhone('+33639984103')])).size).toBe(1)
})
