import { dayMs } from '../../core/clock.ts'
import { to18 } from '../account/ids.ts'
import type { FieldDef } from '../account/schema.ts'
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

/** The literal in the field's own form; a wrong type is refused as the vendor does. */
export function literalKey(def: FieldDef, literal: Literal): Key {
  const wrong = (expected: string): never => {
    throw new SoqlError(
      'INVALID_FIELD',
      `value of filter criterion for field '${def.name}' must be of type ${expected}`,
    )
  }
  if (literal.kind === 'null') return def.type === 'boolean' ? false : null
  switch (def.type) {
    case 'boolean':
      return literal.kind === 'boolean'
        ? literal.text === 'true'
        : wrong('boolean and should not be enclosed in quotes')
    case 'int':
    case 'double':
    case 'currency':
      return literal.kind === 'number'
        ? Number(literal.text)
        : wrong(`${def.type} and should not be enclosed in quotes`)
    case 'date':
      return literal.kind === 'date' ? literal.text : wrong('date and should not be enclosed in quotes')
    case 'datetime':
      return literal.kind === 'datetime'
        ? new Date(literal.text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString()
        : wrong('dateTime and should not be enclosed in quotes')
    case 'id':
    case 'reference':
      return literal.kind === 'string'
        ? to18(plainText(literal.text))
        : wrong('string and should be enclosed in quotes')
    default:
      return literal.kind === 'string'
        ? plainText(literal.text).toLowerCase()
        : wrong('string and should be enclosed in quotes')
  }
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

/**
 * [from, to) in UTC. LAST_N_DAYS includes today; months and years leave the current one out
 * (docs/reference/salesforce.md#soql-dates).
 */
export function relativeRange(text: string, nowMs: number): { from: string; to: string } {
  const today = Math.floor(nowMs / dayMs) * dayMs
  const date = new Date(today)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const n = Number(text.split(':')[1] ?? '1')
  const range = (from: number, to: number): { from: string; to: string } => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  })
  const months = (from: number, to: number): { from: string; to: string } =>
    range(Date.UTC(year, month + from, 1), Date.UTC(year, month + to, 1))
  const years = (from: number, to: number): { from: string; to: string } =>
    range(Date.UTC(year + from, 0, 1), Date.UTC(year + to, 0, 1))
  const name = text.split(':')[0] ?? ''
  switch (name) {
    case 'TODAY':
      return range(today, today + dayMs)
    case 'YESTERDAY':
      return range(today - dayMs, today)
    case 'TOMORROW':
      return range(today + dayMs, today + 2 * dayMs)
    case 'LAST_N_DAYS':
      return range(today - n * dayMs, today + dayMs)
    case 'NEXT_N_DAYS':
      return range(today + dayMs, today + (n + 1) * dayMs)
    case 'N_DAYS_AGO':
      return range(today - n * dayMs, today - (n - 1) * dayMs)
    case 'LAST_90_DAYS':
      return range(today - 90 * dayMs, today + dayMs)
    case 'LAST_N_MONTHS':
      return months(-n, 0)
    case 'LAST_MONTH':
      return months(-1, 0)
    case 'THIS_MONTH':
      return months(0, 1)
    case 'NEXT_MONTH':
      return months(1, 2)
    case 'NEXT_N_MONTHS':
      return months(1, n + 1)
    case 'LAST_N_YEARS':
      return years(-n, 0)
    case 'LAST_YEAR':
      return years(-1, 0)
    case 'THIS_YEAR':
      return years(0, 1)
    case 'NEXT_YEAR':
      return years(1, 2)
    case 'NEXT_N_YEARS':
      return years(1, n + 1)
    case 'N_YEARS_AGO':
      return years(-n, -n + 1)
    case 'N_MONTHS_AGO':
      return months(-n, -n + 1)
    default:
      throw new SoqlError('MALFORMED_QUERY', `The date literal ${text} is not known here`)
  }
}
