import { CommandFailed } from './program.ts'

/**
 * What to do with a list whose row 1 tells no column: titles that stand above the headings are the most frequent cause.
 */
export function noHeading(first: readonly string[]): CommandFailed {
  const cells = first.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (cells.length === 0) return new CommandFailed('Row 1 is empty. Delete everything above the headings.')
  const shown = cells
    .slice(0, 4)
    .map((cell) => cell.slice(0, 40))
    .join(', ')
  const likely = cells.find((cell) => /mail|courriel|correo|mél|posta/iu.test(cell)) ?? cells[0]
  return new CommandFailed(
    `Row 1 has no heading that looks like an e-mail or phone. It reads: ${shown}. Delete everything above the headings, or name the column: --map email=${likely?.slice(0, 40) ?? '1'}`,
  )
}
