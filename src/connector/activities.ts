import type { Words } from './form.ts'
import type { Cursor, RecordRef } from './records.ts'

/** A tool of the vendor's beside its records, whose knowledge of people's acts is read apart from them. */
export interface ActivitySource {
  /** What the tool is called, the name of today first. */
  readonly names: readonly [string, ...string[]]
  /** The part of it that an admin names to have it read: how its id looks, and where it is found. */
  readonly unit: { readonly pattern: RegExp; readonly label: Words; readonly hint: Words }
  /** Scope that is asked for once a unit was named. */
  readonly scope: string
}

/** Something a person did that stands on no record. */
export interface Activity {
  kind: 'click' | 'form' | 'unsubscribe' | 'complaint'
  at: Date
  /** Address that the tool knows the person by. */
  email: string | null
  /** The record that the vendor ties the person to. */
  ref: RecordRef | null
  /** The message that was clicked, and where the link led. */
  message: string | null
  link: string | null
}

export interface ActivityPage {
  activities: readonly Activity[]
  /** Where to go on after this page. */
  next: Cursor
}
