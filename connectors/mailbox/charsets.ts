import { isUtf8 } from 'node:buffer'

const windows1252 = new TextDecoder('windows-1252')
/** Bytes 0x80 to 0x9f by what windows-1252 makes of them. */
const high = new Map(
  Array.from({ length: 0x20 }, (_, n) => [windows1252.decode(Uint8Array.of(0x80 + n)), 0x80 + n] as const),
)

/** Longest UTF-8 character: where reading stopped in the middle of one, its bytes are left out of the test. */
const maxBytes = 4

/**
 * The head in UTF-8: raw bytes that are none are windows-1252, as old programs write them (RFC 5322 allows neither).
 */
export function headInUtf8(raw: Buffer): Buffer {
  const end = /\r?\n\r?\n/u.exec(raw.toString('latin1'))?.index ?? raw.length
  const head = raw.subarray(0, end)
  return isUtf8(head) || (end === raw.length && isCutUtf8(head))
    ? raw
    : Buffer.concat([Buffer.from(windows1252.decode(head)), raw.subarray(end)])
}

/** The same message with windows-1252 declared for its texts, when it declares no charset at all; else null. */
export function withCharset(raw: Buffer): Buffer | null {
  const text = raw.toString('latin1')
  if (/charset\s*=/iu.test(text)) return null
  const typed = text.replace(/^(content-type:\s*text\/(?:plain|html))/gimu, '$1; charset=windows-1252')
  return Buffer.from(typed === text ? `Content-Type: text/plain; charset=windows-1252\r\n${text}` : typed, 'latin1')
}

/** UTF-8 that was declared as an 8-bit charset ("dÃ©sinscrire") read as what it is; any other text as it stands. */
export function reread(text: string): string {
  if (!/[\u0080-\u{10ffff}]/u.test(text)) return text
  const bytes = Array.from(text, (char) => high.get(char) ?? char.codePointAt(0) ?? 0)
  if (bytes.some((byte) => byte > 0xff)) return text
  const buffer = Buffer.from(bytes)
  return isUtf8(buffer) ? buffer.toString('utf8') : text
}

function isCutUtf8(bytes: Buffer): boolean {
  return Array.from({ length: maxBytes }, (_, n) => n).some((n) => isUtf8(bytes.subarray(0, bytes.length - n)))
}
