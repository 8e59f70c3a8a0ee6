import { keepingMore } from '../removals/dependencies.ts'
import { keepingActs } from '../inactivity/encounters.ts'
import { keepingCustomers } from '../connections/relation-values.ts'
import { agreedTreatment } from '../removals/related.ts'
import type { RetentionRule } from '../removals/retention-rules.ts'
import type { Settings } from './settings.ts'

/**
 * The value of each limit that holds at once when `after` is asked for: whatever makes nobody more removable, and asks
 * nobody less. The rest of the change is loosening. A setting that is not here limits no removal.
 */
const tighter: { readonly [Name in keyof Settings]?: (before: Settings, after: Settings) => Settings[Name] } = {
  inactivityMonths: (before, after) => Math.max(before.inactivityMonths, after.inactivityMonths),
  maxRemovalShare: (before, after) => Math.min(before.maxRemovalShare, after.maxRemovalShare),
  maxRemovalPeople: (before, after) => Math.min(before.maxRemovalPeople, after.maxRemovalPeople),
  secondApprovalAbove: (before, after) => Math.min(before.secondApprovalAbove, after.secondApprovalAbove),
  restoreDays: (before, after) => Math.max(before.restoreDays, after.restoreDays),
  erasureCoolingHours: (before, after) => Math.max(before.erasureCoolingHours, after.erasureCoolingHours),
  assumedStarts: (before, after) => before.assumedStarts && after.assumedStarts,
  eraseSilent: (before, after) => before.eraseSilent && after.eraseSilent,
  related: (before, after) => agreedTreatment(before.related, after.related),
  openWork: (before, after) => keepingMore(before.openWork, after.openWork),
  // What an account has not is not waited for.
  notThere: (before, after) =>
    Object.fromEntries(
      Object.entries(after.notThere).map(([id, names]) => [
        id,
        names.filter((name) => before.notThere[id]?.includes(name) === true),
      ]),
    ),
  // Without an answer, or with a tool that is not read, nobody is removed (docs/reference/promises.md#i5).
  otherTools: ({ otherTools: before }, { otherTools: after }) =>
    before === null || after === null ? before : [...after, ...before.filter((tool) => !has(after, tool))],
  retentionRules: (before, after) =>
    rulesLoosen(before.retentionRules, after.retentionRules, before.inactivityMonths)
      ? before.retentionRules
      : after.retentionRules,
  // A field may make somebody a former customer, and an end to come keeps somebody: no change of them is surely
  // tighter.
  formerCustomers: (before) => before.formerCustomers,
  relationValues: (before, after) => keepingCustomers(before.relationValues, after.relationValues),
  encounterOutcomes: (before, after) => keepingActs(before.encounterOutcomes, after.encounterOutcomes),
}

/** Names of the settings that limit removals. */
const limitNames = Object.keys(tighter) as (keyof Settings)[]

/**
 * `now`: what of the wanted settings holds at once. What of it waits for a second person is where `now` and `after`
 * differ.
 */
export function withoutLoosening(before: Settings, after: Settings): Settings {
  const held = limitNames.map((name) => [name, tighter[name]?.(before, after)])
  return { ...after, ...(Object.fromEntries(held) as Partial<Settings>) }
}

/**
 * Whether own terms are shorter for anybody after the change. The shortest term about somebody counts, so a rule more
 * is harmless only if no other is longer, nor everybody's term; one less only if it was no longer than everybody's. In
 * doubt it loosens.
 */
function rulesLoosen(before: readonly RetentionRule[], after: readonly RetentionRule[], months: number): boolean {
  const removed = before.filter((rule) => !after.some((one) => sameRule(one, rule)))
  const added = after.filter((rule) => !before.some((one) => sameRule(one, rule)))
  const isLonger = (rule: RetentionRule, old: RetentionRule) =>
    aboutSame(rule, old) && rule.from === old.from && rule.months >= old.months
  const isReplaced = (old: RetentionRule) => added.some((rule) => isLonger(rule, old))
  const isReplacement = (rule: RetentionRule) => removed.some((old) => isLonger(rule, old))
  return (
    removed.some((old) => !isReplaced(old) && old.months > months) ||
    added.some(
      (rule) => !isReplacement(rule) && (rule.months < months || before.some((other) => other.months > rule.months)),
    )
  )
}

const aboutSame = (a: RetentionRule, b: RetentionRule) =>
  a.population === b.population && a.country === b.country && a.sourceKind === b.sourceKind
const sameRule = (a: RetentionRule, b: RetentionRule) => aboutSame(a, b) && a.from === b.from && a.months === b.months
const has = (list: readonly string[], tool: string) => list.some((one) => one.toLowerCase() === tool.toLowerCase())
