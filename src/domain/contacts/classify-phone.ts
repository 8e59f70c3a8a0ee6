import type { AddressContext } from './classify-address.ts'
import { isNamedAfterPerson, isOnePersonBusiness, namesPerson, partsOfName } from './company-person.ts'
import { isLegalPersonName } from './companies/legal-person.ts'
import { wordsOf } from '../app/plain-words.ts'
import { isPersonName } from './identity.ts'
import { parseNumber, type ParsedNumber } from './parse-number.ts'
import { phoneReasons } from './tables/address-reasons.ts'
import { shopTrades, trades } from './tables/company-words.ts'
import { mobilePrefixes, phoneEndings, phoneWords } from './tables/phone-words.ts'
import { functionWords, roleWords } from './tables/role-words.ts'

export interface PhoneContext extends AddressContext {
  /** What the field is called where the number stands: "Company phone", "Ligne directe". */
  label?: string | null
  /** How many people of the base carry this number. */
  holders?: number
}

type PhoneReason = keyof typeof phoneReasons

export interface PhoneClass {
  nature: 'personal' | 'generic'
  line: 'mobile' | 'direct' | 'switchboard' | 'shop' | 'shared-cost' | 'unknown'
  reason: PhoneReason
  rule: (typeof phoneReasons)[PhoneReason]['rule']
}

/**
 * Personal or generic, for a number as typed, read as one of `country` when it has no prefix (docs/reference/law.md#a6
 * to #a10, #a15). The kind of the number speaks before the label, and a label that names a person's line before one
 * that names the company. A label may stand behind the company's name ("Nolan SA - service achats").
 */
export function classifyPhone(raw: string, country: string | null, context: PhoneContext): PhoneClass {
  const { text: typed, hasExtension } = cutExtension(raw)
  // Without a country only the prefix says where the number is, and nearly everywhere 00 stands for the +.
  const text = country === null ? typed.replace(/^[\s(]*00(?=[\s)]*[1-9])/u, '+') : typed
  const number = parseNumber(text, country)
  const isShort = country === 'FR' && frenchShortNumber.test(text.replace(notDigits, ''))
  if (!isShort && number?.isPossible !== true) return classOf('unreadable-number', 'unknown')
  if (isOnePersonBusiness(context)) return classOf('one-person-business', 'unknown')
  if (isShort || isServiceNumber(number)) return classOf('service-number', 'shared-cost')
  const words = [...labelWords(context.label), ...lineInCompany(context.company)]
  const ownLine = lineOfPerson(number, words, hasExtension)
  if (ownLine !== null) return ownLine
  return classifyFixedLine(isGermanSwitchboard(raw, number) ? ['zentrale'] : words, context)
}

/** A line that reaches one person, by the kind of the number or by its label; null = nothing says so. */
function lineOfPerson(number: ParsedNumber | null, words: readonly string[], hasExtension: boolean): PhoneClass | null {
  const says = saying(words)
  if (isMobile(number) || says(phoneWords.mobile)) return classOf('mobile', 'mobile')
  if (says(phoneWords.private)) return classOf('private-line', 'direct')
  return hasExtension || number?.phone.ext !== undefined || says(phoneWords.direct)
    ? classOf('direct-line', 'direct')
    : null
}

const saying = (words: readonly string[]) => (kind: ReadonlySet<string>) => words.some((word) => kind.has(word))

/** The words of a field's label, however it is written: MobilePhone, company_phone, Direktnummer. */
function labelWords(label: string | null | undefined): string[] {
  return wordsOf(label?.replace(humps, '$1 $2')).flatMap((word) => {
    const ending = phoneEndings.find((text) => word.length > text.length && word.endsWith(text))
    return ending === undefined ? [word] : [word, word.slice(0, -ending.length)]
  })
}
const humps = /(\p{Ll})(\p{Lu})/gu

/** A fixed line that nothing ties to one desk: the shop, the company, a department, or nobody knows. */
function classifyFixedLine(words: readonly string[], context: PhoneContext): PhoneClass {
  const says = saying(words)
  const isSmall =
    (context.headcount == null || context.headcount < smallShopBelow) && context.legalForm !== 'public-body'
  if (isSmall && (says(phoneWords.shop) || wordsOf(context.company).some((word) => shopTrades.has(word))))
    return classOf('shop-phone', 'shop')
  if (says(phoneWords.fax)) return classOf('fax', 'switchboard')
  if (says(phoneWords.switchboard) || says(phoneWords.shop)) {
    return isSmall && isNamedAfterPerson(context, [])
      ? classOf('company-named-after-person', 'unknown')
      : classOf('switchboard', 'switchboard')
  }
  if (words.some((word) => !phoneWords.neutral.has(word) && roleWords.has(word) && !functionWords.has(word)))
    return classOf('department', 'switchboard')
  if ((context.holders ?? 0) >= severalHolders) return classOf('several-holders', 'switchboard')
  return reasonOfUnlabelled(words, context)
}

