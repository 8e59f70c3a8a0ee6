import { frenchText } from '../../../domain/app/french-text.ts'
import type { View } from './view.ts'

/** A text of a connector in the reader's language, with its typography. */
export function vendorText(view: Pick<View, 'language'>, text: { en: string; fr: string }): string {
  return view.language === 'fr' ? frenchText(text.fr) : text.en
}
