import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import {
  unconfirmedAccounts,
  whyNotConfirm,
  type AccountStanding,
} from '../../../operations/accounts/account-standing.ts'
import type { App } from '../../../operations/app/app.ts'
import { confirmAccount, EyesRefused } from '../../../operations/approvals/four-eyes.ts'
import type { EyesRefusal } from '../../../domain/approvals/four-eyes.ts'
import { findUser, type User } from '../../../store/accounts/users.ts'
import { HttpProblem } from '../../app/problem.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Time } from '../ui/time.tsx'
import { sendPage } from '../app/outside.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { stepUp } from './step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

/** An admin or DPO says that they know the person of a new account that may approve. */
export function addConfirmAccountPage(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /users/:id/confirm', { roles: may.judge }, async (visit) => render(visit, null))

  addRoute(server, app, 'POST /users/:id/confirm', { roles: may.judge, fresh: stepUp }, async (visit) => {
    const user = await userOf(visit)
    try {
      await confirmAccount(app, visit.login.user, user.id)
      return visit.reply.redirect(`/users/${user.id}/confirm`, 303)
    } catch (error) {
      if (!(error instanceof EyesRefused)) throw error
      return sendPage(visit.reply, await render(visit, error.code), 422)
    }
  })
}

async function userOf({ app, params }: Visit): Promise<User> {
  const id = params['id'] ?? ''
  const user = isUuid(id) ? await findUser(app.pool, { id }) : null
  if (user === null || !allowed(user.role, may.judge)) throw new HttpProblem(404, 'not-found')
  return user
}

async function render(visit: Visit, failure: EyesRefusal | null): Promise<string> {
  const user = await userOf(visit)
  const view = await openView(visit, `/users/${user.id}/confirm`)
  const [standing, refusal] = await Promise.all([
    unconfirmedAccounts(visit.app),
    whyNotConfirm(visit.app, view.user, user.id),
  ])
  return confirmPage(view, user, standing.find(({ account }) => account.id === user.id) ?? null, failure ?? refusal)
}

function confirmPage(view: View, user: User, standing: AccountStanding | null, refusal: EyesRefusal | null): string {
  const { t, f } = view
  const c = t.approvals.confirm
  const crumbs = allowed(view.role, may.connect) ? [[t.users.title, '/users'] as const] : []
  return html(
    <Page
      view={view}
      nav={allowed(view.role, may.connect) ? 'users' : null}
      title={c.title(user.name)}
      tab={c.tab}
      crumbs={crumbs}
      context={<p>{c.context}</p>}
    >
      <section class="card">
        <div class="card-head">
          <h2>{c.facts}</h2>
        </div>
        <div class="card-body stack">
          <dl class="writes">
            <dt>{c.email}</dt>
            <dd>{user.email}</dd>
            <dt>{c.role}</dt>
            <dd>{t.common.roles[user.role]}</dd>
            {standing === null ? null : (
              <>
                <dt>{c.parts}</dt>
                <dd>
                  <ul class="plain-list">
                    {standing.hands.map((hand) => (
                      <li>{t.approvals.hands[hand.why](hand.by ?? t.approvals.commandLine, f.dateTime(hand.at))}</li>
                    ))}
                  </ul>
                </dd>
                <dt>{c.from}</dt>
                <dd>
                  <Time at={standing.approvesFrom}>{f.dateTime(standing.approvesFrom)}</Time>
                </dd>
                {standing.standsFrom === null ? null : (
                  <>
                    <dt>{c.alone}</dt>
                    <dd>
                      <Time at={standing.standsFrom}>{f.dateTime(standing.standsFrom)}</Time>
                    </dd>
                  </>
                )}
              </>
            )}
          </dl>
          <Decision view={view} user={user} standing={standing} refusal={refusal} />
        </div>
      </section>
    </Page>,
  )
}

function Decision({
  view,
  user,
  standing,
  refusal,
}: {
  view: View
  user: User
  standing: AccountStanding | null
  refusal: EyesRefusal | null
}) {
  const c = view.t.approvals.confirm
  if (standing === null)
    return (
      <p role="status">
        <Icon name="circle-check" size={16} /> {c.done}{' '}
        {user.confirmedAt === null
          ? null
          : user.confirmedBy === null
            ? c.confirmedByTime(view.f.dateTime(user.confirmedAt))
            : c.confirmedBy(user.confirmedBy, view.f.dateTime(user.confirmedAt))}
      </p>
    )
  if (!standing.account.isOpen) return <p>{c.notOpened}</p>
  if (refusal !== null)
    return (
      <div class="notice">
        <Icon name="info-circle" />
        <p>{c.refusals[refusal]}</p>
      </div>
    )
  return (
    <>
      <p class="hint">{c.otherwise}</p>
      <p>
        <PostButton view={view} action={`/users/${user.id}/confirm`} kind="primary">
          {c.go}
        </PostButton>
      </p>
    </>
  )
}
