import { frenchText } from '../../domain/app/french-text.ts'

/** Numbers and plurals of one language, for texts that hold a count. */
export function wordsOf(locale: 'en-GB' | 'fr-FR' | 'de' | 'es' | 'it' | 'nl') {
  const numbers = new Intl.NumberFormat(locale)
  const rules = new Intl.PluralRules(locale)
  /** Chooses by the number alone. */
  const pick = (count: number, one: string, other: string): string => (rules.select(count) === 'one' ? one : other)
  return {
    n: (count: number): string => numbers.format(count),
    pick,
    /** `1 contact`, `1,204 contacts`. */
    some: (count: number, one: string, other: string): string => `${numbers.format(count)} ${pick(count, one, other)}`,
  }
}

/** `de Paris`, `d’Exemple Industries`: a name behind "de", which gives way before a vowel. */
export function ofName(name: string): string {
  return /^[AEIOUYÀÂÉÈÊËÎÏÔÙÛÜŒ]/iu.test(name) ? `d’${name}` : `de ${name}`
}

/** `de Paris` of `Europe/Paris`. */
export function ofZone(zone: string): string {
  return ofName((zone.split('/').at(-1) ?? zone).replaceAll('_', ' '))
}

/** Applies French typography to every text of a table, and to what its functions give. */
export function frenchTable<T>(table: T): T {
  if (typeof table === 'string') return frenchText(table) as T
  if (typeof table === 'function') {
    const make = table as unknown as (...args: unknown[]) => unknown
    return ((...args: unknown[]) => {
      const made = make(...args)
      return typeof made === 'string' ? frenchText(made) : made
    }) as T
  }
  if (Array.isArray(table)) return table.map(frenchTable) as T
  if (table !== null && typeof table === 'object') return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, frenchTable(value)])) as T
  return table
}
