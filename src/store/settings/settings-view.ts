import type { Sql } from '../app/database.ts'

export interface SettingsVersion {
  version: number
  data: Record<string, unknown>
  author: string
  /** Who confirmed it, where two must agree. */
  confirmedBy: string | null
  createdAt: Date
}

/** Saved versions, newest first. */
export async function settingsVersions(sql: Sql, limit: number): Promise<SettingsVersion[]> {
  return (
    await sql.query<SettingsVersion>(
      'select version, data, author, confirmed_by as "confirmedBy", created_at as "createdAt" from settings order by version desc limit $1',
      [limit],
    )
  ).rows
}
