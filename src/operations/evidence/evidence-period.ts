import type { Pool } from 'pg'
import { noTermMs, type ChainPosition } from '../../domain/evidence/evidence-pack.ts'
import { proofOf } from '../../domain/evidence/receipt.ts'
import { dayIn } from '../../domain/app/day.ts'
import { periodFields } from '../../domain/evidence/tables/evidence-fields.ts'
import { exportAudit } from '../../store/app/audit.ts'
import {
  accessBetween,
  chainBetween,
  erasuresBetween,
  firstProofs,
  objectionsBetween,
  plansBetween,
  runsBetween,
  settingsBetween,
  spanOf,
  type PeriodNo,
  type Span,
} from '../../store/evidence/evidence-period-view.ts'
import type { App } from '../app/app.ts'
import { dataFile, jsonLines, type PackHead } from './evidence-head.ts'
import { noPeriodCounts, signedCounts, type PeriodCounts } from './period-counts.ts'
import { signCertificate } from '../removals/issue-certificate.ts'
import { signAsDeployment } from '../app/sign.ts'
import type { ZipFile } from '../app/write-zip.ts'

/** A period with its instants and its part of the audit chain. */
interface EvidencePeriod {
  from: string
  to: string
  timeZone: string
  span: Span
  chain: { before: ChainPosition; after: ChainPosition }
}

export async function openPeriod(
  app: App,
  { from, to }: { from: string; to: string },
  timeZone: string,
): Promise<EvidencePeriod> {
  const span = await spanOf(app.pool, from, to, timeZone)
  const chain = await chainBetween(app.pool, span)
  const position = ({ seq, chain: link }: { seq: number; chain: Buffer }) => ({ seq, chain: link.toString('hex') })
  return { from, to, timeZone, span, chain: { before: position(chain.before), after: position(chain.after) } }
}

export interface PeriodEvidence extends PackHead {
  period: EvidencePeriod
  counts: PeriodCounts
}

const batch = 200

/**
 * Files of a period's pack. Lines are written as they are read, so the memory stays flat however many objections there
 * are. Nobody is named: random ids only.
 */
export async function* periodFiles(
  app: App,
  period: EvidencePeriod,
  head: PackHead,
  { language, paper }: { language: 'en' | 'fr'; paper: (facts: PeriodEvidence) => Promise<Buffer> },
): AsyncGenerator<ZipFile> {
  const { span, from, to, timeZone, chain } = period
  const counts = noPeriodCounts()
  yield objectionsFile(app.pool, span, counts)
  const erasures = await erasuresBetween(app.pool, from, to, timeZone)
  const accesses = await accessBetween(app.pool, from, to, timeZone)
  yield {
    path: 'breaches.jsonl',
    content: jsonLines(
      breaches(app.pool, span, [...erasures, ...accesses], dayIn(head.issuedAt, timeZone), head.issuedAt),
      ({ breach }) => {
        counts[breach === 'late-no' ? 'lateObjections' : 'lateAnswers'] += 1
      },
    ),
  }
  yield* removalFiles(app, span, counts)
  const counted = (count: 'erasureRequests' | 'accessRequests' | 'runs' | 'settingsSaved') => () => {
    counts[count] += 1
  }
  yield { path: 'erasure-requests.jsonl', content: jsonLines(erasures, counted('erasureRequests')) }
  yield { path: 'access-requests.jsonl', content: jsonLines(accesses, counted('accessRequests')) }
  yield { path: 'runs.jsonl', content: jsonLines(await runsBetween(app.pool, span), counted('runs')) }
  yield { path: 'settings.jsonl', content: jsonLines(await settingsBetween(app.pool, span), counted('settingsSaved')) }
  yield* auditFiles(app, chain, head.issuedAt, counts)
  const { number, issuedAt } = head
  yield dataFile('lawbase-evidence-period', periodFields, language, {
    number,
    issuedAt,
    from,
    to,
    timeZone,
    counts: signedCounts(counts),
    chain,
  })
  yield { path: 'summary.pdf', content: await paper({ ...head, period, counts }) }
}

function objectionsFile(pool: Pool, span: Span, counts: PeriodCounts): ZipFile {
  const add = (sums: Record<string, number>, name: string) => {
    sums[name] = (sums[name] ?? 0) + 1
  }
  return {
    path: 'objections.jsonl',
    content: jsonLines(reportedObjections(pool, objectionsBetween(pool, span, null)), (no) => {
      counts.objections += 1
      add(counts.byDoor, no.door === 'crm' ? (no.origin ?? no.door) : no.door)
      for (const { state } of no.systems) add(counts.byState, state)
    }),
  }
}

