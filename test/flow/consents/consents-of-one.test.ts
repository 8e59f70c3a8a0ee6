import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/app/day.ts'
import type { RecordedConsentForm } from '../../../src/domain/consents/recorded-consent.ts'
import { ConsentRefused, recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { loadOwnActs } from '../../../src/store/decisions/facts.ts'
import { consentsOfContact } from '../../../src/store/consents/consents-view.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

// A consent that somebody gave to one of us is theirs alone (docs/reference/law.md#e1, #f20).
let scene: Scene
const shared = 'info@partage.example.test'
const ids: string[] = []
const contactOf = async (remoteId: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from remote_records where remote_id = $1 and gone_at is null and contact_id is not null',
      [remoteId],
    )
  ).rows[0]?.id ?? ''
const person = (place: number) => contactOf(ids[place] ?? '')
const said: RecordedConsentForm = {
  way: 'spoken',
  channels: ['email'],
  givenOn: '2026-11-20',
  words: 'Oui, Exemple Industries peut m’écrire au sujet de ses logiciels.',
  heardBy: 'Camille Vendeuse',
}
const record = async (contactId: string, more: Partial<RecordedConsentForm> = {}) =>
  recordConsent(scene.app, scene.dpo, contactId, { ...said, ...more }, null).then(
    () => 'recorded',
    (error: unknown) => (error instanceof ConsentRefused ? error.code : Promise.reject(error as Error)),
  )

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  const make = makersOf(scene)
  const cook = { Title: 'Responsable RH', MailingCountry: 'Spain' }
  ids.push(
    await make.contact(shared, { ...cook, FirstName: 'Ana', LastName: 'Uno' }),
    await make.contact(shared, { ...cook, FirstName: 'Bea', LastName: 'Dos' }),
    await make.contact('dos-numeros@partage.example.test', {
      ...cook,
      Phone: '+34 911 23 45 67',
      MobilePhone: '+34 612 34 56 78',
    }),
  )
  await until('everyone is in the base', async () => {
    await scene.poll()
    return (await Promise.all([0, 1, 2].map(person))).every((id) => id !== '')
  })
  await scene.run()
})
afterAll(() => scene.close())

it('frees nobody else who is written to at the same shared mailbox, and is no act of theirs', async () => {
  const [ana, bea] = [await person(0), await person(1)]
  expect(ana).not.toBe(bea)
  const before = await contactDecision(scene.app.pool, bea)
  expect(await record(ana)).toBe('recorded')
  expect((await contactDecision(scene.app.pool, ana))?.basis).toBe('consent')
  await scene.run()
  const after = await contactDecision(scene.app.pool, bea)
  expect([after?.verdict, after?.basis]).toEqual([before?.verdict, before?.basis])
  expect(await loadOwnActs(scene.app.pool, [bea], scene.app.clock.now())).toEqual([])
  expect(await consentsOfContact(scene.app.pool, bea)).toEqual([])
  expect(await consentsOfContact(scene.app.pool, ana)).toHaveLength(1)
})

it('is in the answer to nobody else who asks what is held of them', async () => {
  const texts = async (place: number) =>
    (await accessPack(scene.app, { contactId: await person(place) }, scene.dpo.email))?.consents.map(({ text }) => text)
  expect([await texts(0), await texts(1)]).toEqual([[said.words], []])
})

it('is not recorded against what they said at another number or address of theirs', async () => {
  const two = await person(2)
  await recordObjection(scene.app, {
    emails: [],
    hashes: [],
    phones: ['+34911234567'],
    contactId: null,
    channels: ['phone'],
    receivedAt: scene.app.clock.now(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
  expect(await record(two, { channels: ['phone'], givenOn: dayOf(scene.app.clock.now()) })).toBe('opted-out')
})

it('is withdrawn by their own opt-out', async () => {
  const ana = await person(0)
  await recordObjection(scene.app, {
    emails: [],
    hashes: [],
    contactId: ana,
    channels: ['email'],
    receivedAt: scene.app.clock.now(),
    door: 'phone',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
  await scene.poll()
  await scene.run()
  expect((await contactDecision(scene.app.pool, ana))?.verdict).toBe('BLOCK')
  expect(await consentsOfContact(scene.app.pool, ana)).toMatchObject([{ withdrawnOn: expect.any(String) as string }])
})

it('goes on with who is merged into another record', async () => {
  const at = (name: string) => `${name}@fusion.example.test`
  const create = async (name: string) =>
    String(
      (
        await scene.act('hubspot', 'create-contact', {
          properties: { email: at(name), firstname: 'Mia', lastname: 'Tres', country: 'Spain' },
        })
      )['id'],
    )
  const [kept, merged] = [await create('kept'), await create('merged')]
  await until('both are in the base', async () => {
    await scene.poll()
    return (await contactOf(kept)) !== '' && (await contactOf(merged)) !== ''
  })
  const former = await contactOf(merged)
  expect(await record(former)).toBe('recorded')
  await scene.act('hubspot', 'merge', { primaryId: kept, mergeId: merged })
  const ids = () =>
    scene.app.pool.query<{ id: string | null }>('select merged_into as id from contacts where id = $1', [former])
  await until('they are one', async () => {
    await scene.poll()
    return (await ids()).rows[0]?.id != null
  })
  expect(await consentsOfContact(scene.app.pool, (await ids()).rows[0]?.id ?? '')).toHaveLength(1)
})
