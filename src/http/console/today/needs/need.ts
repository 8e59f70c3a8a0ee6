import type { Role } from '../../../../domain/accounts/roles.ts'
import { noonOf } from '../../app/noon.ts'
import type { IconName } from '../../../ui/icon.tsx'
import type { Tone } from '../../ui/pill.tsx'

/** One cause that waits for somebody: what, consequence, owner, since or by, and the next step. */
export interface Need {
  tone: Extract<Tone, 'broken' | 'wait' | 'moving'>
  icon: IconName
  what: string
  more: string
  /** Why, as a system or Lawbase said it: shown in the reader's language where it is ours. */
  quote?: string
  owner: 'admin' | 'dpo' | 'operator' | 'lawbase'
  /** When it began, or the last day for it; `isDay`: a calendar day, of which no hour is told. */
  at: { kind: 'since' | 'by'; date: Date; isDay?: true } | null
  act: { label: string; href: string; roles: readonly Role[] }
  /** What can be done here and now, beside the page of `act`. */
  post?: { label: string; action: string; fields: Readonly<Record<string, string>>; roles: readonly Role[] }
  /** Shown also before any system is connected. */
  early?: true
  /** Who may know of it at all. */
  seenBy: readonly Role[]
}

/** A calendar day, as the date of a need. */
export const onDay = (day: string) => ({ date: noonOf(day), isDay: true as const })
