import { german } from './de.ts'
import { english } from './en.ts'
import { southAndWest } from './es-it-nl.ts'
import { frenchObjections } from './fr-objections.ts'
import { frenchOther } from './fr-other.ts'
import { frenchRights } from './fr-rights.ts'
import { letters } from './letters.ts'
import { machines } from './machine.ts'
import { more } from './more.ts'
import type { CorpusMessage } from './message.ts'
import { notContrary } from './not-contrary.ts'
import { replies } from './replies.ts'
import { shapes } from './shapes.ts'
import { short } from './short.ts'
import { wordings } from './wordings.ts'

export const corpus: readonly CorpusMessage[] = [
  ...frenchObjections,
  ...frenchRights,
  ...frenchOther,
  ...english,
  ...german,
  ...southAndWest,
  ...machines,
  ...shapes,
  ...letters,
  ...replies,
  ...short,
  ...notContrary,
  ...more,
  ...wordings,
]
