import { randomUUID } from 'node:crypto'
import type { AccessAsker, AnswerLanguage } from '../../domain/evidence/access-asker.ts'
import type { AccessEntry } from '../../domain/evidence/access-request.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { findContact } from '../../store/contacts/contact-view.ts'
import {
  askerHashes,
  findAccess,
  insertAccess,
  linkAccess,
  lockAccess,
  noteAccessAnswered,
  openAccessOfAddress,
  setAskerHashes,
} from '../../store/evidence/access-requests.ts'
import { answerReviewRow, findReview } from '../../store/mailbox/reviews.ts'
import { askerHolder } from '../../store/contacts/access-askers.ts'
import { lockIdentities } from '../../store/removals/erasure-requests.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { AccessRefused } from './access-refused.ts'
import { hashesOf, sealAsker, unseenOnes } from './access-askers.ts'

export type Keeper = Pick<User, 'email' | 'role'>

export function requireKeeper(user: Keeper): void {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new AccessRefused('role')
}

/** What is noted of a request, whoever asked. */
interface NewRequest {
  reviewId: string | null
  entry: AccessEntry
  language?: AnswerLanguage | null
}

/**
 * Puts a person's request for access into the register, with the day of its answer (GDPR art. 15, 12(3);
 * docs/reference/law.md#f6); a question of the inbox that asked for it is answered. Nobody who waits for the answer is
 * removed; who was removed before may ask what is left. Gives its id. Throws AccessRefused.
 */
export async function recordAccess(app: App, user: Keeper, input: NewRequest & { contactId: string }): Promise<string> {
  requireKeeper(user)
  return inTransaction(app.pool, (sql) => enter(app, sql, user, input))
}

/**
 * The same for somebody who gave an address, a number or a name: about the contact that holds the address or the
 * number; else about somebody who is in no system, who is known again by them if a record of theirs comes later.
 */
export async function recordAsker(app: App, user: Keeper, input: NewRequest & { asker: AccessAsker }): Promise<string> {
  requireKeeper(user)
  const hashes = hashesOf(app, input.asker)
  return inTransaction(app.pool, async (sql) => {
    await lockIdentities(sql, hashes)
    const contactId = await askerHolder(sql, hashes)
    if (contactId !== null) return enter(app, sql, user, { ...input, contactId })
    if ((await openAccessOfAddress(sql, hashes)) !== null) throw new AccessRefused('open')
    return enter(app, sql, user, { ...input, contactId: null, hashes })
  })
}

async function enter(
  app: App,
  sql: Sql,
  user: Keeper,
  input: NewRequest & ({ contactId: string } | { contactId: null; asker: AccessAsker; hashes: readonly Buffer[] }),
): Promise<string> {
  const now = app.clock.now()
  const id = randomUUID()
  const contactId = input.contactId === null ? null : await wholeOf(sql, input.contactId)
  if (input.reviewId !== null) await closeReview(sql, input.reviewId, user, now)
  const { reviewId, entry, language = null } = input
  const sealed = input.contactId === null ? sealAsker(app, id, input.asker) : null
  const number = await insertAccess(sql, { id, contactId, reviewId, entry, language, sealed, by: user.email }, now)
  if (number === null) throw new AccessRefused('open')
  if (input.contactId === null) await setAskerHashes(sql, id, input.hashes)
  const { door, receivedOn, dueOn, identity } = entry
  await insertAudit(
    sql,
    [
      {
        actId: `access:${id}`,
        act: 'access',
        actor: user.email,
        contactId,
        details: { number, door, receivedOn, dueOn, identity: identity.how },
      },
    ],
    now,
  )
  return id
}

/** The contact, or the one it was folded into. */
async function wholeOf(sql: Sql, id: string): Promise<string> {
  const found = await findContact(sql, id)
  const contact = found?.mergedInto == null ? found : await findContact(sql, found.mergedInto)
  if (contact === null) throw new AccessRefused('unknown')
  return contact.id
}

async function closeReview(sql: Sql, id: string, user: Keeper, now: Date): Promise<void> {
  const review = await findReview(sql, id)
  if (review === null || review.kind !== 'access-request') throw new AccessRefused('unknown')
  await answerReviewRow(sql, review.id, 'answered', user.email, now)
}

/**
 * Notes that the person got the answer; the company sends it itself. Of somebody who is in no system a search must have
 * said so, and nothing of them may have come since: `absent` = the answer that was sent said that nothing was found.
 * Throws AccessRefused.
 */
export async function answerAccess(
  app: App,
  user: Keeper,
  key: string,
  { absent = false }: { absent?: boolean } = {},
): Promise<void> {
  requireKeeper(user)
  const now = app.clock.now()
  const foundAt = await inTransaction(app.pool, async (sql) => {
    const request = await findAccess(sql, key)
    if (request === null) throw new AccessRefused('unknown')
    await lockAccess(sql, request.id)
    if (request.answeredAt !== null) throw new AccessRefused('answered')
    if (absent && request.contactId !== null) throw new AccessRefused('found', { contactIds: [request.contactId] })
    if (request.contactId === null) {
      if (request.looked === null) throw new AccessRefused('not-searched')
      const contactId = await linkHolder(sql, request, user, now)
      if (contactId !== null) return contactId
      const contactIds = await unseenOnes(app, sql, request)
      if (contactIds.length > 0) throw new AccessRefused('same-name', { contactIds })
    }
    if (!(await noteAccessAnswered(sql, request.id, user.email, now))) throw new AccessRefused('answered')
    await insertAudit(
      sql,
      [
        {
          actId: `access-answer:${request.id}`,
          act: 'access',
          actor: user.email,
          contactId: request.contactId,
          details: { number: request.number, answered: true, ...(request.contactId === null ? { absent: true } : {}) },
        },
      ],
      now,
    )
    return null
  })
  if (foundAt !== null) throw new AccessRefused('found', { contactIds: [foundAt] })
}

/**
 * The contact whose record holds the address by now, which the request is about from here on; null = none does. Throws
 * AccessRefused where another request of that contact waits.
 */
export async function linkHolder(
  sql: Sql,
  request: { id: string; number: string },
  user: Keeper,
  now: Date,
): Promise<string | null> {
  const hashes = await askerHashes(sql, request.id)
  await lockIdentities(sql, hashes)
  const contactId = await askerHolder(sql, hashes)
  if (contactId !== null) await linkTo(sql, request, contactId, user, now)
  return contactId
}

/** The request is about this contact from here on. Throws AccessRefused where another request of it waits. */
export async function linkTo(
  sql: Sql,
  { id, number }: { id: string; number: string },
  contactId: string,
  user: Keeper,
  now: Date,
): Promise<void> {
  if (!(await linkAccess(sql, id, contactId, now))) throw new AccessRefused('open', { contactIds: [contactId] })
  await insertAudit(
    sql,
    [
      {
        actId: `access-found:${id}`,
        act: 'access',
        actor: user.email,
        contactId,
        details: { number, found: true },
      },
    ],
    now,
  )
}
