import { randomUUID } from 'node:crypto'
import { natureOfAddress, normalEmail } from '../../domain/contacts/identity.ts'
import type { Classification } from '../../domain/mailbox/text/parsed-mail.ts'
import { isCompanyDomain } from '../../domain/contacts/mail-domain.ts'
import { dayOf } from '../../domain/app/day.ts'
import { dayHere } from '../settings/today-here.ts'
import { answerDeadline } from '../../domain/removals/answer-deadline.ts'
import type { Sql } from '../../store/app/database.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { loadSuppressions } from '../../store/objections/objections.ts'
import { insertReviewHold } from '../../store/objections/review-holds.ts'
import { insertReview, isFollowed, wasAsked, type NewReview, type ReviewKind } from '../../store/mailbox/reviews.ts'
import type { App } from '../app/app.ts'

/** Days within which a question wants its answer; a right has its own deadline. */
const dueDays: Readonly<Record<Exclude<ReviewKind, 'erasure-request' | 'access-request' | 'crm-note'>, number>> = {
  'mail-unsure': 2,
  'mail-unknown-sender': 2,
  'employer-no': 7,
  'new-contact': 14,
  'crm-edit': 2,
}
/** A hold that nobody answers ends by itself after this time. */
const holdDays = 365
const dayMs = 86_400_000

/** Who a message speaks for, and how that is known. */
export interface MeantPerson {
  how: 'token' | 'from' | 'recipient' | 'named' | 'nobody'
  emails: readonly string[]
  hashes: readonly Buffer[]
  contactIds: readonly string[]
}

/** A message that was judged, in the transaction that takes it in. */
interface Judged {
  app: App
  sql: Sql
  connectionId: string
  messageId: string
  receivedAt: Date
  /** Mails that hang on it and are not read: nobody knows whose they are, and what they say. */
  unread?: number
  judged: Classification
  person: MeantPerson
}

/**
 * Opens the questions that only a person answers, sending blocked meanwhile where the message may be an objection.
 * Gives the holds to carry.
 */
export async function askAboutMessage(message: Judged, objectionId: string | null): Promise<string[]> {
  const { judged, person } = message
  const says = (verdict: Classification['verdicts'][number]) => judged.verdicts.includes(verdict)
  const objection = { objectionId, meanwhileBlocked: objectionId !== null }
  const no = says('objection') || says('complaint')
  const { holdIds, all } = says('someone-else') ? await askAboutNamed(message) : { holdIds: [], all: true }
  const { ofSender, ofOthers } = await openIn(message, no)
  if (ofOthers || !all) await open(message, 'mail-unknown-sender', objection)
  if (no && person.how === 'nobody') return holdIds
  await askForDpo(message, objection)
  if (ofSender) holdIds.push(...(await askWhether(message, person.contactIds, {})))
  await suggestNewContact(message)
  return holdIds
}

/** What is not clear: whether the sender says no, of whom no objection stands, and for whom else the message speaks. */
async function openIn(
  { sql, judged, person, unread = 0 }: Judged,
  no: boolean,
): Promise<{ ofSender: boolean; ofOthers: boolean }> {
  const unknown = person.contactIds.length === 0
  const unsure = judged.verdicts.includes('unsure')
  // The address that wrote is in nobody's record, or none is named: the objection stands for what it names, and a
  // person looks for whom else it was meant.
  const nobody = person.how === 'nobody' || (person.how === 'token' && unknown)
  const hasMore = unread > 0 && !judged.verdicts.includes('complaint')
  const ofSender = unsure && !nobody && !(hasMore && unknown) && !(await objectedBefore(sql, person.hashes))
  // Whoever answers whether the sender says no reads the rest as well.
  return { ofSender, ofOthers: (no && unknown) || (unsure && nobody) || (hasMore && !ofSender) }
}

/** An automatic answer names the same person each time: asked once in so many days. */
const suggestedAgainDays = 365

/**
 * Who wrote has left, or names a colleague to write to: a person may add them to a CRM. Nothing is written there by
 * itself: the person named knows nothing of it yet. Not asked where the message asks for anything else, nor about
 * somebody whom a CRM holds already.
 */
async function suggestNewContact(message: Judged): Promise<void> {
  const { app, sql, judged, person } = message
  if (judged.verdicts.some((verdict) => verdict !== 'none' && verdict !== 'auto-reply')) return
  const email = normalEmail(judged.newContact?.email ?? '')
  const [contactId] = person.contactIds
  if (email === null || contactId === undefined) return
  const known = await peopleOfIdentities(sql, [app.keys.hashEmail(email)])
  const since = new Date(app.clock.now().getTime() - suggestedAgainDays * dayMs)
  if ([...known.values()].flat().length > 0 || (await wasAsked(sql, 'new-contact', contactId, since))) return
  await open(message, 'new-contact', {})
}

/**
 * Somebody who is none of ours wrote to the mailbox of colleagues: a person looks, unless a question or an objection
 * says all. Nobody is answered.
 */
export async function askAboutStranger(message: Judged): Promise<void> {
  if (!(await isFollowed(message.sql, message.messageId)))
    await open(message, 'mail-unknown-sender', { facts: { rules: rulesOf(message.judged), how: 'stranger' } })
}

