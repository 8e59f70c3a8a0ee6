import { domainToASCII } from 'node:url'
import { bareAddress } from './bare-address.ts'
import { latinDigits } from '../app/latin-digits.ts'
import { parseNumber } from './parse-number.ts'
import { isPrivateDomain, labelWords } from './mail-domain.ts'
import { isShared, readLocalPart } from './read-local-part.ts'
import { remembered } from '../app/remembered.ts'
import { nameWords } from './tables/person-names.ts'
import { qualifiers } from './tables/role-qualifiers.ts'
import { functionWords, roleWords } from './tables/role-words.ts'

/**
 * Normal form of an address (docs/reference/law.md#f19): freed of what stands around it, lower case, domain in ASCII,
 * no folding of dots or +tags. A normal form stays as it is. Null when it is not one address a mail could be sent to.
 */
export function normalEmail(raw: string): string | null {
  const text = bareAddress(raw)
  if (text === null) return null
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1 || text.length > 254) return null
  const local = text.slice(0, at)
  if (/[\s"(),:;<>[\\\]@]/u.test(local) || hasControl(local)) return null
  const named = text.slice(at + 1).replace(/\.$/u, '')
  const domain = plainDomain.test(named) ? named : domainToASCII(named)
  if (!/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/u.test(domain)) return null
  return `${local}@${domain}`
}

/**
 * Stays as it is in ASCII: plain labels, none of them encoded, and an ending of letters, so no numbers that are an
 * address of a host.
 */
const plainDomain = /^(?:(?!xn--)[a-z0-9-]+\.)+(?!xn--)[a-z]+$/u

function hasControl(text: string): boolean {
  for (const char of text) if ((char.codePointAt(0) ?? 0) < 0x21 || char.codePointAt(0) === 0x7f) return true
  return false
}

/**
 * E.164 form of a phone number (docs/reference/law.md#f19), read as a number of `country` when it has no prefix, in
 * digits of any script. Null when unreadable.
 */
export function normalPhone(raw: string, country: string | null): string | null {
  const parsed = parseNumber(latinDigits(raw), country)
  return parsed?.isPossible === true ? parsed.phone.number : null
}

interface AddressNature {
  /**
   * A role mailbox such as contact@ (docs/reference/law.md#a1): the company's own coordinates, unless a name stands on
   * the record (A4).
   */
  role: boolean
  /** A mailbox the person has at a public provider (docs/reference/law.md#fr6), not given by the organisation. */
  privateMailbox: boolean
}

/**
 * What kind of address this is, from the address alone: a role mailbox is shared and ties nobody together. Takes a
 * normal form. In doubt the address is personal (docs/reference/law.md#a15). What the record adds is judged by
 * `classifyAddress`, from the same reading.
 */
export function natureOfAddress(email: string): AddressNature {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  if (isPrivateDomain(domain)) return { role: false, privateMailbox: true }
  return { role: isShared(readLocalPart(email.slice(0, at), labelWords(domain))), privateMailbox: false }
}

/**
 * False when the name fields hold no person: empty, a dash, or a word that CRMs put where a name is compulsory
 * (docs/reference/law.md#a1, #a4).
 */
export function isPersonName(firstName: string | null, lastName: string | null): boolean {
  // "Direction" and "Générale" are one service in two fields.
  return namesPerson(firstName ?? '') || namesPerson(`${firstName ?? ''} ${lastName ?? ''}`)
}
const namesPerson = remembered((name) => {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
  const isService = (word: string) => roleWords.has(word) || functionWords.has(word)
  const narrows = (word: string) => words.some(isService) && qualifiers.has(word) && !nameWords.has(word)
  return words.length > 0 && !words.every((word) => isService(word) || noNameWords.has(word) || narrows(word))
})
const noNameWords = new Set([
  'inconnu',
  'inconnue',
  'unknown',
  'n',
  'a',
  'na',
  'nc',
  'non',
  'renseigne',
  'renseignee',
  'aucun',
  'anonyme',
  'societe',
  'entreprise',
  'le',
  'la',
  'du',
  'de',
  'des',
  'et',
])

/** `a••••@acme.test`: first letter, a fixed number of dots, the domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '••••' : `${email[0]}••••${email.slice(at)}`
}

/** `A•••`: the first letter and always three dots. */
export function maskName(name: string): string {
  const first = Array.from(name.trim())[0]
  return first === undefined ? '' : `${first.toUpperCase()}•••`
}
