import type { ConnectedSystem } from '../../connector/contract.ts'
import type { RemovalOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import type { PlanRecord } from '../../store/removals/plan-records.ts'
import { notShown } from './batches/plan-batches.ts'

export interface TakenRecord {
  record: PlanRecord
  result: Taken
}

type Taken =
  | { state: 'binned' | 'erased' | 'anonymised'; value: string; kept: string | null }
  | { state: 'refused'; detail: string }
  | { state: 'open'; detail: string; inBin: string | null }

/**
 * What became of each record, in order; `open` = the system did not take it this time or does not show it yet (`inBin`:
 * what it showed of its bin).
 */
export async function takeAway(
  system: ConnectedSystem,
  batch: readonly PlanRecord[],
  { erase, empties }: { erase: ConnectedSystem['can']['erases']; empties: boolean },
): Promise<TakenRecord[]> {
  const send = async (records: readonly PlanRecord[], stage: RemovalOrder['stage']) => {
    const outcomes =
      records.length === 0
        ? []
        : await (system.remove?.(
            records.map((record) => ({ orderId: String(record.recordId), record: record.ref, stage })),
          ) ?? [])
    return new Map(records.map((record, index) => [record.recordId, outcomes[index]]))
  }
  const taken = await send(
    batch.filter((record) => record.state === 'held' && !(record.gone && erase === 'from-bin')),
    erase === 'at-once' ? 'erase' : 'bin',
  )
  // DELETE_FAILED and rules of the org: the record stays for others' sake, so the person leaves it.
  const kept = empties
    ? batch.filter((record) => {
        const outcome = taken.get(record.recordId)
        return outcome?.status === 'refused' && outcome.reason === 'validation'
      })
    : []
  const emptied = await send(kept, 'anonymise')
  const erased =
    erase === 'from-bin'
      ? await send(
          batch.filter((record) => {
            const outcome = taken.get(record.recordId)
            return outcome === undefined || outcome.status === 'applied' || outcome.status === 'already'
          }),
          'erase',
        )
      : new Map<number, Outcome>()
  return batch.map((record) => {
    const { recordId } = record
    const [gone, empty, final] = [taken.get(recordId), emptied.get(recordId), erased.get(recordId)]
    return { record, result: takenAs({ gone, empty, final }, erase) }
  })
}

/** What became of a record by what its system answered at each stage that it went through. */
function takenAs(
  { gone, empty, final }: Readonly<Record<'gone' | 'empty' | 'final', Outcome | undefined>>,
  erase: ConnectedSystem['can']['erases'],
): Taken {
  if (empty !== undefined) return emptiedAs(empty, gone)
  if (gone?.status === 'refused' || gone?.status === 'busy') return shown(gone, 'binned')
  if (final !== undefined) {
    const inBin = gone === undefined ? 'absent' : seenOf(gone)
    const end = shown(final, 'erased')
    // Live again, or merged away: it is not in the bin, whatever was seen there before.
    if (final.status === 'refused' && final.reason === 'conflict') return end
    return end.state === 'refused'
      ? { state: 'binned', value: inBin, kept: end.detail }
      : end.state === 'open'
        ? { ...end, inBin }
        : end
  }
  return gone === undefined
    ? { state: 'open', detail: notShown, inBin: null }
    : shown(gone, erase === 'at-once' ? 'erased' : 'binned')
}

/** Why an emptied record is still there is kept with it. */
function emptiedAs(empty: Outcome, gone: Outcome | undefined): Taken {
  const emptied = shown(empty, 'anonymised')
  return emptied.state === 'anonymised' && gone?.status === 'refused' ? { ...emptied, kept: gone.detail } : emptied
}

function shown(outcome: Outcome, state: 'binned' | 'erased' | 'anonymised'): Taken {
  if (outcome.status === 'refused') return { state: 'refused', detail: outcome.detail }
  if (outcome.status === 'busy') return { state: 'open', detail: outcome.detail, inBin: null }
  if (outcome.status !== 'applied' && outcome.status !== 'already' && outcome.status !== 'absent')
    return { state: 'open', detail: notShown, inBin: null }
  return { state, value: seenOf(outcome), kept: null }
}

const seenOf = (outcome: Outcome) =>
  outcome.status === 'applied' || outcome.status === 'already' ? outcome.seen.value : 'absent'

/** What is in the bin stays there with its reason; anything else was refused. */
export function givenUpAs({ detail, inBin }: { detail: string; inBin: string | null }): Taken {
  return inBin === null ? { state: 'refused', detail } : { state: 'binned', value: inBin, kept: detail }
}
