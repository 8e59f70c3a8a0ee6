import { formReasons } from './tables/form-reasons.ts'
import type { Text } from '../app/tables/text.ts'
import type { FormFinding } from './finding.ts'

/** What was found, and what puts it right, with the fields in the place of `{names}`. */
export function wordsOfFinding({ reason, names }: Pick<FormFinding, 'reason' | 'names'>): {
  found: Text
  fix: Text | null
} {
  const { found, fix } = formReasons[reason]
  const list = (quote: (name: string) => string, none: string) =>
    names.length === 0 ? none : names.map(quote).join(', ')
  const plainNames = names.length === 1 && /^\d+$/u.test(names[0] ?? '')
  const fill = (text: Text): Text => ({
    fr: text.fr.replaceAll('{names}', plainNames ? (names[0] ?? '') : list((name) => `« ${name} »`, 'ce champ')),
    en: text.en.replaceAll('{names}', plainNames ? (names[0] ?? '') : list((name) => `“${name}”`, 'this field')),
  })
  return { found: fill(found), fix: fix === null ? null : fill(fix) }
}
