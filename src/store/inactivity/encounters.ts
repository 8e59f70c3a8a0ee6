import { judgeEncounter, type EncounterFacts, type JudgedEncounter } from '../../domain/inactivity/encounters.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** A call or meeting at one record, as its system tells it. */
interface EncounterRow extends EncounterFacts {
  recordId: number
  object: string
  id: string
  at: Date
}

/**
 * Keeps what was read of these records now; of those read `whole`, what is not told any more is gone. Gives the records
 * at which one counts as an act.
 */
export async function saveEncounters(
  sql: Sql,
  whole: readonly number[],
  rows: readonly (EncounterRow & { judged: JudgedEncounter })[],
  now: Date,
): Promise<void> {
  await sql.query(
    `delete from encounters e where e.record_id = any($1) and not exists (select 1 from unnest($2::bigint[], $3::text[], $4::text[]) as p (record_id, object, remote_id)
       where p.record_id = e.record_id and p.object = e.object and p.remote_id = e.remote_id)`,
    [whole, rows.map((row) => row.recordId), rows.map((row) => row.object), rows.map((row) => row.id)],
  )
  if (rows.length === 0) return
  const p = tableOf('p', 2, rows, {
    record_id: ['bigint', (row) => row.recordId],
    object: ['text', (row) => row.object],
    remote_id: ['text', (row) => row.id],
    kind: ['text', (row) => row.kind],
    begun_by: ['text', (row) => row.from],
    at: ['timestamptz', (row) => row.at],
    field: ['text', (row) => row.field],
    value: ['text', (row) => row.value],
    label: ['text', (row) => row.label],
    vendor_means: ['text', (row) => row.vendor],
    noted: ['bool', (row) => row.noted],
    judged: ['text', (row) => row.judged],
  })
  await sql.query(
    `insert into encounters (${p.names}, read_at) select ${p.names}, $1 from ${p.from} where exists (select 1 from remote_records r where r.id = p.record_id)
     on conflict (record_id, object, remote_id) do update set begun_by = excluded.begun_by, at = excluded.at, field = excluded.field, value = excluded.value, label = excluded.label,
       vendor_means = excluded.vendor_means, noted = excluded.noted, judged = excluded.judged, read_at = excluded.read_at`,
    [now, ...p.values],
  )
}

/** Marks notes as asked about; gives those that were not before, by record. */
export async function newNotes(
  sql: Sql,
  notes: readonly { recordId: number; object: string; id: string }[],
  now: Date,
): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `insert into encounter_notes (record_id, object, remote_id, asked_at) select p.record_id, p.object, p.remote_id, $4 from unnest($1::bigint[], $2::text[], $3::text[]) as p (record_id, object, remote_id)
     join remote_records r on r.id = p.record_id on conflict do nothing returning record_id as id`,
    [notes.map((note) => note.recordId), notes.map((note) => note.object), notes.map((note) => note.id), now],
  )
  return [...new Set(rows.map(({ id }) => Number(id)))]
}

/** A set of calls or meetings that are judged alike. */
type Group = Omit<EncounterFacts, 'from'> & { connector: string; from: EncounterFacts['from']; judged: JudgedEncounter }

/** Judges all that was read anew, by the settings as they are now; gives the contacts of whom that changed. */
export async function judgeEncounters(sql: Sql, settings: Settings): Promise<string[]> {
  const { rows } = await sql.query<Group>(
    `select distinct k.connector, e.kind, e.begun_by as "from", e.field, e.value, e.label, e.vendor_means as vendor, e.noted, e.judged
     from encounters e join remote_records r on r.id = e.record_id join connections k on k.id = r.connection_id`,
  )
  const changed = rows.flatMap((row) => {
    const now = judgeEncounter(row, settings.encounterOutcomes[row.connector] ?? [])
    return now === row.judged ? [] : [{ ...row, now }]
  })
  if (changed.length === 0) return []
  const table = tableOf('p', 1, changed, {
    connector: ['text', (row) => row.connector],
    kind: ['text', (row) => row.kind],
    begun_by: ['text', (row) => row.from],
    field: ['text', (row) => row.field],
    value: ['text', (row) => row.value],
    label: ['text', (row) => row.label],
    vendor: ['text', (row) => row.vendor],
    noted: ['bool', (row) => row.noted],
    now: ['text', (row) => row.now],
  })
  const { rows: people } = await sql.query<{ id: string | null }>(
    `update encounters e set judged = p.now from ${table.from},
       remote_records r, connections k
     where r.id = e.record_id and k.id = r.connection_id and k.connector = p.connector and e.kind = p.kind and e.begun_by is not distinct from p.begun_by and e.field = p.field and e.value = p.value and e.label = p.label
       and e.vendor_means is not distinct from p.vendor and e.noted = p.noted returning r.contact_id as id`,
    [...table.values],
  )
  return [...new Set(people.flatMap(({ id }) => id ?? []))]
}

/** An outcome found, of which the vendor says nothing or the company did. */
export interface FoundOutcome {
  connector: string
  field: string
  value: string
  label: string
  people: number
  noted: number
}

/** Outcomes that only the company can judge, those of most people first. */
export async function foundOutcomes(sql: Sql): Promise<FoundOutcome[]> {
  const { rows } = await sql.query<FoundOutcome>(
    `select k.connector, e.field, e.value, e.label, count(distinct r.contact_id)::int as people, (count(*) filter (where e.noted))::int as noted
     from encounters e join remote_records r on r.id = e.record_id and r.gone_at is null join connections k on k.id = r.connection_id and k.state <> 'disconnected'
     where e.begun_by is distinct from 'person' and e.vendor_means is null group by 1, 2, 3, 4 order by people desc, field, label`,
  )
  return rows
}

/** People whom the last reading found kept by an outcome that nobody judged. */
export async function countUndecided(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(distinct r.contact_id)::int as n from encounters e join remote_records r on r.id = e.record_id and r.gone_at is null
     join record_dependencies d on d.record_id = r.id and d.found ? 'encounter' where e.judged = 'undecided'`,
  )
  return rows[0]?.n ?? 0
}

/** SQL: acts of the contacts $1 until $2 among their calls and meetings, as `loadOwnActs` reads them. */
export const encounterActs = `select r.contact_id, e.judged, e.at from remote_records r join encounters e on e.record_id = r.id
         where r.contact_id = any($1) and (r.gone_at is null or r.gone_reason = 'merged') and e.judged not in ('no', 'undecided') and e.at <= $2`
