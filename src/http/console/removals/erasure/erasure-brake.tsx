import { stateOf } from '../../../../operations/removals/erasure/erasure-letter.ts'
import type { ErasureRequest } from '../../../../store/removals/erasure-requests.ts'
import { Csrf, FieldError, PostButton, type FormState } from '../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { erasureHref } from '../../app/erasure-href.ts'
import type { View } from '../../app/view.ts'
import type { ErasureFacts } from './erasure-facts.ts'

/** While nothing was deleted: who has to agree, until when it can be taken back, and who did so. */
export function BrakeCard({ view, facts, form }: { view: View; facts: ErasureFacts; form: FormState }) {
  const { request } = facts
  const { agree } = view.t.erasure
  switch (stateOf(request, view.now)) {
    case 'second':
      return (
        <>
          <AgreeCard view={view} facts={facts} failure={form.errors['agree']} />
          <TakeBackCard view={view} request={request} form={form} />
        </>
      )
    case 'cooling':
    case 'blocking':
      return <TakeBackCard view={view} request={request} form={form} />
    case 'taken-back':
      return (
        <Over view={view} request={request}>
          {takenBackAs(view, request)}
        </Over>
      )
    case 'lapsed':
      return (
        <Over view={view} request={request}>
          {agree.lapsed}
        </Over>
      )
    default:
      return form.errors['reason'] === undefined ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <strong>{form.errors['reason']}</strong>
        </div>
      )
  }
}

/** Who took a decision back, when and why, and what is owed to the person; one line. */
function takenBackAs({ f, t, now }: View, request: ErasureRequest): string {
  const { back } = t.erasure
  const when = f.dateTime(request.takenBackAt ?? now)
  if (request.takenBackWhy === 'decided-again')
    return `${back.done(request.takenBackBy ?? '', when)} ${back.decidedAgain}`
  const owed = request.owed ? ` ${back.owed(f.day(request.dueOn))}` : ''
  if (request.takenBackWhy === 'restored') return `${back.restored(when)} ${back.stands}${owed}`
  return `${back.done(request.takenBackBy ?? '', when)} ${request.takenBackWhy ?? ''} ${back.stands}${owed}`
}

/** Nothing of the decision goes on; the wish can be decided anew. */
function Over({
  view,
  request,
  children,
}: {
  view: View
  request: ErasureRequest
  children: preact.ComponentChildren
}) {
  return (
    <div class="notice wait">
      <Icon name="clock-hour-4" />
      <div>
        <p>{children}</p>
        {request.contactId === null ? null : (
          <p>
            <a
              href={erasureHref(
                request.reviewId === null ? { contact: request.contactId } : { review: request.reviewId },
              )}
            >
              {view.t.erasure.back.again}
            </a>
          </p>
        )}
        {request.owed ? (
          <PostButton view={view} action={`/erasures/${request.id}/answered`}>
            {view.t.erasure.back.otherwise}
          </PostButton>
        ) : null}
      </div>
    </div>
  )
}

function AgreeCard({
  view,
  facts: { request, eyes },
  failure,
}: {
  view: View
  facts: ErasureFacts
  failure: string | undefined
}) {
  const { erasure, approvals: e } = view.t
  const a = erasure.agree
  const why = eyes === null ? null : eyes === 'own' ? a.own : e.refusals[eyes]
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.title}</h2>
      </div>
      <div class="card-body stack">
        {failure === undefined ? null : (
          <p class="summary" role="alert" tabIndex={-1} data-focus>
            <Icon name="alert-triangle" />
            {failure}
          </p>
        )}
        <p>{a.more(request.decidedBy)}</p>
        {why === null ? (
          <div class="actions">
            <PostButton
              view={view}
              action={`/erasures/${request.id}/agree`}
              kind="danger"
              fields={{ digest: request.digest ?? '' }}
            >
              {a.go}
            </PostButton>{' '}
            {view.asksAgain ? <span class="hint">{a.asksAgain}</span> : null}
          </div>
        ) : (
          <p class="hint">{why}</p>
        )}
      </div>
    </section>
  )
}

function TakeBackCard({ view, request, form }: { view: View; request: ErasureRequest; form: FormState }) {
  const b = view.t.erasure.back
  const error = form.errors['reason']
  return (
    <section class="card">
      <div class="card-head">
        <h2>{b.title}</h2>
      </div>
      <div class="card-body stack">
        <p>{request.coolUntil === null ? b.waiting : b.until(view.f.dateTime(request.coolUntil))}</p>
        <details open={error !== undefined}>
          <summary class="btn">{b.act}</summary>
          <form method="post" action={`/erasures/${request.id}/take-back`} class="stack narrow">
            <Csrf token={view.csrf} />
            <div class="field">
              <label for="reason">{b.reason}</label>
              <textarea
                id="reason"
                name="reason"
                rows={3}
                maxLength={500}
                required
                aria-invalid={error === undefined ? undefined : 'true'}
                aria-describedby={error === undefined ? undefined : 'reason-error'}
              >
                {form.values['reason'] ?? ''}
              </textarea>
              <FieldError id="reason" error={error} />
            </div>
            <button type="submit" class="btn">
              {b.go}
            </button>
          </form>
        </details>
      </div>
    </section>
  )
}
