import { randomUUID } from 'node:crypto'
import type { Channel } from '../../domain/app/channel.ts'
import { scopesOf, sortKinds } from '../../domain/app/kind.ts'
import { sortChannels } from '../../domain/objections/objection.ts'
import { dayIn } from '../../domain/app/day.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { answerDeadline } from '../../domain/removals/answer-deadline.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  findByIdempotencyKeys,
  findObjections,
  insertObjections,
  insertSuppressions,
  type ObjectionRow,
} from '../../store/objections/objections.ts'
import { insertRepeated } from '../../store/objections/repeated-objections.ts'
import { insertWithdrawals, type WithdrawingObjection } from '../../store/consents/consents.ts'
import { cancelOptIns } from '../../store/objections/person-mails.ts'
import { openErasureQuestions } from '../../store/mailbox/reviews.ts'
import type { App } from '../app/app.ts'
import { decideLater } from '../decisions/decide-later.ts'
import { tracer, trailNow } from '../app/trail.ts'
import { insertTrails } from '../../store/propagation/trails.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { grouped } from '../app/grouped.ts'
import { planPropagations } from '../propagation/plan-propagations.ts'
import { objectorsOf, type ObjectionInput } from './objection-input.ts'
import { takeMobiles } from './take-mobiles.ts'
import {
  loadStanding,
  sortObjections,
  type CoveredObjection,
  type FreshObjection,
  type SortedObjections,
} from './sort-objections.ts'

export interface RecordedObjection {
  id: string
  number: string
  contactId: string | null
  receivedAt: Date
  recordedAt: Date
  channels: readonly Channel[]
  kinds: readonly string[]
  /** True when everything in it was suppressed already: the earlier objection is given. */
  repeated: boolean
  /** Connections it is on its way to. */
  connectionIds: readonly string[]
}

/** Few enough that nobody waits for long, many enough for a rush to be one commit. */
const maxBatchSize = 100
const groups = new WeakMap<App, (input: ObjectionInput) => Promise<RecordedObjection>>()

/** Commits one objection, together with others that come at the same moment. */
export function commitObjection(app: App, input: ObjectionInput): Promise<RecordedObjection> {
  const known = groups.get(app)
  if (known !== undefined) return known(input)
  const group = grouped<ObjectionInput, RecordedObjection>(maxBatchSize, subjectOf, (inputs) =>
    inTransaction(app.pool, (sql) => recordObjections(app, sql, inputs)),
  )
  groups.set(app, group)
  return group(input)
}

/** Whom an objection is about, as far as the door knows it. */
function subjectOf(input: ObjectionInput): string {
  return [
    input.contactId ?? '',
    ...input.emails,
    ...(input.phones ?? []),
    ...input.hashes.map((hash) => hash.toString('hex')),
  ]
    .toSorted()
    .join(' ')
}

/**
 * Records one objection: its Suppressions and one Propagation per Connection concerned, in one transaction, then wakes
 * the drains (docs/reference/promises.md#lanes). Once this resolves the objection is never lost
 * (docs/reference/promises.md#i1); the person's verdict follows. Calling it again with the same content changes
 * nothing.
 */
export async function recordObjection(app: App, input: ObjectionInput): Promise<RecordedObjection> {
  const recorded = await tracer().startActiveSpan(
    'record opt-out',
    { attributes: { 'lawbase.door': input.door } },
    (span) => commitObjection(app, { trail: trailNow(), ...input }).finally(() => span.end()),
  )
  app.later(wakeDrains(app, recorded.connectionIds))
  if (!recorded.repeated) decideLater(app, [recorded.contactId])
  return recorded
}

/**
 * Many objections in one transaction and a constant number of statements; the caller commits, then calls `wakeDrains`.
 */
export async function recordObjections(
  app: App,
  sql: Sql,
  inputs: readonly ObjectionInput[],
): Promise<RecordedObjection[]> {
  if (inputs.length === 0) return []
  const now = app.clock.now()
  const earlier = await findByIdempotencyKeys(
    sql,
    inputs.map((input) => input.idempotencyKey).filter((key) => key !== null),
  )
  const people = await objectorsOf(app, sql, inputs, now)
  const sorted = sortObjections(people, earlier, await loadStanding(sql, people))
  await cancelOptIns(
    sql,
    people.flatMap((person) => person.hashes),
    now,
  )
  const { fresh } = sorted
  const numbers = fresh.length === 0 ? new Map<string, string>() : await insertObjections(sql, fresh, now)
  for (const one of sorted.covered) await widen(sql, one, now)
  await insertRepeated(sql, sorted.covered.map(repeatedUnder), now)
  await keepTrails(sql, inputs, fresh, now)
  await takeMobiles(
    app,
    sql,
    fresh.filter((row) => row.kinds.length === 0).flatMap((row) => row.contactIds),
    now,
  )
  const withdrawing = withdrawingOf(sorted)
  if (withdrawing.length > 0) await insertWithdrawals(sql, withdrawing, now)
  const propagations = fresh.length === 0 ? [] : await planPropagations(app, sql, fresh, now)
  await insertAudit(
    sql,
    fresh.map((row) => objectionAct(row, numbers.get(row.id))),
    now,
  )
  await askErasures(sql, inputs, fresh, now)
  const repeated = new Map((await findObjections(sql, [...sorted.repeated.values()])).map((row) => [row.id, row]))
  const byPlace = new Map(fresh.map((row) => [row.index, row]))
  return people.map((_person, index) => {
    const row = byPlace.get(index)
    if (row === undefined) return repeatedObjection(repeated.get(sorted.repeated.get(index) ?? ''))
    return {
      id: row.id,
      number: numbers.get(row.id) ?? '',
      contactId: row.contactId,
      receivedAt: row.receivedAt,
      recordedAt: now,
      channels: row.channels,
      kinds: row.kinds,
      repeated: false,
      connectionIds: propagations
        .filter((propagation) => propagation.objectionId === row.id && propagation.state === 'queued')
        .map((propagation) => propagation.connectionId),
    }
  })
}

