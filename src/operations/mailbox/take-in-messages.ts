import { randomUUID } from 'node:crypto'
import type { InboundMessage } from '../../connector/inbound.ts'
import { ThreadLimit, workFile } from '../../connector/threads.ts'
import { tokenHash } from '../../crypto/tokens.ts'
import { channels } from '../../domain/app/channel.ts'
import { natureOfAddress, normalEmail } from '../../domain/contacts/identity.ts'
import { seenText } from '../../domain/mailbox/fold.ts'
import type { Classification } from '../../domain/mailbox/parsed-mail.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { Connection } from '../../store/connections/connections.ts'
import { inSavepoint, isAboutValues, type Sql } from '../../store/app/database.ts'
import { insertMailStop, insertMailboxMessage, noteMessageObjection } from '../../store/mailbox/mailbox.ts'
import { noteBouncedNotices } from '../../store/notices/notice-mails.ts'
import { peopleOfIdentities } from '../../store/contacts/former-identities.ts'
import { ensureIdentities, lockPeopleShared } from '../../store/objections/objections.ts'
import { findPersonLink } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'
import { askAboutMessage, type Person } from './ask-about-message.ts'
import type { Judgement } from './classify-work.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { recordObjections } from '../objections/record-objection.ts'

/** Copies of messages are kept this long after they were judged (docs/reference/promises.md#kept). */
const copyDays = 30
const maxCopy = 100_000
const dayMs = 86_400_000

/** What must happen once the transaction is committed. */
interface TakenIn {
  fresh: number
  connectionIds: readonly string[]
  contactIds: readonly (string | null)[]
  holdIds: readonly string[]
}

/** The sealed copy of a message, as it is shown to whoever decides. */
export interface MessageCopy {
  from: string | null
  subject: string
  /** With what it quotes, and with the messages that hang on it. */
  text: string
  /** Addresses it speaks for, where it speaks for others; a question names them by their place. */
  about?: readonly string[]
}

export const copyPlace = (messageId: string) => ({ table: 'mailbox_messages', row: messageId, column: 'sealed' })

/** A message with the verdict on its words. */
interface JudgedMessage extends InboundMessage, Judgement {}

/**
 * Classifies messages, each in a thread: outside of any transaction, since a hard text takes seconds. What takes too
 * much, or breaks its reader, comes back without words that anybody understood: a question for a person.
 */
export async function judgeMessages(app: App, messages: readonly InboundMessage[]): Promise<JudgedMessage[]> {
  const judged: JudgedMessage[] = []
  for (const message of messages)
    judged.push({
      ...message,
      ...(message.fault === 'unreadable' ? withoutVerdict(message) : await judge(app, message)),
    })
  return judged
}

async function judge(app: App, message: InboundMessage): Promise<Judgement> {
  const token = message.toTokenAddress || (await linkOf(app.pool, message)) !== null
  try {
    return await app.threads.run<Judgement>(workFile('./classify-work', import.meta.url), { ...message.mail, token })
  } catch (error) {
    app.log.error(
      {
        name: error instanceof Error ? error.name : typeof error,
        ...(error instanceof ThreadLimit ? { limit: error.limit } : {}),
      },
      'a message could not be classified; a question asks a person to read it',
    )
    return withoutVerdict(message)
  }
}

const withoutVerdict = ({ mail }: InboundMessage): Judgement => ({
  judged: unreadable,
  words: seenText((mail.text ?? '').slice(0, maxCopy)),
})

/**
 * Records what follows from each message of a batch, in the caller's transaction: an Objection, a question for a person
 * with sending blocked meanwhile, an address that must not be mailed. A message seen before changes nothing. After the
 * commit the caller calls `afterMessages`.
 */
