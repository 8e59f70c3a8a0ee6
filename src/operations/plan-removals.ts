import { createHash, randomUUID } from 'node:crypto'
import { addMonths, dayOf } from '../domain/retention.ts'
import { insertAudit } from '../store/audit.ts'
import { listConnections } from '../store/connections.ts'
import { inTransaction } from '../store/database.ts'
import { countLiveContacts } from '../store/decisions.ts'
import { guardNames, insertPlan, loadCandidates, type Candidate, type GuardName } from '../store/removals.ts'
import { loadSettings } from '../store/settings.ts'
import type { App } from './app.ts'
import { isBlind } from './blind-clock.ts'

const approvalDays = 7

/**
 * Plans the removal of contacts who have been silent for too long (DESIGN Removal 1 and 2): candidates past their term,
 * less those that a guard protects. The plan waits for an approval. Gives how many people are in it.
 */
export async function planRemovals(app: App, runId: string | null, author: string): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const { settings } = await loadSettings(sql)
    const blind = await isBlind(app, sql, settings, await listConnections(sql), now)
    const candidates = await loadCandidates(sql, dayOf(now), addMonths(now, -settings.inactivityMonths))
    if (candidates.length === 0) return 0
    const counts = new Map<GuardName, number>(guardNames.map((name) => [name, 0]))
    const items = candidates.filter((candidate) => {
      const guard = guardOf(candidate, blind, settings.assumedStarts)
      if (guard !== null) counts.set(guard, (counts.get(guard) ?? 0) + 1)
      return guard === null
    })
    const baseCount = await countLiveContacts(sql)
    const tooMany = items.length > baseCount * settings.maxRemovalShare
    const id = randomUUID()
    const number = await insertPlan(sql, {
      id, state: tooMany ? 'stopped' : 'planned', author, runId, baseCount, candidateCount: candidates.length,
      guards: guardNames.map((name) => ({ name, count: counts.get(name) ?? 0 })),
      digest: digestOf(items), expiresAt: new Date(now.getTime() + approvalDays * 86_400_000), items,
      stoppedReason: tooMany ? 'share' : null,
    }, now)
    await insertAudit(sql, [{ actId: `plan:${id}`, act: 'plan', actor: author, details: { number, kind: 'silent', people: items.length, candidates: candidates.length, stopped: tooMany } }], now)
    return tooMany ? 0 : items.length
  })
}

/** The first guard that protects the candidate, in the order of `guardNames`; null = none. */
function guardOf(candidate: Candidate, blind: boolean, assumedStarts: boolean): GuardName | null {
  if (candidate.relation !== 'none') return 'customer'
  if (candidate.suppressed) return 'suppressed'
  if (blind) return 'blind'
  if (candidate.startedAssumed && !assumedStarts) return 'assumed'
  if (candidate.maybe) return 'maybe'
  return candidate.removable ? null : 'not-granted'
}

/** What an approver saw: the approval is void when the list is another one. */
function digestOf(items: readonly Candidate[]): string {
  return createHash('sha256').update(items.map((item) => `${item.contactId} ${item.termOn}`).join('\n')).digest('hex')
}
