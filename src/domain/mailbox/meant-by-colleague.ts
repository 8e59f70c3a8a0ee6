import { plain } from '../app/plain-words.ts'
import { machineWords } from '../contacts/tables/role-words.ts'
import { normalEmail } from '../contacts/identity.ts'
import { emailsIn } from './text/own-words.ts'
import { maxSubject } from './text/parsed-mail.ts'

/** What a colleague's message says of whose opt-out it passes on. */
interface PassedOn {
  subject: string
  /** What the colleague wrote above. */
  own: string
  /** Who wrote each message that it quotes or passes on, the outermost first; null = its head names no address. */
  quoted: readonly (string | null)[]
  /** Messages that hang on it, with who wrote what they quote in turn. */
  attached: readonly { from: string | null; quoted: readonly (string | null)[] }[]
  /** Messages that hang on it and could not be read. */
  unread: number
}

/**
 * `told`: the subject names them. `forwarded`: they wrote what is passed on. `doubt`: any of these may be meant, or
 * somebody whom it does not name by an address, so a person decides. `nobody`: it passes nobody's message on.
 */
export interface Meant {
  is: 'told' | 'forwarded' | 'doubt' | 'nobody'
  emails: readonly string[]
}

/**
 * Whom a colleague's message means: the addresses in its subject, else the one person outside of the company who wrote
 * what is passed on. Two who may be meant, a subject that names another than the author, an author whom the quote names
 * without an address, a program that wrote in somebody's name, and an address that stands in the colleague's words
 * alone are never guessed.
 */
export function meantByColleague(passedOn: PassedOn, isOurs: (email: string) => boolean): Meant {
  const { subject, own, unread } = passedOn
  const outside = (found: readonly (string | null)[]) =>
    [...new Set(found.flatMap((one) => (one === null ? [] : (normalEmail(one) ?? []))))].filter(
      (email) => !isOurs(email),
    )
  const told = outside(emailsIn(subject))
  const senders = sendersOf(passedOn, isOurs)
  const authors = outside(senders)
  const doubt = (emails: readonly string[]): Meant => ({ is: 'doubt', emails: [...new Set(emails)] })
  if (told.length > 0) {
    // What stands behind the end of a long subject is lost, and the last address may be half of one.
    const isWhole = subject.length < maxSubject && unread === 0
    return isWhole && authors.every((email) => told.includes(email))
      ? { is: 'told', emails: told }
      : doubt([...told, ...authors])
  }
  if (authors.length > 0)
    return authors.length === 1 && unread === 0 && isNamed(senders, isOurs) && !authors.some(isMachine)
      ? { is: 'forwarded', emails: authors }
      : doubt(authors.filter((email) => !isMachine(email)))
  const named = outside(emailsIn(own))
  const isForward = senders.includes(null) || unread > 0
  return named.length > 0 || isForward ? doubt(named) : { is: 'nobody', emails: [] }
}

/** Who wrote what is passed on; of a message that one of ours wrote, who wrote what that one passes on. */
function sendersOf({ attached, quoted }: PassedOn, isOurs: (email: string) => boolean): (string | null)[] {
  const isOne = (email: string | null) => email !== null && isOurs(normalEmail(email) ?? '')
  return [...attached.flatMap((one) => (isOne(one.from) ? one.quoted : [one.from])), ...quoted]
}

/** Whether the outermost author who is none of ours is named by an address. */
function isNamed(senders: readonly (string | null)[], isOurs: (email: string) => boolean): boolean {
  const outermost = senders.find((one) => one === null || !isOurs(normalEmail(one) ?? ''))
  return outermost !== null
}

/** The address of a program: what came from there was asked for by somebody else. */
function isMachine(email: string): boolean {
  const words = plain(email.slice(0, email.lastIndexOf('@'))).split(/[^a-z]+/u)
  return machineWords.has(words.join('')) || words.some((word) => machineWords.has(word))
}
