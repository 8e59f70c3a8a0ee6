import { channels } from '../domain/channel.ts'
import { normalEmail } from '../domain/identity.ts'
import { tokenHash } from '../crypto/tokens.ts'
import { findPersonLink, type PersonLink } from '../store/tags.ts'
import type { App } from './app.ts'
import { recordObjection, type RecordedObjection } from './record-objection.ts'

/** The link of a person, or null when nobody has this token. */
export async function personLink(app: App, token: string): Promise<PersonLink | null> {
  return findPersonLink(app.pool, tokenHash(token))
}

/** "Stop everything" by the person's own link. Always obeyed, also after a purge and also twice (DESIGN 6, Links). */
export async function stopByLink(app: App, link: PersonLink, door: 'link' | 'one-click'): Promise<RecordedObjection> {
  return recordObjection(app, {
    emails: [], hashes: link.identityHashes, contactId: null, channels, receivedAt: app.clock.now(), door, actor: 'the person', originConnectionId: null,
    lane: 'objection', reason: 'objection', evidence: {}, idempotencyKey: null,
  })
}

/** A person whose link is unknown writes the address to stop: recorded as doubtful, and the answer never tells who is known. Null = not an address. */
export async function stopByAddress(app: App, raw: string): Promise<RecordedObjection | null> {
  const email = normalEmail(raw)
  if (email === null) return null
  return recordObjection(app, {
    emails: [email], hashes: [], contactId: null, channels, receivedAt: app.clock.now(), door: 'link', actor: 'a visitor', originConnectionId: null,
    lane: 'objection', reason: 'objection', evidence: { doubtful: true }, idempotencyKey: null,
  })
}
