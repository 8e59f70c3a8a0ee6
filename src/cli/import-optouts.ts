import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { isSignedByLusha } from '../domain/lusha-signature.ts'
import { normalEmail } from '../domain/identity.ts'
import { optOutFormats, readGeneric, readLusha, readPdl, type OptOutFile, type OptOutFormat } from '../domain/opt-out-file.ts'
import { importOptOuts } from '../operations/import-opt-outs.ts'
import { answer, text, withApp, type Command } from './command.ts'
import { decode, readBytes, rowsOf } from './file-rows.ts'
import { CommandFailed, exitCodes } from './program.ts'

export const importOptOutsCommand: Command = {
  summary: 'takes in a broker’s file of people who opted out',
  help: `lawbase import-optouts --format ${optOutFormats.join('|')} FILE [--from Prospecta] [--map ids.csv] [--signature HEX --timestamp N --secret-file FILE] [--json]

generic-csv   columns email, and maybe channels and objected_at
pdl-csv       ids of People Data Labs; lusha-json: bodies of Lusha's opt-out webhook. Both hold ids only: --map is a CSV with the columns id and email, as you kept them when you bought the data.
--signature, --timestamp and --secret-file check a saved Lusha webhook (X-Lusha-Signature, X-Lusha-Timestamp) before it is believed.
Exit code 1 when rows could not be used or matched.`,
  words: 1,
  options: { format: { type: 'string' }, from: { type: 'string' }, map: { type: 'string' }, signature: { type: 'string' }, timestamp: { type: 'string' }, 'secret-file': { type: 'string' } },
  run: (input) => {
    const format = optOutFormats.find((known) => known === text(input.values['format']))
    if (format === undefined) throw new CommandFailed(`--format: choose from ${optOutFormats.join(', ')}`)
    const path = input.positionals[0]
    if (path === undefined) throw new CommandFailed('Give one file.')
    const raw = readBytes(path)
    checkSignature(raw, format, text(input.values['signature']), text(input.values['timestamp']), text(input.values['secret-file']))
    const file = read(raw, format)
    const map = text(input.values['map'])
    const addresses = map === null ? new Map<string, string>() : readMap(map)
    return withApp(input, async ({ app }) => {
      const report = await importOptOuts(app, { people: file.people, addresses, from: text(input.values['from']) ?? basename(path), format, digest: createHash('sha256').update(raw).digest('hex') })
      const clean = file.wrong.length === 0 && report.unmatched === 0
      answer(input, { ok: clean, ...report, wrong: file.wrong }, [
        `${report.recorded} recorded, ${report.known} known already.`,
        ...(report.unmatched === 0 ? [] : [`${report.unmatched} hold only an id that nobody's address is known for: give --map with the ids kept at the purchase.`]),
        ...file.wrong.slice(0, 20).map(({ row, why }) => `  row ${row}: ${why}`),
        ...(file.wrong.length > 20 ? [`  and ${file.wrong.length - 20} more`] : []),
      ].join('\n'))
      return clean ? exitCodes.done : exitCodes.foundWrong
    })
  },
}

function checkSignature(raw: Buffer, format: OptOutFormat, signature: string | null, timestamp: string | null, secretFile: string | null): void {
  if (signature === null && timestamp === null && secretFile === null) return
  if (format !== 'lusha-json') throw new CommandFailed('--signature: only Lusha signs what it sends')
  if (signature === null || timestamp === null || secretFile === null) throw new CommandFailed('Give --signature, --timestamp and --secret-file together.')
  if (!isSignedByLusha(raw, timestamp, signature, readBytes(secretFile).toString('utf8').trim())) throw new CommandFailed('The signature does not fit this body: nothing was recorded.', exitCodes.foundWrong)
}

function read(raw: Buffer, format: OptOutFormat): OptOutFile {
  const decoded = decode(raw)
  if (format !== 'lusha-json') return format === 'pdl-csv' ? readPdl(rowsOf(decoded)) : readGeneric(rowsOf(decoded))
  try {
    return readLusha(JSON.parse(decoded))
  } catch {
    throw new CommandFailed('The file is no JSON.')
  }
}

function readMap(path: string): Map<string, string> {
  return new Map(rowsOf(decode(readBytes(path))).flatMap((row): [string, string][] => {
    const email = normalEmail(row['email'] ?? '')
    return email === null || (row['id'] ?? '') === '' ? [] : [[row['id'] ?? '', email]]
  }))
}
