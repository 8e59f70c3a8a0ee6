import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayOf } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import { endKeeping, HoldRefused, keepByLaw, type HoldTarget } from '../../../operations/removals/brakes/legal-holds.ts'
import { listLegalHolds, type LegalHold } from '../../../store/removals/legal-holds.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { readListFilters } from '../../../store/contacts/contacts-list.ts'
import { HttpProblem } from '../../app/problem.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Csrf, emptyForm, ErrorSummary, Field, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { dayError } from '../app/days/day-error.ts'
import { ownPath, sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { listWords } from '../ui/list/list-words.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { holdHref } from '../app/hold-href.ts'

/** Who is kept whatever a plan says, why, and until when (docs/reference/promises.md#removal-2). */
export function addLegalHoldPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals/holds', { roles: may.judge }, async (visit) => render(visit, emptyForm))
  addRoute(server, app, 'POST /removals/holds', { roles: may.judge }, keep)
  addRoute(
    server,
    app,
    'POST /removals/holds/:id/end',
    { roles: may.judge },
    async ({ params, form, login, reply }) => {
      const id = params['id'] ?? ''
      if (!isUuid(id) || !(await endKeeping(app, login.user, id))) throw new HttpProblem(404, 'not-found')
      return reply.redirect(ownPath(form['back'], '/removals/holds'), 303)
    },
  )
}

/** Whom the form is about: a contact or a list by the address, else a domain that is typed. */
async function targetOf({ app, query, form }: Visit): Promise<HoldTarget> {
  const { contact, list } = query
  if (contact !== undefined) {
    if (!isUuid(contact) || (await findContact(app.pool, contact)) === null) throw new HttpProblem(404, 'not-found')
    return { contactId: contact }
  }
  if (list !== undefined)
    return { list: new URLSearchParams(readListFilters(list) as Record<string, string>).toString() }
  return { domain: form['domain'] ?? '' }
}

async function render(visit: Visit, form: FormState): Promise<string> {
  const view = await openView(visit, '/removals/holds')
  return holdsPage(view, await listLegalHolds(visit.app.pool, dayOf(view.now)), await targetOf(visit), form)
}

async function keep(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const target = await targetOf(visit)
  try {
    await keepByLaw(app, login.user, target, { reason: form['reason'] ?? '', until: form['until'] ?? '' })
    return reply.redirect('contactId' in target ? `/contacts/${target.contactId}` : '/removals/holds', 303)
  } catch (error) {
    if (!(error instanceof HoldRefused)) throw error
    const view = await openView(visit)
    const { errors } = view.t.removals.keep
    const text = error.code === 'until' ? dayError(view, form['until'], errors.until) : errors[error.code]
    const field = error.code === 'nobody' ? 'reason' : error.code
    return sendPage(reply, await render(visit, { values: form, errors: { [field]: text } }), 422)
  }
}

function holdsPage(view: View, holds: readonly LegalHold[], target: HoldTarget, form: FormState): string {
  const { t } = view
  const k = t.removals.keep
  return html(
    <Page
      view={view}
      nav="removals"
      title={k.title}
      context={<p>{k.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ domain: k.domain, reason: k.reason, until: k.until }}
      />
      <div class="stack">
        <KeepCard view={view} target={target} form={form} />
        <StandingCard view={view} holds={holds} />
      </div>
    </Page>,
  )
}

/** A new hold: for whom, why and until when. */
function KeepCard({ view, target, form }: { view: View; target: HoldTarget; form: FormState }) {
  const k = view.t.removals.keep
  const action =
    'contactId' in target
      ? holdHref({ contact: target.contactId })
      : 'list' in target
        ? holdHref({ list: target.list })
        : '/removals/holds'
  const title =
    'contactId' in target ? k.person : 'list' in target ? k.list(listWords(view, target.list)) : k.domainTitle
  return (
    <section class="card">
      <div class="card-head">
        <h2>{title}</h2>
        {'contactId' in target ? <a href={`/contacts/${target.contactId}`}>{k.open}</a> : null}
      </div>
      <form method="post" action={action} class="card-body stack narrow" autocomplete="off">
        <Csrf token={view.csrf} />
        {'domain' in target ? (
          <Field name="domain" label={k.domain} form={form} hint={k.domainHint} required spellcheck={false} />
        ) : null}
        <Field name="reason" label={k.reason} form={form} hint={k.reasonHint} lines={3} required />
        <DayField view={view} name="until" label={k.until} form={form} hint={k.untilHint} />
        <p>
          <button type="submit" class="btn primary">
            {k.go}
          </button>
        </p>
      </form>
    </section>
  )
}

/** The holds that stand, each with the button that ends it. */
function StandingCard({ view, holds }: { view: View; holds: readonly LegalHold[] }) {
  const { f } = view
  const k = view.t.removals.keep
  return (
    <section class="card">
      <div class="card-head">
        <h2>{k.standing}</h2>
      </div>
      {holds.length === 0 ? (
        <p class="empty">{k.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{k.standing}</caption>
          <thead>
            <tr>
              <th scope="col">{k.columns.who}</th>
              <th scope="col" class="num">
                {k.columns.people}
              </th>
              <th scope="col">{k.columns.reason}</th>
              <th scope="col">{k.columns.until}</th>
              <th scope="col">
                <span class="sr-only">{k.columns.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {holds.map((hold) => (
              <tr>
                <td class="strong">
                  {hold.kind === 'person' ? (
                    <a href={`/contacts/${hold.contactId ?? ''}`}>{k.onePerson}</a>
                  ) : hold.kind === 'domain' ? (
                    <code>{hold.name}</code>
                  ) : (
                    k.list(listWords(view, hold.name))
                  )}
                </td>
                <td data-label={k.columns.people} class="num">
                  {f.number(hold.people)}
                </td>
                <td data-label={k.columns.reason}>
                  <span class="strong">{k.kinds[hold.purpose]}</span>
                  {f.colon}
                  {hold.reason}
                  <p class="hint">{k.by(hold.author, f.date(hold.createdAt))}</p>
                </td>
                <td data-label={k.columns.until} class="nowrap">
                  {hold.until === null ? k.noEnd : f.day(hold.until)}
                </td>
                <td class="act">
                  <PostButton
                    view={view}
                    action={`/removals/holds/${hold.id}/end`}
                    label={`${k.end}${f.colon}${hold.reason.slice(0, 60)}`}
                  >
                    {k.end}
                  </PostButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
