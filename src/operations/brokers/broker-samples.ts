import type { Pool } from 'pg'
import { Refused } from '../../domain/app/refused.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { drawNext, sampleFails } from '../../domain/brokers/broker-sample.ts'
import { addDays, dayOf } from '../../domain/app/day.ts'
import { insertAudit } from '../../store/app/audit.ts'
import {
  deliveredPeople,
  deliveredRows,
  findDelivery,
  type BrokerDelivery,
} from '../../store/brokers/broker-deliveries.ts'
import {
  closeSample,
  findSample,
  insertSample,
  lockOpenSample,
  sampleRows,
  samplesOf,
  saveResult,
  type BrokerSample,
  type SampleRow,
} from '../../store/brokers/broker-samples.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { findScreening, isKept } from '../../store/screening/screenings.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { decideBroker } from './decide-broker.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { openSealedPiece } from '../spreadsheets/sealed-pieces.ts'

/** Days a broker has to prove a sample. */
const sampleDays = 14

export class SampleRefused extends Refused<'unknown' | 'nothing' | 'open' | 'closed' | 'row' | 'evidence' | 'note'> {
  constructor(code: SampleRefused['code']) {
    super(code, `the sample was refused: ${code}`)
  }
}

const place = (id: string, row: number) => ({ table: 'broker_sample_rows', row: id, column: `address:${row}` })

/**
 * Draws a sample of a screened delivery (docs/reference/law.md#i11). One at a time: SampleRefused while another is
 * open. Gives its id.
 */
export async function drawSample(app: App, user: User, deliveryId: string, count: number): Promise<string> {
  const delivery = await findDelivery(app.pool, deliveryId)
  if (delivery?.brokerId == null) throw new SampleRefused('unknown')
  const rows = delivery.screeningId === null ? [] : await deliveredRows(app.pool, delivery.screeningId)
  if (delivery.screeningId === null || rows.length === 0) throw new SampleRefused('nothing')
  const seed = randomBytes(32)
  const drawn = drawNext(seed, rows, count, await failedBefore(app.pool, delivery.brokerId, deliveryId))
  const people = await addressesOf(app, delivery, drawn)
  const id = randomUUID()
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const stored = await insertSample(
      sql,
      {
        id,
        deliveryId,
        seed,
        ofRows: rows.length,
        drawn: drawn.length,
        drawnBy: user.email,
        drawnAt: now,
        answerBy: addDays(dayOf(now), sampleDays),
      },
      people.map(({ row, hash, address }, at) => ({
        place: at + 1,
        rowNumber: row,
        hash,
        address: address === null ? null : app.keys.seal(address, place(id, at + 1)),
      })),
    )
    if (!stored) throw new SampleRefused('open')
    await insertAudit(
      sql,
      [
        {
          actId: `broker-sample:${id}:drawn`,
          act: 'broker',
          actor: user.email,
          details: {
            broker: delivery.brokerId,
            what: 'sample',
            sample: id,
            delivery: deliveryId,
            drawn: drawn.length,
            of: rows.length,
            seed: seed.toString('hex'),
          },
        },
      ],
      now,
    )
  })
  return id
}

/** The last closed sample of a delivery, where it failed. */
async function failedBefore(
  pool: Pool,
  brokerId: string,
  deliveryId: string,
): Promise<{ drawn: number; unproved: number[] } | null> {
  const last = (await samplesOf(pool, brokerId)).find(
    (sample) => sample.deliveryId === deliveryId && sample.closedAt !== null,
  )
  if (last?.failed !== true) return null
  return {
    drawn: last.drawn,
    unproved: (await sampleRows(pool, last.id)).filter((row) => row.result !== 'proved').map((row) => row.rowNumber),
  }
}

/**
 * Drawn rows with their address: from the allowed rows while they are kept, else from the base, else none: then the
 * broker's own row number must do.
 */
