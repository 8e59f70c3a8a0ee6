import type { Activity, ActivityPage } from '../../connector/activities.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { natureOfAddress, normalEmail } from '../../domain/contacts/identity.ts'
import { judgeReported } from '../../domain/inactivity/judge-history.ts'
import {
  addressesOf,
  markActivitiesFailed,
  markActivitiesRead,
  saveActivityCursor,
} from '../../store/connections/activities.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { listConnections, type Connection } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { ensureIdentities } from '../../store/objections/objections.ts'
import { insertToolActs, noteToolImport } from '../../store/inactivity/tool-acts.ts'
import { activityTool } from '../connections/activity-units.ts'
import type { App } from '../app/app.ts'
import { recordImportedObjections, type JudgedOfPerson } from '../objections/many/imported-objections.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { openConnection, type OpenedConnection } from '../connections/open-connection.ts'

/** A tool answers from a cache and counts calls by the day; what people do there need not be known sooner. */
const everyMs = 15 * 60_000
/** What passes by itself, such as an outage, is tried again sooner. */
const soonMs = 60_000
/** Pages of one visit: changes of records, objections among them, must not wait for a long history. */
const pagesAtOnce = 20

/**
 * Reads what people did in the vendor's tool beside its records, when it is due, or `at-once` and to the end: acts that
 * count are kept like those that somebody brings, an objection is recorded and carried everywhere. What a failure
 * leaves unread makes every clock blind (docs/reference/promises.md#i5); it is tried again by itself. Harmless when
 * repeated or done by two at once.
 */
export async function readActivities(
  app: App,
  connectionId: string,
  signal: AbortSignal,
  when: 'due' | 'at-once' = 'due',
): Promise<void> {
  const opened = await openConnection(app, connectionId, 'read', signal)
  const { activityUnits, activitiesDueAt } = opened.connection
  const begun = app.clock.now()
  if (opened.system.activities === undefined) return
  if (when === 'due' && activitiesDueAt !== null && activitiesDueAt > begun) return
  try {
    const read = await takePages(app, opened, signal, when === 'due' ? pagesAtOnce : Infinity)
    if (read === 'some') return await markActivitiesRead(app.pool, connectionId, activityUnits, null, app.clock.now())
    await markActivitiesRead(app.pool, connectionId, activityUnits, begun, new Date(begun.getTime() + everyMs))
    await noteNamedTools(app, opened, begun)
  } catch (error) {
    if (!(error instanceof ConnectorError) || signal.aborted) throw error
    const now = app.clock.now()
    app.log.warn({ connectionId, kind: error.kind }, 'activities could not be read')
    await markActivitiesFailed(
      app.pool,
      connectionId,
      now,
      error.message,
      new Date(now.getTime() + (error.details.retryAfterMs ?? (error.kind === 'unavailable' ? soonMs : everyMs))),
    )
  }
}

/** Takes pages in from where the last visit ended, as far as `maxPages` that moved on. */
async function takePages(
  app: App,
  opened: OpenedConnection,
  signal: AbortSignal,
  maxPages: number,
): Promise<'all' | 'some'> {
  const { activityCursor } = opened.connection
  let [pages, position] = [0, JSON.stringify(activityCursor)]
  for await (const page of opened.system.activities?.(activityCursor) ?? []) {
    signal.throwIfAborted()
    await takeIn(app, opened, page)
    // Only a position that moved is a place to go on from: much may have changed in one second.
    const next = JSON.stringify(page.next)
    if (next === position) continue
    position = next
    pages += 1
    if (pages >= maxPages) return 'some'
  }
  return 'all'
}

async function takeIn(app: App, { connection, connector }: OpenedConnection, page: ActivityPage): Promise<void> {
  const now = app.clock.now()
  const tool = activityTool(connector, connection)
  const known = await addressesOf(
    app.pool,
    connection.id,
    page.activities.flatMap(({ ref }) => (ref === null ? [] : [ref])),
  )
  const told = page.activities.flatMap((activity) =>
    addressesIn(activity, known).map((email) => ({ email, ...eventOf(activity) })),
  )
  // Clicks of one person are looked at together: a scanner follows many links at once.
  const judged = [...Map.groupBy(told, ({ email }) => email)].flatMap(([email, theirs]) =>
    judgeReported(theirs, now).map((event): JudgedOfPerson => ({ ...event, email })),
  )
  // Before anything else: an objection that is told is never lost to a fault in the rest.
  await recordImportedObjections(app, tool, judged, {
    door: 'crm',
    actor: 'system',
    originConnectionId: connection.id,
  })
  const acts = judged
    .filter((one) => one.counts)
    .map((one) => ({
      email: one.email,
      hash: app.keys.hashEmail(one.email),
      kind: one.readAs ?? '',
      at: new Date(one.at),
    }))
  const stored = await inTransaction(app.pool, async (sql) => {
    await ensureIdentities(
      sql,
      acts.map(({ hash, email }) => ({ hash, kind: 'email' as const, role: natureOfAddress(email).role })),
      now,
    )
    const count = await insertToolActs(sql, tool, acts, now)
    await saveActivityCursor(sql, connection.id, page.next, latest(page.activities))
    return count
  })
  if (stored > 0)
    await decideAgain(
      app,
      [
        ...(
          await peopleOfIdentities(
            app.pool,
            acts.map((act) => act.hash),
          )
        ).values(),
      ].flat(),
    )
}

/** The tool's address of the person, and that of the record it is tied to: one of them may have changed. */
function addressesIn({ email, ref }: Activity, known: ReadonlyMap<string, readonly string[]>): string[] {
  const both = [
    email === null ? null : normalEmail(email),
    ...(ref === null ? [] : (known.get(`${ref.object} ${ref.id}`) ?? [])),
  ]
  return [...new Set(both.filter((address) => address !== null))]
}

function eventOf({ kind, at, message, link }: Activity) {
  return {
    kind,
    at: at.toISOString(),
    system: null,
    noted: false,
    message,
    link,
    sentAt: null,
    agent: null,
    dataCentre: false,
  }
}

const latest = (activities: readonly Activity[]): Date | null =>
  activities.reduce<Date | null>((last, { at }) => (last === null || at > last ? at : last), null)

/**
 * An admin who listed the tool by name among those that are not read need not bring it any more, once every system that
 * could have it is read.
 */
async function noteNamedTools(app: App, { connection, connector }: OpenedConnection, readTo: Date): Promise<void> {
  const alike = (await listConnections(app.pool)).filter(
    (other: Connection) => other.connector === connection.connector,
  )
  if (alike.some(({ activityUnits }) => activityUnits.length === 0)) return
  for (const name of connector.activities?.names ?? [])
    await noteToolImport(app.pool, name, readTo, 'system', app.clock.now())
}
