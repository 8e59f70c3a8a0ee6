import type { Sql } from '../app/database.ts'

interface Probe {
  id: string
  askedAt: Date
  finishedAt: Date | null
  ok: boolean | null
  detail: string | null
}

export async function insertProbe(sql: Sql, id: string, placeholder: Buffer, now: Date): Promise<void> {
  await sql.query('insert into link_probes (id, token_hash, asked_at) values ($1, $2, $3)', [id, placeholder, now])
}

/** Takes an unfinished probe for this worker alone and gives it its token; false when another has it. */
export async function claimProbe(sql: Sql, id: string, tokenHash: Buffer, claimMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update link_probes set token_hash = $2, posted_at = null, claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
     where id = $1 and finished_at is null and (claimed_until is null or claimed_until < clock_timestamp())`,
    [id, tokenHash, claimMs],
  )
  return (rowCount ?? 0) > 0
}

/** Whether this is the token of a probe under way. */
export async function isProbe(sql: Sql, tokenHash: Buffer): Promise<boolean> {
  return (
    ((await sql.query('select 1 from link_probes where token_hash = $1 and finished_at is null', [tokenHash]))
      .rowCount ?? 0) > 0
  )
}

/** A post with a probe's token records this and nothing else. Gives whether it was one. */
export async function noteProbePost(sql: Sql, tokenHash: Buffer, now: Date): Promise<boolean> {
  return (
    ((
      await sql.query('update link_probes set posted_at = $2 where token_hash = $1 and finished_at is null', [
        tokenHash,
        now,
      ])
    ).rowCount ?? 0) > 0
  )
}

export async function wasPosted(sql: Sql, id: string): Promise<boolean> {
  return (
    ((await sql.query('select 1 from link_probes where id = $1 and posted_at is not null', [id])).rowCount ?? 0) > 0
  )
}

export async function finishProbe(sql: Sql, id: string, ok: boolean, detail: string | null, now: Date): Promise<void> {
  await sql.query('update link_probes set finished_at = $2, ok = $3, detail = $4, claimed_until = null where id = $1', [
    id,
    now,
    ok,
    detail,
  ])
}

export async function unfinishedProbe(sql: Sql): Promise<string | null> {
  return (
    (
      await sql.query<{ id: string }>(
        'select id from link_probes where finished_at is null and (claimed_until is null or claimed_until < clock_timestamp()) order by asked_at limit 1',
      )
    ).rows[0]?.id ?? null
  )
}

/** The last finished probe, and since when links have not answered: the first failure after the last success. */
export async function probeState(sql: Sql): Promise<{ last: Probe | null; brokenSince: Date | null }> {
  const { rows } = await sql.query<Probe>(
    'select id, asked_at as "askedAt", finished_at as "finishedAt", ok, detail from link_probes where finished_at is not null order by asked_at desc limit 1',
  )
  const last = rows[0] ?? null
  if (last === null || last.ok === true) return { last, brokenSince: null }
  const { rows: first } = await sql.query<{ at: Date }>(
    "select min(asked_at) as at from link_probes where ok = false and asked_at > coalesce((select max(asked_at) from link_probes where ok), '-infinity')",
  )
  return { last, brokenSince: first[0]?.at ?? last.askedAt }
}
