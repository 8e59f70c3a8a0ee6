import { isDeepStrictEqual } from 'node:util'
import { leadingOffer } from '../../../domain/decisions/offer.ts'
import type { Decision } from '../../../domain/decisions/decision.ts'
import type { Verdict } from '../../../domain/decisions/tables/verdicts.ts'
import type { PersonSourceForm } from '../../../domain/sources/person-source.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { loadSources, type FactSource } from '../../../store/decisions/facts.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import { sourcesOfAct, type AddedSource } from '../../../store/sources/withdrawn-sources.ts'
import type { App } from '../../app/app.ts'
import { contactClock } from '../contact-clock.ts'
import { contactFacts, type KnownOfContact } from '../contact-facts.ts'
import { verdictsFor } from '../decide-contacts.ts'
import { loadCommon, loadKnown } from '../load-known.ts'
import { sealOfSources } from './withdraw-source.ts'

const together = 250

/** What a source that is taken back, or replaced, changes. */
export interface SourceShift {
  people: number
  /** Of whom some channel's verdict changes. */
  changed: number
  /** Verdicts for e-mail before and after, where they differ. */
  shifts: { from: Verdict; to: Verdict; people: number }[]
  /** Who is to be informed then, and is not now. */
  toInform: number
  /** Stands for the people who are shown. */
  seal: string
}

/**
 * Judges people with the source and without it, or with `form` in its place; nothing is written. `whole`: everyone whom
 * the same act gave it.
 */
export async function previewSourceChange(
  app: App,
  source: AddedSource,
  { whole, form }: { whole: boolean; form: PersonSourceForm | null },
): Promise<SourceShift> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const sources = await sourcesOfAct(app.pool, source)
  const people = whole ? sources : sources.filter(({ id }) => id === source.id)
  const common = await loadCommon(app.pool, now)
  const shifts = new Map<string, SourceShift['shifts'][number]>()
  const shift: SourceShift = {
    people: people.length,
    changed: 0,
    shifts: [],
    toInform: 0,
    seal: sealOfSources(sources),
  }
  for (let start = 0; start < people.length; start += together) {
    const ids = people.slice(start, start + together).map(({ contactId }) => contactId)
    const stored = await loadSources(app.pool, ids)
    const judging = { keys: app.keys, settings, now }
    const before = await loadKnown(app.pool, ids, judging, { sources: stored, common })
    const after = await loadKnown(app.pool, ids, judging, { sources: replaced(stored, source, form), common })
    for (const [id, known] of before) {
      const then = after.get(id)
      if (then !== undefined) tally(shift, shifts, judge(known, settings, now), judge(then, settings, now))
    }
  }
  return { ...shift, shifts: [...shifts.values()].toSorted((one, other) => other.people - one.people) }
}

/** Of one person no two sources that were added by hand have the same kind and name. */
function replaced(stored: readonly FactSource[], source: AddedSource, form: PersonSourceForm | null): FactSource[] {
  return stored.flatMap((row) => {
    if (row.recordId !== null || row.kind !== source.kind || row.name !== source.name) return [row]
    if (form === null) return []
    const { kind, name, obtainedOn, noticeShown } = form
    return [{ ...row, kind, name, obtainedOn, noticeShown }]
  })
}

function judge(known: KnownOfContact, settings: Settings, now: Date): Decision[] {
  const facts = contactFacts(known, contactClock(known, settings, now), settings)
  return verdictsFor(facts, leadingOffer(settings.offers), settings, now)
}

function tally(
  shift: SourceShift,
  shifts: Map<string, SourceShift['shifts'][number]>,
  before: readonly Decision[],
  after: readonly Decision[],
): void {
  const verdicts = (decisions: readonly Decision[]) => decisions.map(({ verdict }) => verdict)
  if (!isDeepStrictEqual(verdicts(before), verdicts(after))) shift.changed += 1
  const [was, becomes] = [before[0], after[0]]
  if (was === undefined || becomes === undefined) return
  if (isToInform(becomes) && !isToInform(was)) shift.toInform += 1
  if (was.verdict === becomes.verdict) return
  const key = `${was.verdict} ${becomes.verdict}`
  const row = shifts.get(key) ?? { from: was.verdict, to: becomes.verdict, people: 0 }
  shifts.set(key, { ...row, people: row.people + 1 })
}

const isToInform = ({ noticeState }: Decision): boolean => noticeState === 'DUE' || noticeState === 'OVERDUE'
