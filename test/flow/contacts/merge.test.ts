import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

/**
 * Who is merged at a vendor is one person here, whatever names and addresses say, and an objection of either holds for
 * both (docs/reference/promises.md#i2, #matching; docs/reference/hubspot.md#merge,
 * docs/reference/salesforce.md#deleting).
 */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 120, broker: false })
})
afterAll(() => scene.close())

const somebody = () =>
  scene.somebody(
    (person: SeedPerson) =>
      person.where === 'both' &&
      person.optOut === 'none' &&
      !person.role &&
      person.otherLast === null &&
      person.duplicate === 'none',
  ).email
const recordsOf = async (email: string) =>
  (
    await scene.app.pool.query<{ contact: string; connection: string; id: string; gone: string | null }>(
      `select r.contact_id as contact, r.connection_id as connection, r.remote_id as id, r.gone_reason as gone from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 order by r.id`,
      [scene.app.keys.hashEmail(email)],
    )
  ).rows
/** Somebody whom Salesforce holds as a Contact. */
const contactThere = async (): Promise<string> => {
  const email = somebody()
  return (await idAt(email, scene.salesforceId)).startsWith('003') ? email : contactThere()
}
const idAt = async (email: string, connection: string) =>
  (await recordsOf(email)).find((record) => record.connection === connection && record.gone === null)?.id ?? ''

it.each(['hubspot', 'salesforce'] as const)(
  'carries the objection of who is merged away in %s to everything of the survivor, seen by a poll alone',
  async (system) => {
    const connection = system === 'hubspot' ? scene.hubspotId : scene.salesforceId
    const [said, other] = [await contactThere(), await contactThere()]
    const objection = await scene.object(said)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await scene.optedOut(other)).toBe(false)
    const loser = await idAt(said, connection)
    await scene.act(system, 'merge', { primaryId: await idAt(other, connection), mergeId: loser })
    await until('they are one', async () => {
      await scene.poll()
      return new Set([...(await recordsOf(said)), ...(await recordsOf(other))].map(({ contact }) => contact)).size === 1
    })
    await until('the survivor is blocked', () => scene.optedOut(other))
    await until(
      'so in Salesforce',
      async () => (await scene.salesforceRow(await idAt(other, scene.salesforceId)))['HasOptedOutOfEmail'] === true,
    )
    expect((await recordsOf(said)).filter(({ id }) => id === loser).map(({ gone }) => gone)).toEqual(['merged'])
    // The tie lasts: a later look at one of the records alone does not part them.
    await scene.act('salesforce', 'update', {
      id: await idAt(system === 'hubspot' ? said : other, scene.salesforceId),
      fields: { Title: 'Head of Anything' },
    })
    await scene.poll()
    expect(new Set([...(await recordsOf(said)), ...(await recordsOf(other))].map(({ contact }) => contact)).size).toBe(
      1,
    )
    await scene.settle()
    expect(
      (await scene.check()).violations.filter(
        ({ rule }: { rule?: string }) => rule !== undefined && /left|contactable/u.test(rule),
      ),
    ).toEqual([])
  },
)

it('carries the objection of a lead to the contact it was converted into, which has another address', async () => {
  const other = await contactThere()
  const email = 'piste@conversion.example.test'
  const lead = (
    await scene.act('salesforce', 'create', {
      object: 'Lead',
      fields: { LastName: 'Pisteur', Company: 'Conversion', Email: email },
    })
  )['Id'] as string
  await until('the lead is read', async () => {
    await scene.poll()
    return (await recordsOf(email)).length === 1
  })
  const objection = await scene.object(email)
  await scene.untilCarried(objection.id, { salesforce: 'applied' })
  await scene.act('salesforce', 'convert-lead', { id: lead, contactId: await idAt(other, scene.salesforceId) })
  await until('they are one', async () => {
    await scene.poll()
    return new Set([...(await recordsOf(email)), ...(await recordsOf(other))].map(({ contact }) => contact)).size === 1
  })
  await until('the contact is blocked', () => scene.optedOut(other))
  await until(
    'so in Salesforce',
    async () => (await scene.salesforceRow(await idAt(other, scene.salesforceId)))['HasOptedOutOfEmail'] === true,
  )
})

it('carries it also where the system tells the merge and nothing new of the survivor', async () => {
  const [said, other] = [await contactThere(), await contactThere()]
  const objection = await scene.object(said)
  await scene.untilCarried(objection.id, { salesforce: 'applied' })
  await scene.settle()
  const loser = await idAt(said, scene.salesforceId)
  await ingestPage(
    scene.app,
    {
      records: [],
      tombstones: [{ ref: { object: 'Contact', id: loser }, mergedInto: await idAt(other, scene.salesforceId) }],
    },
    { ...saidAt({ id: scene.salesforceId, label: 'Salesforce' }), askedAt: new Date() },
  )
  expect(new Set([...(await recordsOf(said)), ...(await recordsOf(other))].map(({ contact }) => contact)).size).toBe(1)
  await until(
    'the survivor is blocked',
    async () => (await scene.salesforceRow(await idAt(other, scene.salesforceId)))['HasOptedOutOfEmail'] === true,
  )
})
