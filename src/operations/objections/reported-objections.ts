import type { KeyRing } from '../../store/app/key-ring.ts'
import type { RecordRef, RemoteRecord } from '../../connector/records.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { natureOfAddress, normalEmail } from '../../domain/contacts/identity.ts'
import { loadSuppressions } from '../../store/objections/objections.ts'
import { ownKindBlocks } from '../../store/objections/compare.ts'
import type { Sql } from '../../store/app/database.ts'
import { contactsOfRecords, ownersOfRecords } from '../../store/contacts/records.ts'
import { keptAddresses, noteOpenedAddresses } from '../../store/objections/kept-address-blocks.ts'
import { lastLifts } from '../../store/objections/lifts.ts'
import { mistakenReports } from '../../store/objections/corrections.ts'
import type { App } from '../app/app.ts'
import type { ObjectionInput } from './objection-input.ts'
import { recordObjections } from './record-objection.ts'

/** An objection that an event of a system showed, or a record that was merged into this one. */
export interface ReportedObjection {
  ref: RecordRef
  /** Addresses besides those of the record. */
  emails?: readonly string[]
  evidence?: Readonly<Record<string, unknown>>
  channels: readonly Channel[]
  at: Date
}

interface Found {
  found: number
  recordIds: readonly number[]
  wakeConnectionIds: readonly string[]
  objectorIds: readonly (string | null)[]
}

/**
 * Objections that an event showed by itself, or a merged record: each becomes an Objection of the person, whatever the
 * record shows by now. Gives the records whose people must be compared.
 */
export async function recordReportedObjections(
  app: App,
  sql: Sql,
  told: readonly ReportedObjection[],
  intake: {
    connectionId: string
    door: 'found' | 'crm'
    actor: string
    lane: 'objection' | 'backfill'
    complained?: ReadonlySet<string>
  },
): Promise<Found> {
  if (told.length === 0) return { found: 0, recordIds: [], wakeConnectionIds: [], objectorIds: [] }
  const known = await ownersOfRecords(
    sql,
    intake.connectionId,
    told.map((no) => no.ref),
  )
  const isOver = await overSince(
    sql,
    [...known.values()].flatMap((row) => row.hashes),
    intake,
  )
  // In any order they come: what was said first is the objection.
  const inOrder = told.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const inputs = inOrder.flatMap((no): ObjectionInput[] => {
    const row = known.get(`${no.ref.object} ${no.ref.id}`)
    // An event may come late: an objection that the person has lifted since is over, and one that was entered for the
    // wrong person does not come back with it.
    const channels = no.channels.filter((channel) => !(row?.hashes ?? []).some((hash) => isOver(hash, channel, no.at)))
    const emails = (no.emails ?? []).map(normalEmail).filter((email) => email !== null)
    const hashes = row?.hashes ?? []
    return (hashes.length === 0 && emails.length === 0) || channels.length === 0
      ? []
      : [
          {
            emails,
            hashes,
            contactId: row?.contactId ?? null,
            channels,
            receivedAt: no.at,
            door: intake.door,
            actor: intake.actor,
            originConnectionId: intake.connectionId,
            lane: intake.lane,
            reason: reasonOf(intake, no.ref),
            evidence: no.evidence ?? { object: no.ref.object, recordId: no.ref.id, event: true },
            idempotencyKey: null,
          },
        ]
  })
  const recorded = await recordObjections(app, sql, inputs)
  return {
    found: recorded.filter((objection) => !objection.repeated).length,
    recordIds: [...known.values()].map((row) => row.id),
    wakeConnectionIds: recorded.flatMap((objection) => objection.connectionIds),
    objectorIds: recorded.filter((objection) => !objection.repeated).map((objection) => objection.contactId),
  }
}

/**
 * Tells whether an event of the past is over for an address: the person has lifted it since, or it is the entry of this
 * system that was corrected, told again.
 */
async function overSince(
  sql: Sql,
  hashes: readonly Buffer[],
  { door, connectionId }: { door: string; connectionId: string },
): Promise<(hash: Buffer, channel: Channel, at: Date) => boolean> {
  const lifts = await lastLifts(sql, hashes)
  const mistaken = await mistakenReports(sql, hashes, door, connectionId)
  return (hash, channel, at) =>
    (lifts.get(`${hash.toString('hex')} ${channel}`) ?? at) > at || mistaken.isAgain(hash, channel, at)
}

/**
 * Objections that stand on a secondary address and show in no field of the record: each becomes an Objection of the
 * person, unless it is what a Lift ended, or what Lawbase may have written for an entry that was corrected, and was not
 * seen open since. Gives the records whose people must be compared.
 */
