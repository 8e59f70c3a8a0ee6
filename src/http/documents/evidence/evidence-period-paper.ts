import type { PeriodEvidence } from '../../../operations/evidence/evidence-period.ts'
import { doorName } from '../door-name.ts'
import { line, pairs, section } from './evidence-parts.ts'
import type { PaperWords } from '../paper/paper-words.ts'
import type { Margin, PaperContent } from '../paper/pdf-paper.ts'

/** A period in figures, and where it lies in the chain of acts. Nobody is named. */
export function periodContent({ t, f }: PaperWords, facts: PeriodEvidence): PaperContent[] {
  const p = t.evidence.paper
  const {
    counts,
    period: { from, to, timeZone, chain },
  } = facts
  const states = t.erasure.page.recipientStates as Readonly<Record<string, string>>
  const sums = (rows: Readonly<Record<string, number>>, name: (key: string) => string) => {
    const named = new Map<string, number>()
    for (const [key, count] of Object.entries(rows)) named.set(name(key), (named.get(name(key)) ?? 0) + count)
    return named.size === 0 ? line(p.none) : pairs([...named].map(([label, count]) => [label, f.number(count)]))
  }
  return [
    pairs([
      [p.number, facts.number],
      [p.made, f.proof(facts.issuedAt)],
      [p.days, `${f.day(from)} – ${f.day(to)} (${timeZone})`],
    ]),
    { text: p.nobody, margin: [0, 8, 0, 0] as Margin },
    ...section(p.sums, [
      pairs(
        (Object.keys(p.counts) as (keyof typeof p.counts)[]).map((name) => [p.counts[name], f.number(counts[name])]),
      ),
    ]),
    ...section(p.doors, [sums(counts.byDoor, (door) => doorName(t.common, { door }))]),
    ...section(p.states, [sums(counts.byState, (state) => states[state] ?? t.common.states.ended)]),
    ...section(p.chain, [
      line(p.chainMore(chain.before.seq, chain.after.seq)),
      {
        fontSize: 8.5,
        stack: [
          `${p.before}${f.colon}${chain.before.seq} ${chain.before.chain}`,
          `${p.after}${f.colon}${chain.after.seq} ${chain.after.chain}`,
        ],
      },
    ]),
  ]
}
