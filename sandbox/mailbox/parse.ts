/** A token of a command: an atom, a string (quoted or literal), or a list. */
export type Token = { readonly atom: string } | { readonly text: string } | { readonly list: readonly Token[] }

/**
 * Follows `{n}` where the client sent a literal: the same characters may be typed as an atom. No line of a client holds
 * it.
 */
export const literalMark = '\u0000'

/**
 * Splits what a client sent into tokens (RFC 3501 §4). Literals stand in `literals`, in order, where the line has
 * `{n}`.
 */
export function tokensOf(line: string, literals: readonly string[]): Token[] {
  let at = 0
  let nextLiteral = 0
  const read = (closing: boolean): Token[] => {
    const tokens: Token[] = []
    while (at < line.length) {
      const char = line[at] ?? ''
      if (char === ' ') at++
      else if (char === ')') {
        at++
        if (closing) return tokens
      } else if (char === '(') {
        at++
        tokens.push({ list: read(true) })
      } else if (char === '"') tokens.push({ text: quoted() })
      else {
        const literal = /^\{\d+\+?\}/.exec(line.slice(at))
        if (literal !== null && line[at + literal[0].length] === literalMark) {
          at += literal[0].length + 1
          tokens.push({ text: literals[nextLiteral++] ?? '' })
        } else tokens.push({ atom: atom() })
      }
    }
    return tokens
  }
  const quoted = (): string => {
    let text = ''
    at++
    while (at < line.length && line[at] !== '"') {
      if (line[at] === '\\') at++
      text += line[at++] ?? ''
    }
    at++
    return text
  }
  /** `BODY.PEEK[HEADER.FIELDS (To Cc)]<0.100>` is one atom. */
  const atom = (): string => {
    let text = ''
    let depth = 0
    while (at < line.length) {
      const char = line[at] ?? ''
      if (char === '[') depth++
      if (char === ']') depth--
      if (depth === 0 && (char === ' ' || char === '(' || char === ')')) break
      text += char
      at++
    }
    return text
  }
  return read(false)
}

export function textOf(token: Token | undefined): string {
  if (token === undefined || 'list' in token) return ''
  return 'text' in token ? token.text : token.atom
}

/** Whether `n` is in a set such as `1:3,7,9:*`; `*` is the highest number in use. */
export function inSet(set: string, n: number, highest: number): boolean {
  return set.split(',').some((part) => {
    const [a = '', b = a] = part.split(':')
    const [from, to] = [a, b].map((bound) => (bound === '*' ? highest : Number(bound)))
    return from !== undefined && to !== undefined && n >= Math.min(from, to) && n <= Math.max(from, to)
  })
}

export const isSet = (text: string): boolean =>
  /^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/.test(text)
