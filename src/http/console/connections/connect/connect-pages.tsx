import type { FastifyInstance } from 'fastify'
import type { App } from '../../../../operations/app/app.ts'
import { connectByForm } from '../../../../operations/connections/connect-by-form.ts'
import { ConnectRefused } from '../../../../operations/connections/connect-refused.ts'
import { beginConsent, checkConnection, finishConsent } from '../../../../operations/connections/connect-system.ts'
import { isAppKey, redirectUriOf, registerApp } from '../../../../operations/connections/register-app.ts'
import { renewAddresses, wizardStart } from '../../../../operations/connections/wizard-addresses.ts'
import type { Connector } from '../../../../connector/contract.ts'
import type { FormField } from '../../../../connector/form.ts'
import { findRegistration } from '../../../../store/connections/registrations.ts'
import { connectionRows } from '../../../../store/connections/connections-view.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { clearOAuthCookie, oauthCookie, setOAuthCookie } from '../../../app/session.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { consentPage, refusedPage } from './connect-views.tsx'
import { brokerPage } from './connect-forms.tsx'
import { choosePage } from './choose-page.tsx'
import { registerPage } from './register-page.tsx'
import { sendPage } from '../../app/outside.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { sendZip } from '../../app/send-zip.ts'
import { vendorText } from '../../app/vendor-text.ts'
import { openView, type View } from '../../app/view.ts'

/** Connecting a system: choose, register the app, consent, come back. */
export function addConnectPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /connections/new', { roles: may.connect }, async (visit) =>
    choosePage(await openView(visit), await connectionRows(app.pool)),
  )

  addRoute(server, app, 'GET /connections/new/:connector', { roles: may.connect }, async (visit) => {
    const connector = connectorIn(visit)
    const view = await openView(visit)
    if (connector.auth.type === 'form') return formPage(view, connector, emptyForm)
    const { appKey, clientId, loginHost } = await wizardStart(app, connector.id)
    return formPage(view, connector, {
      ...emptyForm,
      values: { appKey, clientId, ...(loginHost === null ? {} : { loginHost }) },
    })
  })

  addRoute(server, app, 'POST /connections/new/:connector/addresses', { roles: may.connect }, async (visit) => {
    const { id, auth } = connectorIn(visit)
    if (auth.type !== 'oauth2') throw new HttpProblem(404, 'not-found')
    await renewAddresses(app, id)
    return visit.reply.redirect(`/connections/new/${id}#appKey`, 303)
  })

  addRoute(server, app, 'GET /connections/new/:connector/project.zip', { roles: may.connect }, async (visit) => {
    const { auth, id } = connectorIn(visit)
    const appKey = visit.query['appKey'] ?? ''
    if (auth.type !== 'oauth2' || auth.appFiles === undefined || !isAppKey(appKey))
      throw new HttpProblem(404, 'not-found')
    const files = auth.appFiles({
      redirectUri: redirectUriOf(app, appKey),
      webhookUrl: app.publicUrl === null ? null : `${app.publicUrl}/webhooks/${id}/${appKey}`,
    })
    return sendZip(visit.reply, `lawbase-${id}`, files)
  })

  addRoute(server, app, 'POST /connections/new/:connector', { roles: may.connect }, async (visit) => {
    const connector = connectorIn(visit)
    const view = await openView(visit)
    try {
      return connector.auth.type === 'form'
        ? await connectForm(visit, connector)
        : await registerAndConsent(visit, view, connector)
    } catch (error) {
      if (!(error instanceof ConnectRefused)) throw error
      const field = error.field ?? 'clientId'
      const values = Object.fromEntries(
        Object.entries(visit.form).filter(
          ([name]) => name !== 'clientSecret' && !fieldsOf(connector).some((one) => one.name === name && one.secret),
        ),
      )
      return sendPage(
        visit.reply,
        formPage(view, connector, { values, errors: { [field]: fieldText(view, connector, field, error, values) } }),
        422,
      )
    }
  })

  addRoute(server, app, 'GET /oauth/callback/:appKey', { roles: may.connect }, async (visit) => {
    const { query, params, request, reply, login } = visit
    const appKey = params['appKey'] ?? ''
    try {
      const id = await finishConsent(app, {
        appKey,
        state: query['state'] ?? '',
        code: query['code'] ?? null,
        error: query['error'] ?? null,
        cookie: request.cookies[oauthCookie] ?? null,
        sessionHash: login.sessionHash,
        user: login.user,
      })
      // The Connection stands whatever the self-test says: its page shows what is wrong.
      await checkConnection(app, id).catch((error: unknown) =>
        app.log.warn(
          { connectionId: id, reason: error instanceof Error ? error.name : 'unknown' },
          'self-test after the consent failed',
        ),
      )
      clearOAuthCookie(reply)
      return reply.redirect(`/connections/${id}`, 303)
    } catch (error) {
      if (!(error instanceof ConnectRefused)) throw error
      clearOAuthCookie(reply)
      const registration = await findRegistration(app.pool, { appKey })
      return sendPage(
        reply,
        refusedPage(await openView(visit), error, registration?.connector ?? null),
        error.code === 'state' ? 400 : 422,
      )
    }
  })
}