/** The plans of the period, and the certificate of each that was carried out. */
async function* removalFiles(app: App, span: Span, counts: PeriodCounts): AsyncGenerator<ZipFile> {
  const plans = await plansBetween(app.pool, span)
  yield {
    path: 'removals.jsonl',
    content: jsonLines(
      plans.map(({ id: _id, ...plan }) => plan),
      (plan) => {
        counts.removalPlans += 1
        counts.peopleRemoved += plan.removed
        counts.peopleAnonymised += plan.anonymised
        counts.peopleBack += plan.back
        counts.approvals += plan.approvals.length
      },
    ),
  }
  for (const plan of plans.filter(({ certified }) => certified)) {
    yield { path: `certificates/${plan.number}.json`, content: (await signCertificate(app, plan.id, null)).file }
    counts.certificates += 1
  }
}

/** The period's part of the audit chain, between its two signed ends. */
async function* auditFiles(
  app: App,
  chain: EvidencePeriod['chain'],
  at: Date,
  counts: PeriodCounts,
): AsyncGenerator<ZipFile> {
  yield {
    path: 'audit/acts.jsonl',
    content: jsonLines(exportAudit(app.pool, { after: chain.before.seq, upTo: chain.after.seq }), () => {
      counts.acts += 1
    }),
  }
  for (const end of ['before', 'after'] as const) {
    const head = { type: 'lawbase-audit-head', version: 1, at: at.toISOString(), ...chain[end] }
    yield { path: `audit/head-${end}.json`, content: (await signAsDeployment(app, head)).file }
  }
}

const proved = ['applied', 'accepted', 'absent']

/** Objections with each of their ways and when it was first proved. */
async function* provedObjections(pool: Pool, objections: AsyncIterable<PeriodNo>) {
  for await (const some of inBatches(objections, batch)) {
    const repaired = some.flatMap(({ recordedAt, rows }) =>
      rows.filter((row) => row.doneAt !== null && row.doneAt.getTime() > recordedAt.getTime() + noTermMs),
    )
    const first = await firstProofs(pool, repaired)
    for (const { rows, ...no } of some)
      yield {
        no,
        ways: rows.map((row) => ({
          row,
          provedAt: first.get(row.id) ?? (proved.includes(row.state) ? row.doneAt : null),
        })),
      }
  }
}

/**
 * Objections as a line tells them: no address, no name, no free text, and of an address that was read back not even its
 * hash.
 */
async function* reportedObjections(pool: Pool, objections: AsyncIterable<PeriodNo>) {
  for await (const { no, ways } of provedObjections(pool, objections)) {
    yield {
      ...no,
      systems: ways.map(({ row, provedAt }) => ({
        system: row.label,
        state: row.state,
        proof: proofOf(row),
        reason: row.reason,
        ticket: row.ticket,
        sentAt: row.firstSentAt,
        writtenAt: row.writtenAt,
        provedAt,
        settledByHandAt: row.settled?.at ?? null,
        readBack: row.items.map((item) => ({
          record: item.targetKind === 'record' ? item.target : null,
          channel: item.channel,
          level: item.level,
          value: item.value,
          at: item.readAt,
        })),
      })),
    }
  }
}

type Breach =
  | {
      breach: 'late-no'
      objection: string
      contactId: string | null
      system: string
      state: string
      recordedAt: Date
      dueAt: Date
      provedAt: Date | null
    }
  | { breach: 'late-answer'; request: string; contactId: string | null; dueOn: string; answeredOn: string | null }

/**
 * Terms that were not kept: objections not proved in a system within 48 hours (docs/reference/promises.md#terms),
 * wishes not answered by their day (GDPR art. 12(3)). `today` in the zone.
 */
async function* breaches(
  pool: Pool,
  span: Span,
  wishes: readonly { number: string; contactId: string | null; dueOn: string; answeredOn: string | null }[],
  today: string,
  now: Date,
): AsyncGenerator<Breach> {
  for await (const { no, ways } of provedObjections(pool, objectionsBetween(pool, span, { ms: noTermMs, now }))) {
    for (const {
      row: { label: system, state, createdAt },
      provedAt,
    } of ways) {
      // A system that was connected, or named as a source, later has its own 48 hours.
      const dueAt = new Date(Math.max(no.recordedAt.getTime(), createdAt.getTime()) + noTermMs)
      if (state !== 'superseded' && (provedAt ?? now) > dueAt)
        yield {
          breach: 'late-no',
          objection: no.number,
          contactId: no.contactId,
          system,
          state,
          recordedAt: no.recordedAt,
          dueAt,
          provedAt,
        }
    }
  }
  for (const { number, contactId, dueOn, answeredOn } of wishes)
    if ((answeredOn ?? today) > dueOn) yield { breach: 'late-answer', request: number, contactId, dueOn, answeredOn }
}

async function* inBatches<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let some: Row[] = []
  for await (const row of rows) {
    some.push(row)
    if (some.length < size) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
