import {
  aloneForMs,
  confirmRefusal,
  judgeRoles,
  newForMs,
  accountStandings,
  type Account,
  type EyesRefusal,
} from '../../domain/approvals/four-eyes.ts'
import { loadAccounts, openHands, type Hand } from '../../store/approvals/account-hands.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** How an account stands that others still have a part in. */
export interface AccountStanding {
  account: Account
  hands: readonly Hand[]
  approvesFrom: Date
  /** When it stands for itself; null = somebody else can confirm it. */
  standsFrom: Date | null
}

/** Accounts of admins and DPOs that nobody confirmed yet, the longest waiting first. Reads only. */
export async function unconfirmedAccounts(app: App): Promise<AccountStanding[]> {
  const now = app.clock.now()
  const [accounts, hands] = await Promise.all([loadAccounts(app.pool), openHands(app.pool)])
  const settled = new Map(
    accountStandings(accounts, now)
      .filter(({ stands }) => !stands)
      .map((one) => [one.id, one]),
  )
  return accounts
    .filter(({ id, role }) => settled.has(id) && judgeRoles.includes(role))
    .map((account) => {
      const aloneSince = settled.get(account.id)?.aloneSince ?? null
      return {
        account,
        hands: hands.filter(({ userId }) => userId === account.id),
        approvesFrom: new Date(account.newSince.getTime() + newForMs),
        standsFrom:
          aloneSince === null
            ? null
            : new Date(Math.max(aloneSince.getTime(), account.newSince.getTime()) + aloneForMs),
      }
    })
    .toSorted((a, b) => a.account.newSince.getTime() - b.account.newSince.getTime())
}

/** Why this user may not confirm that account; null = they may. Reads only. */
export async function whyNotConfirm(app: App, user: User, accountId: string): Promise<EyesRefusal | null> {
  return confirmRefusal(await loadAccounts(app.pool), user.id, accountId, app.clock.now())
}
