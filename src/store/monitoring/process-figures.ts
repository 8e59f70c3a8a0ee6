import type { Sql } from '../app/database.ts'

/** What a process says of itself. Times in seconds, sizes in bytes. */
export interface ProcessFigures {
  startedSeconds: number
  memory: Readonly<Record<'resident' | 'heap', number>>
  /** Of the event loop, in the last minute. */
  delay: Readonly<Record<'0.5' | '0.99' | '1', number>>
  pools: Readonly<Record<string, { limit: number; busy: number; idle: number; waiting: number }>>
  /** Requests of people that wait on its disk for the database. */
  spooledBytes: number
}

/** A process that said nothing for so long is taken to be gone, and its slot is free. */
const goneSeconds = 30

/**
 * Writes down what a process says, in the slot it holds or, if it holds none, in the first free one of its role. Gives
 * the slot; null when another process took it at this moment: the next try finds another.
 */
export async function noteProcess(
  sql: Sql,
  { role, holder, slot }: { role: string; holder: string; slot: number | null },
  figures: ProcessFigures,
): Promise<number | null> {
  const { rows } = await sql.query<{ slot: number }>(
    `insert into process_figures as p (role, slot, holder, started_at, noted_at, figures)
     select $1::text, coalesce($3::int, (select min(s) from generate_series(1, 1000) as s where not exists (
       select 1 from process_figures q where q.role = $1 and q.slot = s and q.noted_at >= clock_timestamp() - make_interval(secs => $5)))),
       $2::uuid, clock_timestamp(), clock_timestamp(), $4::jsonb
     on conflict (role, slot) do update set holder = excluded.holder, started_at = excluded.started_at, noted_at = excluded.noted_at, figures = excluded.figures
       where p.holder = excluded.holder or p.noted_at < clock_timestamp() - make_interval(secs => $5)
     returning slot`,
    [role, holder, slot, JSON.stringify(figures), goneSeconds],
  )
  return rows[0]?.slot ?? null
}

export async function forgetProcess(sql: Sql, holder: string): Promise<void> {
  await sql.query('delete from process_figures where holder = $1', [holder])
}

/** Processes that run, by their names. */
export async function liveProcesses(sql: Sql): Promise<{ name: string; holder: string; figures: ProcessFigures }[]> {
  const { rows } = await sql.query<{ name: string; holder: string; figures: ProcessFigures }>(
    `select role || '-' || slot as name, holder, figures from process_figures where noted_at >= clock_timestamp() - make_interval(secs => $1) order by role, slot`,
    [goneSeconds],
  )
  return rows
}
