import { randomUUID } from 'node:crypto'
import type { Channel } from '../../domain/app/channel.ts'
import { natureOfAddress } from '../../domain/contacts/identity.ts'
import { covers, scopeKey, scopesOf, sortKinds, type Scope } from '../../domain/app/kind.ts'
import { sortChannels, type Door } from '../../domain/objections/objection.ts'
import { answerDeadline } from '../../domain/removals/answer-deadline.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  ensureIdentities,
  findByIdempotencyKeys,
  findObjections,
  identitiesOfContacts,
  insertObjections,
  loadSuppressions,
  lockPeopleShared,
  insertSuppressions,
  type NewObjection,
  type ObjectionRow,
} from '../../store/objections/objections.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { insertWithdrawals, type WithdrawingNo } from '../../store/consents/consents.ts'
import { numbersInUse } from '../../store/app/numbers.ts'
import { otherParts } from '../../store/contacts/split-contacts.ts'
import { cancelOptIns } from '../../store/objections/person-mails.ts'
import { openErasureQuestions } from '../../store/mailbox/reviews.ts'
import { shopperConnections } from '../../store/shopper/shopper.ts'
import type { App } from '../app/app.ts'
import { decideLater } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { grouped } from '../app/grouped.ts'
import { planPropagations, type PlannedNo } from '../propagation/plan-propagations.ts'

/** A no, from any door. Who said it: addresses in normal form, or keyed hashes when only those are known. */
export interface ObjectionInput {
  emails: readonly string[]
  hashes: readonly Buffer[]
  /** Numbers in E.164. */
  phones?: readonly string[]
  /** The contact meant, when the door knows it (a record found, a person's page). */
  contactId: string | null
  channels: readonly Channel[]
  /** Kinds of message on these channels; none or left out = all kinds. */
  kinds?: readonly string[]
  receivedAt: Date
  door: Door
  actor: string
  originConnectionId: string | null
  lane: 'objection' | 'backfill'
  reason: 'objection' | 'complaint' | 'erasure'
  /** A wish to be erased that nobody decided on yet: it opens the question, in the same transaction. */
  asksErasure?: boolean
  evidence: Readonly<Record<string, unknown>>
  idempotencyKey: string | null
}

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

/** The same idempotency key with another content. */
export class IdempotencyConflict extends Error {
  readonly code = 'idempotency-conflict'
  /** Place of the objection in the list that was handed over. */
  readonly index: number
  constructor(index: number) {
    super('This idempotency key was used for another objection: use a new key.')
    this.index = index
  }
}

/** Few enough that nobody waits for long, many enough for a rush to be one commit. */
const maxBatchSize = 100
const groups = new WeakMap<App, (input: ObjectionInput) => Promise<RecordedObjection>>()

/** Commits one no, together with others that come at the same moment. */
export function commitObjection(app: App, input: ObjectionInput): Promise<RecordedObjection> {
  const known = groups.get(app)
  if (known !== undefined) return known(input)
  const group = grouped<ObjectionInput, RecordedObjection>(maxBatchSize, subjectOf, (inputs) =>
    inTransaction(app.pool, (sql) => recordObjections(app, sql, inputs)),
  )
  groups.set(app, group)
  return group(input)
}

