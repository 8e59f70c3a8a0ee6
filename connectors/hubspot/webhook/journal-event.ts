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
  const act =
    (value.action ?? value.eventType ?? value.subscriptionType ?? value.type ?? '').split('.').at(-1)?.toUpperCase() ??
    ''
  const kind = kinds[act] ?? (value.type === 'GDPR_PRIVACY_DELETION' ? 'privacy-deleted' : undefined)
  const id = value.newObjectId ?? value.objectId ?? value.primaryObjectId
  const ours = value.portalId === undefined || value.portalId === accountId
  const contact = value.objectTypeId === undefined || value.objectTypeId === '0-1'
  if (ours && contact && (kind === undefined || id === undefined)) return null
  const wanted = ours && contact && kind !== undefined && id !== undefined
  return {
    dedupeKey: [
      'journal',
      offset,
      act,
      id ?? '',
      value.propertyName ?? '',
      String(value.occurredAt ?? ''),
      value.eventId ?? '',
    ]
      .map(encodeURIComponent)
      .join('|'),
    accountId,
    record: wanted ? { object: 'contact', id } : null,
    kind: wanted ? kind : 'ignored',
    reason: wanted ? null : ours ? 'not about a contact' : 'another account',
    occurredAt: new Date(value.occurredAt ?? 0),
  }
}
