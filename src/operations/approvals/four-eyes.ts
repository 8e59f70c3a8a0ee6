import { Refused } from '../../domain/app/refused.ts'
import {
  asSettled,
  confirmRefusal,
  eyesRefusal,
  judgeRoles,
  accountStandings,
  type EyesRefusal,
} from '../../domain/approvals/four-eyes.ts'
import {
  isAnyHandOn,
  loadAccounts,
  lockAccounts,
  noteAlone,
  putHand,
  takeHandsOff,
  type HandReason,
} from '../../store/approvals/account-hands.ts'
import { insertApproverNews } from '../../store/approvals/approver-news.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** An approval that needs another pair of eyes; `code` is stable, the sentence is for the command line. */
export class EyesRefused extends Refused<EyesRefusal> {
  constructor(code: EyesRefusal) {
    super(
      code,
      {
        role: 'Your role cannot approve this. Ask a DPO.',
        own: 'You made this, so someone else must approve it.',
        'new-account': 'This account is new: it cannot approve anything in its first 24 hours.',
        'same-hand':
          'The person who made or approved this helped to set up your account, or you theirs. Another admin or DPO must confirm the account first.',
      }[code],
    )
  }
}

/**
 * The one gate of every approval: passes when `user` may approve what `authors` (addresses or ids) made or approved,
 * and throws EyesRefused when not. Within the transaction of the approval; no account can change beside it.
 */
export async function requireOtherEyes(sql: Sql, user: User, authors: readonly string[], now: Date): Promise<void> {
  await settleAccounts(sql, now)
  const refusal = eyesRefusal(await loadAccounts(sql), user.id, authors, now)
  if (refusal !== null) throw new EyesRefused(refusal)
}

/** What `requireOtherEyes` would say, for a page; null = the user may approve. */
export async function whyNotApprove(app: App, user: User, authors: readonly string[]): Promise<EyesRefusal | null> {
  const now = app.clock.now()
  return eyesRefusal(asSettled(await loadAccounts(app.pool), now), user.id, authors, now)
}

/** Writes down which accounts stand for themselves by now, and since when others have nobody to confirm them. */
async function settleAccounts(sql: Sql, now: Date): Promise<void> {
  await lockAccounts(sql)
  for (const { id, aloneSince, stands } of accountStandings(await loadAccounts(sql), now)) {
    if (!stands) await noteAlone(sql, id, aloneSince)
    else {
      await takeHandsOff(sql, id, null, now)
      await insertAudit(
        sql,
        [
          {
            actId: `user:${id}:stands:${now.getTime()}`,
            act: 'user',
            actor: 'lawbase',
            details: { confirmed: id, why: 'seven days without a second approver' },
          },
        ],
        now,
      )
    }
  }
}

/** The same at any time, where there is something to settle. */
export async function settleDueAccounts(app: App): Promise<void> {
  if (await isAnyHandOn(app.pool)) await inTransaction(app.pool, (sql) => settleAccounts(sql, app.clock.now()))
}

/**
 * Runs a change of accounts with nothing beside it, and settles them before and after: who loses the last one that
 * could confirm them begins to wait from now, not from earlier.
 */
export async function changeAccounts<T>(app: App, change: (sql: Sql, now: Date) => Promise<T>): Promise<T> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    await settleAccounts(sql, now)
    const done = await change(sql, now)
    await settleAccounts(sql, now)
    return done
  })
}

/** Puts the hand of `by` (null = the command line) on an account; where it may approve, each admin and DPO is told. */
export async function putHandOn(
  sql: Sql,
  user: Pick<User, 'id' | 'role'>,
  by: User | null,
  why: HandReason,
  now: Date,
): Promise<void> {
  await putHand(sql, user.id, by?.id ?? null, why, now)
  if (judgeRoles.includes(user.role)) await insertApproverNews(sql, user.id, why, by?.email ?? null, now)
}

/**
 * Confirms that an account is the person's it says, so that its eyes count as its own. By an admin or DPO who has no
 * part in it; harmless to repeat. Throws EyesRefused.
 */
export async function confirmAccount(app: App, by: User, id: string): Promise<void> {
  await changeAccounts(app, async (sql, now) => {
    const [accounts, user] = [await loadAccounts(sql), await findUser(sql, { id })]
    const refusal = confirmRefusal(accounts, by.id, id, now)
    if (refusal !== null) throw new EyesRefused(refusal)
    const account = accounts.find((one) => one.id === id)
    if (user === null || account === undefined || account.hands.length === 0 || !account.isOpen) return
    await takeHandsOff(sql, id, by.email, now)
    await insertAudit(
      sql,
      [
        {
          actId: `user:${id}:confirmed:${now.getTime()}`,
          act: 'user',
          actor: by.email,
          details: { confirmed: id, role: user.role },
        },
      ],
      now,
    )
  })
}
