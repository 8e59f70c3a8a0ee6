import { SenderGaps } from '../../notices/texts/sender-gaps.tsx'
import { Detail } from '../../app/detail.tsx'
import { dayOf } from '../../../../domain/app/day.ts'
import { stateOf } from '../../../../operations/removals/erasure/erasure-letter.ts'
import type { ErasureRequest, ToldRecipient } from '../../../../store/removals/erasure-requests.ts'
import { PostButton, type FormState } from '../../ui/form.tsx'
import type { ErasureFacts, StuckRecord } from './erasure-facts.ts'
import { BrakeCard } from './erasure-brake.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Time } from '../../ui/time.tsx'
import { LookedCard } from './erasure-absent-page.tsx'
import type { View } from '../../app/view.ts'
import { erasureScope, ErasurePill } from './erasure-pill.tsx'

export function erasurePage(view: View, facts: ErasureFacts, form: FormState): string {
  const { request, told, refused, kept } = facts
  const { t } = view
  const e = t.erasure
  const state = stateOf(request, view.now)
  const isMoving = state === 'blocking' || state === 'removing'
  return html(
    <Page
      view={view}
      nav="removals"
      title={request.number}
      context={
        <p>
          <ErasurePill view={view} request={request} />
        </p>
      }
      crumbs={[
        [t.removals.title, '/removals'],
        [e.title, '/erasures'],
      ]}
    >
      <div id="erasure" class="stack" data-live={isMoving ? '5' : undefined}>
        <BrakeCard view={view} facts={facts} form={form} />
        <FactsCard view={view} request={request} kept={kept} />
        {request.looked === null ? null : (
          <LookedCard view={view} looked={request.looked} objectionId={request.objectionId} />
        )}
        {request.looked !== null && told.length === 0 ? null : <ToldCard view={view} told={told} request={request} />}
        {refused.length === 0 ? null : <RefusedCard view={view} request={request} refused={refused} />}
        {['second', 'cooling', 'taken-back', 'lapsed'].includes(state) ? null : (
          <AnswerCard view={view} facts={facts} />
        )}
      </div>
    </Page>,
  )
}

/** The request and the decision taken on it; `kept`: a legal hold was set since. */
function FactsCard({ view, request, kept }: { view: View; request: ErasureRequest; kept: boolean }) {
  const { t, f } = view
  const e = t.erasure
  const late = request.answeredAt === null && request.dueOn < dayOf(view.now)
  const p = e.page
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.facts}</h2>
        {request.contactId === null ? null : request.planId === null ? (
          <a href={`/contacts/${request.contactId}`}>{p.contact}</a>
        ) : (
          <a href={`/removals/${request.planId}`}>{p.openPlan}</a>
        )}
      </div>
      <dl class="facts card-body">
        <div>
          <dt>{e.door}</dt>
          <dd>{t.byHand.doors[request.door as keyof typeof t.byHand.doors]}</dd>
        </div>
        <div>
          <dt>{e.receivedOn}</dt>
          <dd>{f.day(request.receivedOn)}</dd>
        </div>
        <div>
          <dt>{e.columns.due}</dt>
          <dd>
            {f.day(request.dueOn)} {late ? <Pill tone="broken">{e.overdue}</Pill> : null}
          </dd>
        </div>
        {request.looked === null ? (
          <div>
            <dt>{e.identity.legend}</dt>
            <dd>
              {request.identityHow === null
                ? e.identity.unsaid
                : (e.identity.hows[request.identityHow] ?? request.identityHow)}
              {request.identityWords === '' ? null : <p class="hint">{request.identityWords}</p>}
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{p.decided}</dt>
          <dd>{p.by(request.decidedBy, f.dateTime(request.decidedAt))}</dd>
        </div>
        <div>
          <dt>{e.columns.scope}</dt>
          <dd>{erasureScope(view, request)}</dd>
        </div>
        {request.planId === null && request.looked === null ? (
          <div>
            <dt>{e.kept}</dt>
            <dd>
              {request.kept}
              {request.keptUntil === null ? '' : ` (${e.keptUntil} ${f.day(request.keptUntil)})`}
            </dd>
          </div>
        ) : null}
      </dl>
      {kept ? (
        <p class="hint card-body">
          <Icon name="alert-triangle" size={14} /> {p.kept} <a href="/removals/holds">{t.removals.keep.title}</a>
        </p>
      ) : null}
    </section>
  )
}

