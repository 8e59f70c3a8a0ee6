import { peopleByLanguage } from '../../../store/notices/people-by-language.ts'
import type { View } from './view.ts'

/**
 * A figure that has to look at everybody, as it was counted last where counting takes long: then the page says since
 * when its figures stand (docs/decisions/0065). `what` and `about` tell it from others.
 */
export async function keptFigure<T>(view: View, what: string, about: unknown, load: () => Promise<T>): Promise<T> {
  const { figure, countedAt } = await view.app.figures.ask({ what, about, load, comesAgain: view.comesAgain })
  const { oldest } = view.figures
  if (countedAt !== null && (oldest === null || countedAt < oldest)) view.figures.oldest = countedAt
  return figure
}

/** People by the language that they read, for the texts that inform them. */
export const readersOf = (view: View) => keptFigure(view, 'readers', null, () => peopleByLanguage(view.app.pool))
