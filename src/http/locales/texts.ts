import type { Language } from '../ui/format.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** Every text of the console. Both languages have the same keys: the type says so. */
export type Texts = typeof en

const tables: Readonly<Record<Language, Texts>> = { en, fr }

export function textsOf(language: Language): Texts {
  return tables[language]
}
