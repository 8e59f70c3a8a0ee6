import { besides } from './beside.ts'
import { english } from './en.ts'
import { french } from './fr.ts'
import { frenchMore } from './fr-more.ts'
import { german } from './de.ts'
import { others } from './es-it-nl.ts'
import type { LabelledTitle } from './label.ts'

/** All titles are written for this set; companies in them are invented. */
export const titleCorpus: readonly LabelledTitle[] = [
  ...french,
  ...frenchMore,
  ...english,
  ...german,
  ...others,
  ...besides,
]
