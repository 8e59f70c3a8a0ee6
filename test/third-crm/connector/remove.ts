import type { RemovalOrder } from '../../../src/connector/orders.ts'
import type { Outcome, RefusalReason } from '../../../src/connector/outcome.ts'
import type { CarnetSystem } from './call.ts'
import type { Person } from './person-shape.ts'
import { idsOf, readPeople } from './read.ts'
import { failureOutcome, movePeople, type Failures } from './write.ts'

type Found = ReadonlyMap<string, Person>

/** Into the bin, or for good out of it; what shows afterwards is the proof. A live person cannot be purged at once. */
export async function remove(system: CarnetSystem, orders: readonly RemovalOrder[]): Promise<readonly Outcome[]> {
  const before = await readPeople(
    system,
    orders.flatMap(({ record }) => idsOf([record])),
  )
  const idsFor = (stage: RemovalOrder['stage'], state: Person['state']) =>
    orders
      .filter((order) => order.stage === stage && before.get(order.record.id)?.state === state)
      .map((order) => order.record.id)
  const [toBin, toPurge] = [idsFor('bin', 'live'), idsFor('erase', 'binned')]
  const failures = new Map([
    ...(await movePeople(system, 'bin', toBin)),
    ...(await movePeople(system, 'purge', toPurge)),
  ])
  const after = await readPeople(system, [...toBin, ...toPurge])
  const at = system.deps.clock.now()
  return orders.map((order) => outcomeOf(order, { before, after, failures }, at))
}

function outcomeOf(
  { orderId, record, stage }: RemovalOrder,
  { before, after, failures }: { before: Found; after: Found; failures: Failures },
  at: Date,
): Outcome {
  const was = before.get(record.id)?.state
  const impossible = refusedBefore(stage, was)
  if (impossible !== null) return { orderId, status: 'refused', ...impossible }
  if (was === undefined) return { orderId, status: 'absent' }
  const failed = failureOutcome(orderId, failures.get(record.id))
  if (failed !== null && failed.status !== 'absent') return failed
  const isNew = stage === 'erase' || was === 'live'
  const now = isNew ? after.get(record.id)?.state : was
  if (now !== (stage === 'bin' ? 'binned' : undefined))
    return { orderId, status: now === undefined ? 'absent' : 'written' }
  const value = stage === 'bin' ? 'state=binned' : 'not found'
  const item = { target: record.id, targetKind: 'record', channel: 'all', level: 'enforced', value } as const
  return { orderId, status: isNew ? 'applied' : 'already', seen: { value, at, items: [item] } }
}

/** What cannot be asked for at all. */
function refusedBefore(
  stage: RemovalOrder['stage'],
  was: Person['state'] | undefined,
): { reason: RefusalReason; detail: string } | null {
  if (stage === 'anonymise') return { reason: 'not-supported', detail: 'Carnet CRM empties no record' }
  if (stage !== 'erase' || was !== 'live') return null
  return { reason: 'conflict', detail: 'only what lies in the bin can be purged' }
}
