import { TableFault } from './table-file.ts'

/** What a reader of XML is told, in the order of the text. Names come without their prefix. */
interface XmlListener {
  open(name: string, attributes: string): void
  text(text: string): void
  close(name: string): void
}

/** A tag or a text longer than this is no list of people. */
const maxHeld = 1024 * 1024

/**
 * Reads the XML of a workbook part piece by piece; nothing but the tag or text at hand is kept. Refuses what a list of
 * people never holds: a DOCTYPE and its entities, another encoding (docs/reference/security.md#xml). Throws TableFault.
 */
export async function readXml(pieces: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _done of readXmlPieces(pieces, listener));
}

/** The same for who must do something between two pieces. */
export async function* readXmlPieces(pieces: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true })
    if (text.includes('\0')) throw new TableFault('unreadable')
    rest = readSome(rest + text, listener)
    if (rest.length > maxHeld) throw new TableFault('unreadable')
    yield
  }
  if (readSome(rest + decoder.decode(), listener).trim() !== '') throw new TableFault('unreadable')
}

/** Tells what is whole, gives the rest. */
function readSome(text: string, listener: XmlListener): string {
  let at = 0
  for (;;) {
    const tag = text.indexOf('<', at)
    if (tag < 0) return text.slice(at)
    const end = endOf(text, tag)
    if (end < 0) return text.slice(at)
    if (tag > at) listener.text(plainText(text.slice(at, tag)))
    tell(text, tag, end, listener)
    at = end
  }
}

/** Place behind the mark that begins at `tag`; -1 when it is not whole yet. */
function endOf(text: string, tag: number): number {
  const behind = (sign: string) => {
    const place = text.indexOf(sign, tag)
    return place < 0 ? -1 : place + sign.length
  }
  const second = text[tag + 1]
  if (second === '!') {
    if (text.length - tag < 9) return -1
    return text.startsWith('<!--', tag)
      ? behind('-->')
      : text.startsWith('<![CDATA[', tag)
        ? behind(']]>')
        : behind('>')
  }
  if (second === '?') return behind('?>')
  let quote = ''
  for (let place = tag + 1; place < text.length; place += 1) {
    const sign = text[place]
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return place + 1
  }
  return -1
}

function tell(text: string, tag: number, end: number, listener: XmlListener): void {
  const second = text[tag + 1]
  if (second === '?') {
    if (/encoding\s*=\s*["'](?!utf-?8["'])/iu.test(text.slice(tag, end))) throw new TableFault('unreadable')
    return
  }
  if (second === '!') {
    if (text.startsWith('<![CDATA[', tag)) listener.text(text.slice(tag + 9, end - 3))
    else if (!text.startsWith('<!--', tag)) throw new TableFault('unreadable')
    return
  }
  if (second === '/') return listener.close(localName(text.slice(tag + 2, end - 1).trim()))
  const isEmpty = text[end - 2] === '/'
  const body = text.slice(tag + 1, isEmpty ? end - 2 : end - 1)
  const blank = body.search(/\s/u)
  const name = localName(blank < 0 ? body : body.slice(0, blank))
  listener.open(name, blank < 0 ? '' : body.slice(blank))
  if (isEmpty) listener.close(name)
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text without its five entities and numbered signs, and without Excel's own `_x000D_`. */
export function plainText(text: string): string {
  const decoded = text.includes('&')
    ? text.replaceAll(
        /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));?/giu,
        (_all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
          const sign =
            name === undefined ? signOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) : named[name]
          if (sign === undefined) throw new TableFault('unreadable')
          return sign
        },
      )
    : text
  return decoded.includes('_x')
    ? decoded.replaceAll(/_x([0-9A-F]{4})_/gu, (_all, hex: string) => signOf(Number.parseInt(hex, 16)) ?? '')
    : decoded
}

function signOf(code: number): string | undefined {
  return code === 0 || code > 0x10_ffff ? undefined : String.fromCodePoint(code)
}

/** One attribute, as text. A place that is spelt with entities is refused by who asks for places. */
export function xmlAttribute(attributes: string, name: string): string | null {
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u')
  patterns.set(name, pattern)
  const found = pattern.exec(attributes)
  return found === null ? null : (found[1] ?? found[2] ?? '')
}
/** Made once per name: a sheet asks for the same three a million times. */
const patterns = new Map<string, RegExp>()
