import type { Clock } from '../../domain/app/clock.ts'
import { approveRemoval, RemovalRefused } from '../../operations/removals/approve-removal.ts'
import { stateOf } from '../../operations/removals/erasure/erasure-letter.ts'
import { ErasureRefused } from '../../operations/removals/erasure/open-erasure.ts'
import { takeBackErasure } from '../../operations/removals/erasure/take-back.ts'
import { findErasure, listErasures, type ErasureRequest } from '../../store/removals/erasure-requests.ts'
import type { App } from '../../operations/app/app.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'
import { whoDecides } from '../accounts/who-decides.ts'

const shown = 100

export const erasuresCommand: Command = {
  summary: 'lists requests to be erased, takes a decision back, or agrees to one as the second person',
  help: 'lawbase erasures list\nlawbase erasures show ER-2026-01\nlawbase erasures take-back ER-2026-01 --as dpo@example.test --reason "another person asked"\nlawbase erasures agree ER-2026-01 --as dpo@example.test\n\nA decision to erase is taken in the console, where the records are shown. It can be taken back for the hours that the settings give, and as long as nothing was deleted. To erase a customer a second person must agree.',
  words: 2,
  options: { as: { type: 'string' }, reason: { type: 'string' } },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', key] = input.positionals
      if (what === 'list') {
        const rows = await listErasures(app.pool, shown)
        say(app.clock, input, rows, rows.length === 0 ? 'No erasure requests.' : null)
      } else if (key === undefined) throw new CommandFailed(`Name the request: lawbase erasures ${what} ER-2026-01`)
      else await ofOne(app, input, what, key)
      return exitCodes.done
    }),
}

async function ofOne(app: App, input: CommandInput, what: string, key: string): Promise<void> {
  const request = await findErasure(app.pool, key)
  if (request === null) throw new CommandFailed(`There is no request ${key}: lawbase erasures list shows them.`)
  if (what === 'take-back') {
    await takeBackErasure(app, request.id, await whoDecides(app.pool, input), text(input.values['reason']) ?? '').catch(
      asSentence,
    )
  } else if (what === 'agree') {
    if (request.planId === null) throw new CommandFailed('Nothing is erased by this decision.')
    await approveRemoval(app, request.planId, await whoDecides(app.pool, input), request.digest ?? '').catch(asSentence)
  } else if (what !== 'show') throw new CommandFailed('Say list, show, take-back or agree.')
  const after = await findErasure(app.pool, key)
  say(app.clock, input, after === null ? [] : [after], null)
}

function asSentence(error: unknown): never {
  if (!(error instanceof ErasureRefused || error instanceof RemovalRefused)) throw error
  throw new CommandFailed(error.code === 'reason' ? `--reason: ${error.message}` : error.message)
}

function say(clock: Clock, input: CommandInput, rows: readonly ErasureRequest[], none: string | null): void {
  const now = clock.now()
  answer(
    input,
    { ok: true, requests: rows.map((request) => erasureSummary(request, now)) },
    none ?? rows.map((request) => line(request, now)).join('\n'),
  )
}

/** What a program is told of a request: no address, no name. */
function erasureSummary(request: ErasureRequest, now: Date) {
  const { number, contactId, receivedOn, dueOn, decidedBy, decidedAt, identityHow, coolUntil } = request
  return {
    number,
    contactId,
    state: stateOf(request, now),
    receivedOn,
    dueOn,
    decidedBy,
    decidedAt,
    identity: identityHow,
    canBeTakenBackUntil: coolUntil,
  }
}

function line(request: ErasureRequest, now: Date): string {
  const state = stateOf(request, now)
  const until = state === 'cooling' && request.coolUntil !== null ? ` until ${request.coolUntil.toISOString()}` : ''
  return `${request.number} ${state}${until}: received ${request.receivedOn}, answer by ${request.dueOn}`
}
