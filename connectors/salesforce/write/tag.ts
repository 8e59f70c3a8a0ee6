import { tagFields, tagLinks } from '../../../src/connector/orders.ts'
import type { HoldOrder, TagOrder } from '../../../src/connector/orders.ts'
import type { Outcome, SeenItem } from '../../../src/connector/outcome.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { ObjectFields } from '../fields/describe.ts'
import { holdUntil, personObjects, tagFieldOn, textLength } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { isPersonObject, readFollowingMerges, readLive } from '../records/records.ts'
import type { PersonRow } from '../records/records.ts'
import { text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { isConverted, keyOf } from '../records/targets.ts'
import { writeRecords } from '../records/write-records.ts'
import type { WriteFaults } from '../records/write-records.ts'
import type { ElementFault } from '../transport/errors.ts'
import { noPerson } from '../records/outcomes.ts'

interface FieldOrder {
  orderId: string
  record: RecordRef
  values: Readonly<Record<string, string | null>>
  /**
   * A converted lead is frozen: nobody can be mailed through it, so a hold holds there without a write
   * (docs/reference/salesforce.md#conversion).
   */
  frozenHolds: boolean
}

/** Writes our fields and compares what is read back (docs/reference/promises.md#tags). `nativeBasis` is HubSpot's. */
export function tag(system: SalesforceSystem, orders: readonly TagOrder[]): Promise<readonly Outcome[]> {
  return writeFields(
    system,
    orders.map(({ orderId, record, fields }) => {
      const given = tagFields.flatMap((field) =>
        fields[field] === undefined
          ? []
          : [[tagFieldOn(record.object, field, system.access.tagNames), fitting(fields[field])]],
      )
      return { orderId, record, values: Object.fromEntries(given), frozenHolds: false }
    }),
  )
}

/** Sets or clears our own hold; the org's opt-outs are never touched (docs/reference/promises.md#i6). */
export function hold(system: SalesforceSystem, orders: readonly HoldOrder[]): Promise<readonly Outcome[]> {
  return writeFields(
    system,
    orders.map(({ orderId, record, until }) => ({
      orderId,
      record,
      values: { [holdUntil]: until },
      frozenHolds: true,
    })),
  )
}

/** Salesforce refuses longer values; empty text is null there. */
function fitting(value: string | null | undefined, length = 0): string | null {
  const trimmed = (value ?? '').trim()
  // Fields that hold no text say a length of 0.
  const limit = length > 0 ? Math.min(length, textLength) : textLength
  return trimmed === '' ? null : trimmed.length > limit ? `${trimmed.slice(0, limit - 1)}…` : trimmed
}

interface Planned {
  order: FieldOrder
  row: PersonRow | undefined
  missing: readonly string[]
  readOnly: readonly string[]
  /** What is wanted there, cut to the length of the field. */
  values: FieldOrder['values']
  /** Values that differ from those there. */
  changes: Readonly<Record<string, string | null>>
}

async function writeFields(system: SalesforceSystem, orders: readonly FieldOrder[]): Promise<readonly Outcome[]> {
  const wanted = [...new Set(orders.flatMap((order) => Object.keys(order.values))), 'IsConverted', 'AccountId']
  const planned: Planned[] = []
  const rows = new Map<string, PersonRow>()
  const described = new Map<string, ObjectFields>()
  for (const object of personObjects) {
    const ids = orders.filter((order) => order.record.object === object).map((order) => order.record.id)
    if (ids.length === 0) continue
    described.set(object, (await system.fieldsOf(object)) ?? new Map())
    for (const [id, row] of await readFollowingMerges(system, object, ids, wanted)) rows.set(keyOf(object, id), row)
  }
  for (const order of orders)
    planned.push(
      plan(
        order,
        rows.get(keyOf(order.record.object, to18(order.record.id))),
        described.get(order.record.object) ?? new Map(),
      ),
    )
  const writes = planned.flatMap(({ row, changes }) =>
    row === undefined || Object.keys(changes).length === 0
      ? []
      : [{ object: row.object, id: row.id, fields: changes, accountId: text(row.row, 'AccountId') }],
  )
  const merged = [...new Map(writes.map((write) => [write.id, write])).values()].map((write) => ({
    ...write,
    fields: Object.assign({}, ...writes.filter(({ id }) => id === write.id).map(({ fields }) => fields)) as Record<
      string,
      string | null
    >,
  }))
  const faults = await writeRecords(system, merged, 1)
  const after = new Map<string, PersonRow>()
  for (const object of personObjects) {
    const ids = merged.filter((write) => write.object === object).map((write) => write.id)
    if (ids.length > 0) for (const [id, row] of await readLive(system, object, ids, wanted)) after.set(id, row)
  }
  const at = system.deps.clock.now()
  return planned.map((step) =>
    outcomeOf(
      step,
      faults,
      after,
      at,
      new Set(tagLinks.map((field) => tagFieldOn(step.order.record.object, field, system.access.tagNames))),
    ),
  )
}

function plan(order: FieldOrder, row: PersonRow | undefined, fields: ObjectFields): Planned {
  const names = Object.keys(order.values)
  const missing = names.filter((name) => !fields.has(name))
  const readOnly = names.filter((name) => fields.get(name)?.updateable === false)
  const writable = row !== undefined && missing.length === 0 && readOnly.length === 0 && !isConverted(row)
  const values = Object.fromEntries(
    Object.entries(order.values).map(([name, value]) => [name, fitting(value, fields.get(name)?.length)]),
  )
  const changes = writable
    ? Object.fromEntries(Object.entries(values).filter(([name, value]) => text(row.row, name) !== value))
    : {}
  return { order, row, missing, readOnly, values, changes }
}

function outcomeOf(
  step: Planned,
  faults: WriteFaults,
  after: ReadonlyMap<string, PersonRow>,
  at: Date,
  links: ReadonlySet<string>,
): Outcome {
  const { orderId } = step.order
  const { values } = step
  const obstacle = obstacleOf(step, at)
  if (obstacle !== null) return obstacle
  if (step.row === undefined) return { orderId, status: 'absent' }
  const fault = faults.get(step.row.id)
  if (fault !== undefined) return ofFault(orderId, fault)
  const changed = Object.keys(step.changes).length > 0
  const shown = changed ? after.get(step.row.id) : step.row
  if (shown === undefined || Object.entries(values).some(([name, value]) => text(shown.row, name) !== value))
    return { orderId, status: 'written' }
  const items = Object.keys(values).map((name) => seenItem(shown, name, links))
  return {
    orderId,
    status: changed ? 'applied' : 'already',
    seen: { value: items.map((item) => item.value).join(', '), at, items },
  }
}

/** Why nothing can be written at all; null = it can. */
function obstacleOf(step: Planned, at: Date): Outcome | null {
  const { orderId, record } = step.order
  if (!isPersonObject(record.object)) return noPerson(orderId)
  if (step.missing.length > 0)
    return {
      orderId,
      status: 'refused',
      reason: 'not-supported',
      detail: `our user does not see ${step.missing.join(', ')} on ${record.object}; grant the right to create our fields`,
    }
  if (step.readOnly.length > 0)
    return {
      orderId,
      status: 'refused',
      reason: 'not-permitted',
      detail: `read-only for our user on ${record.object}: ${step.readOnly.join(', ')}`,
    }
  if (step.row === undefined || !isConverted(step.row)) return null
  return step.order.frozenHolds
    ? frozen(orderId, step.row, at)
    : { orderId, status: 'refused', reason: 'conflict', detail: 'the lead is converted and frozen' }
}

function ofFault(orderId: string, fault: ElementFault): Outcome {
  if (fault.kind === 'gone') return { orderId, status: 'absent' }
  if (fault.kind === 'locked') return { orderId, status: 'busy', detail: fault.code }
  if (fault.kind === 'frozen')
    return { orderId, status: 'refused', reason: 'conflict', detail: 'the lead is converted and frozen' }
  return { orderId, status: 'refused', reason: fault.reason, detail: fault.detail }
}

function frozen(orderId: string, row: PersonRow, at: Date): Outcome {
  const item: SeenItem = {
    target: row.id,
    targetKind: 'record',
    channel: 'all',
    level: 'enforced',
    value: 'IsConverted=true',
  }
  return { orderId, status: 'already', seen: { value: item.value, at, items: [item] } }
}

/** Links stay out of what is kept as proof. */
function seenItem(row: PersonRow, name: string, links: ReadonlySet<string>): SeenItem {
  const value = links.has(name) ? 'as written' : (text(row.row, name) ?? '')
  return { target: row.id, targetKind: 'record', channel: 'all', level: 'marked', value: `${name}=${value}` }
}