/**
 * Nothing says what the line is. Beside a company it is the company's, unless the record names a person, or the firm
 * is small, may be one person, or carries a person's name (docs/reference/law.md#a7, #a8, #a9).
 */
function reasonOfUnlabelled(words: readonly string[], context: PhoneContext): PhoneClass {
  const isOfPerson = isNamed(context) || words.some((word) => !phoneWords.neutral.has(word))
  if (isOfPerson || wordsOf(context.company).length === 0) return classOf('unlabelled-number', 'unknown')
  if (isNamedAfterPerson(context, [])) return classOf('company-named-after-person', 'unknown')
  return isMicroBusiness(context) ? classOf('unlabelled-number', 'unknown') : classOf('company-line', 'switchboard')
}

/** A first name alone is a name too; words of services in the fields are none. */
const isNamed = ({ firstName, lastName }: PhoneContext) => isPersonName(firstName ?? null, lastName ?? null)

/**
 * Below ten people, or perhaps so: what is known of neither size nor form may be one person. Authorities and
 * associations are no business.
 */
function isMicroBusiness({ headcount, legalForm, company }: PhoneContext): boolean {
  if (legalForm === 'public-body' || legalForm === 'association') return false
  if (headcount != null) return headcount < smallShopBelow
  return legalForm !== 'company' && !isLegalPersonName(company ?? '')
}

/**
 * What the company's field says of the line behind the name: "Nolan SA - service achats", "Nolan (accueil)". Only
 * words that labels of phones have count; a town says nothing.
 */
function lineInCompany(company: string | null | undefined): string[] {
  const [, ...behind] = partsOfName(company ?? '')
  if (behind.some(namesPerson)) return ['direct']
  return labelWords(behind.at(-1)).filter(
    (word) =>
      lineWords.some((kind) => kind.has(word)) || functionWords.has(word) || (roleWords.has(word) && !trades.has(word)),
  )
}
const { direct, mobile, private: home, switchboard, fax } = phoneWords
const lineWords = [direct, mobile, home, switchboard, fax]
/** A micro-business in European law has fewer than ten people. */
const smallShopBelow = 10
/** Two people may be a person and the successor at one desk. */
const severalHolders = 3

function classOf(reason: PhoneReason, line: PhoneClass['line']): PhoneClass {
  const { nature, rule } = phoneReasons[reason]
  return { nature, line, reason, rule }
}

/** French and German ways to write an extension, which the phone library does not read. */
function cutExtension(raw: string): { text: string; hasExtension: boolean } {
  const text = raw.replace(extension, '')
  return { text, hasExtension: text !== raw }
}
const extension =
  /(?:poste|p\.|ext(?:ension|\.)?|extn\.?|x|#|interno|int\.?|toestel|tst\.?|dw|durchwahl|nebenstelle|anexo)\s*(?:[:.]{1,2}\s*)?\d{1,6}\)?\s*$/iu
const notDigits = /\D/gu
/** Numbers of four digits that begin with 3 or 10, and 118 xyz, are services in France. */
const frenchShortNumber = /^(?:3\d{3}|10\d{2}|118\d{3})$/u

/** Where German is spoken, -0 in place of an extension is the switchboard: 030 23125-0. */
function isGermanSwitchboard(raw: string, number: ParsedNumber | null): boolean {
  return number !== null && ['49', '43', '41'].includes(number.phone.countryCallingCode) && zeroExtension.test(raw)
}
const zeroExtension = /\d\s*[-–]\s*0{1,2}\s*$/u

function isServiceNumber(number: ParsedNumber | null): boolean {
  const type = number?.type
  return type === 'TOLL_FREE' || type === 'SHARED_COST' || type === 'PREMIUM_RATE' || type === 'UAN'
}

function isMobile(number: ParsedNumber | null): boolean {
  const type = number?.type
  if (type !== undefined) return type === 'MOBILE' || type === 'PERSONAL_NUMBER' || type === 'PAGER'
  return number !== null && mobilePrefixes.some((prefix) => number.phone.number.startsWith(prefix, 1))
}
