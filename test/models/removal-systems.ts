import { z } from 'zod'
import type { ConnectedSystem, Connector } from '../../src/connector/contract.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { RemovalOrder, SuppressionOrder } from '../../src/connector/orders.ts'
import type { Outcome } from '../../src/connector/outcome.ts'
import type { Cursor, RecordRef, RemoteAct, RemoteRecord } from '../../src/connector/records.ts'
import { channels, type Channel } from '../../src/domain/app/channel.ts'
import type { Log, Shown } from './removal-log.ts'

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
  source: string | null
  createdAt: Date
  acts: RemoteAct[]
  lastOpenAt: Date | null
  relation: 'none' | 'customer' | 'open-deal'
  blocks: Map<Channel, 'ours' | 'theirs'>
  holdUntil: string | null
  state: 'live' | 'bin' | 'erased' | 'merged'
  mergedInto: string | null
  formerIds: string[]
}

export const keyOf = (record: Pick<Held, 'system' | 'object' | 'id'>): string =>
  `${record.system} ${record.object} ${record.id}`

/** What goes wrong at the systems, until it is taken away. */
export interface Trouble {
  down: Set<SystemName>
  /** Every second record of one call of this act is refused, for the next so many calls. */
  refuse: { act: 'hold' | 'bin'; calls: number } | null
  /**
   * The worker is stopped at this call, or at this one of those that delete, before the system did it or after; `stop`
   * is called then.
   */
  interrupt: { of: 'any' | 'remove'; calls: number; when: 'before' | 'after'; stop: () => void } | null
}

/** Where the log tells whether the tool beside the records of `b` could be read. */
export const beside = 'beside'

export interface Systems {
  records: Held[]
  /** What people did in the tool beside the records of `b`, in the order in which it came to be known there. */
  acts: { history: number; address: string; at: Date }[]
  trouble: Trouble
  connector: Connector
  /** Records that answer, in their order. */
  live(system: SystemName): Held[]
}

/** Two systems in memory that keep their own state and write down what is done to them and what they show. */
export function openSystems(log: Log, now: () => Date): Systems {
  const records: Held[] = []
  const acts: Systems['acts'] = []
  const trouble: Trouble = { down: new Set(), refuse: null, interrupt: null }
  const answered = new Set<string>()
  const live = (system: SystemName) => records.filter((record) => record.system === system && record.state === 'live')
  const connector: Connector<{ system: SystemName }> = {
    id: 'memory',
    label: 'Memory',
    kind: 'crm',
    auth: { type: 'form', fields: [] },
    credentials: z.object({ system: z.enum(['a', 'b']) }),
    limits: {},
    activities: {
      names: ['Beside'],
      scope: 'beside',
      unit: { pattern: /^unit$/u, label: { en: '', fr: '' }, hint: { en: '', fr: '' } },
    },
    writes: { created: [], suppress: [], blockFields: {}, tag: [], remove: [], notStopped: { en: '', fr: '' } },
    open: ({ credentials: { system } }) =>
      openSystem({ system, records, acts, trouble, answered, log, now, live: () => live(system) }),
  }
  return { records, acts, trouble, connector: connector as Connector, live }
}

interface Inside {
  system: SystemName
  records: Held[]
  acts: Systems['acts']
  trouble: Trouble
  /** Deletions answered as done, so that nobody has a reason to ask again: `bin a Contact 1`. */
  answered: Set<string>
  log: Log
  now: () => Date
  live: () => Held[]
}

const binOf: Readonly<Record<SystemName, ConnectedSystem['can']['erases']>> = { a: 'at-once', b: 'from-bin' }

