import type { Text } from '../../../domain/app/tables/text.ts'
import { frenchText } from '../../../domain/app/french-text.ts'
import type { View } from './view.ts'

/** In French typography where the page is French. */
export const sayIn = (view: View) => (text: Text) => (view.language === 'fr' ? frenchText(text.fr) : text.en)
