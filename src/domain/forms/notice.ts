import { flat } from './flat.ts'
import type { FormLink, FormPiece } from './model.ts'
import { companyForm, controllerWords, dataLink, noticeSigns, privacy, privacyPath } from './tables/form-words.ts'

/** One sentence of the texts around a form: as shown, in plain words, and where it stands. */
export interface Sentence {
  shown: string
  words: string
  place: FormPiece['place']
  tiny: boolean
}

/** Whether a sentence informs: it says of data that they are used, or by whom (docs/reference/law.md#d). */
export function isNotice(words: string): boolean {
  return noticeSigns.filter((sign) => sign.test(words)).length >= 2
}

export function namesCompany(shown: string): boolean {
  return controllerWords.test(flat(shown)) || companyForm.test(shown)
}

/** A link to a privacy text. An address to write to is none, whatever it is called. */
export function isPrivacy(link: FormLink): boolean {
  return (
    !/^\s*(mailto|tel):/iu.test(link.raw) &&
    (privacy.test(flat(link.text)) || dataLink.test(flat(link.text)) || privacyPath.test(link.raw.toLowerCase()))
  )
}
