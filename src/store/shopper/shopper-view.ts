import type { Door } from '../../domain/objections/objection.ts'
import type { RoundState } from '../../domain/shopper/shopper.ts'
import type { Sql } from '../app/database.ts'

/** One system of a round, as Today shows it. */
export interface ShopperSystemView {
  connectionId: string
  label: string
  /** The contact was made there. */
  planted: boolean
  /** Why the contact could not be made there. */
  refusal: string | null
  readBackAt: Date | null
  /** From the objection to its first proof there; null = not read back. */
  ms: number | null
  erasedAt: Date | null
  erasure: string | null
}

export interface ShopperRoundView {
  id: string
  state: RoundState
  door: Door
  /** The system in which the objection is made, by its label; null = our own door. */
  origin: string | null
  startedAt: Date
  actedAt: Date | null
  finishedAt: Date | null
  failure: string | null
  systems: readonly ShopperSystemView[]
}

/** The latest rounds, newest first. */
export async function lastShopperRounds(sql: Sql, limit: number): Promise<ShopperRoundView[]> {
  const { rows } = await sql.query<Omit<ShopperRoundView, 'systems'>>(
    `select id, state, door, (select k.label from connections k where k.id = door_connection_id) as origin, started_at as "startedAt", acted_at as "actedAt", finished_at as "finishedAt", failure from shopper_rounds order by started_at desc limit $1`,
    [limit],
  )
  const { rows: systems } = await sql.query<Omit<ShopperSystemView, 'ms'> & { roundId: string }>(
    `select s.round_id as "roundId", s.connection_id as "connectionId", c.label, s.remote_id is not null as planted, s.refusal, s.read_back_at as "readBackAt", s.erased_at as "erasedAt", s.erasure
     from shopper_round_systems s join connections c on c.id = s.connection_id where s.round_id = any($1) order by c.position`,
    [rows.map((row) => row.id)],
  )
  const byRound = Map.groupBy(systems, (row) => row.roundId)
  return rows.map((row) => ({
    ...row,
    systems: (byRound.get(row.id) ?? []).map(({ roundId: _round, ...system }) => ({
      ...system,
      ms:
        system.readBackAt === null || row.actedAt === null
          ? null
          : Math.max(0, system.readBackAt.getTime() - row.actedAt.getTime()),
    })),
  }))
}
