import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { insertSession } from '../../../src/store/accounts/login-sessions.ts'
import type { RelatedFate } from '../../../src/domain/removals/related.ts'
import { relatedFates } from '../../../src/operations/removals/related-fates.ts'
import { lostOf } from '../../../src/operations/decisions/blind-clock.ts'
import type { Json } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { waitingPlan } from './removal-steps.ts'

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

const create = async (object: string, fields: Json) =>
  String((await scene.act('salesforce', 'create', { object, fields }))['Id'])
const email = async (people: readonly string[], more: Json = {}) => {
  const id = await create('EmailMessage', { Subject: 'confidential words', ...more })
  for (const RelationId of people)
    await create('EmailMessageRelation', { EmailMessageId: id, RelationId, RelationType: 'ToAddress' })
  return id
}
const file = async (links: readonly string[]) => {
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

/** So many at least are needed to tell all fates apart. */
function firstFour(ids: readonly string[]): readonly [string, string, string, string] {
  const [a, b, c, d] = ids
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('too few people')
  return [a, b, c, d]
}

/** People of the plan, and what hangs on them. */
export async function hangThings() {
  await scene.run()
  const people = (await recordsOf((await waitingPlan(scene)).id)).filter(({ object }) => object === 'Contact')
  const [a, b, c, d] = firstFour(people.map(({ id }) => id))
  const stranger = (await state()).contacts.find(
    (row) =>
      row['IsDeleted'] !== true &&
      !people.some(({ id }) => id === row['Id']) &&
      scene.people.some(({ life, salesforceIds }) => life === 'recent' && salesforceIds.includes(String(row['Id']))),
  )?.['Id'] as string
  const opportunity = await create('Opportunity', { Name: 'O', StageName: 'Prospecting', CloseDate: '2030-01-01' })
  const task = await create('Task', { Subject: 'confidential words', WhoId: a })
  const [shared, held, refused] = [
    await email([a, stranger]),
    await email([a], { RelatedToId: opportunity }),
    await email([c]),
  ]
  await email([a])
  await email([a, b])
  const [own, both] = [await file([a]), await file([b, stranger])]
  const behind = async (id: string) => {
    const IndividualId = await create('Individual', { LastName: 'P' })
    await scene.act('salesforce', 'update', { id, fields: { IndividualId } })
    return IndividualId
  }
  const [ofFirst, ofColleague, ofKept] = [await behind(a), await behind(b), await behind(d)]
  await scene.act('salesforce', 'update', { id: (await state())['userId'], fields: { IndividualId: ofColleague } })
  const point = await create('ContactPointEmail', { EmailAddress: 'point@example.test', ParentId: ofFirst })
  await scene.run()
  return { people, d, task, shared, held, refused, own, both, ofColleague, ofKept, point }
}

/** A page of the console, and the session of the DPO who asks for it. */
export async function openConsole() {
  const server = await openConsoleServer(scene.app)
  const token = newToken()
  await insertSession(scene.app.pool, tokenHash(token), scene.dpo.id, scene.app.clock.now())
  const headers = {
    cookie: `__Host-lb=${token}`,
    origin: scene.app.consoleUrl,
    host: new URL(scene.app.consoleUrl).host,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  return { server, headers, token }
}

/** What became of each thing that hangs on the people of a plan. */
export async function relatedOf(planId: string) {
  const { rows } = await scene.app.pool.query<{ object: string; id: string; state: string; detail: string | null }>(
    'select distinct object, remote_id as id, state, detail from removal_related where plan_id = $1',
    [planId],
  )
  return rows
}

/** Deletions of files are taken by the org, and not carried out. */
export const ignored = () =>
  scene.fault('salesforce', 'accept-and-ignore', { method: 'DELETE', pathIncludes: 'ids=069', times: null })

/** Everyone of a plan as its list must show them. */
export async function listedOf(planId: string) {
  const { rows } = await scene.app.pool.query<{
    id: string
    email: string
    act: string | null
    term: string
    records: string
  }>(
    `select i.contact_id as id, (select n.value from remote_records r join connections k on k.id = r.connection_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities n on n.hash = ri.identity_hash where r.contact_id = i.contact_id order by r.gone_at is not null, k.position, r.id limit 1) as email,
     to_char(i.last_act_at at time zone 'UTC', 'YYYY-MM-DD') as act, i.term_on::text as term, (select string_agg(k.label || ' ' || r.object || ' ' || r.remote_id || ': to be deleted', ' | ' order by k.position, r.id) from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id) as records
   from removal_items i where i.plan_id = $1 order by 1`,
    [planId],
  )
  return rows
}
