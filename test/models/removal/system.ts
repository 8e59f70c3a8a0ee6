import type { ConnectedSystem } from '../../../src/connector/contract.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { HoldOrder, ReleaseOrder, RemovalOrder, SuppressionOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import type { Dependencies, DependencyQuestion } from '../../../src/connector/related.ts'
import type { Cursor, RecordRef, RemoteRecord } from '../../../src/connector/records.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import {
  beside,
  type Held,
  type Inside,
  type Refused,
  keyOf,
  shownOf,
  type SystemName,
  toRemote,
  type Trouble,
} from './held.ts'

// One system in memory: its calls go by its own state, and the log hears what is done and shown.

const binOf: Readonly<Record<SystemName, ConnectedSystem['can']['erases']>> = { a: 'at-once', b: 'from-bin' }

export function openSystem(inside: Inside): ConnectedSystem {
  const { system } = inside
  return {
    can: {
      channels: Object.fromEntries(channels.map((channel) => [channel, 'enforced'])),
      batch: { suppress: 20, tag: 0, hold: 3, remove: 2, read: 50 },
      readBack: true,
      bin: { days: 15 },
      erases: binOf[system],
      anonymises: true,
    },
    check: () => Promise.reject(new Error('not asked')),
    disconnect: () => Promise.resolve(),
    suppress: (orders) => call(inside, () => orders.map((order) => block(inside, order, true))),
    verify: (orders) => call(inside, () => orders.map((order) => block(inside, order, false))),
    pull: () => pull(inside),
    ...(system === 'a' ? {} : { activities: (from: Cursor | null) => activities(inside, from) }),
    read: (refs) => call(inside, () => refs.flatMap((ref) => readOne(inside, ref))),
    sight: () =>
      call(inside, () => [
        { name: 'clicks', use: 'click' as const, always: false, shown: !inside.trouble.unseen.has(system) },
      ]),
    dependencies: (questions) =>
      call(inside, () => openWith(inside, questions)).catch((error: unknown) => {
        noteAsked(inside, questions, () => null)
        throw error
      }),
    hold: (orders) => call(inside, () => hold(inside, orders)),
    release: (orders) => call(inside, () => orders.map((order) => release(inside, order))),
    remove: (orders) => remove(inside, orders),
  }
}

const find = ({ system, records }: Inside, ref: RecordRef) =>
  records.find((record) => record.system === system && record.object === ref.object && record.id === ref.id)
const seenAs = ({ now }: Inside, value: string) => ({ value, at: now(), items: [] })

/** The worker is to be stopped at this call. */
function cutOf({ trouble }: Inside, act: 'any' | 'remove'): Trouble['interrupt'] {
  const { interrupt } = trouble
  if (interrupt === null || (interrupt.of !== 'any' && interrupt.of !== act)) return null
  interrupt.calls -= 1
  if (interrupt.calls !== 0) return null
  trouble.interrupt = null
  return interrupt
}

/** One call: refused while the system is down; the worker may be stopped before or after the deed. */
async function call<T>(inside: Inside, deed: () => T, act: 'any' | 'remove' = 'any'): Promise<T> {
  await Promise.resolve()
  if (inside.trouble.down.has(inside.system)) throw new ConnectorError('unavailable', 'The system is down.')
  const cut = cutOf(inside, act)
  if (cut?.when === 'before') {
    cut.stop()
    throw new ConnectorError('unavailable', 'The worker was stopped.')
  }
  const done = deed()
  cut?.stop()
  if (cut !== null) throw new ConnectorError('unavailable', 'The worker was stopped.', { maybeDone: true })
  return done
}

const refuses = ({ trouble }: Inside, act: Refused, index: number) =>
  trouble.refuse?.act === act && trouble.refuse.calls > 0 && index % 2 === 0
function endCall({ trouble }: Inside, act: Refused): void {
  if (trouble.refuse?.act === act && (trouble.refuse.calls -= 1) <= 0) trouble.refuse = null
}

function show({ log, now }: Inside, record: Held): RemoteRecord {
  log.note({ what: 'shown', record: shownOf(record) })
  return toRemote(record, now())
}