export async function recordHiddenOptOuts(
  app: App,
  sql: Sql,
  records: readonly RemoteRecord[],
  intake: { connectionId: string; door: 'found' | 'crm'; actor: string; lane: 'objection' | 'backfill' },
): Promise<{ found: number; recordIds: readonly number[]; wakeConnectionIds: readonly string[] }> {
  await noteOpenedAddresses(sql, intake.connectionId, hashesOf(app.keys, records.flatMap(openOn)), app.clock.now())
  const concerned = records.filter((record) => (record.optedOutAddresses ?? []).length > 0)
  if (concerned.length === 0) return { found: 0, recordIds: [], wakeConnectionIds: [] }
  const now = app.clock.now()
  const known = await contactsOfRecords(
    sql,
    intake.connectionId,
    concerned.map((record) => record.ref),
  )
  const addresses = new Map(
    concerned.map((record) => [
      record,
      (record.optedOutAddresses ?? []).map(normalEmail).filter((email) => email !== null),
    ]),
  )
  const hashOf = (email: string) => app.keys.hashEmail(email).toString('hex')
  const stopped = records.flatMap(({ optedOutAddresses }) => optedOutAddresses ?? [])
  const kept = await keptAddresses(sql, intake.connectionId, hashesOf(app.keys, stopped))
  const ours = await ownKindBlocks(sql, intake.connectionId, [...addresses.values()].flat().map(hashOf))
  const isShared = (email: string) => natureOfAddress(email).role
  const stands = await loadSuppressions(
    sql,
    [...addresses.values()]
      .flat()
      .filter(isShared)
      .map((email) => app.keys.hashEmail(email)),
  )
  const inputs = concerned.flatMap((record): ObjectionInput[] => {
    const row = known.get(`${record.ref.object} ${record.ref.id}`)
    // Switches of a kind that Lawbase set, and that nobody maps any more, say nothing new.
    const primary = record.email === null ? null : normalEmail(record.email)
    const by = record.optedOutBy ?? []
    const onlyOurs = primary !== null && by.length > 0 && by.every((name) => ours.has(`${hashOf(primary)} ${name}`))
    const emails = (addresses.get(record) ?? []).filter((email) =>
      email === primary ? !onlyOurs : !kept.has(hashOf(email)),
    )
    if (row === undefined) return []
    // A shared mailbox speaks for itself, not for whoever has it beside their own address.
    const apart = (email: string) => email !== primary && isShared(email)
    const [shared, own] = [emails.filter(apart), emails.filter((email) => !apart(email))]
    const unheard = shared.filter((email) => !(stands.get(hashOf(email))?.has('email') ?? false))
    return [
      ...(own.length === 0 ? [] : [{ contactId: row.contactId, emails: own }]),
      ...unheard.map((email) => ({ contactId: null, emails: [email] })),
    ].map((whom) => hiddenInput(record.ref, whom, intake, now))
  })
  const recorded = await recordObjections(app, sql, inputs)
  return {
    found: recorded.filter((objection) => !objection.repeated).length,
    recordIds: [...known.values()].map((row) => row.id),
    wakeConnectionIds: recorded.flatMap((objection) => objection.connectionIds),
  }
}

/** Addresses that a record shows as open, its first one by the record itself. */
const openOn = ({ email, blocks, openAddresses = [] }: RemoteRecord): readonly string[] =>
  email !== null && blocks.email === 'open' ? [email, ...openAddresses] : openAddresses

/** That a record's secondary addresses are opted out. */
function hiddenInput(
  { object, id: recordId }: RecordRef,
  whom: Pick<ObjectionInput, 'contactId' | 'emails'>,
  { connectionId, door, actor, lane }: Parameters<typeof recordHiddenOptOuts>[3],
  receivedAt: Date,
): ObjectionInput {
  return {
    ...whom,
    hashes: [],
    channels: ['email'],
    receivedAt,
    door,
    actor,
    originConnectionId: connectionId,
    lane,
    reason: 'objection',
    evidence: { object, recordId, secondaryAddress: true, notLaterThan: true },
    idempotencyKey: null,
  }
}

function hashesOf(keys: KeyRing, emails: readonly string[]): Buffer[] {
  return emails
    .map(normalEmail)
    .filter((email) => email !== null)
    .map((email) => keys.hashEmail(email))
}

/** `complained`: records of the page, as `object id`, whose system says that the person reported a message as spam. */
export function reasonOf(
  { complained }: { complained?: ReadonlySet<string> },
  { object, id }: RecordRef,
): 'objection' | 'complaint' {
  return complained?.has(`${object} ${id}`) === true ? 'complaint' : 'objection'
}