/** The systems that were notified of the objection, and when. */
function ToldCard({
  view,
  told,
  request: { objectionId, looked },
}: {
  view: View
  told: readonly ToldRecipient[]
  request: Pick<ErasureRequest, 'objectionId' | 'looked'>
}) {
  const { t, f } = view
  const p = t.erasure.page
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.told}</h2>
        {objectionId === null ? null : <a href={`/objections/${objectionId}`}>{p.objection}</a>}
      </div>
      <p class="card-body hint">{looked === null ? p.recipientsMore : p.toldAbsentMore}</p>
      <table class="rows">
        <caption class="sr-only">{p.told}</caption>
        <thead>
          <tr>
            <th scope="col">{p.system}</th>
            <th scope="col">{p.state}</th>
            <th scope="col">{p.at}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((one) => (
            <tr>
              <td class="strong">{one.label}</td>
              <td data-label={p.state}>{p.recipientStates[one.state] ?? one.state}</td>
              <td data-label={p.at} class="nowrap">
                {one.state === 'absent' ? (
                  t.common.none
                ) : one.sentAt === null ? (
                  p.notYet
                ) : (
                  <Time at={one.sentAt}>{f.dateTime(one.sentAt)}</Time>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Records that a system did not let go of, and why. */
function RefusedCard({
  view,
  request,
  refused,
}: {
  view: View
  request: ErasureRequest
  refused: readonly StuckRecord[]
}) {
  const { t } = view
  const p = t.erasure.page
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.stuck}</h2>
      </div>
      <p class="card-body hint">{p.stuckMore}</p>
      <table class="rows">
        <caption class="sr-only">{p.stuck}</caption>
        <thead>
          <tr>
            <th scope="col">{p.system}</th>
            <th scope="col">{p.record}</th>
            <th scope="col">{p.why}</th>
          </tr>
        </thead>
        <tbody>
          {refused.map((one) => (
            <tr>
              <td class="strong">{one.label}</td>
              <td data-label={p.record}>
                <span lang="en">
                  {one.object} <code>{one.remoteId}</code>
                </span>
              </td>
              <td data-label={p.why}>
                {one.detail === null ? t.common.none : <Detail view={view} text={one.detail} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {request.planState === 'done' ? (
        <div class="card-body actions">
          <PostButton view={view} action={`/erasures/${request.id}/again`}>
            {p.again}
          </PostButton>
        </div>
      ) : null}
    </section>
  )
}

/** The letter to the person, once there is something to answer. */
function AnswerCard({ view, facts: { request, languages } }: { view: View; facts: ErasureFacts }) {
  const { f } = view
  const p = view.t.erasure.page
  const state = stateOf(request, view.now)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.answer}</h2>
      </div>
      <div class="card-body stack">
        {request.takenBackAt !== null ? (
          <p>
            {request.answeredAt === null
              ? p.noAnswer
              : p.otherwiseDone(request.answeredBy ?? '', f.dateTime(request.answeredAt))}
          </p>
        ) : state === 'ready' || state === 'stuck' || state === 'answered' ? (
          <>
            <p class="hint">{p.answerMore}</p>
            <SenderGaps view={view} />
            <p class="actions">
              {languages.map((language) => (
                <a class="btn" href={`/erasures/${request.id}/letter.pdf?lang=${language}`} download>
                  <Icon name="download" />
                  {p.letterIn(view.t.notices.languages[language])}
                </a>
              ))}
            </p>
            {request.answeredAt === null ? (
              <PostButton view={view} action={`/erasures/${request.id}/answered`} kind="primary">
                {p.sent}
              </PostButton>
            ) : (
              <p>{p.sentDone(request.answeredBy ?? '', f.dateTime(request.answeredAt))}</p>
            )}
          </>
        ) : (
          <p>{p.wait}</p>
        )}
      </div>
    </section>
  )
}
