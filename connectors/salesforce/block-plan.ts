import type { Channel } from '../../src/domain/channel.ts'
import type { SeenItem } from '../../src/connector/outcome.ts'
import type { ObjectFields } from './describe.ts'
import type { ElementFault } from './errors.ts'
import { doNotContact, optOutFields } from './fields.ts'
import type { PersonRow } from './records.ts'
import { flag, list } from './rows.ts'

export type Refusal = Omit<Extract<ElementFault, { kind: 'refused' }>, 'kind'>

/** How one channel is blocked on one record, given what our user may see and write. */
export type ChannelPlan = { field: string; level: 'enforced' | 'marked' } | { refusal: Refusal; alsoMark: boolean }

/**
 * The strongest block that this org allows for a channel (DESIGN I3). A vendor opt-out that is hidden or read-only is
 * refused by name, and the channel is still put into our field when that can be written.
 */
export function planChannel(object: string, channel: Channel, row: PersonRow, fields: ObjectFields): ChannelPlan {
  const optOut = optOutFields[channel]
  const own = fields.get(doNotContact)
  const markable = own?.updateable === true
  if (optOut !== undefined) {
    const info = fields.get(optOut)
    if (info !== undefined && (info.updateable === true || flag(row.row, optOut))) return { field: optOut, level: 'enforced' }
    const state = info === undefined ? 'hidden from' : 'read-only for'
    return { refusal: { reason: 'not-permitted', detail: `${object}.${optOut} is ${state} our user; open its field-level security` }, alsoMark: markable }
  }
  if (markable || list(row.row, doNotContact).includes(channel)) return { field: doNotContact, level: 'marked' }
  if (own !== undefined) return { refusal: { reason: 'not-permitted', detail: `${object}.${doNotContact} is read-only for our user; assign the permission set Lawbase` }, alsoMark: false }
  return { refusal: { reason: 'not-supported', detail: `${object}.${doNotContact} does not exist or is hidden; grant the right to create our fields` }, alsoMark: false }
}

/** What has to be written on one record for these channels: only values that differ, none of them ever cleared. */
export function changesFor(object: string, channels: readonly Channel[], row: PersonRow, fields: ObjectFields): Record<string, string | boolean> {
  const changes: Record<string, string | boolean> = {}
  const marked = list(row.row, doNotContact)
  for (const channel of channels) {
    const plan = planChannel(object, channel, row, fields)
    if ('field' in plan && plan.level === 'enforced' && !flag(row.row, plan.field)) changes[plan.field] = true
    const mark = 'field' in plan ? plan.level === 'marked' : plan.alsoMark
    if (mark && !marked.includes(channel)) marked.push(channel)
  }
  if (marked.length > list(row.row, doNotContact).length) changes[doNotContact] = marked.join(';')
  return changes
}

/** What the record shows for the channel, or null when the block is not there. */
export function seenBlock(channel: Channel, plan: { field: string; level: 'enforced' | 'marked' }, row: PersonRow): SeenItem | null {
  const base = { target: row.id, targetKind: 'record', channel, level: plan.level } as const
  if (plan.level === 'enforced') return flag(row.row, plan.field) ? { ...base, value: `${plan.field}=true` } : null
  const marked = list(row.row, plan.field)
  return marked.includes(channel) ? { ...base, value: `${plan.field}=${marked.join(';')}` } : null
}
