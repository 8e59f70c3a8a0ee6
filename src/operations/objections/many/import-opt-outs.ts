import type { OptOut } from '../../../domain/objections/opt-out-file.ts'
import type { App } from '../../app/app.ts'
import { recordMany } from './record-many.ts'

interface ImportReport {
  recorded: number
  /** Said no before. */
  known: number
  /** Only the vendor's id is known, and no list says whose it is. */
  unmatched: number
}

interface ImportInput {
  people: readonly OptOut[]
  /** Address by vendor id, as it was kept at the purchase. */
  addresses: ReadonlyMap<string, string>
  /** Name of the broker or file, for the evidence. */
  from: string
  format: string
  /** SHA-256 of the file. */
  digest: string
  /** Who brought it on a page, and of which Connection it is; left out = the command line, none. */
  importedBy?: string
  connectionId?: string
}

/**
 * Records every opt-out of a broker's file as an Objection of door `broker`. Harmless when repeated: an objection that
 * stands is not recorded again.
 */
export async function importOptOuts(app: App, input: ImportInput): Promise<ImportReport> {
  const now = app.clock.now()
  const matched = input.people.flatMap((person) => {
    const email = person.email ?? input.addresses.get(person.vendorId ?? '') ?? null
    return email === null ? [] : [{ ...person, email }]
  })
  const report = await recordMany(
    app,
    matched.map((person) => ({
      emails: [person.email],
      hashes: [],
      contactId: null,
      channels: person.channels,
      receivedAt: person.at === null || person.at > now ? now : person.at,
      door: 'broker',
      actor: input.importedBy ?? 'command line',
      originConnectionId: input.connectionId ?? null,
      lane: 'objection',
      reason: 'objection',
      evidence: { from: input.from, format: input.format, file: input.digest, row: person.row },
      idempotencyKey: null,
    })),
  )
  return { ...report, unmatched: input.people.length - matched.length }
}
