import type { Channel } from '../../../domain/app/channel.ts'
import type { Offer } from '../../../domain/decisions/offer.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { sourceSearchDays, type SourceKind } from '../../../domain/sources/tables/source-kinds.ts'
import type { BaseVerdicts } from '../../../operations/decisions/judge-base.ts'
import type { BaseFigures, pastInNoPlan, Snapshot } from '../../../store/evidence/scorecard-view.ts'
import type { NotApplied } from '../../../store/objections/not-applied.ts'
import type { DelayFigures } from '../../../store/today/today-view.ts'
import { textsOf } from '../../locales/texts.ts'
import { openFormat, type Language } from '../../ui/format.ts'

/** What the card is about. `judged` null: the offer that verdicts are for, by e-mail, as the last run decided. */
export interface ScorecardAsk {
  offer: Offer | null
  channel: Channel
  judged: BaseVerdicts | null
}

export interface ScorecardFacts {
  ask: ScorecardAsk
  figures: BaseFigures
  months: readonly Snapshot[]
  optOuts: NotApplied
  /** Opt-outs that brokers have not confirmed. */
  unanswered: number
  delay: DelayFigures
  past: Awaited<ReturnType<typeof pastInNoPlan>>
  /** Unclear messages decided in twelve months, and how often the reader had leaned the other way. */
  readings: { decided: number; overruled: number }
  settings: Settings
  now: Date
}

export interface SharePart {
  name: string
  count: number
  share: string
  colour: string
}

interface Duty {
  tone: 'done' | 'wait' | 'broken'
  figure: string
  name: string
  more: string
  target: string
}

/** One ranked list of bars. */
interface Ranked {
  title: string
  rows: readonly { name: string; count: string; share: string; part: number }[]
}

/** Everything that page and paper show, in one language, so that they cannot differ. */
export interface Scorecard {
  title: string
  context: string
  question: string
  share: string
  yes: string
  was: string | null
  /** False: months are kept for another offer and channel. */
  trend: boolean
  parts: readonly SharePart[]
  months: readonly { label: string; allowed: number; objectors: number; noSource: number; past: number }[]
  duties: readonly Duty[]
  lists: readonly Ranked[]
}

export const colours = {
  allowed: '#2f7d5b',
  notice: '#52a080',
  consent: '#bd7f17',
  waiting: '#8a93a3',
  blocked: '#b5433f',
  brand: '#3046b8',
  ink: '#1a1f2b',
  muted: '#596171',
  hair: '#e4e6ea',
  tint: '#e5f4ec',
} as const
const shownRows = 6

const mailable = ({ verdicts }: Pick<BaseFigures, 'verdicts'>) => verdicts.ALLOW + verdicts.ALLOW_NOTICE

/** The card in one language. */
export function scorecardOf(facts: ScorecardFacts, language: Language): Scorecard {
  const t = textsOf(language)
  const s = t.scorecard
  const { figures, settings, now, months, ask } = facts
  const { offer, judged } = ask
  const asked = askedOf(facts)
  const f = openFormat(language, settings.timeZone)
  const [first] = months
  const v = asked.verdicts
  const counts = {
    allowed: v.ALLOW,
    notice: v.ALLOW_NOTICE,
    consent: v.NEED_CONSENT,
    waiting: v.QUARANTINE + v.REVIEW,
    blocked: v.BLOCK,
  }
  return {
    title: s.title,
    context: s.context(
      settings.controller?.name ?? '',
      f.longDateTime(now),
      figures.people,
      figures.records,
      figures.systems,
    ),
    question: s.question(offer?.name ?? null, ask.channel),
    share: f.share(mailable(asked), asked.people),
    yes: [
      s.yes(f.number(mailable(asked)), f.number(asked.people)),
      ...(judged === null || judged.judged >= judged.total ? [] : [s.part(judged.total)]),
    ].join(', '),
    trend: judged === null,
    was:
      judged !== null || first === undefined || months.length < 2
        ? null
        : s.was(f.share(mailable(first.figures), first.figures.people), monthName(language, first.month, 'long')),
    parts: Object.entries(counts).map(([name, count]) => ({
      name: s.parts[name as keyof typeof counts],
      count,
      share: f.share(count, asked.people),
      colour: colours[name as keyof typeof counts],
    })),
    months: months.map(({ month, figures: then }) => ({
      label: monthName(language, month, 'short'),
      allowed: mailable(then),
      objectors: then.objectors,
      noSource: then.noSource,
      past: then.pastTerm,
    })),
    duties: dutiesOf(facts, language),
    lists: listsOf(facts, language),
  }
}

/** What the question is about: everybody of the last run, or those who were judged for another offer or channel. */
function askedOf({ figures, ask: { judged } }: ScorecardFacts): Pick<BaseFigures, 'people' | 'verdicts' | 'bases'> {
  return judged === null ? figures : { people: judged.judged, verdicts: judged.verdicts, bases: judged.bases }
}

