import { z } from 'zod'
import type { VendorEvent } from '../../../src/connector/webhook.ts'

const Id = z.union([z.number(), z.string()]).transform(String)
/**
 * One entry of a journal file. The vendor describes the file and not its entries (docs/reference/hubspot.md#journal:
 * UNSURE), so what pushed events carry is taken from either place, and an unknown shape is told as such.
 */
const Entry = z.object({
  type: z.string().optional(),
  subscriptionType: z.string().optional(),
  action: z.string().optional(),
  eventType: z.string().optional(),
  portalId: Id.optional(),
  objectTypeId: z.string().optional(),
  objectId: Id.optional(),
  newObjectId: Id.optional(),
  primaryObjectId: Id.optional(),
  eventId: Id.optional(),
  propertyName: z.string().optional(),
  occurredAt: z.union([z.number(), z.iso.datetime({ offset: true })]).optional(),
})

type Entry = z.infer<typeof Entry>

const kinds: Readonly<Record<string, VendorEvent['kind']>> = {
  CREATE: 'created',
  CREATION: 'created',
  UPDATE: 'changed',
  PROPERTYCHANGE: 'changed',
  DELETE: 'deleted',
  DELETION: 'deleted',
  MERGE: 'merged',
  RESTORE: 'restored',
  GDPR_PRIVACY_DELETION: 'privacy-deleted',
  PRIVACYDELETION: 'privacy-deleted',
}

/**
 * Reads one entry of our account's journal; null when its shape is not known. Entries of other objects are `ignored`.
 */
export function journalEvent(entry: unknown, accountId: string, offset: string): VendorEvent | null {
  const parsed = Entry.safeParse(entry)
  if (!parsed.success) return null
  const value = parsed.data
  const act = actOf(value)
  const id = value.newObjectId ?? value.objectId ?? value.primaryObjectId
  const common = {
    dedupeKey: ['journal', offset, act, id, value.propertyName, value.occurredAt, value.eventId]
      .map((part) => encodeURIComponent(part ?? ''))
      .join('|'),
    accountId,
    occurredAt: new Date(value.occurredAt ?? 0),
  }
  const foreign = reasonToIgnore(value, accountId)
  if (foreign !== null) return { ...common, record: null, kind: 'ignored', reason: foreign }
  const kind = kinds[act] ?? (value.type === 'GDPR_PRIVACY_DELETION' ? 'privacy-deleted' : undefined)
  return kind === undefined || id === undefined
    ? null
    : { ...common, record: { object: 'contact', id }, kind, reason: null }
}

/** What happened, by whichever name the entry gives it. */
const actOf = ({ action, eventType, subscriptionType, type }: Entry): string =>
  (action ?? eventType ?? subscriptionType ?? type ?? '').split('.').at(-1)?.toUpperCase() ?? ''

function reasonToIgnore({ portalId, objectTypeId }: Entry, accountId: string): string | null {
  if (portalId !== undefined && portalId !== accountId) return 'another account'
  return objectTypeId === undefined || objectTypeId === '0-1' ? null : 'not about a contact'
}
