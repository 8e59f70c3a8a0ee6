import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reportNotices } from '../../../src/operations/notices/report-notices.ts'
import { earlyContacts } from '../../../src/store/notices/notices.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'
import { until } from '../../support/until.ts'

// What fields, deals and messages of the systems say reaches the verdict (docs/reference/law.md#b3, #fr7, #fr8, #d2).
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@told-${name}.example.test`
const contactOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
const decisionOf = async (name: string) => contactDecision(scene.app.pool, await contactOf(at(name)))
const seen = (...names: string[]) =>
  until('the people are in the base', async () => {
    await scene.poll()
    return (await Promise.all(names.map((name) => contactOf(at(name))))).every((id) => id !== '')
  })
const german = { country: 'Germany', jobtitle: 'IT-Leiter' }
const sold = (name: string, more: object = {}) =>
  make
    .hubspot(at(name), german)
    .then((id) => make.object('deals', { dealstage: 'closedwon', closedate: '2026-05-04T10:00:00Z', ...more }, [id]))

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
  await scene.act('hubspot', 'create-text', { object: 'deals', property: 'famille' })
  await scene.act('hubspot', 'create-text', { object: 'deals', property: 'vendeur' })
  await scene.act('salesforce', 'create-text', { object: 'Opportunity', field: 'Famille__c' })
})
afterAll(() => scene.close())

it('lets a customer be written to of similar products, as the admin attests of sales', async () => {
  await sold('similar', { famille: 'Logiciel', vendeur: 'Nous' })
  await sold('other', { famille: 'Conseil', vendeur: 'Nous' })
  await sold('sister', { famille: 'Logiciel', vendeur: 'Filiale' })
  await sold('early', { famille: 'Logiciel', vendeur: 'Nous', closedate: '2025-01-02T10:00:00Z' })
  await sold('lost', { famille: 'Logiciel', vendeur: 'Nous', dealstage: 'closedlost' })
  const names = ['similar', 'other', 'sister', 'early', 'lost']
  await seen(...names)
  await scene.run()
  const basis = async () =>
    (await Promise.all(names.map(decisionOf))).map((one) => [
      one?.verdict,
      one?.basis,
      one?.rules.filter((rule) => rule.startsWith('B3')),
    ])
  const none = ['NEED_CONSENT', null, ['B3.1']]
  expect(await basis()).toEqual([none, none, none, none, ['NEED_CONSENT', null, []]])
  const said = (field: string, value: string, means: string) => ({
    field,
    value,
    label: value,
    means,
    by: scene.admin.email,
    on: '2026-11-29',
  })
  await changeSettings(scene.app, scene.admin, (current) => ({
    ...current,
    offers: current.offers.map((offer) => ({ ...offer, productFamily: 'crm' })),
    facts: {
      hubspot: {
        family: { property: 'famille', values: [said('famille', 'Logiciel', 'crm')] },
        entity: { property: 'vendeur', values: [said('vendeur', 'Nous', 'ours'), said('vendeur', 'Filiale', 'other')] },
      },
    },
    sales: { ownSales: [], addressFromCustomer: true, refusalSince: '2025-06-01' },
  }))
  await scene.poll()
  await scene.run()
  expect(await basis()).toEqual([
    ['ALLOW', 'soft_opt_in', ['B3']],
    ['NEED_CONSENT', null, ['B3.4']],
    ['NEED_CONSENT', null, ['B3.3']],
    ['NEED_CONSENT', null, ['B3.5']],
    ['NEED_CONSENT', null, []],
  ])
})

async function makeTold(): Promise<void> {
  const field = (object: string, name: string) =>
    object === 'contacts'
      ? scene.act('hubspot', 'create-text', { property: name })
      : scene.act('salesforce', 'create-text', { object, field: name })
  await field('contacts', 'type_de_contact')
  await field('contacts', 'transmis_le')
  const french = { country: 'France', jobtitle: 'DSI' }
  const referred = { ...french, origine_contact: 'salon' }
  await make.hubspot(at('private'), { ...french, type_de_contact: 'Particulier' })
  await make.hubspot(at('agreed'), { ...french, hs_legal_basis: 'Freely given consent from contact' })
  await make.hubspot(at('interest'), { ...french, hs_legal_basis: 'Legitimate interest – prospect/lead' })
  await make.hubspot(at('handed'), { ...referred, transmis_le: '2026-11-20' })
  const written = await make.hubspot(at('written'), referred)
  await scene.act('hubspot', 'send-mail', { id: written, name: 'Offre', at: '2026-11-10T09:00:00Z' })
  const old = await make.hubspot(at('old'), referred)
  await scene.act('hubspot', 'send-mail', { id: old, name: 'Offre', at: '2022-03-10T09:00:00Z' })
  const called = await make.hubspot(at('called'), referred)
  await make.object('calls', { hs_timestamp: '2026-11-12T09:00:00Z', hs_call_direction: 'OUTBOUND' }, [called])
  await changeSettings(scene.app, scene.admin, (current) => ({
    ...current,
    sources: {
      ...current.sources,
      hubspot: {
        property: 'origine_contact',
        values: [
          ...(current.sources['hubspot']?.values ?? []),
          { value: 'salon', kind: 'C6', name: 'Réseau Exemple', accepted: false },
        ],
      },
    },
    facts: {
      ...current.facts,
      hubspot: {
        ...current.facts['hubspot'],
        reached: {
          property: 'type_de_contact',
          values: [
            {
              field: 'type_de_contact',
              value: 'Particulier',
              label: 'Particulier',
              means: 'consumer',
              by: scene.admin.email,
              on: '2026-11-29',
            },
          ],
        },
        disclosed: { property: 'transmis_le', values: [] },
      },
    },
  }))
}

it('reads who is a private person, an account, and the basis of before, and says when a message came too early', async () => {
  await makeTold()
  const names = ['private', 'agreed', 'interest', 'handed', 'written', 'called', 'old']
  await seen(...names)
  await scene.run()
  const found = await Promise.all(
    names.map(async (name) => {
      const one = await decisionOf(name)
      return [name, `${one?.verdict} ${one?.rules.at(-1)}`, one?.uninformedContactOn]
    }),
  )
  expect(found).toEqual([
    ['private', 'NEED_CONSENT FR2', null],
    ['agreed', 'REVIEW CN11', null],
    ['interest', 'ALLOW FR1', null],
    ['handed', 'REVIEW D2', null],
    ['written', 'REVIEW D2', '2026-11-10'],
    ['called', 'REVIEW D2', '2026-11-12'],
    ['old', 'BLOCK G1', '2022-03-10'],
  ])
  const { clockState, startedAt } = (await decisionOf('old')) ?? {}
  expect([clockState, startedAt?.toISOString()]).toEqual(['expired', '2022-03-10T00:00:00.000Z'])
})

it('lists who was written to too early with how the duty stands now: an exemption is no notice', async () => {
  const notice = { version: null, messageId: null, on: '2026-11-25', channel: 'email', language: 'fr' } as const
  await reportNotices(
    scene.app,
    [
      { ...notice, email: at('written'), event: 'exempt', reason: 'they know it', reviewOn: '2027-11-25' },
      { ...notice, email: at('called'), event: 'sent', reason: null, reviewOn: null },
    ],
    scene.admin.email,
  )
  const ids = new Map<string, string>()
  for (const name of ['written', 'called', 'old']) ids.set(await contactOf(at(name)), name)
  await until('the notices count', async () => {
    const { total, people } = await earlyContacts(scene.app.pool, 10)
    const states = people.map(({ contactId, on, state, seenIn }) => [ids.get(contactId), on, state, seenIn?.by])
    return (
      total === 3 &&
      isDeepStrictEqual(states, [
        ['called', '2026-11-12', 'SENT', 'hs_first_outreach_date'],
        ['written', '2026-11-10', 'EXEMPT', 'hs_email_first_send_date'],
        ['old', '2022-03-10', 'OVERDUE', 'hs_email_first_send_date'],
      ])
    )
  })
})
