export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'date' | 'datetime' | 'symbol' | 'end'
  readonly text: string
  readonly at: number
}

/** MALFORMED_QUERY with the vendor's manner of pointing at the place. */
export class SoqlError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const escapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
}
const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/y],
  ['date', /\d{4}-\d{2}-\d{2}(?![\dT])/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?![\w.])/y],
  ['word', /[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*(?::\d+)?/y],
  ['symbol', /<=|>=|!=|<>|[=<>(),]/y],
]

/**
 * docs/reference/salesforce.md#soql: statement of 100,000 characters at most, strings of 4,000, only the listed
 * escapes.
 */
export function tokenize(text: string): Token[] {
  if (text.length > 100_000)
    throw new SoqlError('QUERY_TOO_COMPLICATED', 'SOQL statements cannot be longer than 100000 characters.')
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    if (/\s/.test(char)) {
      at += 1
      continue
    }
    const token = char === "'" ? stringToken(text, at) : plainToken(text, at)
    tokens.push(token.token)
    at = token.end
  }
  tokens.push({ kind: 'end', text: '<EOF>', at })
  return tokens
}

function plainToken(text: string, at: number): { token: Token; end: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) return { token: { kind, text: match[0], at }, end: at + match[0].length }
  }
  throw malformed(text[at] ?? '', at)
}

/** `\%` and `\_` keep their backslash: they mean something only to LIKE. */
function stringToken(text: string, start: number): { token: Token; end: number } {
  let value = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === "'") {
      if (value.length > 4_000) throw new SoqlError('MALFORMED_QUERY', 'string literal too long')
      return { token: { kind: 'string', text: value, at: start }, end: at + 1 }
    }
    if (char !== '\\') {
      value += char
      continue
    }
    at += 1
    const next = text[at] ?? ''
    if (next === '%' || next === '_') value += `\\${next}`
    else if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) {
      value += String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 5), 16))
      at += 4
    } else if (escapes[next] !== undefined) value += next === '\\' ? '\\\\' : escapes[next]
    else throw new SoqlError('MALFORMED_QUERY', `Illegal escape sequence in string literal: \\${next}`)
  }
  throw new SoqlError('MALFORMED_QUERY', 'string literal not terminated')
}

/** The plain text of a literal: a doubled backslash is one. */
export function plainText(value: string): string {
  return value.replace(/\\([\\%_])/g, (_, char: string) => (char === '\\' ? '\\' : `\\${char}`))
}

export function malformed(text: string, at: number): SoqlError {
  return new SoqlError('MALFORMED_QUERY', `unexpected token: '${text}' (at position ${at})`)
}
