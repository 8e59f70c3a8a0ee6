import { createHash } from 'node:crypto'
import { plainWord } from '../../../domain/objections/file-columns.ts'
import { datedColumns } from '../../../domain/objections/dated-columns.ts'
import { guessColumns } from '../../../domain/objections/objection-file.ts'
import { readGeneric } from '../../../domain/objections/opt-out-file.ts'
import { emailHeadings } from '../../../domain/objections/tables/heading-words.ts'
import { Refused } from '../../../domain/app/refused.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { noteListImported } from '../../../store/brokers/feeds/feeds.ts'
import { findConnection } from '../../../store/connections/connections.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { importOptOuts } from '../../objections/many/import-opt-outs.ts'
import { readList } from '../../spreadsheets/open-list.ts'
import { keepVendorIds } from './keep-vendor-ids.ts'

/** A file that cannot be used as what it was brought as; the code names the sentence of the screen. */
export class ListRefused extends Refused<'email' | 'ids' | 'date'> {}

/** The vendor's own word first: a file may hold our ids, too. */
const idHeadings = ['pdl id', 'vendor id', 'person id', 'contact id', 'contactid', 'id']

/**
 * Records the opt-outs of a list that a person brings from a vendor; what was missed before is in it. `wrong`: rows
 * that say nothing that can be used. Harmless when repeated. Throws TableFault and ListRefused.
 */
export async function importList(
  app: App,
  user: User,
  connectionId: string,
  file: { name: string; bytes: Buffer },
): Promise<{ recorded: number; known: number; wrong: number[] }> {
  const now = app.clock.now()
  const connection = await findConnection(app.pool, connectionId)
  if (connection === null) throw new Error('There is no such Connection')
  const { rows } = await readList(app.threads, file.bytes)
  const mapping = guessColumns(rows[0] ?? [])
  if (mapping.email === undefined) throw new ListRefused('email')
  // A day that is not read would make every opt-out one of today.
  if (mapping.date === undefined && datedColumns(rows, mapping).length > 0) throw new ListRefused('date')
  const { settings } = await loadSettings(app.pool)
  const read = readGeneric(rows, mapping, { now, timeZone: settings.timeZone })
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const { recorded, known } = await importOptOuts(app, {
    people: read.people,
    addresses: new Map(),
    from: connection.label,
    format: 'generic-csv',
    digest,
    importedBy: user.email,
    connectionId,
  })
  // A list of which nothing could be read is not the one that was missed.
  if (read.people.length > 0 || read.wrong.length === 0) await noteListImported(app.pool, connectionId, user.email, now)
  await insertAudit(
    app.pool,
    [
      {
        actId: `feed:${connectionId}:list:${now.getTime()}`,
        act: 'feed',
        actor: user.email,
        connectionId,
        details: { file: digest, recorded, known, wrong: read.wrong.length },
      },
    ],
    now,
  )
  return { recorded, known, wrong: read.wrong.map(({ row }) => row) }
}

/** Keeps the ids of a file with the columns id and email. Throws TableFault and ListRefused. */
export async function importIds(
  app: App,
  user: User,
  connectionId: string,
  bytes: Buffer,
): Promise<{ kept: number; recorded: number }> {
  const { rows } = await readList(app.threads, bytes)
  const headings = (rows[0] ?? []).map(plainWord)
  const place = (names: readonly string[]) => headings.indexOf(names.find((name) => headings.includes(name)) ?? '-')
  const [id, email] = [place(idHeadings), place(emailHeadings)]
  if (id < 0 || email < 0) throw new ListRefused('ids')
  return keepVendorIds(
    app,
    user,
    connectionId,
    rows.slice(1).map((cells) => ({ vendorId: cells[id] ?? '', email: cells[email] ?? '' })),
  )
}
