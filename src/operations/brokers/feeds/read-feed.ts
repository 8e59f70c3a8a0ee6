import type { OptOutFeed } from '../../../connector/opt-outs.ts'
import { ConnectorError } from '../../../connector/errors.ts'
import { channels } from '../../../domain/app/channel.ts'
import { asConnectorError } from '../../app/as-connector-error.ts'
import { nextUpkeep } from '../../../store/brokers/broker-files.ts'
import { feedState, noteListed, noteLooked } from '../../../store/brokers/feeds/feeds.ts'
import { keptAmong, markObjected } from '../../../store/brokers/feeds/vendor-ids.ts'
import { hookOfConnection } from '../../../store/connections/connection-hooks.ts'
import { findConnection, type Connection } from '../../../store/connections/connections.ts'
import { markPulled, markPullFailed } from '../../../store/connections/pull-state.ts'
import type { App } from '../../app/app.ts'
import { connectorOf, noteFailure, noteRevoked, openConnection } from '../../connections/open-connection.ts'
import { recordMany } from '../../objections/many/record-many.ts'
import { lookUpPeople } from './look-up-people.ts'
import { saidByVendor } from './opted-out.ts'

const hourMs = 3_600_000
/** What fails is tried again after this time at the latest. */
const afterFailureMs = hourMs
/** The rest of a long round of look-ups goes on after this time. */
const goOnMs = 5_000

/**
 * Reads what a vendor of data says of people who opted out there: its list, its answers about people who came from it,
 * and whether it still posts to us. False where the Connection is no such vendor. A failure shows on the Connection and
 * on Today until a reading succeeds. Harmless when repeated or done by two at once.
 */
export async function readFeed(app: App, connectionId: string, signal: AbortSignal): Promise<boolean> {
  const connection = await findConnection(app.pool, connectionId)
  if (connection === null || connectorOf(app, connection).kind !== 'feed') return false
  const { feed } = connectorOf(app, connection)
  if (feed === undefined || feed.everyHours === null || connection.state === 'disconnected') return true
  const begun = app.clock.now()
  try {
    const { system } = await openConnection(app, connectionId, 'poll', signal)
    const isWhole = await readAll(app, connection, system.optOuts ?? {}, signal)
    const nextMs = isWhole ? feed.everyHours * hourMs : goOnMs
    await markPulled(app.pool, connectionId, app.clock.now(), null, new Date(begun.getTime() + nextMs))
  } catch (error) {
    if (signal.aborted) return true
    await noteFailed(app, connection, error)
  }
  return true
}

/** An admin wants it read at once. */
export async function readFeedNow(app: App, connectionId: string): Promise<void> {
  await nextUpkeep(app.pool, connectionId, app.clock.now())
  await app.enqueue('poll-connection', { connectionId })
}

/** Gives false where people are still to be looked up. */
async function readAll(app: App, connection: Connection, feed: OptOutFeed, signal: AbortSignal): Promise<boolean> {
  if (feed.keepPosted !== undefined) await keepPosted(app, connection, feed)
  if (feed.listIds !== undefined) await readList(app, connection, feed.listIds(), signal)
  return feed.lookUp === undefined || (await lookUpPeople(app, connection, feed.lookUp, signal))
}

async function keepPosted(app: App, connection: Connection, feed: OptOutFeed): Promise<void> {
  const hook = await hookOfConnection(app.pool, connection.id)
  if (app.publicUrl === null || hook === null)
    throw new ConnectorError(
      'bad-request',
      'This vendor sends its opt-outs to a public address, and none is set: set PUBLIC_URL, or bring its list here.',
    )
  const begun = app.clock.now()
  const { lookedAt } = await feedState(app.pool, connection.id)
  const url = `${app.publicUrl}/webhooks/${connection.connector}/${hook}`
  const kept = await feed.keepPosted?.(url, lookedAt)
  await noteLooked(app.pool, connection.id, kept?.missed ?? 0, begun)
}

/** The whole list, each time: nothing in it says what is new. Without a date it counts from now. */
async function readList(
  app: App,
  connection: Connection,
  pages: AsyncIterable<readonly string[]>,
  signal: AbortSignal,
): Promise<void> {
  const now = app.clock.now()
  let [listed, known] = [0, 0]
  for await (const ids of pages) {
    signal.throwIfAborted()
    const kept = await keptAmong(app.pool, connection.id, ids)
    listed += ids.length
    known += kept.length
    const fresh = kept.filter(({ recorded }) => !recorded)
    await recordMany(
      app,
      fresh.map(({ vendorId, hash }) => ({
        ...saidByVendor(connection, now),
        emails: [],
        hashes: [hash],
        contactId: null,
        channels,
        evidence: { broker: connection.label, vendorId, undated: true },
      })),
    )
    await markObjected(
      app.pool,
      connection.id,
      fresh.map(({ vendorId }) => vendorId),
      now,
    )
  }
  await noteListed(app.pool, connection.id, listed, known)
}

async function noteFailed(app: App, connection: Connection, error: unknown): Promise<void> {
  const failure = asConnectorError(app.log, error, {
    doing: 'while opt-outs of a vendor were read',
    message: 'The reading did not come to an end. It is done again.',
    ids: { connectionId: connection.id },
  })
  app.log.warn({ connectionId: connection.id, kind: failure.kind }, 'opt-outs of a vendor could not be read')
  noteFailure(app, connection.id)
  const now = app.clock.now()
  const waitMs = Math.min(failure.details.retryAfterMs ?? afterFailureMs, afterFailureMs)
  await markPullFailed(app.pool, connection.id, now, failure.message, new Date(now.getTime() + waitMs))
  if (failure.kind === 'access-revoked') await noteRevoked(app, connection.id, failure, connection.authorisedAt)
}
