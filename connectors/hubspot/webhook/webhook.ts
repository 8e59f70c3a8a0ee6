import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { VendorActor, VendorEvent, WebhookSpec } from '../../../src/connector/webhook.ts'
import { complaint } from '../read/map-record.ts'
import { verifySignature } from './signature.ts'

const Id = z.union([z.number(), z.string()]).transform(String)
/**
 * docs/reference/hubspot.md#hook-delivery. Some tables of the vendor say `eventType` where payloads say
 * `subscriptionType`. What may be missing may be null: one event must not cost the others.
 */
const Event = z.object({
  eventId: Id.nullish(),
  portalId: Id,
  occurredAt: z.coerce.number(),
  subscriptionType: z.string().nullish(),
  eventType: z.string().nullish(),
  objectId: Id.nullish(),
  objectTypeId: z.string().nullish(),
  propertyName: z.string().nullish(),
  propertyValue: z.unknown().nullish(),
  primaryObjectId: Id.nullish(),
  newObjectId: Id.nullish(),
  changeSource: z.string().nullish(),
  sourceId: Id.nullish(),
})
type Event = z.infer<typeof Event>

const kinds: Readonly<Record<string, VendorEvent['kind']>> = {
  propertyChange: 'changed',
  creation: 'created',
  deletion: 'deleted',
  merge: 'merged',
  restore: 'restored',
  privacyDeletion: 'privacy-deleted',
}

/** Signature v3; events carry ids only, so records are read again before anything is done. */
export const hubspotWebhook: WebhookSpec = {
  verify: verifySignature,
  parse(body) {
    const parsed = z.array(Event).safeParse(jsonOf(body))
    if (!parsed.success) throw new ConnectorError('bad-request', 'The delivery is not a list of HubSpot events.')
    return parsed.data.map(toVendorEvent)
  },
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new ConnectorError('bad-request', 'The delivery is not JSON.', cause instanceof SyntaxError ? {} : { cause })
  }
}

function toVendorEvent(event: Event): VendorEvent {
  const { type, act, isContact } = meaningOf(event)
  const id = event.newObjectId ?? event.objectId ?? event.primaryObjectId ?? null
  const record = isContact && id !== null ? { object: 'contact', id } : null
  const kind = record === null ? 'ignored' : (kinds[act] ?? 'ignored')
  const whyIgnored = isContact ? 'this kind of event changes nothing we keep' : 'not about a contact'
  return {
    dedupeKey: dedupeKey(event, type),
    accountId: event.portalId,
    record,
    kind,
    reason: kind === 'ignored' ? whyIgnored : null,
    occurredAt: new Date(event.occurredAt),
    actor: actorOf(event),
    ...(kind === 'changed' && optsOut(event) ? { objected: ['email'] as const } : {}),
  }
}

/** What the type says, such as `contact.merge` or `object.creation`. */
function meaningOf(event: Event): { type: string; act: string; isContact: boolean } {
  const type = event.subscriptionType ?? event.eventType ?? ''
  const [family, act = ''] = type.split('.')
  return { type, act, isContact: family === 'contact' || (family === 'object' && event.objectTypeId === '0-1') }
}

/**
 * The portal-wide opt-out of the primary address, or a complaint of its holder
 * (docs/reference/hubspot.md#prop-quarantine); other objections are read from the record.
 */
function optsOut({ propertyName, propertyValue }: Event): boolean {
  if (propertyName === complaint.property) return propertyValue === complaint.reason
  return propertyName === 'hs_email_optout' && String(propertyValue) === 'true'
}

/**
 * The vendor's pages write as `CRM_UI` (docs/reference/hubspot.md#hook-source; the full list of sources is UNSURE):
 * what is not known to be a screen counts as a program.
 */
const screenSources: ReadonlySet<string> = new Set(['CRM_UI', 'CRM_UI_BULK_ACTION', 'MOBILE_IOS', 'MOBILE_ANDROID'])

function actorOf({ changeSource, sourceId }: Event): VendorActor {
  if (changeSource == null || changeSource === '') return { kind: 'unknown', name: '' }
  // A source id may be a sentence of the vendor's: only what looks like an id is kept, a user's without its `userId:`.
  const id = /^(?:userId:)?([A-Za-z0-9:_.-]{1,60})$/u.exec(sourceId ?? '')?.[1]
  const source = changeSource.slice(0, 40)
  return {
    kind: screenSources.has(changeSource) ? 'user' : 'app',
    name: id === undefined ? source : `id ${id}, ${source}`,
  }
}

/** docs/reference/hubspot.md#hook-delivery: `eventId` alone is not unique, and `attemptNumber` must stay out. */
function dedupeKey(event: Event, type: string): string {
  const id = event.objectId ?? event.newObjectId ?? event.primaryObjectId ?? ''
  return [event.portalId, type, id, event.propertyName ?? '', String(event.occurredAt), event.eventId ?? '']
    .map(encodeURIComponent)
    .join('|')
}
