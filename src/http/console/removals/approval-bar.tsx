import type { EyesRefusal } from '../../../domain/approvals/four-eyes.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import { Csrf, FieldError } from '../ui/form.tsx'
import type { PlanFailure } from './plan-facts.ts'
import type { View } from '../app/view.ts'

/** Sticky: who made it, the digest both saw, refuse with a reason, approve in red. */
export function ApprovalBar({
  view,
  plan,
  author,
  firstApprover,
  refusal,
  failure,
}: {
  view: View
  plan: RemovalPlan
  author: string
  firstApprover: string | null
  refusal: EyesRefusal | null
  failure: PlanFailure | null
}) {
  const { f } = view
  const t = view.t.removals.bar
  const why = whyNot(view, plan, refusal)
  return (
    <section class="card approval" id="decide" tabIndex={-1} aria-label={refusal === null ? t.title : t.titleOwn}>
      <div>
        <p class="strong">{refusal === null ? t.title : t.titleOwn}</p>
        <p class="hint">
          {t.author(author)} {t.digest(`${plan.digest.slice(0, 4)}…${plan.digest.slice(-4)}`)}{' '}
          {plan.state === 'planned' ? t.expires(f.date(plan.expiresAt)) : ''}
          {why === '' ? '' : ` ${why}`}
          {view.asksAgain && plan.state === 'planned' && refusal === null ? ` ${t.asksAgain}` : ''}
          {plan.approvals > 1 ? ` ${secondHand(view, plan, firstApprover)}` : ''}
        </p>
      </div>
      <ReasonForm view={view} plan={plan} act="refuse" name="reason" failure={failure} />
      {plan.state !== 'stopped' || plan.stoppedReason !== 'jump' || refusal !== null ? null : (
        <ReasonForm view={view} plan={plan} act="release" name="releaseReason" failure={failure} />
      )}
      {plan.state !== 'planned' ? null : <ApproveButton view={view} plan={plan} barred={refusal !== null} />}
    </section>
  )
}

/** Why the reader may not approve it; '' where they may, or did so already. */
function whyNot(view: View, plan: RemovalPlan, refusal: EyesRefusal | null): string {
  if (refusal === null || plan.firstApprovedBy === view.user.id) return ''
  return refusal === 'own' ? view.t.removals.errors['own-plan'] : view.t.approvals.refusals[refusal]
}

/** Where two must approve: who did, and who is missing. */
function secondHand(view: View, plan: RemovalPlan, firstApprover: string | null): string {
  const t = view.t.removals.bar
  if (firstApprover === null) return t.needsTwo
  return plan.firstApprovedBy === view.user.id ? t.mine : t.secondNow(firstApprover)
}

/** A decision that has to give its reason, folded until it is wanted or was sent without one. */
function ReasonForm({
  view,
  plan,
  act,
  name,
  failure,
}: {
  view: View
  plan: RemovalPlan
  act: 'refuse' | 'release'
  name: 'reason' | 'releaseReason'
  failure: PlanFailure | null
}) {
  const t = view.t.removals.bar
  const wrong = failure?.errors[name] === undefined ? undefined : t.reasonWrong
  return (
    <details class="refuse" open={wrong !== undefined}>
      <summary class="btn">{t[act]}</summary>
      <form method="post" action={`/removals/${plan.id}/${act}`} class="stack">
        <Csrf token={view.csrf} />
        <div class="field">
          <label for={name}>{t.reason}</label>
          <textarea
            id={name}
            name={name}
            rows={3}
            maxLength={500}
            required
            aria-invalid={wrong === undefined ? undefined : 'true'}
            aria-describedby={wrong === undefined ? undefined : `${name}-error`}
          >
            {act === 'refuse' ? (failure?.values[name] ?? '') : ''}
          </textarea>
          <FieldError id={name} error={wrong} />
        </div>
        <button type="submit" class="btn">
          {t[`${act}Go`]}
        </button>
      </form>
    </details>
  )
}

/** Red; disabled for a reader who may not approve. */
function ApproveButton({ view, plan, barred }: { view: View; plan: RemovalPlan; barred: boolean }) {
  const t = view.t.removals.bar
  return barred ? (
    <button type="button" class="btn danger" disabled>
      {t.approve(plan.planned)}
    </button>
  ) : (
    <form method="post" action={`/removals/${plan.id}/approve`} class="inline">
      <Csrf token={view.csrf} />
      <input type="hidden" name="digest" value={plan.digest} />
      <button type="submit" class="btn danger">
        {t.approve(plan.planned)}
      </button>
    </form>
  )
}
