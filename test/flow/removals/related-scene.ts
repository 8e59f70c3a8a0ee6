import type { RelatedFate } from '../../../src/domain/removals/related.ts'
import { relatedFates } from '../../../src/operations/removals/related-fates.ts'
import { lostOf } from '../../../src/operations/decisions/blind-clock.ts'
import type { Json } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

export let scene: Scene
export const allDeleted = {
  emails: 'delete',
  activities: 'delete',
  files: 'delete',
  individual: 'delete',
  contactPoints: 'delete',
} as const

/** A product that may delete all that hangs on people, in an org with all of its objects. */
export async function openRelated(): Promise<void> {
  scene = await openScene({ contacts: 120, broker: false, settings: { related: allDeleted } })
  await scene.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
  scene.app.memories.clear()
  // The Individual shows only now: nobody is planned before all records were read with it.
  await scene.run()
  await until('all of it was read anew', async () => [...(await lostOf(scene.app.pool)).values()].flat().length === 0)
}

export const create = async (object: string, fields: Json) =>
  String((await scene.act('salesforce', 'create', { object, fields }))['Id'])
export const email = async (people: readonly string[], more: Json = {}) => {
  const id = await create('EmailMessage', { Subject: 'confidential words', ...more })
  for (const RelationId of people)
    await create('EmailMessageRelation', { EmailMessageId: id, RelationId, RelationType: 'ToAddress' })
  return id
}
export const file = async (links: readonly string[]) => {
  const id = await create('ContentDocument', { Title: 'confidential words' })
  for (const LinkedEntityId of links) await create('ContentDocumentLink', { ContentDocumentId: id, LinkedEntityId })
  return id
}
export const state = async () =>
  (await scene.control('GET', '/_sandbox/state?system=salesforce'))['salesforce'] as Json & {
    emailMessages: Json[]
    emailMessageRelations: Json[]
    contacts: Json[]
    leads: Json[]
    individuals: Json[]
    related: Record<string, Json[]>
  }
export const recordsOf = async (planId: string) =>
  (
    await scene.app.pool.query<{ id: string; object: string; contactId: string }>(
      `select r.remote_id as id, r.object, rr.contact_id as "contactId" from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = $1 and k.connector = 'salesforce' order by rr.record_id`,
      [planId],
    )
  ).rows
export const counted = (planId: string) =>
  until('the plan is counted', async () => {
    const fates = await relatedFates(scene.app, planId)
    return fates.countedAt !== null && fates
  })
/** What becomes of one kind, of which nothing is deleted unless said. */
export const fate = (kind: RelatedFate['kind'], more: Partial<RelatedFate>): RelatedFate => ({
  kind,
  treatment: 'delete',
  deleted: 0,
  inBin: 0,
  along: 0,
  kept: [],
  refused: [],
  unread: null,
  countedAt: null,
  ...more,
})
