import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Channel } from '../app/channel.ts'
import type { ConsentPurpose } from '../decisions/facts.ts'
import { wordsOf } from '../app/plain-words.ts'
import {
  alsoNames,
  boxIds,
  boxRow,
  formLanguages,
  subjectWords,
  type BoxId,
  type BoxSubject,
  type FormLanguage,
} from './tables/consent-boxes.ts'
import { noticeLines } from './tables/form-notice.ts'
import { numberCountries } from '../contacts/tables/number-countries.ts'

/** Fields that may be asked besides the address, which always is. */
export const askedFields = ['firstName', 'lastName', 'company', 'jobTitle', 'country', 'phone'] as const
export type AskedField = (typeof askedFields)[number]
export const needs = ['off', 'optional', 'required'] as const

/** Address of a questionnaire. Never changed: it stands in printed QR codes. */
export const Slug = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/u)

const Words = z.object({ fr: z.string().trim().max(300), en: z.string().trim().max(300) })
type Words = z.infer<typeof Words>

/**
 * What an admin fills in. Boxes have no state: nothing can be ticked beforehand (docs/reference/law.md#e2). An empty
 * text of a box = our own sentence.
 */
export const QuestionnaireForm = z.object({
  /** Exact origin, as people are told it: the show and the stand. */
  event: z.string().trim().min(3).max(120),
  languages: z.array(z.enum(formLanguages)).min(1),
  title: Words,
  /** What will be offered, in the middle of a sentence. */
  subject: Words,
  fields: z.object({
    firstName: z.enum(needs),
    lastName: z.enum(needs),
    company: z.enum(needs),
    jobTitle: z.enum(needs),
    // Forms saved before it could be asked have none.
    country: z.enum(needs).default('off'),
    phone: z.enum(['off', 'optional']),
  }),
  boxes: z
    .array(z.object({ id: z.enum(boxIds), text: Words }))
    .refine((boxes) => new Set(boxes.map((box) => box.id)).size === boxes.length),
  signature: z.boolean(),
  numberCountry: z.enum(numberCountries),
})
export type QuestionnaireForm = z.infer<typeof QuestionnaireForm>

/**
 * What is wrong with a form that the shape alone does not show. `where`: `title.fr`, `box.prospecting-email.fr`,
 * `phone`.
 */
export type FormFault = { where: string } & (
  | { fault: 'missing' }
  | { fault: 'two-subjects'; subjects: readonly BoxSubject[] }
  | { fault: 'no-company' }
  | { fault: 'no-number-field' }
)

/**
 * Rules of docs/reference/law.md#e on the words: each text in each language, a company named by each own sentence (E4),
 * one thing for each box (E3).
 */
export function formFaults(form: QuestionnaireForm, company: string): FormFault[] {
  const texts = form.languages.flatMap((language) =>
    (['title', 'subject'] as const).flatMap((name): FormFault[] =>
      form[name][language] === '' ? [{ where: `${name}.${language}`, fault: 'missing' }] : [],
    ),
  )
  const boxes = form.boxes.flatMap(({ id, text }) =>
    form.languages.flatMap((language): FormFault[] => {
      const own = text[language]
      if (own === '') return []
      const where = `box.${id}.${language}`
      const subjects = subjectsOf(own, id, [company, form.subject[language]])
      return [
        ...(subjects.length > 1 ? [{ where, fault: 'two-subjects' as const, subjects }] : []),
        ...(namesCompany(own, company) ? [] : [{ where, fault: 'no-company' as const }]),
      ]
    }),
  )
  const needsNumber = form.boxes.some((box) => boxRow(box.id).number) && form.fields.phone === 'off'
  return [...texts, ...boxes, ...(needsNumber ? [{ where: 'phone', fault: 'no-number-field' as const }] : [])]
}

/**
 * What a sentence speaks of, the box's own channel first. Who writes and about what are left out: both may hold such
 * words.
 */
