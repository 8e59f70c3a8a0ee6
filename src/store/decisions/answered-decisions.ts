import type { Channel } from '../../domain/app/channel.ts'
import type { Decision } from '../../domain/decisions/decision.ts'
import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

/**
 * Contacts that hold each identity (hex of its hash): a personal one wherever it stands, a shared mailbox only as a
 * record's own address.
 */
export async function holdersOfIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ hash: string; contact_id: string }>(
    `select distinct encode(ri.identity_hash, 'hex') as hash, r.contact_id from record_identities ri join identities i on i.hash = ri.identity_hash join remote_records r on r.id = ri.record_id
     where ri.identity_hash = any($1) and r.gone_at is null and r.contact_id is not null and (not i.role or ri.position = 0) and ${noShopper.record('r.id')}
     union select encode(n.number_hash, 'hex'), r.contact_id from record_numbers n join remote_records r on r.id = n.record_id
     where n.number_hash = any($1) and not n.guessed and r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')}`,
    [hashes],
  )
  const found = new Map<string, string[]>()
  for (const { hash, contact_id: contactId } of rows) found.set(hash, [...(found.get(hash) ?? []), contactId])
  return found
}

/** Objections that stand on identities themselves, whoever holds them, by hex of the hash. */
export async function objectionsOfIdentities(
  sql: Sql,
  hashes: readonly Buffer[],
): Promise<Map<string, { receivedAt: string; channels: Channel[]; kinds: string[] }[]>> {
  const { rows } = await sql.query<{ hash: string; channel: Channel; kind: string; since: Date }>(
    `select encode(identity_hash, 'hex') as hash, channel, kind, since from suppressions where identity_hash = any($1)`,
    [hashes],
  )
  const found = new Map<string, { receivedAt: string; channels: Channel[]; kinds: string[] }[]>()
  for (const row of rows)
    found.set(row.hash, [
      ...(found.get(row.hash) ?? []),
      { receivedAt: row.since.toISOString(), channels: [row.channel], kinds: row.kind === '' ? [] : [row.kind] },
    ])
  return found
}

export interface AnsweredDecision {
  contactId: string
  decision: Decision
  purpose: string
  channel: Channel
  askedBy: string
  inputsHash: string
}

/** Writes what was answered to somebody (docs/reference/law.md#h1). */
export async function journalAnswers(sql: Sql, rows: readonly AnsweredDecision[], now: Date): Promise<void> {
  if (rows.length === 0) return
  const p = tableOf('p', 2, rows, {
    contact_id: ['uuid', (row) => row.contactId],
    verdict: ['text', (row) => row.decision.verdict],
    rule: ['text', (row) => row.decision.rule],
    asked_by: ['text', (row) => row.askedBy],
    purpose: ['text', (row) => row.purpose],
    channel: ['text', (row) => row.channel],
    hash: ['text', (row) => row.inputsHash],
  })
  await sql.query(
    `with answered as (
       insert into decision_journal (contact_id, verdict, rule, at, asked_by, purpose, channel, inputs_hash)
       select contact_id, verdict, rule, $1, asked_by, purpose, channel, decode(hash, 'hex') from ${p.from} returning verdict
     )
     insert into noted_figures (metric, labels, n) select 'lawbase_decisions_answered_total', array[verdict], count(*) from answered group by verdict`,
    [now, ...p.values],
  )
}
