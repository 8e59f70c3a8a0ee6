import { erasureDoors } from '../../../domain/removals/erasure-request.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { dayOf } from '../../../domain/inactivity/retention.ts'
import { stateOf } from '../../../operations/removals/erasure-letter.ts'
import type { ErasureRequest, refusedIn, ToldRecipient } from '../../../store/removals/erasure-requests.ts'
import type { Review } from '../../../store/mailbox/reviews.ts'
import type { ContactRecord } from '../../../store/contacts/contact-view.ts'
import { Choice, Csrf, ErrorSummary, Field, FieldError, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { LookedCard } from './erasure-absent-page.tsx'
import type { View } from '../app/view.ts'

/** Whom a decision is about, and what stands against it. */
export interface ErasureSubject {
  contactId: string
  review: Review | null
  records: readonly ContactRecord[]
  held: boolean
  /** Systems where the right to remove is missing. */
  closed: readonly string[]
}

export function erasureListPage(view: View, rows: readonly ErasureRequest[]): string {
  const { t, f } = view
  const e = t.erasure
  const today = dayOf(view.now)
  return html(
    <Page
      view={view}
      nav="removals"
      title={e.title}
      context={<p>{e.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
      actions={
        <a class="btn" href="/erasures/absent">
          {e.absent.act}
        </a>
      }
    >
      <section class="card">
        {rows.length === 0 ? (
          <p class="empty">{e.none}</p>
        ) : (
          <table class="rows">
            <caption class="sr-only">{e.list}</caption>
            <thead>
              <tr>
                <th scope="col">{e.columns.number}</th>
                <th scope="col">{e.columns.received}</th>
                <th scope="col">{e.columns.due}</th>
                <th scope="col">{e.columns.scope}</th>
                <th scope="col">{e.columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td class="strong">
                    <a href={`/erasures/${row.id}`}>{row.number}</a>
                  </td>
                  <td data-label={e.columns.received} class="nowrap">
                    {f.day(row.receivedOn)}
                  </td>
                  <td data-label={e.columns.due} class="nowrap">
                    {f.day(row.dueOn)}{' '}
                    {row.answeredAt === null && row.dueOn < today ? <Pill tone="broken">{e.overdue}</Pill> : null}
                  </td>
                  <td data-label={e.columns.scope}>{scopeOf(view, row)}</td>
                  <td data-label={e.columns.state}>
                    <Pill tone={tones[stateOf(row)]}>{stateText(view, row)}</Pill>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>,
  )
}

function scopeOf(view: View, request: ErasureRequest): string {
  const e = view.t.erasure
  return request.looked !== null ? e.absent.scope : request.planId === null ? e.keeps : e.all
}

const tones: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = {
  blocking: 'moving',
  removing: 'moving',
  ready: 'wait',
  stuck: 'broken',
  answered: 'done',
}

function stateText(view: View, request: ErasureRequest): string {
  const { states } = view.t.erasure
  const state = stateOf(request)
  return state === 'answered'
    ? states.answered(view.f.date(request.answeredAt ?? view.now), request.answeredBy ?? '')
    : states[state]
}

export function erasureFormPage(view: View, subject: ErasureSubject, form: FormState): string {
  const { t } = view
  const e = t.erasure
  const email = subject.records.flatMap((record) => record.emails ?? [])[0]
  const scope = form.values['scope'] ?? 'all'
  const warnings = [
    ...(subject.records.some((record) => record.relation !== 'none') ? [e.customer] : []),
    ...(subject.held ? [e.held] : []),
    ...(subject.closed.length > 0 ? [e.errors['not-granted'](subject.closed.join(', '))] : []),
  ]
  const action = `/erasures/new?${subject.review === null ? `contact=${subject.contactId}` : `review=${subject.review.id}`}`
  return html(
    <Page
      view={view}
      nav="removals"
      title={e.new}
      context={<p>{e.context}</p>}
      crumbs={[
        [t.removals.title, '/removals'],
        [e.title, '/erasures'],
      ]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ door: e.door, receivedOn: e.receivedOn, scope: e.scope, kept: e.kept, keptUntil: e.keptUntil }}
      />
      <section class="card">
        <div class="card-head">
          <h2>{e.person}</h2>
          <a href={`/contacts/${subject.contactId}`}>{e.page.contact}</a>
        </div>
        <div class="card-body stack narrow">
          <dl class="facts">
            <div>
              <dt>{e.person}</dt>
              <dd>{email === undefined ? t.common.unknown : maskEmail(email)}</dd>
            </div>
            <div>
              <dt>{e.systems}</dt>
              <dd>{subject.records.map((record) => `${record.label} ${record.object}`).join(', ')}</dd>
            </div>
          </dl>
          {warnings.map((text) => (
            <p class="hint">
              <Icon name="alert-triangle" size={14} /> {text}
            </p>
          ))}
          <form method="post" action={action} class="stack" autocomplete="off">
            <Csrf token={view.csrf} />
            <Choice
              name="door"
              label={e.door}
              form={form}
              options={[['', e.choose], ...erasureDoors.map((door) => [door, t.byHand.doors[door]] as const)]}
            />
            <Field name="receivedOn" label={e.receivedOn} form={form} hint={e.receivedHint} type="date" required />
            <fieldset class="field" id="scope" tabindex={-1}>
              <legend>{e.scope}</legend>
              {(['all', 'kept'] as const).map((value) => (
                <div class="check">
                  <input
                    type="radio"
                    id={`scope-${value}`}
                    name="scope"
                    value={value}
                    checked={scope === value}
                    aria-describedby={`scope-${value}-hint`}
                  />
                  <label for={`scope-${value}`}>{e.scopes[value]}</label>
                  <p class="hint" id={`scope-${value}-hint`}>
                    {e.scopes[`${value}More`]}
                  </p>
                </div>
              ))}
              <FieldError id="scope" error={form.errors['scope']} />
            </fieldset>
            <Field name="kept" label={e.kept} form={form} hint={e.keptHint} lines={3} />
            <Field name="keptUntil" label={e.keptUntil} form={form} hint={e.keptUntilHint} type="date" />
            <p class="actions">
              <button type="submit" class="btn danger">
                {e.go}
              </button>{' '}
              <span class="hint">{e.cannotUndo}</span>
            </p>
          </form>
        </div>
      </section>
    </Page>,
  )
}

/** `refused`: what systems did not let go of; `kept`: a legal hold was set since the decision. */
export function erasurePage(
  view: View,
  request: ErasureRequest,
  told: readonly ToldRecipient[],
  refused: Awaited<ReturnType<typeof refusedIn>>,
  kept: boolean,
): string {
  const { t, f } = view
  const e = t.erasure
  const p = e.page
  const state = stateOf(request)
  const late = request.answeredAt === null && request.dueOn < dayOf(view.now)
  return html(
    <Page
      view={view}
      nav="removals"
      title={request.number}
      context={
        <p>
          <Pill tone={tones[state]}>{stateText(view, request)}</Pill>
        </p>
      }
      crumbs={[
        [t.removals.title, '/removals'],
        [e.title, '/erasures'],
      ]}
    >
      <div class="stack">
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
            <div>
              <dt>{p.decided}</dt>
              <dd>{p.by(request.decidedBy, f.dateTime(request.decidedAt))}</dd>
            </div>
            <div>
              <dt>{e.columns.scope}</dt>
              <dd>{scopeOf(view, request)}</dd>
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
        {request.looked === null ? null : (
          <LookedCard view={view} looked={request.looked} objectionId={request.objectionId} />
        )}
        {request.looked !== null && told.length === 0 ? null : (
          <section class="card">
            <div class="card-head">
              <h2>{p.told}</h2>
              {request.objectionId === null ? null : <a href={`/objections/${request.objectionId}`}>{p.objection}</a>}
            </div>
            <p class="card-body hint">{p.toldMore}</p>
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
                    <td data-label={p.state}>{p.toldStates[one.state] ?? one.state}</td>
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
        )}
        {refused.length === 0 ? null : (
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
                      {one.detail === null ? t.common.none : <span lang="en">{one.detail}</span>}
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
        )}
        <section class="card">
          <div class="card-head">
            <h2>{p.answer}</h2>
          </div>
          <div class="card-body stack">
            {state === 'ready' || state === 'stuck' || state === 'answered' ? (
              <>
                <p class="hint">{p.answerMore}</p>
                <p class="actions">
                  {(['fr', 'en'] as const).map((language) => (
                    <a class="btn" href={`/erasures/${request.id}/letter.pdf?lang=${language}`} download>
                      <Icon name="download" />
                      {p[language]}
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
      </div>
    </Page>,
  )
}
