import type { ListedFact } from '../../../domain/decisions/fields/field-facts.ts'
import type { View } from './view.ts'

/** What a meaning of a fact is called on screens. */
export const meaningWord = ({ t }: View, fact: ListedFact, means: string): string =>
  (t.fieldFacts.meanings[fact] as Readonly<Record<string, string>>)[means] ?? means
