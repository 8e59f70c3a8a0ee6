import { channels } from '../../../domain/app/channel.ts'
import { normalEmail } from '../../../domain/contacts/identity.ts'
import { emailsIn } from '../../../domain/mailbox/text/own-words.ts'
import { isCut } from '../../../domain/mailbox/text/parsed-mail.ts'
import { senderProof } from '../../../domain/mailbox/sender-proof.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { MailboxSettings } from '../../../store/mailbox/mailbox-settings.ts'
import { noteMessageObjection } from '../../../store/mailbox/mailbox.ts'
import type { App } from '../../app/app.ts'
import { recordObjections, type RecordedObjection } from '../../objections/record-objection.ts'
import type { JudgedMessage } from '../judge-messages.ts'

/** A vendor's mail that lists people who opted out there. */
export interface VendorList {
  vendor: string
  emails: readonly string[]
  /** False = there is more of it than is read: its end, or a file. */
  isWhole: boolean
}

/**
 * The people whom a vendor's mail lists (docs/reference/brokers.md#leadiq), where our server proved its sender; null
 * for any other mail, and for one that names nobody and holds no file: those are judged as every mail is. Addresses at
 * the vendor's own domain and our own are none of the list.
 */
export function vendorListIn(settings: MailboxSettings, mailbox: string, message: JudgedMessage): VendorList | null {
  const from = normalEmail(message.mail.from ?? '')
  const named = settings.vendors.find(({ address }) => address === from)
  if (from === null || named === undefined) return null
  if (senderProof(message.authenticated, from, settings.authServer) !== 'proven') return null
  const domainOf = (email: string) => email.split('@').at(-1) ?? ''
  const ours = [...settings.domains, domainOf(mailbox.toLowerCase()), domainOf(from)]
  const isOurs = (domain: string) => ours.some((own) => domain === own || domain.endsWith(`.${own}`))
  const emails = [...new Set(emailsIn(message.words).flatMap((text) => normalEmail(text) ?? []))].filter(
    (email) => !isOurs(domainOf(email)),
  )
  const isWhole = !isCut(message.mail) && (emails.length > 0 || message.mail.attachments === 0)
  return emails.length === 0 && isWhole ? null : { vendor: named.vendor, emails, isWhole }
}

/** Each is an opt-out at the vendor, from the day of its mail. */
export async function recordVendorList(
  app: App,
  sql: Sql,
  at: { connection: Connection; message: JudgedMessage; messageId: string },
  { vendor, emails }: VendorList,
): Promise<RecordedObjection[]> {
  const now = app.clock.now()
  const { receivedAt } = at.message
  const recorded = await recordObjections(
    app,
    sql,
    emails.map((email) => ({
      emails: [email],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: receivedAt < now ? receivedAt : now,
      door: 'broker',
      actor: vendor,
      originConnectionId: at.connection.id,
      lane: 'objection',
      reason: 'objection',
      evidence: { messageId: at.messageId, broker: vendor, undated: true },
      idempotencyKey: null,
    })),
  )
  if (recorded[0] !== undefined) await noteMessageObjection(sql, at.messageId, recorded[0].id)
  return recorded
}
