import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import type { SignalBatch } from '../../../src/connector/webhook.ts'
import { tokenRefused } from '../transport/api.ts'
import { readChange } from './change-events.ts'
import { openSession, SessionLost, TokenRefused, type CometdSession } from '../transport/cometd.ts'
import { changeChannels, individualChannel } from '../transport/endpoints.ts'
import { individual } from '../records/individuals.ts'
import { eventsOfPersons } from '../read/individual-events.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** Only events from now on. */
const fromNow = -1

/**
 * Change Data Capture of Contact and Lead, and of Individual where there is one (docs/reference/salesforce.md#cdc,
 * #cometd). The position is the last replay id per channel; a new session goes on from there. Throws `cursor-lost` when
 * the org no longer keeps that position (72 h), `forbidden` when no channel is open to us: polling goes on in both
 * cases.
 */
export async function* listen(
  system: SalesforceSystem,
  from: Cursor | null,
  signal: AbortSignal,
): AsyncGenerator<SignalBatch> {
  const position: Record<string, number> = Object.fromEntries(
    Object.entries(from ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
  let token = await system.access.token()
  let renewed = false
  while (!signal.aborted) {
    let session: CometdSession | null = null
    try {
      session = await openSession(system, token)
      yield { events: [], next: null, unheard: await subscribeAll(system, session, position) }
      for (;;) {
        const messages = await session.connect(signal)
        renewed = false
        const batch = batchOf(messages, position, system.access.accountId)
        yield { ...batch, events: await eventsOfPersons(system, batch.events) }
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof SessionLost) continue
      if (!(error instanceof TokenRefused)) throw error
      // A refresh ends the session of everybody who listens with the old token
      // (docs/reference/salesforce.md#rotation-session): once is normal.
      if (renewed) throw tokenRefused()
      token = await system.access.renewToken(token)
      renewed = true
    } finally {
      await session?.disconnect()
    }
  }
}

/** Gives what the org refuses to send, in a sentence; null = it sends all that was asked for. */
async function subscribeAll(
  system: SalesforceSystem,
  session: CometdSession,
  position: Readonly<Record<string, number>>,
): Promise<string | null> {
  const refused: string[] = []
  // A channel of Individuals that nobody selected leaves them to polling.
  const optional = (await system.fieldsOf(individual)) === null ? [] : [individualChannel]
  for (const channel of [...changeChannels, ...optional]) {
    const refusal = await session.subscribe(channel, position[channel] ?? fromNow)
    if (refusal === null) continue
    // docs/reference/salesforce.md#cometd-errors: "400::The replayId {N} you provided was invalid."
    if (/replayId/iu.test(refusal))
      throw new ConnectorError(
        'cursor-lost',
        'Salesforce no longer keeps the change events since we last listened; everything is read again.',
      )
    if (channel !== individualChannel) refused.push(channel.slice('/data/'.length, -'ChangeEvent'.length))
  }
  if (refused.length === changeChannels.length) {
    throw new ConnectorError(
      'forbidden',
      'Change Data Capture is not open to us for Contact and Lead; polling goes on. Select both under Setup > Change Data Capture and give our user "View All Records".',
      { missing: 'Change Data Capture' },
    )
  }
  return refused.length === 0
    ? null
    : `Salesforce sends no change events of ${refused.join(', ')}; polling goes on for these records. Select them under Setup > Change Data Capture, give our user "View All Records", and run the self-test again.`
}

function batchOf(
  messages: readonly { channel: string; data: unknown }[],
  position: Record<string, number>,
  accountId: string,
): SignalBatch {
  const read = messages.flatMap(({ channel, data }) => {
    const change = readChange(data, accountId)
    return change === null ? [] : [{ channel, change }]
  })
  for (const { channel, change } of read) position[channel] = change.replayId
  return {
    events: read.flatMap(({ change }) => change.events),
    next: read.length === 0 ? null : { ...position },
    // A message we cannot read may hide an objection: what changed is read at once.
    gap: read.some(({ change }) => change.gap) || read.length < messages.length,
  }
}
