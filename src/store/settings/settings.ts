import { Settings, defaultSettings } from '../../domain/settings/settings.ts'
import { withOldFunctions, withoutOldFunctions } from '../../domain/settings/stored-functions.ts'
import type { Sql } from '../app/database.ts'

interface VersionedSettings {
  version: number
  settings: Settings
}

/** Settings as last parsed, by their text: they are asked for many times a second and change a few times a year. */
const parsed = new Map<string, Settings>()
const keptTexts = 8

/** What connectors said of their source fields when they were connected, as one JSON object; null = nothing. */
export const defaultSources =
  '(select jsonb_object_agg(connector, default_source)::text from connections where default_source is not null)'

/**
 * Settings from the text they are stored as (null = nobody saved any yet) and that of `defaultSources`, which stand
 * until an admin maps others.
 */
export function parseSettings(text: string | null, sources: string | null): Settings {
  const key = `${text}\n${sources}`
  const known = parsed.get(key)
  if (known !== undefined) return known
  const stored = withoutOldFunctions(JSON.parse(text ?? '{}') as { sources?: object })
  const settings = Settings.parse({
    ...defaultSettings,
    ...stored,
    sources: { ...(JSON.parse(sources ?? '{}') as object), ...stored.sources },
  })
  if (parsed.size >= keptTexts) parsed.clear()
  parsed.set(key, settings)
  return settings
}

/** The settings in force; version 0 = nobody saved any yet. Settings added since the last save take their default. */
export async function loadSettings(sql: Sql): Promise<VersionedSettings> {
  const { rows } = await sql.query<{ version: number; data: string | null; sources: string | null }>(
    `select coalesce(s.version, 0) as version, s.data::text as data, ${defaultSources} as sources
     from (select) one left join (select version, data from settings order by version desc limit 1) s on true`,
  )
  const [row] = rows
  return { version: row?.version ?? 0, settings: parseSettings(row?.data ?? null, row?.sources ?? null) }
}

/** The settings of one version; version 0 = before anybody saved any. */
export async function settingsOf(sql: Sql, version: number): Promise<Settings> {
  const { rows } = await sql.query<{ data: string | null; sources: string | null }>(
    `select (select data::text from settings where version = $1) as data, ${defaultSources} as sources`,
    [version],
  )
  return parseSettings(rows[0]?.data ?? null, rows[0]?.sources ?? null)
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
    [JSON.stringify(withOldFunctions(settings)), author, now, confirmedBy],
  )
  return rows[0]?.version ?? 0
}

/** One save after the other: two at once must not undo each other. */
export async function lockSettings(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(1936028773)')
}