async function* pull(inside: Inside) {
  const { system, records, log } = inside
  const page = await call(inside, () => ({
    records: inside.live().map((record) => show(inside, record)),
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
}

/** What people did in the tool beside the records. */
async function* activities(inside: Inside, from: Cursor | null) {
  const { system, acts, trouble, log } = inside
  const seen = typeof from?.['seen'] === 'number' ? from['seen'] : 0
  const page = await call(inside, () => acts.slice(seen)).catch((error: unknown) => {
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
}

function readOne(inside: Inside, ref: RecordRef): RemoteRecord[] {
  const record = find(inside, ref)
  if (record?.state === 'live') return [show(inside, record)]
  inside.log.note({ what: 'gone', record: `${inside.system} ${ref.object} ${ref.id}` })
  return []
}

/** That it was asked what is open with people, and what was told of each; null = nothing. */
function noteAsked(
  inside: Inside,
  questions: readonly DependencyQuestion[],
  told: (record: Held) => number | null,
): void {
  for (const record of questions.flatMap(({ ref }) => find(inside, ref) ?? []))
    inside.log.note({ what: 'asked', record: keyOf(record), cases: told(record) })
}

/** What is open with people: told when it is asked, by no record. */
function openWith(inside: Inside, questions: readonly DependencyQuestion[]): Dependencies {
  const { system, trouble } = inside
  const detail = { en: 'hidden', fr: 'hidden' }
  const isHidden = trouble.hidden.has(system)
  const records = questions.flatMap(({ ref }) => find(inside, ref) ?? [])
  noteAsked(inside, questions, ({ cases }) => (isHidden ? null : cases))
  if (isHidden)
    return {
      found: [],
      unread: [
        { kind: 'open-deal', detail },
        { kind: 'open-case', detail },
      ],
    }
  return {
    unread: [],
    found: records.flatMap(({ object, id, relation, cases }) => [
      ...(relation === 'open-deal' ? [{ ref: { object, id }, kind: 'open-deal' as const, count: 1 }] : []),
      ...(cases > 0 ? [{ ref: { object, id }, kind: 'open-case' as const, count: cases }] : []),
    ]),
  }
}

function hold(inside: Inside, orders: readonly HoldOrder[]): Outcome[] {
  const outcomes = orders.map((order, index) => holdOne(inside, order, index))
  if (orders.some(({ until }) => until !== null)) endCall(inside, 'hold')
  return outcomes
}

function holdOne(inside: Inside, { orderId, record: ref, until }: HoldOrder, index: number): Outcome {
  const { log } = inside
  const record = find(inside, ref)
  if (record?.state !== 'live') return { orderId, status: 'absent' }
  if (until !== null && refuses(inside, 'hold', index)) {
    log.note({ what: 'refused', record: keyOf(record) })
    return { orderId, status: 'refused', reason: 'conflict', detail: 'locked' }
  }
  const status = record.holdUntil === until ? 'already' : 'applied'
  record.holdUntil = until
  if (status === 'applied') log.note({ what: until === null ? 'released' : 'held', record: keyOf(record) })
  return { orderId, status, seen: seenAs(inside, `hold ${until ?? 'none'}`) }
}

function release(inside: Inside, { orderId, record: ref, scope }: ReleaseOrder): Outcome {
  const record = find(inside, ref)
  if (record?.state !== 'live') return { orderId, status: 'absent' }
  if (record.blocks.delete(scope.channel))
    inside.log.note({ what: 'opened', record: keyOf(record), channel: scope.channel })
  return { orderId, status: 'applied', seen: seenAs(inside, 'open') }
}

async function remove(inside: Inside, orders: readonly RemovalOrder[]): Promise<Outcome[]> {
  const outcomes = await call(
    inside,
    () => {
      const made = orders.map((order, index) => removeOne(inside, order, index))
      endCall(inside, 'bin')
      endCall(inside, 'rule')
      return made
    },
    'remove',
  )
  for (const [index, { record, stage }] of orders.entries())
    if (outcomes[index]?.status === 'applied' || outcomes[index]?.status === 'already')
      inside.answered.add(`${stage} ${inside.system} ${record.object} ${record.id}`)
  return outcomes
}

function removeOne(inside: Inside, order: RemovalOrder, index: number): Outcome {
  const { orderId, record: ref, stage } = order
  const record = find(inside, ref)
  const key = `${inside.system} ${ref.object} ${ref.id}`
  if (refuses(inside, 'bin', index)) {
    inside.log.note({ what: 'refused', record: key })
    return { orderId, status: 'refused', reason: 'conflict', detail: 'locked' }
  }
  if (stage !== 'anonymise' && refuses(inside, 'rule', index)) {
    inside.log.note({ what: 'refused', record: key })
    return { orderId, status: 'refused', reason: 'validation', detail: 'A rule of ours keeps it.' }
  }
  if (inside.answered.has(`${stage} ${key}`)) inside.log.note({ what: 'asked-again', record: key })
  if (record === undefined || record.state === 'erased' || record.state === 'merged')
    return { orderId, status: 'absent' }
  return stages[stage](inside, record, orderId)
}

const stages: Readonly<Record<RemovalOrder['stage'], (inside: Inside, record: Held, orderId: string) => Outcome>> = {
  bin: (inside, record, orderId) => {
    if (record.state === 'bin') return { orderId, status: 'already', seen: seenAs(inside, 'in the bin') }
    record.state = 'bin'
    inside.log.note({ what: 'binned', record: keyOf(record) })
    return { orderId, status: 'applied', seen: seenAs(inside, 'in the bin') }
  },
  anonymise: (inside, record, orderId) => {
    record.lastName = ''
    inside.log.note({ what: 'emptied', record: keyOf(record) })
    return { orderId, status: 'applied', seen: seenAs(inside, 'empty') }
  },
  erase: (inside, record, orderId) => {
    if (record.state === 'live' && binOf[inside.system] === 'from-bin')
      return { orderId, status: 'refused', reason: 'conflict', detail: 'not in the bin' }
    record.state = 'erased'
    inside.log.note({ what: 'erased', record: keyOf(record) })
    return { orderId, status: 'applied', seen: seenAs(inside, 'gone') }
  },
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
