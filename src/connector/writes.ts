import type { Channel } from '../domain/app/channel.ts'
import type { Words, Written } from './form.ts'

/** What is shown before a right is granted. */
export interface WritesDescription {
  created: readonly string[]
  suppress: readonly Written[]
  /** Where a block of each channel lands; empty where the vendor shows no field (a broker). */
  blockFields: Readonly<Partial<Record<Channel, Written>>>
  tag: readonly Written[]
  remove: readonly Written[]
  /**
   * What the vendor still holds of a removed person: while the record lies in its bin, once the bin dropped it
   * (`binOver`), once it was erased, and where it was emptied of the person and stays.
   */
  remains?: { bin: Words; binOver: Words; erased: Words; anonymised?: Words }
  /** What of a removed record can be brought back, how and how long; missing = nothing, or nobody knows. */
  comesBack?: Words
  notStopped: { en: string; fr: string }
  /** What is handed over, where that is no list of fields (a broker). */
  told?: Words
  /** What a new person holds there (verb `createContact`); it comes with the right to tag. */
  create?: readonly Written[]
  /** What the mystery shopper writes, where this system has its verbs. */
  shopper?: readonly Written[]
}
