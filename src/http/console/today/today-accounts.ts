import { unconfirmedAccounts } from '../../../operations/accounts/account-standing.ts'
import { waitingProposals } from '../../../store/settings/setting-proposals.ts'
import { stoppedKeys } from '../../../store/accounts/api-keys.ts'
import { openBreakGlassUses } from '../../../store/accounts/local-login.ts'
import { openFactorResets } from '../../../store/accounts/factor-resets.ts'
import { listUsers } from '../../../store/accounts/users.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { Need } from './needs/need.ts'
import type { View } from '../app/view.ts'

/** Keys that stopped with their owner's access. */
export async function keyNeeds(view: View): Promise<Need[]> {
  const k = view.t.users.key
  return (await stoppedKeys(view.app.pool, view.now)).map(
    (key): Need => ({
      tone: 'broken',
      icon: 'key',
      what: k.need(key.name, key.owner),
      more: k.needMore,
      owner: 'admin',
      at: { kind: 'since', date: key.since },
      act: { label: k.needAct, href: '/users#keys', roles: may.connect },
      early: true,
      seenBy: may.configure,
    }),
  )
}

/** Looser limits that wait for a second person. */
export async function proposalNeeds(view: View): Promise<Need[]> {
  const { proposals: p, names } = view.t.settings
  return (await waitingProposals(view.app.pool, view.now)).map(
    (one): Need => ({
      tone: 'wait',
      icon: 'clock-hour-4',
      what: p.need(one.author, view.f.list(Object.keys(one.changes).map((name) => names[name] ?? name))),
      more: p.needMore,
      owner: 'dpo',
      at: { kind: 'by', date: one.expiresAt },
      act: { label: p.needAct, href: '/settings#proposals', roles: may.judge },
      seenBy: may.judge,
    }),
  )
}

/** Accounts that may approve and that nobody else confirmed yet: every admin and DPO sees them. */
export async function accountNeeds(view: View): Promise<Need[]> {
  const e = view.t.approvals
  return (await unconfirmedAccounts(view.app)).map(
    ({ account, approvesFrom, standsFrom }): Need => ({
      tone: 'wait',
      icon: 'users',
      what: e.need(account.email, view.t.common.roles[account.role as 'admin' | 'dpo']),
      more: [
        e.needMore(view.f.dateTime(approvesFrom)),
        ...(standsFrom === null ? [] : [e.needAlone(view.f.dateTime(standsFrom))]),
      ].join(' '),
      owner: 'dpo',
      at: { kind: 'since', date: account.newSince },
      act: { label: e.needAct, href: `/users/${account.id}/confirm`, roles: may.judge },
      early: true,
      seenBy: may.judge,
    }),
  )
}

/** Second factors that a second admin may take away. */
export async function factorNeeds(view: View): Promise<Need[]> {
  const u = view.t.users.factor
  const [resets, users] = await Promise.all([openFactorResets(view.app.pool, view.now), listUsers(view.app.pool)])
  return resets.map(
    (one): Need => ({
      tone: 'wait',
      icon: 'lock',
      what: u.need(users.find(({ id }) => id === one.userId)?.name ?? ''),
      more: u.needMore(one.askedBy),
      owner: 'admin',
      at: { kind: 'by', date: one.expiresAt },
      act: { label: u.needAct, href: `/users/${one.userId}#factor`, roles: may.connect },
      early: true,
      seenBy: may.connect,
    }),
  )
}

/** Logins by the account for emergencies of which no admin said yet that they know why. */
export async function breakGlassNeeds(view: View): Promise<Need[]> {
  const l = view.t.companyLogin.local
  return (await openBreakGlassUses(view.app.pool)).map(
    (use): Need => ({
      tone: 'broken',
      icon: 'alert-triangle',
      what: l.need(use.email),
      more: l.needMore(use.visitor),
      owner: 'admin',
      at: { kind: 'since', date: use.at },
      act: { label: l.needAct, href: '/users/company#passwords', roles: may.connect },
      ...(use.userId === view.user.id
        ? {}
        : {
            post: {
              label: l.needPost,
              action: `/users/company/uses/${use.id}/seen`,
              fields: {},
              roles: may.connect,
            },
          }),
      early: true,
      seenBy: may.connect,
    }),
  )
}
