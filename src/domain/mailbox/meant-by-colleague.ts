import { normalEmail } from '../contacts/identity.ts'
import { emailsIn } from './text/own-words.ts'

/** What a colleague's message says of whose opt-out it passes on. */
interface PassedOn {
  subject: string
  /** Who wrote each message that it quotes or passes on, the outermost first; null = its head names no address. */
  quoted: readonly (string | null)[]
  /** Messages that hang on it. */
  attached: readonly { from: string | null }[]
}

/**
 * `told`: the subject names them. `forwarded`: they wrote what is passed on. `doubt`: any of these may be meant, so a
 * person decides. `nobody`: no address is named.
 */
export interface Meant {
  is: 'told' | 'forwarded' | 'doubt' | 'nobody'
  emails: readonly string[]
}

const maxPeople = 20

/**
 * Whom a colleague's message means: the addresses in its subject, else the one person outside of the company who wrote
 * what is passed on. Two who may be meant, a subject that names another than the author, or an author whom the quote
 * names without an address are never guessed.
 */
export function meantByColleague({ subject, quoted, attached }: PassedOn, isOurs: (email: string) => boolean): Meant {
  const outside = (found: readonly (string | null)[]) =>
    [...new Set(found.flatMap((one) => (one === null ? [] : (normalEmail(one) ?? []))))]
      .filter((email) => !isOurs(email))
      .slice(0, maxPeople)
  const told = outside(emailsIn(subject))
  const authors = outside([...attached.map(({ from }) => from), ...quoted])
  if (told.length > 0)
    return authors.every((email) => told.includes(email))
      ? { is: 'told', emails: told }
      : { is: 'doubt', emails: [...new Set([...told, ...authors])] }
  if (authors.length === 0) return { is: 'nobody', emails: [] }
  const isOuterKnown = attached.length > 0 || isNamed(quoted, isOurs)
  return authors.length === 1 && isOuterKnown ? { is: 'forwarded', emails: authors } : { is: 'doubt', emails: authors }
}

/** Whether the outermost author who is none of ours is named by an address. */
function isNamed(quoted: PassedOn['quoted'], isOurs: (email: string) => boolean): boolean {
  const outermost = quoted.find((one) => one === null || !isOurs(normalEmail(one) ?? ''))
  return outermost !== null
}
