import type { SourceFact } from '../decisions/facts.ts'
import { normalBrokerName } from './broker-profile.ts'

/** What the register says of one broker where data of it are judged. */
export interface BrokerCheck {
  brokerId: string
  accepted: boolean
  /**
   * Its deliveries, each with what its last closed sample said; `open` = none was closed. `listed`: its rows are known.
   */
  deliveries: readonly { id: string; obtainedOn: string; listed: boolean; sample: 'passed' | 'failed' | 'open' }[]
}

/** By the normal form of each name of each broker. */
export type BrokerChecks = ReadonlyMap<string, BrokerCheck>

/** A delivery in which somebody is known to stand. */
export interface HeldDelivery {
  id: string
  brokerId: string | null
}

/**
 * How far the seller of a source was checked (docs/reference/law.md#i), and its delivery by a sample
 * (docs/reference/law.md#i11): only data of a delivery whose sample was closed without a failure may be used.
 * `deliveries`: those in which the person is known to stand; one that passed is enough, one that failed too much. Where
 * none of this broker is known, one that failed and may have brought the data is too much; all whose rows are not known
 * must have passed, and there must be one: a delivery that is known not to hold the person frees nobody.
 */
export function diligenceOf(
  checks: BrokerChecks,
  name: string | null,
  from: { obtainedOn: string; deliveries: readonly HeldDelivery[] },
): SourceFact['diligence'] {
  const check = name === null ? undefined : checks.get(normalBrokerName(name))
  if (check === undefined) return 'open'
  const known = from.deliveries.filter(({ brokerId }) => brokerId === check.brokerId).map(({ id }) => id)
  const mayHold = check.deliveries.filter(({ id, obtainedOn }) =>
    known.length > 0 ? known.includes(id) : obtainedOn <= from.obtainedOn,
  )
  if (mayHold.some(({ sample }) => sample === 'failed')) return 'failed'
  if (!check.accepted) return 'open'
  const passed = ({ sample }: { sample: string }) => sample === 'passed'
  const unlisted = mayHold.filter(({ listed }) => !listed)
  const frees = known.length > 0 ? mayHold.some(passed) : unlisted.length > 0 && unlisted.every(passed)
  return frees ? 'passed' : 'unsampled'
}
