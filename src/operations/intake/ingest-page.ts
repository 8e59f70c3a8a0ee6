import type { RecordPage, RemoteRecord, Tombstone } from '../../connector/records.ts'
import { channels, type Channel } from '../../domain/app/channel.ts'
import { lookAgainMs } from '../../domain/propagation/states.ts'
import { dayHere } from '../settings/today-here.ts'
import { answerDeadline } from '../../domain/removals/answer-deadline.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { lookAtHidden } from '../../store/intake/hidden-records.ts'
import { lockPeople } from '../../store/objections/objections.ts'
import type { RecordToStore } from '../../store/contacts/record-columns.ts'
import { judgedAmong, markGone, upsertRecords } from '../../store/contacts/records.ts'
import { askAboutErasure } from '../../store/mailbox/reviews.ts'
import type { App } from '../app/app.ts'
import { compareOptOuts, type Comparison, type DatedBlocks, type RecordActor } from '../objections/compare-opt-outs.ts'
import { followBounces } from '../objections/holds/bounce-holds.ts'
import { recordUnderOrders } from '../objections/reach/domain-orders.ts'
import {
  recordHiddenOptOuts,
  recordReportedObjections,
  type ReportedObjection,
} from '../objections/reported-objections.ts'
import { recordCarried } from '../objections/record-carried.ts'
import { agreedField, historiesFor, keepConsentChanges, seeConsentChanges } from './consent-changes.ts'
import { judgingOf, prepareRecord } from './prepare-record.ts'
import { matchRecords } from './match-records.ts'
import { decideAgain, decideLater } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'

/**
 * How a page came in: objections found at the first pull go out in the quiet lane (docs/reference/promises.md#doors).
 */
export interface Intake {
  connectionId: string
  /** When the page was asked for, by the wall clock. */
  askedAt: Date
  door: 'found' | 'crm'
  /** Who is named as having recorded what the page shows. */
  actor: string
  lane: 'objection' | 'backfill'
  /** Who did the latest thing to a record, by `object id`, when the system told it. */
  actors?: ReadonlyMap<string, RecordActor>
  /** Objections that events showed by themselves. */
  told?: readonly ReportedObjection[]
  /** Runs in the page's own transaction: cursor, counts. */
  alongside?: (sql: Sql) => Promise<void>
}

interface IngestReport extends Comparison {
  records: number
  changed: number
}

/**
 * Stores a page of records, ties them to contacts, and compares opt-outs, in one transaction and a constant number of
 * SQL statements; then wakes the drains. Running it twice with the same page changes nothing.
 */
export async function ingestPage(
  app: App,
  page: Pick<RecordPage, 'records' | 'tombstones'>,
  intake: Intake,
): Promise<IngestReport> {
  const now = app.clock.now()
  const judging = await judgingOf(app.pool, intake.connectionId)
  const rows = uniqueRecords(page.records).map((record) => prepareRecord(app.keys, record, judging))
  const readsConsents = agreedField(judging.agreed) !== ''
  const records = readsConsents ? rows.map(({ record }) => record) : []
  const histories = readsConsents ? await historiesFor(app, judging.agreed, records) : new Map<string, never>()
  const report = await inTransaction(app.pool, async (sql) => {
    const seen = readsConsents ? await seeConsentChanges(sql, judging.agreed, records, { histories, now }) : []
    const changed = await upsertRecords(sql, intake.connectionId, rows, intake.askedAt, now)
    const lost = await markGone(sql, intake.connectionId, goneBy(rows, page.tombstones, intake), now)
    await lockPeople(sql)
    // A merge may leave the record it goes on in as it was: whoever was merged away is matched by themselves.
    const moved = await matchRecords(sql, [...changed, ...lost], now)
    const agreeing = await keepConsentChanges(sql, judging.agreed, seen, now)
    const informed = await recordCarried(
      app,
      sql,
      intake.connectionId,
      rows.map(({ record }) => record),
      now,
    )
    const comparison = await takeObjections(app, sql, { ...page, rows, recordIds: [...changed, ...moved] }, intake)
    const bounced = await followBounces(app, sql, [...new Set([...changed, ...moved, ...lost])])
    if (rows.some(({ record }) => record.erasureAsked === true))
      await askAboutErasure(sql, changed, answerDeadline(await dayHere(sql, now)), now)
    if (rows.some(({ record: { hidden } }) => hidden !== undefined))
      await lookAtHidden(sql, intake.connectionId, new Date(now.getTime() + lookAgainMs))
    await intake.alongside?.(sql)
    return {
      ...comparison,
      objectorIds: [...comparison.objectorIds, ...agreeing],
      anew: [...informed, ...bounced, ...(showsMerge(page) ? await judgedAmong(sql, moved) : [])],
      records: rows.length,
      changed: changed.length,
    }
  })
  await wakeDrains(app, report.wakeConnectionIds)
  // The first pull is followed by the decisions of its run.
  if (intake.door !== 'found') {
    await decideAgain(app, report.objectorIds)
    decideLater(app, report.anew)
  }
  return report
}

