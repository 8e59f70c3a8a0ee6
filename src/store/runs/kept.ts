import { notMistaken } from '../sql/not-mistaken.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { KeptId } from '../../domain/runs/tables/kept.ts'
import { insertAudit } from '../app/audit.ts'
import type { Sql } from '../app/database.ts'
import { forgetLoose } from '../app/evidence.ts'
import { forgetAccess } from '../evidence/access-requests.ts'
import { keptOnPurpose } from '../removals/legal-holds.ts'
import { lockRecords } from '../propagation/noted-blocks.ts'
import { purgeContacts } from '../removals/purge.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'
import { objectionOnItsWay } from '../sql/objection-on-its-way.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Erases at most `limit` of what is older than `before`; gives how many. Doing it again finds nothing. */
type Forget = (sql: Sql, before: Date, limit: number, now: Date) => Promise<number>

const deleting =
  (statement: string): Forget =>
  async (sql, before, limit) =>
    (await sql.query(statement, [before, limit])).rowCount ?? 0

const goneContact = `exists (select 1 from contacts c where c.id = a.contact_id and c.purged_at < $1)`
const noLiveRecord = `not exists (select 1 from remote_records r where r.contact_id = a.contact_id and r.gone_at is null)`
const allWithdrawn = `exists (select 1 from consents k where k.answer_id = a.id) and not exists (select 1 from consents k where k.answer_id = a.id
  and not exists (select 1 from consent_withdrawals w where w.consent_id = k.id and w.withdrawn_at < $1 and ${notMistaken('w.objection_id')}))`

/** The same for a yes to the question before a term, with what proves it. */
async function forgetAskConsents(sql: Sql, before: Date, limit: number): Promise<number> {
  const { rows } = await sql.query<{ id: string; askId: string }>(
    `select k.id, k.ask_id as "askId" from consents k join repermission_asks a on a.id = k.ask_id where k.given_at < $1
       and (${goneContact} or (${noLiveRecord} and exists (select 1 from consent_withdrawals w where w.consent_id = k.id and w.withdrawn_at < $1 and ${notMistaken('w.objection_id')}))) limit $2`,
    [before, limit],
  )
  const ids = rows.map((row) => row.id)
  for (const table of ['consent_confirmations', 'consent_withdrawals'])
    await sql.query(`delete from ${table} where consent_id = any($1)`, [ids])
  await sql.query('delete from consents where id = any($1)', [ids])
  await sql.query('delete from evidence_files where ask_id = any($1)', [rows.map((row) => row.askId)])
  return ids.length
}

/** And for what somebody of ours recorded, once no record holds the address any more. */
async function forgetRecordedConsents(sql: Sql, before: Date, limit: number): Promise<number> {
  const { rows } = await sql.query<{ id: string }>(
    `select k.id from consents k where k.recorded_by is not null and k.given_at < $1
       and not exists (select 1 from known_identities ri join remote_records r on r.id = ri.record_id where ri.identity_hash = k.identity_hash and (r.gone_at is null or r.gone_at >= $1)) limit $2`,
    [before, limit],
  )
  const ids = rows.map((row) => row.id)
  await sql.query('update evidence_files set consent_id = null where consent_id = any($1)', [ids])
  await sql.query('delete from consent_withdrawals where consent_id = any($1)', [ids])
  await sql.query(
    'with gone as (delete from consents where id = any($1) returning evidence_id) delete from evidence_files f using gone where f.id = gone.evidence_id',
    [ids],
  )
  return ids.length
}

