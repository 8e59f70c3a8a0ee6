import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  AccountUnchanged,
  changeRole,
  endAccess,
  giveAccessBack,
  makeLink,
} from '../../../operations/accounts/accounts.ts'
import type { App } from '../../../operations/app/app.ts'
import { unconfirmedAccounts } from '../../../operations/accounts/account-standing.ts'
import { findUser, openLinkUntil, type User } from '../../../store/accounts/users.ts'
import { roles } from '../../../domain/accounts/roles.ts'
import { listApiKeys, type ApiKeyRow } from '../../../store/accounts/api-keys.ts'
import { factorSince } from '../../../store/accounts/second-factors.ts'
import { openResetOf } from '../../../operations/accounts/factor-reset.ts'
import { addFactorReset, FactorResetCard, refusalOf, type FactorFacts } from './factor-reset.tsx'
import { HttpProblem } from '../../app/problem.ts'
import { Choice, Csrf, emptyForm, PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from './step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { ShownOnce } from '../ui/shown-once.tsx'
import { openView, type View } from '../app/view.ts'

interface Facts {
  user: User
  keys: readonly ApiKeyRow[]
  linkUntil: Date | null
  waitsForConfirmation: boolean
  factor: FactorFacts
  /** A link that was just made. */
  link: string | null
  problem: string | null
}

/** One account: its role, its access, a link for a new password. */
export function addUserPage(server: FastifyInstance, app: App): void {
  addFactorReset(server, app, refuse)
  addRoute(server, app, 'GET /users/:id', { roles: may.connect }, async (visit) => render(visit, null, null))

  addRoute(server, app, 'POST /users/:id/role', { roles: may.connect, fresh: stepUp }, async (visit) =>
    act(visit, async (id) => {
      const role = roles.find((known) => known === visit.form['role'])
      if (role === undefined) return refuse(visit, (await openView(visit)).t.users.errors.role)
      await changeRole(app, visit.login.user, id, role)
      return visit.reply.redirect(`/users/${id}`, 303)
    }),
  )
  addRoute(server, app, 'POST /users/:id/link', { roles: may.connect, fresh: stepUp }, async (visit) =>
    act(visit, async (id) =>
      sendPage(visit.reply, await render(visit, await makeLink(app, visit.login.user, id), null)),
    ),
  )
  addRoute(server, app, 'POST /users/:id/enable', { roles: may.connect, fresh: stepUp }, async (visit) =>
    act(visit, async (id) => {
      await giveAccessBack(app, visit.login.user, id)
      return visit.reply.redirect(`/users/${id}`, 303)
    }),
  )
  addRoute(server, app, 'POST /users/:id/disable', { roles: may.connect, fresh: stepUp }, async (visit) =>
    act(visit, async (id) => {
      if (!(await endAccess(app, visit.login.user, id)))
        return refuse(visit, (await openView(visit)).t.users.errors.lastAdmin)
      return visit.reply.redirect('/users', 303)
    }),
  )
}

async function act(visit: Visit, work: (id: string) => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work((await userOf(visit)).id)
  } catch (error) {
    if (!(error instanceof AccountUnchanged)) throw error
    return refuse(visit, (await openView(visit)).t.users.account.refusals[error.code])
  }
}

async function userOf({ app, params }: Visit): Promise<User> {
  const id = params['id'] ?? ''
  const user = isUuid(id) ? await findUser(app.pool, { id }) : null
  if (user === null) throw new HttpProblem(404, 'not-found')
  return user
}

async function refuse(visit: Visit, problem: string): Promise<FastifyReply> {
  return sendPage(visit.reply, await render(visit, null, problem), 422)
}

