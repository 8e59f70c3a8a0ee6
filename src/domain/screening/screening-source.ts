import { dayIn } from '../app/day.ts'
import { plainWord } from '../objections/file-columns.ts'
import { readWrittenDay } from '../objections/received-on.ts'
import type { ScreeningAsk } from './screening-ask.ts'
import type { CellOf, RowFault, ScreeningRules } from './screening-columns.ts'
import { sourceOf } from '../sources/source.ts'
import type { SourceFact } from '../decisions/facts.ts'
import { sourceKindWords } from './tables/screening-words.ts'
import { declaredKinds, isDirect, sourceKindRow, type DeclaredKind } from '../sources/tables/source-kinds.ts'

/**
 * Where a row comes from (docs/reference/law.md#c): what is declared for the whole list, and what the row says of
 * itself. A list that came from somebody else stays so whatever its rows claim: how the seller collected is not how we
 * did (S-EDF). Otherwise the row's own word counts.
 */
export function readRowSources(
  cell: CellOf,
  ask: ScreeningAsk,
  rules: ScreeningRules,
): { sources: SourceFact[]; faults: readonly RowFault[] } {
  const faults: RowFault[] = []
  const own = kindOfRow(cell, rules, faults)
  const obtainedOn = dayOfRow(cell('obtainedOn'), rules, faults) ?? ask.obtainedOn
  const stands = ask.sourceKind !== null && (own.kind === null || !isDirect(ask.sourceKind))
  // A source without a day is none (G arithmetic): the clock could not run.
  const sources =
    obtainedOn === null
      ? []
      : [
          ...(stands
            ? [sourceFact(ask.sourceKind as DeclaredKind, ask.sourceName ?? own.name, obtainedOn, ask, rules)]
            : []),
          ...(own.kind === null || (stands && (isDirect(own.kind) || isSame(own.name, ask.sourceName)))
            ? []
            : [sourceFact(own.kind, own.name, obtainedOn, ask, rules)]),
        ]
  return { sources, faults }
}

function sourceFact(
  kind: DeclaredKind,
  name: string | null,
  obtainedOn: string,
  ask: ScreeningAsk,
  rules: ScreeningRules,
): SourceFact {
  const diligence =
    sourceKindRow(kind).gate === 'checked'
      ? rules.checked(name, obtainedOn, ask.sourceKind === kind && isSame(name, ask.sourceName))
      : 'open'
  return {
    kind,
    name,
    obtainedOn,
    noticeShown: isDirect(kind) && ask.noticeShown,
    approved: false,
    visibility: ask.visibility,
    refusedCanvassing: false,
    diligence,
  }
}

function isSame(name: string | null, other: string | null): boolean {
  return name === null || (other !== null && plainWord(name) === plainWord(other))
}

function kindOfRow(
  cell: CellOf,
  rules: ScreeningRules,
  faults: RowFault[],
): { kind: DeclaredKind | null; name: string | null } {
  const [said, named, broker] = [cell('sourceKind'), cell('sourceName'), cell('broker')]
  if (broker !== '') return { kind: 'C7', name: broker.slice(0, maxName) }
  const mapped = sourceOf(named, rules.mappings) ?? sourceOf(said, rules.mappings)
  const name = (mapped?.name ?? (named === '' ? null : named))?.slice(0, maxName) ?? null
  const mappedKind = mapped?.kind ?? null
  if (said === '') return { kind: mappedKind ?? kindOf(named), name }
  const kind = kindOf(said) ?? mappedKind
  if (kind === null) faults.push({ field: 'sourceKind', code: 'source' })
  return { kind: kind ?? kindOf(named), name }
}
const maxName = 200

/** `C7`, `C7 Broker`, or a word of the table. */
function kindOf(text: string): DeclaredKind | null {
  const code = /^c\s?(\d{1,2})(?!\d)/iu.exec(text)?.[1]
  return declaredKinds.find((kind) => kind === `C${Number(code)}`) ?? sourceKindWords[plainWord(text)] ?? null
}

function dayOfRow(text: string, rules: ScreeningRules, faults: RowFault[]): string | null {
  if (text === '') return null
  const [day = ''] = text.replace(/^(\d{4})[/.](\d{2})[/.](\d{2})/u, '$1-$2-$3').split(/[ T,]/u)
  const read = readWrittenDay(day, rules.now, rules.timeZone)
  if ('at' in read) return dayIn(read.at, rules.timeZone)
  faults.push({ field: 'obtainedOn', code: read.fault === 'future' ? 'future' : 'date' })
  return null
}
