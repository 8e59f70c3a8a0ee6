import { dayOf } from '../../../domain/app/day.ts'
import { unansweredAccess } from '../../../store/evidence/access-requests.ts'
import { owedErasures, unansweredErasures } from '../../../store/removals/erasure-requests.ts'
import { openRefusals } from '../../../store/removals/refused-people.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import { pairsToAnswer } from '../removals/same-person/same-person-pages.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import { onDay, type Need } from './needs/need.ts'

/** A plan that waits for its approval, or that was stopped. */
export function planNeeds(view: View, plan: RemovalPlan): Need[] {
  const t = view.t.today.needs
  const act = { label: t.planAct, href: `/removals/${plan.id}`, roles: may.judge }
  const base = { icon: 'trash' as const, owner: 'dpo' as const, act, seenBy: may.judge }
  const share = view.f.share(plan.planned, plan.baseCount)
  if (plan.expiresAt <= view.now || plan.planned === 0) return []
  if (plan.state === 'planned')
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

/** Requests for access that were not answered. */
export async function accessNeeds(view: View): Promise<Need[]> {
  const { accessRequests: t } = view.t
  const { count, dueOn } = await unansweredAccess(view.app.pool)
  if (dueOn === null) return []
  return [
    {
      tone: dueOn < dayOf(view.now) ? 'broken' : 'wait',
      icon: 'file-certificate',
      what: t.need(count),
      more: t.needMore,
      owner: 'dpo',
      at: { kind: 'by', ...onDay(dueOn) },
      act: { label: t.needAct, href: '/access', roles: may.judge },
      seenBy: may.judge,
    },
  ]
}

/** Requests to be erased that were not answered, and those whose decision was taken back. */
export async function erasureNeeds(view: View): Promise<Need[]> {
  const { erasure: t } = view.t
  const [erasures, owed] = await Promise.all([unansweredErasures(view.app.pool), owedErasures(view.app.pool)])
  const need = ({ count, dueOn }: typeof erasures, what: (count: number) => string, more: string): Need[] =>
    dueOn === null
      ? []
      : [
          {
            tone: dueOn < dayOf(view.now) ? 'broken' : 'wait',
            icon: 'trash',
            what: what(count),
            more,
            owner: 'dpo',
            at: { kind: 'by', ...onDay(dueOn) },
            act: { label: t.needAct, href: '/erasures', roles: may.judge },
            seenBy: may.judge,
          },
        ]
  return [...need(erasures, t.need, t.needMore), ...need(owed, t.owed, t.owedMore)]
}

/** People whom a system refused to delete and about whom nobody has decided. */
export async function refusalNeeds(view: View): Promise<Need[]> {
  const t = view.t.refusedDeletions
  return (await openRefusals(view.app.pool)).map(({ planId, number, people, since }) => ({
    tone: 'broken',
    icon: 'trash',
    what: t.need(people, number),
    more: t.needMore,
    owner: 'dpo',
    at: { kind: 'since', date: since },
    act: { label: t.needAct, href: `/removals/${planId}/refused`, roles: may.judge },
    seenBy: may.judge,
  }))
}

/** More pairs than this are not counted on Today. */
const pairsCounted = 50

/** Contacts that are maybe one person, and what waits for the answer: a pair may be of more than one kind. */
export async function samePersonNeeds(view: View): Promise<Need[]> {
  const t = view.t.samePerson
  const pairs = await pairsToAnswer(view, pairsCounted + 1)
  const { length } = pairs
  if (length === 0) return []
  return [
    {
      tone: 'wait',
      icon: 'users',
      what: length > pairsCounted ? t.needMany(pairsCounted) : t.need(length),
      more: length > pairsCounted ? t.needMore.many : whatWaits(view, pairs),
      owner: 'dpo',
      at: null,
      act: { label: t.needAct, href: '/removals/same-person', roles: may.judge },
      seenBy: may.judge,
    },
  ]
}

function whatWaits(view: View, pairs: readonly { likenesses: readonly string[] }[]): string {
  const { held, objector, removed } = view.t.samePerson.needMore
  const own = ['objector', 'removed']
  const count = (fits: (likeness: string) => boolean) => pairs.filter(({ likenesses }) => likenesses.some(fits)).length
  return (
    [
      [held, count((one) => !own.includes(one))],
      [objector, count((one) => one === 'objector')],
      [removed, count((one) => one === 'removed')],
    ] as const
  )
    .flatMap(([says, found]) => (found === 0 ? [] : [says(found)]))
    .join(' ')
}
