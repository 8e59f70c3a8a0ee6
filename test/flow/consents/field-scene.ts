import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { fieldConsentsOf } from '../../../src/store/consents/field-consents.ts'
import { consentsOfContact } from '../../../src/store/consents/consents-view.ts'
import type { Json } from '../../support/lawbase.ts'
import { openScene, type Scene, type SceneOptions } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

/** What fields of two CRMs say of consents, and how people stand by it. */
export interface FieldScene {
  scene: Scene
  make: Makers
  at: (name: string) => string
  idOf: (name: string) => Promise<string>
  /** Somebody of HubSpot, and of Salesforce where `twice`, whose fields say what is given; read once. */
  agreed: (
    name: string,
    more?: { hubspot?: Json; salesforce?: Json },
  ) => Promise<{ hubspot: string; salesforce: string }>
  /** A consent of the person that one of us recorded, with its words. */
  proven: (name: string, givenOn: string) => Promise<void>
  /** HubSpot's field is changed, by hand unless `imported`. */
  says: (id: string, properties: Json, imported?: boolean) => Promise<Json>
  /** Polls until so many changes of their consents were seen. */
  heard: (name: string, changes: number) => Promise<void>
  salesforceSays: (id: string, fields: Json) => Promise<Json>
  stands: (
    name: string,
  ) => Promise<{ verdict: string | undefined; rules: string[]; proven: unknown[]; fields: string[] }>
}

const judged = (field: string, by: string) => ({
  property: field,
  values: [
    ['Oui', 'email'],
    ['Non', 'none'],
  ].map(([value = '', means = '']) => ({ field, value, label: value, means, by, on: '2026-11-20' })),
})

async function nameFields(scene: Scene): Promise<void> {
  for (const property of ['accord', 'accord_le']) await scene.act('hubspot', 'create-text', { property })
  await changeSettings(scene.app, scene.admin, (current) => ({
    ...current,
    facts: {
      hubspot: { agreed: judged('accord', scene.admin.email), agreedOn: { property: 'accord_le', values: [] } },
      salesforce: { agreed: judged('Department', scene.admin.email) },
    },
  }))
}

export async function openFieldScene(domain: string, more: SceneOptions = {}): Promise<FieldScene> {
  const scene = await openScene({ contacts: 0, broker: false, ...more })
  const make = makersOf(scene)
  await nameFields(scene)
  scene.app.memories.clear()
  const at = (name: string) => `${name}@${domain}.example.test`
  const idOf = async (name: string) => (await holderOf(scene, at(name))) ?? ''
  return {
    scene,
    make,
    at,
    idOf,
    agreed: async (name, more = {}) => {
      const hubspot = await make.hubspot(at(name), {
        country: 'France',
        jobtitle: 'Responsable RH',
        accord: 'Oui',
        ...more.hubspot,
      })
      const salesforce =
        more.salesforce === undefined
          ? ''
          : await make.contact(at(name), { Title: 'Responsable RH', MailingCountry: 'France', ...more.salesforce })
      await untilRead(scene, at(name))
      await until('both records are read', async () => {
        await scene.poll()
        return (await recordsOf(scene, await idOf(name))) === (salesforce === '' ? 1 : 2)
      })
      return { hubspot, salesforce }
    },
    proven: async (name, givenOn) =>
      recordConsent(
        scene.app,
        scene.dpo,
        await idOf(name),
        {
          way: 'spoken',
          channels: ['email'],
          givenOn,
          heardBy: 'Camille Vendeuse',
          words: 'Oui, Exemple Industries peut m’écrire au sujet de ses logiciels.',
        },
        null,
      ),
    says: (id, properties, imported = false) => scene.act('hubspot', 'update-contact', { id, properties, imported }),
    salesforceSays: (id, fields) => scene.act('salesforce', 'update', { object: 'Contact', id, fields }),
    heard: async (name, changes) => {
      await until('the change is read', async () => {
        await scene.poll()
        return (await fieldConsentsOf(scene.app.pool, [await idOf(name)])).length === changes
      })
    },
    stands: async (name) => standsAs(scene, await idOf(name)),
  }
}

async function standsAs(scene: Scene, id: string) {
  const decision = await contactDecision(scene.app.pool, id)
  const proven = await consentsOfContact(scene.app.pool, id)
  const fields = await fieldConsentsOf(scene.app.pool, [id])
  return {
    verdict: decision?.verdict,
    rules: (decision?.rules ?? []).filter((rule) => /^E\d/u.test(rule)),
    proven: proven.map(({ withdrawnOn, withdrawnDoor, withdrawnIn }) => [withdrawnOn, withdrawnDoor, withdrawnIn]),
    fields: fields.map(({ said, on, dated, system }) => [said, on, dated, system].join(' ')),
  }
}

const recordsOf = async (scene: Scene, id: string) =>
  (await scene.app.pool.query('select 1 from remote_records where contact_id = $1 and gone_at is null', [id])).rowCount
