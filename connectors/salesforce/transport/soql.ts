import { maxListValues, maxQueryChars } from './endpoints.ts'

/**
 * A SOQL string literal. Backslash first, then quote, then control characters: jsforce's builder forgets the
 * backslash, which allows injection (docs/reference/salesforce.md#jsforce-injection).
 */
export function soqlString(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\b', '\\b')
    .replaceAll('\f', '\\f')
  return `'${escaped}'`
}

/**
 * A dateTime literal in UTC; a fraction only when there is one (docs/reference/salesforce.md#soql-dates: accepted in
 * practice).
 */
export function soqlDateTime(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}

/**
 * Literal lists `('a','b')` short enough that a query around them of `spentChars` stays a legal URL
 * (docs/reference/salesforce.md#url-length).
 */
export function literalLists(values: readonly string[], spentChars: number): string[] {
  const lists: string[][] = []
  let room = 0
  for (const literal of [...new Set(values)].map(soqlString)) {
    const size = encodeURIComponent(literal).length + 3
    const current = lists.at(-1)
    if (current === undefined || size > room || current.length >= maxListValues) {
      lists.push([literal])
      room = maxQueryChars - spentChars - size
    } else {
      current.push(literal)
      room -= size
    }
  }
  return lists.map((list) => `(${list.join(',')})`)
}

/**
 * `start` with a condition that any of these fields has one of its values, when it all fits one legal URL; else null.
 * A field without values is left out; no values at all = null.
 */
export function oneQuery(
  start: string,
  wanted: readonly (readonly [field: string, values: readonly string[]])[],
): string | null {
  const lists = wanted
    .filter(([, values]) => values.length > 0)
    .map(([field, values]) => ({ field, literals: [...new Set(values)].map(soqlString) }))
  if (lists.length === 0 || lists.some(({ literals }) => literals.length > maxListValues)) return null
  const query = start + lists.map(({ field, literals }) => `${field} IN (${literals.join(',')})`).join(' OR ')
  return encodeURIComponent(query).length > maxQueryChars ? null : query
}
