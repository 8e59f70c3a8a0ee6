import { formRowTexts } from '../../../domain/forms/tables/form-reasons.ts'
import { sayIn } from './say-in.ts'
import type { View } from './view.ts'

/** A row of the audit as a sentence names it: its title, with the id behind it. */
export const rowName = (view: View, id: keyof typeof formRowTexts): string =>
  `${sayIn(view)(formRowTexts[id].title)} (${id})`
