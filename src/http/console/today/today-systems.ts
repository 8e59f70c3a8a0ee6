import { freshForHours } from '../../../domain/inactivity/clock.ts'
import { activityTool } from '../../../operations/connections/activity-units.ts'
import { lostOf } from '../../../operations/decisions/blind-clock.ts'
import { sightOf } from '../../../store/inactivity/sight.ts'
import { openPurges } from '../../../store/alarms/alarms.ts'
import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { listListeners } from '../../../store/connections/listeners.ts'
import { silentHooks } from '../../../store/connections/silent-hooks.ts'
import { unshownHolds } from '../../../store/objections/holds.ts'
import { pendingLifts } from '../../../store/objections/lifts.ts'
import type { StuckGroup } from '../../../store/today/today-view.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import type { Need } from './needs/need.ts'
import { feedFailingNeed } from './needs/feed-needs.ts'

const hourMs = 3_600_000

/** A system that cannot be read, or was not for too long. The first cause alone: the others follow from it. */
export function systemNeeds(view: View, row: ConnectionRow, stuck: readonly StuckGroup[]): Need[] {
  const kind = view.app.connectors.get(row.connector)?.kind
  if (kind === 'broker' || (kind === 'mailbox' && row.state !== 'needs-reauthorisation')) return []
  if (row.state === 'needs-reauthorisation') {
    const isSaid = stuck.some((group) => group.connectionId === row.id && group.reason === 'reauthorise')
    return isSaid ? [] : [revokedNeed(view, row)]
  }
  // It answered since: the next reading, which follows at once, tells.
  if (row.pullFailedAt !== null && row.pullFailure === null) return []
  if (kind === 'feed') return row.pullFailedAt === null ? [] : [feedFailingNeed(view, row, row.pullFailedAt)]
  if (row.pullFailedAt !== null) return [failingNeed(view, row, row.pullFailedAt)]
  if (row.activitiesFailedAt !== null) return [activitiesNeed(view, row, row.activitiesFailedAt)]
  return row.pulledAt === null ? [] : staleNeeds(view, row, row.pulledAt)
}

const atAdmin = (row: ConnectionRow, label: string): Pick<Need, 'tone' | 'owner' | 'seenBy' | 'act'> => ({
  tone: 'broken',
  owner: 'admin',
  seenBy: may.all,
  act: { label, href: `/connections/${row.id}`, roles: may.configure },
})

function revokedNeed({ t: { today } }: View, row: ConnectionRow): Need {
  const t = today.needs
  return {
    ...atAdmin(row, t.reauthoriseAct),
    icon: 'plug-connected-x',
    what: t.reauthorise(row.label, 0),
    more: t.reauthoriseMore,
    at: row.pullFailedAt === null ? null : { kind: 'since', date: row.pullFailedAt },
  }
}

function failingNeed({ t: { today } }: View, row: ConnectionRow, failedAt: Date): Need {
  const t = today.needs
  return {
    ...atAdmin(row, t.failingAct),
    icon: 'alert-triangle',
    what: t.failing(row.label),
    more: t.failingMore,
    ...(row.pullFailure === null ? {} : { quote: row.pullFailure }),
    at: { kind: 'since', date: failedAt },
  }
}

function activitiesNeed({ app, t: { today } }: View, row: ConnectionRow, failedAt: Date): Need {
  const t = today.needs
  return {
    ...atAdmin(row, t.failingAct),
    icon: 'alert-triangle',
    what: t.failing(activityTool(app.connectors.get(row.connector) ?? {}, row)),
    more: t.activitiesMore,
    ...(row.activitiesFailure === null ? {} : { quote: row.activitiesFailure }),
    at: { kind: 'since', date: failedAt },
    act: { label: t.failingAct, href: `/connections/${row.id}#activities`, roles: may.configure },
  }
}

function staleNeeds({ now, t: { today } }: View, row: ConnectionRow, pulledAt: Date): Need[] {
  const t = today.needs
  const hours = Math.floor((now.getTime() - pulledAt.getTime()) / hourMs)
  if (hours < freshForHours) return []
  return [
    {
      ...atAdmin(row, t.failingAct),
      icon: 'clock-hour-4',
      what: t.stale(row.label, hours),
      more: t.staleMore,
      at: { kind: 'since', date: pulledAt },
    },
  ]
}

/**
 * Systems whose change events or journal answer and bring nothing, so that a poll found what they should have brought,
 * and those that refuse a part of them.
 */