/** Two who are merged are judged as one at once; records that only join a person wait for the run. */
const showsMerge = ({ records, tombstones }: Pick<RecordPage, 'records' | 'tombstones'>): boolean =>
  records.some(({ formerIds }) => formerIds.length > 0) || tombstones.some(({ mergedInto }) => mergedInto !== null)

/**
 * What left with this page, and by whose hand. What a record was made of is gone, whether or not the vendor says so by
 * itself (docs/reference/hubspot.md#merge).
 */
function goneBy(rows: readonly RecordToStore[], tombstones: readonly Tombstone[], intake: Intake) {
  const merged = rows.flatMap(({ record: { ref, formerIds } }) =>
    formerIds.map((id): Tombstone => ({ ref: { object: ref.object, id }, mergedInto: ref.id })),
  )
  const away = new Set(merged.map(({ ref }) => `${ref.object} ${ref.id}`))
  return [...merged, ...tombstones.filter(({ ref }) => !away.has(`${ref.object} ${ref.id}`))].map((stone) => ({
    ...stone,
    by: deleterOf(intake, stone),
  }))
}

/**
 * Records every objection that the page shows, in a field, beside one or in what it says was merged, and compares those
 * concerned with what should be blocked. `recordIds`: what changed, or was tied to another person.
 */
async function takeObjections(
  app: App,
  sql: Sql,
  page: { rows: readonly RecordToStore[]; tombstones: readonly Tombstone[]; recordIds: readonly number[] },
  intake: Intake,
): Promise<Comparison> {
  const records = page.rows.map((row) => row.record)
  const hidden = await recordHiddenOptOuts(app, sql, records, intake)
  const complained = new Set(
    records.flatMap(({ ref, complained: says }) => (says === true ? [`${ref.object} ${ref.id}`] : [])),
  )
  const events = [...(intake.told ?? []), ...page.tombstones.flatMap(objectionOf)]
  const told = await recordReportedObjections(app, sql, events, { ...intake, complained })
  const recordIds = [...new Set([...page.recordIds, ...hidden.recordIds, ...told.recordIds])]
  const comparison = await compareOptOuts(app, sql, recordIds, {
    ...intake,
    complained,
    datedBlocks: datedBlocks(records),
  })
  const ordered = (
    await recordUnderOrders(app, sql, page.recordIds, {
      actor: intake.actor,
      lane: intake.lane,
      originConnectionId: null,
    })
  ).filter(({ repeated }) => !repeated)
  return {
    found: comparison.found + hidden.found + told.found,
    drifted: comparison.drifted,
    wakeConnectionIds: [
      ...comparison.wakeConnectionIds,
      ...hidden.wakeConnectionIds,
      ...told.wakeConnectionIds,
      ...ordered.flatMap(({ connectionIds }) => connectionIds),
    ],
    objectorIds: [
      ...comparison.objectorIds,
      ...told.objectorIds,
      ...ordered.flatMap(({ contactId }) => contactId ?? []),
    ],
  }
}

/**
 * Since when blocks stand, by `object id` and channel, where their system dates them; only what it says itself, on the
 * record or beside it, is its own to date.
 */
function datedBlocks(records: readonly RemoteRecord[]): Map<string, DatedBlocks> {
  return new Map(
    records.flatMap(({ ref, optedOutAt, refusedSince = {}, blocks }): [string, DatedBlocks][] => {
      const dated = channels.flatMap((channel): [Channel, Date][] => {
        const own = blocks[channel] === 'enforced' ? optedOutAt : null
        const at = blocks[channel] === 'partial' ? (refusedSince[channel] ?? optedOutAt) : own
        return at === null ? [] : [[channel, at]]
      })
      return dated.length === 0 ? [] : [[`${ref.object} ${ref.id}`, Object.fromEntries(dated)]]
    }),
  )
}

/** An opt-out that a merge left behind belongs to the record that lives on. */
function objectionOf({ ref, mergedInto, objected }: Tombstone): ReportedObjection[] {
  if (objected === undefined) return []
  const evidence = { object: ref.object, recordId: ref.id, mergedInto, notLaterThan: true }
  return [
    { ref: objected.livesOn ?? ref, emails: objected.emails, channels: objected.channels, at: objected.at, evidence },
  ]
}

type Origin = Pick<Intake, 'connectionId' | 'door' | 'actor' | 'lane'>

/** How a page of the first pull comes in: what stands there stood before we knew. */
export function foundAt(connection: { id: string }): Origin {
  return { connectionId: connection.id, door: 'found', actor: 'first pull', lane: 'backfill' }
}

/** How a page comes in later: what changed was done there. */
export function saidAt(connection: { id: string; label: string }): Origin {
  return { connectionId: connection.id, door: 'crm', actor: connection.label, lane: 'objection' }
}

/** What the vendor says of who deleted a record, in its own words; null = nothing. */
function deleterOf({ actors }: Intake, { ref }: Tombstone): string | null {
  const name = actors?.get(`${ref.object} ${ref.id}`)?.name ?? ''
  return name === '' ? null : name
}

/** The vendor may list a record twice while it changes: the later one counts. */
function uniqueRecords(records: readonly RemoteRecord[]): RemoteRecord[] {
  return [...new Map(records.map((record) => [`${record.ref.object} ${record.ref.id}`, record])).values()]
}
