import { basename } from 'node:path'
import { isHeadless } from '../../domain/objections/file-columns.ts'
import { Event } from '../../domain/inactivity/history.ts'
import { readAddress } from '../../domain/objections/objection-entry.ts'
import { emailHeadings } from '../../domain/objections/tables/heading-words.ts'
import {
  importEvents,
  type ImportedEvent,
  type ImportedEvents,
} from '../../operations/objections/many/import-events.ts'
import { answer, momentGiven, text, withApp, type Command } from '../app/command.ts'
import { cellOf, noColumns, placesOf, readWholeFile, rowsOfFile } from '../app/file-rows.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

const perCall = 5_000
/** Headings without accents and signs, the best first. */
const columns: Readonly<Record<'email' | 'kind' | 'at' | 'message' | 'link' | 'sentAt' | 'agent', readonly string[]>> =
  {
    email: [...emailHeadings, 'recipient', 'destinataire', 'empfanger', 'destinatario', 'ontvanger'],
    kind: [
      'kind',
      'event',
      'event type',
      'type',
      'activity',
      'action',
      'evenement',
      'type d evenement',
      'statut',
      'status',
      'ereignis',
      'aktion',
      'evento',
      'accion',
      'azione',
      'gebeurtenis',
    ],
    at: [
      'at',
      'timestamp',
      'occurred at',
      'event date',
      'event time',
      'date',
      'time',
      'ts',
      'horodatage',
      'date et heure',
      'date de l evenement',
      'zeitpunkt',
      'zeitstempel',
      'datum',
      'fecha',
      'fecha y hora',
      'data',
      'data e ora',
      'tijdstip',
    ],
    message: ['message', 'message id', 'campaign', 'campaign id', 'campagne', 'kampagne', 'campana', 'campagna'],
    link: ['link', 'url', 'lien', 'clicked link', 'enlace', 'collegamento'],
    sentAt: ['sent at', 'sentat', 'delivered at', 'date sent', 'envoye le', 'gesendet am'],
    agent: ['agent', 'user agent', 'useragent'],
  }

export const importEventsCommand: Command = {
  summary: 'imports clicks and replies from a tool that is not connected',
  help: `lawbase import-events FILE --tool Newsletter [--kind click] [--read-to 2026-11-25T09:00:00Z] [--json]

A CSV or XLSX. Columns: email, kind (or event, type …), at (or date, timestamp …); for clicks also message, link, sent_at and agent, so that those of security scanners are left out. Kinds and their other names: docs/api/clock.md.
--kind      what every row is, for a file of clicks or of replies alone
--read-to   everything of this tool until then is in Lawbase now: its last activity counts as known for 48 hours from then. Ignored when a row could not be read or has an unknown kind ("unknown-kind": give it a known name).
Unsubscribes, stops and complaints among them are recorded as objections and sent to every system. Of the rest only activity that restarts the retention period is kept, as kind and time. Exit code 1 when rows could not be used.`,
  words: 1,
  options: { tool: { type: 'string' }, kind: { type: 'string' }, 'read-to': { type: 'string' } },
  run: async (input) => {
    const [path] = input.positionals
    if (path === undefined) throw new CommandFailed('Give one file.')
    const tool = text(input.values['tool'])?.trim() ?? ''
    if (tool === '') throw new CommandFailed('--tool: say which tool, as in the settings')
    const readTo = momentGiven(input, 'read-to')
    const kind = text(input.values['kind'])
    const { events, wrong } = readRows(path, await rowsOfFile(path, readWholeFile(path)), kind)
    return withApp(input, async ({ app }) => {
      const total: ImportedEvents = { stored: 0, repeated: 0, objections: { recorded: 0, known: 0 }, ignored: {} }
      for (const page of pagesOf(events)) {
        const isLast = page.at(-1) === events.at(-1)
        const part = await importEvents(
          app,
          tool,
          page,
          isLast && wrong.length === 0 && total.ignored['unknown-kind'] === undefined ? readTo : null,
          { door: 'file', actor: `command line, ${basename(path)}` },
        )
        total.stored += part.stored
        total.repeated += part.repeated
        total.objections.recorded += part.objections.recorded
        total.objections.known += part.objections.known
        for (const [why, count] of Object.entries(part.ignored) as [keyof ImportedEvents['ignored'], number][])
          total.ignored[why] = (total.ignored[why] ?? 0) + count
      }
      const { objections, ...others } = total
      answer(
        input,
        // As the API answers (api-events.ts).
        { ok: wrong.length === 0, ...others, noes: objections, wrong },
        [
          `${total.stored} events stored, ${total.repeated} already known.`,
          `${total.objections.recorded} people's objections recorded, ${total.objections.known} already known.`,
          ...Object.entries(total.ignored).map(([why, count]) => `  ${count} left out: ${why}`),
          ...wrong.slice(0, 20).map(({ row, why }) => `  row ${row}: ${why}`),
          ...(wrong.length > 20 ? [`  and ${wrong.length - 20} more`] : []),
        ].join('\n'),
      )
      return wrong.length === 0 ? exitCodes.done : exitCodes.foundWrong
    })
  },
}

