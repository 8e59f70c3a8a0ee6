import type { Decision } from './decision.ts'
import { isAllowed, type Verdict } from './tables/verdicts.ts'
import { allowedEnds, unlockTexts } from './tables/unlock-texts.ts'
import { ruleTexts, type RuleText } from './tables/rule-texts.ts'
import { countries } from './tables/countries.ts'

export interface DecisionReason {
  rule: string
  fr: string
  en: string
}

/**
 * The sentence of one rule; a country rule (`B4-DE`) is told by the verdict it gave, else by its e-mail column, and by
 * how well that is verified.
 */
export function ruleText(rule: string, verdict: Verdict | null = null): RuleText | null {
  const own = ruleTexts[rule]
  if (own !== undefined || !rule.startsWith('B4-')) return own ?? null
  const cell = countries.find((row) => row.id === rule && row.channels.includes('email'))
  if (cell === undefined || cell.ground === 'choice') return ruleTexts['B4-unsure'] ?? null
  const says =
    verdict === 'REVIEW'
      ? 'judge'
      : verdict === null
        ? cell.rule === 'opt-in'
          ? 'opt-in'
          : 'opt-out'
        : isAllowed(verdict)
          ? 'opt-out'
          : 'opt-in'
  return ruleTexts[`B4-${says}`] ?? null
}

/** Why, in both languages: each rule that was met, the deciding one first. */
export function reasonsOf(decision: Decision): readonly DecisionReason[] {
  const rules = [decision.rule, ...decision.rules.filter((rule) => rule !== decision.rule)]
  return rules.flatMap((rule) => {
    const text = ruleText(rule, rule === decision.rule ? decision.verdict : null)
    return text === null ? [] : [{ rule, fr: text.fr, en: text.en }]
  })
}

/** What would change it, in both languages. */
export function changesOf(decision: Pick<Decision, 'unlockedBy' | 'verdict'>): { fr: string; en: string } {
  if (decision.unlockedBy.length === 0)
    return decision.verdict === 'ALLOW' || decision.verdict === 'ALLOW_NOTICE'
      ? allowedEnds
      : { fr: 'Rien : ces données ne peuvent pas servir', en: 'Nothing: these data may not be used' }
  const join = (language: 'fr' | 'en', or: string) =>
    decision.unlockedBy.map((unlock) => unlockTexts[unlock][language]).join(or)
  return { fr: join('fr', ' ; ou '), en: join('en', '; or ') }
}
