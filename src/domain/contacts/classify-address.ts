import { isNamedAfterPerson, isOneHead, isOnePersonBusiness, type CompanyContext } from './company-person.ts'
import { isPersonName } from './identity.ts'
import { domainLabels, isDisposableDomain, isPrivateDomain, labelWords } from './mail-domain.ts'
import { plain, wordsOf, wordsOfName } from '../app/plain-words.ts'
import { isShared, readLocalPart, type SharedReading } from './read-local-part.ts'
import { addressReasons } from './tables/address-reasons.ts'
import { legalFormSigns, trades } from './tables/company-words.ts'

/** What else stands on the record of an address. */
export interface AddressContext extends CompanyContext {
  firstName?: string | null
  lastName?: string | null
  /** What a mail program wrote before the address: "Anne Roy" <contact@acme.test>. */
  displayName?: string | null
}

type AddressReason = keyof typeof addressReasons

export interface AddressClass {
  nature: 'personal' | 'generic'
  mailbox: 'company' | 'private' | 'disposable'
  /** A role mailbox: several people or the company read it, whatever the record says. */
  shared: boolean
  reason: AddressReason
  rule: (typeof addressReasons)[AddressReason]['rule']
}

/**
 * Personal or generic, for an address in normal form (docs/reference/law.md#a1 to #a7, #a15, #fr6). In doubt personal:
 * a person taken for a service loses rights, a service taken for a person only costs a check.
 */
export function classifyAddress(email: string, context: AddressContext): AddressClass {
  const at = email.lastIndexOf('@')
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)]
  if (isDisposableDomain(domain)) return classOf('disposable-mailbox', 'disposable', false)
  const hasName = isNamed(context)
  const ofRecord = hasName ? matchName(local, context) : null
  const company = companyWords(context.company)
  if (isPrivateDomain(domain)) return classOf(ofRecord ?? reasonOnPrivate(local, company), 'private', false)
  const reading = readLocalPart(local, [...labelWords(domain), ...company])
  if (ofRecord !== null) return classOf(ofRecord, 'company', false)
  if (!isShared(reading)) return classOf(reading, 'company', false)
  return classOf(reasonOfShared(reading, domain, hasName, context), 'company', true)
}

function classOf(reason: AddressReason, mailbox: AddressClass['mailbox'], shared: boolean): AddressClass {
  const { nature, rule } = addressReasons[reason]
  return { nature, mailbox, shared, reason, rule }
}

/**
 * Does the record name a person (docs/reference/law.md#a4)? The company with its legal form in the place of a last name
 * is none, and a display name is one when something of it is neither a service nor the company.
 */
function isNamed({ firstName, lastName, displayName, company }: AddressContext): boolean {
  const ofCompany = wordsOfName(company ?? '')
  const family = wordsOfName(lastName ?? '')
  const isCompany =
    family.some((word) => legalFormSigns.has(word)) &&
    family.every((word) => legalFormSigns.has(word) || ofCompany.includes(word))
  const display = wordsOfName(displayName ?? '').filter(
    (word) => !ofCompany.includes(word) && !legalFormSigns.has(word),
  )
  return isPersonName(firstName ?? null, isCompany ? null : (lastName ?? null)) || isPersonName(display.join(' '), null)
}

/**
 * A shared mailbox is generic unless the record names a person (A4, A5) or the company is one (A6) or is named after
 * one (A7).
 */
function reasonOfShared(
  reading: SharedReading,
  domain: string,
  hasName: boolean,
  context: AddressContext,
): AddressReason {
  if (reading === 'function' && (hasName || (isOneHead(context) && context.legalForm !== 'sole-trader')))
    return 'function-of-known-person'
  if (isOnePersonBusiness(context)) return 'one-person-business'
  if (hasName) return 'role-on-named-record'
  if (isNamedAfterPerson(context, domainLabels(domain))) return 'company-named-after-person'
  return reading === 'role' ? 'role-mailbox' : reading === 'function' ? 'function-mailbox' : 'company-name'
}

/** At a public provider even a role is a person's or a very small business's (FR6, A6). */
function reasonOnPrivate(local: string, company: readonly string[]): AddressReason {
  const reading = readLocalPart(local, company)
  if (isShared(reading) || reading === 'role-with-name') return 'business-on-private-mailbox'
  const text = plain(local)
  const isBusiness = company.some((word) => text.includes(word)) || longTrades.some((trade) => text.startsWith(trade))
  return isBusiness ? 'business-on-private-mailbox' : reading
}
const longTrades = [...trades].filter((trade) => trade.length >= 6)

/** Words of the company that may stand in its addresses: legal forms and short words left out. */
function companyWords(company: string | null | undefined): string[] {
  const words = wordsOfName(company ?? '').filter((word) => word.length >= 3 && !legalFormSigns.has(word))
  return words.length > 1 ? [...words, words.join('')] : words
}

/**
 * Does the local part spell the name on the record? A role word that is the person's own name (bureau@ of Mr Bureau) is
 * a name.
 */
function matchName(local: string, context: AddressContext): AddressReason | null {
  const text = wordsOf(local.replace(tag, '')).join('').replace(digits, '')
  const [first = '', last = ''] = [context.firstName, context.lastName].map((name) => wordsOfName(name ?? '').join(''))
  if (first === '' && last === '') return null
  if (first.length > 1 && last.length > 1 && (text === first + last || text === last + first))
    return 'first-and-last-name'
  const initials = initialsOf(context.firstName) + initialsOf(context.lastName)
  if (initials.length > 1 && text === initials) return 'initials'
  return text.length > 1 && shortForms(first, last).includes(text) ? 'part-of-name' : null
}

/** One name alone, or one with the first letter of the other. */
function shortForms(first: string, last: string): string[] {
  if (first === '' || last === '') return [first, last].filter((name) => name !== '')
  return [first, last, first.charAt(0) + last, last + first.charAt(0), first + last.charAt(0)]
}
const tag = /\+.*$/u
const digits = /\d+/gu

function initialsOf(name: string | null | undefined): string {
  return wordsOfName(name ?? '')
    .map((word) => word.charAt(0))
    .join('')
}
