import { randomUUID } from 'node:crypto'
import { normalBrokerName } from '../../domain/brokers/broker-profile.ts'
import { guessScreeningColumns } from '../../domain/screening/screening-row.ts'
import { type ScreeningMapping } from '../../domain/screening/screening-columns.ts'
import type { ScreeningAsk } from '../../domain/screening/screening-ask.ts'
import { noCounts, type ScreeningCounts } from '../../domain/screening/screening.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { insertDelivered, recordScreened, type DeliveredRow } from '../../store/brokers/broker-deliveries.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  askForScreening,
  claimScreening,
  deleteScreening,
  eraseOldScreenings,
  finishScreening,
  insertScreening,
  markErased,
  noteContent,
  noteProgress,
  noteTotal,
  releaseScreening,
  screeningsToRun,
  type FaultyRow,
  type Screening,
} from '../../store/screening/screenings.ts'
import type { App } from '../app/app.ts'
import { openList } from '../spreadsheets/open-list.ts'
import { contentSource, keepContent, keepPiece, readSealedPart } from '../spreadsheets/sealed-pieces.ts'
import { countRows, screenRows } from './screen-rows.ts'
import { screeningLimits, TableFault, type TableFormat } from '../spreadsheets/table-file.ts'

/** The first rows of a list, to name its columns by. */
export interface ListStart {
  format: TableFormat
  rows: readonly (readonly string[])[]
}

const startRows = 6

/**
 * Keeps a list sealed until somebody says what it is. Throws TableFault when it cannot be read; nothing is kept then.
 * Gives its id.
 */
export async function keepList(
  app: App,
  list: { name: string; chunks: AsyncIterable<Buffer> },
  actor: string,
): Promise<string> {
  const id = randomUUID()
  await insertScreening(
    app.pool,
    {
      id,
      digest: Buffer.alloc(0),
      size: 0,
      uploadedBy: actor,
      name: list.name.replaceAll(/[^\p{L}\p{N}. _-]/gu, '_').slice(-100),
    },
    app.clock.now(),
  )
  try {
    const { digest, size } = await keepContent(app, id, list.chunks, screeningLimits)
    await noteContent(app.pool, id, digest, size)
    await startOfList(app, { id, size })
    return id
  } catch (error) {
    await deleteScreening(app.pool, id)
    throw error
  }
}

/** Forgets a list that cannot be screened as it was asked. */
export async function forgetList(app: App, id: string): Promise<void> {
  await deleteScreening(app.pool, id)
}

/** First rows of a list that waits. Throws TableFault. */
export async function startOfList(app: App, { id, size }: Pick<Screening, 'id' | 'size'>): Promise<ListStart> {
  const table = await openList(app.threads, contentSource(app, id, size), screeningLimits)
  const rows: (readonly string[])[] = []
  for await (const row of table.rows()) if (rows.push(row) === startRows) break
  return { format: table.format, rows }
}

/** Columns of a list by their headings. */
export function guessOf(start: ListStart): ScreeningMapping {
  return guessScreeningColumns(start.rows[0] ?? [])
}

/** Has a kept list screened by a worker; a second word changes nothing. */
export async function askToScreen(
  app: App,
  id: string,
  asked: { mapping: ScreeningMapping; ask: ScreeningAsk },
  actor: string,
): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    if (await askForScreening(sql, id, { ...asked, askedAt: now }))
      await insertAudit(
        sql,
        [{ actId: `screening:${id}:asked`, act: 'screening', actor, details: { screening: id, ...told(asked.ask) } }],
        now,
      )
  })
  await app.enqueue('screen-file', { screeningId: id })
}

/** What the audit log says of a list; a broker's or a trade show's name is nobody's address. */
function told(ask: ScreeningAsk): Record<string, unknown> {
  return {
    channel: ask.channel,
    offer: ask.offer,
    source: ask.sourceKind,
    name: ask.sourceName,
    obtainedOn: ask.obtainedOn,
    ...(ask.sourceKind === 'C7' || ask.sourceKind === 'C14' ? { delivery: ask.reference } : {}),
  }
}

/** Starts what waits, goes on with what a worker left behind, and erases what had its time. */
export async function wakeScreenings(app: App): Promise<void> {
  await eraseOldScreenings(app.pool, app.clock.now())
  for (const screeningId of await screeningsToRun(app.pool)) await app.enqueue('screen-file', { screeningId })
}

/** Counting a long list takes longest; after a failure nobody tries again before. */
const claimMs = 120_000

