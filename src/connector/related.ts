import type { EncounterFacts } from '../domain/inactivity/encounters.ts'
import type { DependencyKind } from '../domain/removals/dependencies.ts'
import type { RelatedKind } from '../domain/removals/related.ts'
import type { Words } from './form.ts'
import type { RecordRef } from './records.ts'

/** One thing of the vendor that hangs on a person: a message, a task, a file. */
export interface RelatedRef {
  kind: RelatedKind
  ref: RecordRef
}

export interface RelatedItem extends RelatedRef {
  /** The person's record it hangs on. */
  on: RecordRef
  /** The vendor is known to take it along when that record is deleted. */
  along: boolean
}

export interface RelatedList {
  items: readonly RelatedItem[]
  /**
   * What our user may not read, and so nobody knows of: kind, the vendor's name of it, and which permission is missing.
   */
  unread: readonly { kind: RelatedKind; object: string; detail: string }[]
}

/**
 * `free`: hangs on nobody else. `shared`, `held`, `unseen`: somebody else, something else, or perhaps somebody needs
 * it. `objected`: an objection is written in it.
 */
export type RelatedStanding = 'gone' | 'free' | 'shared' | 'held' | 'objected' | 'unseen'

/** `deleted`: read back absent; `inBin` while the vendor's bin still holds it. `written`: it shows still. */
export type RelatedOutcome =
  | { status: 'deleted'; inBin: boolean; seen: string }
  | { status: 'written' }
  | { status: 'refused'; detail: string }

/**
 * What can be done to things that outlive a person's record. One answer per item, in order; thrown ConnectorErrors
 * concern the whole call.
 */
export interface RelatedVerbs {
  /** Reads what hangs on these records: before they go, because the links go with them. */
  list(records: readonly RecordRef[], kinds: readonly RelatedKind[]): Promise<RelatedList>
  /** Reads who or what else needs each item now. People in `leaving` do not count. */
  look(items: readonly RelatedRef[], leaving: readonly RecordRef[]): Promise<readonly RelatedStanding[]>
  /**
   * Deletes items that were just found `free`. A missing permission is a refusal of these items, never a thrown error.
   */
  remove(items: readonly RelatedRef[]): Promise<readonly RelatedOutcome[]>
}

/** The record of somebody who may be removed. */
export interface DependencyQuestion {
  ref: RecordRef
  /** Day on which their relationship as a customer ended: what was won by then is over with it. Null = none ended. */
  relationEndedOn: string | null
}

/** A call, a meeting or a note that stands beside the record of a person. */
export interface Encounter extends Omit<EncounterFacts, 'kind' | 'noted'> {
  /** The person's record. */
  ref: RecordRef
  kind: EncounterFacts['kind'] | 'note'
  /** The vendor's own type and id of it. */
  object: string
  id: string
  /** When it was over. */
  at: Date
  /** What was written about it; personal data, never stored. */
  note: string | null
}

/** How people are asked about. */
export interface DependencyOptions {
  /** What is open with their company counts too; of a deal only one that is not won yet. */
  company: boolean
  /** Calls and meetings before this instant say nothing any more. */
  since: Date
}

/** What is open with people, or makes them customers, in one system. */
export interface Dependencies {
  /** Calls, meetings and notes until now; left out = the system has none to tell of. */
  encounters?: readonly Encounter[]
  found: readonly { ref: RecordRef; kind: DependencyKind; count: number }[]
  /**
   * What cannot be known, of one record or (without `ref`) of all that were asked about, and what is missing for it.
   * What is neither here nor found is none.
   */
  unread: readonly { kind: DependencyKind; ref?: RecordRef; detail: Words }[]
}