export async function silentNeeds({ app: { pool, connectors }, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  const [listeners, systems] = [await listListeners(pool), await connectionRows(pool)]
  return systems.flatMap((row): Need[] => {
    const listener = listeners.find(({ connectionId }) => connectionId === row.id)
    if (listener === undefined || row.state === 'disconnected') return []
    const need = { ...atAdmin(row, t.failingAct), icon: 'alert-triangle' as const }
    const { missesSince, failure, unheard } = listener
    if (missesSince !== null) {
      const said =
        connectors.get(row.connector)?.hearsWithinMs === undefined
          ? { what: t.silentJournal(row.label), more: t.silentJournalMore }
          : { what: t.silent(row.label), more: t.silentMore }
      return [{ ...need, ...said, at: { kind: 'since', date: missesSince } }]
    }
    if (failure !== null || unheard === null) return []
    return [{ ...need, what: t.partlySilent(row.label), more: t.partlySilentMore, quote: unheard, at: null }]
  })
}

/** Systems that should post what changes, and do not: a poll found an opt-out there. */
export async function silentHookNeeds({ app, now, t: { today } }: View): Promise<Need[]> {
  const posts = [...app.connectors.values()].filter(
    ({ kind, webhook, hearsWithinMs }) => kind === 'crm' && webhook !== undefined && hearsWithinMs === undefined,
  )
  if (app.publicUrl === null) return []
  const silent = await silentHooks(
    app.pool,
    posts.map(({ id }) => id),
    now,
  )
  if (silent.size === 0) return []
  const t = today.needs
  return (await connectionRows(app.pool)).flatMap((row): Need[] => {
    const since = silent.get(row.id)
    if (since === undefined) return []
    return [
      {
        ...atAdmin(row, t.failingAct),
        icon: 'alert-triangle',
        what: t.silentHooks(row.label),
        more: t.silentHooksMore,
        at: { kind: 'since', date: since },
      },
    ]
  })
}

/** Fields and objects of systems that the clock or a guard reads and that do not show: nobody is removed meanwhile. */
export async function sightNeeds(
  { app: { pool }, f, t: { sight: t } }: View,
  systems: readonly ConnectionRow[],
): Promise<Need[]> {
  const [lost, rows] = [await lostOf(pool), await sightOf(pool)]
  return systems.flatMap((row): Need[] => {
    const names = (lost.get(row.id) ?? []).map(({ name }) => name)
    if (names.length === 0 || row.state === 'disconnected') return []
    const since = rows
      .filter((part) => part.connectionId === row.id && names.includes(part.name))
      .flatMap(({ hiddenSince, emptiedSince }) => hiddenSince ?? emptiedSince ?? [])
      .toSorted((a, b) => a.getTime() - b.getTime())[0]
    return [
      {
        ...atAdmin(row, t.needAct),
        icon: 'alert-triangle',
        what: t.need(row.label, f.list(names)),
        more: t.needMore,
        at: since === undefined ? null : { kind: 'since', date: since },
        act: { label: t.needAct, href: `/connections/${row.id}#sight`, roles: may.configure },
      },
    ]
  })
}

/** Blocks of ours that a system does not show. */
export async function holdNeeds({ app: { pool }, now, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  return (await unshownHolds(pool, new Date(now.getTime() - hourMs / 4))).map(
    (row): Need => ({
      tone: 'broken',
      icon: 'alert-triangle',
      what: t.holdRefused(row.label, row.count),
      more: t.holdRefusedMore,
      ...(row.detail === null ? {} : { quote: row.detail }),
      owner: 'operator',
      at: { kind: 'since', date: row.since },
      act: { label: t.failingAct, href: `/connections/${row.connectionId}`, roles: may.configure },
      seenBy: may.all,
    }),
  )
}

/** People whom another tool deletes before their time. */
export async function otherPurgeNeeds({ app: { pool }, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  return (await openPurges(pool)).map(
    (row): Need => ({
      tone: 'broken',
      icon: 'trash',
      what: t.otherPurge(row.label, row.deleted),
      more: t.otherPurgeMore(row.notDue),
      owner: 'admin',
      at: { kind: 'since', date: row.since },
      act: { label: t.failingAct, href: `/connections/${row.connectionId}#other-purges`, roles: may.all },
      seenBy: may.all,
    }),
  )
}

/** Blocks that a person ended and that a system still holds. */
export async function liftNeeds({ app: { pool }, t: { today } }: View): Promise<Need[]> {
  const t = today.needs
  return (await pendingLifts(pool)).map(
    (row): Need => ({
      tone: 'wait',
      icon: 'clock-hour-4',
      what: t.liftPending(row.label, row.people),
      more: t.liftPendingMore,
      owner: 'operator',
      at: { kind: 'since', date: row.since },
      act: { label: t.failingAct, href: `/connections/${row.connectionId}`, roles: may.configure },
      seenBy: may.all,
    }),
  )
}