/** Screens a list that was asked for. Cut off anywhere it goes on behind the last block whose results stand. */
export async function screenAsked(app: App, id: string, signal: AbortSignal): Promise<void> {
  const screening = await claimScreening(app.pool, id, claimMs)
  if (screening?.ask == null || screening.mapping === null) return
  const { ask, mapping } = screening
  let counts = screening.counts ?? noCounts()
  let faults = screening.faults ?? []
  try {
    const table = await openList(app.threads, contentSource(app, id, screening.size), screeningLimits)
    if (screening.totalRows === null) await noteTotal(app.pool, id, await countRows(table), claimMs)
    let { blocks } = screening
    for await (const block of screenRows(app, {
      table,
      mapping,
      ask,
      now: screening.askedAt ?? app.clock.now(),
      doneRows: screening.doneRows,
      counts,
      faults,
    })) {
      signal.throwIfAborted()
      const stands = await inTransaction(app.pool, async (sql) => {
        if (!(await noteProgress(sql, id, { ...block, blocks: blocks + 1 }, claimMs))) return false
        await keepPiece(app, sql, { id, part: 'allowed', position: blocks }, Buffer.from(block.allowed))
        await keepPiece(app, sql, { id, part: 'refused', position: blocks }, Buffer.from(block.refused))
        await insertDelivered(
          sql,
          id,
          block.delivered.map(({ row, line, hashes }) => ({ row, at: { piece: blocks, line }, hashes })),
        )
        return true
      })
      // Another worker took it over, or its time was over: nothing more is ours to write.
      if (!stands) return
      blocks += 1
      ;({ counts, faults } = block)
    }
    await inTransaction(app.pool, (sql) =>
      finish(app.clock.now(), sql, { ...screening, ask }, { counts, faults, failure: null }),
    )
  } catch (error) {
    if (!(error instanceof TableFault)) {
      await releaseScreening(app.pool, id)
      throw error
    }
    await inTransaction(app.pool, (sql) =>
      finish(
        app.clock.now(),
        sql,
        { ...screening, ask },
        { counts, faults, failure: { code: error.code, where: error.where } },
      ),
    )
  }
}

interface ScreeningEnd {
  counts: ScreeningCounts
  faults: readonly FaultyRow[]
  failure: { code: string; where: string } | null
}

/** Figures, the record of a broker's delivery and the entry of the audit log come together. */
async function finish(
  now: Date,
  sql: Sql,
  screening: Pick<Screening, 'id' | 'digest' | 'uploadedBy' | 'name'> & { ask: ScreeningAsk },
  end: ScreeningEnd,
): Promise<void> {
  const { ask, digest, id } = screening
  if (!(await finishScreening(sql, id, end, now))) return
  const { rows, allowed, refused } = end.counts
  if (end.failure === null && ask.sourceKind === 'C7' && ask.obtainedOn !== null) {
    const broker = ask.sourceName ?? ''
    const stopped = noRules.reduce((sum, rule) => sum + (end.counts.refusedBy[rule] ?? 0), 0)
    await recordScreened(sql, randomUUID(), {
      screeningId: id,
      normalName: normalBrokerName(broker),
      connectionId: ask.broker,
      broker,
      reference: ask.reference,
      obtainedOn: ask.obtainedOn,
      fileName: screening.name,
      digest,
      rows,
      allowed,
      refused,
      stopped,
      recordedAt: now,
    })
  }
  await insertAudit(
    sql,
    [
      {
        actId: `screening:${id}:finished`,
        act: 'screening',
        actor: screening.uploadedBy,
        connectionId: ask.broker,
        details: {
          screening: id,
          sha256: digest.toString('hex'),
          ...(end.failure === null ? { rows, allowed, refused } : { failure: end.failure.code }),
        },
      },
    ],
    now,
  )
}

/**
 * Rules by which an objection of the person stops a row (docs/reference/law.md#f): our wash on receipt
 * (docs/reference/law.md#i7).
 */
const noRules = ['F1', 'F4', 'F21', 'F22', 'E7'] as const

/**
 * Notes a list that was screened where it lies: figures and digest, no row of it; of a broker's delivery also the
 * hashes of its allowed rows. Gives the id.
 */
export async function noteScreening(
  app: App,
  list: { fileName: string; digest: Buffer; size: number; mapping: ScreeningMapping; ask: ScreeningAsk; askedAt: Date },
  end: ScreeningEnd,
  delivered: readonly DeliveredRow[],
  actor: string,
): Promise<string> {
  const id = randomUUID()
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await insertScreening(sql, { id, digest: list.digest, size: list.size, uploadedBy: actor, name: null }, now)
    await askForScreening(sql, id, list)
    for (let from = 0; from < delivered.length; from += together)
      await insertDelivered(sql, id, delivered.slice(from, from + together))
    await finish(now, sql, { id, digest: list.digest, uploadedBy: actor, name: list.fileName, ask: list.ask }, end)
    await markErased(sql, id, now)
  })
  return id
}

/** Rows whose hashes go in one statement. */
const together = 1_000

/** One of the two results, noted as handed out. */
export async function openResult(
  app: App,
  id: string,
  part: 'allowed' | 'refused',
  actor: string,
): Promise<AsyncIterable<Buffer>> {
  await insertAudit(
    app.pool,
    [{ actId: `export:${randomUUID()}`, act: 'export', actor, details: { what: 'screening', screening: id, part } }],
    app.clock.now(),
  )
  return readSealedPart(app, id, part)
}

/** Connections of brokers, from whom a list can come. */
export async function brokersOf(app: App): Promise<{ id: string; label: string }[]> {
  return (await listConnections(app.pool))
    .filter((row) => app.connectors.get(row.connector)?.kind === 'broker')
    .map(({ id, label }) => ({ id, label }))
}
