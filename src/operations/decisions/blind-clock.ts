import { lostSight, type LostPart } from '../../domain/inactivity/sight.ts'
import { sightOf } from '../../store/inactivity/sight.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { blindReasons, freshForHours, type SystemFreshness } from '../../domain/inactivity/clock.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Connection } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { listListeners, type ListenerState } from '../../store/connections/listeners.ts'
import { toolsReadTo } from '../../store/inactivity/tool-acts.ts'
import { activityTool } from '../connections/activity-units.ts'
import type { App } from '../app/app.ts'
import { connectorOf } from '../connections/open-connection.ts'

/** Whether people's records stand in this system, so that it must be read: neither a broker nor a mailbox. */
function holdsRecords(connectors: App['connectors'], connection: Pick<Connection, 'connector'>): boolean {
  const kind = connectors.get(connection.connector)?.kind
  return kind === 'crm' || kind === 'mailer'
}

/**
 * How fresh what we know of people's acts is, per system that knows any: those that hold records, and mailboxes, since
 * a reply is an act (docs/reference/law.md#g-events, docs/reference/promises.md#i5), and a vendor's tool beside its
 * records. A broker knows none.
 */
export async function freshnessOf(
  app: App,
  sql: Sql,
  connections: readonly Connection[],
  now: Date,
): Promise<SystemFreshness[]> {
  const listeners = new Map((await listListeners(sql)).map((listener) => [listener.connectionId, listener]))
  const toolsRead = await toolsReadTo(sql)
  const lost = await lostOf(sql)
  return connections.flatMap((connection): SystemFreshness[] => {
    const revoked = connection.state === 'needs-reauthorisation'
    if (holdsRecords(app.connectors, connection)) {
      // A mailing tool that cannot be read is as fresh as what was brought from it under its name; after a restore what
      // was read is older than it says.
      const records = {
        label: connection.label,
        pulledAt:
          connection.restoredAt === null
            ? (connection.pulledAt ?? toolsRead.get(connection.label.toLowerCase()) ?? null)
            : null,
        failing: revoked || connection.pullFailedAt !== null,
        lost: lost.get(connection.id) ?? [],
      }
      if (connection.activityUnits.length === 0) return [records]
      return [
        records,
        {
          label: activityTool(connectorOf(app, connection), connection),
          pulledAt: connection.activitiesReadAt,
          failing: revoked || connection.activitiesFailedAt !== null,
        },
      ]
    }
    if (app.connectors.get(connection.connector)?.kind !== 'mailbox') return []
    const listener = listeners.get(connection.id)
    return [
      {
        label: connection.label,
        pulledAt: readTo(listener, now),
        failing: revoked || (listener !== undefined && listener.failedAt !== null),
      },
    ]
  })
}

/** What cannot be seen of each system, by the Connection; what an admin said an account has not is left out. */
export async function lostOf(sql: Sql): Promise<ReadonlyMap<string, LostPart[]>> {
  const [rows, { settings }] = [await sightOf(sql), await loadSettings(sql)]
  return new Map(
    [...Map.groupBy(rows, ({ connectionId }) => connectionId)].map(([id, parts]) => [
      id,
      lostSight(parts, {
        seen: new Set(parts.filter(({ shownAt }) => shownAt !== null).map(({ name }) => name)),
        unread: new Set(parts.filter(({ hiddenSince }) => hiddenSince !== null).map(({ name }) => name)),
        emptied: new Set(parts.filter(({ emptiedSince }) => emptiedSince !== null).map(({ use }) => use)),
        accepted: new Set(settings.notThere[id] ?? []),
      }),
    ]),
  )
}

/** Listening runs on the wall clock: how long ago counts, told on the clock of business. */
function readTo(listener: ListenerState | undefined, now: Date): Date | null {
  const caughtUpAt = listener?.caughtUpAt ?? null
  return caughtUpAt === null ? null : new Date(now.getTime() - (Date.now() - caughtUpAt.getTime()))
}

/** True when no clock can be trusted now (docs/reference/promises.md#i5). */
export async function isBlind(
  app: App,
  sql: Sql,
  settings: Settings,
  connections: readonly Connection[],
  now: Date,
): Promise<boolean> {
  const readTo = await toolsReadTo(sql)
  return (
    blindReasons(
      await freshnessOf(app, sql, connections, now),
      settings.otherTools?.filter((tool) => !isToolFresh(readTo.get(tool.toLowerCase()), now)) ?? null,
      now,
    ).length > 0
  )
}

/**
 * Whether somebody brought a tool's clicks and replies lately enough for its clocks to be trusted
 * (docs/reference/promises.md#i5).
 */
export function isToolFresh(readTo: Date | undefined, now: Date): boolean {
  return readTo !== undefined && now.getTime() - readTo.getTime() <= freshForHours * 3_600_000
}
