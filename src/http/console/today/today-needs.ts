import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'
import { stuckGroups, unknownTitles } from '../../../store/today/today-view.ts'
import { toolsReadTo } from '../../../store/inactivity/tool-acts.ts'
import { lastRuns, type HygieneRun } from '../../../store/runs/runs.ts'
import { listPlans } from '../../../store/removals/removals.ts'
import { kindsOf } from '../../../operations/mailbox/answer-review.ts'
import { openReviewFigures } from '../../../store/mailbox/reviews-view.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { accountNeeds, breakGlassNeeds, factorNeeds, keyNeeds, proposalNeeds } from './today-accounts.ts'
import { brokerNeeds } from './today-brokers.ts'
import { loadShopper, shopperNeeds, type ShopperFacts } from './today-shopper.ts'
import type { View } from '../app/view.ts'
import { onDay, type Need } from './needs/need.ts'
import { brokerTaskNeeds, heldFileNeeds } from './today-brokers.ts'
import { formNeeds } from './today-forms.ts'
import { alarmNeeds, hookNeeds, linkNeeds, mailNeeds, requestNeeds } from './today-outgoing.ts'
import { accessNeeds, erasureNeeds, planNeeds, refusalNeeds, samePersonNeeds } from './today-removals.ts'
import { encounterNeeds, relationNeeds } from './today-relations.ts'
import { noticeNeeds } from './today-notices.ts'
import { settingNeeds } from './today-settings.ts'
import { stuckNeeds } from './today-stuck.ts'
import { feedNeeds } from './needs/feed-needs.ts'
import {
  holdNeeds,
  liftNeeds,
  otherPurgeNeeds,
  sightNeeds,
  silentHookNeeds,
  silentNeeds,
  systemNeeds,
} from './today-systems.ts'
import { journalNeeds, movedNeeds, runNeed, unsealedNeeds } from './today-upkeep.ts'

interface TodayFacts {
  systems: readonly ConnectionRow[]
  lastRun: HygieneRun | null
  needs: readonly Need[]
  shopper: ShopperFacts
}

const minuteMs = 60_000

/** Everything that waits for somebody, red first, then by date; for a DPO by date alone. */
export async function loadNeeds(view: View): Promise<TodayFacts> {
  const { app, now } = view
  const isJudge = may.judge.some((role) => role === view.role)
  const [systems, stuck, plans, runs, titles, followed, reviews, shopper, readTo, brokers, accounts, proposals, keys] =
    await Promise.all([
      connectionRows(app.pool),
      stuckGroups(app.pool, new Date(now.getTime() - view.settings.alarmMinutes[2] * minuteMs)),
      listPlans(app.pool, 20),
      lastRuns(app.pool, 1),
      unknownTitles(app.pool, 1),
      followedNeeds(view),
      openReviewFigures(app.pool, kindsOf(view.role)),
      loadShopper(view),
      toolsReadTo(app.pool),
      isJudge ? brokerNeeds(view) : [],
      isJudge ? accountNeeds(view) : [],
      isJudge ? proposalNeeds(view) : [],
      isJudge ? keyNeeds(view) : [],
    ])
  const lastRun = runs[0] ?? null
  const needs = [
    ...stuck.flatMap((group) => stuckNeeds(view, group, systems)),
    ...systems.flatMap((row) => systemNeeds(view, row, stuck)),
    ...(await sightNeeds(view, systems)),
    ...(await feedNeeds(view, systems)),
    ...settingNeeds(view, systems, readTo),
    ...plans.flatMap((plan) => planNeeds(view, plan)),
    ...(lastRun?.state === 'failed' ? [runNeed(view, lastRun)] : []),
    ...(reviews.open > 0 ? [reviewNeed(view, reviews)] : []),
    ...(titles.distinct > 0 ? [titleNeed(view, titles)] : []),
    ...followed,
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

/** What is read with what is said of it, in the order it is shown where dates are equal. */
async function followedNeeds(view: View): Promise<Need[]> {
  const needs = await Promise.all(
    [
      brokerTaskNeeds,
      heldFileNeeds,
      formNeeds,
      erasureNeeds,
      accessNeeds,
      refusalNeeds,
      noticeNeeds,
      samePersonNeeds,
      relationNeeds,
      encounterNeeds,
      linkNeeds,
      holdNeeds,
      silentNeeds,
      silentHookNeeds,
      otherPurgeNeeds,
      liftNeeds,
      journalNeeds,
      unsealedNeeds,
      alarmNeeds,
      hookNeeds,
      movedNeeds,
      factorNeeds,
      breakGlassNeeds,
      mailNeeds,
      requestNeeds,
    ].map((needsOf) => needsOf(view)),
  )
  return needs.flat()
}

function reviewNeed(view: View, reviews: { open: number; blocked: number; dueOn: string | null }): Need {
  const t = view.t.reviews
  return {
    tone: 'wait',
    icon: 'mailbox',
    what: t.need(reviews.open),
    more: t.needMore(reviews.blocked),
    owner: 'dpo',
    at: reviews.dueOn === null ? null : { kind: 'by', ...onDay(reviews.dueOn) },
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
