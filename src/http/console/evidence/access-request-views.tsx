import { dayOf } from '../../../domain/app/day.ts'
import type { AccessRequest } from '../../../store/evidence/access-requests.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { AbsentAnswerCard, AskerCard, type AbsentFacts } from './absent-access-cards.tsx'

/** How identity was checked; of somebody of whom nothing was held then, by the address they gave themselves. */
export function identityText({ t }: View, { identityHow, contactId, foundAt }: AccessRequest): string {
  const isStranger = contactId === null || foundAt !== null
  return (isStranger ? t.absentAccess.identityHows : t.erasure.identity.hows)[identityHow] ?? identityHow
}

export function Overdue({ view, request }: { view: View; request: AccessRequest }) {
  const late = request.answeredAt === null && request.dueOn < dayOf(view.now)
  return late ? <Pill tone="broken">{view.t.accessRequests.overdue}</Pill> : null
}

export function AccessPill({
  view,
  request: { answeredAt, answeredBy, foundAt, contactId },
}: {
  view: View
  request: AccessRequest
}) {
  const { accessRequests: a, absentAccess } = view.t
  return answeredAt === null ? (
    <>
      <Pill tone="wait">{a.open}</Pill> {contactId === null ? <Pill tone="quiet">{absentAccess.stranger}</Pill> : null}
      {foundAt === null ? null : <Pill tone="wait">{absentAccess.foundPill}</Pill>}
    </>
  ) : (
    <Pill tone="done">{a.answered(view.f.date(answeredAt), answeredBy ?? '')}</Pill>
  )
}

/**
 * One request: what is known of it, the answer to send, and that it was sent. `gone`: the person was removed; `absent`:
 * somebody who is in no system, null = a contact.
 */
export function accessPage(
  view: View,
  request: AccessRequest,
  { gone, absent }: { gone: boolean; absent: AbsentFacts | null },
): string {
  const { t, f } = view
  const { accessRequests: a, erasure: e } = t
  const facts: [string, preact.ComponentChildren][] = [
    [e.door, t.byHand.doors[request.door]],
    [e.receivedOn, f.day(request.receivedOn)],
    [
      a.columns.due,
      <>
        {f.day(request.dueOn)} <Overdue view={view} request={request} />
      </>,
    ],
    [
      e.identity.legend,
      <>
        {identityText(view, request)}
        {request.identityWords === '' ? null : <p class="hint">{request.identityWords}</p>}
      </>,
    ],
    [a.recorded, a.by(request.recordedBy, f.dateTime(request.recordedAt))],
  ]
  return html(
    <Page
      view={view}
      nav="removals"
      title={request.number}
      context={
        <p>
          <AccessPill view={view} request={request} />
        </p>
      }
      crumbs={[
        [t.removals.title, '/removals'],
        [a.title, '/access'],
      ]}
    >
      <div class="stack">
        <section class="card">
          <div class="card-head">
            <h2>{a.facts}</h2>
            {request.contactId === null ? null : <a href={`/contacts/${request.contactId}`}>{a.contact}</a>}
          </div>
          <dl class="facts card-body">
            {facts.map(([name, value]) => (
              <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        {absent === null ? (
          <AnswerCard view={view} request={request} gone={gone} />
        ) : (
          <>
            <AskerCard view={view} request={request} absent={absent} />
            <AbsentAnswerCard view={view} request={request} absent={absent} />
          </>
        )}
      </div>
    </Page>,
  )
}

function AnswerCard({ view, request, gone }: { view: View; request: AccessRequest; gone: boolean }) {
  const a = view.t.accessRequests
  const base = `/contacts/${request.contactId}/access`
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.answer}</h2>
      </div>
      <div class="card-body stack">
        {gone ? <p>{a.gone}</p> : null}
        {request.foundAt === null ? null : <p>{view.t.absentAccess.found(view.f.dateTime(request.foundAt))}</p>}
        <p class="hint">{a.answerMore}</p>
        <p class="actions">
          <a class="btn" href={`${base}.pdf?lang=${view.language}`}>
            <Icon name="download" />
            {a.pdf}
          </a>{' '}
          <a class="btn quiet" href={`${base}.json`}>
            {a.json}
          </a>
        </p>
        {request.answeredAt === null ? (
          <PostButton view={view} action={`/access/${request.id}/answered`} kind="primary">
            {a.sent}
          </PostButton>
        ) : (
          <p>{a.answered(view.f.dateTime(request.answeredAt), request.answeredBy ?? '')}</p>
        )}
      </div>
    </section>
  )
}
