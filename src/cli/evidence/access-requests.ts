import { readAccess } from '../../domain/evidence/access-request.ts'
import { AccessRefused, answerAccess, recordAccess } from '../../operations/evidence/access-requests.ts'
import { findAccess, listAccess, type AccessRequest } from '../../store/evidence/access-requests.ts'
import type { App } from '../../operations/app/app.ts'
import { isUuid } from '../../store/app/database.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'
import { whoDecides } from '../accounts/who-decides.ts'

const shown = 100

export const accessRequestsCommand: Command = {
  summary: 'keeps the register of access requests: lists them, records one, notes that it was answered',
  help: 'lawbase access-requests list\nlawbase access-requests record --as dpo@example.test --contact <id> --door post --received 2026-11-25 --identity own-address\nlawbase access-requests answered AR-2026-01 --as dpo@example.test\n\nDoors: mailbox, post, phone, spoken, other. Identity: own-address, answered, called-back, other (then --words says what was done). The answer is due one calendar month after the day of receipt. Nobody who waits for it is removed.',
  words: 2,
  options: {
    as: { type: 'string' },
    contact: { type: 'string' },
    door: { type: 'string' },
    received: { type: 'string' },
    identity: { type: 'string' },
    words: { type: 'string' },
  },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', key] = input.positionals
      if (what === 'list') say(input, await listAccess(app.pool, shown))
      else if (what === 'record') await recordHere(app, input)
      else if (what === 'answered') await answeredHere(app, input, key)
      else throw new CommandFailed('Say list, record or answered.')
      return exitCodes.done
    }),
}

const optionOf = { door: 'door', receivedOn: 'received', identity: 'identity', identityWords: 'words' } as const

async function recordHere(app: App, input: CommandInput): Promise<void> {
  const user = await whoDecides(app.pool, input)
  const contactId = text(input.values['contact']) ?? ''
  if (!isUuid(contactId)) throw new CommandFailed('--contact: give the number of the contact, the end of its address.')
  const form = Object.fromEntries(
    Object.entries(optionOf).map(([name, option]) => [name, text(input.values[option]) ?? '']),
  )
  const read = readAccess(form, app.clock.now())
  if ('faults' in read)
    throw new CommandFailed(`At fault: ${read.faults.map((fault) => `--${optionOf[fault]}`).join(', ')}. See --help.`)
  const id = await recordAccess(app, user, { contactId, reviewId: null, entry: read.entry }).catch(asSentence)
  const request = await findAccess(app.pool, id)
  say(input, request === null ? [] : [request])
}

async function answeredHere(app: App, input: CommandInput, key: string | undefined): Promise<void> {
  if (key === undefined) throw new CommandFailed('Name the request: lawbase access-requests answered AR-2026-01')
  await answerAccess(app, await whoDecides(app.pool, input), key).catch(asSentence)
  const request = await findAccess(app.pool, key)
  say(input, request === null ? [] : [request])
}

function asSentence(error: unknown): never {
  throw error instanceof AccessRefused ? new CommandFailed(error.message) : error
}

function say(input: CommandInput, requests: readonly AccessRequest[]): void {
  answer(
    input,
    { ok: true, requests },
    requests.length === 0
      ? 'No access requests.'
      : requests
          .map(
            ({ number, receivedOn, dueOn, answeredAt, answeredBy }) =>
              `${number}: received ${receivedOn}, answer by ${dueOn}, ${answeredAt === null ? 'to be answered' : `answered ${answeredAt.toISOString().slice(0, 10)} by ${answeredBy ?? ''}`}`,
          )
          .join('\n'),
  )
}
