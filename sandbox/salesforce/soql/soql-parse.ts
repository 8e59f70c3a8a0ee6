import type { Token } from './soql-tokens.ts'
import { SoqlError, malformed, tokenize } from './soql-tokens.ts'

export type Literal = {
  readonly kind: 'string' | 'number' | 'date' | 'datetime' | 'boolean' | 'null' | 'relative'
  readonly text: string
}
export type Selected =
  | { readonly kind: 'field'; readonly path: string }
  | { readonly kind: 'count'; readonly path: string | null; readonly alias: string }
  | { readonly kind: 'least'; readonly path: string; readonly alias: string }
  | { readonly kind: 'fields'; readonly set: 'ALL' | 'STANDARD' | 'CUSTOM' }
  | { readonly kind: 'child'; readonly query: Query }
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: string; readonly value: Literal }
  | {
      readonly kind: 'in'
      readonly path: string
      readonly negate: boolean
      readonly values: readonly Literal[] | Query
    }
  | { readonly kind: 'includes'; readonly path: string; readonly negate: boolean; readonly values: readonly Literal[] }
export interface Query {
  readonly select: readonly Selected[]
  readonly from: string
  readonly where: Condition | null
  readonly orderBy: readonly { readonly path: string; readonly descending: boolean; readonly nullsLast: boolean }[]
  readonly groupBy: readonly string[]
  readonly limit: number | null
  readonly offset: number
}

/** The SOQL subset of docs/reference/salesforce.md#soql. */
export function parseSoql(text: string): Query {
  const parser = new Parser(tokenize(text))
  const query = parser.query()
  parser.end()
  return query
}

class Parser {
  private readonly tokens: readonly Token[]
  private at = 0
  private joins = 0
  private unnamed = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  private peek(): Token {
    const token = this.tokens[this.at] ?? this.tokens.at(-1)
    if (token === undefined) throw malformed('<EOF>', 0)
    return token
  }

  private isWord(word: string): boolean {
    const token = this.peek()
    return token.kind === 'word' && token.text.toUpperCase() === word
  }

  private take(): Token {
    const token = this.peek()
    this.at += 1
    return token
  }

  private accept(text: string): boolean {
    const token = this.peek()
    const hit = token.kind === 'symbol' ? token.text === text : this.isWord(text)
    if (hit) this.at += 1
    return hit
  }

  private expect(text: string): void {
    if (!this.accept(text)) throw malformed(this.peek().text, this.peek().at)
  }

  private word(): string {
    const token = this.take()
    if (token.kind !== 'word') throw malformed(token.text, token.at)
    return token.text
  }

  end(): void {
    if (this.peek().kind !== 'end') throw malformed(this.peek().text, this.peek().at)
  }

  query(): Query {
    this.expect('SELECT')
    const select = [this.selected()]
    while (this.accept(',')) select.push(this.selected())
    this.expect('FROM')
    const from = this.word()
    const where = this.accept('WHERE') ? this.condition() : null
    const groupBy = this.accept('GROUP') ? this.groups() : []
    const orderBy = this.accept('ORDER') ? this.order() : []
    const limit = this.accept('LIMIT') ? this.count() : null
    const offset = this.accept('OFFSET') ? this.count() : 0
    if (offset > 2_000) throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000')
    for (const word of ['FOR', 'ALL']) {
      // FOR VIEW, FOR REFERENCE, FOR UPDATE and ALL ROWS change nothing here.
      if (this.accept(word)) this.word()
    }
    return { select, from, where, groupBy, orderBy, limit, offset }
  }

  private selected(): Selected {
    if (this.accept('(')) {
      const query = this.query()
      this.expect(')')
      return { kind: 'child', query }
    }
    const path = this.word()
    if (!this.accept('(')) return { kind: 'field', path }
    const name = path.toUpperCase()
    if (name === 'FIELDS') {
      const set = this.word().toUpperCase()
      this.expect(')')
      if (set !== 'ALL' && set !== 'STANDARD' && set !== 'CUSTOM') throw malformed(set, this.peek().at)
      return { kind: 'fields', set }
    }
    if (name === 'MIN') {
      const of = this.word()
      this.expect(')')
      const named = this.peek().kind === 'word' && !this.isWord('FROM')
      return { kind: 'least', path: of, alias: named ? this.word() : `expr${this.unnamed++}` }
    }
    if (name !== 'COUNT') throw malformed(path, this.peek().at)
    if (this.accept(')')) return { kind: 'count', path: null, alias: '' }
    const counted = this.word()
    this.expect(')')
    const alias = this.peek().kind === 'word' && !this.isWord('FROM') ? this.word() : 'expr0'
    return { kind: 'count', path: counted, alias }
  }

