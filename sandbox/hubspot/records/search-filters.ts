import type { Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import { invalid } from '../account/errors.ts'
import type { ContactRow } from '../account/types.ts'

// docs/reference/hubspot.md#search.
const operators = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
]

/** A record as the index shows it: the live one, or the state kept for the lag. */
export interface Indexed {
  readonly row: ContactRow
  readonly value: (name: string) => string | undefined
}

export type Test = (item: Indexed) => boolean

export type TypeOf = (name: string) => string | undefined

export function testOf(filter: unknown, typeOf: TypeOf, moreEmails: (item: Indexed) => string[]): Test {
  if (!isObject(filter)) return invalid('Each filter must be an object')
  const name = stringOf(filter['propertyName']) ?? ''
  const operator = stringOf(filter['operator']) ?? ''
  if (!operators.includes(operator)) return invalid(`Invalid operator: ${operator}`)
  if (name === 'associations.deal' || name === 'associations.deals') {
    const id = stringOf(filter['value']) ?? ''
    return (item) => item.row.dealIds.includes(id)
  }
  const type = typeOf(name)
  if (type === undefined) return invalid(`There was a problem with the request: property ${name} does not exist`)
  return propertyTest(filter, name, type, operator, moreEmails)
}

function propertyTest(
  filter: Json,
  name: string,
  type: string,
  operator: string,
  moreEmails: (item: Indexed) => string[],
): Test {
  switch (operator) {
    case 'HAS_PROPERTY':
      return (item) => item.value(name) !== undefined
    case 'NOT_HAS_PROPERTY':
      return (item) => item.value(name) === undefined
    case 'IN':
    case 'NOT_IN':
      return listTest(filter, name, type, operator === 'NOT_IN')
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN':
      return tokenTest(name, valueIn(filter, operator), operator === 'NOT_CONTAINS_TOKEN')
    case 'EQ':
    case 'NEQ':
      return equalTest(name, type, valueIn(filter, operator), operator === 'NEQ', moreEmails)
    default:
      return boundTest(filter, name, type, operator)
  }
}

function valueIn(filter: Json, operator: string): string {
  if (filter['value'] === undefined) return invalid(`A value is required for the operator ${operator}`)
  return stringOf(filter['value']) ?? String(filter['value'] as boolean)
}

function boundTest(filter: Json, name: string, type: string, operator: string): Test {
  const value = valueIn(filter, operator)
  const high =
    operator === 'BETWEEN'
      ? ordinal(type, stringOf(filter['highValue']) ?? invalid('highValue is required for BETWEEN'))
      : null
  return orderTest(name, type, operator, ordinal(type, value), high)
}

/** Values must be lower-case for strings; enumeration values are exact. */
function listTest(filter: Json, name: string, type: string, negate: boolean): Test {
  if (!Array.isArray(filter['values'])) return invalid('values is required for the operators IN and NOT_IN')
  const values = new Set(listOf(filter['values']).map((value) => String(value as string)))
  const fold = type === 'string' || type === 'phone_number'
  return (item) => {
    const value = item.value(name)
    if (value === undefined) return false
    return values.has(fold ? value.toLowerCase() : value) !== negate
  }
}

function tokenTest(name: string, wanted: string, negate: boolean): Test {
  const pattern = new RegExp(
    `^${wanted
      .toLowerCase()
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')}$`,
    'u',
  )
  return (item) => {
    const value = (item.value(name) ?? '').toLowerCase()
    const parts = [value, ...value.split(/[^\p{L}\p{N}]+/u), ...value.split('@')]
    return parts.some((part) => part !== '' && pattern.test(part)) !== negate
  }
}

function equalTest(
  name: string,
  type: string,
  wanted: string,
  negate: boolean,
  moreEmails: (item: Indexed) => string[],
): Test {
  const key = equalKey(type, wanted)
  return (item) => {
    const value = item.value(name)
    if (value === undefined) return negate
    const parts = type === 'enumeration' ? value.split(';') : name === 'email' ? [value, ...moreEmails(item)] : [value]
    return parts.some((part) => equalKey(type, part) === key) !== negate
  }
}

function equalKey(type: string, value: string): string {
  if (type === 'enumeration') return value
  if (type === 'datetime' || type === 'date' || type === 'number') return String(ordinal(type, value))
  return value.toLowerCase()
}

function orderTest(
  name: string,
  type: string,
  operator: string,
  low: number | string,
  high: number | string | null,
): Test {
  return (item) => {
    const raw = item.value(name)
    if (raw === undefined) return false
    const value = ordinal(type, raw)
    switch (operator) {
      case 'LT':
        return value < low
      case 'LTE':
        return value <= low
      case 'GT':
        return value > low
      case 'GTE':
        return value >= low
      default:
        return high !== null && value >= low && value <= high
    }
  }
}

/** Dates compare as ms, whether written in ms or ISO. */
function ordinal(type: string, value: string): number | string {
  if (type === 'number') return Number(value)
  if (type !== 'datetime' && type !== 'date') return value.toLowerCase()
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value)
  return Number.isNaN(at) ? invalid(`Invalid date value: ${value}`) : at
}
