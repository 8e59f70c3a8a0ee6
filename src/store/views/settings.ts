import type { Sql } from '../database.ts'

export interface SettingsVersion {
  version: number
  data: Record<string, unknown>
  author: string
  createdAt: Date
}

/** Saved versions, newest first. */
export async function settingsVersions(sql: Sql, limit: number): Promise<SettingsVersion[]> {
  return (await sql.query<SettingsVersion>('select version, data, author, created_at as "createdAt" from settings order by version desc limit $1', [limit])).rows
}