/** Some thousand at a time, and never one person's in two; one empty page where there is nothing. */
function pagesOf(events: readonly ImportedEvent[]): ImportedEvent[][] {
  const pages: ImportedEvent[][] = [[]]
  for (const event of events) {
    const page = pages.at(-1)
    if (page === undefined || (page.length >= perCall && page.at(-1)?.email !== event.email)) pages.push([event])
    else page.push(event)
  }
  return pages
}

/** People together, so that clicks of one message are looked at in one call. */
function readRows(
  path: string,
  table: readonly (readonly string[])[],
  kind: string | null,
): { events: ImportedEvent[]; wrong: { row: number; why: string }[] } {
  const first = table[0] ?? []
  const places = Object.fromEntries(
    Object.entries(columns).map(([column, names]) => [column, placesOf(first, names)]),
  ) as Record<keyof typeof columns, number[]>
  if (
    isHeadless(first) ||
    places.email.length === 0 ||
    places.at.length === 0 ||
    (kind === null && places.kind.length === 0)
  )
    throw noColumns(path, first, kind === null ? '"email", "event" and "date"' : '"email" and "date"')
  const wrong: { row: number; why: string }[] = []
  const events = table.slice(1).flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const cell = (column: keyof typeof columns) => cellOf(cells, places[column])
    const { value: email, fault } = readAddress(cell('email'))
    const more = (['message', 'link', 'agent'] as const).flatMap((name) =>
      cell(name) === '' ? [] : [[name, cell(name)]],
    )
    const parsed = Event.safeParse({
      kind: kind ?? cell('kind'),
      at: momentIn(cell('at')),
      ...Object.fromEntries(more),
      ...(cell('sentAt') === '' ? {} : { sentAt: momentIn(cell('sentAt')) }),
    })
    if (email === null || !parsed.success) {
      wrong.push({
        row: index + 2,
        why:
          email === null
            ? `email ${fault?.message ?? 'is missing'}`
            : (parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join(', ') ?? ''),
      })
      return []
    }
    return [{ ...parsed.data, email }]
  })
  return { events: events.toSorted((a, b) => (a.email < b.email ? -1 : a.email > b.email ? 1 : 0)), wrong }
}

/**
 * `2026-11-25 09:30:00` and an instant without a zone are read as UTC; what is no moment stays as it is and is refused
 * by name.
 */
function momentIn(cell: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/u.exec(cell)
  if (parts === null) return cell
  const [, day, time = '', zone = 'Z'] = parts
  return `${day}T${time.length === 5 ? `${time}:00` : time}${zone === 'UTC' ? 'Z' : /^[+-]\d{4}$/u.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`
}
