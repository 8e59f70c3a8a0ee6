import type { App } from '../../operations/app/app.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { Channel, channels } from '../../domain/app/channel.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { recordObjection, type RecordedObjection } from '../../operations/objections/record-objection.ts'
import { propagationsOf, type PropagationView } from '../../store/objections/objections-view.ts'
import { answer, momentGiven, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { objectFile } from './object-file.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'
import { carryHere } from '../app/work-here.ts'

const waitMs = 30_000

export const objectCommand: Command = {
  summary: 'records an objection and sends it to every system',
  help: 'lawbase object --email anne.roy@acme.example.test [--channels email,phone] [--received 2026-11-25T10:00:00Z] [--note "letter of 24 Nov"] [--json]\nlawbase object --file objections.csv [--map email=Adresse,date=3] [--country FR] [--json]\n\nWithout --channels the objection stops everything. Exit code 1 when a system has not confirmed it within 30 s (sending goes on).\n\n--file takes a CSV or XLSX with one objection per row, up to 10,000; columns are known by their headings (e-mail, phone, date, channel, reference) or named with --map, by heading or number. Where another column looks like dates, say which is the day of the opt-out, or --map date=none to date all of them today. --country is for numbers without a prefix. Good rows are recorded, refused ones listed; exit code 1 when there are any. The running service sends them to every system. The same file again changes nothing.',
  words: 0,
  options: {
    email: { type: 'string' },
    channels: { type: 'string' },
    received: { type: 'string' },
    note: { type: 'string' },
    file: { type: 'string' },
    map: { type: 'string' },
    country: { type: 'string' },
  },
  run: (input) => {
    const file = text(input.values['file'])
    if (file === null) return objectOne(input)
    const alone = ['email', 'channels', 'received', 'note'].find((name) => input.values[name] !== undefined)
    if (alone !== undefined) throw new CommandFailed(`--${alone} is for one opt-out: leave it out beside --file`)
    return objectFile(input, file)
  },
}

function objectOne(input: CommandInput): Promise<number> {
  const email = normalEmail(text(input.values['email']) ?? '')
  if (email === null) throw new CommandFailed('--email: give a complete address such as anne.roy@acme.example.test')
  const stopped = channelsGiven(input)
  const receivedAt = momentGiven(input, 'received')
  return withApp(input, async ({ app }) => {
    const now = app.clock.now()
    if (receivedAt !== null && receivedAt > now)
      throw new CommandFailed('--received: this is in the future. Give the time the opt-out reached you.')
    const note = text(input.values['note'])
    const recorded = await recordObjection(app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels: stopped,
      receivedAt: receivedAt ?? now,
      door: 'cli',
      actor: 'command line',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: note === null ? {} : { note: note.slice(0, 500) },
      idempotencyKey: null,
    })
    const { propagations, open } = await carried(app, recorded.id)
    answer(
      input,
      {
        ok: open === 0,
        number: recorded.number,
        repeated: recorded.repeated,
        inBase: recorded.contactId !== null,
        propagations: propagations.map((row) => ({ system: row.label, state: row.state, reason: row.reason })),
      },
      wordsOf(recorded, propagations),
    )
    return open === 0 ? exitCodes.done : exitCodes.foundWrong
  })
}

/** Without the option, every channel. */
function channelsGiven(input: CommandInput): Channel[] {
  const wanted = text(input.values['channels'])
    ?.split(',')
    .map((name) => name.trim()) ?? [...channels]
  const parsed = wanted.map((name) => Channel.safeParse(name))
  if (parsed.some((result) => !result.success))
    throw new CommandFailed(`--channels: choose from ${channels.join(', ')}`)
  return parsed.flatMap((result) => (result.success ? [result.data] : []))
}

/** Carries it until each system has confirmed it or the time is over; `open`: systems that have not. */
async function carried(app: App, id: string): Promise<{ propagations: PropagationView[]; open: number }> {
  const deadline = Date.now() + waitMs
  for (;;) {
    await carryHere(app, AbortSignal.timeout(waitMs))
    const propagations = await propagationsOf(app.pool, [id])
    const open = propagations.filter((row) => ['queued', 'sending', 'written', 'waiting'].includes(row.state)).length
    if (open === 0 || Date.now() > deadline) return { propagations, open }
    await pause(200)
  }
}

function wordsOf(recorded: RecordedObjection, propagations: readonly PropagationView[]): string {
  return [
    `Recorded, number ${recorded.number}${recorded.repeated ? ' (already known)' : ''}.`,
    ...(recorded.contactId === null
      ? ['No one in the database has this address: it is blocked as soon as someone has it.']
      : []),
    ...propagations.map((row) => `  ${row.label}: ${row.state}${row.reason === null ? '' : `, ${row.reason}`}`),
  ].join('\n')
}
