import type { Sql } from '../app/database.ts'

/** Notes that the backup of this moment was restored somewhere as a test. False = this installation made none then. */
export async function noteTested(sql: Sql, madeAt: Date, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query('update backups_made set restore_tested_at = $2 where made_at = $1', [
    madeAt,
    now,
  ])
  return rowCount === 1
}

/** Notes a backup that was written and then read back to its end. */
export async function noteBackup(
  sql: Sql,
  backup: { id: string; madeAt: Date; readBackAt: Date; bytes: number; tables: number },
): Promise<void> {
  await sql.query('insert into backups_made (id, made_at, read_back_at, bytes, tables) values ($1, $2, $3, $4, $5)', [
    backup.id,
    backup.madeAt,
    backup.readBackAt,
    backup.bytes,
    backup.tables,
  ])
}
