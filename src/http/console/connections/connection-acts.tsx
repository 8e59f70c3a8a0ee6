import type { FastifyInstance } from 'fastify'
import { ConnectorError } from '../../../connector/errors.ts'
import type { App } from '../../../operations/app/app.ts'
import { nameActivityUnits } from '../../../operations/connections/activity-units.ts'
import { ConnectRefused } from '../../../operations/connections/connect-refused.ts'
import { beginConsent, checkConnection } from '../../../operations/connections/connect-system.ts'
import { disconnect, grant, revoke } from '../../../operations/propagation/rights.ts'
import { startRun } from '../../../operations/runs/start-run.ts'
import { findConnection, verbs, type Verb } from '../../../store/connections/connections.ts'
import { setOAuthCookie } from '../../app/session.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, ErrorSummary, Csrf, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { reauthorisePage, connectRefusedPage } from './connect/connect-views.tsx'
import { loadConnection, type ConnectionFacts } from './facts/connection-facts.ts'
import { connectionPage } from './connection-page.tsx'
import { addMailboxPages } from './mailbox-pages.ts'
import { addStatements } from './before-removals/statements.ts'
import { existingConnection } from './before-removals/existing-connection.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type StepUp, type Visit } from '../app/route.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { openView, type View } from '../app/view.ts'

const maxUnitsLength = 2_000

/** The right stands, and the page says what the system did not let us make. */
async function withoutFields(visit: Visit, connection: string, refusal: ConnectorError): Promise<string> {
  const view = await openView(visit, `/connections/${connection}`)
  const notice = { text: view.t.connections.rights.withoutFields, detail: refusal.message }
  return connectionPage(view, await loadConnection(view, connection), notice)
}

/** What an admin does to a Connection; each answers with the page it belongs to. */
export function addConnectionActs(server: FastifyInstance, app: App): void {
  const act = (name: string, work: (visit: Visit, id: string) => Promise<unknown>, more: { fresh?: StepUp } = {}) =>
    addRoute(server, app, `POST /connections/:id/${name}`, { roles: may.connect, ...more }, async (visit) => {
      const connection = await existingConnection(visit)
      try {
        const refusal = await work(visit, connection)
        if (refusal instanceof ConnectorError) return withoutFields(visit, connection, refusal)
        return visit.reply.redirect(`/connections/${connection}`, 303)
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error
        const view = await openView(visit, `/connections/${connection}`)
        const text = `${name === 'check' ? view.t.connections.test.failed : view.t.connections.rights.failed} ${view.t.connect.kinds[error.kind]}`
        return sendPage(
          visit.reply,
          connectionPage(view, await loadConnection(view, connection), { text, detail: error.message }),
          422,
        )
      }
    })

  act('check', (_visit, id) => checkConnection(app, id))
  act('read', ({ login }) => startRun(app, login.user.email))
  act('grant', ({ login, form }, id) => grant(app, id, verbOf(form['verb']), login.user), { fresh: stepUp })
  act('revoke', ({ login, form }, id) => revoke(app, id, verbOf(form['verb']), login.user))

  addRoute(server, app, 'POST /connections/:id/activities', { roles: may.connect }, async (visit) => {
    const id = await existingConnection(visit)
    const typed = (visit.form['units'] ?? '').slice(0, maxUnitsLength)
    const fault = await nameActivityUnits(app, visit.login.user, id, typed)
    if (fault === null) {
      // The units stand whatever the self-test says: the page shows what is wrong.
      await checkConnection(app, id).catch((error: unknown) =>
        app.log.warn(
          { connectionId: id, reason: error instanceof Error ? error.name : 'unknown' },
          'self-test after a change of units failed',
        ),
      )
      return visit.reply.redirect(`/connections/${id}#activities`, 303)
    }
    const view = await openView(visit, `/connections/${id}`)
    const words = view.t.connections.activities
    const errors = { units: fault.fault === 'too-many' ? words.tooMany : words.notAnId(fault.line) }
    return sendPage(
      visit.reply,
      connectionPage(view, await loadConnection(view, id), null, { units: { values: { units: typed }, errors } }),
      422,
    )
  })

  addStatements(server, app)
  addMailboxPages(server, app)

  addRoute(server, app, 'POST /connections/:id/reauthorise', { roles: may.connect }, async (visit) => {
    const id = await existingConnection(visit)
    const view = await openView(visit, `/connections/${id}`)
    const connection = await findConnection(app.pool, id)
    if (connection?.registrationId == null) throw new HttpProblem(409, 'conflict')
    try {
      const consent = await beginConsent(app, {
        registrationId: connection.registrationId,
        user: visit.login.user,
        sessionHash: visit.login.sessionHash,
        connectionId: id,
      })
      setOAuthCookie(visit.reply, consent.cookie)
      return reauthorisePage(view, connection.label, consent.url)
    } catch (error) {
      if (error instanceof ConnectRefused)
        return sendPage(
          visit.reply,
          connectRefusedPage(view, error, { connector: connection.connector, place: null }),
          422,
        )
      throw error
    }
  })
  addDisconnect(server, app)
}

