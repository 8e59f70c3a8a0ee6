import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { countFacts } from '../../../src/operations/decisions/fact-counts.ts'
import { reportNotices } from '../../../src/operations/notices/report-notices.ts'
import { insertHold } from '../../../src/store/objections/holds.ts'
import { insertReviewHold } from '../../../src/store/objections/review-holds.ts'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

// Each part of the decision input comes from the live base (docs/decisions/0048): a constant in its place shows here.
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@every-${name}.example.test`
const idOf = async (name: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(at(name))],
    )
  ).rows[0]?.id ?? ''

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
})
afterAll(() => scene.close())

/** A person of whom the CRM shows everything that it can. */
async function makeKnown(): Promise<void> {
  for (const property of ['type_de_contact', 'compte', 'transmis_le', 'mention'])
    await scene.act('hubspot', 'create-text', { property })
  await scene.act('hubspot', 'create-text', { object: 'companies', property: 'forme' })
  const id = await make.hubspot(at('known'), {
    country: 'France',
    jobtitle: 'DSI',
    mobilephone: '+33612345678',
    hs_language: 'fr',
    hs_legal_basis: 'Freely given consent from contact',
    type_de_contact: 'Particulier',
    compte: 'Essai',
    transmis_le: '2026-11-20',
    mention: 'Offres bienvenues',
  })
  await make.object('companies', { name: 'Known SA', numberofemployees: '1', forme: 'EI' }, [id])
  await make.object('deals', { dealstage: 'closedwon', closedate: '2026-05-04T10:00:00Z' }, [id])
  await scene.act('hubspot', 'send-mail', { id, name: 'Offre', at: '2026-11-10T09:00:00Z' })
  await scene.act('hubspot', 'bounce', { id, reason: 'UNKNOWN_USER' })
  const said = (field: string, value: string, means: string) => ({
    property: field,
    values: [{ field, value, label: value, means, by: scene.admin.email, on: '2026-11-29' }],
  })
  await changeSettings(scene.app, scene.admin, (current) => ({
    ...current,
    legalForms: { hubspot: { property: 'forme', values: [] } },
    facts: {
      hubspot: {
        reached: said('type_de_contact', 'Particulier', 'consumer'),
        account: said('compte', 'Essai', 'free'),
        published: said('mention', 'Offres bienvenues', 'for-offers'),
        disclosed: { property: 'transmis_le', values: [] },
      },
    },
  }))
  await until('everyone is in the base', async () => {
    await scene.poll()
    return (await Promise.all(['known', 'asked', 'vague'].map(idOf))).every((one) => one !== '')
  })
}

const bare = { version: null, messageId: null, reason: null, reviewOn: null }

/** What happens here: a notice, a hold, a question, the one before the term, an objection, a consent. */
async function makeHappen(): Promise<void> {
  const { app } = scene
  const now = app.clock.now()
  const [known, asked] = [await idOf('known'), await idOf('asked')]
  await reportNotices(
    app,
    [{ email: at('known'), event: 'sent', on: '2026-11-25', channel: 'email', language: 'fr', ...bare }],
    scene.admin.email,
  )
  await insertHold(
    app.pool,
    { id: randomUUID(), contactId: known, reason: 'not-now', until: '2027-01-01', actor: 'the person', evidence: {} },
    now,
  )
  const reviewId = randomUUID()
  await insertReview(
    app.pool,
    {
      id: reviewId,
      kind: 'mail-unsure',
      contactId: known,
      objectionId: null,
      connectionId: null,
      messageId: null,
      facts: {},
      dueOn: null,
      meanwhileBlocked: true,
    },
    now,
  )
  await insertReviewHold(app.pool, { id: randomUUID(), contactId: known, reviewId, until: '2027-01-01' }, now)
  await app.pool.query(
    `insert into repermission_asks (id, contact_id, identity_hash, language, term_on, way, state, created_at, asked_at)
     values ($1, $2, $3, 'fr', '2027-01-10', 'mail', 'asked', $4, $4)`,
    [randomUUID(), asked, app.keys.hashEmail(at('asked')), now],
  )
  await scene.object(at('asked'), { channels: ['phone'] })
  await recordConsent(
    app,
    scene.dpo,
    known,
    { way: 'spoken', channels: ['email'], givenOn: '2026-11-20', words: 'Oui, écrivez-moi donc.', heardBy: 'Camille' },
    null,
  )
}

it('is known of somebody in a base that shows and meets everything', async () => {
  await make.hubspot(at('asked'), { country: 'France', company: 'Bureau SARL', jobtitle: 'DSI' })
  await make.hubspot(at('vague'), { jobtitle: 'Zorglub quantique' })
  await makeKnown()
  await makeHappen()
  await scene.run()
  const { judged, total, facts } = await countFacts(scene.app, 100)
  expect([judged, total]).toEqual([3, 3])
  const unseen = facts.filter(({ people }) => people === 0).map(({ fact }) => fact)
  expect(unseen).toEqual([])
  // A title that nobody mapped tells no function.
  expect(facts.find(({ fact }) => fact === 'functions')?.people).toBe(2)
})