async function addressesOf(
  app: App,
  delivery: BrokerDelivery,
  drawn: readonly number[],
): Promise<{ row: number; hash: Buffer; address: string | null }[]> {
  const screeningId = delivery.screeningId ?? ''
  const people = new Map((await deliveredPeople(app.pool, screeningId, drawn)).map((one) => [one.row, one]))
  const screening = await findScreening(app.pool, screeningId)
  const mapping = screening !== null && isKept(screening, app.clock.now()) ? screening.mapping : null
  const pieces = new Map<number, string[][] | null>()
  const lineOf = async (piece: number, line: number): Promise<string[] | null> => {
    if (!pieces.has(piece)) {
      const bytes = await openSealedPiece(app, screeningId, 'allowed', piece)
      pieces.set(piece, bytes === null ? null : parseLines(bytes.toString('utf8')))
    }
    return pieces.get(piece)?.[line] ?? null
  }
  const found: { row: number; hash: Buffer; address: string | null }[] = []
  for (const row of drawn) {
    const one = people.get(row)
    if (one === undefined) throw new Error('A drawn row is no longer there')
    const cells = mapping === null || one.piece === null || one.line === null ? null : await lineOf(one.piece, one.line)
    const cell = [mapping?.email, mapping?.mobile, mapping?.phone]
      .map((column) => (column === undefined ? '' : (cells?.[column] ?? '').trim().replace(/^'/u, '')))
      .find((text) => text !== '')
    found.push({ row, hash: one.hash, address: cell ?? one.value })
  }
  return found
}

/**
 * A piece of the allowed file as cells; every cell of it is quoted, so what stands between the first two tells the
 * separator.
 */
function parseLines(text: string): string[][] {
  const separator = /^\uFEFF?"(?:[^"]|"")*"([,;\t|])/u.exec(text)?.[1] ?? ';'
  return parse(text, { bom: true, delimiter: separator, relax_column_count: true })
}

/** A sample with its rows, addresses opened. */
export async function openSample(
  app: App,
  id: string,
): Promise<{ sample: BrokerSample; delivery: BrokerDelivery; rows: readonly SampleRow[] } | null> {
  const sample = await findSample(app.pool, id)
  const delivery = sample === null ? null : await findDelivery(app.pool, sample.deliveryId)
  if (sample === null || delivery === null) return null
  return {
    sample,
    delivery,
    rows: (await sampleRows(app.pool, id)).map((row) => ({
      ...row,
      address: row.address === null ? null : app.keys.open(row.address, place(id, row.place)),
    })),
  }
}

/**
 * Records what the broker could prove for one row; said again, the last word counts until the sample is closed. Proved
 * needs the proof.
 */
export async function recordResult(
  app: App,
  user: User,
  sampleId: string,
  row: number,
  given: { result: 'proved' | 'not-proved'; note: string; evidence: UploadedFile | null },
): Promise<void> {
  const now = app.clock.now()
  const note = given.note.trim()
  const known = await findSample(app.pool, sampleId)
  if (known === null) throw new SampleRefused('unknown')
  if (given.result === 'not-proved' && note === '') throw new SampleRefused('note')
  await inTransaction(app.pool, async (sql) => {
    if (!(await lockOpenSample(sql, sampleId))) throw new SampleRefused('closed')
    const before = (await sampleRows(sql, sampleId)).find((one) => one.place === row)
    if (before === undefined) throw new SampleRefused('row')
    if (given.result === 'proved' && given.evidence === null && before.evidenceId === null)
      throw new SampleRefused('evidence')
    const kept = given.evidence === null ? null : await keepEvidence(app, sql, given.evidence, user.email)
    if (kept !== null && !(await tieEvidence(sql, kept.id, 'broker', known.brokerId, user.email)))
      throw new Error('An upload was lost between two statements')
    await saveResult(
      sql,
      sampleId,
      row,
      { result: given.result, note: note === '' ? null : note, recordedBy: user.email, evidenceId: kept?.id ?? null },
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `broker-sample:${sampleId}:${row}:${now.getTime()}:${user.id}`,
          act: 'broker',
          actor: user.email,
          details: {
            broker: known.brokerId,
            what: 'proof',
            sample: sampleId,
            row,
            result: given.result,
            ...(kept === null ? {} : { sha256: kept.digest }),
          },
        },
      ],
      now,
    )
  })
}

/**
 * Ends a sample: its addresses are erased, and where more rows than the settings allow stay without proof the whole
 * delivery is in quarantine, silence counted as no proof. Of two people who close at once the second is refused. Gives
 * whether it failed.
 */
export async function endSample(app: App, user: User, sampleId: string): Promise<boolean> {
  const now = app.clock.now()
  const known = await findSample(app.pool, sampleId)
  if (known === null) throw new SampleRefused('unknown')
  const failed = await inTransaction(app.pool, async (sql) => {
    if (!(await lockOpenSample(sql, sampleId))) throw new SampleRefused('closed')
    const { drawn, proved, notProved, silent } = (await findSample(sql, sampleId)) ?? known
    const { settings } = await loadSettings(sql)
    const maxUnproved = settings.brokerSample.mostUnproved
    const fails = sampleFails({ drawn, proved, notProved, silent }, maxUnproved)
    await closeSample(
      sql,
      sampleId,
      { drawn, proved, notProved, silent, mostUnproved: maxUnproved, failed: fails, by: user.email },
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `broker-sample:${sampleId}:closed`,
          act: 'broker',
          actor: user.email,
          details: {
            broker: known.brokerId,
            what: 'sample-end',
            sample: sampleId,
            delivery: known.deliveryId,
            proved,
            notProved,
            silent,
            quarantined: fails,
          },
        },
      ],
      now,
    )
    return fails
  })
  decideBroker(app, known.brokerId)
  return failed
}
