import type { DeclaredKind } from '../../domain/sources/tables/source-kinds.ts'
import type { SourceWithdrawal, WithdrawalReason } from '../../domain/sources/withdrawal.ts'
import type { Sql } from '../app/database.ts'

/** What one of us wrote of where a person's data came from. */
interface SourceByHand {
  id: number
  contactId: string
  kind: DeclaredKind
  name: string
  obtainedOn: string | null
  /** What whoever added it wrote of the file. */
  note: string
  author: string
}

/** A source that one of us added to a person, or to everyone on a list. */
export interface AddedSource extends SourceByHand {
  noticeShown: boolean | null
  createdAt: Date
  /** It was added to a list: declared, its file is on the page of the source. */
  isListed: boolean
  /** The person was removed meanwhile. */
  isGone: boolean
}

/** What one of us added, and no record or answer of the person shows: `s` is a row of `sources`. */
export const addedByHand = 's.record_id is null and s.connection_id is null and s.proof_by is not null'
const columns = `s.id, s.contact_id as "contactId", s.kind, s.name, s.obtained_on::text as "obtainedOn", coalesce(s.proof_note, '') as note, s.proof_by as author, s.notice_shown as "noticeShown", s.created_at as "createdAt", s.proof is null as "isListed", c.purged_at is not null as "isGone"`
const live = 'join contacts c on c.id = s.contact_id and c.purged_at is null and c.merged_into is null'

/** The source with this number, at whomever it is now; null = none that was added by hand has it any more. */
export async function findAddedSource(sql: Sql, id: number): Promise<AddedSource | null> {
  const { rows } = await sql.query<AddedSource>(
    `select ${columns} from sources s join contacts c on c.id = s.contact_id where s.id = $1 and ${addedByHand}`,
    [id],
  )
  return rows[0] ?? null
}

/** Sources that were added to people who are here by the act that added this one: of a list all, else itself. */
export async function sourcesOfAct(sql: Sql, source: AddedSource): Promise<{ id: number; contactId: string }[]> {
  const { rows } = await sql.query<{ id: number; contactId: string }>(
    `select s.id, s.contact_id as "contactId" from sources s ${live}
     where ${addedByHand} and (s.id = $1 or ($2::boolean and s.proof is null and s.created_at = $3 and s.kind = $4 and s.name = $5 and s.proof_by = $6)) order by s.id`,
    [source.id, source.isListed, source.createdAt, source.kind, source.name, source.author],
  )
  return rows
}

/**
 * Locks people and what was added to them; whoever was removed or merged meanwhile, and what was taken back, is left
 * out.
 */
export async function lockAddedSources(sql: Sql, ids: readonly number[]): Promise<AddedSource[]> {
  const { rows } = await sql.query<AddedSource>(
    `select ${columns} from sources s ${live} where s.id = any($1) and ${addedByHand} order by c.id, s.id for update of c, s`,
    [ids],
  )
  return rows
}

/**
 * Of these numbers and moments those that still count, with their people: after a restore a number may be another's.
 */
export async function stillAdded(
  sql: Sql,
  sources: readonly (readonly [id: number, createdAt: string])[],
): Promise<{ id: number; contactId: string }[]> {
  const { rows } = await sql.query<{ id: number; contactId: string }>(
    `select s.id, s.contact_id as "contactId" from unnest($1::bigint[], $2::timestamptz[]) as p (id, at) join sources s on s.id = p.id and s.created_at = p.at and ${addedByHand} order by s.id`,
    [sources.map(([id]) => id), sources.map(([, at]) => at)],
  )
  return rows
}

interface Withdrawal extends SourceWithdrawal {
  /** Of the act. */
  id: string
  isCorrected: boolean
  by: string
}

/** Takes sources out of those that count, with the files kept for one person; they stay as taken back. */
export async function withdrawSources(
  sql: Sql,
  ids: readonly number[],
  { id, reason, why, isCorrected, by }: Withdrawal,
  now: Date,
): Promise<void> {
  await sql.query(
    `with left_ones as (
       insert into withdrawn_sources (id, contact_id, kind, name, obtained_on, proof, proof_by, proof_note, notice_shown, created_at, withdrawal_id, reason, why, corrected, withdrawn_by, withdrawn_at)
       select s.id, s.contact_id, s.kind, s.name, s.obtained_on, s.proof, s.proof_by, s.proof_note, s.notice_shown, s.created_at, $2, $3, $4, $5, $6, $7 from sources s where s.id = any($1) and ${addedByHand} returning id)
     update evidence_files f set source_id = null, withdrawn_source_id = w.id from left_ones w where f.source_id = w.id`,
    [ids, id, reason, why, isCorrected, by, now],
  )
  await sql.query(`delete from sources s where s.id = any($1) and ${addedByHand}`, [ids])
}

/** Hands the file of a source that was taken back to the one in its place; false when there is none. */
export async function moveSourceFile(sql: Sql, withdrawnId: number, sourceId: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update evidence_files set source_id = $2, withdrawn_source_id = null where withdrawn_source_id = $1',
    [withdrawnId, sourceId],
  )
  return rowCount !== 0
}

/** The file that came with the source of a list: on the page of that source the one of its moment. Null = none is. */
export async function fileOfList(sql: Sql, { kind, name, createdAt }: AddedSource): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    'select f.id from evidence_files f join source_dossiers d on d.id = f.source_dossier_id where d.kind = $1 and lower(d.name) = lower($2) order by abs(extract(epoch from f.created_at - $3::timestamptz)), f.id limit 1',
    [kind, name, createdAt],
  )
  return rows[0]?.id ?? null
}

/** A source that was taken back: nothing rests on it any more. */
interface WithdrawnSource extends SourceByHand {
  reason: WithdrawalReason
  why: string
  isCorrected: boolean
  by: string
  at: Date
  /** The file that was kept with it for this one person. */
  fileId: string | null
}

const withdrawnColumns = `w.id, w.contact_id as "contactId", w.kind, w.name, w.obtained_on::text as "obtainedOn", coalesce(w.proof_note, '') as note, w.proof_by as author, w.reason, w.why, w.corrected as "isCorrected", w.withdrawn_by as by, w.withdrawn_at as at, (select f.id from evidence_files f where f.withdrawn_source_id = w.id order by f.created_at limit 1) as "fileId"`

/** What was taken back of a person, the latest first. */
export async function withdrawnSourcesOf(sql: Sql, contactId: string): Promise<WithdrawnSource[]> {
  const { rows } = await sql.query<WithdrawnSource>(
    `select ${withdrawnColumns} from withdrawn_sources w where w.contact_id = $1 order by w.withdrawn_at desc, w.id desc`,
    [contactId],
  )
  return rows
}

export async function findWithdrawnSource(sql: Sql, id: number): Promise<WithdrawnSource | null> {
  const { rows } = await sql.query<WithdrawnSource>(
    `select ${withdrawnColumns} from withdrawn_sources w where w.id = $1`,
    [id],
  )
  return rows[0] ?? null
}