/** A colleague's message of which nothing follows, and of which the colleague was not told so: a person looks. */
export function askAboutUntold(
  app: App,
  sql: Sql,
  { messageId, connectionId }: { messageId: string; connectionId: string },
): Promise<void> {
  const now = app.clock.now()
  return insertReview(
    sql,
    {
      id: randomUUID(),
      kind: 'mail-unknown-sender',
      contactId: null,
      objectionId: null,
      connectionId,
      messageId,
      facts: { rules: ['colleague'], how: 'nobody' },
      dueOn: dayOf(new Date(now.getTime() + dueDays['mail-unknown-sender'] * dayMs)),
      meanwhileBlocked: false,
    },
    now,
  )
}

/** Rights of people and a no of a whole company: questions that a DPO or an admin answers. */
async function askForDpo(
  message: Judged,
  objection: Pick<NewReview, 'objectionId' | 'meanwhileBlocked'>,
): Promise<void> {
  const { judged, person } = message
  if (judged.verdicts.includes('erasure')) await open(message, 'erasure-request', objection)
  if (judged.verdicts.includes('access')) await open(message, 'access-request', objection)
  // Whoever writes from a mailbox of a public provider speaks for nobody else there.
  const domain = domainOf(person)
  if (
    judged.verdicts.includes('employer') &&
    !person.emails.some((email) => natureOfAddress(email).privateMailbox) &&
    (domain === null || isCompanyDomain(domain))
  )
    await open(message, 'employer-no', { ...objection, facts: { domain } })
}

/**
 * Of the people whom a message names by address, those in the base: is the objection theirs? `all`: it names nobody
 * else.
 */
async function askAboutNamed(message: Judged): Promise<{ holdIds: string[]; all: boolean }> {
  const { app, sql, judged, person } = message
  const holdIds: string[] = []
  let all = judged.about.length > 0
  for (const [place, address] of judged.about.entries()) {
    const email = normalEmail(address)
    if (email === null || person.emails.includes(email)) continue
    const hash = app.keys.hashEmail(email)
    const contactIds = [...(await peopleOfIdentities(sql, [hash])).values()].flat()
    if (await objectedBefore(sql, [hash])) continue
    if (contactIds.length === 0) all = false
    else holdIds.push(...(await askWhether(message, contactIds, { how: 'named', about: place })))
  }
  return { holdIds, all }
}

/**
 * Which way the reader leans, where it spoke, and the limits that it proposes: the scorecard counts how often a person
 * says otherwise. No word of the message is in it.
 */
function leanOf({ confidence, reasons, scope }: Classification): Record<string, unknown> {
  const spoke = reasons[0]?.rule.startsWith('reader-') === true
  return {
    ...(spoke ? { lean: confidence >= 0.5 ? 'refusal' : 'harmless' } : {}),
    ...(scope === null ? {} : { scope }),
  }
}

/** Asks whether somebody says no, and holds their records until the answer. */
async function askWhether(
  message: Judged,
  contactIds: readonly string[],
  facts: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const { app, sql, judged, person } = message
  const now = app.clock.now()
  const reviewId = await open(message, 'mail-unsure', {
    contactId: contactIds[0] ?? null,
    meanwhileBlocked: contactIds.length > 0,
    facts: {
      rules: rulesOf(judged),
      how: person.how,
      ...leanOf(judged),
      ...(judged.foreign === null ? {} : { language: judged.foreign }),
      ...facts,
    },
  })
  const holdIds: string[] = []
  for (const contactId of contactIds) {
    const holdId = randomUUID()
    await insertReviewHold(
      sql,
      { id: holdId, contactId, reviewId, until: dayOf(new Date(now.getTime() + holdDays * dayMs)) },
      now,
    )
    holdIds.push(holdId)
  }
  return holdIds
}

async function open(
  { app, sql, connectionId, messageId, receivedAt, unread = 0, judged, person }: Judged,
  kind: Exclude<ReviewKind, 'crm-note'>,
  more: Partial<NewReview>,
): Promise<string> {
  const now = app.clock.now()
  const id = randomUUID()
  await insertReview(
    sql,
    {
      id,
      kind,
      contactId: person.contactIds[0] ?? null,
      objectionId: null,
      connectionId,
      messageId,
      dueOn: await dueOn(sql, kind, receivedAt < now ? receivedAt : now, now),
      meanwhileBlocked: false,
      ...more,
      facts: {
        ...(more.facts ?? { rules: rulesOf(judged), how: person.how }),
        ...(unread > 0 ? { unread } : {}),
      },
    },
    now,
  )
  return id
}

const dueOn = async (sql: Sql, kind: Exclude<ReviewKind, 'crm-note'>, receivedAt: Date, now: Date): Promise<string> =>
  kind === 'erasure-request' || kind === 'access-request'
    ? answerDeadline(await dayHere(sql, receivedAt))
    : dayOf(new Date(now.getTime() + dueDays[kind] * dayMs))

const rulesOf = ({ reasons }: Classification) => reasons.slice(0, 5).map(({ rule }) => rule)

async function objectedBefore(sql: Sql, hashes: readonly Buffer[]): Promise<boolean> {
  if (hashes.length === 0) return false
  const suppressed = await loadSuppressions(sql, hashes)
  return hashes.every((hash) => suppressed.get(hash.toString('hex'))?.has('email') === true)
}

/** The company's domain; null at a public mailbox provider, where it is nobody's company. */
function domainOf({ emails }: MeantPerson): string | null {
  const [email] = emails
  return email === undefined || natureOfAddress(email).privateMailbox ? null : (email.split('@')[1] ?? null)
}
