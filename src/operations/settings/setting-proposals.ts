import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { judgeRoles } from '../../domain/approvals/four-eyes.ts'
import { Settings } from '../../domain/settings/settings.ts'
import { lockAccounts } from '../../store/approvals/account-hands.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  endProposal,
  insertProposal,
  lockProposal,
  proposalsToEnd,
  type ProposalEnd,
  type ProposalState,
} from '../../store/settings/setting-proposals.ts'
import { loadSettings, lockSettings } from '../../store/settings/settings.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { EyesRefused, requireOtherEyes } from '../approvals/four-eyes.ts'
import { judgeIfChanged } from './judge-relations.ts'
import { brief, canonical, differing, writeSettings } from './write-settings.ts'

const lifeMs = 7 * 86_400_000

/** Why a proposal is not decided on so; `over`: it does not wait any more, or the settings are others by now. */
export class ProposalRefused extends Refused<'over' | EyesRefused['code']> {}

/** Proposes looser limits: they hold once somebody else confirmed them. What waited of the same settings falls. */
export async function propose(sql: Sql, author: User, before: Settings, after: Settings, now: Date): Promise<void> {
  const id = randomUUID()
  const names = differing(before, after)
  const changes = Object.fromEntries(names.map((name) => [name, { from: before[name], to: after[name] }]))
  await supersedeProposals(sql, author.email, names, now)
  await insertProposal(sql, { id, changes, authorId: author.id, expiresAt: new Date(now.getTime() + lifeMs) }, now)
  const changed = Object.fromEntries(names.map((name) => [name, { from: brief(before[name]), to: brief(after[name]) }]))
  await note(sql, id, { state: 'waiting', by: author.email }, { changed }, now)
}

/** Ends what waits of settings that changed or are proposed anew. */
export async function supersedeProposals(sql: Sql, by: string, names: readonly string[], now: Date): Promise<void> {
  for (const id of await proposalsToEnd(sql, { touching: names }))
    await end(sql, id, { state: 'superseded', by, reason: null }, now)
}

/** Ends what somebody proposed whose access ends. */
export async function endProposalsOf(sql: Sql, authorId: string, by: string, now: Date): Promise<void> {
  for (const id of await proposalsToEnd(sql, { authorId }))
    await end(sql, id, { state: 'withdrawn', by, reason: null }, now)
}

/** Ends what nobody decided on in time. */
export async function expireProposals(app: App): Promise<void> {
  const now = app.clock.now()
  if ((await proposalsToEnd(app.pool, { expiredAt: now })).length === 0) return
  await inTransaction(app.pool, async (sql) => {
    for (const id of await proposalsToEnd(sql, { expiredAt: now }))
      await end(sql, id, { state: 'expired', by: 'lawbase', reason: null }, now)
  })
}

/**
 * Confirms a proposal: by an admin or DPO whose eyes are others than its author's. The settings get a new version that
 * names both. Gives the contacts whose verdicts are to follow, as `changeSettings` does. Throws ProposalRefused.
 */
export async function confirmProposal(app: App, user: User, id: string): Promise<string[]> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    await lockSettings(sql)
    await lockAccounts(sql)
    const proposal = await lockProposal(sql, id)
    if (proposal === null || proposal.state !== 'waiting' || proposal.expiresAt <= now)
      throw new ProposalRefused('over')
    await requireOtherEyes(sql, user, [proposal.authorId], now).catch((error: unknown) => {
      throw error instanceof EyesRefused ? new ProposalRefused(error.code) : error
    })
    const author = await findUser(sql, { id: proposal.authorId })
    const { settings: current } = await loadSettings(sql)
    const changes = Object.entries(proposal.changes) as [keyof Settings, { from: unknown; to: unknown }][]
    const isStale = changes.some(([name, { from }]) => canonical(current[name]) !== canonical(from))
    const parsed = Settings.safeParse({
      ...current,
      ...Object.fromEntries(changes.map(([name, { to }]) => [name, to])),
    })
    if (
      author === null ||
      author.disabledAt !== null ||
      !judgeRoles.includes(author.role) ||
      isStale ||
      !parsed.success
    )
      throw new ProposalRefused('over')
    await end(sql, id, { state: 'confirmed', by: user.email, reason: null }, now)
    const changed = await writeSettings(
      sql,
      current,
      parsed.data,
      { author: author.email, confirmedBy: user.email, proposalId: id },
      now,
    )
    return judgeIfChanged(sql, changed, parsed.data, now)
  })
}

/**
 * Takes a proposal back, for its author, or refuses it with a reason that is kept, for any other admin or DPO. Throws
 * ProposalRefused.
 */
export async function dropProposal(app: App, user: User, id: string, reason: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const proposal = await lockProposal(sql, id)
    if (proposal === null || proposal.state !== 'waiting') throw new ProposalRefused('over')
    await end(
      sql,
      id,
      {
        state: proposal.authorId === user.id ? 'withdrawn' : 'refused',
        by: user.email,
        reason: reason === '' ? null : reason.slice(0, 500),
      },
      now,
    )
  })
}

async function end(sql: Sql, id: string, how: ProposalEnd, now: Date): Promise<void> {
  await endProposal(sql, id, how, now)
  await note(sql, id, how, how.reason === null ? {} : { reason: how.reason }, now)
}

async function note(
  sql: Sql,
  id: string,
  { state, by }: { state: ProposalState; by: string },
  more: Record<string, unknown>,
  now: Date,
): Promise<void> {
  await insertAudit(
    sql,
    [
      {
        actId: `setting-proposal:${id}:${state}`,
        act: 'setting',
        actor: by,
        details: { proposalId: id, proposal: state, ...more },
      },
    ],
    now,
  )
}
