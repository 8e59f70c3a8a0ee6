import { Settings, defaultSettings } from '../domain/settings.ts'
import type { Sql } from './database.ts'

export interface VersionedSettings {
  version: number
  settings: Settings
}

/** Settings as last parsed, by their text: they are asked for many times a second and change a few times a year. */
const parsed = new Map<string, Settings>()
const keptTexts = 8

/** Settings from the text they are stored as; null = nobody saved any yet. */
export function parseSettings(text: string | null): Settings {
  if (text === null) return defaultSettings

  const known = parsed.get(text)
  if (known !== undefined) return known
  const settings = Settings.parse({ ...defaultSettings, ...(JSON.parse(text) as object) })
  if (parsed.size >= keptTexts) parsed.clear()
  parsed.set(text, settings)
  return settings
}

/** The settings in force; version 0 = nobody saved any yet. Settings added since the last save take their default. */
export async function loadSettings(sql: Sql): Promise<VersionedSettings> {
  const { rows } = await sql.query<{ version: number; data: string }>(
    'select version, data::text as data from settings order by version desc limit 1',
  )
  const row = rows[0]
  return row === undefined
    ? { version: 0, settings: defaultSettings }
    : { version: row.version, settings: parseSettings(row.data) }
}

/** The settings of one version; version 0 = before anybody saved any. */
export async function settingsOf(sql: Sql, version: number): Promise<Settings> {
  const { rows } = await sql.query<{ data: string }>('select data::text as data from settings where version = $1', [
    version,
  ])
  return parseSettings(rows[0]?.data ?? null)
}

/** Adds a version and gives its number. */
export async function saveSettings(
  sql: Sql,
  settings: Settings,
  author: string,
  now: Date,
  confirmedBy: string | null = null,
): Promise<number> {
  const { rows } = await sql.query<{ version: number }>(
    'insert into settings (data, author, created_at, confirmed_by) values ($1, $2, $3, $4) returning version',
    [JSON.stringify(settings), author, now, confirmedBy],
  )
  return rows[0]?.version ?? 0
}
