import { wordsOfName } from '../../app/plain-words.ts'
import { remembered } from '../../app/remembered.ts'
import { firstForms, lastForms } from '../tables/legal-person-forms.ts'

/** Whether a company's name tells that it is a legal person: by a legal form at its end or in front of it. */
export const isLegalPersonName: (company: string) => boolean = remembered((company) => {
  const words = wordsOfName(company)
  // S.A. and B.V. are read as letters apart.
  const letters = words.slice(words.findLastIndex((word) => word.length > 1) + 1).join('')
  return (
    words.length > 1 && (lastForms.has(words.at(-1) ?? '') || lastForms.has(letters) || firstForms.has(words[0] ?? ''))
  )
})
