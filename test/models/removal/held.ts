import type { RemoteAct, RemoteRecord } from '../../../src/connector/records.ts'
import { type Channel, channels } from '../../../src/domain/app/channel.ts'
import type { Log, Shown } from './log.ts'

export type SystemName = 'a' | 'b'
export const systemNames: readonly SystemName[] = ['a', 'b']

/** One record of a system, with what its own user and we did to it. */
export interface Held {
  system: SystemName
  object: string
  id: string
  history: number
  addresses: string[]
  lastName: string
  mobile: string | null
  source: string | null
  createdAt: Date
  acts: RemoteAct[]
  lastOpenAt: Date | null
  /** `unjudged`: a word of which nobody said what it means. */
  relation: Relation
  /** Cases that are open with the person: no reading of the record shows them. */
  cases: number
  blocks: Map<Channel, 'ours' | 'theirs'>
  holdUntil: string | null
  state: 'live' | 'bin' | 'erased' | 'merged'
  mergedInto: string | null
  formerIds: string[]
}

export type Relation = 'none' | 'customer' | 'open-deal' | 'unjudged'

export const keyOf = (record: Pick<Held, 'system' | 'object' | 'id'>): string =>
  `${record.system} ${record.object} ${record.id}`

/** What goes wrong at the systems, until it is taken away. */
export interface Trouble {
  down: Set<SystemName>
  /** Systems that do not show our user what is open with people. */
  hidden: Set<SystemName>
  /** Systems that hide a field from our user that the clock is read from. */
  unseen: Set<SystemName>
  /**
   * Every second record of one call of this act is refused, for the next so many calls; `rule`: its deletion, by a rule
   * of the company's own, for good.
   */
  refuse: { act: Refused; calls: number } | null
  /**
   * The worker is stopped at this call, or at this one of those that delete, before the system did it or after; `stop`
   * is called then.
   */
  interrupt: { of: 'any' | 'remove'; calls: number; when: 'before' | 'after'; stop: () => void } | null
}

export type Refused = 'hold' | 'bin' | 'rule'

export interface ActBeside {
  history: number
  address: string
  at: Date
}

/** Where the log tells whether the tool beside the records of `b` could be read. */
export const beside = 'beside'

/** What one system works with. */
export interface Inside {
  system: SystemName
  records: Held[]
  acts: ActBeside[]
  trouble: Trouble
  /** Deletions answered as done, so that nobody has a reason to ask again: `bin a Contact 1`. */
  answered: Set<string>
  log: Log
  now: () => Date
  live: () => Held[]
}

export function shownOf(record: Held): Shown {
  return {
    key: keyOf(record),
    history: record.history,
    addresses: [...record.addresses],
    lastName: record.lastName,
    mobile: record.mobile,
    sourced: record.source !== null,
    createdAt: record.createdAt.getTime(),
    acts: record.acts.map((act) => act.at.getTime()),
    relation: record.relation,
    stopped: [...record.blocks.keys()],
    stoppedThere: [...record.blocks].filter(([, by]) => by === 'theirs').map(([channel]) => channel),
    formerKeys: record.formerIds.map((id) => `${record.system} ${id}`),
  }
}

/** One system tells a customer by a deal, the other by a word of the company's own. */
function relationAsShown({ system, relation }: Held): Pick<RemoteRecord, 'relation' | 'relationValues'> {
  if (relation === 'unjudged') return { relation: 'none', relationValues: { type: 'Platine' } }
  return relation === 'customer' && system === 'b'
    ? { relation: 'none', relationValues: { type: 'Client' } }
    : { relation, relationValues: {} }
}

export function toRemote(record: Held, now: Date): RemoteRecord {
  const [email = null, ...additionalEmails] = record.addresses
  return {
    ref: { object: record.object, id: record.id },
    email,
    additionalEmails,
    phone: null,
    mobile: record.mobile,
    firstName: 'Alex',
    lastName: record.lastName,
    jobTitle: null,
    company: null,
    country: 'FR',
    sourceValue: record.source,
    blocks: Object.fromEntries(channels.map((channel) => [channel, record.blocks.has(channel) ? 'enforced' : 'open'])),
    optedOutAt: null,
    acts: record.acts.map((act) => ({ ...act })),
    lastOpenAt: record.lastOpenAt,
    createdAt: record.createdAt,
    modifiedAt: now,
    ...relationAsShown(record),
    tags: {},
    holdUntil: record.holdUntil,
    formerIds: record.formerIds.map((id) => id.split(' ')[1] ?? ''),
  }
}
