import type { RetentionRule } from '../../domain/removals/retention-rules.ts'
import { textsOf } from '../locales/texts.ts'
import type { Language } from '../ui/format.ts'

/** Whom a term of their own is about, in words: population, country, kind of source. */
export function ownTermPeople(
  { population, country, sourceKind }: Pick<RetentionRule, 'population' | 'country' | 'sourceKind'>,
  language: Language,
): string {
  const t = textsOf(language)
  return [
    population === null ? null : t.timeMachine.populations[population],
    country === null
      ? null
      : (new Intl.DisplayNames([language === 'fr' ? 'fr-FR' : 'en-GB'], { type: 'region' }).of(country) ?? country),
    sourceKind === null ? null : `${sourceKind} ${t.common.sourceKinds[sourceKind]}`,
  ]
    .filter((part) => part !== null)
    .join(', ')
}

/** The same with its months. */
export function ownTerm(
  rule: Pick<RetentionRule, 'population' | 'country' | 'sourceKind' | 'months'>,
  language: Language,
): string {
  return textsOf(language).timeMachine.term(ownTermPeople(rule, language), rule.months)
}
