/** The beginning of each meta element. */
export function metaTags(head: string): string[] {
  return head
    .split(/<meta\b/iu)
    .slice(1)
    .map((text) => text.slice(0, maxMeta).split('>', 1)[0] ?? '')
}

const maxMeta = 2_400

function charsetOf(head: string): string | undefined {
  return metaTags(head).flatMap((tag) => /\bcharset\s*=\s*(?:["']\s*)?([\w-]+)/iu.exec(tag)?.[1] ?? [])[0]
}

/** A declaration further down is not looked for. */
export const headBytes = 16_384

/**
 * Text in the character set that its first bytes, header or page declare; where none is known UTF-8, and windows-1252
 * where it is none, as browsers do.
 */
export function pageText(bytes: Buffer, type: string): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  const declared =
    mark ?? /charset=["']?([\w-]+)/u.exec(type)?.[1] ?? charsetOf(bytes.subarray(0, headBytes).toString('latin1'))
  try {
    return new TextDecoder(declared ?? 'utf-8', { fatal: declared === undefined }).decode(bytes)
  } catch {
    return declared === undefined ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf8')
  }
}
