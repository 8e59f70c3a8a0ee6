import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { RecordRef } from '../../connector/records.ts'
import { channels } from '../../domain/app/channel.ts'
import { maskEmail } from '../../domain/contacts/identity.ts'
import type { Door } from '../../domain/objections/objection.ts'
import { ownDoors, type ShopperDoor } from '../../domain/shopper/shopper.ts'
import type { Connection } from '../../store/connections/connections.ts'
import { insertPersonLinks } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'
import { personLink, stopByLink } from '../links/person-link.ts'
import { recordByHand } from '../objections/record-by-hand.ts'
import { shopperActor, withRoundKey } from './round-key.ts'

const timeoutMs = 15_000
/** A worker on another machine than the console is told where that is. */
const noApi = 'The API has no answer at its own address (API_URL, else PORT of this machine).'

/** Doors that can be tried for real: our own, and one in each system of the round. */
export function possibleDoors(
  connections: readonly Pick<Connection, 'id' | 'connector'>[],
  connectors: App['connectors'],
): ShopperDoor[] {
  const theirs = connections
    .filter(({ connector }) => connectors.get(connector)?.kind === 'crm')
    .map(({ id }): ShopperDoor => ({ door: 'crm', connectionId: id }))
  return [...ownDoors.map((door) => ({ door, connectionId: null })), ...theirs]
}

/** The contact that says no, as it stands in our base and in the system in which the objection is made. */
interface Objector {
  roundId: string
  email: string
  contactId: string
  record: RecordRef | null
}

/**
 * Says no through one door. Saying it twice is one objection. Links are posted to the public address as a mail tool and
 * a browser do, where there is one; the API is called at its own address. The desk's no enters at the operation
 * behind the form. Throws ConnectorError.
 */
export async function optOutThrough(
  app: App,
  door: ShopperDoor,
  objector: Objector,
  signal: AbortSignal,
): Promise<void> {
  if (door.connectionId !== null) return sayNoThere(app, door.connectionId, objector, signal)
  switch (door.door) {
    case 'one-click':
    case 'preferences':
      return sayNoByLink(app, door.door, objector)
    case 'rest':
      return sayNoToApi(app, objector, signal)
    case 'other':
      await recordByHand(app, {
        who: { contactId: null, email: objector.email, phone: null },
        door: 'other',
        receivedAt: app.clock.now(),
        channels,
        words: '',
        evidenceId: null,
        second: false,
        actor: shopperActor,
      })
      return
    default:
      throw new Error(`The mystery shopper has no way through the door ${door.door satisfies Door}`)
  }
}

/** One answer outside 2xx is a door that is closed, whatever stands before the API. */
async function sayNoToApi(app: App, { roundId, email }: Objector, signal: AbortSignal): Promise<void> {
  const { status } = await withRoundKey(app, roundId, (key) =>
    app
      .http({
        method: 'POST',
        url: `${app.apiUrl ?? app.consoleUrl}/api/v1/objections`,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
        timeoutMs,
        signal,
      })
      .catch((cause: unknown) => {
        if (!(cause instanceof ConnectorError) || cause.kind !== 'unavailable') throw cause
        throw new ConnectorError('unavailable', noApi, { cause })
      }),
  )
  if (status < 200 || status > 299)
    throw new ConnectorError('unavailable', `The API answers ${status} at its own address.`, { status })
}

async function sayNoByLink(app: App, door: 'one-click' | 'preferences', { contactId }: Objector): Promise<void> {
  const token = newToken()
  await insertPersonLinks(app.pool, [{ tokenHash: tokenHash(token), contactId }], maskEmail, app.clock.now())
  if (app.publicUrl === null) {
    const link = await personLink(app, token)
    if (link !== null) await stopByLink(app, link, door)
    return
  }
  const { origin } = new URL(app.publicUrl)
  const form =
    door === 'one-click'
      ? { body: 'List-Unsubscribe=One-Click', headers: {} }
      : { body: 'stop=all', headers: { origin } }
  const answer = await app.http({
    method: 'POST',
    url: `${app.publicUrl}/u/${token}/${door}`,
    headers: { ...form.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: form.body,
    timeoutMs,
  })
  if (answer.status !== 200)
    throw new ConnectorError('unavailable', `The person's link answers ${answer.status} at the public address.`, {
      status: answer.status,
    })
}

async function sayNoThere(
  app: App,
  connectionId: string,
  { roundId, email, record }: Objector,
  signal: AbortSignal,
): Promise<void> {
  const { system } = await openConnection(app, connectionId, 'read', signal)
  if (system.shopper === undefined || record === null)
    throw new ConnectorError('bad-request', 'The mystery shopper has no contact in this system.')
  const [outcome] = await system.shopper.optOut([{ orderId: roundId, email, record }])
  if (outcome?.status === 'refused')
    throw new ConnectorError(
      'bad-request',
      `The system does not take the opt-out of the mystery shopper: ${outcome.detail}.`,
    )
}
