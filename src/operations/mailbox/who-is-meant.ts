import type { InboundMessage } from '../../connector/inbound.ts'
import { tokenHash } from '../../crypto/tokens.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import type { Sql } from '../../store/app/database.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { findPersonLink } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'
import type { MeantPerson } from './ask-about-message.ts'

/**
 * Our token decides, in the address or the subject, or in the message complained about; else the recipient named by the
 * complaint; else the sender. A complaint never means whoever forwarded it.
 */
export async function whoIsMeant(app: App, sql: Sql, message: InboundMessage): Promise<MeantPerson> {
  const { mail, reported } = message
  const link = await linkOf(sql, message)
  if (link !== null) {
    return {
      how: 'token',
      emails: [],
      hashes: link.identityHashes,
      contactIds: [...(await peopleOfIdentities(sql, link.identityHashes)).values()].flat(),
    }
  }
  const addresses = reported === null ? [mail.from ?? ''] : reported.recipients
  const emails = [...new Set(addresses.map(normalEmail).filter((email) => email !== null))]
  if (emails.length === 0) return { how: 'nobody', emails: [], hashes: [], contactIds: [] }
  const hashes = emails.map((email) => app.keys.hashEmail(email))
  return {
    how: reported === null ? 'from' : 'recipient',
    emails,
    hashes,
    contactIds: [...new Set([...(await peopleOfIdentities(sql, hashes)).values()].flat())],
  }
}

/** The person's link that a message names: that of the message complained about, in a complaint. */
export async function linkOf(sql: Sql, { tokens, reported }: InboundMessage) {
  for (const token of reported === null ? tokens : reported.tokens) {
    const link = await findPersonLink(sql, tokenHash(token))
    if (link !== null) return link
  }
  return null
}
