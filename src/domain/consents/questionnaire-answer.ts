import { createHash } from 'node:crypto'
import { countriesOf } from '../contacts/country.ts'
import { normalEmail, normalPhone } from '../contacts/identity.ts'
import type { AskedField, ContentBox, QuestionnaireContent } from './questionnaire.ts'
import { boxRow, type FormLanguage } from './tables/consent-boxes.ts'

/** What somebody answered, checked. */
export interface Answer {
  email: string
  fields: Partial<Record<AskedField, string>>
  /** ISO code of the country they said they are in; `ZZ` = one that cannot be read, null = not said. */
  country: string | null
  /** E.164. */
  phone: string | null
  /** Boxes the person ticked. */
  ticked: readonly ContentBox[]
  signature: { strokes: string | null; name: string | null } | null
  language: FormLanguage
}

/** What is wrong with one field, told beside it. */
export type AnswerFault = 'missing' | 'email' | 'phone' | 'phone-for-box' | 'too-long' | 'signature'

export const maxFieldLength = 120
/** A signature of many strokes stays below this; longer drawings are refused, never cut. */
const maxSignatureLength = 24_000
const strokesShape = /^(?:\d{1,4},\d{1,4}(?: \d{1,4},\d{1,4})*)(?:;\d{1,4},\d{1,4}(?: \d{1,4},\d{1,4})*)*$/u

/**
 * Reads a sent form against the texts it answers. Boxes count only when they were ticked by name; a box of calls or
 * texts needs the number it is about, and a signature is asked of whoever ticked something: refusing stays as easy as
 * agreeing (docs/reference/law.md#e1, #e5).
 */
export function readAnswer(
  content: QuestionnaireContent,
  typed: Readonly<Record<string, string>>,
): { answer: Answer } | { faults: Partial<Record<string, AnswerFault>> } {
  const text = (name: string) => (typed[name] ?? '').replace(/\s+/gu, ' ').trim()
  const ticked = content.boxes.filter((box) => typed[`box.${box.id}`] === 'on')
  const { fields, faults } = readFields(content, text)
  const email = normalEmail(text('email'))
  if (email === null) faults['email'] = text('email') === '' ? 'missing' : 'email'
  const phone = fields.phone === undefined ? null : normalPhone(fields.phone, content.numberCountry)
  const phoneFault = faultOfPhone(fields.phone, phone, ticked)
  if (phoneFault !== null) faults['phone'] = phoneFault
  const signature = content.signature ? signatureOf(typed['drawn'] ?? '', text('signedName')) : null
  const isUnsigned = content.signature && signature === null && ticked.length > 0
  if (signature === 'unreadable' || isUnsigned) faults['signature'] = 'signature'
  if (Object.keys(faults).length > 0 || email === null || signature === 'unreadable') return { faults }
  return {
    answer: {
      email,
      fields,
      country: countryIn(fields),
      phone,
      ticked,
      signature,
      language: languageOf(content, typed['lang']),
    },
  }
}

/** One that cannot be read is kept as `ZZ`: the strictest rule counts (docs/reference/promises.md#decide). */
const countryIn = ({ country }: Answer['fields']): string | null => countriesOf([country ?? null], [], [])[0] ?? null

const languageOf = ({ languages }: QuestionnaireContent, typed: string | undefined): FormLanguage =>
  languages.find((one) => one === typed) ?? languages[0] ?? 'fr'

function readFields(content: QuestionnaireContent, text: (name: string) => string) {
  const fields: Partial<Record<AskedField, string>> = {}
  const faults: Partial<Record<string, AnswerFault>> = {}
  for (const { name, required } of content.fields) {
    const value = text(name)
    if (value.length > maxFieldLength) faults[name] = 'too-long'
    else if (value === '' && required) faults[name] = 'missing'
    else if (value !== '') fields[name] = value
  }
  return { fields, faults }
}

function faultOfPhone(
  typed: string | undefined,
  phone: string | null,
  ticked: readonly ContentBox[],
): AnswerFault | null {
  if (typed !== undefined) return phone === null ? 'phone' : null
  return ticked.some((box) => boxRow(box.id).number) ? 'phone-for-box' : null
}

function signatureOf(strokes: string, name: string): Answer['signature'] | 'unreadable' {
  if (strokes === '' && name === '') return null
  if (strokes !== '' && (strokes.length > maxSignatureLength || !strokesShape.test(strokes))) return 'unreadable'
  return name.length > maxFieldLength
    ? 'unreadable'
    : { strokes: strokes === '' ? null : strokes, name: name === '' ? null : name }
}

/**
 * One id for one answer: the browser's own number with everything that was answered. The same form sent twice is one
 * answer; a form that is sent again with another content, from a browser's history, is another one.
 */
export function answerId(versionId: string, sentId: string, answer: Answer): string {
  const { email, fields, ticked, signature, language } = answer
  const content = JSON.stringify([
    versionId,
    sentId,
    email,
    Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ticked.map((box) => box.id),
    signature,
    language,
  ])
  const hex = createHash('sha256').update(content).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * When it was answered. The clock of a tablet may be wrong, so only the time between answering and sending is taken
 * from it; an answer is never of the future. `now` is ours.
 */
export function givenAt(filledAt: string | undefined, sentAt: string | undefined, now: Date): Date {
  const [filled, sent] = [Number(filledAt), Number(sentAt)]
  const age = Number.isFinite(filled) && Number.isFinite(sent) && filled > 0 ? Math.max(0, sent - filled) : 0
  return new Date(now.getTime() - age)
}
