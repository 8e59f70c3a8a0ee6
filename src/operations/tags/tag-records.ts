import { createHash } from 'node:crypto'
import type { ConnectedSystem } from '../../connector/contract.ts'
import type { RefusalReason } from '../../connector/outcome.ts'
import { nativeBasisOf, type TagField, type TagOrder } from '../../connector/orders.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { maskEmail } from '../../domain/contacts/identity.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { insertPersonLinks, noteTags, pageOfTagCandidates, type TagCandidate } from '../../store/tags/tags.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'

/** How far a going through the records came; `written` may count a record of a page that broke off twice. */
export interface TagProgress {
  looked: number
  written: number
  readBack: number
  refused: number
  /** The refused ones by why the system said no. */
  reasons: Partial<Record<RefusalReason, number>>
}

interface TagOptions {
  after: number
  runId: string
  signal: AbortSignal
  onPage: (progress: TagProgress, after: number) => Promise<void>
  progress: TagProgress
}

const pageSize = 1_000
/**
 * Writes our fields on the records of one Connection whose values differ from what should stand there, and reads them
 * back.
 */
export async function tagRecords(app: App, connectionId: string, options: TagOptions): Promise<TagProgress> {
  const { system, connection } = await openConnection(app, connectionId, 'tag', options.signal)
  if (system.tag === undefined) return options.progress
  const progress = options.progress
  const pass: TagPass = { connectionId, tag: system.tag.bind(system), runId: options.runId, progress }
  for (let after = options.after; ; ) {
    const page = await pageOfTagCandidates(app.pool, connectionId, after, pageSize)
    const last = page.at(-1)
    if (last === undefined) return progress
    // A page that breaks off is gone through again, and what was refused is refused again: it counts once the page
    // ends.
    const before = { refused: progress.refused, reasons: { ...progress.reasons } }
    const due = page
      .map((row) => ({ row, fields: differing(row, connection.createdFields, app.consoleUrl) }))
      .filter(({ fields }) => Object.keys(fields).length > 0)
    for (let start = 0; start < due.length; start += system.can.batch.tag) {
      options.signal.throwIfAborted()
      await tagBatch(app, pass, due.slice(start, start + system.can.batch.tag))
      await options.onPage({ ...progress, ...before }, after)
    }
    progress.looked += page.length
    after = last.id
    await options.onPage(progress, after)
  }
}

/** One going through the records of a Connection. */
interface TagPass {
  connectionId: string
  tag: NonNullable<ConnectedSystem['tag']>
  runId: string
  progress: TagProgress
}

type TagValues = Partial<Record<TagField, string | null>>

interface Due {
  row: TagCandidate
  fields: TagValues
}

/**
 * Fields that exist there and whose value at the vendor is not what it should be. The person's link is only written
 * where there is none: its token is stored hashed.
 */
function differing(row: TagCandidate, created: readonly TagField[], consoleUrl: string): TagValues {
  const wanted: TagValues = {
    ...verdictFields(row),
    evidence_url: `${consoleUrl}/contacts/${row.contactId}`,
    ...questionFields(row),
  }
  const fields: TagValues = {}
  for (const [name, value] of Object.entries(wanted) as [TagField, string | null][]) {
    if (created.includes(name) && (row.seen[name] ?? null) !== value) fields[name] = value
  }
  if ((row.seen.preference_url ?? null) === null) fields.preference_url = ''
  return fields
}

/** What was decided, and by what. */
function verdictFields({ detail, ...row }: TagCandidate): TagValues {
  const { channels = {} } = detail
  return {
    verdict: row.verdict,
    basis: row.basis,
    rule: row.rule,
    source: detail.source === '' ? null : detail.source,
    collected_on: detail.collectedOn,
    keep_until: row.termOn,
    decided_on: dayOf(row.decidedAt),
    objected_on: detail.objectedOn,
    verdict_phone: channels.phone?.verdict ?? null,
    verdict_sms: channels.sms?.verdict ?? null,
    verdict_post: channels.post?.verdict ?? null,
    verdict_social: channels.social?.verdict ?? null,
    notice_state: detail.noticeState ?? null,
    last_act_on: row.lastActAt === null ? null : dayOf(row.lastActAt),
  }
}

/** The question before the term: written where it is asked; taken away once it was answered, or its term moved. */
function questionFields({ askedAt, detail }: TagCandidate): TagValues {
  return askedAt !== null && detail.objectedOn === null
    ? { repermission_on: dayOf(askedAt) }
    : { repermission_on: null, repermission_url: null }
}

async function tagBatch(app: App, pass: TagPass, due: readonly Due[]): Promise<void> {
  const { progress } = pass
  const now = app.clock.now()
  const { orders, links } = ordersOf(app.publicUrl, due)
  if (orders.length === 0) return
  // Before the write: a link that reached the vendor always works.
  await insertPersonLinks(app.pool, links, maskEmail, now)
  const outcomes = await pass.tag(orders)
  const kept = orders.filter((_order, index) => ['applied', 'already'].includes(outcomes[index]?.status ?? ''))
  progress.written += orders.length
  progress.readBack += kept.length
  for (const outcome of outcomes) {
    if (outcome.status !== 'refused') continue
    progress.refused += 1
    progress.reasons[outcome.reason] = (progress.reasons[outcome.reason] ?? 0) + 1
  }
  await inTransaction(app.pool, async (sql) => {
    await noteTags(
      sql,
      kept.map((order) => ({
        id: Number(order.orderId),
        fields: { ...order.fields, native_basis: order.nativeBasis?.write ?? null } as Record<string, string | null>,
      })),
      now,
    )
    await insertAudit(sql, [tagAct(pass, kept, orders.length - kept.length)], now)
  })
}

/** What is to be written, and the links that go out with it. */
function ordersOf(publicUrl: string | null, due: readonly Due[]) {
  const links: { tokenHash: Buffer; contactId: string }[] = []
  const orders = due
    .map(({ row, fields }): TagOrder => {
      const complete = { ...fields }
      if (complete.preference_url === '') {
        if (publicUrl === null) delete complete.preference_url
        else {
          const token = newToken()
          links.push({ tokenHash: tokenHash(token), contactId: row.contactId })
          complete.preference_url = `${publicUrl}/u/${token}`
        }
      }
      const previous = row.written['native_basis'] ?? null
      return {
        orderId: String(row.id),
        record: row.ref,
        fields: complete,
        nativeBasis: { write: nativeBasisOf[row.basis ?? ''] ?? null, previous },
      }
    })
    .filter((order) => Object.keys(order.fields).length > 0)
  return { orders, links }
}

/** A batch as the audit keeps it. */
function tagAct({ runId, connectionId }: TagPass, kept: readonly TagOrder[], refused: number): AuditAct {
  const digest = createHash('sha256')
    .update(JSON.stringify(kept.map((order) => [order.record, order.fields])))
    .digest('hex')
  return {
    actId: `tag:${runId}:${connectionId}:${digest.slice(0, 32)}`,
    act: 'tag',
    actor: 'lawbase',
    connectionId,
    details: { records: kept.length, refused, digest },
  }
}
