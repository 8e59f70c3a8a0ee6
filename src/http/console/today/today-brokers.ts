import { standingOf } from '../../../domain/brokers/broker-standing.ts'
import { addDays, dayOf } from '../../../domain/app/day.ts'
import { listBrokers, type Broker } from '../../../store/brokers/brokers.ts'
import { brokerFigures, unregisteredBrokers, type BrokerFigures } from '../../../store/brokers/brokers-view.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { namedPoints } from '../../../domain/brokers/named-points.ts'
import { onDay, type Need } from './needs/need.ts'
import { heldFiles } from '../../../store/brokers/broker-files.ts'
import { countOpenTasks } from '../../../store/brokers/broker-tasks.ts'
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

/** What the register says of one broker. */
function needsOf(view: View, broker: Broker, figures: BrokerFigures): Need[] {
  return [...standingNeeds(view, broker, figures), ...sampleNeeds(view, broker, figures)]
}

const atRegister = (broker: Broker, label: string, place: string): Pick<Need, 'icon' | 'owner' | 'seenBy' | 'act'> => ({
  icon: 'certificate',
  owner: 'dpo',
  seenBy: may.judge,
  act: { label, href: `/brokers/${broker.id}${place}`, roles: may.judge },
})

/** Musts that are open, that count until a day, or whose last look is too long ago. */
function standingNeeds(view: View, broker: Broker, figures: BrokerFigures): Need[] {
  const n = view.t.brokerRegister.needs
  const { legalName } = broker.profile
  const { state, open, countedUntil, countsUntil } = standingOf(broker, dayOf(view.now))
  const base = atRegister(broker, n.act, '#musts')
  const points = namedPoints(
    open.map(({ id }) => id),
    view.language,
  )
  const used = figures.people > 0
  if (state === 'open' && used)
    return [{ ...base, tone: 'broken', what: n.open(legalName, figures.people), more: n.openMore(points), at: null }]
  if (state === 'counted' && countedUntil !== null) {
    const at = { kind: 'by' as const, ...onDay(countedUntil) }
    return [{ ...base, tone: 'wait', what: n.counted(legalName), more: n.countedMore(points), at }]
  }
  if (countsUntil === null || !(used || figures.deliveries > 0)) return []
  if (state === 'lapsed') {
    const at = { kind: 'since' as const, ...onDay(addDays(countsUntil, 1)) }
    return [{ ...base, tone: 'broken', what: n.review(legalName), more: n.lapsedMore, at }]
  }
  if (state === 'review-due') {
    const at = { kind: 'by' as const, ...onDay(countsUntil) }
    return [{ ...base, tone: 'wait', what: n.review(legalName), more: n.reviewMore, at }]
  }
  return []
}

/** Samples without an answer, and deliveries of which no sample was drawn. */
function sampleNeeds(view: View, broker: Broker, figures: BrokerFigures): Need[] {
  const n = view.t.brokerRegister.needs
  const { legalName } = broker.profile
  const { firstAnswerBy, openSamples, unsampled } = figures
  const needs: Need[] = []
  if (openSamples > 0 && firstAnswerBy !== null)
    needs.push({
      ...atRegister(broker, n.sampleAct, '#deliveries'),
      tone: firstAnswerBy < dayOf(view.now) ? 'broken' : 'wait',
      what: n.sample(legalName),
      more: n.sampleMore,
      at: { kind: 'by', ...onDay(firstAnswerBy) },
    })
  if (unsampled > 0)
    needs.push({
      ...atRegister(broker, n.act, '#deliveries'),
      tone: 'wait',
      what: n.unsampled(legalName, unsampled),
      more: n.unsampledMore,
      at: null,
    })
  return needs
}

/** Tasks that wait for a hand at a broker. */
export async function brokerTaskNeeds({ app: { pool }, now, t: { brokers } }: View): Promise<Need[]> {
  const b = brokers.tasks
  const tasks = await countOpenTasks(pool, now)
  if (tasks.open === 0 || tasks.by === null) return []
  return [
    {
      tone: tasks.late > 0 ? 'broken' : 'wait',
      icon: 'building-store',
      what: b.need(tasks.open, tasks.late),
      more: b.needMore,
      owner: 'operator',
      at: { kind: 'by', date: tasks.by },
      act: { label: b.needAct, href: '/broker-tasks', roles: may.person },
      seenBy: may.all,
    },
  ]
}

/** Files of a broker that are kept back, because their rows fell too far. */
export async function heldFileNeeds({ app: { pool }, f, t: { brokers } }: View): Promise<Need[]> {
  const b = brokers.tasks
  return (await heldFiles(pool)).map(
    (file): Need => ({
      tone: 'wait',
      icon: 'building-store',
      what: b.held(file.label),
      more: b.heldMore(f.number(file.rows), f.number(file.before)),
      owner: 'dpo',
      at: { kind: 'since', date: file.createdAt },
      act: { label: b.needAct, href: '/broker-tasks', roles: may.judge },
      seenBy: may.all,
    }),
  )
}
