import type { StoredMessage } from './store.ts'
import type { Token } from './parse.ts'
import { textOf } from './parse.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `"24-Nov-2026 09:12:00 +0000"` (RFC 3501 §9, date-time). */
function dateTime(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `"${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000"`
}

export class BadItem extends Error {}

/**
 * One `* n FETCH (…)` answer as bytes. Reading a body marks the message as seen, unless peeked at or opened read-only.
 */
export function fetchAnswer(
  message: StoredMessage,
  sequence: number,
  items: readonly Token[],
  withUid: boolean,
  readOnly: boolean,
): Buffer {
  const names = items
    .map(textOf)
    .flatMap((name) => (name.toUpperCase() === 'FAST' ? ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'] : [name]))
  if (withUid && !names.some((name) => name.toUpperCase() === 'UID')) names.unshift('UID')
  const parts: Buffer[] = names.map((name) => itemOf(message, name, readOnly))
  const joined = parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(' '), part]))
  return Buffer.concat([Buffer.from(`* ${sequence} FETCH (`), ...joined, Buffer.from(')\r\n')])
}

function itemOf(message: StoredMessage, name: string, readOnly: boolean): Buffer {
  switch (name.toUpperCase()) {
    case 'UID':
      return Buffer.from(`UID ${message.uid}`)
    case 'FLAGS':
      return Buffer.from(`FLAGS (${[...message.flags].join(' ')})`)
    case 'INTERNALDATE':
      return Buffer.from(`INTERNALDATE ${dateTime(message.internalDate)}`)
    case 'RFC822.SIZE':
      return Buffer.from(`RFC822.SIZE ${message.raw.length}`)
    default:
      return bodyOf(message, name, readOnly)
  }
}

/** `BODY[section]<from.length>`, peeked at or not. */
function bodyOf(message: StoredMessage, name: string, readOnly: boolean): Buffer {
  const asked = /^(BODY|BODY\.PEEK)\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/i.exec(name)
  if (asked === null) throw new BadItem(name)
  const [, item = '', section = '', from, length] = asked
  if (item.toUpperCase() === 'BODY' && !readOnly) message.flags.add('\\Seen')
  const label = from === undefined ? `BODY[${section}]` : `BODY[${section}]<${Number(from)}>`
  if (message.damage === 'nil') return Buffer.from(`${label} NIL`)
  const whole = sectionOf(message.raw, section)
  const bytes = from === undefined ? whole : whole.subarray(Number(from), Number(from) + Number(length))
  return Buffer.concat([Buffer.from(`${label} {${bytes.length}}\r\n`), bytes])
}

function sectionOf(raw: Buffer, section: string): Buffer {
  const upper = section.toUpperCase()
  const at = raw.indexOf('\r\n\r\n')
  const head = at < 0 ? raw : raw.subarray(0, at + 4)
  if (upper === '') return raw
  if (upper === 'HEADER') return head
  if (upper === 'TEXT') return at < 0 ? Buffer.alloc(0) : raw.subarray(at + 4)
  const fields = /^HEADER\.FIELDS \(([^)]*)\)$/.exec(upper)
  if (fields === null) throw new BadItem(section)
  const wanted = new Set((fields[1] ?? '').split(' '))
  const lines = head
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => wanted.has((line.split(':')[0] ?? '').toUpperCase()))
  return Buffer.from([...lines, '', ''].join('\r\n'), 'latin1')
}