export async function takeInMessages(
  app: App,
  sql: Sql,
  connection: Connection,
  messages: readonly JudgedMessage[],
): Promise<TakenIn> {
  if (messages.length === 0) return { fresh: 0, connectionIds: [], contactIds: [], holdIds: [] }
  await lockPeopleShared(sql)
  const taken = {
    fresh: 0,
    connectionIds: [] as string[],
    contactIds: [] as (string | null)[],
    holdIds: [] as string[],
  }
  for (const message of messages) {
    const found = await inSavepoint(sql, () => takeIn(app, sql, connection, message)).catch((error: unknown) => {
      if (!isAboutValues(error)) throw error
      // One odd message must not keep the others out, nor be lost: a person opens it in the mailbox.
      app.log.error(
        {
          connectionId: connection.id,
          name: error instanceof Error ? error.name : typeof error,
          code: (error as { code?: unknown }).code,
        },
        'a message could not be taken in; a question asks a person to read it',
      )
      return takeIn(app, sql, connection, withoutContent(message))
    })
    taken.fresh += found.fresh
    taken.connectionIds.push(...found.connectionIds)
    taken.contactIds.push(...found.contactIds)
    taken.holdIds.push(...found.holdIds)
  }
  return taken
}

async function takeIn(app: App, sql: Sql, connection: Connection, message: JudgedMessage): Promise<TakenIn> {
  const person = await whoIsMeant(app, sql, message)
  const { judged } = message
  const id = randomUUID()
  const actedHash = isAct(judged, message) ? (person.hashes[0] ?? null) : null
  if (!(await store(app, sql, connection, message, id, actedHash)))
    return { fresh: 0, connectionIds: [], contactIds: [], holdIds: [] }
  const found = await act(app, sql, connection, message, judged, person, id)
  return { ...found, fresh: 1, contactIds: [...(actedHash === null ? [] : person.contactIds), ...found.contactIds] }
}

function withoutContent({ dedupeKey, receivedAt }: InboundMessage): JudgedMessage {
  const mail = {
    subject: '',
    text: null,
    html: null,
    headers: {},
    from: null,
    token: false,
    feedbackType: null,
    delivery: null,
    attachments: 0,
    attached: [],
  }
  return {
    dedupeKey,
    receivedAt,
    mail,
    tokens: [],
    toTokenAddress: false,
    isReply: false,
    reported: null,
    deliveries: [],
    fault: 'unreadable',
    judged: unreadable,
    words: '',
  }
}

/** Starts carrying what was recorded, and renews the verdicts. The sweep does the first by itself if this is lost. */
export async function afterMessages(app: App, taken: TakenIn): Promise<void> {
  await wakeDrains(app, taken.connectionIds)
  for (const holdId of taken.holdIds) await app.enqueue('carry-review-hold', { holdId })
  await decideAgain(app, taken.contactIds)
}

const unreadable: Classification = {
  verdicts: ['unsure'],
  confidence: 0,
  reasons: [{ rule: 'unreadable', language: 'any', phrase: '' }],
  bounce: null,
  about: [],
}

/**
 * Our token decides, in the address or the subject, or in the message complained about; else the recipient named by the
 * complaint; else the sender. A complaint never means whoever forwarded it.
 */
