import type { ConnectionRow } from '../../../../store/connections/connections-view.ts'
import type { FirstStepFacts, StepMark } from '../../../../store/today/first-steps.ts'
import { defaultSettings } from '../../../../domain/settings/settings.ts'
import type { View } from '../../app/view.ts'
import type { StepState } from './step.ts'

type Lawful = 'tools' | 'customers' | 'offer' | 'sources' | 'notice'

/** What the verdicts rest on: other tools, customers, the offer, sources and the notice. */
export function lawfulSteps(
  view: View,
  facts: FirstStepFacts,
  crms: readonly ConnectionRow[],
  unjudged: number,
): Record<Lawful, StepState> {
  const { settings, f } = view
  const t = view.t.firstSteps
  const { otherTools } = settings
  const isRead = crms.some((row) => row.fullPulledAt !== null)
  const isJudged = isRead && unjudged === 0
  return {
    tools: {
      title: t.tools.title,
      why: t.tools.why,
      isDone: otherTools !== null,
      says:
        otherTools === null
          ? t.tools.none
          : otherTools.length === 0
            ? t.tools.noTool
            : t.tools.done(f.list(otherTools)),
      act: { label: otherTools === null ? t.tools.act : t.tools.change, href: '/settings/tools' },
    },
    customers: {
      title: t.customers.title,
      why: t.customers.why,
      isDone: isJudged,
      says: !isRead ? t.customers.unread : unjudged === 0 ? t.customers.done : t.customers.open(unjudged),
      ...(isRead ? { act: { label: isJudged ? t.customers.see : t.customers.act, href: '/settings/customers' } } : {}),
    },
    offer: offerStep(view),
    sources: sourcesStep(view, crms),
    notice: {
      title: t.notice.title,
      why: t.notice.why,
      isDone: facts.notice !== null,
      says: facts.notice === null ? t.notice.none : t.notice.done(facts.notice.number, f.dateTime(facts.notice.at)),
      act: { label: facts.notice === null ? t.notice.act : t.notice.see, href: '/notices' },
    },
  }
}

function offerStep({ settings: { offers }, f, t: { firstSteps } }: View): StepState {
  const t = firstSteps.offer
  const open = offers.find(({ assessment }) => assessment === null)
  const isDone = offers.length > 0 && open === undefined
  return {
    title: t.title,
    why: t.why,
    isDone,
    says: isDone ? t.done(f.list(offers.map(({ name }) => name))) : open === undefined ? t.none : t.open(open.name),
    act: { label: isDone ? t.see : open === undefined ? t.act : t.assess, href: '/offers' },
  }
}

function sourcesStep({ settings, f, t: { firstSteps } }: View, crms: readonly ConnectionRow[]): StepState {
  const t = firstSteps.sources
  const mapped = crms.filter(({ connector }) => (settings.sources[connector]?.values.length ?? 0) > 0)
  const open = crms.filter((row) => !mapped.includes(row))
  const isDone = crms.length > 0 && open.length === 0
  const names = (rows: readonly ConnectionRow[]) => f.list(rows.map(({ label }) => label))
  return {
    title: t.title,
    why: t.why,
    isDone,
    says: crms.length === 0 ? t.unread : isDone ? t.done(names(mapped)) : t.open(names(open)),
    ...(crms.length === 0 ? {} : { act: { label: isDone ? t.see : t.act, href: '/sources' } }),
  }
}

/** What runs by itself: how long people are kept, when the night begins, and the backup. */
export function upkeepSteps(
  view: View,
  facts: FirstStepFacts,
  marks: ReadonlyMap<string, StepMark>,
  nextRun: Date,
): Record<'retention' | 'schedule' | 'backup', StepState> {
  const { settings, f } = view
  const t = view.t.firstSteps
  const seen = (step: string) => {
    const mark = marks.get(step)
    return mark?.mark === 'seen' ? ` ${t.seenBy(mark.by, f.dateTime(mark.at))}` : ''
  }
  const isRetentionDone = seen('retention') !== '' || settings.inactivityMonths !== defaultSettings.inactivityMonths
  const isScheduleDone = seen('schedule') !== '' || settings.runSchedule !== defaultSettings.runSchedule
  return {
    retention: {
      title: t.retention.title,
      why: t.retention.why,
      isDone: isRetentionDone,
      says: `${t.retention.open(settings.inactivityMonths)}${seen('retention')}`,
      act: { label: t.retention.act, href: '/settings/retention' },
      ...(isRetentionDone ? {} : { keep: t.retention.keep(settings.inactivityMonths) }),
    },
    schedule: {
      title: t.schedule.title,
      why: t.schedule.why,
      isDone: isScheduleDone,
      says: `${t.schedule.open(f.dateTime(nextRun))}${seen('schedule')}`,
      act: { label: t.schedule.act, href: '/settings/schedule' },
      ...(isScheduleDone ? {} : { keep: t.schedule.keep }),
    },
    backup: {
      title: t.backup.title,
      why: t.backup.why,
      isDone: facts.backup !== null,
      says:
        facts.backup === null
          ? t.backup.none
          : t.backup.done(f.number(Math.round(facts.backup.bytes / 104_857.6) / 10), f.dateTime(facts.backup.madeAt)),
    },
  }
}
