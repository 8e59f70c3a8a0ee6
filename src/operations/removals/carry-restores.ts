import type { ConnectedSystem } from '../../connector/contract.ts'
import type { Outcome } from '../../connector/outcome.ts'
import { binEnd, restoreEnd, wayBack } from '../../domain/removals/way-back.ts'
import { nextStep } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { purgeContacts } from '../../store/removals/purge.ts'
import type { RemovalPlan } from '../../store/removals/removals.ts'
import { forgetRestored } from '../../store/removals/removal-memory.ts'
import {
  endRestores,
  noteBack,
  noteNotBack,
  openRestores,
  ownersOf,
  postponeRestores,
  withoutRecord,
  type RestoreRecord,
} from '../../store/removals/restores.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { asConnectorError } from '../app/as-connector-error.ts'
import { noteRevoked, openConnection } from '../connections/open-connection.ts'
import { decideContacts } from '../decisions/decide-contacts.ts'
import { ingestPage, saidAt } from '../intake/ingest-page.ts'
import { liftHolds } from './hold-people.ts'
import { byConnection } from './batches/plan-batches.ts'
import { binFacts } from './batches/bin-facts.ts'

/** How soon one is looked at again that its system takes just now or does not show yet. */
const soonMs = 5_000
/** How often one is read again that only a person can bring back; an event of the system comes sooner. */
const byPersonMs = 10 * 60_000
/** A bin of which nobody knows the term is looked into for so long. */
const longestBinMs = 100 * 86_400_000

/**
 * Takes the people of a plan who are to come back as far as their systems allow: out of the bin, then the hold off,
 * each read back. It goes on from what was noted, so it may be broken off and repeated anywhere.
 */
export async function carryRestores(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const records = await openRestores(app.pool, plan.id, app.clock.now())
  if (records.length === 0) return
  const again = new Map<string, number>()
  for (const [connectionId, theirs] of byConnection(records.filter(({ due }) => due)))
    for (const look of await outOfBin(app, plan, connectionId, theirs, signal))
      if (look.back === null && look.end === null)
        again.set(look.record.contactId, Math.min(look.againMs, again.get(look.record.contactId) ?? look.againMs))
  const now = app.clock.now()
  for (const [againMs, people] of Map.groupBy(again, ([, ms]) => ms))
    await postponeRestores(
      app.pool,
      plan.id,
      people.map(([contactId]) => contactId),
      new Date(now.getTime() + againMs),
    )
  await liftHolds(app, plan, signal)
  await settle(app, plan)
}

/** What is known of a record after one look into its bin. */
type Look =
  | { record: RestoreRecord; back: string }
  | { record: RestoreRecord; back: null; end: 'bin-over' | 'refused' | null; detail: string | null; againMs: number }

/** One system that fails keeps nobody from coming back elsewhere. */
async function outOfBin(
  app: App,
  plan: RemovalPlan,
  connectionId: string,
  records: readonly RestoreRecord[],
  signal: AbortSignal,
): Promise<Look[]> {
  const seen: Look[] = []
  let authorisedAt: Date | null = null
  try {
    const { system, connection } = await openConnection(app, connectionId, 'tag', signal)
    authorisedAt = connection.authorisedAt
    const granted = connection.granted.includes('remove')
    const size = system.can.batch.remove
    for (let start = 0; start < records.length; start += size) {
      signal.throwIfAborted()
      const batch = records.slice(start, start + size)
      const orders = batch.map(({ recordId, ref }) => ({ orderId: String(recordId), record: ref }))
      const outcomes = granted ? ((await system.restore?.(orders)) ?? null) : null
      const askedAt = new Date()
      const found = (await system.read?.(batch.map(({ ref }) => ref))) ?? []
      const alive = new Set(found.map(({ ref }) => `${ref.object} ${ref.id}`))
      const now = app.clock.now()
      const looks = batch.map((record, index): Look => {
        const outcome = outcomes?.[index]
        if (alive.has(`${record.ref.object} ${record.ref.id}`))
          return { record, back: outcome !== undefined && 'seen' in outcome ? outcome.seen.value : 'read alive' }
        return { record, back: null, ...notBack(record, outcome, system, granted, now) }
      })
      const known = await note(app, plan, connectionId, looks)
      // What they say now comes in after the memory of their removal went: they are no strangers.
      const gone = batch
        .filter(({ gone, ref }) => !gone && !alive.has(`${ref.object} ${ref.id}`))
        .map(({ ref }) => ({ ref, mergedInto: null }))
      await ingestPage(app, { records: found, tombstones: gone }, { ...saidAt(connection), askedAt })
      await decideBack(app, looks, known)
      seen.push(...looks)
    }
    return seen
  } catch (error) {
    if (signal.aborted) throw error
    const failure = asConnectorError(app.log, error, {
      doing: 'when people were brought back',
      message: 'A restore stopped unexpectedly. It is tried again.',
      ids: { planId: plan.id, connectionId },
    })
    if (failure.kind === 'access-revoked') await noteRevoked(app, connectionId, failure, authorisedAt)
    const next = nextStep(failure, 3)
    const againMs = next.step === 'wait' ? next.delayMs : byPersonMs
    const open = records
      .filter((record) => seen.every((look) => look.record !== record))
      .map((record): Look => ({ record, back: null, end: null, detail: failure.kind, againMs }))
    await note(app, plan, connectionId, open)
    return [...seen, ...open]
  }
}