async function whoIsMeant(app: App, sql: Sql, message: InboundMessage): Promise<Person> {
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
async function linkOf(sql: Sql, { tokens, reported }: InboundMessage) {
  for (const token of reported === null ? tokens : reported.tokens) {
    const link = await findPersonLink(sql, tokenHash(token))
    if (link !== null) return link
  }
  return null
}

/**
 * Whether it is an act of the person that keeps the clock going (docs/reference/law.md#g-events): written by them, and
 * no no. What is not clear counts: were it an objection, the objection decides whatever the clock says. A machine's
 * doubt and a mailing that answers nothing do not.
 */
function isAct({ verdicts, reasons }: Classification, { mail, isReply }: InboundMessage): boolean {
  if (
    verdicts.some(
      (verdict) =>
        verdict === 'objection' || verdict === 'complaint' || verdict === 'bounce' || verdict === 'auto-reply',
    )
  )
    return false
  const toMany =
    'list-id' in mail.headers ||
    'list-unsubscribe' in mail.headers ||
    /^(?:bulk|list|junk)$/iu.test((mail.headers['precedence'] ?? '').trim())
  return !reasons.some(({ rule }) => rule === 'auto-generated') && (isReply || !toMany)
}

function store(
  app: App,
  sql: Sql,
  connection: Connection,
  message: JudgedMessage,
  id: string,
  actedHash: Buffer | null,
): Promise<boolean> {
  const { mail, judged } = message
  const now = app.clock.now()
  const copy: MessageCopy = {
    from: mail.from,
    subject: mail.subject,
    text: message.words.slice(0, maxCopy),
    ...(judged.about.length === 0 ? {} : { about: judged.about }),
  }
  return insertMailboxMessage(
    sql,
    {
      id,
      connectionId: connection.id,
      dedupeKey: message.dedupeKey,
      receivedAt: message.receivedAt,
      verdicts: judged.verdicts,
      rules: [...new Set(judged.reasons.map(({ rule, language }) => `${language}:${rule}`))],
      confidence: judged.confidence,
      fault: message.fault,
      sealed: app.keys.seal(JSON.stringify(copy), copyPlace(id)),
      keepUntil: new Date(now.getTime() + copyDays * dayMs),
      actedHash,
    },
    now,
  )
}

async function act(
  app: App,
  sql: Sql,
  connection: Connection,
  message: InboundMessage,
  judged: Classification,
  person: Person,
  id: string,
): Promise<Omit<TakenIn, 'fresh'>> {
  const says = (verdict: Classification['verdicts'][number]) => judged.verdicts.includes(verdict)
  if (says('bounce')) {
    const stopped = judged.bounce === 'hard' ? await stopMailing(app, sql, connection, message) : []
    return { connectionIds: [], contactIds: [...(await peopleOfIdentities(sql, stopped)).values()].flat(), holdIds: [] }
  }
  const no = (says('objection') || says('complaint')) && person.how !== 'nobody'
  const recorded = no ? await recordNo(app, sql, connection, message, judged, person, id) : null
  const holdIds = await askAboutMessage(
    { app, sql, connectionId: connection.id, messageId: id, receivedAt: message.receivedAt, judged, person },
    recorded?.id ?? null,
  )
  return {
    connectionIds: recorded?.connectionIds ?? [],
    contactIds: recorded === null || recorded.repeated ? [] : [recorded.contactId],
    holdIds,
  }
}

/**
 * A forged sender can only silence: without our token and without an answered message the objection is marked as
 * doubtful.
 */
async function recordNo(
  app: App,
  sql: Sql,
  connection: Connection,
  message: InboundMessage,
  judged: Classification,
  person: Person,
  id: string,
) {
  const now = app.clock.now()
  const complaint = judged.verdicts.includes('complaint')
  const doubtful = person.how !== 'token' && !message.isReply
  const [recorded] = await recordObjections(app, sql, [
    {
      emails: person.emails,
      hashes: person.hashes,
      contactId: null,
      channels: complaint ? ['email'] : channels,
      receivedAt: message.receivedAt < now ? message.receivedAt : now,
      door: complaint ? 'complaint' : 'mailbox',
      actor: 'the person',
      originConnectionId: connection.id,
      lane: 'objection',
      reason: complaint ? 'complaint' : judged.verdicts.includes('erasure') ? 'erasure' : 'objection',
      evidence: {
        messageId: id,
        how: person.how,
        rules: judged.reasons.slice(0, 5).map(({ rule, language }) => `${language}:${rule}`),
        ...(doubtful ? { doubtful: true } : {}),
      },
      idempotencyKey: null,
    },
  ])
  if (recorded === undefined) throw new Error('An objection was not recorded')
  await noteMessageObjection(sql, id, recorded.id)
  return recorded
}

/**
 * Every recipient that was refused for good. Nobody said no: it only stops mailing to that address, and a notice mailed
 * there was never received. Gives the addresses.
 */
async function stopMailing(app: App, sql: Sql, connection: Connection, message: InboundMessage): Promise<Buffer[]> {
  const now = app.clock.now()
  const stopped: Buffer[] = []
  for (const { recipient, action, status } of message.deliveries) {
    const email = normalEmail(recipient)
    if (email === null || action !== 'failed' || status.startsWith('4')) continue
    const hash = app.keys.hashEmail(email)
    await ensureIdentities(sql, [{ hash, kind: 'email', role: natureOfAddress(email).role }], now)
    await insertMailStop(sql, { hash, connectionId: connection.id, status, since: message.receivedAt })
    stopped.push(hash)
  }
  if (stopped.length > 0)
    await noteBouncedNotices(
      sql,
      stopped,
      dayOf(message.receivedAt < now ? message.receivedAt : now),
      connection.label,
      now,
    )
  return stopped
}
