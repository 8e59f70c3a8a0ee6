import { clockOf, factsOf } from '../decisions/decide-case.ts'
import { decide } from '../decisions/decide.ts'
import { reasonsOf } from '../decisions/explain.ts'
import type { Ask, ContactFacts, ObjectionFact, Policy } from '../decisions/facts.ts'
import type { Decision } from '../decisions/decision.ts'
import { comparePermissiveness, isAllowed, type Verdict } from '../decisions/tables/verdicts.ts'
import type { RowPerson } from './screening-row.ts'
import type { RowFault } from './screening-columns.ts'
import { rowFaultTexts } from './tables/screening-words.ts'

/** How rows of a list are judged. */
export interface ScreeningCourt {
  ask: Ask
  policy: Policy
  inactivityMonths: number
  now: Date
}

/** What became of one row. Only allowed rows may be imported. */
export type RowResult =
  /** `removedOn`: the day on which the person was removed as silent, while that is remembered. */
  | { kind: 'judged'; decision: Decision; known: boolean; removedOn: string | null }
  | { kind: 'duplicate'; of: number }
  | { kind: 'unreadable'; faults: readonly RowFault[] }

/**
 * Judges a person of a list. `objections` stand on the very address or numbers. `base` is what each contact with the
 * same address is known by: such a person is judged twice, as the row says and as the base says with the row's source
 * appended (C15), and the stricter verdict counts; a list cannot restart the clock of the base (G6). `removedOn`: when
 * the person was removed as silent.
 */
export function judgeRow(
  person: RowPerson,
  objections: readonly ObjectionFact[],
  base: readonly ContactFacts[],
  removedOn: string | null,
  court: ScreeningCourt,
): RowResult {
  const contact = sinceRemoval(person.contact, removedOn)
  const row = withObjections(factsOf({ contact }, clockOf(contact, court.inactivityMonths, court.now)), objections)
  const decision = [row, ...base.map((known) => withObjections(besideBase(known, row), objections))]
    .map((facts) => decide(facts, court.ask, court.now, court.policy))
    .reduce((a, b) => (comparePermissiveness(b.verdict, a.verdict) < 0 ? b : a))
  return { kind: 'judged', decision, known: base.length > 0, removedOn }
}

/**
 * Who was removed as silent and comes back is somebody new, whose source must be proven: what a list or a caller says
 * of it is not, whatever day it names (docs/reference/promises.md#kept; docs/reference/law.md#g6).
 */
export function sinceRemoval<Contact extends Pick<RowPerson['contact'], 'sources'>>(
  contact: Contact,
  removedOn: string | null,
): Contact {
  return removedOn === null ? contact : { ...contact, sources: [] }
}

/** An objection to the very address or number counts, whatever is known of the contact. */
export function withObjections(facts: ContactFacts, objections: readonly ObjectionFact[]): ContactFacts {
  return objections.length === 0 ? facts : { ...facts, objections: [...facts.objections, ...objections] }
}

/** What the base does not know, the row says. */
function besideBase(base: ContactFacts, row: ContactFacts): ContactFacts {
  const known = base.functions.some((functions) => functions.length > 0)
  return {
    ...base,
    functions: known ? base.functions : row.functions,
    countries: base.countries.length > 0 ? base.countries : row.countries,
    sources: [...base.sources, ...row.sources],
  }
}

export function isImportable(result: RowResult): boolean {
  return result.kind === 'judged' && isAllowed(result.decision.verdict)
}

/** Headings of what is added to each row. */
export const resultHeadings = [
  'lawbase_verdict',
  'lawbase_rule',
  'lawbase_why_fr',
  'lawbase_why_en',
  'lawbase_conditions',
  'lawbase_in_base',
  'lawbase_removed_on',
] as const

/** What is added to a row, in the order of `resultHeadings`. */
export function resultCells(result: RowResult): string[] {
  if (result.kind === 'duplicate')
    return [
      'DUPLICATE',
      'duplicate',
      `Même personne qu’en ligne ${result.of}`,
      `Same person as in row ${result.of}`,
      '',
      '',
      '',
    ]
  if (result.kind === 'unreadable') {
    const told = (language: 'fr' | 'en') =>
      result.faults
        .map(({ field, code }) =>
          code === 'nobody' || code === 'cells'
            ? rowFaultTexts[code][language]
            : `${field} ${rowFaultTexts[code][language]}`,
        )
        .join(' ; ')
    return ['UNREADABLE', 'unreadable', told('fr'), told('en'), '', '', '']
  }
  const { decision, known, removedOn } = result
  const reasons = reasonsOf(decision)
  return [
    decision.verdict,
    decision.rule,
    reasons.map((reason) => reason.fr).join(' ; '),
    reasons.map((reason) => reason.en).join('; '),
    decision.conditions.join(' '),
    known ? 'yes' : 'no',
    removedOn ?? '',
  ]
}

/** Figures of a screening; nothing in them is about a person, so they stay when the rows are gone. */
export interface ScreeningCounts {
  rows: number
  allowed: number
  /** Of the allowed: only with the full notice in the first message. */
  withNotice: number
  refused: number
  duplicates: number
  unreadable: number
  /** Already in the base, allowed or not. */
  known: number
  verdicts: Partial<Record<Verdict, number>>
  /** By the rule that decided. */
  allowedBy: Record<string, number>
  refusedBy: Record<string, number>
}

export function noCounts(): ScreeningCounts {
  return {
    rows: 0,
    allowed: 0,
    withNotice: 0,
    refused: 0,
    duplicates: 0,
    unreadable: 0,
    known: 0,
    verdicts: {},
    allowedBy: {},
    refusedBy: {},
  }
}

/** Adds one row to the figures. */
export function countRow(counts: ScreeningCounts, result: RowResult): void {
  const allowed = isImportable(result)
  counts.rows += 1
  counts[allowed ? 'allowed' : 'refused'] += 1
  const rule = result.kind === 'judged' ? result.decision.rule : result.kind
  const by = counts[allowed ? 'allowedBy' : 'refusedBy']
  by[rule] = (by[rule] ?? 0) + 1
  if (result.kind === 'duplicate') counts.duplicates += 1
  if (result.kind === 'unreadable') counts.unreadable += 1
  if (result.kind !== 'judged') return
  const { verdict } = result.decision
  counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1
  if (verdict === 'ALLOW_NOTICE') counts.withNotice += 1
  if (result.known) counts.known += 1
}
