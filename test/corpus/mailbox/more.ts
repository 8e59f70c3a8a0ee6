import { corpusOf, type Row } from './message.ts'
import { rows1 } from './more-1.ts'
import { rows2 } from './more-2.ts'
import { rows3 } from './more-3.ts'

// Added after the split was fixed: rules may be fitted to all of them, so none has a number that three divides.
const said = [...rows1, ...rows2, ...rows3]

/** 1, 2, 4, 5, 7, 8 … */
const unheld = (index: number) => Math.floor(index / 2) * 3 + (index % 2) + 1

export const more = corpusOf(
  'more',
  said.map(([labels, text, html], index): Row => [unheld(index), labels, 'Re: Audit', text, { html: html ?? null }]),
)
