import { ruleText } from '../../../domain/decisions/explain.ts'
import type { Verdict } from '../../../domain/decisions/tables/verdicts.ts'
import type { View } from '../app/view.ts'
import type { IconName } from '../../ui/icon.tsx'
import { Pill, type Tone } from './pill.tsx'

const looks: Readonly<Record<Verdict, readonly [Tone, IconName]>> = {
  ALLOW: ['done', 'circle-check'],
  ALLOW_NOTICE: ['done', 'mail'],
  NEED_CONSENT: ['wait', 'lock'],
  QUARANTINE: ['wait', 'clock-hour-4'],
  REVIEW: ['wait', 'eye'],
  BLOCK: ['broken', 'ban'],
}

export function VerdictPill({ view, verdict }: { view: View; verdict: string | null }) {
  const look = verdict === null ? undefined : looks[verdict as Verdict]
  if (look === undefined) return <Pill tone="quiet">{view.t.common.noVerdict}</Pill>
  return (
    <Pill tone={look[0]} icon={look[1]}>
      {view.t.common.verdicts[verdict as Verdict]}
    </Pill>
  )
}

/** Why a rule decided, in the reader's language. */
export function whyOf(view: View, rule: string, verdict: string | null = null): string {
  return ruleText(rule, verdict as Verdict | null)?.[view.language] ?? rule
}

/** Name of a country in the reader's language; `ZZ` is one we could not read. */
export function countryName(view: View, code: string): string {
  if (code === 'ZZ') return view.t.common.unknown
  return new Intl.DisplayNames([view.language], { type: 'region' }).of(code) ?? code
}
