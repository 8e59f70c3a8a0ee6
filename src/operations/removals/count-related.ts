import {
  deletedKinds,
  keepRelated,
  relatedKinds,
  type KeptReason,
  type RelatedCount,
  type RelatedKind,
  type RelatedTreatment,
} from '../../domain/removals/related.ts'
import type { ConnectedSystem } from '../../connector/contract.ts'
import type { RelatedItem } from '../../connector/related.ts'
import type { RecordRef } from '../../connector/records.ts'
import { planRelated, saveRelatedCounts } from '../../store/removals/removal-related.ts'
import { type RemovalPlan } from '../../store/removals/removals.ts'
import { planRecords } from '../../store/removals/plan-records.ts'
import { settingsOf } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { byConnection } from './batches/plan-batches.ts'
import { openConnection } from '../connections/open-connection.ts'

/**
 * Counts what hangs on the people of a plan in each system, for who approves it: reads only, and holds no id longer
 * than it counts. Done once; a plan that was counted is left alone. Throws ConnectorError when a system cannot be read
 * now.
 */
export async function countRelated(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const { counts: known, settingsVersion } = await planRelated(app.pool, plan.id)
  if (known !== null) return
  const treatment = settingsVersion === null ? keepRelated : (await settingsOf(app.pool, settingsVersion)).related
  const records = (await planRecords(app.pool, plan.id, ['planned', 'held'])).filter((record) => !record.gone)
  const counts: RelatedCount[] = []
  for (const [connectionId, theirs] of byConnection(records)) {
    const { system } = await openConnection(app, connectionId, 'read', signal)
    const refs = theirs.map(({ ref }) => ref)
    counts.push(...(await countThere(connectionId, system, refs, treatment, signal)))
  }
  await saveRelatedCounts(app.pool, plan.id, counts, app.clock.now())
}

/**
 * Records related to a few others in one system, for who decides about their person; null = the system tells of nothing
 * beside its records. Throws ConnectorError when it cannot be read now.
 */
export async function relatedOf(
  app: App,
  connectionId: string,
  refs: readonly RecordRef[],
  treatment: RelatedTreatment,
  signal: AbortSignal,
): Promise<RelatedCount[] | null> {
  const { system } = await openConnection(app, connectionId, 'read', signal)
  return system.related === undefined ? null : countThere(connectionId, system, refs, treatment, signal)
}

async function countThere(
  connectionId: string,
  { related, can }: ConnectedSystem,
  refs: readonly RecordRef[],
  treatment: RelatedTreatment,
  signal: AbortSignal,
): Promise<RelatedCount[]> {
  if (related === undefined) return []
  const counts = new Map(
    relatedKinds.map((kind): [RelatedKind, RelatedCount] => [
      kind,
      { connectionId, kind, along: 0, deletable: 0, kept: {}, unread: null },
    ]),
  )
  const countOf = (kind: RelatedKind) =>
    counts.get(kind) ?? { connectionId, kind, along: 0, deletable: 0, kept: {}, unread: null }
  const deleted = new Set(deletedKinds(treatment))
  const seen = new Set<string>()
  for (let start = 0; start < refs.length; start += can.batch.remove) {
    signal.throwIfAborted()
    const { items, unread } = await related.list(refs.slice(start, start + can.batch.remove), relatedKinds)
    for (const { kind, detail } of unread) countOf(kind).unread ??= detail
    const fresh = onceEach(items).filter(({ ref }) => !seen.has(`${ref.object} ${ref.id}`))
    for (const { ref } of fresh) seen.add(`${ref.object} ${ref.id}`)
    const open = fresh.filter((item) => !item.along)
    for (const { kind } of fresh.filter((item) => item.along)) countOf(kind).along += 1
    const looked = open.filter(({ kind }) => deleted.has(kind))
    const standings = looked.length === 0 ? [] : await related.look(looked, refs)
    for (const { kind } of open.filter((item) => !deleted.has(item.kind))) addKept(countOf(kind), 'setting')
    for (const [place, { kind }] of looked.entries()) {
      const standing = standings[place] ?? 'unseen'
      if (standing === 'free') countOf(kind).deletable += 1
      else if (standing !== 'gone') addKept(countOf(kind), standing)
    }
  }
  return [...counts.values()]
}

/** A thing that hangs on several of these people is one. */
function onceEach(items: readonly RelatedItem[]): RelatedItem[] {
  const found = new Map<string, RelatedItem>()
  for (const item of items) {
    const key = `${item.ref.object} ${item.ref.id}`
    found.set(key, { ...item, along: item.along || found.get(key)?.along === true })
  }
  return [...found.values()]
}

function addKept(count: RelatedCount, why: KeptReason): void {
  count.kept[why] = (count.kept[why] ?? 0) + 1
}