/** Which request, and which trace, each came with. */
async function keepTrails(
  sql: Sql,
  inputs: readonly ObjectionInput[],
  fresh: readonly FreshObjection[],
  now: Date,
): Promise<void> {
  const here = trailNow()
  const trails = fresh.flatMap(({ index, id }) => {
    const trail = inputs[index]?.trail ?? here
    return trail === null ? [] : [{ objectionId: id, ...trail }]
  })
  if (trails.length > 0) await insertTrails(sql, trails, now)
}

/** Wishes to be erased that nobody decided on yet. */
async function askErasures(
  sql: Sql,
  inputs: readonly ObjectionInput[],
  fresh: readonly FreshObjection[],
  now: Date,
): Promise<void> {
  const asking = fresh.flatMap(({ index, id, contactId, receivedAt }) =>
    inputs[index]?.asksErasure === true && contactId !== null ? [{ objectionId: id, contactId, receivedAt }] : [],
  )
  if (asking.length === 0) return
  const { timeZone } = (await loadSettings(sql)).settings
  await openErasureQuestions(
    sql,
    asking.map(({ receivedAt, ...one }) => ({ ...one, dueOn: answerDeadline(dayIn(receivedAt, timeZone)) })),
    now,
  )
}

/** An objection as it is kept under the earlier one that covers it. */
function repeatedUnder({ objector: { input, hashes, contactIds }, objectionId }: CoveredObjection) {
  return {
    objectionId,
    contactId: contactIds[0] ?? null,
    channels: sortChannels(input.channels),
    kinds: sortKinds(input.kinds ?? []),
    receivedAt: input.receivedAt,
    door: input.door,
    originConnectionId: input.originConnectionId,
    reason: input.reason,
    asksErasure: input.asksErasure === true,
    actor: input.actor,
    evidence: input.evidence,
    hashes,
  }
}

/** The earlier objection covers what is known of the person by now, too. */
async function widen(
  sql: Sql,
  { objector: { input, hashes }, objectionId }: CoveredObjection,
  now: Date,
): Promise<void> {
  const scopes = scopesOf(input.channels, input.kinds ?? [])
  const widened = await insertSuppressions(
    sql,
    hashes.flatMap((hash) => scopes.map((scope) => ({ hash, ...scope, since: input.receivedAt, objectionId }))),
  )
  await auditWidened(sql, widened, input.actor, now)
}

/**
 * Objections that end what was agreed to. An objection to one kind of message leaves the channel as it was agreed to.
 */
function withdrawingOf({ fresh, covered }: SortedObjections): WithdrawingObjection[] {
  return [
    ...covered
      .filter(({ objector }) => (objector.input.kinds ?? []).length === 0)
      .map(({ objector: { input, hashes }, objectionId }) => ({
        objectionId,
        hashes,
        channels: input.channels,
        receivedAt: input.receivedAt,
      })),
    ...fresh
      .filter((row) => row.kinds.length === 0)
      .map(({ id, hashes, channels, receivedAt }) => ({ objectionId: id, hashes, channels, receivedAt })),
  ]
}

function repeatedObjection(old: ObjectionRow | undefined): RecordedObjection {
  if (old === undefined) throw new Error('A repeated objection has no first one')
  return {
    id: old.id,
    number: old.number,
    contactId: old.contactId,
    receivedAt: old.receivedAt,
    recordedAt: old.recordedAt,
    channels: old.channels,
    kinds: old.kinds,
    repeated: true,
    connectionIds: [],
  }
}

/** A new objection as the audit keeps it. */
function objectionAct(row: FreshObjection, number: string | undefined): AuditAct {
  return {
    actId: `objection:${row.id}`,
    act: 'objection',
    actor: row.actor,
    contactId: row.contactId,
    connectionId: row.originConnectionId,
    details: {
      number,
      door: row.door,
      channels: row.channels,
      ...(row.kinds.length === 0 ? {} : { kinds: row.kinds }),
      receivedAt: row.receivedAt.toISOString(),
      reason: row.reason,
      ...auditEvidence(row.evidence),
    },
  }
}

/** An objection that covers more addresses than before is an act of its own: the journal carries it on. */
export async function auditWidened(sql: Sql, objectionIds: readonly string[], actor: string, now: Date): Promise<void> {
  await insertAudit(
    sql,
    objectionIds.map((id) => ({
      actId: `widened:${id}:${randomUUID()}`,
      act: 'widened',
      actor,
      details: { objectionId: id },
    })),
    now,
  )
}

/** Evidence without what could name the person. */
function auditEvidence(evidence: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { subject: _subject, words: _words, ...rest } = evidence
  return { evidence: rest }
}
