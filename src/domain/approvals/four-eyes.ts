/** Roles that approve. */
export const judgeRoles: readonly string[] = ['admin', 'dpo']

const hourMs = 3_600_000
/** A new account approves nothing for so long. */
export const newForMs = 24 * hourMs
/** Where nobody else could confirm an account, it stands for itself after so long. */
export const aloneForMs = 7 * 24 * hourMs

/** An account as the rule of two pairs of eyes sees it. */
export interface Account {
  id: string
  email: string
  role: string
  /** It has access, and a password or the company's own login. */
  isOpen: boolean
  /** It was invited, opened again, made a judge, or got its password by a link of somebody else. */
  newSince: Date
  /** Since when nobody else could confirm it; null = somebody could, or nobody looked yet. */
  aloneSince: Date | null
  /** Whose hands are on it, until it is confirmed; null = whoever was at the command line. */
  hands: readonly (string | null)[]
}

/** Why an account may not approve now. `same-hand`: its eyes may be those of whoever made or approved the thing. */
export type EyesRefusal = 'role' | 'own' | 'new-account' | 'same-hand'

/** Made or approved by somebody at the command line, who may be anybody. */
const commandLine = 'command line'

/**
 * The one rule of every approval: who may approve what `authors` (e-mail addresses or ids of accounts; the program's
 * own names count as nobody) made or approved. An account with a hand on it counts as the same person as the owner of
 * that hand, and so do two accounts with the same hand: a chain of invitations is one pair of eyes, whatever its
 * length, until somebody outside of it confirms a link. Null = it may.
 */
export function eyesRefusal(
  accounts: readonly Account[],
  userId: string,
  authors: readonly string[],
  now: Date,
): EyesRefusal | null {
  const user = accounts.find(({ id }) => id === userId)
  if (user === undefined || !judgeRoles.includes(user.role)) return 'role'
  const known = accounts.filter(({ id, email }) => authors.includes(id) || authors.includes(email))
  if (known.some(({ id }) => id === userId)) return 'own'
  if (now.getTime() - user.newSince.getTime() < newForMs) return 'new-account'
  const groupOf = groups(accounts)
  const isUnknown = (account: Account) => account.hands.includes(null)
  const persons = known.length > 0 || authors.includes(commandLine)
  if (
    (persons && isUnknown(user)) ||
    known.some((author) => isUnknown(author) || groupOf.get(author.id) === groupOf.get(userId))
  )
    return 'same-hand'
  return null
}

/**
 * Why `userId` may not confirm an account; null = it may. A hand from the command line is what is confirmed, so it is
 * not in the way.
 */
export function confirmRefusal(
  accounts: readonly Account[],
  userId: string,
  accountId: string,
  now: Date,
): EyesRefusal | null {
  return eyesRefusal(
    accounts.map((account) => ({ ...account, hands: account.hands.filter((hand) => hand !== null) })),
    userId,
    [accountId],
    now,
  )
}

/** An account with hands on it, after what passed since it was looked at last. */
interface Settled {
  id: string
  aloneSince: Date | null
  /** Seven days passed in which nobody else could confirm it. */
  stands: boolean
}

/**
 * How accounts with hands on them stand now. Those whose time is over stand for themselves together: none of them was
 * there to confirm the other.
 */
export function accountStandings(accounts: readonly Account[], now: Date): Settled[] {
  return accounts
    .filter(({ hands, role }) => hands.length > 0 && judgeRoles.includes(role))
    .map((account) => {
      const hasOther = accounts.some(
        (other) => other.isOpen && confirmRefusal(accounts, other.id, account.id, now) === null,
      )
      const aloneSince = hasOther ? null : (account.aloneSince ?? now)
      const from = Math.max(account.newSince.getTime(), aloneSince?.getTime() ?? 0)
      return {
        id: account.id,
        aloneSince,
        stands: account.isOpen && aloneSince !== null && now.getTime() - from >= aloneForMs,
      }
    })
}

/** The accounts as they are once `accountStandings` was written down: for pages, which write nothing. */
export function asSettled(accounts: readonly Account[], now: Date): Account[] {
  const standing = new Set(
    accountStandings(accounts, now)
      .filter(({ stands }) => stands)
      .map(({ id }) => id),
  )
  return accounts.map((account) => (standing.has(account.id) ? { ...account, hands: [] } : account))
}

/** Accounts that may be one person: joined by hands, directly or through others. Each gets the name of its group. */
function groups(accounts: readonly Account[]): ReadonlyMap<string, string> {
  const groupOf = new Map(accounts.map(({ id }) => [id, id]))
  const joined = accounts.flatMap(({ id, hands }) =>
    hands.flatMap((hand) => (hand === null ? [] : [[id, hand] as const])),
  )
  for (const [one, other] of joined) {
    const [from, to] = [groupOf.get(one), groupOf.get(other)]
    if (from === undefined || to === undefined || from === to) continue
    for (const [id, group] of groupOf) if (group === from) groupOf.set(id, to)
  }
  return groupOf
}