function subjectsOf(sentence: string, id: BoxId, leftOut: readonly string[]): BoxSubject[] {
  const { channel } = boxRow(id)
  const own: BoxSubject = channel
  const longest = (Object.entries(subjectWords) as [BoxSubject, readonly string[]][])
    .flatMap(([subject, words]) => words.map((word) => ({ subject, word })))
    .toSorted((a, b) => b.word.length - a.word.length)
  let rest = leftOut.reduce((text, part) => text.replaceAll(spaced(part), ' '), spaced(sentence))
  const found = new Set<BoxSubject>()
  // The longest words first, each taken away: "lettre d'information" is no letter.
  for (const { subject, word } of longest) {
    if (!rest.includes(` ${word} `)) continue
    rest = rest.replaceAll(` ${word} `, ' ')
    found.add(subject)
  }
  return [
    own,
    ...(Object.keys(subjectWords) as BoxSubject[]).filter(
      (subject) => found.has(subject) && subject !== own && alsoNames[own]?.includes(subject) !== true,
    ),
  ]
}

const spaced = (text: string): string => ` ${wordsOf(text).join(' ')} `
const namesCompany = (sentence: string, company: string): boolean =>
  spaced(company).trim() !== '' && spaced(sentence).includes(spaced(company))

/** The same company, however its name is typed. */
export function sameCompany(one: string, other: string): boolean {
  return spaced(one) === spaced(other)
}

export interface ContentBox {
  id: BoxId
  purpose: ConsentPurpose
  channel: Channel
  text: Partial<Record<FormLanguage, string>>
}

/** Everything a visitor is shown that matters, as it is kept: later changes of the settings do not change it. */
export interface QuestionnaireContent {
  company: string
  contact: string
  privacyUrl: string
  event: string
  languages: readonly FormLanguage[]
  title: Partial<Record<FormLanguage, string>>
  fields: readonly { name: AskedField; required: boolean }[]
  boxes: readonly ContentBox[]
  notice: Partial<Record<FormLanguage, readonly string[]>>
  signature: boolean
  numberCountry: (typeof numberCountries)[number]
}

/** Where the texts take what the form does not say. */
interface ContentContext {
  controller: { name: string; contact: string; privacyUrl: string }
  /** Retention as the settings have it (docs/reference/law.md#d-notice: a figure). */
  months: number
  system: string
}

/** The content that a form makes today. */
export function contentOf(
  form: QuestionnaireForm,
  { controller, months, system }: ContentContext,
): QuestionnaireContent {
  const each = <T>(make: (language: FormLanguage) => T) =>
    Object.fromEntries(form.languages.map((language) => [language, make(language)]))
  const boxes = boxIds
    .flatMap((id) => form.boxes.filter((box) => box.id === id))
    .map(({ id, text }): ContentBox => {
      const row = boxRow(id)
      return {
        id,
        purpose: row.purpose,
        channel: row.channel,
        text: each((language) =>
          text[language] === '' ? row.text[language](controller.name, form.subject[language]) : text[language],
        ),
      }
    })
  const purposes = [...new Set(boxes.map((box) => box.purpose))]
  return {
    company: controller.name,
    contact: controller.contact,
    privacyUrl: controller.privacyUrl,
    event: form.event,
    languages: form.languages,
    title: each((language) => form.title[language]),
    fields: askedFields.flatMap((name) =>
      form.fields[name] === 'off' ? [] : [{ name, required: form.fields[name] === 'required' }],
    ),
    boxes,
    notice: each((language) =>
      noticeLines[language]({
        company: controller.name,
        contact: controller.contact,
        event: form.event,
        subject: form.subject[language],
        system,
        months,
        purposes,
      }),
    ),
    signature: form.signature,
    numberCountry: form.numberCountry,
  }
}

/** What names a version of the texts (docs/reference/law.md#e6): any change of what is shown gives another one. */
export function contentHash(content: QuestionnaireContent): Buffer {
  return createHash('sha256')
    .update(
      JSON.stringify(content, (_key, part: unknown) =>
        part !== null && typeof part === 'object' && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : part,
      ),
    )
    .digest()
}
