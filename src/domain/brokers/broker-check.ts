import type { SourceFact } from '../decisions/facts.ts'
import { normalBrokerName } from './broker-profile.ts'

/** What the register says of one broker where data of it are judged. */
export interface BrokerCheck {
  brokerId: string
  accepted: boolean
  /** Deliveries whose last sample failed. */
  quarantined: readonly { id: string; obtainedOn: string }[]
}

/** By the normal form of each name of each broker. */
export type BrokerChecks = ReadonlyMap<string, BrokerCheck>

/** A delivery in which somebody is known to stand. */
export interface HeldDelivery {
  id: string
  brokerId: string | null
}

/**
 * How far the seller of a source was checked (docs/reference/law.md#i). `deliveries`: those in which the person is
 * known to stand. Where none of this broker is known, every failed delivery that may have brought the data counts: what
 * is unknown is never judged softer.
 */
export function diligenceOf(
  checks: BrokerChecks,
  name: string | null,
  from: { obtainedOn: string; deliveries: readonly HeldDelivery[] },
): SourceFact['diligence'] {
  const check = name === null ? undefined : checks.get(normalBrokerName(name))
  if (check === undefined) return 'open'
  const known = from.deliveries.filter(({ brokerId }) => brokerId === check.brokerId).map(({ id }) => id)
  const failed = check.quarantined.some((delivery) =>
    known.length > 0 ? known.includes(delivery.id) : delivery.obtainedOn <= from.obtainedOn,
  )
  return failed ? 'failed' : check.accepted ? 'passed' : 'open'
}
