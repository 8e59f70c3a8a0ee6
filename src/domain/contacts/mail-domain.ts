import { domainToUnicode } from 'node:url'
import { plain } from '../app/plain-words.ts'
import { remembered } from '../app/remembered.ts'
import {
  disposableMailDomains,
  disposableMailFamilies,
  mailWords,
  privateMailDomains,
  privateMailFamilies,
  throwAwayInFront,
  throwAwayWords,
} from './tables/mail-domains.ts'
import { sharedHosts, sharedSecondLabels } from './tables/public-suffixes.ts'

/** A mailbox that people have at a public provider (docs/reference/law.md#fr6). Takes a domain in ASCII, lower case. */
export function isPrivateDomain(domain: string): boolean {
  return privateMailDomains.has(domain) || isOfFamily(domain, privateMailFamilies)
}

/**
 * Whether a domain can be one company's, so that everybody there can be spoken for: not a provider of mailboxes, not a
 * throw-away one, and not an ending or a host below which anybody has a name. Takes ASCII in lower case.
 */
export function isCompanyDomain(domain: string): boolean {
  const labels = domain.split('.')
  const [first = '', ending = ''] = labels.slice(-2)
  const isSuffix = labels.length < 2 || (labels.length === 2 && ending.length === 2 && sharedSecondLabels.has(first))
  return !isSuffix && !sharedHosts.has(domain) && !isPrivateDomain(domain) && !isDisposableDomain(domain)
}

/** yahoo.fr and yahoo.co.uk are of the family yahoo; yahoo.acme.fr is not. */
function isOfFamily(domain: string, families: ReadonlySet<string>): boolean {
  const dot = domain.indexOf('.')
  return families.has(domain.slice(0, dot)) && publicEnding.test(domain.slice(dot))
}
const publicEnding = /^\.(?:com?\.)?[a-z]{2,4}$/u

/** A throw-away provider, or a domain below one; also one that says so in its own words (trash-inbox, wegwerfpost). */
export function isDisposableDomain(domain: string): boolean {
  for (let rest = domain; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1))
    if (disposableMailDomains.has(rest) || isOfFamily(rest, disposableMailFamilies)) return true
  return saysThrowAway(domain)
}

/**
 * A word for what is thrown away beside one for mail, in the label below the ending: tempmail, poubelle-courriel,
 * 10minutemail. Neither word alone says it: packaging is disposable too. "Jetable" in front of something else does.
 */
const saysThrowAway = remembered((domain: string): boolean =>
  domainLabels(domain).some((label) => {
    const parts = label.split(/[-\d]+/u).filter((part) => part !== '')
    if (parts.length > 1 && throwAwayInFront.has(parts[0] ?? '')) return true
    const hasBoth = parts.some((part) => throwAwayWords.has(part)) && parts.some((part) => mailWords.has(part))
    return hasBoth || parts.some((part) => isRunOf(part, throwAwayWords, mailWords))
  }),
)

/** Two words run together, in either order, with an s between or behind them at most. */
function isRunOf(text: string, some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (let cut = 3; cut <= text.length - 2; cut++) {
    const [left, right] = [text.slice(0, cut).replace(/s$/u, ''), text.slice(cut)]
    const ends = [right, right.replace(/s$/u, '')]
    const starts = [left, text.slice(0, cut)]
    const meets = (first: ReadonlySet<string>, second: ReadonlySet<string>) =>
      starts.some((word) => first.has(word)) && ends.some((word) => second.has(word))
    if (meets(some, others) || meets(others, some)) return true
  }
  return false
}

/** The labels that are the organisation's own, in plain form: `mail.acme.co.uk` gives mail and acme. */
export function domainLabels(domain: string): string[] {
  const labels = (domain.includes('xn--') ? plain(domainToUnicode(domain)) : domain).split('.')
  return labels.slice(0, -1).filter((label) => label.length >= 3 && !sharedLabels.has(label))
}
const sharedLabels: ReadonlySet<string> = new Set([
  'com',
  'org',
  'net',
  'gov',
  'gouv',
  'gob',
  'asso',
  'edu',
  'nom',
  'www',
])

/**
 * Words that the organisation's addresses may carry: each label, its parts between hyphens, and the label without
 * hyphens.
 */
export function labelWords(domain: string): string[] {
  return domainLabels(domain).flatMap((label) =>
    label.includes('-') ? [label.replaceAll('-', ''), ...label.split('-').filter((part) => part.length >= 3)] : [label],
  )
}