function openSystem(inside: Inside): ConnectedSystem {
  const { system, records, acts, trouble, answered, log, now, live } = inside
  const find = (ref: RecordRef) =>
    records.find((record) => record.system === system && record.object === ref.object && record.id === ref.id)
  const seen = (value: string) => ({ value, at: now(), items: [] })
  /** One call: refused while the system is down; the worker may be stopped before or after the deed. */
  const call = async <T>(deed: () => T, act: 'any' | 'remove' = 'any'): Promise<T> => {
    await Promise.resolve()
    if (trouble.down.has(system)) throw new ConnectorError('unavailable', 'The system is down.')
    const cut =
      trouble.interrupt !== null &&
      (trouble.interrupt.of === 'any' || trouble.interrupt.of === act) &&
      (trouble.interrupt.calls -= 1) === 0
        ? trouble.interrupt
        : null
    if (cut !== null) trouble.interrupt = null
    if (cut?.when === 'before') cut.stop()
    if (cut?.when === 'before') throw new ConnectorError('unavailable', 'The worker was stopped.')
    const done = deed()
    cut?.stop()
    if (cut !== null) throw new ConnectorError('unavailable', 'The worker was stopped.', { maybeDone: true })
    return done
  }
  const refuses = (act: 'hold' | 'bin', index: number) =>
    trouble.refuse?.act === act && trouble.refuse.calls > 0 && index % 2 === 0
  const endCall = (act: 'hold' | 'bin') => {
    if (trouble.refuse?.act === act && (trouble.refuse.calls -= 1) <= 0) trouble.refuse = null
  }
  const show = (record: Held): RemoteRecord => {
    log.note({ what: 'shown', record: shownOf(record) })
    return toRemote(record, now())
  }
  const removeOne = ({ orderId, record: ref, stage }: RemovalOrder, index: number): Outcome => {
    const record = find(ref)
    const key = `${system} ${ref.object} ${ref.id}`
    if (refuses('bin', index)) {
      log.note({ what: 'refused', record: key })
      return { orderId, status: 'refused', reason: 'conflict', detail: 'locked' }
    }
    if (answered.has(`${stage} ${key}`)) log.note({ what: 'asked-again', record: key })
    if (record === undefined || record.state === 'erased' || record.state === 'merged')
      return { orderId, status: 'absent' }
    if (stage === 'bin') {
      if (record.state === 'bin') return { orderId, status: 'already', seen: seen('in the bin') }
      record.state = 'bin'
      log.note({ what: 'binned', record: key })
      return { orderId, status: 'applied', seen: seen('in the bin') }
    }
    if (stage === 'anonymise') {
      record.lastName = ''
      log.note({ what: 'emptied', record: key })
      return { orderId, status: 'applied', seen: seen('empty') }
    }
    if (record.state === 'live' && binOf[system] === 'from-bin')
      return { orderId, status: 'refused', reason: 'conflict', detail: 'not in the bin' }
    record.state = 'erased'
    log.note({ what: 'erased', record: key })
    return { orderId, status: 'applied', seen: seen('gone') }
  }
  return {
    can: {
      channels: Object.fromEntries(channels.map((channel) => [channel, 'enforced'])),
      batch: { suppress: 20, tag: 0, hold: 3, remove: 2, read: 50 },
      readBack: true,
      bin: { days: 15, ...(binOf[system] === 'from-bin' ? { mustBeEmptied: true } : {}) },
      erases: binOf[system],
      anonymises: true,
    },
    check: () => Promise.reject(new Error('not asked')),
    disconnect: () => Promise.resolve(),
    suppress: (orders) => call(() => orders.map((order) => block(inside, order, true))),
    verify: (orders) => call(() => orders.map((order) => block(inside, order, false))),
    async *pull() {
      const page = await call(() => ({
        records: live().map(show),
        tombstones: records
          .filter((record) => record.system === system && record.state !== 'live')
          .map((record) => {
            log.note({ what: 'gone', record: keyOf(record) })
            return { ref: { object: record.object, id: record.id }, mergedInto: record.mergedInto }
          }),
      })).catch((error: unknown) => {
        log.note({ what: 'pulled', system, ok: false })
        throw error
      })
      log.note({ what: 'pulled', system, ok: true })
      yield { ...page, next: {}, total: null }
    },
    ...(system === 'a'
      ? {}
      : {
          async *activities(from: Cursor | null) {
            const seen = typeof from?.['seen'] === 'number' ? from['seen'] : 0
            const page = await call(() => acts.slice(seen)).catch((error: unknown) => {
              // A worker that was stopped says nothing of the tool: what it told before stands.
              if (trouble.down.has(system)) log.note({ what: 'pulled', system: beside, ok: false })
              throw error
            })
            for (const { history, address, at } of page)
              log.note({ what: 'acted-beside', history, address, actedAt: at.getTime() })
            log.note({ what: 'pulled', system: beside, ok: true })
            yield {
              activities: page.map(({ address, at }) => ({
                kind: 'click' as const,
                at,
                email: address,
                ref: null,
                message: null,
                link: null,
              })),
              next: { seen: seen + page.length },
            }
          },
        }),
    read: (refs) =>
      call(() =>
        refs.flatMap((ref) => {
          const record = find(ref)
          if (record?.state === 'live') return [show(record)]
          log.note({ what: 'gone', record: `${system} ${ref.object} ${ref.id}` })
          return []
        }),
      ),
    hold: (orders) =>
      call(() => {
        const outcomes = orders.map(({ orderId, record: ref, until }, index): Outcome => {
          const record = find(ref)
          if (record?.state !== 'live') return { orderId, status: 'absent' }
          if (until !== null && refuses('hold', index)) {
            log.note({ what: 'refused', record: keyOf(record) })
            return { orderId, status: 'refused', reason: 'conflict', detail: 'locked' }
          }
          const status = record.holdUntil === until ? 'already' : 'applied'
          record.holdUntil = until
          if (status === 'applied') log.note({ what: until === null ? 'released' : 'held', record: keyOf(record) })
          return { orderId, status, seen: seen(`hold ${until ?? 'none'}`) }
        })
        if (orders.some(({ until }) => until !== null)) endCall('hold')
        return outcomes
      }),
    release: (orders) =>
      call(() =>
        orders.map(({ orderId, record: ref, scope }): Outcome => {
          const record = find(ref)
          if (record?.state !== 'live') return { orderId, status: 'absent' }
          if (record.blocks.delete(scope.channel))
            log.note({ what: 'opened', record: keyOf(record), channel: scope.channel })
          return { orderId, status: 'applied', seen: seen('open') }
        }),
      ),
    remove: async (orders) => {
      const outcomes = await call(() => {
        const made = orders.map(removeOne)
        endCall('bin')
        return made
      }, 'remove')
      for (const [index, { record, stage }] of orders.entries())
        if (outcomes[index]?.status === 'applied' || outcomes[index]?.status === 'already')
          answered.add(`${stage} ${system} ${record.object} ${record.id}`)
      return outcomes
    },
  }
}

