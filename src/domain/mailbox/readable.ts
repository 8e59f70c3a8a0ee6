import type { ParsedMail } from './text/parsed-mail.ts'
import { visibleText } from './text/visible-text.ts'

/**
 * The message as its sender's screen would have shown it: what a careless relay, a ticket tool or an import left
 * encoded is decoded (quoted-printable, RFC 2045 §6.7; words of a subject, RFC 2047; HTML and its entities in a text).
 */
export function readable(mail: ParsedMail): ParsedMail {
  const text = mail.text === null ? null : withoutEscapes(mail.text)
  const asHtml = text !== null && mail.html === null && elements.test(text)
  return {
    ...mail,
    subject: decodedWords(mail.subject),
    text: text === null || asHtml ? null : withoutEntities(text),
    html: asHtml ? text : mail.html,
  }
}

/** Elements that mail programs write; a single "<" in a text is none. */
const elements = /<(?:html|body|div|p|br|table|span|blockquote|font|b|i|strong|em|a href)\b[^<>]{0,400}>/iu
const entity = /&(?:[a-z]{2,8}|#\d{2,5}|#x[\da-f]{2,5});/giu
const entities = new Map<string, string>()
const maxEntities = 200

function withoutEntities(text: string): string {
  return text.replace(entity, (found) => {
    const known = entities.get(found)
    if (known !== undefined) return known
    const shown = visibleText(`<p>x${found}x</p>`).text.replace(/^x|x$/gu, '')
    if (entities.size < maxEntities) entities.set(found, shown)
    return shown
  })
}

/** Only where it cannot be anything else: a byte above ASCII, `=3D`, or a line that ends in "=". */
const escaped = /=(?:[89A-F][\dA-F]|3D|20)|=\r?\n/u
const escapes = /(?:=[\dA-F]{2})+/gu

function withoutEscapes(text: string): string {
  if (!escaped.test(text)) return text
  return text
    .replace(/=\r?\n/gu, '')
    .replace(escapes, (run) => bytesAsText(Buffer.from(run.replaceAll('=', ''), 'hex')))
}

function bytesAsText(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text
}

const encodedWord = /=\?[\w-]{1,20}\?([QB])\?([^\s?]{0,400})\?=(?:\s+(?==\?))?/giu

function decodedWords(subject: string): string {
  return subject.replace(encodedWord, (_found, way: string, words: string) =>
    way.toUpperCase() === 'B'
      ? bytesAsText(Buffer.from(words, 'base64'))
      : words.replaceAll('_', ' ').replace(escapes, (run) => bytesAsText(Buffer.from(run.replaceAll('=', ''), 'hex'))),
  )
}
