import { createInterface } from 'node:readline/promises'
import type { RemovalPlan } from '../../store/removals/removals.ts'
import { text, type CommandInput } from '../app/command.ts'
import { CommandFailed } from '../app/program.ts'

/** So many digits of a digest name one list and no other. */
const minDigits = 12

/**
 * The digest of the list that is approved: the one that was read (`--digest`, of which the first twelve digits are
 * enough), or, at a terminal, that of the plan just `shown` after its number of people was typed. Throws CommandFailed
 * when neither names the list as it stands.
 */
export async function digestToApprove(input: CommandInput, plan: RemovalPlan, shown: string): Promise<string> {
  const given = text(input.values['digest'])?.toLowerCase() ?? null
  if (given !== null) {
    if (!/^[0-9a-f]+$/u.test(given) || given.length < minDigits)
      throw new CommandFailed(
        `--digest: give the digest of the list you read, at least its first ${minDigits} digits: lawbase purge show ${plan.number} shows it.`,
      )
    if (!plan.digest.startsWith(given))
      throw new CommandFailed(
        `--digest: ${given} is not the current list of ${plan.number}. Nothing was approved. Read it: lawbase purge show ${plan.number}`,
      )
    return plan.digest
  }
  if (input.json || process.stdin.isTTY !== true)
    throw new CommandFailed(
      `--digest: give the digest of the list you read: lawbase purge show ${plan.number} shows it.`,
    )
  process.stdout.write(`${shown}\n`)
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const typed = await lines.question(
      `Type the number of people to remove (${plan.planned}) to approve this list, anything else to leave it: `,
    )
    if (typed.trim() !== String(plan.planned)) throw new CommandFailed('Nothing was approved.')
    return plan.digest
  } finally {
    lines.close()
  }
}
