import { readFieldsOf, Settings } from '../../domain/settings.ts'
import type { App } from '../../operations/app.ts'
import { insertAudit } from '../../store/audit.ts'
import { setReadFields } from '../../store/connections.ts'
import { inTransaction, type Sql } from '../../store/database.ts'
import { loadSettings, saveSettings } from '../../store/settings.ts'

/** Path of a setting that the schema refuses, as text: `controller.contact`. */
export type Fault = string

/**
 * Saves changed settings as a new version, with an audit act that names what changed from what to what; nothing is
 * saved when nothing differs. Gives the faults when the schema refuses. `change` may write what belongs to it with the same transaction.
 */
export async function changeSettings(app: App, author: string, change: (current: Settings, sql: Sql) => unknown): Promise<{ faults: Fault[] } | { faults: null; saved: boolean }> {
  return inTransaction(app.pool, async (sql) => {
    // One save after the other: two at once must not undo each other.
    await sql.query('select pg_advisory_xact_lock(1936028773)')
    const { settings: current } = await loadSettings(sql)
    const parsed = Settings.safeParse(await change(current, sql))
    if (!parsed.success) return { faults: parsed.error.issues.map((issue) => issue.path.join('.')) }
    const changed = differing(current, parsed.data)
    if (changed.length === 0) return { faults: null, saved: false }
    const now = app.clock.now()
    const version = await saveSettings(sql, parsed.data, author, now)
    for (const connector of Object.keys(parsed.data.sources)) await setReadFields(sql, connector, readFieldsOf(parsed.data, connector), now)
    await insertAudit(sql, [{
      actId: `setting:${version}`, act: 'setting', actor: author,
      details: { version, changed: Object.fromEntries(changed.map((name) => [name, { from: brief(current[name]), to: brief(parsed.data[name]) }])) },
    }], now)
    return { faults: null, saved: true }
  })
}

export function differing(before: Settings, after: Settings): (keyof Settings)[] {
  return (Object.keys(after) as (keyof Settings)[]).filter((name) => canonical(before[name]) !== canonical(after[name]))
}

/** JSON with sorted keys: the database keeps no order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part) ?? 'null'
}

/** Long tables are counted, not copied into the log. */
function brief(value: unknown): unknown {
  const text = canonical(value)
  return text.length <= 300 ? value : { characters: text.length }
}
