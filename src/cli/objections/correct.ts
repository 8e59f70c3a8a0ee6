import { normalEmail, normalPhone } from '../../domain/contacts/identity.ts'
import type { App } from '../../operations/app/app.ts'
import {
  CorrectionRefused,
  correctObjection,
  type RightPerson,
} from '../../operations/corrections/correct-objection.ts'
import { correctionSummary } from '../../operations/corrections/load-correction.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'
import { carryHere, openHere } from '../app/work-here.ts'
import { whoDecides } from '../accounts/who-decides.ts'

const waitMs = 30_000

export const correctCommand: Command = {
  summary: 'corrects an objection that was entered for the wrong person',
  help: 'lawbase correct R-2026-0007 --as dpo@example.test --reason "the caller was someone else of that name" [--right-email paul.roy@acme.example.test | --right-phone +33612345678] [--json]\nlawbase correct R-2026-0007 --show\n\nOnly a DPO corrects. The entry stays in the register; what it blocked and nothing else asks for is opened again, in each system as far as its programming interface allows. With the right person named, the opt-out is recorded for them with the same date and door. Exit code 1 while a system still shows the block.',
  words: 1,
  options: {
    as: { type: 'string' },
    reason: { type: 'string' },
    'right-email': { type: 'string' },
    'right-phone': { type: 'string' },
    show: { type: 'boolean' },
  },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [key] = input.positionals
      if (key === undefined) throw new CommandFailed('Name the objection: lawbase correct R-2026-0007')
      if (input.values['show'] !== true) await correctHere(app, input, key)
      const summary = await correctionSummary(app, key)
      if (summary === null) throw new CommandFailed(`${key} is no objection that was corrected.`)
      answer(input, { ok: true, ...summary }, wordsOf(summary))
      return summary.systems.some(({ open }) => open) ? exitCodes.foundWrong : exitCodes.done
    }),
}

async function correctHere(app: App, input: CommandInput, key: string): Promise<void> {
  const right = rightOf(input)
  const user = await whoDecides(app.pool, input)
  await correctObjection(app, user, key, { reason: text(input.values['reason']) ?? '', right }).catch(asSentence)
  await carryHere(app, AbortSignal.timeout(waitMs))
  await openHere(app, AbortSignal.timeout(waitMs))
}

function rightOf(input: CommandInput): RightPerson | null {
  const [typedEmail, typedPhone] = [text(input.values['right-email']), text(input.values['right-phone'])]
  if (typedEmail === null && typedPhone === null) return null
  const email = typedEmail === null ? null : normalEmail(typedEmail)
  if (typedEmail !== null && email === null)
    throw new CommandFailed('--right-email: give a complete address such as anne.roy@acme.example.test')
  const phone = typedPhone === null ? null : normalPhone(typedPhone, null)
  if (typedPhone !== null && phone === null)
    throw new CommandFailed('--right-phone: give a number with its prefix such as +33612345678')
  return { contactId: null, email, phone }
}

function asSentence(error: unknown): never {
  if (!(error instanceof CorrectionRefused)) throw error
  const option = { reason: '--reason: ', same: '--right-email: ', role: '--as: ', unknown: '', writing: '' }[error.code]
  throw new CommandFailed(`${option}${error.message}`)
}

function wordsOf(summary: NonNullable<Awaited<ReturnType<typeof correctionSummary>>>): string {
  const { number, at, by, reason, right, systems } = summary
  return [
    `${number} was entered for the wrong person: corrected on ${at.toISOString()} by ${by}: ${reason}`,
    right === null ? 'No one was named as the right person.' : `Recorded for the right person as ${right}.`,
    ...systems.map(
      ({ label, open, blocks, told }) =>
        `  ${label}: ${open ? 'still open' : 'done'}${blocks.map(({ record, cell, byHand, detail }) => `\n    ${record} ${cell}: ${byHand ? 'must be unblocked there by hand' : 'is being unblocked'}${detail === null ? '' : ` (${detail})`}`).join('')}${told === null ? '' : `\n    was notified; ${told.takenBackBy === null ? 'no one has confirmed yet that it was withdrawn there' : `withdrawn there according to ${told.takenBackBy}`}`}`,
    ),
  ].join('\n')
}
