import { z } from 'zod'
import { wordsOf } from '../../app/plain-words.ts'
import { legalForms, type LegalForm } from '../tables/legal-forms.ts'
import { frenchFormDigits, legalFormWords } from '../tables/legal-form-words.ts'

/** What somebody said that one value of the field means. `label`: what the screen called it then. */
const JudgedForm = z.object({
  field: z.string().min(1).max(200),
  value: z.string().min(1).max(200),
  label: z.string().max(200),
  means: z.enum(legalForms),
  by: z.string().min(1).max(320),
  on: z.iso.date(),
})
/** The field of the companies of one kind of system that holds their legal form; empty = none was named. */
export const LegalFormField = z.object({ property: z.string().trim().max(100), values: z.array(JudgedForm).max(500) })
export type LegalFormField = z.infer<typeof LegalFormField>

/**
 * The legal form that a text names. One that says nothing known is `unknown`, which counts as an individual where that
 * matters (docs/reference/law.md#b4-uk).
 */
export function readLegalForm(text: string): LegalForm {
  const digits = /^(\d)\d{3}(?!\d)/u.exec(text)?.[1]
  const [before = ''] = text.split(/[,(/–—]| - /u)
  return (
    legalFormWords[plain(text)] ??
    legalFormWords[plain(before)] ??
    (digits === undefined ? undefined : frenchFormDigits[digits]) ??
    (beginsWithSoleTrader(plain(text)) ? 'sole-trader' : 'unknown')
  )
}

/** "Exploitation individuelle agricole": more words behind a form of one person leave it one. */
function beginsWithSoleTrader(text: string): boolean {
  const words = text.split(' ')
  return words.some((_, index) => legalFormWords[words.slice(0, index + 1).join(' ')] === 'sole-trader')
}

const plain = (text: string): string => wordsOf(text).join(' ')

/** What one value means: what a person said of it, else what the table of words proposes (`by` null). */
export function judgeForm(
  field: LegalFormField | undefined,
  value: string,
): { form: LegalForm; by: { who: string; on: string } | null } {
  const same = (text: string) => text.trim().toLowerCase() === value.trim().toLowerCase()
  const said = field?.values.find((one) => one.field === field.property && same(one.value))
  return said === undefined
    ? { form: readLegalForm(value), by: null }
    : { form: said.means, by: { who: said.by, on: said.on } }
}

/** The form that protects most comes first. */
const strictest: readonly LegalForm[] = ['sole-trader', 'partnership', 'unknown']

/** Of the forms that several systems name, the one that counts: where they disagree, what protects the person. */
export function formThatCounts(forms: readonly LegalForm[]): LegalForm {
  const named = [...new Set(forms)]
  return named.length === 1 ? (named[0] ?? 'unknown') : (strictest.find((form) => named.includes(form)) ?? 'unknown')
}
