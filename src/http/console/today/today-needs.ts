import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { stuckGroups, unknownTitles, type StuckGroup } from '../../../store/today/today-view.ts'
import { unshownHolds } from '../../../store/objections/holds.ts'
import { pendingLifts } from '../../../store/objections/lifts.ts'
import { heldFiles } from '../../../store/brokers/broker-files.ts'
import { countOpenTasks } from '../../../store/brokers/broker-tasks.ts'
import { listHooks } from '../../../store/decisions/decision-hooks.ts'
import { toolsReadTo } from '../../../store/inactivity/tool-acts.ts'
import { unansweredErasures } from '../../../store/removals/erasure-requests.ts'
import { failingMails } from '../../../store/objections/person-mails.ts'
import { openPurges, unmailedAlarms } from '../../../store/alarms/alarms.ts'
import { formTroubles } from '../../../store/forms/forms.ts'
import { probeState } from '../../../store/links/probes.ts'
import { lastRuns, type HygieneRun } from '../../../store/runs/runs.ts'
import { listPlans, type RemovalPlan } from '../../../store/removals/removals.ts'
import { openReviewFigures } from '../../../store/mailbox/reviews-view.ts'
import { journalHealth } from '../../../operations/backup/follow-journal.ts'
import { activityTool } from '../../../operations/connections/activity-units.ts'
import { isToolFresh } from '../../../operations/decisions/blind-clock.ts'
import { dayOf, freshForHours } from '../../../domain/inactivity/retention.ts'
import type { Role } from '../../../store/accounts/users.ts'
import type { Tone } from '../ui/pill.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { formNeed } from './today-forms.ts'
import { noonOf } from '../app/noon.ts'
import { may } from '../app/roles.ts'
import { accountNeeds, keyNeeds, proposalNeeds } from './today-accounts.ts'
import { brokerNeeds } from './today-brokers.ts'
import { loadShopper, shopperNeeds, type ShopperFacts } from './today-shopper.ts'
import type { View } from '../app/view.ts'

/** One cause that waits for somebody: what, consequence, owner, since or by, and the next step. */
export interface Need {
  tone: Extract<Tone, 'broken' | 'wait' | 'moving'>
  icon: IconName
  what: string
  more: string
  /** The system's own sentence, in English. */
  quote?: string
  owner: 'admin' | 'dpo' | 'operator' | 'lawbase'
  /** When it began, or the last day for it. */
  at: { kind: 'since' | 'by'; date: Date } | null
  act: { label: string; href: string; roles: readonly Role[] }
  /** What can be done here and now, beside the page of `act`. */
  post?: { label: string; action: string; fields: Readonly<Record<string, string>>; roles: readonly Role[] }
  /** Shown also before any system is connected. */
  early?: true
  /** Who may know of it at all. */
  seenBy: readonly Role[]
}

