import { Settings, defaultSettings } from '../domain/settings.ts'
import type { Sql } from './database.ts'

export interface VersionedSettings {
  version: number
  settings: Settings
}

/** The settings in force; version 0 = nobody saved any yet. Settings added since the last save take their default. */
export async function loadSettings(sql: Sql): Promise<VersionedSettings> {
  const { rows } = await sql.query<{ version: number; data: object }>('select version, data from settings order by version desc limit 1')
  const row = rows[0]
  return row === undefined ? { version: 0, settings: defaultSettings } : { version: row.version, settings: Settings.parse({ ...defaultSettings, ...row.data }) }
}

/** Adds a version and gives its number. */
export async function saveSettings(sql: Sql, settings: Settings, author: string, now: Date): Promise<number> {
  const { rows } = await sql.query<{ version: number }>('insert into settings (data, author, created_at) values ($1, $2, $3) returning version', [
    JSON.stringify(settings), author, now,
  ])
  return rows[0]?.version ?? 0
}
