import { standingOf } from '../../../domain/brokers/broker-standing.ts'
import { addDays, dayOf } from '../../../domain/inactivity/retention.ts'
import { listBrokers, type Broker } from '../../../store/brokers/brokers.ts'
import { brokerFigures, unregisteredBrokers, type BrokerFigures } from '../../../store/brokers/brokers-view.ts'
import { noonOf } from '../app/noon.ts'
import { may } from '../app/roles.ts'
import type { Need } from './today-needs.ts'
import type { View } from '../app/view.ts'

/**
 * What waits for somebody in the register of brokers: open musts of those whose data are used, late looks, samples
 * without answers.
 */
export async function brokerNeeds(view: View): Promise<Need[]> {
  const { pool } = view.app
  const [brokers, figures, unregistered] = await Promise.all([
    listBrokers(pool),
    brokerFigures(pool),
    unregisteredBrokers(pool),
  ])
  const n = view.t.brokerRegister.needs
  return [
    ...brokers.flatMap((broker) => {
      const counts = figures.get(broker.id)
      return counts === undefined ? [] : needsOf(view, broker, counts)
    }),
    ...unregistered.map(
      ({ name, people }): Need => ({
        tone: 'broken',
        icon: 'certificate',
        owner: 'dpo',
        what: n.unregistered(name, people),
        more: n.unregisteredMore,
        at: null,
        act: { label: n.act, href: '/brokers', roles: may.judge },
        seenBy: may.judge,
      }),
    ),
  ]
}

function needsOf(view: View, broker: Broker, figures: BrokerFigures): Need[] {
  const n = view.t.brokerRegister.needs
  const { legalName } = broker.profile
  const today = dayOf(view.now)
  const standing = standingOf(broker, today)
  const base = { icon: 'certificate' as const, owner: 'dpo' as const, seenBy: may.judge }
  const act = (label: string, place: string) => ({ label, href: `/brokers/${broker.id}${place}`, roles: may.judge })
  const points = standing.open.map(({ id }) => id).join(', ')
  const used = figures.people > 0
  const late = figures.firstAnswerBy !== null && figures.firstAnswerBy < today
  return [
    ...(standing.state === 'open' && used
      ? [
          {
            ...base,
            tone: 'broken' as const,
            what: n.open(legalName, figures.people),
            more: n.openMore(points),
            at: null,
            act: act(n.act, '#musts'),
          },
        ]
      : []),
    ...(standing.state === 'counted' && standing.countedUntil !== null
      ? [
          {
            ...base,
            tone: 'wait' as const,
            what: n.counted(legalName),
            more: n.countedMore(points),
            at: { kind: 'by' as const, date: noonOf(standing.countedUntil) },
            act: act(n.act, '#musts'),
          },
        ]
      : []),
    ...((standing.state === 'review-due' || standing.state === 'lapsed') &&
    (used || figures.deliveries > 0) &&
    standing.countsUntil !== null
      ? [
          {
            ...base,
            tone: standing.state === 'lapsed' ? ('broken' as const) : ('wait' as const),
            what: n.review(legalName),
            more: standing.state === 'lapsed' ? n.lapsedMore : n.reviewMore,
            at:
              standing.state === 'lapsed'
                ? { kind: 'since' as const, date: noonOf(addDays(standing.countsUntil, 1)) }
                : { kind: 'by' as const, date: noonOf(standing.countsUntil) },
            act: act(n.act, '#musts'),
          },
        ]
      : []),
    ...(figures.openSamples > 0 && figures.firstAnswerBy !== null
      ? [
          {
            ...base,
            tone: late ? ('broken' as const) : ('wait' as const),
            what: n.sample(legalName),
            more: n.sampleMore,
            at: { kind: 'by' as const, date: noonOf(figures.firstAnswerBy) },
            act: act(n.sampleAct, '#deliveries'),
          },
        ]
      : []),
    ...(figures.unsampled > 0
      ? [
          {
            ...base,
            tone: 'wait' as const,
            what: n.unsampled(legalName, figures.unsampled),
            more: n.unsampledMore,
            at: null,
            act: act(n.act, '#deliveries'),
          },
        ]
      : []),
  ]
}
