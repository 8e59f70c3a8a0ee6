/** A MIME part as far as reports need it: its headers, and its body decoded to text. */
export interface Part {
  headers: ReadonlyMap<string, readonly string[]>
  body: string
}

const maxHeaderBytes = 256 * 1024
const maxHeaders = 1_000
const maxParts = 20
const maxBody = 128 * 1024

/**
 * Headers by lower-case name, folded lines joined, each value one line. What follows the first empty line is the body.
 */
export function readPart(raw: string): Part {
  const end = /\r?\n\r?\n/u.exec(raw.slice(0, maxHeaderBytes))
  const head = end === null ? raw.slice(0, maxHeaderBytes) : raw.slice(0, end.index)
  const headers = headersOf(head)
  const body = end === null ? '' : raw.slice(end.index + end[0].length)
  return { headers, body }
}

/**
 * Only whole lines `Name: value`; anything else is passed over, NUL too (RFC 5322 §3.5 has none, and no database keeps
 * it).
 */
export function headersOf(head: string): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  const lines = head.replace(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u)
  for (const line of lines.slice(0, maxHeaders)) {
    const found = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/u.exec(line)
    if (found?.[1] === undefined) continue
    const name = found[1].toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), (found[2] ?? '').replaceAll('\0', '').trim()])
  }
  return headers
}

export function first(part: Part, name: string): string {
  return part.headers.get(name)?.[0] ?? ''
}

/** `text/plain` of `text/plain; charset=…`. */
export function typeOf(part: Part): string {
  return (first(part, 'content-type').split(';')[0] ?? '').trim().toLowerCase()
}

/** The parts of a multipart, not deeper; empty when it is none. */
export function partsOf(part: Part): Part[] {
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,100})"|([^\s;]{1,100}))/iu.exec(first(part, 'content-type'))
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined || !typeOf(part).startsWith('multipart/')) return []
  const pieces = `\n${part.body}`.split(`\n--${mark}`)
  return pieces
    .slice(1, maxParts + 1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => decoded(readPart(piece.replace(/^[^\n]*\n/u, ''))))
}

function decoded(part: Part): Part {
  const encoding = first(part, 'content-transfer-encoding').toLowerCase()
  const body = part.body.slice(0, maxBody)
  if (encoding === 'base64') return { ...part, body: Buffer.from(body, 'base64').toString('utf8') }
  if (encoding === 'quoted-printable')
    return {
      ...part,
      body: body
        .replace(/=\r?\n/gu, '')
        .replace(/=([0-9a-f]{2})/giu, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    }
  return { ...part, body }
}
