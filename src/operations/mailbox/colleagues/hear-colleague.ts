import { meantByColleague, type Meant } from '../../../domain/mailbox/meant-by-colleague.ts'
import { normalEmail } from '../../../domain/contacts/identity.ts'
import { senderProof, type SenderProof } from '../../../domain/mailbox/sender-proof.ts'
import { listUsers, type User } from '../../../store/accounts/users.ts'
import type { MailboxSettings } from '../../../store/mailbox/mailbox-settings.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { JudgedMessage } from '../judge-messages.ts'

/** What a colleague passed on. */
export interface Heard {
  meant: Meant
  from: string
  user: User | null
  proof: Exclude<SenderProof, 'forged'>
}

/**
 * A message of one of our own people to the mailbox of colleagues: what it passes on. Null for anybody else: another
 * sender, one that our server saw forged, a machine, a report. A sender of whom our server says nothing is believed, as
 * in every mailbox: a forged message can only silence, and the objection is marked as doubtful.
 */
export async function hearColleague(
  sql: Sql,
  { colleagues, domains, authServer }: MailboxSettings,
  mailbox: string,
  message: JudgedMessage,
): Promise<Heard | null> {
  const { mail, reported, deliveries, authenticated } = message
  const from = normalEmail(mail.from ?? '')
  if (!colleagues || from === null || reported !== null || deliveries.length > 0 || isByMachine(mail.headers))
    return null
  const users = (await listUsers(sql)).filter(({ disabledAt }) => disabledAt === null)
  const user = users.find(({ email }) => email === from) ?? null
  const isOurDomain = (email: string) => domains.includes(email.split('@').at(-1) ?? '')
  if (!isOurDomain(from) && user === null) return null
  const proof = senderProof(authenticated, from, authServer)
  if (proof === 'forged') return null
  const ours = new Set([from, mailbox.toLowerCase(), ...users.map(({ email }) => email)])
  const meant = meantByColleague(passedOnIn(message), (email) => ours.has(email) || isOurDomain(email))
  if (!isToMany(mail.headers)) return { meant, from, user, proof }
  return meant.is === 'nobody' ? null : { meant: { ...meant, is: 'doubt' }, from, user, proof }
}

/** What is attached to a colleague's mail and may be a customer's, unread. */
export const unreadIn = ({ unreadMessages = 0, closedParts = 0 }: JudgedMessage['mail']): number =>
  unreadMessages + closedParts

function passedOnIn({
  mail,
  judged,
  own,
  quoted,
  quotedInside,
}: JudgedMessage): Parameters<typeof meantByColleague>[0] {
  return {
    subject: mail.subject,
    own,
    quoted,
    attached: mail.attached.map(({ from }, place) => ({ from, quoted: quotedInside[place] ?? [] })),
    unread: unreadIn(mail) + (judged.reasons.some(({ rule }) => rule === 'unreadable') ? 1 : 0),
  }
}

/**
 * A colleague's mail that came through a list, or went to all of us: who is named in it may not be meant, so that a
 * person decides, and what names nobody is not about opt-outs at all.
 */
const isToMany = (headers: Readonly<Record<string, string>>): boolean =>
  'list-id' in headers || /^(?:bulk|list|junk)$/iu.test((headers['precedence'] ?? '').trim())

/** RFC 3834: nothing that a program sent is answered, and an empty return path wants no answer. */
function isByMachine(headers: Readonly<Record<string, string>>): boolean {
  const auto = (headers['auto-submitted'] ?? 'no').trim().toLowerCase()
  const path = headers['return-path']?.trim()
  return !auto.startsWith('no') || path === '<>'
}
