import { createHash, randomUUID } from 'node:crypto'
import { dayOf } from '../../../domain/app/day.ts'
import { coolingEnd, type ErasureDecision } from '../../../domain/removals/erasure-request.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { User } from '../../../store/accounts/users.ts'
import { contactDecision } from '../../../store/contacts/contact-view.ts'
import { countLiveContacts } from '../../../store/decisions/decisions.ts'
import { isCustomer } from '../../../store/removals/erasure-requests.ts'
import { insertPlan, movePlan, noteFirstApproval } from '../../../store/removals/removals.ts'
import { loadSettings } from '../../../store/settings/settings.ts'

/**
 * A plan of one person, approved by who decided: its removal waits for the hours in which it can be taken back, then
 * until every system shows the block (docs/reference/promises.md#i6). That of a customer waits for a second person
 * first. `coolUntil`: null while it does.
 */
export async function planErasure(
  sql: Sql,
  person: readonly string[],
  { decision, user }: { decision: ErasureDecision; user: User },
  now: Date,
): Promise<{ planId: string; coolUntil: Date | null }> {
  const id = randomUUID()
  const { version, settings } = await loadSettings(sql)
  const second = await isCustomer(sql, person)
  const items = []
  for (const contactId of person) {
    const decided = await contactDecision(sql, contactId)
    items.push({
      contactId,
      lastActAt: decided?.lastActAt ?? null,
      lastActKind: decided?.lastActKind ?? null,
      termOn: decided?.termOn ?? dayOf(now),
      relationEndedOn: decided?.relationEndedOn ?? null,
    })
  }
  await insertPlan(
    sql,
    {
      id,
      kind: 'erasure',
      state: 'planned',
      author: user.email,
      runId: null,
      baseCount: await countLiveContacts(sql),
      candidateCount: items.length,
      guards: [],
      digest: createHash('sha256').update(person.join(' ')).digest('hex'),
      // Nobody waits for a second person beyond the day of the answer.
      expiresAt: second ? new Date(Math.max(endOfDay(decision.dueOn).getTime(), now.getTime() + dayMs)) : now,
      stoppedReason: null,
      approvals: second ? 2 : 1,
      settingsVersion: version,
      items,
    },
    now,
  )
  if (second) {
    await noteFirstApproval(sql, id, user.id, now)
    return { planId: id, coolUntil: null }
  }
  const coolUntil = coolingEnd(settings, now)
  await movePlan(sql, id, ['planned'], 'approved', { approvedBy: user.id, approvedAt: now, nextStepAt: coolUntil })
  return { planId: id, coolUntil }
}

const dayMs = 86_400_000
const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs)
