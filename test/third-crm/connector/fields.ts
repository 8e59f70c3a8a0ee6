import { channels, type Channel } from '../../../src/domain/app/channel.ts'
import { covers, parseScopeKey, scopeKey, scopesOf, type Scope } from '../../../src/domain/app/kind.ts'
import { tagDates, tagFields, type SuppressionOrder, type TagField } from '../../../src/connector/orders.ts'
import type { Person } from './person-shape.ts'

/** Our own fields there: what is stopped (`sms;email:newsletter`), the end of a hold, and one per tag. */
export const stops = 'lawbase_stops'
export const holdUntil = 'lawbase_hold_until'
export const tagName = (field: TagField): string => `lawbase_${field}`

export const ownFields: readonly { name: string; type: 'text' | 'date' }[] = [
  { name: stops, type: 'text' },
  { name: holdUntil, type: 'date' },
  ...tagFields.map((field) => ({ name: tagName(field), type: tagDates.includes(field) ? 'date' : 'text' }) as const),
]

/** Switches of the vendor that stop a channel by themselves. */
export const switches = { email: 'no_email', phone: 'no_calls', robocall: 'no_calls' } as const satisfies Partial<
  Record<Channel, string>
>
export type Switch = (typeof switches)[keyof typeof switches]

/** The vendor's switch for a cell, or null: then our own field marks it. One kind alone has no switch. */
export function switchOf({ channel, kind }: Scope): Switch | null {
  return kind === '' && channel in switches ? switches[channel as keyof typeof switches] : null
}

/** Where a block of each channel lands, for the page of the diagnosis. */
export const blockFields = Object.fromEntries(
  channels.map((channel) => [channel, switchOf({ channel, kind: '' }) ?? stops]),
)

/** Cells in our own field. */
export function marksOf(person: Person): ReadonlySet<string> {
  const keys = (person.custom[stops] ?? '').split(';').map((key) => key.trim())
  return new Set(keys.filter((key) => parseScopeKey(key) !== null))
}

export const cellsOf = ({ channels: list, kinds = [] }: SuppressionOrder): Scope[] => scopesOf(list, kinds)

/** How the person shows that the cell is stopped, in the vendor's words; null = it does not. */
export function blockOf(person: Person, cell: Scope): { level: 'enforced' | 'marked'; value: string } | null {
  const own = switchOf(cell)
  if (own !== null) return person[own] ? { level: 'enforced', value: `${own}=true` } : null
  const marks = marksOf(person)
  if (covers(marks, cell)) return { level: 'marked', value: `${stops}=${person.custom[stops] ?? ''}` }
  const wider = switchOf({ ...cell, kind: '' })
  return wider !== null && person[wider] ? { level: 'enforced', value: `${wider}=true` } : null
}

/** What must be written so that these cells are stopped; only what does not show yet. */
export function blockWrite(person: Person, cells: readonly Scope[]): PersonWrite | null {
  const open = cells.filter((cell) => blockOf(person, cell) === null)
  if (open.length === 0) return null
  const flags = open.flatMap((cell) => switchOf(cell) ?? [])
  const added = open.filter((cell) => switchOf(cell) === null).map(scopeKey)
  return {
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
    ...(added.length === 0 ? {} : { custom: { [stops]: [...marksOf(person), ...added].join(';') } }),
  }
}

/** What one change of a person sets; an empty text clears a field. */
export interface PersonWrite {
  no_email?: boolean
  no_calls?: boolean
  custom?: Readonly<Record<string, string>>
}
