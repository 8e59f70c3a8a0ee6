import { basename } from 'node:path'
import { normalEmail } from '../domain/identity.ts'
import { Event } from '../domain/inactivity/history.ts'
import { importEvents, type BroughtEvent, type BroughtReport } from '../operations/import-events.ts'
import { answer, momentGiven, text, withApp, type Command } from './command.ts'
import { decode, readBytes, rowsOf } from './file-rows.ts'
import { CommandFailed, exitCodes } from './program.ts'

const perCall = 5_000
const columns: Readonly<Record<'email' | 'kind' | 'at' | 'message' | 'link' | 'sentAt' | 'agent', readonly string[]>> = {
  email: ['email', 'e-mail', 'email_address', 'email address', 'adresse_email', 'adresse e-mail', 'recipient', 'destinataire'],
  kind: ['kind', 'event', 'type', 'event type', 'activity', 'action', 'événement', 'evenement', 'statut', 'status'],
  at: ['at', 'date', 'timestamp', 'time', 'ts', 'occurred_at', 'event date', 'horodatage', 'date et heure'],
  message: ['message', 'message_id', 'message-id', 'campaign', 'campaign id', 'campagne'], link: ['link', 'url', 'lien', 'clicked link'], sentAt: ['sent_at', 'sentat', 'delivered_at', 'date sent'], agent: ['agent', 'user_agent', 'user agent', 'useragent'],
}

export const importEventsCommand: Command = {
  summary: 'takes in a CSV of clicks and replies from a tool that is not connected',
  help: `lawbase import-events FILE.csv --tool Brevo [--kind click] [--read-to 2026-11-25T09:00:00Z] [--json]

Columns: email, kind (or event, type …), at (or date, timestamp …); for clicks also message, link, sent_at and agent, so that those of security scanners are left out. Kinds and their other names: docs/clock.md.
--kind      what every row is, for a file of clicks or of replies alone
--read-to   everything of this tool until then is in Lawbase now: its clocks can be trusted for 48 hours from then. Not believed when a row could not be read or is of a kind that nobody knows ("unknown-kind": give it a known name).
Unsubscribes, stops and complaints among them are recorded as objections and go to every system. Of the rest only acts that restart a clock are kept, as kind and time. Exit code 1 when rows could not be used.`,
  words: 1,
  options: { tool: { type: 'string' }, kind: { type: 'string' }, 'read-to': { type: 'string' } },
  run: (input) => {
    const [path] = input.positionals
    if (path === undefined) throw new CommandFailed('Give one file.')
    const tool = text(input.values['tool'])?.trim() ?? ''
    if (tool === '') throw new CommandFailed('--tool: say which tool, as in the settings')
    const readTo = momentGiven(input, 'read-to')
    const { events, wrong } = readRows(rowsOf(decode(readBytes(path))), text(input.values['kind']))
    return withApp(input, async ({ app }) => {
      const total: BroughtReport = { stored: 0, repeated: 0, noes: { recorded: 0, known: 0 }, ignored: {} }
      for (const page of pagesOf(events)) {
        const isLast = page.at(-1) === events.at(-1)
        const part = await importEvents(app, tool, page, isLast && wrong.length === 0 && total.ignored['unknown-kind'] === undefined ? readTo : null, { door: 'file', actor: `command line, ${basename(path)}` })
        total.stored += part.stored
        total.repeated += part.repeated
        total.noes.recorded += part.noes.recorded
        total.noes.known += part.noes.known
        for (const [why, count] of Object.entries(part.ignored) as [keyof BroughtReport['ignored'], number][]) total.ignored[why] = (total.ignored[why] ?? 0) + count
      }
      answer(input, { ok: wrong.length === 0, ...total, wrong }, [
        `${total.stored} acts stored, ${total.repeated} known already.`, `${total.noes.recorded} people's noes recorded, ${total.noes.known} known already.`,
        ...Object.entries(total.ignored).map(([why, count]) => `  ${count} left out: ${why}`),
        ...wrong.slice(0, 20).map(({ row, why }) => `  row ${row}: ${why}`), ...(wrong.length > 20 ? [`  and ${wrong.length - 20} more`] : []),
      ].join('\n'))
      return wrong.length === 0 ? exitCodes.done : exitCodes.foundWrong
    })
  },
}

/** Some thousand at a time, and never one person's in two; one empty page where there is nothing. */
function pagesOf(events: readonly BroughtEvent[]): BroughtEvent[][] {
  const pages: BroughtEvent[][] = [[]]
  for (const event of events) {
    const page = pages.at(-1)
    if (page === undefined || (page.length >= perCall && page.at(-1)?.email !== event.email)) pages.push([event])
    else page.push(event)
  }
  return pages
}

/** People together, so that clicks of one message are looked at in one call. */
function readRows(rows: readonly Readonly<Record<string, string>>[], kind: string | null): { events: BroughtEvent[]; wrong: { row: number; why: string }[] } {
  const wrong: { row: number; why: string }[] = []
  const events = rows.flatMap((row, index) => {
    const cell = (column: keyof typeof columns) => columns[column].map((name) => row[name]?.trim()).find((value) => value !== undefined && value !== '')
    const email = normalEmail(cell('email') ?? '')
    const parsed = Event.safeParse({ kind: kind ?? cell('kind') ?? '', at: momentIn(cell('at') ?? ''), ...(['message', 'link', 'agent'] as const).reduce((all, name) => (cell(name) === undefined ? all : { ...all, [name]: cell(name) }), {}), ...(cell('sentAt') === undefined ? {} : { sentAt: momentIn(cell('sentAt') ?? '') }) })
    if (email === null || !parsed.success) {
      wrong.push({ row: index + 1, why: email === null ? 'no complete address' : (parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join(', ') ?? '') })
      return []
    }
    return [{ ...parsed.data, email }]
  })
  return { events: events.toSorted((a, b) => (a.email < b.email ? -1 : a.email > b.email ? 1 : 0)), wrong }
}

/** `2026-11-25 09:30:00` and an instant without a zone are read as UTC; what is no moment stays as it is and is refused by name. */
function momentIn(cell: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/u.exec(cell)
  if (parts === null) return cell
  const [, day, time = '', zone = 'Z'] = parts
  return `${day}T${time.length === 5 ? `${time}:00` : time}${zone === 'UTC' ? 'Z' : /^[+-]\d{4}$/u.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`
}
