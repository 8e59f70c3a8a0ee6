import { noticeLanguageCodes } from '../notices/tables/notice-words.ts'
import { readAddress, readEntryNumber } from '../objections/objection-entry.ts'

/** In which language the answer is written. */
export const answerLanguages = noticeLanguageCodes
export type AnswerLanguage = (typeof answerLanguages)[number]

/** Who asked, as far as they said: at least an address, a number, or both names. Address and number in normal form. */
export interface AccessAsker {
  email: string | null
  phone: string | null
  firstName: string | null
  lastName: string | null
}

type AskerFault = 'email' | 'phone' | 'name' | 'nobody' | 'language'

/** What was searched for somebody who is in no system, and what of them is kept, without an address. */
export interface AccessLooked {
  by: ('email' | 'phone' | 'name')[]
  /** Each with the instant (ISO 8601) up to which its changes were read, and at which all of it was; null = never. */
  systems: { name: string; readAt: string; wholeAt: string | null }[]
  /** Tools without a Connection in which somebody looked by hand, by name. */
  tools: string[]
  /** People in the systems who bear the name; somebody looked at each and said that it is another person. */
  sameName: number
  /** Contacts of these people; none where it was searched before they were noted. */
  others?: string[]
  /** Day on which a person of this address or number was removed; null = none is remembered. */
  removedOn: string | null
  /** Since when an objection to this address or number is kept (ISO 8601); null = none is. */
  stoppedSince: string | null
  /** What Lawbase itself keeps under this address or number. */
  own: { objections: number; consents: number; notices: number; messages: number }
}

/** Whether nothing at all is kept of them but their request. */
export const isNothing = ({ removedOn, stoppedSince, own }: AccessLooked): boolean =>
  removedOn === null && stoppedSince === null && Object.values(own).every((count) => count === 0)

const longestName = 200

/** Both names of the form, or none of them; null = one without the other, or too long. */
function readNames(
  form: Readonly<Record<string, string | undefined>>,
): Pick<AccessAsker, 'firstName' | 'lastName'> | null {
  const [firstName, lastName] = ['firstName', 'lastName'].map((name) => (form[name] ?? '').trim()) as [string, string]
  if (firstName === '' && lastName === '') return { firstName: null, lastName: null }
  const isWhole = [firstName, lastName].every(
    (name) => name !== '' && name.length <= longestName && !/\p{Cc}/u.test(name),
  )
  return isWhole ? { firstName, lastName } : null
}

/** Reads who asked, and the language of the answer. Gives every field at fault; `nobody`: nothing to search for. */
export function readAsker(
  form: Readonly<Record<string, string | undefined>>,
): { asker: AccessAsker; language: AnswerLanguage } | { faults: AskerFault[] } {
  const [email, phone] = [readAddress(form['email'] ?? ''), readEntryNumber(form['phone'] ?? '', '')]
  const names = readNames(form)
  const language = answerLanguages.find((one) => one === form['language'])
  const faults: AskerFault[] = [
    ...(email.fault === null ? [] : ['email' as const]),
    ...(phone.fault === null ? [] : ['phone' as const]),
    ...(names === null ? ['name' as const] : []),
    ...(language === undefined ? ['language' as const] : []),
  ]
  if (faults.length > 0 || names === null || language === undefined) return { faults }
  const asker = { email: email.value, phone: phone.value, ...names }
  return Object.values(asker).every((value) => value === null) ? { faults: ['nobody'] } : { asker, language }
}
