import { randomUUID } from 'node:crypto'
import { givenReason } from '../../../domain/app/given-reason.ts'
import { listDigest } from '../../../domain/removals/list-digest.ts'
import type { PlannedKind } from '../../../domain/removals/removal-kinds.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import type { User } from '../../../store/accounts/users.ts'
import { countLiveContacts } from '../../../store/decisions/decisions.ts'
import { decideRefused, refusedRecords, type RefusalDecision } from '../../../store/removals/refused-people.ts'
import { insertPlan, lockPlan, type PlannedPerson, type RemovalPlan } from '../../../store/removals/removals.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import type { App } from '../../app/app.ts'
import { openConnection } from '../../connections/open-connection.ts'
import { RemovalRefused, requireJudge } from '../approve-removal.ts'
import { expiryOf } from '../plan-removals.ts'

/** What was decided: about how many people, and the plan that waits for another person's approval; null = none. */
interface DecidedRefusals {
  people: number
  plan: { id: string; number: string } | null
}

/**
 * What a DPO decides about people whose deletion a system refused (docs/reference/promises.md#removal-refused): the
 * next run plans them again (`again`), or a plan of their own empties their records (`anonymise`). It is held, approved
 * by somebody else and carried out like any other plan. People who wait for no decision are left out. Throws
 * RemovalRefused.
 */
export async function decideRefusals(
  app: App,
  key: string,
  user: User,
  { contactIds, decision, reason: given }: { contactIds: readonly string[]; decision: RefusalDecision; reason: string },
): Promise<DecidedRefusals> {
  const now = app.clock.now()
  const reason = givenReason(given)
  requireJudge(user)
  if (reason === null) throw new RemovalRefused('reason', 'Say why, in a sentence: it is kept.')
  return inTransaction(app.pool, async (sql) => {
    const plan = await lockPlan(sql, key)
    if (plan === null || plan.kind === 'erasure') throw new RemovalRefused('unknown', 'There is no such removal plan.')
    if (decision === 'anonymise') await requireEmptiable(app, sql, plan.id, contactIds)
    const people = await decideRefused(sql, plan.id, contactIds, { decision, by: user.email, reason }, now)
    if (people.length === 0) throw new RemovalRefused('decided', 'Nobody of them waits for this decision any more.')
    const emptying = decision === 'anonymise' ? await planEmptying(sql, plan, people, user, now) : null
    await insertAudit(
      sql,
      people.map(({ contactId }) => ({
        actId: `refused-deletion:${plan.id}:${contactId}`,
        act: 'refused-deletion',
        actor: user.email,
        contactId,
        details: { planId: plan.id, number: plan.number, decision, reason, by: emptying?.number ?? null },
      })),
      now,
    )
    return { people: people.length, plan: emptying }
  })
}

/** Each refused record of these people lies in a system that can be asked to empty it. */
async function requireEmptiable(app: App, sql: Sql, planId: string, contactIds: readonly string[]): Promise<void> {
  const theirs = (await refusedRecords(sql, planId)).filter(({ contactId }) => contactIds.includes(contactId))
  const unable = await systemsThatKeep(app, theirs)
  const [label] = theirs.filter(({ connectionId }) => unable.has(connectionId)).map((record) => record.label)
  if (label !== undefined)
    throw new RemovalRefused(
      'not-emptied',
      `${label} cannot empty a record: let it be tried again, or keep the person.`,
    )
}

/** Of these systems those in which a record cannot be emptied, or that cannot be opened now. */
export async function systemsThatKeep(
  app: App,
  records: readonly { connectionId: string }[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(records.map(({ connectionId }) => connectionId))]
  const emptied = await Promise.all(
    ids.map((id) =>
      openConnection(app, id, 'read').then(
        ({ system }) => system.can.anonymises,
        () => false,
      ),
    ),
  )
  return new Set(ids.filter((_id, place) => emptied[place] !== true))
}

async function planEmptying(
  sql: Sql,
  { id: ofPlan, kind }: RemovalPlan,
  items: readonly PlannedPerson[],
  user: User,
  now: Date,
): Promise<{ id: string; number: string }> {
  const { settings, version } = await loadSettings(sql)
  const id = randomUUID()
  const number = await insertPlan(
    sql,
    {
      id,
      kind: kind as PlannedKind,
      state: 'planned',
      author: user.email,
      runId: null,
      baseCount: await countLiveContacts(sql),
      candidateCount: items.length,
      guards: [],
      digest: listDigest(items),
      expiresAt: expiryOf(now),
      items,
      stoppedReason: null,
      approvals: items.length > settings.secondApprovalAbove ? 2 : 1,
      settingsVersion: version,
      ofPlan,
    },
    now,
  )
  await insertAudit(
    sql,
    [
      {
        actId: `plan:${id}`,
        act: 'plan',
        actor: user.email,
        details: { number, kind, people: items.length, candidates: items.length, stopped: null, empties: true },
      },
    ],
    now,
  )
  return { id, number }
}
