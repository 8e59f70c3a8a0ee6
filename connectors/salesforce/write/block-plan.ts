import type { Access } from '../../../src/connector/access.ts'
import type { Channel } from '../../../src/domain/app/channel.ts'
import { everyKind, scopeKey, type KindMapping, type Scope } from '../../../src/domain/app/kind.ts'
import type { SeenItem } from '../../../src/connector/outcome.ts'
import type { ObjectFields } from '../fields/describe.ts'
import type { ElementFault } from '../transport/errors.ts'
import { doNotContact, optOutFields, stoppedKinds, textLength } from '../fields/fields.ts'
import type { PersonRow } from '../records/records.ts'
import { flag, isReadable, list } from '../transport/rows.ts'

/** `hidden`: our user may not see the field, so it is unknown what stands there; the order waits for it. */
export type Refusal = Omit<Extract<ElementFault, { kind: 'refused' }>, 'kind'> & { hidden?: true }

type Known = Pick<Access, 'kinds' | 'provisioned'>

/** How one cell is blocked on one record, given what our user may see and write. `fields`: all must be set. */
type ScopePlan =
  | { fields: readonly string[]; level: 'enforced' }
  | { field: string; level: 'marked' }
  | { refusal: Refusal; alsoMark: boolean }

/**
 * The strongest block that this org allows for a channel, or for one kind on it (docs/reference/promises.md#i3). A
 * field that is hidden or read-only is refused by name, and the cell is still put into our own field when that can be
 * written.
 */
export function planScope(
  object: string,
  scope: Scope,
  row: PersonRow,
  fields: ObjectFields,
  { kinds = [], provisioned }: Known,
): ScopePlan {
  const switches = switchesOf(scope, kinds)
  const field = markField(scope)
  const own = fields.get(field)
  // What stands in a field that is not shown would be written over.
  const unread = row.row[field] === undefined && (own !== undefined || provisioned === true)
  const markable = own?.updateable === true && !unread
  if (switches.length > 0) {
    const refusal = switchFault(object, switches, row, fields)
    return refusal === null ? { fields: switches, level: 'enforced' } : { refusal, alsoMark: markable }
  }
  if (!markable && !list(row.row, field).includes(scopeKey(scope)))
    return {
      refusal: unread ? hiddenField(object, field) : markFault(object, field, own !== undefined),
      alsoMark: false,
    }
  if (marksAfter(row, field, [scopeKey(scope)]).length > textLength)
    return {
      refusal: {
        reason: 'validation',
        detail: `${object}.${field} is full; map some kinds to checkboxes of the org`,
      },
      alsoMark: false,
    }
  return { field, level: 'marked' }
}

/** Why the org's own switches cannot all be set; null = they can, or are. */
function switchFault(
  object: string,
  switches: readonly string[],
  row: PersonRow,
  fields: ObjectFields,
): Refusal | null {
  const wrong = switches.find((name) => (fields.get(name)?.type ?? 'boolean') !== 'boolean')
  if (wrong !== undefined)
    return { reason: 'not-supported', detail: `${object}.${wrong} is no checkbox; map another field to the kind` }
  const hidden = switches.find((name) => !isReadable(row.row, name))
  if (hidden !== undefined) return hiddenField(object, hidden)
  const stuck = switches.find((name) => !flag(row.row, name) && fields.get(name)?.updateable !== true)
  return stuck === undefined
    ? null
    : {
        reason: 'not-permitted',
        detail: `${object}.${stuck} is read-only for our user; open its field-level security`,
      }
}

const markFault = (object: string, field: string, isThere: boolean): Refusal =>
  isThere
    ? {
        reason: 'not-permitted',
        detail: `${object}.${field} is read-only for our user; assign the permission set Lawbase`,
      }
    : {
        reason: 'not-supported',
        detail: `${object}.${field} does not exist or is hidden; grant the right to create our fields`,
      }

const hiddenField = (object: string, name: string): Refusal => ({
  reason: 'not-permitted',
  detail: `${object}.${name} is hidden from our user; open its field-level security`,
  hidden: true,
})

/** Switches of the org for the cell: its own opt-out for all kinds, the mapped checkboxes for one. */
export function switchesOf({ channel, kind }: Scope, kinds: readonly KindMapping[]): readonly string[] {
  if (kind !== everyKind)
    return kinds.find((mapping) => mapping.kind === kind && mapping.channel === channel)?.targets ?? []
  const optOut = optOutFields[channel as Channel]
  return optOut === undefined ? [] : [optOut]
}

export const markField = ({ kind }: Scope): string => (kind === everyKind ? doNotContact : stoppedKinds)

function marksAfter(row: PersonRow, field: string, keys: readonly string[]): string {
  return [...new Set([...list(row.row, field), ...keys])].join(';')
}

/** What has to be written on one record for these cells: only values that differ, none of them ever cleared. */
export function changesFor(
  object: string,
  scopes: readonly Scope[],
  row: PersonRow,
  fields: ObjectFields,
  known: Known,
): Record<string, string | boolean> {
  const changes: Record<string, string | boolean> = {}
  const marks = new Map<string, string[]>()
  for (const scope of scopes) {
    const plan = planScope(object, scope, row, fields, known)
    if ('fields' in plan) for (const name of plan.fields) if (!flag(row.row, name)) changes[name] = true
    if ('field' in plan || ('alsoMark' in plan && plan.alsoMark))
      marks.set(markField(scope), [...(marks.get(markField(scope)) ?? []), scopeKey(scope)])
  }
  for (const [field, keys] of marks) {
    const fitting = keys.filter(
      (key, index) =>
        marksAfter(row, field, keys.slice(0, index + 1)).length <= textLength || list(row.row, field).includes(key),
    )
    const after = marksAfter(row, field, fitting)
    if (fitting.some((key) => !list(row.row, field).includes(key))) changes[field] = after
  }
  return changes
}

/** What the record shows for the cell, or null when the block is not there. */
export function seenBlock(
  scope: Scope,
  plan: Exclude<ScopePlan, { refusal: Refusal }>,
  row: PersonRow,
): SeenItem | null {
  const base = { target: row.id, targetKind: 'record', channel: scopeKey(scope), level: plan.level } as const
  if ('fields' in plan) {
    const value = plan.fields.map((name) => `${name}=true`).join(', ')
    return plan.fields.every((name) => flag(row.row, name))
      ? { ...base, value, ...(scope.kind === everyKind ? {} : { by: plan.fields }) }
      : null
  }
  const marked = list(row.row, plan.field)
  return marked.includes(scopeKey(scope)) ? { ...base, value: `${plan.field}=${marked.join(';')}` } : null
}
