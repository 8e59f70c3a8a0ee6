import { plain } from '../app/plain-words.ts'
import type { ActKind } from './tables/acts.ts'
import { clickTargets, imageEndings, pathTargets, socialHosts } from './tables/click-words.ts'

const separators = /[_\s.]+/gu
const scheme = /^[a-z][a-z\d+.-]*:/iu
const query = /[?#]/u
const slashes = /^\/\//u
const www = /^www\./u
const edges = /^-|-$/gu
const notWord = /[^a-z\d]+/gu

/**
 * What a click was made on: `click` for the offer, else the kind that says why it is not about it
 * (docs/reference/law.md#g-events). `link` is a word for it (`unsubscribe`, `View online`) or its address, of which the
 * host and the parts of the path are read.
 */
export function clickedOn(link: string): ActKind {
  const named = link.trim().toLowerCase().replace(separators, '-')
  if (Object.hasOwn(clickTargets, named)) return clickTargets[named] ?? 'click'
  if (!scheme.test(link) && !link.startsWith('/') && !link.startsWith('www.')) return pathTargets.get(named) ?? 'click'
  // A link that opens a mail to us is no click on the offer; the mail that follows counts by itself.
  if (named.startsWith('mailto:')) return 'privacy-click'
  return clickedAddress(link)
}

function clickedAddress(link: string): ActKind {
  const [address = ''] = link.split(query, 1)
  const [host = '', ...parts] = address.replace(scheme, '').replace(slashes, '').split('/')
  const site = host.toLowerCase().replace(www, '')
  if (socialHosts.some((social) => site === social || site.endsWith(`.${social}`))) return 'social-click'
  const ending = parts.at(-1)?.split('.').at(-1)?.toLowerCase() ?? ''
  if ((parts.at(-1) ?? '').includes('.') && imageEndings.has(ending)) return 'image-click'
  const found = parts.flatMap((part) => pathTargets.get(plainPart(part)) ?? [])
  return found.find((kind) => kind === 'unsubscribe') ?? found[0] ?? 'click'
}

/** A part of a path in plain form, without its ending. */
function plainPart(part: string): string {
  const decoded = decode(part)
  const dot = decoded.lastIndexOf('.')
  return plain(dot > 0 ? decoded.slice(0, dot) : decoded)
    .replace(notWord, '-')
    .replace(edges, '')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
