import type { Pool } from 'pg'
import { readAccess } from '../../domain/evidence/access-request.ts'
import { readAsker } from '../../domain/evidence/access-asker.ts'
import { AccessRefused } from '../../operations/evidence/access-refused.ts'
import { answerAccess, recordAccess, recordAsker } from '../../operations/evidence/access-requests.ts'
import { searchAccess } from '../../operations/evidence/answer-absent-access.ts'
import { todayHere } from '../../operations/settings/today-here.ts'
import { findAccess, listAccess, type AccessRequest } from '../../store/evidence/access-requests.ts'
import type { App } from '../../operations/app/app.ts'
import { isUuid } from '../../store/app/database.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'
import { whoDecides } from '../accounts/who-decides.ts'

const shown = 100

export const accessRequestsCommand: Command = {
  summary:
    'keeps the register of access requests: lists them, records one, searches for whoever is in no system, notes that it was answered',
  help: 'lawbase access-requests list\nlawbase access-requests record --as dpo@example.test --contact <id> --door post --received 2026-11-25 --identity own-address\nlawbase access-requests record --as dpo@example.test --email zoe.lind@unknown.example.test --lang en --door post --received 2026-11-25 --identity own-address\nlawbase access-requests search AR-2026-01 --as dpo@example.test --tools-searched\nlawbase access-requests answered AR-2026-01 --as dpo@example.test\n\nDoors: mailbox, post, phone, spoken, other. Identity: own-address, answered, called-back, other (then --words says what was done). The answer is due one calendar month after the day of receipt. Nobody who waits for it is removed. Of someone without a contact give --email, --phone, or --first-name and --last-name, and --lang fr or en for the answer; the search says in which systems nothing was found and as of when, and the letter is on the page of the request and in the API. --none-of-them: the people of that name were looked at. --tools-searched: the tools that are not connected were. --nothing-found: the answer that was sent said so.',
  words: 2,
  options: {
    as: { type: 'string' },
    contact: { type: 'string' },
    door: { type: 'string' },
    received: { type: 'string' },
    identity: { type: 'string' },
    words: { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' },
    lang: { type: 'string' },
    'none-of-them': { type: 'boolean' },
    'tools-searched': { type: 'boolean' },
    'nothing-found': { type: 'boolean' },
  },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list', key] = input.positionals
      if (what === 'list') say(input, await listAccess(app.pool, shown))
      else if (what === 'record') await recordHere(app, input)
      else if (key === undefined && (what === 'answered' || what === 'search'))
        throw new CommandFailed(`Name the request: lawbase access-requests ${what} AR-2026-01`)
      else if (what === 'answered') await answeredHere(app, input, key ?? '')
      else if (what === 'search') await searchHere(app, input, key ?? '')
      else throw new CommandFailed('Say list, record, search or answered.')
      return exitCodes.done
    }),
}

const optionOf = { door: 'door', receivedOn: 'received', identity: 'identity', identityWords: 'words' } as const
const askerOption = {
  email: 'email',
  phone: 'phone',
  firstName: 'first-name',
  lastName: 'last-name',
  language: 'lang',
  name: 'last-name',
  nobody: 'email',
} as const

const formOf = (input: CommandInput, options: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, text(input.values[option]) ?? '']))

async function recordHere(app: App, input: CommandInput): Promise<void> {
  const user = await whoDecides(app.pool, input)
  const contactId = text(input.values['contact'])
  if (contactId !== null && !isUuid(contactId))
    throw new CommandFailed('--contact: give the number of the contact, the end of its address.')
  const who = contactId === null ? readAsker(formOf(input, askerOption)) : { contactId }
  const read = readAccess(formOf(input, optionOf), await todayHere(app))
  if ('faults' in who || 'faults' in read) {
    const options = [
      ...('faults' in who ? who.faults.map((fault) => askerOption[fault]) : []),
      ...('faults' in read ? read.faults.map((fault) => optionOf[fault]) : []),
    ]
    throw new CommandFailed(`At fault: ${options.map((option) => `--${option}`).join(', ')}. See --help.`)
  }
  const given = { reviewId: null, entry: read.entry }
  const id = await ('contactId' in who
    ? recordAccess(app, user, { ...given, contactId: who.contactId })
    : recordAsker(app, user, { ...given, ...who })
  ).catch(asSentence)
  await sayOne(app.pool, input, id)
}

async function searchHere(app: App, input: CommandInput, key: string): Promise<void> {
  const stated = { others: input.values['none-of-them'] === true, tools: input.values['tools-searched'] === true }
  await searchAccess(app, await whoDecides(app.pool, input), key, stated).catch(asSentence)
  await sayOne(app.pool, input, key)
}

async function answeredHere(app: App, input: CommandInput, key: string): Promise<void> {
  const absent = input.values['nothing-found'] === true
  await answerAccess(app, await whoDecides(app.pool, input), key, { absent }).catch(asSentence)
  await sayOne(app.pool, input, key)
}

async function sayOne(pool: Pool, input: CommandInput, key: string): Promise<void> {
  const request = await findAccess(pool, key)
  say(input, request === null ? [] : [request])
}

function asSentence(error: unknown): never {
  throw error instanceof AccessRefused ? new CommandFailed(error.message) : error
}

function say(input: CommandInput, requests: readonly AccessRequest[]): void {
  answer(input, { ok: true, requests }, requests.length === 0 ? 'No access requests.' : requests.map(lineOf).join('\n'))
}

function lineOf({ number, receivedOn, dueOn, answeredAt, answeredBy, contactId, looked }: AccessRequest): string {
  const state =
    answeredAt === null ? 'to be answered' : `answered ${answeredAt.toISOString().slice(0, 10)} by ${answeredBy ?? ''}`
  const who = contactId === null ? ', in no system' : ''
  const searched =
    contactId !== null || looked === null
      ? ''
      : `; nothing found in ${looked.systems.map(({ name, wholeAt, readAt }) => `${name} (read whole ${wholeAt ?? 'never'}, changes up to ${readAt})`).join(', ')}`
  return `${number}${who}: received ${receivedOn}, answer by ${dueOn}, ${state}${searched}`
}
