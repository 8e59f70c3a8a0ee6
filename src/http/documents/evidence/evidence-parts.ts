import { muted, type PaperContent } from '../paper/pdf-paper.ts'

export const line = (text: string): PaperContent => ({ text, margin: [0, 0, 0, 3] })
/** A heading never stands at the foot of a page, away from its first line. */
export const section = (title: string, [first = '', ...rest]: readonly PaperContent[]): PaperContent[] => [
  { unbreakable: true, stack: [{ text: title, fontSize: 12.5, bold: true, margin: [0, 14, 0, 4] }, first] },
  ...rest,
]
/** Names on the left, values on the right. */
export const pairs = (rows: readonly (readonly [string, string])[]): PaperContent => ({
  layout: 'noBorders',
  table: { widths: [190, '*'], body: rows.map(([name, value]) => [{ text: name, color: muted }, value]) },
})
/** One line each; without any, the one that says so. */
export const or = (lines: readonly string[], none: string): PaperContent[] =>
  (lines.length === 0 ? [none] : lines).map(line)
