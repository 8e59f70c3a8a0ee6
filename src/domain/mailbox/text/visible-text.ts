import { seenText } from './fold.ts'
import { quoteClass, quoteId } from '../tables/quote-containers.ts'

/** Elements whose text is no message. */
const silent: ReadonlySet<string> = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'select',
  'textarea',
  'xml',
])
const empty: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
])
const blocks: ReadonlySet<string> = new Set([
  'address',
  'article',
  'blockquote',
  'body',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'td',
  'th',
  'tr',
  'ul',
])
/** A paragraph or list item ends where the next one starts, without a closing tag. */
const selfClosing: ReadonlySet<string> = new Set(['p', 'li', 'td', 'th', 'tr', 'dd', 'dt'])

const hidden =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$))/iu
const maxTags = 50_000
const maxHtml = 400_000

/** `skip` is inherited: what stands in a hidden element is hidden. */
interface Open {
  tag: string
  skip: boolean
}

/**
 * The words a reader sees in an HTML message and that stand outside the quoting containers of mail programs. Nothing is
 * loaded and nothing is trusted: broken HTML gives its text. `cut` is true when a quote was left out; asked for, quotes
 * are kept.
 */
export function visibleText(html: string, quotes: 'left-out' | 'kept' = 'left-out'): { text: string; cut: boolean } {
  const page: Page = { out: [], open: [] }
  let cut = false
  let tags = 0
  const source = html
    .slice(0, maxHtml)
    .replace(/<!--[\s\S]*?(?:-->|$)|<!\[[^>]{0,300}>|<!doctype[^>]{0,300}>|<\?[^>]{0,300}>/giu, '')
  for (const token of tokensOf(source)) {
    if ('text' in token) {
      if (!isSkipping(page)) page.out.push(decodeEntities(token.text.replace(/\s+/gu, ' ')))
      continue
    }
    if (++tags > maxTags) break
    if (token.closing) closeTag(page, token.tag)
    else {
      const quote = quotes === 'left-out' ? quoteAt(token) : null
      const begun = openTag(page, token, quote !== null)
      if (begun && quote !== null) cut = true
      if (begun && quote === 'rest') break
    }
  }
  return { text: tidy(page.out), cut }
}

/** What was written so far, and the elements that are open. */
interface Page {
  out: string[]
  open: Open[]
}

const isSkipping = ({ open }: Page) => open.at(-1)?.skip === true

function closeTag(page: Page, tag: string): void {
  const at = page.open.findLastIndex((element) => element.tag === tag)
  if (at >= 0) page.open.length = at
  if (blocks.has(tag) && !isSkipping(page)) page.out.push(breakAt(tag, page.out))
}

/** Opens an element; gives whether it is one with content that was seen until here. */
function openTag(page: Page, { tag, attributes }: Tag, quoted: boolean): boolean {
  if (selfClosing.has(tag) && page.open.at(-1)?.tag === tag) page.open.pop()
  const seen = !isSkipping(page)
  if ((blocks.has(tag) || tag === 'br') && seen) page.out.push(breakAt(tag, page.out))
  if (empty.has(tag)) return false
  const unseen = hidden.test(attribute(attributes, 'style')) || /\shidden(?=[\s=>]|$)/iu.test(attributes)
  if (!attributes.endsWith('/')) page.open.push({ tag, skip: !seen || quoted || unseen || silent.has(tag) })
  return seen
}

/** Whether a quote begins: in this element, or all the `rest`; null = none. */
function quoteAt({ tag, attributes }: Tag): 'element' | 'rest' | null {
  if (quoteId.test(attribute(attributes, 'id'))) return 'rest'
  return tag === 'blockquote' || quoteClass.test(attribute(attributes, 'class')) ? 'element' : null
}

/** So many times its length may a text be looked through for ends of tags that have none. */
const maxWasted = 20

interface Tag {
  tag: string
  closing: boolean
  attributes: string
}
type Token = { text: string } | Tag

/**
 * Tags and the text between them. A `<` that begins no tag is text. What was looked through for the end of tags that
 * have none is counted, and when it is more than the text is long, no further tag is looked for: time would grow with
 * its square.
 */
function* tokensOf(source: string): Generator<Token> {
  const opening = /<(\/?)([a-z][a-z0-9:]*)(?![a-z0-9:])/iuy
  let wasted = 0
  let from = 0
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at)) {
    opening.lastIndex = at
    const found = wasted > maxWasted * source.length ? null : opening.exec(source)
    const end = found === null ? null : endOfTag(source, opening.lastIndex)
    if (found === null || end === null || source[end] !== '>') {
      wasted += end === null ? 0 : end - at
      at += 1
      continue
    }
    if (at > from) yield { text: source.slice(from, at) }
    yield {
      tag: (found[2] ?? '').toLowerCase(),
      closing: found[1] === '/',
      attributes: source.slice(opening.lastIndex, end),
    }
    at = end + 1
    from = at
  }
  if (from < source.length) yield { text: source.slice(from) }
}

/**
 * Place of the `>` that ends a tag, or of where it turns out to be none: at a `<`, or at the end. Both may stand in
 * quotes.
 */
function endOfTag(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at]
    if (sign === '>' || sign === '<') return at
    if (sign !== '"' && sign !== "'") continue
    const closed = source.indexOf(sign, at + 1)
    if (closed < 0) return source.length
    at = closed
  }
  return source.length
}

/** A cell behind one that ends with a colon is its value, as in the head of a forwarded message: both make one line. */
function breakAt(tag: string, out: readonly string[]): ' ' | '\n' {
  return (tag === 'td' || tag === 'th') &&
    out
      .slice(-4)
      .findLast((piece) => piece.trim() !== '' || piece === '\n')
      ?.trimEnd()
      .endsWith(':') === true
    ? ' '
    : '\n'
}

function tidy(out: readonly string[]): string {
  return seenText(out.join(''))
    .split('\n')
    .map((line) => line.replace(/ +/gu, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'iu').exec(attributes)
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? ''
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  aacute: 'á',
  agrave: 'à',
  acirc: 'â',
  auml: 'ä',
  atilde: 'ã',
  aring: 'å',
  ccedil: 'ç',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  igrave: 'ì',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  oacute: 'ó',
  ograve: 'ò',
  ocirc: 'ô',
  ouml: 'ö',
  otilde: 'õ',
  uacute: 'ú',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  szlig: 'ß',
  oelig: 'œ',
  aelig: 'æ',
  euro: '€',
  iquest: '¿',
  iexcl: '¡',
  middot: '·',
  bull: '•',
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,10})|([a-z]{2,8}));?/giu,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) {
        const char = named[name.toLowerCase()]
        if (char === undefined) return whole
        return /^[A-Z]/u.test(name) ? char.toUpperCase() : char
      }
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
    },
  )
}