/** Whom a no is about, as far as the door knows it. */
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
 * Records one no: its Suppressions and one Propagation per Connection concerned, in one transaction, then wakes the
 * drains (docs/reference/promises.md#lanes). Once this resolves the no is never lost (I1); the person's verdict
 * follows. Calling it again with the same content changes nothing.
 */
export async function recordObjection(app: App, input: ObjectionInput): Promise<RecordedObjection> {
  const recorded = await commitObjection(app, input)
  app.later(wakeDrains(app, recorded.connectionIds))
  if (!recorded.repeated) decideLater(app, [recorded.contactId])
  return recorded
}

/** Many noes in one transaction and a constant number of statements; the caller commits, then calls `wakeDrains`. */
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
  const given = inputs.map((input) => ({
    input,
    hashes: [
      ...input.hashes,
      ...input.emails.map((email) => app.keys.hashEmail(email)),
      ...(input.phones ?? []).map((phone) => app.keys.hashPhone(phone)),
    ],
  }))
  await ensureIdentities(
    sql,
    given.flatMap(({ input }) => [
      ...input.emails.map((email) => ({
        hash: app.keys.hashEmail(email),
        kind: 'email' as const,
        role: natureOfAddress(email).role,
      })),
      ...(input.phones ?? []).map((phone) => ({
        hash: app.keys.hashPhone(phone),
        kind: 'phone' as const,
        role: false,
      })),
    ]),
    now,
  )
  await lockPeopleShared(sql)
  const people = await resolvePeople(sql, given)
  const suppressed = await loadSuppressions(
    sql,
    people.flatMap((person) => person.hashes),
  )
  await cancelOptIns(
    sql,
    people.flatMap((person) => person.hashes),
    now,
  )

  const heldNumbers = await numbersInUse(
    sql,
    given.flatMap(({ hashes }) => hashes),
  )
  const shoppers = await shopperConnections(
    sql,
    people.flatMap((person) => person.hashes),
  )
  const fresh: Fresh[] = []
  const repeated = new Map<number, string>()
  const withdrawing: WithdrawingNo[] = []
  for (const [index, { input, hashes, contactIds }] of people.entries()) {
    const known = input.idempotencyKey === null ? undefined : earlier.get(input.idempotencyKey)
    if (known !== undefined) {
      if (!sameContent(known, input)) throw new IdempotencyConflict(index)
      repeated.set(index, known.id)
      continue
    }
    const scopes = scopesOf(input.channels, input.kinds ?? [])
    const covering = coveringObjection(suppressed, hashes, scopes)
    // A broker may pass on what it was told: its message is no other no (docs/reference/brokers.md#echo).
    if (covering !== null && (input.idempotencyKey === null || input.door === 'broker')) {
      await auditWidened(
        sql,
        await insertSuppressions(
          sql,
          hashes.flatMap((hash) =>
            scopes.map((scope) => ({ hash, ...scope, since: input.receivedAt, objectionId: covering })),
          ),
        ),
        input.actor,
        now,
      )
      repeated.set(index, covering)
      if ((input.kinds ?? []).length === 0)
        withdrawing.push({ objectionId: covering, hashes, channels: input.channels, receivedAt: input.receivedAt })
      continue
    }
    const onlyTo = shopperOf(shoppers, hashes)
    fresh.push({
      index,
      contactIds,
      onlyTo,
      numberHeld: hashes.some((hash) => heldNumbers.has(hash.toString('hex'))),
      series: onlyTo === null ? 'R' : 'S',
      id: randomUUID(),
      hashes,
      contactId: contactIds[0] ?? null,
      channels: sortChannels(input.channels),
      kinds: sortKinds(input.kinds ?? []),
      receivedAt: input.receivedAt,
      door: input.door,
      originConnectionId: input.originConnectionId,
      lane: input.lane,
      reason: input.reason,
      actor: input.actor,
      evidence: { ...input.evidence },
      idempotencyKey: input.idempotencyKey,
    })
  }
  const numbers = fresh.length === 0 ? new Map<string, string>() : await insertObjections(sql, fresh, now)
  // A no to one kind of message leaves the channel as it was agreed to.
  for (const row of fresh)
    if (row.kinds.length === 0)
      withdrawing.push({ objectionId: row.id, hashes: row.hashes, channels: row.channels, receivedAt: row.receivedAt })
  if (withdrawing.length > 0) await insertWithdrawals(sql, withdrawing, now)
  const propagations = fresh.length === 0 ? [] : await planPropagations(app, sql, fresh, now)
  await insertAudit(
    sql,
    fresh.map((row) => ({
      actId: `objection:${row.id}`,
      act: 'objection',
      actor: row.actor,
      contactId: row.contactId,
      connectionId: row.originConnectionId,
      details: {
        number: numbers.get(row.id),
        door: row.door,
        channels: row.channels,
        ...(row.kinds.length === 0 ? {} : { kinds: row.kinds }),
        receivedAt: row.receivedAt.toISOString(),
        reason: row.reason,
        ...auditEvidence(row.evidence),
      },
    })),
    now,
  )
  await openErasureQuestions(
    sql,
    fresh.flatMap(({ index, id, contactId, receivedAt }) =>
      inputs[index]?.asksErasure === true && contactId !== null
        ? [{ objectionId: id, contactId, dueOn: answerDeadline(receivedAt) }]
        : [],
    ),
    now,
  )
  const repeatedRows = new Map((await findObjections(sql, [...repeated.values()])).map((row) => [row.id, row]))

  return people.map((_person, index) => {
    const row = fresh.find((candidate) => candidate.index === index)
    if (row !== undefined) {
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
    }
    const old = repeatedRows.get(repeated.get(index) ?? '')
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
  })
}

