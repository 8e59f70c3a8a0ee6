import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../../domain/accounts/roles.ts'
import { addMonths } from '../../../../domain/app/day.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import type { App } from '../../../../operations/app/app.ts'
import { keepOut, KeepOutRefused } from '../../../../operations/removals/brakes/keep-out.ts'
import { isUuid } from '../../../../store/app/database.ts'
import { contactsById } from '../../../../store/contacts/contacts-list.ts'
import { waitingPlansOf } from '../../../../store/removals/people-view.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { Icon } from '../../../ui/icon.tsx'
import { dayError } from '../../app/days/day-error.ts'
import { holdHref } from '../../app/hold-href.ts'
import { ownPath, sendPage } from '../../app/outside.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'
import { DayField } from '../../ui/days/day-field.tsx'
import { Csrf, emptyForm, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'

type Person = Awaited<ReturnType<typeof contactsById>>[number]

/** Keeps people out of plans for a reason that ends (docs/reference/promises.md#removal-2). */
export function addKeepOutPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals/keep-out', { roles: may.judge }, (visit) =>
    page(visit, [visit.query['contact'] ?? ''], visit.query['back'], emptyForm),
  )
  addRoute(server, app, 'POST /removals/keep-out/ask', { roles: may.judge }, async (visit) => {
    const back = ownPath(visit.form['back'], '/removals')
    return visit.list('contact').length === 0
      ? visit.reply.redirect(back, 303)
      : page(visit, visit.list('contact'), back, emptyForm)
  })
  addRoute(server, app, 'POST /removals/keep-out', { roles: may.judge }, keep)
}

async function keep(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const ids = visit.list('contact').filter(isUuid)
  try {
    await keepOut(app, login.user, ids, { reason: form['reason'] ?? '', until: form['until'] ?? '' })
    return await reply.redirect(ownPath(form['back'], `/contacts/${ids[0] ?? ''}`), 303)
  } catch (error) {
    if (!(error instanceof KeepOutRefused)) throw error
    const view = await openView(visit)
    const { errors } = view.t.brakes.keepOut
    const text = error.code === 'until' ? dayError(view, form['until'], errors.until) : errors[error.code]
    const field = error.code === 'nobody' ? 'reason' : error.code
    return sendPage(reply, await page(visit, ids, form['back'], { values: form, errors: { [field]: text } }), 422)
  }
}

async function page(
  visit: Visit,
  given: readonly string[],
  back: string | undefined,
  form: FormState,
): Promise<string> {
  const { app } = visit
  const ids = [...new Set(given.filter(isUuid))]
  const people = await contactsById(app.pool, ids)
  if (people.length === 0) throw new HttpProblem(404, 'not-found')
  const view = await openView(visit, '/removals/keep-out')
  const waiting = await waitingPlansOf(
    app.pool,
    people.map(({ id }) => id),
  )
  return keepOutPage(view, { people, waiting, back: ownPath(back, `/contacts/${people[0]?.id ?? ''}`) }, form)
}

interface KeepOutProps {
  people: readonly Person[]
  /** Numbers of the plans whose list becomes another one. */
  waiting: readonly string[]
  back: string
}

function keepOutPage(view: View, { people, waiting, back }: KeepOutProps, form: FormState): string {
  const { t, f } = view
  const k = t.brakes.keepOut
  const [only] = people.length === 1 ? people : []
  return html(
    <Page
      view={view}
      nav="removals"
      title={k.title(people.length)}
      crumbs={[[t.removals.title, '/removals']]}
      context={<p>{k.context}</p>}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ reason: k.reason, until: k.until }}
      />
      <div class="stack">
        <PeopleTable view={view} people={people} />
        <section class="card">
          <form method="post" action="/removals/keep-out" class="card-body stack narrow" autocomplete="off">
            <Csrf token={view.csrf} />
            <input type="hidden" name="back" value={back} />
            {people.map(({ id }) => (
              <input type="hidden" name="contact" value={id} />
            ))}
            <Field name="reason" label={k.reason} hint={k.reasonHint} form={form} lines={3} required />
            <DayField
              view={view}
              name="until"
              label={k.until}
              hint={k.untilHint(f.day(addMonths(view.now, 12)))}
              form={form}
              required
            />
            {waiting.length === 0 ? null : (
              <div class="notice wait">
                <Icon name="clock-hour-4" />
                <p>{k.void(f.list(waiting))}</p>
              </div>
            )}
            <p class="hint">{k.erasure}</p>
            <p>
              <button type="submit" class="btn primary">
                {k.go(people.length)}
              </button>
            </p>
          </form>
          {only === undefined ? null : (
            <p class="card-foot hint">
              {k.legal} <a href={holdHref({ contact: only.id })}>{k.legalAct}</a>
            </p>
          )}
        </section>
      </div>
    </Page>,
  )
}

function PeopleTable({ view, people }: { view: View; people: readonly Person[] }) {
  const { t } = view
  const k = t.brakes.keepOut
  return (
    <section class="card">
      <table class="rows">
        <caption class="sr-only">{k.who}</caption>
        <thead>
          <tr>
            <th scope="col">{k.who}</th>
            <th scope="col">{t.contacts.columns.systems}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr>
              <td>
                <p class="strong">
                  <a href={`/contacts/${person.id}`}>
                    {person.email === null ? t.contacts.noAddress : maskEmail(person.email)}
                  </a>
                </p>
                <p class="hint">{person.jobTitle ?? ''}</p>
              </td>
              <td data-label={t.contacts.columns.systems}>{(person.systems ?? []).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
