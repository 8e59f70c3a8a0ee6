import type { Sql } from '../app/database.ts'

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
