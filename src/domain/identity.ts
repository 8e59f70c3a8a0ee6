import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { privateMailDomains, roleWords } from './tables/mailboxes.ts'

/**
 * Normal form of an address (legal-rules F19): trimmed, lower case, domain in ASCII, no folding of dots or +tags.
 * Null when it is not an address a mail could be sent to.
 */
export function normalEmail(raw: string): string | null {
  const text = raw.trim().toLowerCase().normalize('NFC')
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1 || text.length > 254) return null
  const local = text.slice(0, at)
  if (/[\s"(),:;<>[\\\]@]/u.test(local) || hasControl(local)) return null
  const domain = domainToASCII(text.slice(at + 1).replace(/\.$/u, ''))
  if (!/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/u.test(domain)) return null
  return `${local}@${domain}`
}

function hasControl(text: string): boolean {
  for (const char of text) if ((char.codePointAt(0) ?? 0) < 0x21 || char.codePointAt(0) === 0x7f) return true
  return false
}

/** E.164 form of a phone number (legal-rules F19), read as a number of `country` when it has no prefix. Null when unreadable. */
export function normalPhone(raw: string, country: string | null): string | null {
  const parsed = parsePhoneNumberFromString(raw, (country ?? undefined) as CountryCode | undefined)
  return parsed?.isPossible() === true ? parsed.number : null
}

export interface AddressNature {
  /** A role mailbox such as contact@ (legal-rules A1): the company's own coordinates, unless a name stands on the record (A4). */
  role: boolean
  /** A mailbox the person has at a public provider (legal-rules FR6), not given by the organisation. */
  privateMailbox: boolean
}

/** What kind of address this is. Takes a normal form. In doubt the address is personal (legal-rules A15). */
export function natureOfAddress(email: string): AddressNature {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  const domain = email.slice(at + 1)
  const privateMailbox = privateMailDomains.has(domain)
  return { role: !privateMailbox && isRoleWord(local), privateMailbox }
}

/** contact, contact-fr, contact.france, contact+web, contact2: a role; contact.dupont: not, because of the unknown word. */
function isRoleWord(local: string): boolean {
  const [first, ...rest] = local.replace(/\+.*$/u, '').split(/[.\-_]/u).map((part) => part.replace(/\d+$/u, ''))
  if (first === undefined || !roleWords.has(first)) return false
  return rest.every((part) => part === '' || part.length === 2 || roleWords.has(part) || roleQualifiers.has(part))
}
const roleQualifiers = new Set(['france', 'europe', 'paris', 'lyon', 'nord', 'sud', 'est', 'ouest', 'siege', 'web', 'pro', 'group', 'groupe', 'team', 'equipe'])

/** False when the name fields hold no person: empty, a dash, or a word that CRMs put where a name is compulsory (legal-rules A1, A4). */
export function isPersonName(firstName: string | null, lastName: string | null): boolean {
  return [firstName, lastName].some((name) => {
    const words = (name ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}]+/u).filter((word) => word !== '')
    return words.length > 0 && !words.every((word) => roleWords.has(word) || noNameWords.has(word))
  })
}
const noNameWords = new Set(['inconnu', 'inconnue', 'unknown', 'n', 'a', 'na', 'nc', 'non', 'renseigne', 'renseignee', 'aucun', 'anonyme', 'societe', 'entreprise', 'le', 'la', 'du', 'de', 'des', 'et'])

/** `a••••@acme.test`: first letter, a fixed number of dots, the domain (console.md §4 Masked). */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '••••' : `${email[0]}••••${email.slice(at)}`
}

/** `A•••`: the first letter and always three dots. */
export function maskName(name: string): string {
  const first = Array.from(name.trim())[0]
  return first === undefined ? '' : `${first.toUpperCase()}•••`
}