/** Who is back in one system is judged anew at once, and not when the last one shows them; who was known by it, too. */
async function decideBack(app: App, looks: readonly Look[], known: readonly string[]): Promise<void> {
  const back = looks.filter((look) => look.back !== null).map(({ record }) => record.recordId)
  const people = new Set([...(await ownersOf(app.pool, back)), ...known])
  if (people.size > 0) await decideContacts(app, [...people], (await loadSettings(app.pool)).settings)
}

function notBack(
  record: RestoreRecord,
  outcome: Outcome | undefined,
  system: ConnectedSystem,
  granted: boolean,
  now: Date,
): { end: 'bin-over' | 'refused' | null; detail: string | null; againMs: number } {
  if (outcome?.status === 'absent') return { end: 'bin-over', detail: null, againMs: soonMs }
  if (outcome?.status === 'refused') return { end: 'refused', detail: outcome.detail, againMs: soonMs }
  if ((binEnd(record.binnedAt, system.can.bin?.days ?? null) ?? longestEnd(record)) <= now)
    return { end: 'bin-over', detail: null, againMs: soonMs }
  if (outcome !== undefined)
    return { end: null, detail: outcome.status === 'busy' ? outcome.detail : 'not-shown', againMs: soonMs }
  const ours = system.restore !== undefined
  return { end: null, detail: ours && !granted ? 'not-granted' : null, againMs: byPersonMs }
}

function longestEnd({ askedAt }: RestoreRecord): Date {
  return new Date(askedAt.getTime() + longestBinMs)
}

/** Gives who had been taken for somebody that is back, and is not. */
async function note(app: App, plan: RemovalPlan, connectionId: string, looks: readonly Look[]): Promise<string[]> {
  const now = app.clock.now()
  const back = looks.flatMap((look) =>
    look.back === null ? [] : [{ record: look.record, recordId: look.record.recordId, value: look.back }],
  )
  const not = looks.filter((look) => look.back === null)
  return await inTransaction(app.pool, async (sql) => {
    await noteBack(sql, plan.id, back, now)
    await noteNotBack(
      sql,
      plan.id,
      not.map(({ record, end, detail }) => ({ recordId: record.recordId, end, detail })),
    )
    const known = await forgetRestored(
      sql,
      plan.id,
      back.map(({ recordId }) => recordId),
      now,
    )
    await insertAudit(
      sql,
      back.map(({ record: { recordId, contactId, ref }, value }) => ({
        actId: `back:${plan.id}:${recordId}`,
        act: 'release',
        actor: 'lawbase',
        contactId,
        connectionId,
        details: { planId: plan.id, number: plan.number, record: `${ref.object}:${ref.id}`, seen: value },
      })),
      now,
    )
    return known
  })
}

/** Ends the restores of which nothing is open any more, and decides again about those people. */
async function settle(app: App, plan: RemovalPlan): Promise<void> {
  const now = app.clock.now()
  const records = await openRestores(app.pool, plan.id, now)
  const bins = await binFacts(app, [...new Set(records.map(({ connectionId }) => connectionId))])
  const ends = [...Map.groupBy(records, ({ contactId }) => contactId)].map(([contactId, theirs]) => {
    const ways = theirs.map((record) => wayBack(record, bins.get(record.connectionId) ?? null, now))
    return { contactId, end: restoreEnd(ways), ways, purgedAt: theirs[0]?.purgedAt ?? null }
  })
  const over = ends.filter(({ end }) => end !== 'under-way')
  const done = await inTransaction(app.pool, async (sql) => {
    const ended = new Set(
      await endRestores(
        sql,
        plan.id,
        over.map(({ contactId }) => contactId),
        now,
      ),
    )
    const theirs = over.filter(({ contactId }) => ended.has(contactId))
    const nobody = await eraseAgain(sql, plan, theirs)
    await insertAudit(
      sql,
      theirs.map(({ contactId, end, ways }) => ({
        actId: `restore-end:${plan.id}:${contactId}`,
        act: 'release',
        actor: 'lawbase',
        contactId,
        details: { planId: plan.id, number: plan.number, restored: end, records: ways.map(({ way }) => way) },
      })),
      now,
    )
    return theirs.map(({ contactId }) => contactId).filter((id) => !nobody.includes(id))
  })
  if (done.length > 0) await decideContacts(app, done, (await loadSettings(app.pool)).settings)
}

/**
 * Nothing of theirs came back, or what did is another contact's by now: they stay removed, as of the day on which they
 * went, and remembered where nothing came back at all. Gives who that is.
 */
async function eraseAgain(
  sql: Sql,
  plan: RemovalPlan,
  ended: readonly { contactId: string; end: ReturnType<typeof restoreEnd>; purgedAt: Date | null }[],
): Promise<string[]> {
  const nobody = new Set(
    await withoutRecord(
      sql,
      ended.filter(({ purgedAt }) => purgedAt !== null).map(({ contactId }) => contactId),
    ),
  )
  const again = ended.filter(({ contactId }) => nobody.has(contactId))
  for (const theirs of Map.groupBy(again, ({ end, purgedAt }) => `${end} ${purgedAt?.toISOString()}`).values())
    await purgeContacts(
      sql,
      theirs.map(({ contactId }) => contactId),
      { remember: plan.kind !== 'objected' && theirs[0]?.end === 'nothing' },
      theirs[0]?.purgedAt ?? new Date(0),
    )
  return [...nobody]
}
