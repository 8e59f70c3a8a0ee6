import { contactCode } from '../../ui/mask.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../../domain/accounts/roles.ts'
import { maskEmail, maskName } from '../../../../domain/contacts/identity.ts'
import type { App } from '../../../../operations/app/app.ts'
import { splitRecords, SplitRefused, rejoinRecords } from '../../../../operations/removals/same-person/split-records.ts'
import { isUuid } from '../../../../store/app/database.ts'
import { contactRecords, findContact, type ContactRecord } from '../../../../store/contacts/contact-view.ts'
import { splitsOf, type Split } from '../../../../store/contacts/split-records.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { sendPage } from '../../app/outside.ts'
import { personAt } from '../../app/person-at.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'
import { Check, Csrf, emptyForm, ErrorSummary, Field, FieldError, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'

/** Two people whose records were taken for one contact are told apart by a DPO. */
export function addSplitPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts/:id/split', { roles: may.judge }, (visit) => render(visit, emptyForm, []))
  addRoute(server, app, 'POST /contacts/:id/split', { roles: may.judge }, part)
  addRoute(server, app, 'POST /contacts/:id/rejoin', { roles: may.judge }, rejoin)
}

async function render(visit: Visit, form: FormState, ticked: readonly number[]): Promise<string> {
  const id = await personAt(visit)
  const records = (await contactRecords(visit.app.pool, id)).filter(
    ({ goneAt, isMerged }) => goneAt === null && !isMerged,
  )
  const splits = await splitsOf(visit.app.pool, id)
  return splitPage(await openView(visit, `/contacts/${id}`), { id, records, splits, ticked, form })
}

async function part(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const id = await personAt(visit)
  const recordIds = visit.list('records').map(Number)
  const reason = form['reason'] ?? ''
  try {
    await splitRecords(app, login.user, id, { recordIds, reason })
  } catch (error) {
    if (!(error instanceof SplitRefused)) throw error
    const { errors } = (await openView(visit)).t.samePerson.split
    const where = error.code === 'reason' ? 'reason' : 'records'
    const again = { values: { reason }, errors: { [where]: errors[error.code] } }
    return sendPage(reply, await render(visit, again, recordIds), 422)
  }
  return reply.redirect(`/contacts/${id}`, 303)
}

async function rejoin(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const id = await personAt(visit)
  const [other = '', reason = ''] = [form['other'], form['why']]
  if (!isUuid(other)) throw new HttpProblem(404, 'not-found')
  try {
    if (!(await rejoinRecords(app, login.user, [id, other], reason))) throw new HttpProblem(404, 'not-found')
  } catch (error) {
    if (!(error instanceof SplitRefused)) throw error
    const { errors } = (await openView(visit)).t.samePerson.split
    return sendPage(
      reply,
      await render(visit, { values: { why: reason }, errors: { why: errors[error.code] } }, []),
      422,
    )
  }
  // One of the two lives on in the other.
  const { mergedInto } = (await findContact(app.pool, id)) ?? { mergedInto: null }
  return reply.redirect(`/contacts/${mergedInto ?? id}`, 303)
}

interface SplitProps {
  id: string
  records: readonly ContactRecord[]
  splits: readonly Split[]
  ticked: readonly number[]
  form: FormState
}

function splitPage(view: View, props: SplitProps): string {
  const { id, records, splits, ticked, form } = props
  const { t } = view
  const p = t.samePerson.split
  return html(
    <Page
      view={view}
      nav="contacts"
      title={p.title}
      context={<p>{p.context}</p>}
      crumbs={[
        [t.contacts.tab, '/contacts'],
        [contactCode(view, id), `/contacts/${id}`],
      ]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ records: p.records, reason: t.samePerson.reason, why: t.samePerson.reason }}
      />
      <section class="card">
        {records.length < 2 ? (
          <p class="empty">{p.alone}</p>
        ) : (
          <form method="post" action={`/contacts/${id}/split`} class="card-body stack narrow">
            <Csrf token={view.csrf} />
            <fieldset aria-describedby={form.errors['records'] === undefined ? undefined : 'records-error'}>
              <legend id="records">{p.records}</legend>
              {records.map((record) => (
                <Check
                  name="records"
                  value={String(record.id)}
                  label={recordLine(view, record)}
                  checked={ticked.includes(record.id)}
                />
              ))}
              <FieldError id="records" error={form.errors['records']} />
            </fieldset>
            <Field name="reason" label={t.samePerson.reason} hint={t.samePerson.reasonHint} form={form} required />
            <p class="hint">{p.stays}</p>
            <p>
              <button type="submit" class="btn primary">
                {p.go}
              </button>
            </p>
          </form>
        )}
      </section>
      {splits.length === 0 ? null : <SplitsCard view={view} {...props} />}
    </Page>,
  )
}

/** Splits of before, each with a way back. */
function SplitsCard({ view, id, splits, form }: SplitProps & { view: View }) {
  const { t, f } = view
  const p = t.samePerson.split
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.before}</h2>
      </div>
      {splits.map(({ otherId, by, at, reason }) => (
        <form method="post" action={`/contacts/${id}/rejoin`} class="card-body stack narrow">
          <Csrf token={view.csrf} />
          <input type="hidden" name="other" value={otherId} />
          <p>
            <a href={`/contacts/${otherId}`}>{contactCode(view, otherId)}</a>
            {f.colon}
            {p.splitBy(by, f.date(at), reason)}
          </p>
          <Field name="why" label={t.samePerson.reason} hint={t.samePerson.reasonHint} form={form} required />
          <p>
            <button type="submit" class="btn">
              {p.rejoin}
            </button>
          </p>
        </form>
      ))}
    </section>
  )
}

/** System, kind and id, with name and address masked. */
function recordLine({ t }: View, { label, object, remoteId, firstName, lastName, emails }: ContactRecord): string {
  const name = [firstName, lastName].flatMap((part) => (part === null || part === '' ? [] : [maskName(part)])).join(' ')
  const [email] = emails ?? []
  return [
    `${label} ${object} ${remoteId}`,
    name === '' ? t.samePerson.noName : name,
    email === undefined ? t.samePerson.noAddress : maskEmail(email),
  ].join(' · ')
}
