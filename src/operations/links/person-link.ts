import { channels } from '../../domain/app/channel.ts'
import { maskEmail, normalEmail } from '../../domain/contacts/identity.ts'
import { tokenHash } from '../../crypto/tokens.ts'
import { keepShownText } from '../../store/objections/person-mails.ts'
import { findPersonLink, type PersonLink } from '../../store/tags/tags.ts'
import { countHit } from '../../store/accounts/rate-counters.ts'
import type { App } from '../app/app.ts'
import { askIfNotMe, type Letter } from '../objections/person-mail.ts'
import { recordObjection, type RecordedObjection } from '../objections/record-objection.ts'

/** The link of a person, or null when nobody has this token. */
export async function personLink(app: App, token: string): Promise<PersonLink | null> {
  return findPersonLink(app.pool, tokenHash(token))
}

/** What a page showed to the person who then chose, and how the choice came. */
export interface Proof {
  language: string
  /** Every text of the page that says what a choice does. */
  shown: { hash: Buffer; body: unknown } | null
  /** The page the form came from showed another text: its hash, as the form gave it. */
  shownThen: string | null
  /** No browser of a person seems to have sent it: obeyed all the same (docs/reference/promises.md#links). */
  doubtful: boolean
  /** The browser asked not to pass data on (Sec-GPC). */
  gpc: boolean
  /** The mail that asks "was it you", when the choice is doubtful. */
  notMe: Letter | null
}

/** Evidence of a choice: never an address, a token or where it came from. */
export function choiceEvidence(proof: Proof): Record<string, unknown> {
  return {
    language: proof.language,
    ...(proof.shown === null ? {} : { shown: proof.shown.hash.toString('hex') }),
    ...(proof.shownThen === null ? {} : { shownThen: proof.shownThen }),
    ...(proof.doubtful ? { doubtful: true } : {}),
    ...(proof.gpc ? { gpc: true } : {}),
  }
}

export async function keepProof(app: App, proof: Proof): Promise<void> {
  if (proof.shown !== null)
    await keepShownText(app.pool, proof.shown.hash, proof.language, proof.shown.body, app.clock.now())
}

/**
 * "Stop everything" by the person's own link; `kept` = it came earlier and waited on the disk. Always obeyed, also
 * after a purge and also twice (docs/reference/promises.md#links).
 */
export async function stopByLink(
  app: App,
  link: PersonLink,
  door: 'link' | 'one-click' | 'preferences',
  proof: Proof | null = null,
  kept: { receivedAt: Date; idempotencyKey: string | null } = { receivedAt: app.clock.now(), idempotencyKey: null },
): Promise<RecordedObjection> {
  if (proof !== null) await keepProof(app, proof)
  const recorded = await recordObjection(app, {
    emails: [],
    hashes: link.identityHashes,
    contactId: null,
    channels,
    receivedAt: kept.receivedAt,
    door,
    actor: 'the person',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: proof === null ? {} : choiceEvidence(proof),
    idempotencyKey: kept.idempotencyKey,
  })
  if (proof?.doubtful === true && proof.notMe !== null && !recorded.repeated)
    await askIfNotMe(app, link, recorded.id, proof.notMe)
  return recorded
}

/**
 * Addresses that visitors without a known link may stop in an hour, all together: nobody empties a base by writing
 * addresses.
 */
const addressesPerHour = 300
/** The same address, in an hour: it stands after the first time. */
const sameAddressPerHour = 5

/**
 * A person whose link is unknown writes the address to stop: recorded as doubtful, its owner is asked by mail whether
 * it was them, and the answer never tells who is known. The limits do not look at where a visitor says to come from,
 * which anybody can write. Null = not an address.
 */
export async function stopByAddress(
  app: App,
  raw: string,
  notMe: Letter,
): Promise<RecordedObjection | 'too-often' | null> {
  const email = normalEmail(raw)
  if (email === null) return null
  const hash = app.keys.hashEmail(email)
  if ((await countHit(app.pool, `lost address ${hash.toString('hex')}`, 3_600)) > sameAddressPerHour) return 'too-often'
  if ((await countHit(app.pool, 'lost address', 3_600)) > addressesPerHour) return 'too-often'
  const recorded = await recordObjection(app, {
    emails: [email],
    hashes: [],
    contactId: null,
    channels,
    receivedAt: app.clock.now(),
    door: 'link',
    actor: 'a visitor',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: { doubtful: true },
    idempotencyKey: null,
  })
  if (!recorded.repeated)
    await askIfNotMe(app, { identityHashes: [hash], masked: maskEmail(email) }, recorded.id, notMe)
  return recorded
}
