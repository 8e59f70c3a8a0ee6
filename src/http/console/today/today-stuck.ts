import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import type { StuckGroup } from '../../../store/today/today-view.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import type { Need } from './needs/need.ts'

const minuteMs = 60_000

/** Opt-outs that stand still at one system for one reason. */
export function stuckNeeds(view: View, group: StuckGroup, systems: readonly ConnectionRow[]): Need[] {
  if (group.state === 'refused') return [refusedNeed(view, group)]
  if (group.state === 'accepted') return [unconfirmedNeed(view, group)]
  // The tasks stand there themselves.
  if (group.reason === 'person') return []
  return [waitingNeed(view, group, systems.find(({ id }) => id === group.connectionId)?.open ?? 0)]
}

const sinceThen = ({ since }: StuckGroup): Pick<Need, 'at' | 'seenBy'> => ({
  at: { kind: 'since', date: since },
  seenBy: may.all,
})

function refusedNeed({ t: { today } }: View, group: StuckGroup): Need {
  const t = today.needs
  return {
    ...sinceThen(group),
    tone: 'broken',
    icon: 'alert-triangle',
    what: t.refused(group.label, group.count),
    more: t.refusedMore,
    ...(group.detail === null ? {} : { quote: group.detail }),
    owner: 'operator',
    act: { label: t.refusedAct, href: '/objections', roles: may.all },
    post: {
      label: t.sendAgain,
      action: '/refusals/send-again',
      fields: { connectionId: group.connectionId, reason: group.reason ?? '', detail: group.detail ?? '' },
      roles: may.person,
    },
  }
}

function unconfirmedNeed({ t: { today } }: View, group: StuckGroup): Need {
  const t = today.needs
  return {
    ...sinceThen(group),
    tone: 'wait',
    icon: 'building-store',
    what: t.unconfirmed(group.label, group.count),
    more: t.unconfirmedMore,
    owner: 'dpo',
    act: { label: t.unconfirmedAct, href: '/objections?state=unconfirmed', roles: may.all },
  }
}

/** What the opt-outs wait for, and who can end it. */
function waitingNeed(view: View, group: StuckGroup, notApplied: number): Need {
  const t = view.t.today.needs
  const { label, count, connectionId, nextAttemptAt } = group
  const base = sinceThen(group)
  const act = { label: t.retryAct, href: `/connections/${connectionId}`, roles: may.configure }
  switch (group.reason) {
    case 'not-granted':
    case 'reauthorise':
    case 'scope-missing':
      return { ...base, ...missingRight(view, group, group.reason, notApplied) }
    case 'not-taken': {
      const more = nextAttemptAt === null ? '' : t.notTakenMore(view.f.dateTime(nextAttemptAt))
      const toList = { label: t.unconfirmedAct, href: '/objections', roles: may.all }
      return {
        ...base,
        tone: 'wait',
        icon: 'refresh',
        what: t.notTaken(label, count),
        more,
        owner: 'lawbase',
        act: toList,
      }
    }
    case 'paused': {
      const what = t.paused(label, count)
      return { ...base, tone: 'wait', icon: 'clock-hour-4', what, more: '', owner: 'admin', act }
    }
    default: {
      const more = nextAttemptAt === null ? '' : t.retryMore(view.f.time(nextAttemptAt))
      const tone = toneOfWait(view, group)
      return { ...base, tone, icon: 'refresh', what: t.retry(label, count), more, owner: 'lawbase', act }
    }
  }
}

/** A right or an access that an admin has to give first. */
function missingRight(
  view: View,
  { label, count, connectionId }: StuckGroup,
  reason: 'not-granted' | 'reauthorise' | 'scope-missing',
  notApplied: number,
): Pick<Need, 'tone' | 'owner' | 'icon' | 'what' | 'more' | 'act'> {
  const t = view.t.today.needs
  const page = `/connections/${connectionId}`
  const roles = may.configure
  const admin = { tone: 'broken', owner: 'admin' } as const
  return {
    'not-granted': {
      ...admin,
      icon: 'lock' as const,
      what: t.notGranted(label, count),
      more: t.notGrantedMore(notApplied),
      act: { label: t.notGrantedAct, href: `${page}#rights`, roles },
    },
    reauthorise: {
      ...admin,
      icon: 'plug-connected-x' as const,
      what: t.reauthorise(label, count),
      more: t.reauthoriseMore,
      act: { label: t.reauthoriseAct, href: page, roles },
    },
    'scope-missing': {
      ...admin,
      icon: 'lock' as const,
      what: t.scope(label, count),
      more: t.scopeMore,
      act: { label: t.scopeAct, href: `${page}#self-test`, roles },
    },
  }[reason]
}

/** By the limits of the settings: how long is still normal, how long is late. */
function toneOfWait({ now, settings }: View, { since }: StuckGroup): Need['tone'] {
  const waitedMs = now.getTime() - since.getTime()
  const [soon, late] = settings.alarmMinutes
  return waitedMs < soon * minuteMs ? 'moving' : waitedMs < late * minuteMs ? 'wait' : 'broken'
}
