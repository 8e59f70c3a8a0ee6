import { withoutLoosening } from '../../domain/settings/loosened-limits.ts'
import { Settings } from '../../domain/settings/settings.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { wasRemoveEverGranted } from '../../store/settings/setting-proposals.ts'
import { loadSettings, lockSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { propose, supersedeProposals } from './setting-proposals.ts'
import { judgeIfChanged } from './judge-relations.ts'
import { differing, writeSettings } from './write-settings.ts'

/** Path of a setting that the schema refuses, as text: `controller.contact`. */
type Fault = string

/**
 * `saved`: a new version is in force. `proposed`: a part of the change waits for a second person. `judged`: contacts
 * who are customers now, or none any more, and whose verdicts are to follow.
 */
type SettingsChange = { faults: Fault[] } | { faults: null; saved: boolean; proposed: boolean; judged: string[] }

/**
 * Saves changed settings as a new version; nothing is saved when nothing differs. Once the right to remove was
 * granted, what loosens a removal limit is proposed instead, and only the rest is saved. Gives the faults when the
 * schema refuses. `change` may write what belongs to it with the same transaction.
 */
export async function changeSettings(
  app: App,
  author: User,
  change: (current: Settings, sql: Sql) => unknown,
): Promise<SettingsChange> {
  return inTransaction(app.pool, async (sql) => {
    await lockSettings(sql)
    const { settings: current } = await loadSettings(sql)
    const parsed = Settings.safeParse(await change(current, sql))
    if (!parsed.success) return { faults: parsed.error.issues.map((issue) => issue.path.join('.')) }
    const now = app.clock.now()
    const atOnce = (await wasRemoveEverGranted(sql)) ? withoutLoosening(current, parsed.data) : parsed.data
    const changed = await writeSettings(sql, current, atOnce, { author: author.email, confirmedBy: null }, now)
    await supersedeProposals(sql, author.email, changed, now)
    const looser = differing(atOnce, parsed.data)
    if (looser.length > 0) await propose(sql, author, atOnce, parsed.data, now)
    const judged = await judgeIfChanged(sql, changed, atOnce, now)
    return { faults: null, saved: changed.length > 0, proposed: looser.length > 0, judged }
  })
}