/** What fields said of consents goes with the last record and address of the person. */
async function forgetConsentChanges(sql: Sql, before: Date, limit: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from consent_changes where id in (select e.id from consent_changes e where e.seen_at < $1
       and not exists (select 1 from remote_records r where r.id = e.record_id and (r.gone_at is null or r.gone_at >= $1))
       and not exists (select 1 from consent_change_identities i join known_identities ri on ri.identity_hash = i.identity_hash join remote_records r on r.id = ri.record_id where i.change_id = e.id and (r.gone_at is null or r.gone_at >= $1)) limit $2)`,
    [before, limit],
  )
  return rowCount ?? 0
}

/** What the log says of whoever went without a plan. */
export const vanishedReason = 'vanished from every system'

/**
 * Whoever was deleted in every system by somebody else: what we hold of them goes as after a removal of ours. A system
 * may bring them back from its bin until then; whoever is kept by law, in a plan, has an objection on its
 * way, or waits for an answer stays. Their records are locked as a page locks them, and looked at once more: a page may
 * bring one back meanwhile.
 */
async function forgetVanished(sql: Sql, before: Date, limit: number, now: Date): Promise<number> {
  const vanished = (
    among: string,
  ) => `select c.id from contacts c where ${among} c.purged_at is null and c.merged_into is null and ${noShopper.contact('c.id')}
       and exists (select 1 from remote_records r where r.contact_id = c.id and r.gone_at < $1) and not exists (select 1 from remote_records r where r.contact_id = c.id and (r.gone_at is null or r.gone_at >= $1))
       and not exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id where i.contact_id = c.id and i.state in ('planned', 'held') and p.state in ('planned', 'stopped', 'approved', 'held', 'binning'))
       and not ${keptOnPurpose('c.id', '$3')} and not ${hasOpenReview('c.id')} and not ${objectionOnItsWay('c.id', '$1')} order by c.id limit $2`
  const { rows: found } = await sql.query<{ id: string }>(vanished(''), [before, limit, dayOf(now)])
  if (found.length === 0) return 0
  const { rows: records } = await sql.query<{ id: number }>(
    'select id from remote_records where contact_id = any($1)',
    [found.map((row) => row.id)],
  )
  await lockRecords(
    sql,
    records.map((row) => row.id),
  )
  const { rows } = await sql.query<{ id: string }>(`${vanished('c.id = any($4) and')} for update of c skip locked`, [
    before,
    limit,
    dayOf(now),
    found.map((row) => row.id),
  ])
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return 0
  await purgeContacts(sql, ids, { remember: false }, now)
  await insertAudit(
    sql,
    ids.map((contactId) => ({
      actId: `purged:vanished:${contactId}`,
      act: 'purged',
      actor: 'lawbase',
      contactId,
      details: { reason: vanishedReason },
    })),
    now,
  )
  return ids.length
}

/** Each thing that goes by the nightly run, by the table of terms. */
export const forgetting: Readonly<Partial<Record<KeptId, Forget>>> = {
  deliveries: async (sql, before, limit, now) =>
    (
      await sql.query(
        `update webhook_deliveries set dedupe_key = encode(sha256(convert_to(dedupe_key, 'UTF8')), 'hex'), remote_id = null, actor_name = null, said_no = '{}', digested_at = $3
     where id in (select id from webhook_deliveries where received_at < $1 and state <> 'new' and digested_at is null order by id limit $2 for update skip locked)`,
        [before, limit, now],
      )
    ).rowCount ?? 0,
  uploads: async (sql, before, limit) => {
    const files = await sql.query(
      `delete from objection_files where id in (select id from objection_files where created_at < $1 and (asked_at is null or report is not null) limit $2)`,
      [before, limit],
    )
    return (files.rowCount ?? 0) + (await forgetLoose(sql, before, limit))
  },
  logins: deleting(
    'delete from login_sessions where id_hash in (select id_hash from login_sessions where coalesce(ended_at, seen_at) < $1 limit $2)',
  ),
  journal:
    deleting(`delete from decision_journal where id in (select j.id from decision_journal j join contacts c on c.id = j.contact_id
    where j.at < $1 and (j.asked_by is not null or c.purged_at < $1) and not exists (select 1 from objections o where o.contact_id = j.contact_id) order by j.id limit $2)`),
  // What proves that one address was in a removal goes with the memory of it; the signed root stays.
  memory: async (sql, before, limit) => {
    await sql.query(
      'delete from certificate_leaves where (plan_id, commitment) in (select plan_id, commitment from certificate_leaves where removed_at < $1 limit $2)',
      [before, limit],
    )
    // Nobody asks any more whether somebody else is who went.
    await sql.query('delete from removal_twins where removed_at < $1', [before])
    await sql.query('delete from answered_records where noted_at < $1', [before])
    return (
      (
        await sql.query(
          'delete from removal_memory where (identity_hash, contact_id) in (select identity_hash, contact_id from removal_memory where removed_at < $1 limit $2)',
          [before, limit],
        )
      ).rowCount ?? 0
    )
  },
  vanished: forgetVanished,
  access: forgetAccess,
  acts: deleting(`delete from tool_acts where (identity_hash, tool, kind, at) in (select a.identity_hash, a.tool, a.kind, a.at from tool_acts a where a.at < $1
    and not exists (select 1 from known_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null where ri.identity_hash = a.identity_hash and a.at <= ri.until) limit $2)`),
  consents: async (sql, before, limit) => {
    const { rows } = await sql.query<{ id: string }>(
      `select a.id from questionnaire_answers a where a.given_at < $1 and (${goneContact} or (${noLiveRecord} and ${allWithdrawn})) limit $2`,
      [before, limit],
    )
    const ids = rows.map((row) => row.id)
    const ofAnswers = 'select id from consents where answer_id = any($1)'
    for (const table of ['consent_confirmations', 'consent_withdrawals'])
      await sql.query(`delete from ${table} where consent_id in (${ofAnswers})`, [ids])
    for (const table of ['consents', 'contact_creations', 'evidence_files'])
      await sql.query(`delete from ${table} where answer_id = any($1)`, [ids])
    await sql.query('delete from questionnaire_answers where id = any($1)', [ids])
    return (
      ids.length +
      (await forgetAskConsents(sql, before, limit)) +
      (await forgetRecordedConsents(sql, before, limit)) +
      (await forgetConsentChanges(sql, before, limit))
    )
  },
  samples: async (sql, before, limit) =>
    (
      await sql.query(
        `update broker_sample_rows set address = null where (sample_id, place) in (select r.sample_id, r.place from broker_sample_rows r join broker_samples s on s.id = r.sample_id where s.drawn_at < $1 and r.address is not null limit $2)`,
        [before, limit],
      )
    ).rowCount ?? 0,
  delivered: deleting(`delete from broker_delivery_rows where (screening_id, row_number, identity_hash) in (
    select w.screening_id, w.row_number, w.identity_hash from broker_delivery_rows w join screenings s on s.id = w.screening_id where s.created_at < $1
      and not exists (select 1 from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null where ri.identity_hash = w.identity_hash)
      and not exists (select 1 from record_numbers n join remote_records r on r.id = n.record_id and r.gone_at is null where n.number_hash = w.identity_hash) limit $2)`),
  links: async (sql, before, limit) => {
    const gone = await sql.query(
      'delete from person_links where token_hash in (select l.token_hash from person_links l join contacts c on c.id = l.contact_id where c.purged_at < $1 limit $2)',
      [before, limit],
    )
    // Nobody can answer it any more: the question goes with its links.
    const { rows } = await sql.query<{ id: string }>(
      `select a.id from repermission_asks a join contacts c on c.id = a.contact_id where c.purged_at < $1 and not exists (select 1 from person_links l where l.ask_id = a.id) and not exists (select 1 from consents k where k.ask_id = a.id) limit $2`,
      [before, limit],
    )
    const ids = rows.map((row) => row.id)
    await sql.query('delete from evidence_files where ask_id = any($1)', [ids])
    await sql.query('delete from repermission_asks where id = any($1)', [ids])
    return (gone.rowCount ?? 0) + ids.length
  },
  dossiers: async (sql, before, limit) => {
    const { rows } = await sql.query<{ id: string }>(
      `select d.id from source_dossiers d where greatest(d.created_at, (select max(v.created_at) from source_dossier_versions v where v.dossier_id = d.id), (select max(e.created_at) from evidence_files e where e.source_dossier_id = d.id)) < $1
         and not exists (select 1 from sources s join remote_records r on r.contact_id = s.contact_id and r.gone_at is null where s.kind = d.kind and lower(s.name) = lower(d.name))
         and not exists (select 1 from attestations a where a.kind = d.kind and lower(a.name) = lower(d.name) and a.withdrawn_at is null) limit $2`,
      [before, limit],
    )
    const ids = rows.map((row) => row.id)
    await sql.query('delete from evidence_files where source_dossier_id = any($1)', [ids])
    await sql.query('delete from source_dossier_versions where dossier_id = any($1)', [ids])
    await sql.query('delete from source_dossiers where id = any($1)', [ids])
    return ids.length
  },
  changes: deleting(
    'delete from decision_changes where id in (select id from decision_changes where at < $1 limit $2)',
  ),
}

/**
 * What stands, and how much of it is past the term: scans that only few may open now, objections to be looked at again.
 */
export async function keptFigures(
  sql: Sql,
  before: { scans: Date; objections: Date },
): Promise<Readonly<Partial<Record<KeptId, number>>>> {
  const { rows } = await sql.query<{ scans: number; objections: number }>(
    'select (select count(*)::int from evidence_files where objection_id is not null and created_at < $1) as scans, (select count(distinct identity_hash)::int from suppressions where since < $2) as objections',
    [before.scans, before.objections],
  )
  return rows[0] ?? {}
}
