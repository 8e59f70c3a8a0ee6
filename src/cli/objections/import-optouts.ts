import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { readAddress } from '../../domain/objections/objection-entry.ts'
import { datedColumns, datedFault } from '../../domain/objections/dated-columns.ts'
import { readMapping, widthOf } from '../../domain/objections/file-columns.ts'
import { fileColumns } from '../../domain/objections/tables/objection-columns.ts'
import { guessColumns, type ColumnMapping } from '../../domain/objections/objection-file.ts'
import { emailHeadings } from '../../domain/objections/tables/heading-words.ts'
import {
  isVendorId,
  parseBodies,
  readBodies,
  readGeneric,
  readIds,
  type OptOutFile,
} from '../../domain/objections/opt-out-file.ts'
import { isSignedOptOut } from '../../domain/objections/opt-out-signature.ts'
import { optOutFormats, type OptOutFormat } from '../../domain/objections/tables/opt-out-formats.ts'
import { importOptOuts } from '../../operations/objections/many/import-opt-outs.ts'
import { answer, text, withApp, type Command } from '../app/command.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { cellOf, utf8Text, noColumns, placesOf, readWholeFile, rowsOfFile } from '../app/file-rows.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

const formats = Object.keys(optOutFormats) as OptOutFormat[]

/** What a broker's own format holds, and the headers of those that are signed. */
const ownFormats = Object.entries(optOutFormats).flatMap(([name, format]) => {
  if (format.reads === 'ids') return [`${name}: ids of ${format.broker}`]
  if (format.reads === 'bodies')
    return [
      `${name}: bodies of ${format.broker}'s opt-out webhook (signed with ${format.signed.signature} and ${format.signed.timestamp}), one, a list, or one in each line`,
    ]
  return []
})

export const importOptOutsCommand: Command = {
  summary: 'imports a broker’s file of people who opted out',
  help: `lawbase import-optouts --format ${formats.join('|')} FILE [--from Prospecta] [--date COLUMN|none] [--map ids.csv] [--signature HEX --timestamp N --secret-file FILE] [--json]

generic-csv   a CSV or XLSX with the columns email, and maybe channel and date, headed as in a list of objections; --date names the column of the day, by heading or number, where another heading stands over it, or says none: all are dated today
${ownFormats.join('\n')}
These hold ids only: --map is a CSV with the columns id and email, as you kept them when you bought the data.
--signature, --timestamp and --secret-file check a saved webhook that is signed before it is believed.
Exit code 1 when rows could not be used or matched.`,
  words: 1,
  options: {
    format: { type: 'string' },
    from: { type: 'string' },
    date: { type: 'string' },
    map: { type: 'string' },
    signature: { type: 'string' },
    timestamp: { type: 'string' },
    'secret-file': { type: 'string' },
  },
  run: async (input) => {
    const format = formats.find((known) => known === text(input.values['format']))
    if (format === undefined) throw new CommandFailed(`--format: choose from ${formats.join(', ')}`)
    const path = input.positionals[0]
    if (path === undefined) throw new CommandFailed('Give one file.')
    const raw = readWholeFile(path)
    checkSignature(
      raw,
      format,
      text(input.values['signature']),
      text(input.values['timestamp']),
      text(input.values['secret-file']),
    )
    const read = await openFile(path, raw, format, text(input.values['date']))
    const map = text(input.values['map'])
    const addresses = map === null ? new Map<string, string>() : await readMap(map)
    return withApp(input, async ({ app }) => {
      const file = read({ now: app.clock.now(), timeZone: (await loadSettings(app.pool)).settings.timeZone })
      const report = await importOptOuts(app, {
        people: file.people,
        addresses,
        from: text(input.values['from']) ?? basename(path),
        format,
        digest: createHash('sha256').update(raw).digest('hex'),
      })
      const clean = file.wrong.length === 0 && report.unmatched === 0
      answer(
        input,
        { ok: clean, ...report, wrong: file.wrong },
        [
          `${report.recorded} recorded, ${report.known} already known.`,
          ...(report.unmatched === 0
            ? []
            : [
                `${report.unmatched} hold only an id without a known address: give --map with the ids you kept at the purchase.`,
              ]),
          ...file.wrong.slice(0, 20).map(({ row, why }) => `  row ${row}: ${why}`),
          ...(file.wrong.length > 20 ? [`  and ${file.wrong.length - 20} more`] : []),
        ].join('\n'),
      )
      return clean ? exitCodes.done : exitCodes.foundWrong
    })
  },
}

