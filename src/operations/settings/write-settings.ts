import { readFieldsOf, type Settings } from '../../domain/settings/settings.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { setReadFields } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { saveSettings } from '../../store/settings/settings.ts'

/**
 * Stores a new version, with an audit act that names what changed from what to what. Gives the names that changed;
 * with none, nothing is stored.
 */
export async function writeSettings(
  sql: Sql,
  before: Settings,
  after: Settings,
  by: { author: string; confirmedBy: string | null; proposalId?: string },
  now: Date,
): Promise<(keyof Settings)[]> {
  const changed = differing(before, after)
  if (changed.length === 0) return changed
  const version = await saveSettings(sql, after, by.author, now, by.confirmedBy)
  for (const connector of Object.keys(after.sources))
    await setReadFields(sql, connector, readFieldsOf(after, connector), now)
  const details = {
    version,
    changed: Object.fromEntries(changed.map((name) => [name, { from: brief(before[name]), to: brief(after[name]) }])),
    ...(by.proposalId === undefined ? {} : { proposalId: by.proposalId }),
  }
  await insertAudit(
    sql,
    [{ actId: `setting:${version}`, act: 'setting', actor: by.confirmedBy ?? by.author, details }],
    now,
  )
  return changed
}

/** Names of the settings that differ. */
export function differing(before: Settings, after: Settings): (keyof Settings)[] {
  return (Object.keys(after) as (keyof Settings)[]).filter((name) => canonical(before[name]) !== canonical(after[name]))
}

/** JSON with sorted keys: the database keeps no order. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'null'
  )
}

/** Long tables are counted, not copied into the log. */
export function brief(value: unknown): unknown {
  const text = canonical(value)
  return text.length <= 300 ? value : { characters: text.length }
}
