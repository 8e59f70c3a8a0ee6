import { randomUUID } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import type { Scope } from '../../domain/app/kind.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { backoffMs } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { scopesBehind } from '../../store/objections/lifts.ts'
import { contactsOfIdentities, identitiesOfContacts } from '../../store/objections/objections.ts'
import {
  claimMail,
  countMails,
  dueMails,
  endMail,
  insertMail,
  postponeMail,
  type PersonMail,
} from '../../store/objections/person-mails.ts'
import type { PersonLink } from '../../store/tags/tags.ts'
import { waitingContacts } from '../../store/consents/questionnaires.ts'
import { clearAddresses, insertAddressLink } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'

/** Whether people can be mailed a button that opens a page. */
export const canMail = ({ mailer, publicUrl }: Pick<App, 'mailer' | 'publicUrl'>): boolean =>
  mailer !== null && publicUrl !== null

/** How long a button lives. */
export const validMs = 7 * 86_400_000
export const dayMs = 86_400_000
/** Mails to one address in a day, whatever is asked for. */
export const mailsPerDay = 3
const claimMs = 60_000
const tries = 8

/** What came of asking for a mail: `impossible` = no mail can prove who asks here. */
export type MailAnswer = 'sent' | 'impossible' | 'too-often'

/**
 * What the mail says, in the language of the page it was asked on; `{url}` stands for the button's address, `{stop}`
 * for the person's own link.
 */
export interface Letter {
  language: string
  subject: string
  body: string
}

/** The one address that can speak for the person: theirs alone, known in clear. */
interface Reachable {
  contactId: string
  hash: Buffer
}

/**
 * A mail proves who reads one mailbox. It frees somebody only when nothing else can be meant: one contact holds the
 * address, it is that person's only one, and no shared mailbox. Otherwise a person must look at it.
 */
export async function reachable(sql: Sql, link: Pick<PersonLink, 'identityHashes'>): Promise<Reachable | null> {
  const holders = new Set([...(await contactsOfIdentities(sql, link.identityHashes)).values()].flat())
  const [contactId, ...others] = [...holders]
  if (contactId === undefined) return onlyAnswered(sql, link.identityHashes)
  if (others.length > 0) return null
  const identities = await identitiesOfContacts(sql, [contactId])
  const [only, ...more] = [...new Map(identities.map((row) => [row.hash.toString('hex'), row])).values()]
  if (only === undefined || more.length > 0 || only.role || !link.identityHashes.some((hash) => hash.equals(only.hash)))
    return null
  const sharers = (await contactsOfIdentities(sql, [only.hash])).get(only.hash.toString('hex')) ?? []
  const clear = await clearAddresses(sql, [only.hash])
  return sharers.length === 1 && clear === 1 ? { contactId, hash: only.hash } : null
}

/** Somebody whom no system has, and who wrote the address on a questionnaire. */
async function onlyAnswered(sql: Sql, hashes: readonly Buffer[]): Promise<Reachable | null> {
  const [hash, ...more] = hashes
  if (hash === undefined || more.length > 0) return null
  const contactId = (await waitingContacts(sql, [hash])).get(hash.toString('hex'))?.[0]
  return contactId === undefined ? null : { contactId, hash }
}

/**
 * Asks by mail whether the person wants to start again; nothing is freed before its button is pressed
 * (docs/reference/promises.md#links).
 */
export async function askToConfirm(
  app: App,
  link: PersonLink,
  wanted: { free: readonly Scope[]; keep: readonly Scope[] },
  letter: Letter,
  shown: Buffer | null,
): Promise<MailAnswer> {
  return ask(app, link, {
    kind: 'opt-in',
    letter,
    shown,
    objectionId: null,
    wanted: () => Promise.resolve({ free: [...wanted.free], keep: [...wanted.keep] }),
  })
}

/** "This was not me": one mail whose button takes back what this objection alone stopped. */
export async function askIfNotMe(
  app: App,
  link: Pick<PersonLink, 'identityHashes' | 'masked'>,
  objectionId: string,
  letter: Letter,
): Promise<MailAnswer> {
  return ask(app, link, {
    kind: 'not-me',
    letter,
    shown: null,
    objectionId,
    wanted: async (sql, hash) => ({ free: await scopesBehind(sql, hash, objectionId), keep: [] }),
  })
}

