import { z } from 'zod'
import type { FormerCustomerFields } from './former-customer.ts'
import { meanings, wordMeans, type RelationMeaning } from './tables/relation-words.ts'

/**
 * What somebody said of one value. `label`: what the system called it then; under another name it is another value, of
 * which nothing was said.
 */
export const JudgedValue = z.object({
  field: z.string().min(1).max(200),
  value: z.string().min(1).max(200),
  label: z.string().max(200),
  means: z.enum(meanings),
  by: z.string().min(1).max(320),
  on: z.iso.date(),
})
export type JudgedValue = z.infer<typeof JudgedValue>

/** A field of one account that may say who is a customer, as the system describes it now. */
export interface RelationField {
  readonly field: string
  /** What the system's screens call it. */
  readonly label: string
  /** What its screens call each value, where that is not the value itself. */
  readonly labels: Readonly<Record<string, string>>
  /** What the vendor itself made values for, as long as they bear its own name. */
  readonly own?: Readonly<Record<string, RelationMeaning>>
}

/** Values of such fields on one record, by field: null = the record has the field and does not show it to us. */
export type RelationValues = Readonly<Record<string, string | null>>

/** What an account's values are judged by. */
export interface RelationRules {
  judged: readonly JudgedValue[]
  former: FormerCustomerFields
  fields: readonly RelationField[]
}

/** `by` null: the table proposes it (`means` null: not even that). */
export interface ValueJudgement {
  means: RelationMeaning | null
  by: { who: string; on: string } | null
}

/**
 * What one value means: what a person said of it, else what the settings list as a former customer, else what the table
 * of words proposes. In doubt nobody is no customer.
 */
export function judgeValue({ judged, former, fields }: RelationRules, field: string, value: string): ValueJudgement {
  const label = labelOf(fields, field, value)
  const same = (one: string) => sameText(one, value)
  const said = judged.find((one) => one.field === field && same(one.value) && sameText(one.label, label))
  if (said !== undefined) return { means: said.means, by: { who: said.by, on: said.on } }
  const own = fields.find((one) => one.field === field)?.own?.[value] ?? null
  const proposed = proposalFor(value, label, own)
  const listed = former.property === field && former.values.some(same)
  return { means: listed && proposed !== 'customer' ? 'former' : proposed, by: null }
}

const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** What the system's screens call a value. */
function labelOf(fields: readonly RelationField[], field: string, value: string): string {
  return fields.find((one) => one.field === field)?.labels[value] ?? value
}

/**
 * A label may be anything, whatever the value was made for: one that the table does not know is not judged; a customer
 * by either is one.
 */
function proposalFor(value: string, label: string, own: RelationMeaning | null): RelationMeaning | null {
  const [byValue, byLabel] = [wordMeans(value), wordMeans(label)]
  if (byValue === 'customer' || byLabel === 'customer') return 'customer'
  return byLabel ?? (sameText(label, value) ? own : null)
}

/** One value of a record, how the system calls it, and what it means; `value` null = it is not shown to us. */
export interface ExplainedValue extends ValueJudgement {
  field: string
  fieldLabel: string
  value: string | null
  label: string
}

/** What every value of one record means, and by whose word. */
export function explainValues(rules: RelationRules, values: RelationValues): ExplainedValue[] {
  return Object.entries(values).map(([field, value]) => ({
    field,
    fieldLabel: rules.fields.find((one) => one.field === field)?.label ?? field,
    value,
    label: value === null ? '' : labelOf(rules.fields, field, value),
    ...(value === null ? { means: null, by: null } : judgeValue(rules, field, value)),
  }))
}

/** How a record stands by its values. `unjudged`: nobody said what one of them means. `hidden`: one is not shown. */
export type RecordMeaning = RelationMeaning | 'unjudged' | 'hidden'

/** In this order: whoever is a customer by one field is one, and who is in doubt by one is kept. */
const strongest: readonly RecordMeaning[] = ['customer', 'hidden', 'unjudged', 'former', 'partner', 'prospect']

/** What all values of one record mean together; null = it shows none. */
export function judgeRecord(rules: RelationRules, values: RelationValues): RecordMeaning | null {
  const found = new Set(
    Object.entries(values).map(
      ([field, value]): RecordMeaning =>
        value === null ? 'hidden' : (judgeValue(rules, field, value).means ?? 'unjudged'),
    ),
  )
  return strongest.find((one) => found.has(one)) ?? null
}

type JudgedValues = Readonly<Record<string, readonly JudgedValue[]>>

/**
 * Of two settings what keeps more people: a value becomes a customer's at once, and one that the table proposes the
 * same of may be confirmed; whatever else is said or no longer said frees somebody, or starts their term on another
 * day.
 */
export function keepingCustomers(before: JudgedValues, after: JudgedValues): Record<string, JudgedValue[]> {
  const systems = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries([...systems].map((id) => [id, keepingOf(before[id] ?? [], after[id] ?? [])]))
}

function keepingOf(before: readonly JudgedValue[], after: readonly JudgedValue[]): JudgedValue[] {
  const sameValue = (a: JudgedValue, b: JudgedValue) =>
    a.field === b.field && sameText(a.value, b.value) && sameText(a.label, b.label)
  const proposed = (one: JudgedValue) => proposalFor(one.value, one.label, null)
  const kept = before.flatMap((old): JudgedValue[] => {
    const now = after.find((one) => sameValue(one, old))
    const means = now === undefined ? proposed(old) : now.means
    // What nobody judges any more keeps, unless the table frees them.
    const holds = means === null || means === 'customer' || means === old.means
    return holds ? (now === undefined ? [] : [now]) : [old]
  })
  const added = after.filter(
    (one) => !before.some((old) => sameValue(one, old)) && (one.means === 'customer' || one.means === proposed(one)),
  )
  const all = [...kept, ...added]
  return all.length === after.length && all.every((one) => after.includes(one)) ? [...after] : all
}
