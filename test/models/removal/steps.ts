import type { RemoteAct } from '../../../src/connector/records.ts'
import type { Refused, Relation, SystemName } from './held.ts'

/** People of one history; the third has a name of their own, the first two could be one person. */
export type PersonIndex = 0 | 1 | 2

/** How long ago, or how far on, in calendar months and days. */
export interface Span {
  months: number
  days: number
}

/** What happens to people at the systems, and what they do and have done to them. */
export type LocalStep =
  | {
      do: 'appear'
      person: PersonIndex
      system: SystemName
      lead: boolean
      ago: Span
      sourced: boolean
      shared: boolean
    }
  | { do: 'act'; person: PersonIndex; system: SystemName; kind: RemoteAct['kind'] | 'open'; ago: Span }
  /** `fresh`: under the address that a system may give them later, or gave them. */
  | { do: 'act-beside'; person: PersonIndex; fresh: boolean; ago: Span }
  | { do: 'relation'; person: PersonIndex; system: SystemName; relation: Relation }
  /** A case is opened, or the last one closed. */
  | { do: 'case'; person: PersonIndex; system: SystemName; by: 1 | -1 }
  | { do: 'no'; person: PersonIndex; fresh: boolean; channels: 'email' | 'all' }
  | { do: 'lift'; person: PersonIndex; channels: 'email' | 'all' }
  | { do: 'stop-there'; person: PersonIndex; system: SystemName }
  | { do: 'keep'; person: PersonIndex; days: number | null }
  | { do: 'keep-domain' | 'end-keeping' }
  | { do: 'question' | 'answer' | 'restore'; person: PersonIndex }
  | { do: 'merge'; person: PersonIndex; system: SystemName }
  | { do: 're-type'; person: PersonIndex }
  | { do: 'new-address'; person: PersonIndex; system: SystemName }
  | { do: 'one-address-more'; person: PersonIndex; of: PersonIndex; system: SystemName }
  /** The person's record gets the mobile of somebody, who has it there, too. */
  | { do: 'mobile'; person: PersonIndex; of: PersonIndex; system: SystemName }

/** What happens to everybody at once. */
export type CommonStep =
  | { do: 'time'; span: Span }
  | { do: 'to'; day: 'month-end' | 'leap-day' }
  | { do: 'run' | 'carry' | 'advance' | 'window' }
  | { do: 'approve'; times: 1 | 3 }
  | { do: 'down' | 'up' | 'hide' | 'show' | 'lose-sight' | 'see-again'; system: SystemName }
  | { do: 'refuse'; act: Refused; calls: number }
  | { do: 'interrupt'; calls: number; when: 'before' | 'after' }

/** Histories that live side by side in one base, with the same days, runs and plans. */
export interface Case {
  startOn: string
  /**
   * The worker dies once in each plan, at so many calls that delete; 0 = it does not. What the calls before took must
   * not be asked for again.
   */
  dies: number
  common: CommonStep[]
  /** Each history: its own steps, and after how many of the common ones each is taken. */
  histories: { at: number; step: LocalStep }[][]
}