async function render(visit: Visit, link: string | null, problem: string | null): Promise<string> {
  const { pool } = visit.app
  const user = await userOf(visit)
  const view = await openView(visit, `/users/${user.id}`)
  const [keys, linkUntil, standing, factor, reset] = await Promise.all([
    listApiKeys(pool),
    openLinkUntil(pool, user.id, new Date()),
    unconfirmedAccounts(visit.app),
    factorSince(pool, user.id),
    openResetOf(visit.app, user.id),
  ])
  const live = keys.filter((key) => key.ownerId === user.id && key.revokedAt === null && key.expiresAt > view.now)
  return html(
    <UserPage
      view={view}
      user={user}
      keys={live}
      linkUntil={linkUntil}
      factor={{ since: factor, reset, refusal: await refusalOf(view, reset) }}
      waitsForConfirmation={standing.some(({ account }) => account.id === user.id)}
      link={link}
      problem={problem}
    />,
  )
}

function UserPage({ view, link, problem, ...facts }: Facts & { view: View }) {
  const { t, f } = view
  const { user, keys, linkUntil } = facts
  const a = t.users.account
  const state =
    user.disabledAt !== null
      ? a.noAccess(f.dateTime(user.disabledAt))
      : user.passwordHash !== null
        ? t.users.active
        : user.isBound
          ? a.byCompany
          : linkUntil === null
            ? a.linkOver
            : a.linkOpen(f.dateTime(linkUntil))
  return (
    <Page view={view} nav="users" title={user.name} crumbs={[[t.users.title, '/users']]} context={<p>{user.email}</p>}>
      {problem === null ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <p>{problem}</p>
        </div>
      )}
      {link === null ? null : <ShownOnce view={view} shown={{ kind: 'invite', value: link, who: user.email }} />}
      <div class="stack">
        <section class="card">
          <div class="card-head">
            <h2>{a.facts}</h2>
          </div>
          <div class="card-body stack">
            <dl class="writes">
              <dt>{t.users.columns.role}</dt>
              <dd>{t.common.roles[user.role]}</dd>
              <dt>{t.users.columns.state}</dt>
              <dd>{state}</dd>
              {keys.length === 0 ? null : (
                <>
                  <dt>{a.keys}</dt>
                  <dd>{f.list(keys.map(({ name }) => name))}</dd>
                </>
              )}
            </dl>
            {facts.waitsForConfirmation ? (
              <p>
                <a href={`/users/${user.id}/confirm`}>{a.unconfirmed}</a>
              </p>
            ) : null}
          </div>
        </section>
        {user.id === view.user.id ? (
          <p>
            <a class="btn" href="/account">
              {a.own}
            </a>
          </p>
        ) : user.disabledAt !== null ? (
          <Ended view={view} user={user} />
        ) : (
          <>
            <Acts view={view} {...facts} />
            <FactorResetCard view={view} user={user} facts={facts.factor} />
          </>
        )}
      </div>
    </Page>
  )
}

function Acts({ view, user, keys }: Pick<Facts, 'user' | 'keys'> & { view: View }) {
  const { t } = view
  const a = t.users.account
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.change}</h2>
      </div>
      <div class="card-body stack narrow">
        <form method="post" action={`/users/${user.id}/role`} class="stack">
          <Csrf token={view.csrf} />
          <Choice
            name="role"
            label={t.users.columns.role}
            form={emptyForm}
            value={user.role}
            options={roles.map((role) => [role, t.common.roles[role]] as const)}
            hint={a.roleHint}
          />
          <p>
            <button type="submit" class="btn">
              {a.role}
            </button>
          </p>
        </form>
        <p class="hint">{user.passwordHash === null && !user.isBound ? a.inviteHint : a.resetHint}</p>
        <p>
          <PostButton view={view} action={`/users/${user.id}/link`}>
            {user.passwordHash === null && !user.isBound ? a.invite : a.reset}
          </PostButton>
        </p>
        <p class="hint">{keys.length === 0 ? a.endHint : a.endHintKeys(keys.length)}</p>
        <p>
          <PostButton view={view} action={`/users/${user.id}/disable`} kind="danger">
            {t.users.disable}
          </PostButton>
        </p>
      </div>
    </section>
  )
}

function Ended({ view, user }: { view: View; user: User }) {
  const a = view.t.users.account
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.change}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{a.enableHint}</p>
        <p>
          <PostButton view={view} action={`/users/${user.id}/enable`}>
            {a.enable}
          </PostButton>
        </p>
      </div>
    </section>
  )
}
