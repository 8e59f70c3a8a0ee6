import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Sql } from './database.ts'

/**
 * Does `work` while no process does other work of this name. The lock is held by a connection of its own, which `work`
 * gets: it ends with the process, and no transaction is open meanwhile.
 */
export async function oneAtATime<T>(pool: Pool, name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const lock = await pool.connect()
  const lockId = createHash('sha256').update(name).digest().readInt32BE(0)
  try {
    await lock.query('select pg_advisory_lock($1)', [lockId])
    try {
      return await work(lock)
    } finally {
      await lock.query('select pg_advisory_unlock($1)', [lockId])
    }
  } finally {
    lock.release()
  }
}
