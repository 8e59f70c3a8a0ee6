import type { Settings } from '../../domain/settings/settings.ts'
import type { Sql } from '../app/database.ts'

export type ProposalState = 'waiting' | 'confirmed' | 'refused' | 'withdrawn' | 'superseded' | 'expired'

/** Looser limits that one person proposes and another confirms. */
export interface SettingProposal {
  id: string
  changes: Partial<Record<keyof Settings, { from: unknown; to: unknown }>>
  authorId: string
  /** Address of the author. */
  author: string
  createdAt: Date
  expiresAt: Date
  state: ProposalState
}

const columns = `p.id, p.changes, p.author_id as "authorId", u.email as author,
  p.created_at as "createdAt", p.expires_at as "expiresAt", p.state`

export async function insertProposal(
  sql: Sql,
  proposal: Pick<SettingProposal, 'id' | 'changes' | 'authorId' | 'expiresAt'>,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into setting_proposals (id, changes, author_id, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [proposal.id, JSON.stringify(proposal.changes), proposal.authorId, now, proposal.expiresAt],
  )
}

/** What waits for a second person, oldest first. */
export async function waitingProposals(sql: Sql, now: Date): Promise<SettingProposal[]> {
  return (
    await sql.query<SettingProposal>(
      `select ${columns} from setting_proposals p join users u on u.id = p.author_id
       where p.state = 'waiting' and p.expires_at > $1 order by p.created_at, p.id`,
      [now],
    )
  ).rows
}

/** One proposal, locked to the end of the transaction. */
export async function lockProposal(sql: Sql, id: string): Promise<SettingProposal | null> {
  return (
    (
      await sql.query<SettingProposal>(
        `select ${columns} from setting_proposals p join users u on u.id = p.author_id where p.id = $1 for update of p`,
        [id],
      )
    ).rows[0] ?? null
  )
}

/** How a proposal ended, by whose hand, and why, where they said it. */
export interface ProposalEnd {
  state: Exclude<ProposalState, 'waiting'>
  by: string
  reason: string | null
}

/** Ends a proposal that waits. */
export async function endProposal(sql: Sql, id: string, { state, by, reason }: ProposalEnd, now: Date): Promise<void> {
  await sql.query(
    `update setting_proposals set state = $2, decided_by = $3, reason = $4, decided_at = $5
     where id = $1 and state = 'waiting'`,
    [id, state, by, reason, now],
  )
}

/** Proposals that wait and meet a condition: of these settings, of this author, or past their time. */
export async function proposalsToEnd(
  sql: Sql,
  which: { touching: readonly string[] } | { authorId: string } | { expiredAt: Date },
): Promise<string[]> {
  const [condition, value] =
    'touching' in which
      ? ['changes ?| $1', which.touching]
      : 'authorId' in which
        ? ['author_id = $1', which.authorId]
        : ['expires_at <= $1', which.expiredAt]
  return (
    await sql.query<{ id: string }>(
      `select id from setting_proposals where state = 'waiting' and ${condition} order by created_at`,
      [value],
    )
  ).rows.map(({ id }) => id)
}

/** Whether the right to remove was ever granted anywhere: taking it back for a moment makes no limit looser. */
export async function wasRemoveEverGranted(sql: Sql): Promise<boolean> {
  return (await sql.query('select 1 from connections where remove_granted_at is not null limit 1')).rowCount === 1
}
