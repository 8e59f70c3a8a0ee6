import type { Channel } from '../../../src/domain/app/channel.ts'

/** What a system showed of one record when it was asked. */
export interface Shown {
  key: string
  /** Which history it belongs to: its people share nothing with those of another one. */
  history: number
  /** Addresses in normal form, the person's own ones and the company's shared mailbox. */
  addresses: readonly string[]
  lastName: string
  mobile: string | null
  sourced: boolean
  createdAt: number
  /** Acts of the person; opens are none. */
  acts: readonly number[]
  relation: string
  /** Channels on which the person is stopped there, by whomever. */
  stopped: readonly Channel[]
  /** Channels on which the vendor's own user stopped the person. */
  stoppedThere: readonly Channel[]
  formerKeys: readonly string[]
}

/** People of a plan as the approver saw them: the records of each. */
export type PlannedPeople = readonly (readonly string[])[]

/**
 * Everything that happened, in order: at the systems, by the people, and to the plans. Records are named by their keys.
 */
export type Happening =
  | { what: 'shown'; record: Shown }
  | { what: 'pulled'; system: string; ok: boolean }
  /** What a system's tool beside its records told of somebody's act. */
  | { what: 'acted-beside'; history: number; address: string; actedAt: number }
  | { what: 'held' | 'released' | 'binned' | 'erased' | 'emptied' | 'refused' | 'asked-again'; record: string }
  | { what: 'stopped'; record: string; channel: Channel; addresses: readonly string[] }
  | { what: 'opened'; record: string; channel: Channel }
  /** How many cases a record has from now on, and how many its system told when asked; null = hidden, or no answer. */
  | { what: 'cases'; record: string; cases: number }
  | { what: 'asked'; record: string; cases: number | null }
  | { what: 'hidden'; system: string; on: boolean }
  /** A field that the clock is read from is hidden from our user, or shown again. */
  | { what: 'unseen'; system: string; on: boolean }
  /** What was decided of the person of a record, as it is stored. */
  | { what: 'judged'; record: string; verdict: string; rule: string }
  | { what: 'gone'; record: string }
  | { what: 'touched'; history: number; addresses: readonly string[]; records: readonly string[] }
  | { what: 'no'; history: number; address: string; channels: readonly Channel[] }
  | { what: 'lift'; history: number; address: string; channels: readonly Channel[] }
  | { what: 'kept' | 'pending'; id: string; history: number; records: readonly string[] | 'all' }
  | { what: 'kept-ended' | 'answered'; id: string }
  | { what: 'restored'; plan: string; records: readonly string[] }
  /** Every plan of a run is made. */
  | { what: 'all-planned' }
  /** What was on its way came to its end in each system. */
  | { what: 'carried' }
  | { what: 'planned' | 'approved'; plan: string; kind: string; people: PlannedPeople }
  /** `whole`: by workers, who may have begun before it was noted and after the one before. */
  | { what: 'advance'; plan: string; whole: boolean }

export type Entry = Happening & { seq: number; at: number }

export interface Log {
  readonly entries: readonly Entry[]
  note(happening: Happening): void
}

export function openLog(now: () => number): Log {
  const entries: Entry[] = []
  return { entries, note: (happening) => void entries.push({ ...happening, seq: entries.length, at: now() }) }
}
