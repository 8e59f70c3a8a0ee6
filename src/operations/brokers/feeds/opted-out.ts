import type { OptedOut } from '../../../connector/opt-outs.ts'
import { linkedInPage } from '../../../domain/contacts/linkedin.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import type { Sql } from '../../../store/app/database.ts'
import { keepUnknown, keptAmong, peopleOfPage } from '../../../store/brokers/feeds/vendor-ids.ts'
import type { App } from '../../app/app.ts'
import type { ObjectionInput } from '../../objections/objection-input.ts'

/** The sender's clock may be ahead of ours. */
export const notLaterThan = (now: Date, at: Date | null): Date => (at === null || at > now ? now : at)

/**
 * Who is meant by an opt-out at a vendor: everybody whom its addresses, numbers and kept id name, and whose record
 * shows its page. Gives one objection for each person of the page, else one; none where nobody is named whom we know
 * or could know, which is remembered until somebody brings whose id it is.
 */
export async function objectionsAtVendor(
  app: App,
  sql: Sql,
  connection: Connection,
  message: string,
  person: OptedOut,
): Promise<ObjectionInput[]> {
  const now = app.clock.now()
  const { vendorId, emails, phones = [] } = person
  const kept = vendorId === undefined ? [] : await keptAmong(sql, connection.id, [vendorId])
  const page = person.linkedin === undefined ? null : linkedInPage(person.linkedin)
  const contacts = page === null ? [] : await peopleOfPage(sql, page)
  const base = {
    ...saidByVendor(connection, notLaterThan(now, person.at)),
    emails,
    phones,
    hashes: kept.map(({ hash }) => hash),
    channels: person.channels,
    evidence: {
      message,
      broker: connection.label,
      ...(vendorId === undefined ? {} : { vendorId }),
      ...(person.at === null ? { undated: true } : {}),
    },
  }
  if (contacts.length > 0) return contacts.map((contactId) => ({ ...base, contactId }))
  if (emails.length + phones.length + kept.length > 0) return [{ ...base, contactId: null }]
  if (vendorId !== undefined) await keepUnknown(sql, connection.id, { vendorId, at: person.at, message }, now)
  return []
}

/** What every objection has that a vendor tells of. */
export function saidByVendor(connection: Connection, receivedAt: Date) {
  return {
    receivedAt,
    door: 'broker' as const,
    actor: connection.label,
    originConnectionId: connection.id,
    lane: 'objection' as const,
    reason: 'objection' as const,
    idempotencyKey: null,
  }
}