/** Asks once more, by the system's name, before a Connection ends. */
function addDisconnect(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /connections/:id/disconnect', { roles: may.connect }, async (visit) => {
    const view = await openView(visit)
    return disconnectPage(view, await loadConnection(view, await existingConnection(visit)), emptyForm)
  })

  addRoute(server, app, 'POST /connections/:id/disconnect', { roles: may.connect }, async (visit) => {
    const id = await existingConnection(visit)
    const view = await openView(visit)
    const facts = await loadConnection(view, id)
    const typed = visit.form['confirm'] ?? ''
    if (typed.trim() !== facts.connection.label) {
      return sendPage(
        visit.reply,
        disconnectPage(view, facts, {
          values: { confirm: typed },
          errors: { confirm: view.t.connections.disconnect.wrong(facts.connection.label) },
        }),
        422,
      )
    }
    const { vendorRefused } = await disconnect(app, id, visit.login.user)
    if (vendorRefused === null) return visit.reply.redirect('/connections', 303)
    return connectionPage(view, await loadConnection(view, id), {
      text: `${view.t.connections.disconnect.done} ${view.t.connections.disconnect.vendor}`,
    })
  })
}

function verbOf(raw: string | undefined): Verb {
  const verb = verbs.find((known) => known === raw)
  if (verb === undefined) throw new HttpProblem(400, 'bad-input')
  return verb
}

/** A page of its own instead of a dialog: what is revoked, what stops being protected. */
function disconnectPage(view: View, { connection, diagnosis }: ConnectionFacts, form: FormState): string {
  const { t } = view
  const d = t.connections.disconnect
  const back = `/connections/${connection.id}`
  return html(
    <Page
      view={view}
      nav="connections"
      title={d.title(connection.label)}
      crumbs={[
        [t.connections.title, '/connections'],
        [connection.label, back],
      ]}
    >
      <section class="card confirm">
        <div class="card-body">
          <ErrorSummary
            form={form}
            text={t.common.errorSummary(Object.keys(form.errors).length)}
            labels={{ confirm: d.confirm(connection.label) }}
          />
          <h2>{d.what}</h2>
          <ul>
            <li>{d.revoke(connection.label)}</li>
            <li>{d.stops(diagnosis.records)}</li>
            <li>{d.keeps}</li>
          </ul>
          <form method="post" action={`${back}/disconnect`} class="stack narrow">
            <Csrf token={view.csrf} />
            <Field name="confirm" label={d.confirm(connection.label)} form={form} autocomplete="off" required />
            <p class="actions">
              <button type="submit" class="btn danger">
                {d.go(connection.label)}
              </button>
              <a class="btn quiet" href={back}>
                {t.common.cancel}
              </a>
            </p>
          </form>
        </div>
      </section>
    </Page>,
  )
}
