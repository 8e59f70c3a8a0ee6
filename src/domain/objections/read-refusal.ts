import { plainWord } from './file-columns.ts'
import { refusalWords } from './tables/refusal-words.ts'

/**
 * What a cell of a column such as "Email Opt Out" says: true for a yes, a tick, or the day of it; false for an
 * objection or nothing; null when nobody can say.
 */
export function readRefusal(cell: string): boolean | null {
  const word = plainWord(cell)
  if (word === '') return /[✓✔☑✗✘☒]/u.test(cell)
  return refusalWords[word] ?? (/^\d{4}-\d{2}-\d{2}|^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/u.test(cell) ? true : null)
}
