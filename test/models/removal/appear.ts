import type { LocalStep } from './steps.ts'
import type { Held } from './held.ts'
import { addressOf, before, liveOf, sharedOf, type Stand, touch } from './stand.ts'

/** A record of a person comes to be in a system. */
export function appear(stand: Stand, history: number, step: Extract<LocalStep, { do: 'appear' }>) {
  const { world, systems } = stand
  if (liveOf(stand, history, step.person, step.system).length > 1) return
  const record: Held = {
    system: step.system,
    object: step.system === 'b' && step.lead ? 'Lead' : 'Contact',
    id: `${history}-${(stand.ids += 1)}`,
    history,
    addresses: [addressOf(history, step.person), ...(step.shared ? [sharedOf(history)] : [])],
    // Of their own in each history, as their company is: who has the name of a thousand others is compared with them.
    lastName: `${step.person === 2 ? 'Quertier' : 'Martin'} ${history}`,
    mobile: null,
    source: step.sourced ? 'FORM' : null,
    createdAt: before(world.now(), step.ago),
    acts: [],
    lastOpenAt: null,
    relation: 'none',
    cases: 0,
    blocks: new Map(),
    holdUntil: null,
    state: 'live',
    mergedInto: null,
    formerIds: [],
  }
  systems.records.push(record)
  touch(stand, history, [step.person], [record])
}