interface Question {
  kind: 'opt-in' | 'not-me'
  letter: Letter
  shown: Buffer | null
  objectionId: string | null
  wanted: (sql: Sql, hash: Buffer) => Promise<{ free: Scope[]; keep: Scope[] }>
}

async function ask(
  app: App,
  link: Pick<PersonLink, 'identityHashes' | 'masked'>,
  question: Question,
): Promise<MailAnswer> {
  if (!canMail(app)) return 'impossible'
  const now = app.clock.now()
  const made = await inTransaction(app.pool, async (sql) => {
    const to = await reachable(sql, link)
    if (to === null) return null
    const wanted = await question.wanted(sql, to.hash)
    if (wanted.free.length === 0) return null
    if ((await countMails(sql, to.hash, new Date(now.getTime() - dayMs))) >= mailsPerDay) return 'too-often' as const
    const id = randomUUID()
    await insertMail(
      sql,
      {
        id,
        kind: question.kind,
        contactId: to.contactId,
        identityHash: to.hash,
        language: question.letter.language,
        subject: question.letter.subject,
        body: question.letter.body,
        masked: link.masked,
        wanted,
        objectionId: question.objectionId,
        shown: question.shown,
        expiresAt: new Date(now.getTime() + validMs),
      },
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `lift-request:${id}`,
          act: 'lift-request',
          actor: 'the person',
          contactId: to.contactId,
          details: { kind: question.kind, free: wanted.free, keep: wanted.keep, objectionId: question.objectionId },
        },
      ],
      now,
    )
    return id
  })
  if (made === null) return 'impossible'
  if (made === 'too-often') return 'too-often'
  await app.enqueue('send-person-mail', { mailId: made })
  return 'sent'
}

/**
 * Sends one due mail. Its token is made now and stored hashed: a mail that is sent twice leaves only the later button
 * alive.
 */
export async function sendPersonMail(app: App, mailId: string): Promise<void> {
  if (app.mailer === null || app.publicUrl === null) return
  const now = app.clock.now()
  const token = newToken()
  const mail = await claimMail(app.pool, mailId, tokenHash(token), now, claimMs)
  if (mail === null) return
  try {
    const text = mail.body
      .replaceAll('{url}', `${app.publicUrl}/c/${token}?lang=${mail.language}`)
      .replaceAll('{stop}', mail.body.includes('{stop}') ? await stopAddress(app, mail) : '')
    await app.mailer.send({ to: mail.address, subject: mail.subject, text, language: mail.language })
    await endMail(app.pool, mailId, { sentAt: now, failure: null })
  } catch (error) {
    const reason = error instanceof ConnectorError ? error.message : 'The mail could not be sent.'
    app.log.warn(
      { mailId, attempt: mail.attempts, kind: error instanceof ConnectorError ? error.kind : 'unknown' },
      'a mail could not be sent',
    )
    if ((error instanceof ConnectorError && error.kind === 'bad-request') || mail.attempts >= tries)
      await endMail(app.pool, mailId, { sentAt: null, failure: reason })
    else await postponeMail(app.pool, mailId, new Date(now.getTime() + backoffMs(mail.attempts + 4)), reason)
  }
}

/** A link of the person's own, to withdraw by one click what the mail tells of (docs/reference/law.md#e7). */
async function stopAddress(app: App, mail: PersonMail): Promise<string> {
  const token = newToken()
  await insertAddressLink(
    app.pool,
    {
      tokenHash: tokenHash(token),
      contactId: mail.contactId,
      identityHash: mail.identityHash,
      masked: mail.masked,
      language: mail.language,
    },
    app.clock.now(),
  )
  return `${app.publicUrl}/u/${token}?lang=${mail.language}`
}

/** Starts what is due; the queue may be lost. */
export async function wakeMails(app: App): Promise<void> {
  if (!canMail(app)) return
  for (const mailId of await dueMails(app.pool, app.clock.now())) await app.enqueue('send-person-mail', { mailId })
}
