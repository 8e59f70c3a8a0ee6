import { frenchText } from '../../../domain/app/french-text.ts'
import { ourDetail } from '../../locales/our-details.ts'
import type { View } from './view.ts'

/**
 * A text of a connector in the reader's language, with its typography. One that is the same in both is English where it
 * is a sentence: what was said as a call failed, or a name.
 */
export function vendorText(view: Pick<View, 'language' | 'app'>, text: { en: string; fr: string }): string {
  if (view.language === 'en') return text.en
  const said = text.fr === text.en ? ourDetail(text.en, 'fr', view.app) : null
  return said ?? frenchText(text.fr)
}
