import type { ConnectedSystem } from '../../connector/contract.ts'
import type { RelatedOutcome } from '../../connector/related.ts'
import {
  agreedTreatment,
  deletedKinds,
  type RelatedKind,
  type RelatedTreatment,
} from '../../domain/removals/related.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  addRelated,
  claimRelated,
  fixTreatment,
  openRelated,
  planRelated,
  recordsGone,
  settleRelated,
  type OpenThing,
  type SettledThing,
} from '../../store/removals/removal-related.ts'
import type { RemovalPlan } from '../../store/removals/removals.ts'
import type { PlanRecord } from '../../store/removals/plan-records.ts'
import { loadSettings, settingsOf } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { eachBatch } from './batches/plan-batches.ts'

/** How long a deletion that the system took may not show before it counts as not honoured, as for an objection. */
const patienceMs = 5 * 60_000
const lookAgainMs = 2_000

/** Kinds that this removal may delete: fixed when its first record goes (docs/reference/promises.md#i9). */
export async function kindsToDelete(app: App, plan: RemovalPlan): Promise<RelatedKind[]> {
  const { treatment, settingsVersion } = await planRelated(app.pool, plan.id)
  return deletedKinds(treatment ?? (await fixTreatment(app.pool, plan.id, await agreed(app, settingsVersion))))
}

/** What the settings of a plan's time and those of today both allow. */
export async function agreed(app: App, settingsVersion: number | null): Promise<RelatedTreatment> {
  const { settings } = await loadSettings(app.pool)
  return agreedTreatment(
    settingsVersion === null ? null : (await settingsOf(app.pool, settingsVersion)).related,
    settings.related,
  )
}

/**
 * Keeps the ids of what hangs on records that go now: afterwards nobody could find it. Reading again after a died
 * worker only adds.
 */
export async function listBefore(
  app: App,
  plan: RemovalPlan,
  system: ConnectedSystem,
  records: readonly PlanRecord[],
  kinds: readonly RelatedKind[],
): Promise<void> {
  if (system.related === undefined || kinds.length === 0 || records.length === 0) return
  const { items, unread } = await system.related.list(
    records.map(({ ref }) => ref),
    kinds,
  )
  const idOf = new Map(records.map((record) => [`${record.ref.object} ${record.ref.id}`, record.recordId]))
  await addRelated(app.pool, plan.id, [
    ...items.flatMap(({ kind, ref, on }) => {
      const recordId = idOf.get(`${on.object} ${on.id}`)
      return recordId === undefined ? [] : [{ recordId, kind, object: ref.object, remoteId: ref.id, unread: null }]
    }),
    ...unread.map(({ kind, object, detail }) => ({
      recordId: records[0]?.recordId ?? 0,
      kind,
      object,
      remoteId: '',
      unread: detail,
    })),
  ])
}

/**
 * Treats what was listed, once its people's records went: what went along is noted, what somebody or something else
 * needs stays, the rest is deleted and read back. Each step can be repeated: a thing is marked before it is deleted, so
 * what a died worker did counts as ours.
 */
export async function treatRelated(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const things = await openRelated(app.pool, plan.id, dayOf(app.clock.now()))
  await eachBatch(
    app,
    things,
    {
      verb: 'remove',
      sizeOf: (system) => system.can.batch.remove,
      work: async (system, batch, connectionId) => {
        const { related } = system
        if (related === undefined) return
        const settle = (settled: readonly SettledThing[]) => noteSettled(app, plan, connectionId, settled)
        const standings = await related.look(batch, await recordsGone(app.pool, plan.id, connectionId))
        const free: OpenThing[] = []
        const settled: SettledThing[] = []
        for (const [place, thing] of batch.entries()) {
          const standing = standings[place] ?? 'unseen'
          // Gone by a worker that died: the bin may still hold it.
          if (standing === 'gone' && thing.claimedAt !== null) free.push(thing)
          else if (standing === 'gone') settled.push({ ref: thing.ref, state: 'along', inBin: false, detail: null })
          else if (thing.keptByLaw) settled.push({ ref: thing.ref, state: 'kept', inBin: false, detail: 'legal-hold' })
          else if (standing === 'free') free.push(thing)
          else settled.push({ ref: thing.ref, state: 'kept', inBin: false, detail: standing })
        }
        await settle(settled)
        if (free.length === 0) return
        await claimRelated(
          app.pool,
          plan.id,
          connectionId,
          free.map(({ ref }) => ref),
          app.clock.now(),
        )
        const outcomes = await related.remove(free)
        const late = (thing: OpenThing) =>
          thing.claimedAt !== null && app.clock.now().getTime() - thing.claimedAt.getTime() > patienceMs
        const ended = free.flatMap((thing, place) =>
          endOf(thing, outcomes[place] ?? { status: 'written' }, late(thing)),
        )
        await settle(ended)
        return () => Promise.resolve({ count: free.length - ended.length, retryAfterMs: lookAgainMs })
      },
    },
    signal,
  )
}

/** None while the thing shows still and there is time. */
function endOf({ ref }: OpenThing, outcome: RelatedOutcome, late: boolean): SettledThing[] {
  if (outcome.status === 'deleted') return [{ ref, state: 'deleted', inBin: outcome.inBin, detail: null }]
  if (outcome.status === 'refused') return [{ ref, state: 'refused', inBin: false, detail: outcome.detail }]
  return late ? [{ ref, state: 'refused', inBin: false, detail: 'not-honoured' }] : []
}

/** One act per person and batch: kinds, ids and numbers, never what was in them. */
async function noteSettled(
  app: App,
  plan: RemovalPlan,
  connectionId: string,
  things: readonly SettledThing[],
): Promise<void> {
  if (things.length === 0) return
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const noted = await settleRelated(sql, plan.id, connectionId, things, now)
    const acts = [...Map.groupBy(noted, ({ recordId }) => recordId)].map(([recordId, theirs]): AuditAct => {
      const ids = Object.fromEntries(
        [...Map.groupBy(theirs, ({ state }) => state)].map(([state, rows]) => [
          state,
          rows.map(({ object, remoteId }) => `${object}:${remoteId}`).toSorted(),
        ]),
      )
      const first = theirs.map(({ object, remoteId }) => `${object}:${remoteId}`).toSorted()[0]
      return {
        actId: `related:${plan.id}:${recordId}:${first}`,
        act: 'related',
        actor: 'lawbase',
        contactId: theirs[0]?.contactId ?? null,
        connectionId,
        details: { planId: plan.id, number: plan.number, kinds: countsOf(theirs), ...ids },
      }
    })
    await insertAudit(sql, acts, now)
  })
}

function countsOf(
  things: readonly { kind: RelatedKind; state: SettledThing['state'] }[],
): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const { kind, state } of things) {
    const of = (counts[kind] ??= {})
    of[state] = (of[state] ?? 0) + 1
  }
  return counts
}