/** A no that covers more addresses than before is an act of its own: the journal carries it on. */
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

type Fresh = NewObjection & PlannedNo & { index: number }

/**
 * The systems of the round when every address of the no is the mystery shopper's; a no that names anybody's address is
 * a person's.
 */
function shopperOf(
  shoppers: ReadonlyMap<string, ReadonlySet<string>>,
  hashes: readonly Buffer[],
): ReadonlySet<string> | null {
  const rounds = hashes.map((hash) => shoppers.get(hash.toString('hex')))
  return rounds.includes(undefined) ? null : (rounds[0] ?? null)
}

interface Person {
  input: ObjectionInput
  hashes: readonly Buffer[]
  contactIds: readonly string[]
}

/**
 * All addresses of the person who said no, also when they said it under a former one. A shared mailbox is only in it
 * when the no came from it; an address that two people hold blocks both (in doubt, block). A number names nobody: its
 * no stays with the number.
 */
async function resolvePeople(
  sql: Sql,
  given: readonly { input: ObjectionInput; hashes: readonly Buffer[] }[],
): Promise<Person[]> {
  const holders = await peopleOfIdentities(
    sql,
    given.flatMap(({ hashes }) => hashes),
  )
  const contactsOf = given.map(({ input, hashes }) => {
    const held = hashes.flatMap((hash) => holders.get(hash.toString('hex')) ?? [])
    return [...new Set(input.contactId === null ? held : [input.contactId, ...held])]
  })
  const parts = await otherParts(sql, contactsOf.flat())
  const identities = await identitiesOfContacts(sql, [...contactsOf.flat(), ...[...parts.values()].flat()])
  const roles = new Set(identities.filter((row) => row.role).map((row) => row.hash.toString('hex')))
  return given.map(({ input, hashes }, index) => {
    // A no that came from a shared mailbox says nothing about the other addresses of whoever holds it, unless the door
    // names the person.
    const personal = input.contactId !== null || hashes.some((hash) => !roles.has(hash.toString('hex')))
    const direct = contactsOf[index] ?? []
    // One of a person's parts says no for the others (docs/decisions/0024).
    const contactIds = personal ? [...new Set([...direct, ...direct.flatMap((id) => parts.get(id) ?? [])])] : direct
    const theirs = personal
      ? identities.filter((row) => contactIds.includes(row.contactId) && !row.role).map((row) => row.hash)
      : []
    const all = new Map([...hashes, ...theirs].map((hash) => [hash.toString('hex'), hash]))
    return { input, hashes: [...all.values()], contactIds }
  })
}

/** The objection that covers every identity and cell already, or null. */
function coveringObjection(
  suppressed: ReadonlyMap<string, ReadonlyMap<string, string>>,
  hashes: readonly Buffer[],
  scopes: readonly Scope[],
): string | null {
  let covering: string | null = null
  for (const hash of hashes) {
    const stands = suppressed.get(hash.toString('hex')) ?? new Map<string, string>()
    for (const scope of scopes) {
      if (!covers(stands, scope)) return null
      covering ??= stands.get(scope.channel) ?? stands.get(scopeKey(scope)) ?? null
    }
  }
  return covering
}

/** Whether a no that stands under an idempotency key is the one given now. */
export function sameContent(known: ObjectionRow, input: ObjectionInput): boolean {
  return (
    known.channels.join() === sortChannels(input.channels).join() &&
    known.kinds.join() === sortKinds(input.kinds ?? []).join() &&
    known.door === input.door &&
    known.evidence['subject'] === input.evidence['subject']
  )
}

/** Evidence without what could name the person. */
function auditEvidence(evidence: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { subject: _subject, words: _words, ...rest } = evidence
  return { evidence: rest }
}
