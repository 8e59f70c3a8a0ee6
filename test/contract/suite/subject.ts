import type { Connector } from '../../../src/connector/contract.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import type { SuppressionOrder } from '../../../src/connector/orders.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { RawDelivery } from '../../../src/connector/webhook.ts'
import type { StartStandIn } from '../../support/stand-in.ts'
import type { Connected, World } from './harness.ts'

/** What the suite must know about one connector: how its stand-in is driven and where its truth lies. */
export interface Subject {
  readonly connector: Connector<OAuthCredentials>
  /** What the stand-in calls the vendor in its faults and requests. */
  readonly system: string
  /** Starts a stand-in of the vendor's own; left out = it is one of the sandbox. */
  readonly start?: StartStandIn
  connect(world: World): Promise<Connected>
  /** Creates a person at the vendor; the address is unique per call. */
  person(world: World, email: string): Promise<RecordRef>
  /** Live records at the vendor, straight from its state. */
  liveIds(world: World): Promise<string[]>
  /** The record at the vendor without what a suppression may change, and without its modification date. */
  untouchable(world: World, ref: RecordRef): Promise<unknown>
  /** Whether the vendor itself holds the e-mail opt-out. */
  optedOut(world: World, ref: RecordRef, email: string): Promise<boolean>
  /** Part of the path that carries the e-mail opt-out write, and its method. */
  readonly optOutWrite: { method: string; pathIncludes: string }
  /** Part of the path that moves a record to the bin. */
  readonly binWrite: { method: string; pathIncludes: string }
  /** Part of the path that reads the opt-out back. */
  readonly optOutRead: { method: string; pathIncludes: string }
  /** A post of the vendor's that says of a record that it changed; left out = the vendor signs none. */
  signedPost?(about: { ref: RecordRef; accountId: string }, secret: string, at: Date): RawDelivery
  /** Posts that only read. */
  readonly readsByPost: RegExp
  /** Source property that exists in the stand-in. */
  readonly sourceProperty: string
  /** A well-formed id that no record has. */
  readonly unknownId: string
  readonly recordObject: string
}

let nextOrder = 0
/** An order for one person; the id is unique. */
export function orderFor(
  emails: readonly string[],
  records: readonly RecordRef[],
  more: Partial<SuppressionOrder> = {},
): SuppressionOrder {
  nextOrder += 1
  return {
    orderId: `order-${nextOrder}`,
    emails,
    records,
    channels: ['email'],
    objectedAt: new Date('2026-11-20T08:00:00Z'),
    reason: 'objection',
    ...more,
  }
}
