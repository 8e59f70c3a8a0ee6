import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { absentAccessLetter } from '../../../src/operations/evidence/answer-absent-access.ts'
import { findAccess } from '../../../src/store/evidence/access-requests.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { until } from '../../support/until.ts'
import { closeErasures, get, openErasures, post, scene } from '../removals/erasure-scene.ts'

/**
 * Whose record may be theirs is shown before it is said that nothing was found (GDPR art. 12(3), 15(1), 17; F6): a
 * number written without its country, a number that several have, a name that stands in one field.
 */
beforeAll(openErasures)
afterAll(closeErasures)

let made = 0
/** Somebody of HubSpot with these fields, as soon as they are read: their contact's id. */
async function inHubspot(properties: Record<string, string>): Promise<string> {
  made += 1
  const email = `maybe.${made}@maybe.example.test`
  const { id } = (await scene.act('hubspot', 'create-contact', { properties: { email, ...properties } })) as {
    id: string
  }
  return until('the record is read', async () => {
    await scene.poll()
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from remote_records where connection_id = $1 and remote_id = $2 and contact_id is not null',
      [scene.hubspotId, String(id)],
    )
    return rows[0]?.id ?? false
  })
}
const received = () => ({ door: 'post', receivedOn: dayOf(scene.app.clock.now()), identity: 'own-address' })
const idIn = ({ headers }: { headers: Record<string, unknown> }) => String(headers['location']).split('/').at(-1) ?? ''
/** Asks for access as nobody's contact, and searches without having looked at anybody. */
async function search(asker: Record<string, string>) {
  const id = idIn(await post('/access/absent', { ...received(), language: 'en', ...asker }))
  const before = await findAccess(scene.app.pool, id)
  const answer = await post(`/access/${id}/search`, { tools: 'on' })
  const letter = await absentAccessLetter(scene.app, id, 'a test')
  return { id, tied: before?.contactId ?? null, done: answer.statusCode === 303, page: answer.body, letter }
}

it.each<[string, Record<string, string>, Record<string, string>]>([
  ['number without a country', { mobilephone: '06 39 98 41 01' }, { phone: '+33 6 39 98 41 01' }],
  ['number with a zero in brackets', { phone: '(0) 639 984 102' }, { phone: '+33 6 39 98 41 02' }],
  [
    'number that may be another one’s by now',
    { firstname: 'Bob', lastname: 'Beforetest', mobilephone: '+33 6 39 98 41 09' },
    { firstName: 'Zoe', lastName: 'Aftertest', email: 'zoe@after.example.test', phone: '+33 6 39 98 41 09' },
  ],
  ['number of eight digits', { phone: '20 12 34 56' }, { phone: '+45 20 12 34 56' }],
  ['number of seven digits', { phone: '555 1234' }, { phone: '+354 555 1234' }],
  ['last name that is the whole one', { lastname: 'Marie Duroutest' }, { firstName: 'Marie', lastName: 'Duroutest' }],
  ['first name that is the whole one', { firstname: 'Dubontest, Léo' }, { firstName: 'Leo', lastName: 'Dubontest' }],
  [
    'whole name beside the first one',
    { firstname: 'Inès', lastname: 'Mme Inès Dupartest' },
    { firstName: 'Ines', lastName: 'Dupartest' },
  ],
  [
    'double name in one field',
    { lastname: 'Anne-Lise de Montest-Roy' },
    { firstName: 'Anne Lise', lastName: 'de Montest' },
  ],
  ['letters', { firstname: 'ŁUKASZ', lastname: 'Straußtest' }, { firstName: 'Lukasz', lastName: 'Strausstest' }],
  ['umlaut', { firstname: 'Jörg', lastname: 'Müllertest' }, { firstName: 'Joerg', lastName: 'Muellertest' }],
  [
    'name without one part',
    { firstname: 'Jean', lastname: 'Midtest' },
    { firstName: 'Jean Luc', lastName: 'de Midtest' },
  ],
  ['last name alone', { lastname: 'Solotest' }, { firstName: 'Zoé', lastName: 'Solotest' }],
  ['initial', { firstname: 'Z.', lastname: 'Initest' }, { firstName: 'Zoé', lastName: 'Initest' }],
  ['number beside another', { phone: '06 39 98 44 70 / 01 40 20 30 40' }, { phone: '+33 6 39 98 44 70' }],
  ['number with an extension', { phone: '01 40 20 44 71 poste 12' }, { phone: '+33 1 40 20 44 71' }],
  ['number under another country', { phone: '06 39 98 44 72', country: 'Belgium' }, { phone: '+33 6 39 98 44 72' }],
])('shows who has the same %s before the letter can be made', async (_what, record, asker) => {
  const contactId = await inHubspot(record)
  const { id, tied, done, page, letter } = await search(asker)
  expect([tied, done, letter, page.includes(`href="/contacts/${contactId}"`)]).toEqual([null, false, null, true])
  expect((await post(`/access/${id}/search`, { tools: 'on', others: 'on' })).statusCode).toBe(303)
  expect((await findAccess(scene.app.pool, id))?.looked?.sameName).toBe(1)
  expect(await absentAccessLetter(scene.app, id, 'a test')).not.toBeNull()
  // Somebody who came since the search is looked at before the letter is made again.
  await inHubspot(record)
  expect(await absentAccessLetter(scene.app, id, 'a test')).toBeNull()
  expect((await post(`/access/${id}/answered`, { absent: 'yes' })).body).toContain('tick that none of them asked')
  expect((await findAccess(scene.app.pool, id))?.answeredAt).toBeNull()
  expect((await post(`/access/${id}/search`, { tools: 'on', others: 'on' })).statusCode).toBe(303)
  expect(await absentAccessLetter(scene.app, id, 'a test')).not.toBeNull()
})

