import { createHash } from 'node:crypto'
import type { JobFunction } from '../../../src/domain/titles/tables/job-titles.ts'

/** One title as somebody typed it in a CRM, with the functions a careful reader gives it. */
export interface LabelledTitle {
  title: string
  /** In alphabetical order; empty = the title does not say it, a person decides (docs/reference/law.md#b1f). */
  functions: readonly JobFunction[]
  language: 'fr' | 'en' | 'de' | 'other'
  /** Held back: figures on these are reported, rules and words are never fitted to them. */
  held: boolean
}

/** Titles by label: function ids joined by `+`, or `unknown`. */
export type TitlesByLabel = Readonly<Record<string, readonly string[]>>

/**
 * A third of the titles is held back. The hash of the title alone chooses them, so adding a title never moves another
 * one.
 */
export function labelled(language: LabelledTitle['language'], rows: TitlesByLabel): LabelledTitle[] {
  return Object.entries(rows).flatMap(([label, titles]) =>
    titles.map((title) => ({
      title,
      language,
      functions: label === 'unknown' ? [] : (label.split('+').toSorted() as JobFunction[]),
      held: createHash('sha256').update(title).digest().readUInt32BE(0) % 3 === 0,
    })),
  )
}