export interface TodayFacts {
  systems: readonly ConnectionRow[]
  lastRun: HygieneRun | null
  needs: readonly Need[]
  shopper: ShopperFacts
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Everything that waits for somebody, red first, then by date; for a DPO by date alone. */
export async function loadNeeds(view: View): Promise<TodayFacts> {
  const { app, now } = view
  const isJudge = may.judge.some((role) => role === view.role)
  const [systems, stuck, plans, runs, titles, personal, reviews, shopper, readTo, brokers, accounts, proposals, keys] =
    await Promise.all([
      connectionRows(app.pool),
      stuckGroups(app.pool, new Date(now.getTime() - view.settings.alarmMinutes[2] * minuteMs)),
      listPlans(app.pool, 20),
      lastRuns(app.pool, 1),
      unknownTitles(app.pool, 1),
      personNeeds(view),
      openReviewFigures(app.pool),
      loadShopper(view),
      toolsReadTo(app.pool),
      isJudge ? brokerNeeds(view) : [],
      isJudge ? accountNeeds(view) : [],
      isJudge ? proposalNeeds(view) : [],
      isJudge ? keyNeeds(view) : [],
    ])
  const lastRun = runs[0] ?? null
  const needs = [
    ...stuck.flatMap((group) => stuckNeed(view, group)),
    ...systems.flatMap((row) => systemNeeds(view, row, stuck)),
    ...settingNeeds(view, systems, readTo),
    ...plans.flatMap((plan) => planNeed(view, plan)),
    ...(lastRun?.state === 'failed' ? [runNeed(view, lastRun)] : []),
    ...(reviews.open > 0 ? [reviewNeed(view, reviews)] : []),
    ...(titles.distinct > 0 ? [titleNeed(view, titles)] : []),
    ...personal,
    ...brokers,
    ...accounts,
    ...proposals,
    ...keys,
    ...shopperNeeds(view, shopper),
  ].filter((need) => need.seenBy.includes(view.role))
  const rank = (need: Need) => (need.tone === 'broken' ? 0 : need.tone === 'wait' ? 1 : 2)
  const byDate = (a: Need, b: Need) =>
    (a.at?.date.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.at?.date.getTime() ?? Number.MAX_SAFE_INTEGER)
  return {
    systems,
    lastRun,
    shopper,
    needs: needs.toSorted((a, b) => (view.role === 'dpo' ? byDate(a, b) : rank(a) - rank(b) || byDate(a, b))),
  }
}

function stuckNeed(view: View, group: StuckGroup): Need[] {
  const t = view.t.today.needs
  const page = `/connections/${group.connectionId}`
  const base = { at: { kind: 'since' as const, date: group.since }, seenBy: may.all }
  const open = (label: string, href = page, roles: readonly Role[] = may.configure) => ({ label, href, roles })
  const { label, count } = group
  if (group.state === 'refused') {
    return [
      {
        ...base,
        tone: 'broken',
        icon: 'alert-triangle',
        what: t.refused(label, count),
        more: t.refusedMore,
        ...(group.detail === null ? {} : { quote: sentence(group.detail) }),
        owner: 'operator',
        act: open(t.refusedAct, '/objections', may.all),
        post: {
          label: t.sendAgain,
          action: '/refusals/send-again',
          fields: { connectionId: group.connectionId, reason: group.reason ?? '', detail: group.detail ?? '' },
          roles: may.person,
        },
      },
    ]
  }
  if (group.state === 'accepted') {
    return [
      {
        ...base,
        tone: 'wait',
        icon: 'building-store',
        what: t.unconfirmed(label, count),
        more: t.unconfirmedMore,
        owner: 'dpo',
        act: open(t.unconfirmedAct, '/objections?state=unconfirmed', may.all),
      },
    ]
  }
  switch (group.reason) {
    case 'not-granted':
      return [
        {
          ...base,
          tone: 'broken',
          icon: 'lock',
          what: t.notGranted(label, count),
          more: t.notGrantedMore,
          owner: 'admin',
          act: open(t.notGrantedAct, `${page}#rights`),
        },
      ]
    case 'reauthorise':
      return [
        {
          ...base,
          tone: 'broken',
          icon: 'plug-connected-x',
          what: t.reauthorise(label, count),
          more: t.reauthoriseMore,
          owner: 'admin',
          act: open(t.reauthoriseAct),
        },
      ]
    case 'scope-missing':
      return [
        {
          ...base,
          tone: 'broken',
          icon: 'lock',
          what: t.scope(label, count),
          more: t.scopeMore,
          owner: 'admin',
          act: open(t.scopeAct, `${page}#self-test`),
        },
      ]
    case 'not-taken':
      return [
        {
          ...base,
          tone: 'wait',
          icon: 'refresh',
          what: t.notTaken(label, count),
          more: group.nextAttemptAt === null ? '' : t.notTakenMore(view.f.dateTime(group.nextAttemptAt)),
          owner: 'lawbase',
          act: open(t.unconfirmedAct, '/objections', may.all),
        },
      ]
    // The tasks stand there themselves.
    case 'person':
      return []
    case 'paused':
      return [
        {
          ...base,
          tone: 'wait',
          icon: 'clock-hour-4',
          what: t.paused(label, count),
          more: '',
          owner: 'admin',
          act: open(t.retryAct),
        },
      ]
    default: {
      const waitedMs = view.now.getTime() - group.since.getTime()
      const [soon, late] = view.settings.alarmMinutes
      const tone = waitedMs < soon * minuteMs ? 'moving' : waitedMs < late * minuteMs ? 'wait' : 'broken'
      return [
        {
          ...base,
          tone,
          icon: 'refresh',
          what: t.retry(label, count),
          more: group.nextAttemptAt === null ? '' : t.retryMore(view.f.time(group.nextAttemptAt)),
          owner: 'lawbase',
          act: open(t.retryAct),
        },
      ]
    }
  }
}

/** A connector's detail as a sentence. */
function sentence(text: string): string {
  const trimmed = text.trim()
  return `${trimmed.slice(0, 1).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/u.test(trimmed) ? '' : '.'}`
}

function systemNeeds(view: View, row: ConnectionRow, stuck: readonly StuckGroup[]): Need[] {
  const t = view.t.today.needs
  const kind = view.app.connectors.get(row.connector)?.kind
  if (kind === 'broker' || (kind === 'mailbox' && row.state !== 'needs-reauthorisation')) return []
  const base = { owner: 'admin' as const, seenBy: may.all }
  const act = (label: string) => ({ label, href: `/connections/${row.id}`, roles: may.configure })
  const told = stuck.some((group) => group.connectionId === row.id && group.reason === 'reauthorise')
  if (row.state === 'needs-reauthorisation')
    return told
      ? []
      : [
          {
            ...base,
            tone: 'broken',
            icon: 'plug-connected-x',
            what: t.reauthorise(row.label, 0),
            more: t.reauthoriseMore,
            at: row.pullFailedAt === null ? null : { kind: 'since', date: row.pullFailedAt },
            act: act(t.reauthoriseAct),
          },
        ]
  if (row.pullFailedAt !== null)
    return [
      {
        ...base,
        tone: 'broken',
        icon: 'alert-triangle',
        what: t.failing(row.label),
        more: t.failingMore,
        ...(row.pullFailure === null ? {} : { quote: sentence(row.pullFailure) }),
        at: { kind: 'since', date: row.pullFailedAt },
        act: act(t.failingAct),
      },
    ]
  if (row.activitiesFailedAt !== null) {
    const connector = view.app.connectors.get(row.connector)
    return [
      {
        ...base,
        tone: 'broken',
        icon: 'alert-triangle',
        what: t.failing(activityTool(connector ?? {}, row)),
        more: t.activitiesMore,
        ...(row.activitiesFailure === null ? {} : { quote: sentence(row.activitiesFailure) }),
        at: { kind: 'since', date: row.activitiesFailedAt },
        act: { ...act(t.failingAct), href: `/connections/${row.id}#activities` },
      },
    ]
  }
  const hours = row.pulledAt === null ? 0 : Math.floor((view.now.getTime() - row.pulledAt.getTime()) / hourMs)
  if (row.pulledAt !== null && hours >= freshForHours)
    return [
      {
        ...base,
        tone: 'broken',
        icon: 'clock-hour-4',
        what: t.stale(row.label, hours),
        more: t.staleMore,
        at: { kind: 'since', date: row.pulledAt },
        act: act(t.failingAct),
      },
    ]
  return []
}

/** Questions only a person can answer. They matter once a base was read. */
function settingNeeds(view: View, systems: readonly ConnectionRow[], readTo: ReadonlyMap<string, Date>): Need[] {
  const { settings, t } = view
  const first = systems.find((row) => row.fullPulledAt !== null)
  if (first === undefined) return []
  const need = (
    icon: IconName,
    what: string,
    more: string,
    label: string,
    section: string,
    owner: Need['owner'],
  ): Need => ({
    tone: 'wait',
    icon,
    what,
    more,
    owner,
    at: first.fullPulledAt === null ? null : { kind: 'since', date: first.fullPulledAt },
    act: { label, href: section === 'offer' ? '/offers' : `/settings#${section}`, roles: may.configure },
    seenBy: may.configure,
  })
  const n = t.today.needs
  const unread = (settings.otherTools ?? []).filter((tool) => !isToolFresh(readTo.get(tool.toLowerCase()), view.now))
  return [
    ...(unread.length === 0
      ? []
      : [need('clock-hour-4', n.unread(view.f.list(unread)), n.unreadMore, n.unreadAct, 'tools', 'admin')]),
    ...(settings.otherTools === null ? [need('info-circle', n.tools, n.toolsMore, n.toolsAct, 'tools', 'admin')] : []),
    ...(settings.offers.length === 0 ? [need('speakerphone', n.offer, n.offerMore, n.offerAct, 'offer', 'dpo')] : []),
    ...(settings.offers.some((offer) => offer.assessment === null)
      ? [need('speakerphone', n.assessment, n.assessmentMore, n.assessmentAct, 'offer', 'dpo')]
      : []),
    ...(settings.controller === null
      ? [need('info-circle', n.company, n.companyMore, n.companyAct, 'company', 'admin')]
      : []),
  ]
}

/**
 * What stands between people and their own link: links that do not answer, breaks and starts that a system does not
 * follow.
 */
async function personNeeds(view: View): Promise<Need[]> {
  const t = view.t.today.needs
  const { pool } = view.app
  const [probe, holds, lifts, mails, alarms, tasks, held, hooks, forms, erasures, journal, purges] = await Promise.all([
    probeState(pool),
    unshownHolds(pool, new Date(view.now.getTime() - hourMs / 4)),
    pendingLifts(pool),
    failingMails(pool, new Date(view.now.getTime() - 24 * hourMs)),
    unmailedAlarms(pool),
    countOpenTasks(pool, view.now),
    heldFiles(pool),
    listHooks(pool),
    formTroubles(pool),
    unansweredErasures(pool),
    journalHealth(view.app),
    openPurges(pool),
  ])
  const b = view.t.brokers.tasks
  const seenBy = may.all
  return [
    ...(tasks.open === 0 || tasks.by === null
      ? []
      : [
          {
            tone: tasks.late > 0 ? ('broken' as const) : ('wait' as const),
            icon: 'building-store' as const,
            what: b.need(tasks.open, tasks.late),
            more: b.needMore,
            owner: 'operator' as const,
            at: { kind: 'by' as const, date: tasks.by },
            act: { label: b.needAct, href: '/broker-tasks', roles: may.person },
            seenBy,
          },
        ]),
    ...held.map(
      (file): Need => ({
        tone: 'wait',
        icon: 'building-store',
        what: b.held(file.label),
        more: b.heldMore(view.f.number(file.rows), view.f.number(file.before)),
        owner: 'dpo',
        at: { kind: 'since', date: file.createdAt },
        act: { label: b.needAct, href: '/broker-tasks', roles: may.judge },
        seenBy,
      }),
    ),
    ...forms.map((trouble) => formNeed(view, trouble)),
    ...(erasures.dueOn === null
      ? []
      : [
          {
            tone: erasures.dueOn < dayOf(view.now) ? ('broken' as const) : ('wait' as const),
            icon: 'trash' as const,
            what: view.t.erasure.need(erasures.count),
            more: view.t.erasure.needMore,
            owner: 'dpo' as const,
            at: { kind: 'by' as const, date: noonOf(erasures.dueOn) },
            act: { label: view.t.erasure.needAct, href: '/erasures', roles: may.judge },
            seenBy: may.judge,
          },
        ]),
    ...(probe.brokenSince === null || view.app.publicUrl === null
      ? []
      : [
          {
            tone: 'broken' as const,
            icon: 'alert-triangle' as const,
            what: t.linksBroken,
            more: t.linksBrokenMore,
            ...(probe.last?.detail == null ? {} : { quote: probe.last.detail }),
            owner: 'admin' as const,
            at: { kind: 'since' as const, date: probe.brokenSince },
            act: { label: t.linksAct, href: '/links#probe', roles: may.configure },
            seenBy,
          },
        ]),
    ...holds.map(
      (row): Need => ({
        tone: 'broken',
        icon: 'alert-triangle',
        what: t.holdRefused(row.label, row.count),
        more: t.holdRefusedMore,
        ...(row.detail === null ? {} : { quote: sentence(row.detail) }),
        owner: 'operator',
        at: { kind: 'since', date: row.since },
        act: { label: t.failingAct, href: `/connections/${row.connectionId}`, roles: may.configure },
        seenBy,
      }),
    ),
    ...purges.map(
      (row): Need => ({
        tone: 'broken',
        icon: 'trash',
        what: t.otherPurge(row.label, row.deleted),
        more: t.otherPurgeMore(row.notDue),
        owner: 'admin',
        at: { kind: 'since', date: row.since },
        act: { label: t.failingAct, href: `/connections/${row.connectionId}#other-purges`, roles: may.all },
        seenBy,
      }),
    ),
    ...lifts.map(
      (row): Need => ({
        tone: 'wait',
        icon: 'clock-hour-4',
        what: t.liftPending(row.label, row.people),
        more: t.liftPendingMore,
        owner: 'operator',
        at: { kind: 'since', date: row.since },
        act: { label: t.failingAct, href: `/connections/${row.connectionId}`, roles: may.configure },
        seenBy,
      }),
    ),
    ...(journal?.since == null
      ? []
      : [
          {
            tone: 'broken' as const,
            icon: 'alert-triangle' as const,
            what: t.journal,
            more: t.journalMore,
            ...(journal.failure === null ? {} : { quote: `(${journal.failure})` }),
            owner: 'admin' as const,
            at: { kind: 'since' as const, date: journal.since },
            act: { label: t.journalAct, href: '/audit', roles: may.configure },
            seenBy: may.configure,
          },
        ]),
    ...(alarms.count === 0 || alarms.since === null
      ? []
      : [
          {
            tone: 'broken' as const,
            icon: 'mail' as const,
            what: t.alarmsFail(alarms.count),
            more: t.alarmsFailMore,
            ...(alarms.failure === null ? {} : { quote: alarms.failure }),
            owner: 'admin' as const,
            at: { kind: 'since' as const, date: alarms.since },
            act: { label: t.alarmsAct, href: '/settings#alarms', roles: may.configure },
            seenBy,
          },
        ]),
    ...hooks.flatMap((hook): Need[] =>
      hook.pausedAt === null || hook.pauseReason === 'by-hand'
        ? []
        : [
            {
              tone: 'broken',
              icon: 'plug-connected-x',
              what: view.t.users.hook.need(hook.name),
              more: view.t.users.hook.needMore(view.f.number(hook.waiting)),
              owner: 'admin',
              at: { kind: 'since', date: hook.pausedAt },
              act: { label: view.t.users.hook.needAct, href: '/users#hooks', roles: may.connect },
              seenBy: may.connect,
            },
          ],
    ),
    ...(mails.count === 0 || mails.since === null
      ? []
      : [
          {
            tone: 'broken' as const,
            icon: 'mail' as const,
            what: t.mailsFail(mails.count),
            more: t.mailsFailMore,
            ...(mails.failure === null ? {} : { quote: mails.failure }),
            owner: 'admin' as const,
            at: { kind: 'since' as const, date: mails.since },
            act: { label: t.linksAct, href: '/links', roles: may.configure },
            seenBy,
          },
        ]),
  ]
}

function planNeed(view: View, plan: RemovalPlan): Need[] {
  const t = view.t.today.needs
  const act = { label: t.planAct, href: `/removals/${plan.id}`, roles: may.judge }
  const base = { icon: 'trash' as const, owner: 'dpo' as const, act, seenBy: may.judge }
  const share = view.f.share(plan.planned, plan.baseCount)
  if (plan.state === 'planned' && plan.planned > 0)
    return [
      {
        ...base,
        tone: 'wait',
        what: t.plan[plan.kind](plan.planned),
        more: t.planMore(share),
        at: { kind: 'by', date: plan.expiresAt },
      },
    ]
  if (plan.state === 'stopped')
    return [
      {
        ...base,
        tone: 'broken',
        what: t.stopped(plan.planned),
        more: t.stoppedMore(share, view.f.share(view.settings.maxRemovalShare, 1)),
        at: { kind: 'since', date: plan.createdAt },
      },
    ]
  return []
}

function runNeed(view: View, run: HygieneRun): Need {
  const t = view.t.today.needs
  return {
    tone: 'broken',
    icon: 'list-check',
    what: t.runFailed,
    more: '',
    ...(run.failure === null ? {} : { quote: sentence(run.failure) }),
    owner: 'admin',
    at: { kind: 'since', date: run.finishedAt ?? run.startedAt },
    act: { label: t.runFailedAct, href: `/runs/${run.id}`, roles: may.configure },
    seenBy: may.all,
  }
}

function reviewNeed(view: View, reviews: { open: number; blocked: number; dueOn: string | null }): Need {
  const t = view.t.reviews
  return {
    tone: 'wait',
    icon: 'mailbox',
    what: t.need(reviews.open),
    more: t.needMore(reviews.blocked),
    owner: 'dpo',
    at: reviews.dueOn === null ? null : { kind: 'by', date: noonOf(reviews.dueOn) },
    act: { label: t.needAct, href: '/reviews', roles: may.person },
    seenBy: may.person,
  }
}

function titleNeed(view: View, titles: { distinct: number; contacts: number }): Need {
  const t = view.t.today.needs
  return {
    tone: 'wait',
    icon: 'users',
    what: t.titles(titles.distinct),
    more: t.titlesMore(titles.contacts),
    owner: 'dpo',
    at: null,
    act: { label: t.titlesAct, href: '/offers#titles', roles: may.configure },
    seenBy: may.configure,
  }
}