function checkSignature(
  raw: Buffer,
  format: OptOutFormat,
  signature: string | null,
  timestamp: string | null,
  secretFile: string | null,
): void {
  if (signature === null && timestamp === null && secretFile === null) return
  if (!('signed' in optOutFormats[format]))
    throw new CommandFailed(`--signature: nobody signs a file of the format ${format}`)
  if (signature === null || timestamp === null || secretFile === null)
    throw new CommandFailed('Give --signature, --timestamp and --secret-file together.')
  if (!isSignedOptOut(raw, timestamp, signature, readWholeFile(secretFile).toString('utf8').trim()))
    throw new CommandFailed('The signature does not fit this body: nothing was recorded.', exitCodes.foundWrong)
}

/** What cannot be read is said before anything is opened. */
async function openFile(
  path: string,
  raw: Buffer,
  format: OptOutFormat,
  date: string | null,
): Promise<(rules: { now: Date; timeZone: string }) => OptOutFile> {
  const spec = optOutFormats[format]
  if (spec.reads === 'bodies') {
    const bodies = parsed(utf8Text(raw))
    return () => readBodies(bodies, spec)
  }
  if (date !== null && spec.reads !== 'rows')
    throw new CommandFailed(`--date: the days of the format ${format} are known`)
  const table = await rowsOfFile(path, raw)
  const first = table[0] ?? []
  if (spec.reads === 'ids') {
    const named = placesOf(first, spec.columns)
    const places = named.length === 0 && table.every((cells) => cells.length < 2) ? [0] : named
    if (places.length === 0)
      throw noColumns(path, first, `the id (${spec.columns.map((name) => `"${name}"`).join(' or ')})`)
    return () => readIds(table, places, named.length === 0 && isVendorId(first[0] ?? '') ? 1 : 2)
  }
  if (guessColumns(first).email === undefined) throw noColumns(path, first, 'the address ("email")')
  const mapping = dated(table, first, date)
  return (rules) => readGeneric(table, mapping, rules)
}

/** The columns of such a file; which one holds the day is asked where none is known and one may be it. */
function dated(table: readonly (readonly string[])[], first: readonly string[], date: string | null): ColumnMapping {
  const width = widthOf(table)
  const read = readMapping(date === null ? '' : `date=${date}`, first, width, fileColumns, guessColumns(first))
  if ('fault' in read) throw new CommandFailed(`--date: ${read.fault}`)
  const places = read.absent.has('date') || read.mapping.date !== undefined ? [] : datedColumns(table, read.mapping)
  if (places.length > 0) throw new CommandFailed(datedFault(first, places, '--date '))
  return read.mapping
}

function parsed(json: string): unknown {
  try {
    return parseBodies(json)
  } catch {
    throw new CommandFailed('The file is no JSON.')
  }
}

const idColumns = Object.values(optOutFormats).flatMap((format) => (format.reads === 'ids' ? format.columns : []))

/** The vendor's own word first: a file may hold our ids, too. */
const idsOfMap = [...idColumns.filter((name) => name !== 'id'), 'vendor id', 'id']

async function readMap(path: string): Promise<Map<string, string>> {
  const table = await rowsOfFile(path, readWholeFile(path))
  const first = table[0] ?? []
  const [ids, emails] = [placesOf(first, idsOfMap), placesOf(first, emailHeadings)]
  if (ids.length === 0 || emails.length === 0) throw noColumns(path, first, '"id" and "email"')
  return new Map(
    table.slice(1).flatMap((cells): [string, string][] => {
      const [id, email] = [cellOf(cells, ids), readAddress(cellOf(cells, emails)).value]
      return email === null || id === '' ? [] : [[id, email]]
    }),
  )
}
