import { z } from 'zod'
import type { VendorActor, VendorEvent } from '../../../src/connector/webhook.ts'
import { channels, type Channel } from '../../../src/domain/app/channel.ts'
import { clientName } from '../transport/endpoints.ts'
import { isPersonObject, optOutFields } from '../fields/fields.ts'
import { isId, to18 } from '../transport/ids.ts'
import { individual } from '../records/individuals.ts'

/**
 * Header of a change event as CometD brings it, and the opt-outs among its fields (docs/reference/salesforce.md#cdc).
 * Everything else is read again.
 */
const ChangeEvent = z.object({
  payload: z.object({
    ChangeEventHeader: z.object({
      entityName: z.string(),
      recordIds: z.array(z.string()),
      changeType: z.string(),
      changeOrigin: z.string().nullish(),
      transactionKey: z.string().nullish(),
      sequenceNumber: z.number().nullish(),
      commitTimestamp: z.coerce.number(),
      commitUser: z.string().nullish(),
    }),
    HasOptedOutOfEmail: z.boolean().nullish(),
    DoNotCall: z.boolean().nullish(),
    HasOptedOutOfFax: z.boolean().nullish(),
    HasOptedOutSolicit: z.boolean().nullish(),
    ShouldForget: z.boolean().nullish(),
  }),
  event: z.object({ replayId: z.number() }),
})

/**
 * What one change event means for us; an event of an Individual stands for its persons. `gap`: the org lost events or
 * names no record, so everything must be read again.
 */
interface ReadChange {
  replayId: number
  events: readonly VendorEvent[]
  gap: boolean
}

const kinds: Readonly<Record<string, VendorEvent['kind']>> = {
  CREATE: 'created',
  UPDATE: 'changed',
  DELETE: 'deleted',
  UNDELETE: 'restored',
  GAP_CREATE: 'created',
  GAP_UPDATE: 'changed',
  GAP_DELETE: 'deleted',
  GAP_UNDELETE: 'restored',
}

/** Reads one message of a change channel for the org `accountId`; null when it is not one. */
export function readChange(data: unknown, accountId: string): ReadChange | null {
  const parsed = ChangeEvent.safeParse(data)
  if (!parsed.success) return null
  const header = parsed.data.payload.ChangeEventHeader
  const { replayId } = parsed.data.event
  const kind = kinds[header.changeType]
  // A wildcard such as 003* stands for records nobody lists (docs/reference/salesforce.md#cdc-gaps); so does an
  // overflow.
  const ids = header.recordIds.filter(isId).map(to18)
  const gap = header.changeType === 'GAP_OVERFLOW' || (ids.length < header.recordIds.length && kind !== undefined)
  if ((!isPersonObject(header.entityName) && header.entityName !== individual) || header.changeType === 'GAP_OVERFLOW')
    return { replayId, events: [], gap }
  const own = isOwnWrite(header.changeOrigin ?? '')
  const objected = own ? [] : optOutsIn(parsed.data.payload)
  const events = ids.map(
    (id): VendorEvent => ({
      dedupeKey: [
        header.entityName,
        header.transactionKey ?? replayId,
        header.sequenceNumber ?? '',
        header.changeType,
        id,
      ]
        .map((part) => encodeURIComponent(String(part)))
        .join('|'),
      accountId,
      record: { object: header.entityName, id },
      kind: own || kind === undefined ? 'ignored' : kind,
      reason: own ? 'our own write' : kind === undefined ? 'this kind of event changes nothing we keep' : null,
      occurredAt: new Date(header.commitTimestamp),
      actor: actorOf(header.changeOrigin ?? '', header.commitUser ?? null),
      ...(objected.length === 0 ? {} : { objected }),
    }),
  )
  return { replayId, events, gap }
}

function optOutsIn(payload: z.infer<typeof ChangeEvent>['payload']): Channel[] {
  if (payload.HasOptedOutSolicit === true || payload.ShouldForget === true) return [...channels]
  return channels.filter((channel) => {
    const field = optOutFields[channel]
    return field !== undefined && payload[field as 'HasOptedOutOfEmail' | 'DoNotCall' | 'HasOptedOutOfFax'] === true
  })
}

function clientOf(origin: string): string {
  return /;client=([^;]*)$/u.exec(origin)?.[1]?.replace(/\/$/u, '') ?? ''
}

/**
 * Our calls name themselves, and the event repeats the name (docs/reference/salesforce.md#cdc-origin). Echoes need no
 * second look.
 */
function isOwnWrite(origin: string): boolean {
  return clientOf(origin) === clientName
}

/** The pages of Salesforce itself write without an origin or as this client (UNSURE): everything else is a program. */
const screenClients: ReadonlySet<string> = new Set(['', 'SfdcInternalAPI'])

function actorOf(origin: string, user: string | null): VendorActor {
  if (user === null && origin === '') return { kind: 'unknown', name: '' }
  const client = clientOf(origin)
  const screen = screenClients.has(client) && !/\/(?:rest|bulk)\//u.test(origin)
  return {
    kind: screen ? 'user' : 'app',
    name: [user ?? '', screen ? '' : client].filter((part) => part !== '').join(' '),
  }
}