/** Blocks every record of the order, or only looks. */
function block({ system, records, log, now }: Inside, order: SuppressionOrder, write: boolean): Outcome {
  const theirs = records.filter(
    (record) =>
      record.system === system &&
      record.state === 'live' &&
      (record.addresses.some((address) => order.emails.includes(address)) ||
        order.records.some((ref) => ref.object === record.object && ref.id === record.id)),
  )
  if (theirs.length === 0) return { orderId: order.orderId, status: 'absent' }
  const open = theirs.flatMap((record) =>
    order.channels.filter((channel) => !record.blocks.has(channel)).map((channel) => ({ record, channel })),
  )
  if (open.length > 0 && !write) return { orderId: order.orderId, status: 'written' }
  for (const { record, channel } of open) {
    record.blocks.set(channel, 'ours')
    log.note({ what: 'stopped', record: keyOf(record), channel, addresses: [...record.addresses] })
  }
  const items = theirs.flatMap((record) =>
    order.channels.map((channel) => ({
      target: record.id,
      targetKind: 'record' as const,
      channel,
      level: 'enforced' as const,
      value: 'stopped',
    })),
  )
  return {
    orderId: order.orderId,
    status: open.length === 0 ? 'already' : 'applied',
    seen: { value: 'stopped', at: now(), items },
  }
}

function shownOf(record: Held): Shown {
  return {
    key: keyOf(record),
    history: record.history,
    addresses: [...record.addresses],
    lastName: record.lastName,
    sourced: record.source !== null,
    createdAt: record.createdAt.getTime(),
    acts: record.acts.map((act) => act.at.getTime()),
    relation: record.relation,
    stopped: [...record.blocks.keys()],
    stoppedThere: [...record.blocks].filter(([, by]) => by === 'theirs').map(([channel]) => channel),
    formerKeys: record.formerIds.map((id) => `${record.system} ${id}`),
  }
}

function toRemote(record: Held, now: Date): RemoteRecord {
  const [email = null, ...additionalEmails] = record.addresses
  return {
    ref: { object: record.object, id: record.id },
    email,
    additionalEmails,
    phone: null,
    mobile: null,
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
    relation: record.relation,
    tags: {},
    holdUntil: record.holdUntil,
    formerIds: record.formerIds.map((id) => id.split(' ')[1] ?? ''),
  }
}
