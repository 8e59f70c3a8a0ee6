import { afterAll, beforeAll, expect, it } from 'vitest'
import { ConsentRefused, recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import type { RecordedConsentForm } from '../../../src/domain/consents/recorded-consent.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { consentsOfContact } from '../../../src/store/consents/consents-view.ts'
import { forgetting } from '../../../src/store/runs/kept.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

// docs/reference/law.md#e1, #e6, #f20: on paper or said, each as strong as its proof.
let scene: Scene
const at = (name: string) => `${name}@agreed-${name}.example.test`
const ids = new Map<string, string>()
const idOf = (name: string) => ids.get(name) ?? ''
const verdictOf = async (name: string) => {
  const decision = await contactDecision(scene.app.pool, idOf(name))
  const phone = decision?.channels?.phone
  return { email: `${decision?.verdict} ${decision?.basis}`, phone: phone?.verdict, rules: decision?.rules }
}
const said: RecordedConsentForm = {
  way: 'spoken',
  channels: ['email'],
  givenOn: '2026-11-20',
  words: 'Oui, Exemple Industries peut m’écrire au sujet de ses logiciels.',
  heardBy: 'Camille Vendeuse',
}
const scan = { name: 'accord.txt', mediaType: 'text/plain', bytes: Buffer.from('Signé: Sam') }
const record = (name: string, more: Partial<RecordedConsentForm> = {}, file: typeof scan | null = null) =>
  recordConsent(scene.app, scene.dpo, idOf(name), { ...said, ...more }, file)
const refused = async (work: Promise<void>) =>
  work.then(
    () => 'recorded',
    (error: unknown) => (error instanceof ConsentRefused ? error.code : Promise.reject(error as Error)),
  )

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  const make = makersOf(scene)
  const cook = { country: 'France', jobtitle: 'Responsable RH' }
  await make.hubspot(at('cook'), { ...cook, mobilephone: '+33612345678' })
  await make.hubspot(at('silent'), cook)
  await make.hubspot(at('lea'), cook)
  await make.hubspot(at('german'), { country: 'Germany', jobtitle: 'IT-Leiter' })
  await make.hubspot(at('two'), { ...cook, lastname: 'Deux' })
  await make.contact(at('two'), { LastName: 'Deux', MobilePhone: '06 12 34 56 79' })
  const names = ['cook', 'silent', 'lea', 'german', 'two']
  await until('everyone is in the base', async () => {
    await scene.poll()
    for (const name of names) {
      const { rows } = await scene.app.pool.query<{ id: string }>(
        'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
        [scene.app.keys.hashEmail(at(name))],
      )
      if (rows[0] !== undefined) ids.set(name, rows[0].id)
    }
    return ids.size === names.length
  })
  await scene.run()
})
afterAll(() => scene.close())

it('opens the channels it names, and no other', async () => {
  expect(await verdictOf('cook')).toMatchObject({ email: 'NEED_CONSENT null', phone: 'NEED_CONSENT' })
  await record('cook')
  expect(await verdictOf('cook')).toMatchObject({ email: 'ALLOW consent', phone: 'NEED_CONSENT' })
  await record('cook', { channels: ['phone'] })
  expect(await verdictOf('cook')).toMatchObject({ email: 'ALLOW consent', phone: 'ALLOW' })
  await record('lea', { way: 'paper' }, scan)
  expect(await verdictOf('lea')).toMatchObject({ email: 'ALLOW consent' })
})

it('counts for a number of one system whose country another one names', async () => {
  expect((await verdictOf('two')).phone).toBe('NEED_CONSENT')
  await record('two', { channels: ['phone'] })
  expect((await verdictOf('two')).phone).toBe('ALLOW')
})

it('asks whether a day is right that would have the person removed', async () => {
  expect(await refused(record('two', { givenOn: '2016-11-20' }))).toBe('long-past')
})

it('is not taken without its proof, for a number that is not there, or for a day to come', async () => {
  expect([
    await refused(record('silent', { way: 'paper' })),
    await refused(record('silent', { channels: ['email', 'phone'] })),
    await refused(record('silent', { givenOn: '2099-01-01' })),
    await verdictOf('silent'),
  ]).toEqual(['no-file', 'no-number', 'future', expect.objectContaining({ email: 'NEED_CONSENT null' })])
})

it('is only said where the law asks for two steps', async () => {
  await record('german')
  expect(await verdictOf('german')).toMatchObject({ email: 'NEED_CONSENT null', rules: ['B4-DE', 'E-DOI'] })
})

it('is withdrawn by an opt-out, and ends none', async () => {
  await scene.object(at('cook'), { channels: ['email'] })
  await until('the verdict follows', async () => (await verdictOf('cook')).email === 'BLOCK null')
  expect(await refused(record('cook', { givenOn: '2026-11-29' }))).toBe('opted-out')
  expect(await consentsOfContact(scene.app.pool, idOf('cook'))).toMatchObject([
    { channels: ['phone'], withdrawnOn: null },
    { channels: ['email'], act: 'spoken', recordedBy: scene.dpo.email, withdrawnOn: expect.any(String) as string },
  ])
})

it('is handed over on request, and goes with its proof once nobody holds the address', async () => {
  const pack = await accessPack(scene.app, { contactId: idOf('lea') }, scene.dpo.email)
  expect(pack?.consents).toMatchObject([{ act: 'signature', text: said.words, channels: ['email'] }])
  const count = async () =>
    (
      await scene.app.pool.query<{ n: number }>(
        'select (select count(*) from consents)::int + (select count(*) from evidence_files where consent_id is not null)::int as n',
      )
    ).rows[0]?.n
  expect(await count()).toBe(10)
  await scene.app.pool.query(
    "update remote_records set gone_at = '2020-01-01', gone_reason = 'deleted' where contact_id = $1",
    [idOf('lea')],
  )
  await forgetting.consents?.(scene.app.pool, new Date('2027-01-01'), 100, scene.app.clock.now())
  expect(await count()).toBe(8)
})