it('shows nobody whose name or number only resembles', async () => {
  await inHubspot({ lastname: 'Marie Duvaltest', phone: '06 39 98 42 01' })
  const { done, letter } = await search({ firstName: 'Marion', lastName: 'Duvaltest', phone: '+33 6 39 98 42 11' })
  expect([done, letter === null]).toEqual([true, false])
})

it.each<[string, Record<string, string>[], string]>([
  ['only guessed', [{ mobilephone: '06 39 98 43 01' }], '+33 6 39 98 43 01'],
  ['shared', [{ phone: '+33 1 40 20 43 02' }, { phone: '+33 1 40 20 43 02' }], '+33 1 40 20 43 02'],
])('asks whether they are who wants to be erased by a number that is %s', async (_what, records, phone) => {
  const contactIds: string[] = []
  for (const record of records) contactIds.push(await inHubspot(record))
  const form = { ...received(), email: '', phone, keep: 'no' }
  const asked = await post('/erasures/absent', form)
  expect([
    asked.statusCode,
    // Nobody is taken for the holder; each can be said to be who asked.
    asked.body.includes('A record holds this address or number'),
    contactIds.map((id) => asked.body.includes(`href="/erasures/new?contact=${id}"`)),
    asked.body.includes('None of them'),
  ]).toEqual([422, false, contactIds.map(() => true), true])
  const id = idIn(await post('/erasures/absent', { ...form, others: 'on' }))
  const request = await findErasure(scene.app.pool, id)
  expect(request).toMatchObject({ contactId: null, looked: { by: ['phone'], others: contactIds.length } })
  expect((await get(`/erasures/${id}`)).body).toContain('None of them asked')
})

it('ties a request to nobody where address and number are of two people, and shows both', async () => {
  const a = await inHubspot({ email: 'ada@two.example.test', mobilephone: '+33 6 39 98 45 11' })
  const b = await inHubspot({ email: 'bob@two.example.test', mobilephone: '+33 6 39 98 45 12' })
  const { id, tied, page } = await search({ email: 'bob@two.example.test', phone: '+33 6 39 98 45 11' })
  await scene.act('hubspot', 'update-contact', { id: await remoteIdOf(a), properties: { jobtitle: 'Buyer' } })
  await scene.poll()
  expect([tied, [a, b].map((one) => page.includes(`href="/contacts/${one}"`))]).toEqual([null, [true, true]])
  expect((await findAccess(scene.app.pool, id))?.contactId).toBeNull()
})

it('shows whom a system deleted while Lawbase still holds their name', async () => {
  const contactId = await inHubspot({ email: 'left@two.example.test', firstname: 'Léa', lastname: 'Partietest' })
  await scene.act('hubspot', 'delete', { id: await remoteIdOf(contactId) })
  await scene.advance(8 * 86_400_000)
  await scene.run()
  for (const asker of [{ email: 'left@two.example.test' }, { firstName: 'Lea', lastName: 'Partietest' }]) {
    const { tied, done, page } = await search(asker)
    expect([tied, done, page.includes(`href="/contacts/${contactId}"`)]).toEqual([null, false, true])
  }
  for (const subject of [{ contactId }, { email: 'left@two.example.test' }]) {
    const pack = await accessPack(scene.app, subject, 'a test')
    expect(pack?.contacts[0]?.records).toMatchObject([
      { lastName: 'Partietest', emails: ['left@two.example.test'], goneAt: expect.any(Date) },
    ])
  }
})

it('the pack of an address holds whoever the page shows under it, and nobody by a number', async () => {
  const now = await inHubspot({ email: 'info@three.example.test', phone: '+33 6 39 98 45 21' })
  const colleague = await inHubspot({ email: 'colleague@three.example.test', phone: '+33 6 39 98 45 21' })
  const before = await inHubspot({ email: 'zoe@three.example.test', lastname: 'Changetest' })
  await scene.act('hubspot', 'update-contact', {
    id: await remoteIdOf(before),
    properties: { email: 'zoe@new.example.test' },
  })
  await until('the new address is read', async () => {
    await scene.poll()
    const { rows } = await scene.app.pool.query('select 1 from identities where value = $1', ['zoe@new.example.test'])
    return rows.length > 0
  })
  for (const [email, contactId] of [
    ['info@three.example.test', now],
    ['colleague@three.example.test', colleague],
    ['zoe@three.example.test', before],
  ] as const) {
    const { page } = await search({ email })
    const pack = await accessPack(scene.app, { email }, 'a test')
    const shown = [...page.matchAll(/href="\/contacts\/([0-9a-f-]{36})"/gu)].map(([, id]) => id)
    const found = pack?.contacts.map(({ id }) => id)
    expect([email, found, shown.every((id) => found?.includes(id ?? ''))]).toEqual([email, [contactId], true])
  }
})

const remoteIdOf = async (contactId: string) =>
  (
    await scene.app.pool.query<{ id: string }>('select remote_id as id from remote_records where contact_id = $1', [
      contactId,
    ])
  ).rows[0]?.id ?? ''