  /** AND and OR never mix without parentheses. */
  private condition(): Condition {
    const first = this.unary()
    const kind = this.isWord('AND') ? 'and' : this.isWord('OR') ? 'or' : null
    if (kind === null) return first
    const parts = [first]
    while (this.accept(kind === 'and' ? 'AND' : 'OR')) parts.push(this.unary())
    if (this.isWord('AND') || this.isWord('OR')) throw malformed(this.peek().text, this.peek().at)
    return { kind, parts }
  }

  private unary(): Condition {
    if (this.accept('NOT')) return { kind: 'not', part: this.unary() }
    if (this.accept('(')) {
      const inside = this.condition()
      this.expect(')')
      return inside
    }
    return this.comparison()
  }

  private comparison(): Condition {
    const path = this.word()
    const token = this.take()
    const operator = token.text.toUpperCase()
    if (operator === 'NOT') {
      this.expect('IN')
      return { kind: 'in', path, negate: true, values: this.members() }
    }
    if (operator === 'IN') return { kind: 'in', path, negate: false, values: this.members() }
    if (operator === 'INCLUDES' || operator === 'EXCLUDES')
      return { kind: 'includes', path, negate: operator === 'EXCLUDES', values: this.literals() }
    if (!['=', '!=', '<>', '<', '<=', '>', '>=', 'LIKE'].includes(operator)) throw malformed(token.text, token.at)
    return { kind: 'compare', path, operator: operator === '<>' ? '!=' : operator, value: this.literal() }
  }

  /** A list, or a semi-join: two of them at most in one query. */
  private members(): readonly Literal[] | Query {
    this.expect('(')
    if (this.isWord('SELECT')) {
      this.joins += 1
      if (this.joins > 2) throw new SoqlError('MALFORMED_QUERY', 'Semi join sub-selects are limited to two per query')
      const query = this.query()
      this.expect(')')
      return query
    }
    this.at -= 1
    return this.literals()
  }

  private literals(): Literal[] {
    this.expect('(')
    const values = [this.literal()]
    while (this.accept(',')) values.push(this.literal())
    this.expect(')')
    return values
  }

  private literal(): Literal {
    const token = this.take()
    if (token.kind === 'string' || token.kind === 'number' || token.kind === 'date' || token.kind === 'datetime')
      return { kind: token.kind, text: token.text }
    if (token.kind !== 'word') throw malformed(token.text, token.at)
    const word = token.text.toUpperCase()
    if (word === 'NULL') return { kind: 'null', text: '' }
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', text: word.toLowerCase() }
    if (
      /^(TODAY|YESTERDAY|TOMORROW|(LAST|NEXT|THIS)_(WEEK|MONTH|QUARTER|YEAR)|(LAST|NEXT)_N_(DAYS|WEEKS|MONTHS|YEARS):\d+|(LAST|NEXT)_90_DAYS|N_(DAYS|MONTHS|YEARS)_AGO:\d+)$/.test(
        word,
      )
    )
      return { kind: 'relative', text: word }
    throw malformed(token.text, token.at)
  }

  private groups(): string[] {
    this.expect('BY')
    const list = [this.word()]
    while (this.accept(',')) list.push(this.word())
    return list
  }

  private order(): { path: string; descending: boolean; nullsLast: boolean }[] {
    this.expect('BY')
    const list = [this.orderItem()]
    while (this.accept(',')) list.push(this.orderItem())
    return list
  }

  private orderItem(): { path: string; descending: boolean; nullsLast: boolean } {
    const path = this.word()
    const descending = this.accept('DESC')
    if (!descending) this.accept('ASC')
    let nullsLast = false
    if (this.accept('NULLS')) {
      nullsLast = this.accept('LAST')
      if (!nullsLast) this.expect('FIRST')
    }
    return { path, descending, nullsLast }
  }

  private count(): number {
    const token = this.take()
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw malformed(token.text, token.at)
    return Number(token.text)
  }
}
