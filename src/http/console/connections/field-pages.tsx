import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { namedFields, nameFields, type NamedField } from '../../../operations/connections/name-fields.ts'
import { findConnection, type Connection } from '../../../store/connections/connections.ts'
import { HttpProblem } from '../../app/problem.ts'
import { Csrf, emptyForm, ErrorSummary, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

const nameOf = ({ tag, object }: Pick<NamedField, 'tag' | 'object'>) => `${tag}-${object}`
const longest = 100

/** Which fields of a CRM hold what Lawbase writes: ours, or fields the company already has. */
export function addFieldPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /connections/:id/fields', { roles: may.connect }, async (visit) => {
    const { connection, fields } = await existing(visit)
    return fieldsPage(await openView(visit), connection, fields, emptyForm)
  })

  addRoute(server, app, 'POST /connections/:id/fields', { roles: may.connect }, async (visit) => {
    const { connection, fields } = await existing(visit)
    const { form, login, reply } = visit
    const faults = await nameFields(app, login.user, connection.id, (field) =>
      (form[nameOf(field)] ?? '').slice(0, longest),
    )
    if (faults.length === 0) return reply.redirect(`/connections/${connection.id}#rights`, 303)
    const view = await openView(visit, `/connections/${connection.id}/fields`)
    const words = view.t.connections.fields.faults
    return sendPage(
      reply,
      fieldsPage(view, connection, fields, {
        values: form,
        errors: Object.fromEntries(faults.map(({ field, fault, type }) => [nameOf(field), words[fault](type)])),
      }),
      422,
    )
  })
}

async function existing({ app, params }: Visit): Promise<{ connection: Connection; fields: readonly NamedField[] }> {
  const id = params['id'] ?? ''
  const connection = isUuid(id) ? await findConnection(app.pool, id) : null
  const fields = connection === null || connection.state === 'disconnected' ? [] : namedFields(app, connection)
  if (connection === null || fields.length === 0) throw new HttpProblem(404, 'not-found')
  return { connection, fields }
}

function fieldsPage(view: View, connection: Connection, fields: readonly NamedField[], form: FormState): string {
  const { t } = view
  const s = t.connections.fields
  const back = `/connections/${connection.id}`
  const labels = Object.fromEntries(
    fields.map((field) => [nameOf(field), `${s.tags[field.tag]} (${field.object}.${field.name})`]),
  )
  return html(
    <Page
      view={view}
      nav="connections"
      title={s.title(connection.label)}
      crumbs={[
        [t.connections.title, '/connections'],
        [connection.label, back],
      ]}
      context={<p>{s.context}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <section class="card">
        <form method="post" action={`${back}/fields`}>
          <Csrf token={view.csrf} />
          <table class="rows">
            <caption class="sr-only">{s.title(connection.label)}</caption>
            <thead>
              <tr>
                <th scope="col">{s.columns.ours}</th>
                <th scope="col">{s.columns.holds}</th>
                <th scope="col">{s.columns.instead}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <Row view={view} field={field} form={form} />
              ))}
            </tbody>
          </table>
          <div class="card-body divided stack">
            <p class="hint">{s.note}</p>
            <p class="actions">
              <button type="submit" class="btn primary">
                {s.save}
              </button>
              <a class="btn quiet" href={back}>
                {t.common.cancel}
              </a>
            </p>
          </div>
        </form>
      </section>
    </Page>,
  )
}

function Row({ view, field, form }: { view: View; field: NamedField; form: FormState }) {
  const s = view.t.connections.fields
  const name = nameOf(field)
  const error = form.errors[name]
  return (
    <tr>
      <th scope="row" id={`${name}-ours`}>
        {s.tags[field.tag]}
        <p class="hint">
          <code lang="en">{field.name}</code> {field.object}
        </p>
      </th>
      <td data-label={s.columns.holds}>{field.date ? s.date : s.text}</td>
      <td data-label={s.columns.instead} class="field">
        <input
          id={name}
          name={name}
          type="text"
          class="mono"
          value={form.values[name] ?? field.instead}
          maxlength={longest}
          autocomplete="off"
          spellcheck={false}
          aria-labelledby={`${name}-ours`}
          aria-invalid={error === undefined ? undefined : 'true'}
          aria-describedby={error === undefined ? undefined : `${name}-error`}
        />
        <FieldError id={name} error={error} />
      </td>
    </tr>
  )
}