function monthName(language: Language, month: string, style: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    month: style,
    ...(style === 'long' ? { year: 'numeric' as const } : {}),
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T00:00:00Z`))
}

function listsOf(facts: ScorecardFacts, language: Language): Ranked[] {
  const { scorecard, common } = textsOf(language)
  const { lists: l } = scorecard
  const asked = askedOf(facts)
  const { people, sources, countries } = facts.figures
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const nameOfBasis = (name: string) => common.bases[name as keyof typeof common.bases] ?? name
  const nameOfKind = (name: string) => common.sourceKinds[name as SourceKind] ?? name
  const nameOfCountry = (code: string) => (code === 'ZZ' ? common.unknown : (regions.of(code) ?? code))
  return [
    { title: l.basis, rows: ranked(asked.bases, asked.people, nameOfBasis, language) },
    { title: l.source, rows: ranked(sources, people, nameOfKind, language) },
    { title: l.country, rows: ranked(countries, people, nameOfCountry, language) },
  ]
}

function dutiesOf(facts: ScorecardFacts, language: Language): Duty[] {
  const { optOuts, unanswered, delay, figures, past, readings, settings } = facts
  const d = textsOf(language).scorecard.duties
  const f = openFormat(language, settings.timeZone)
  const none = (count: number, otherwise: Duty['tone']): Duty['tone'] => (count === 0 ? 'done' : otherwise)
  const late = settings.alarmMinutes[0] * 60_000
  return [
    {
      tone: none(optOuts.people, 'broken'),
      figure: f.number(optOuts.people),
      name: d.open,
      more: [
        d.openMore(optOuts.optedOut - optOuts.people, optOuts.optedOut),
        optOuts.oldestAt === null ? '' : d.since(f.dateTime(optOuts.oldestAt)),
      ]
        .filter((text) => text !== '')
        .join('. '),
      target: d.target(d.zero),
    },
    {
      tone: delay.medianMs === null || delay.medianMs <= late ? 'done' : 'broken',
      figure: delay.medianMs === null ? '–' : f.duration(delay.medianMs),
      name: d.delay,
      more: delay.p95Ms === null ? d.delayNone : d.delayMore(f.duration(delay.p95Ms)),
      target: d.target(d.minutes(settings.alarmMinutes[0])),
    },
    {
      tone: none(figures.noticeOverdue, 'broken'),
      figure: f.number(figures.noticeOverdue),
      name: d.notice,
      more: d.noticeMore(figures.noticeDue),
      target: d.target(d.zero),
    },
    {
      tone: none(unanswered, 'wait'),
      figure: f.number(unanswered),
      name: d.answer,
      more: d.answerMore,
      target: d.target(d.zero),
    },
    {
      tone: none(figures.noSource, 'wait'),
      figure: f.number(figures.noSource),
      name: d.source,
      more: d.sourceMore(sourceSearchDays),
      target: d.target(d.zero),
    },
    {
      tone: none(past.heldBack, 'wait'),
      figure: f.number(past.heldBack),
      name: d.past,
      more: d.pastMore(past.waiting),
      target: d.target(d.zero),
    },
    ...(readings.decided === 0 ? [] : [readingDuty(readings, language)]),
  ]
}

/** From this share on the reader is wrong too often: its texts are to be looked at. */
const oftenOverruled = 0.25

function readingDuty({ decided, overruled }: ScorecardFacts['readings'], language: Language): Duty {
  const d = textsOf(language).scorecard.duties
  const f = openFormat(language, 'UTC')
  return {
    tone: overruled / decided >= oftenOverruled ? 'wait' : 'done',
    figure: f.share(overruled, decided),
    name: d.overruled,
    more: d.overruledMore(overruled, decided),
    target: d.target(`< ${f.share(oftenOverruled * 100, 100)}`),
  }
}

/** Longest first; what does not fit is one last row. */
function ranked(
  counts: Readonly<Record<string, number>>,
  people: number,
  nameOf: (key: string) => string,
  language: Language,
): Ranked['rows'] {
  const f = openFormat(language, 'UTC')
  const { other } = textsOf(language).scorecard.lists
  const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a)
  const rest = sorted.slice(shownRows).reduce((sum, [, count]) => sum + count, 0)
  const rows = [
    ...sorted.slice(0, shownRows).map(([key, count]) => ({ name: nameOf(key), count })),
    ...(rest > 0 ? [{ name: other, count: rest }] : []),
  ]
  return rows.map(({ name, count }) => ({
    name,
    count: f.number(count),
    share: f.share(count, people),
    part: people === 0 ? 0 : count / people,
  }))
}