function connectorIn({ app, params }: Visit): Connector {
  const connector = app.connectors.get(params['connector'] ?? '')
  if (connector === undefined) throw new HttpProblem(404, 'not-found')
  return connector
}

const fieldsOf = ({ auth }: Connector): readonly FormField[] => (auth.type === 'form' ? auth.fields : [])

async function connectForm({ app, form, login, reply }: Visit, connector: Connector) {
  const fields = fieldsOf(connector)
  const id = await connectByForm(
    app,
    login.user,
    connector.id,
    form['label'] ?? '',
    Object.fromEntries(fields.map((field) => [field.name, form[field.name] ?? ''])),
  )
  await checkConnection(app, id).catch(() => undefined)
  return reply.redirect(`/connections/${id}`, 303)
}

async function registerAndConsent({ app, form, login, reply }: Visit, view: View, connector: Connector) {
  const registration = await registerApp(app, login.user, {
    connector: connector.id,
    appKey: form['appKey'] ?? '',
    clientId: form['clientId'] ?? '',
    clientSecret: form['clientSecret'] ?? '',
    loginHost: form['loginHost'] ?? null,
    sharedMailbox: form['sharedMailbox'] ?? '',
  })
  const consent = await beginConsent(app, {
    registrationId: registration.id,
    user: login.user,
    sessionHash: login.sessionHash,
    connectionId: null,
  })
  setOAuthCookie(reply, consent.cookie)
  return consentPage(view, connector.label, consent.url)
}

function formPage(view: View, connector: Connector, form: FormState): string {
  return connector.auth.type === 'form'
    ? brokerPage(view, connector, connector.auth, form)
    : registerPage(view, connector, connector.auth, form)
}

/** The screen's sentence for a refused field. */
export function fieldText(
  view: View,
  connector: Connector,
  field: string,
  error: ConnectRefused,
  values: Readonly<Record<string, string>>,
): string {
  const t = view.t.connect.errors
  if (error.code === 'secret-again') return t.secretAgain
  if (error.code === 'another-app') return t.anotherApp
  if (error.code === 'already-connected') return t.taken(values['label'] ?? '')
  const known: Readonly<Record<string, string>> = {
    clientId: t.clientId,
    clientSecret: t.clientSecret,
    appKey: t.appKey,
    label: t.label,
    url: t.url,
    secret: t.secret,
    sharedMailbox: view.t.mailboxes.errors.shared(values['sharedMailbox'] ?? ''),
  }
  const wrong =
    field === 'loginHost' && connector.auth.type === 'oauth2'
      ? connector.auth.loginHost?.wrong
      : fieldsOf(connector).find((one) => one.name === field)?.wrong
  return wrong === undefined ? (known[field] ?? t.other) : vendorText(view, wrong)
}
