import { dayMs } from '../../core/clock.ts'
import { to18 } from '../account/ids.ts'
import type { FieldDef, FieldType } from '../account/schema.ts'
import type { Literal } from './soql-parse.ts'
import { SoqlError, plainText } from './soql-tokens.ts'
import type { SfValue } from '../account/store.ts'

/** A value as it is compared: text in lower case, ids as they are, times as ISO text. */
export type Key = string | number | boolean | null

const caseless = new Set(['string', 'email', 'phone', 'url', 'textarea', 'picklist'])
const order = ['<', '<=', '>', '>=']

export function keyOf(def: FieldDef, value: SfValue): Key {
  if (value === null) return def.type === 'boolean' ? false : null
  return typeof value === 'string' && caseless.has(def.type) ? value.toLowerCase() : value
}

type LiteralKind = Literal['kind']
interface Form {
  readonly kind: LiteralKind
  /** What the vendor says when the literal is of another kind. */
  readonly expected: (type: string) => string
  readonly key: (text: string) => Key
}

const number: Form = {
  kind: 'number',
  expected: (type) => `${type} and should not be enclosed in quotes`,
  key: Number,
}
const id: Form = {
  kind: 'string',
  expected: () => 'string and should be enclosed in quotes',
  key: (text) => to18(plainText(text)),
}
const text: Form = {
  kind: 'string',
  expected: () => 'string and should be enclosed in quotes',
  key: (value) => plainText(value).toLowerCase(),
}
const forms: Readonly<Partial<Record<FieldType, Form>>> = {
  boolean: {
    kind: 'boolean',
    expected: () => 'boolean and should not be enclosed in quotes',
    key: (value) => value === 'true',
  },
  int: number,
  double: number,
  currency: number,
  date: { kind: 'date', expected: () => 'date and should not be enclosed in quotes', key: (value) => value },
  datetime: {
    kind: 'datetime',
    expected: () => 'dateTime and should not be enclosed in quotes',
    key: (value) => new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString(),
  },
  id,
  reference: id,
}

/** The literal in the field's own form; a wrong type is refused as the vendor does. */
export function literalKey(def: FieldDef, literal: Literal): Key {
  if (literal.kind === 'null') return def.type === 'boolean' ? false : null
  const form = forms[def.type] ?? text
  if (literal.kind !== form.kind)
    throw new SoqlError(
      'INVALID_FIELD',
      `value of filter criterion for field '${def.name}' must be of type ${form.expected(def.type)}`,
    )
  return form.key(literal.text)
}

export function compare(operator: string, left: Key, right: Key): boolean {
  if (operator === '=') return left === right
  if (operator === '!=') return left !== right
  if (left === null || right === null || !order.includes(operator)) return false
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}

export function likeTest(text: string): (value: Key) => boolean {
  let source = ''
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '\\') {
      at += 1
      source += escapeRegExp(text[at] ?? '')
    } else if (char === '%') source += '.*'
    else if (char === '_') source += '.'
    else source += escapeRegExp(char)
  }
  const pattern = new RegExp(`^${source}$`, 'isu')
  return (value) => typeof value === 'string' && pattern.test(value)
}

function escapeRegExp(char: string): string {
  return /[.*+?^${}()|[\]\\/-]/.test(char) ? `\\${char}` : char
}

interface Range {
  readonly from: string
  readonly to: string
}

function days(first: number, after: number) {
  return (today: number): Range => span(today + first * dayMs, today + after * dayMs)
}

function months(first: number, after: number) {
  return (today: number): Range => {
    const date = new Date(today)
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    return span(Date.UTC(year, month + first, 1), Date.UTC(year, month + after, 1))
  }
}

function years(first: number, after: number) {
  return (today: number): Range => {
    const year = new Date(today).getUTCFullYear()
    return span(Date.UTC(year + first, 0, 1), Date.UTC(year + after, 0, 1))
  }
}

function span(from: number, to: number): Range {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

const ranges = new Map<string, (n: number) => (today: number) => Range>([
  ['TODAY', () => days(0, 1)],
  ['YESTERDAY', () => days(-1, 0)],
  ['TOMORROW', () => days(1, 2)],
  ['LAST_N_DAYS', (n) => days(-n, 1)],
  ['NEXT_N_DAYS', (n) => days(1, n + 1)],
  ['N_DAYS_AGO', (n) => days(-n, -n + 1)],
  ['LAST_90_DAYS', () => days(-90, 1)],
  ['LAST_N_MONTHS', (n) => months(-n, 0)],
  ['LAST_MONTH', () => months(-1, 0)],
  ['THIS_MONTH', () => months(0, 1)],
  ['NEXT_MONTH', () => months(1, 2)],
  ['NEXT_N_MONTHS', (n) => months(1, n + 1)],
  ['LAST_N_YEARS', (n) => years(-n, 0)],
  ['LAST_YEAR', () => years(-1, 0)],
  ['THIS_YEAR', () => years(0, 1)],
  ['NEXT_YEAR', () => years(1, 2)],
  ['NEXT_N_YEARS', (n) => years(1, n + 1)],
  ['N_YEARS_AGO', (n) => years(-n, -n + 1)],
  ['N_MONTHS_AGO', (n) => months(-n, -n + 1)],
])

/**
 * [from, to) in UTC. LAST_N_DAYS includes today; months and years leave the current one out
 * (docs/reference/salesforce.md#soql-dates).
 */
export function relativeRange(text: string, nowMs: number): Range {
  const [name = '', n = '1'] = text.split(':')
  const range = ranges.get(name)
  if (range === undefined) throw new SoqlError('MALFORMED_QUERY', `The date literal ${text} is not known here`)
  return range(Number(n))(Math.floor(nowMs / dayMs) * dayMs)
}
