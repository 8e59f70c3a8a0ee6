import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { askFactorReset, decideReset, FactorKept } from '../../../operations/accounts/factor-reset.ts'
import { EyesRefused, whyNotApprove } from '../../../operations/approvals/four-eyes.ts'
import type { EyesRefusal } from '../../../domain/approvals/four-eyes.ts'
import type { FactorReset } from '../../../store/accounts/factor-resets.ts'
import type { User } from '../../../store/accounts/users.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { HttpProblem } from '../../app/problem.ts'
import { addRoute, type Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { openView } from '../app/view.ts'
import { Csrf, emptyForm, Field, PostButton } from '../ui/form.tsx'
import { stepUp } from './step-up.tsx'

/** The page of the account again, with why nothing was done. */
type Refuse = (visit: Visit, problem: string) => Promise<FastifyReply>

/** Taking away the second factor of somebody who lost it: one admin asks, another agrees. */
export function addFactorReset(server: FastifyInstance, app: App, refuse: Refuse): void {
  const asAdmin = { roles: may.connect, fresh: stepUp } as const
  addRoute(server, app, 'POST /users/:id/factor/ask', asAdmin, (visit) =>
    act(visit, refuse, (id) => askFactorReset(app, visit.login.user, id, visit.form['reason'] ?? '')),
  )
  for (const [way, isAgreed] of [
    ['agree', true],
    ['keep', false],
  ] as const)
    addRoute(server, app, `POST /users/:id/factor/${way}`, asAdmin, (visit) =>
      act(visit, refuse, (id) => decideReset(app, visit.login.user, id, isAgreed)),
    )
}

async function act(visit: Visit, refuse: Refuse, work: (id: string) => Promise<void>): Promise<FastifyReply> {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id)) throw new HttpProblem(404, 'not-found')
  try {
    await work(id)
    return visit.reply.redirect(`/users/${id}#factor`, 303)
  } catch (error) {
    const { t } = await openView(visit)
    if (error instanceof FactorKept) return refuse(visit, t.users.factor.refusals[error.code])
    if (error instanceof EyesRefused) return refuse(visit, t.approvals.refusals[error.code])
    throw error
  }
}

/** What the page of an account knows of its second factor. */
export interface FactorFacts {
  /** Since when it is on; null = it is off. */
  since: Date | null
  /** The wish to take it away; null = there is none. */
  reset: FactorReset | null
  /** Why the reader may not agree to it. */
  refusal: EyesRefusal | null
}

export async function refusalOf(view: View, reset: FactorReset | null): Promise<EyesRefusal | null> {
  return reset === null ? null : whyNotApprove(view.app, view.user, [reset.askedById, reset.userId])
}

/** Asks for it, or decides what somebody else asked. */
export function FactorResetCard({ view, user, facts }: { view: View; user: User; facts: FactorFacts }) {
  const { t, f } = view
  const u = t.users.factor
  const { reset, refusal } = facts
  if (facts.since === null) return null
  return (
    <section class="card" id="factor">
      <div class="card-head">
        <h2>{u.title}</h2>
      </div>
      <div class="card-body stack narrow">
        <p>{t.account.second.on(f.date(facts.since))}</p>
        {reset === null ? (
          <form method="post" action={`/users/${user.id}/factor/ask`} class="stack">
            <Csrf token={view.csrf} />
            <Field name="reason" label={u.reason} form={emptyForm} hint={u.reasonHint} required />
            <p>
              <button type="submit" class="btn">
                {u.ask}
              </button>
            </p>
          </form>
        ) : (
          <>
            <p>{u.asked(reset.askedBy, f.dateTime(reset.askedAt), f.dateTime(reset.expiresAt))}</p>
            <blockquote>{reset.reason}</blockquote>
            {refusal === null ? (
              <PostButton view={view} action={`/users/${user.id}/factor/agree`} kind="danger">
                {u.agree}
              </PostButton>
            ) : (
              <p class="hint">{t.approvals.refusals[refusal]}</p>
            )}
            <PostButton view={view} action={`/users/${user.id}/factor/keep`} kind="quiet">
              {u.keep}
            </PostButton>
          </>
        )}
      </div>
    </section>
  )
}
