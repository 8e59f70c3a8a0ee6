import type { FastifyInstance } from 'fastify'
import type { App } from '../../../../operations/app/app.ts'
import { connectByForm } from '../../../../operations/connections/connect-by-form.ts'
import { ConnectRefused } from '../../../../operations/connections/connect-refused.ts'
import { checkConnection } from '../../../../operations/connections/connect-system.ts'
import { isAppKey, redirectUriOf, registerApp } from '../../../../operations/connections/register-app.ts'
import { renewAddresses } from '../../../../operations/connections/wizard-addresses.ts'
import type { Connector } from '../../../../connector/contract.ts'
import type { FormField } from '../../../../connector/form.ts'
import type { OAuth2Spec } from '../../../../connector/oauth-spec.ts'
import { begunConnectors } from '../../../../store/connections/wizard-consents.ts'
import { nameIn } from './app-steps.tsx'
import { findRegistration } from '../../../../store/connections/registrations.ts'
import { connectionRows } from '../../../../store/connections/connections-view.ts'
import { ourDetail } from '../../../locales/our-details.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { addVendorConsentPages, begunAt, connectorIn, giveLink, oauthIn } from './consent-pages.ts'
import { consentPage } from './connect-views.tsx'
import { connectFormPage } from './connect-forms.tsx'
import { choosePage } from './choose-page.tsx'
import { registerAppPage } from './register-page.tsx'
import { sendPage } from '../../app/outside.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { addRoute, type Visit } from '../../app/route.ts'
import { sendZip } from './send-zip.ts'
import { vendorText } from '../../app/vendor-text.ts'
import { openView, type View } from '../../app/view.ts'

/** Connecting a system: choose, register the app, consent, come back. */
export function addConnectPages(server: FastifyInstance, app: App): void {
  addVendorConsentPages(server, app)
  addRoute(server, app, 'GET /connections/new', { roles: may.connect }, async (visit) =>
    choosePage(await openView(visit), await connectionRows(app.pool), await begunConnectors(app.pool)),
  )

  addRoute(server, app, 'GET /connections/new/:connector', { roles: may.connect }, async (visit) => {
    const connector = connectorIn(visit)
    const view = await openView(visit)
    if (connector.auth.type === 'form') return formPage(view, connector, emptyForm)
    const begun = await begunAt(app, view, connector, connector.auth)
    return begun.step === null || begun.step.isOver
      ? registerAppPage(view, connector, connector.auth, begun.form, begun.step !== null)
      : consentPage(begun.place, begun.step.state, null)
  })

  addRoute(server, app, 'GET /connections/new/:connector/app', { roles: may.connect }, async (visit) => {
    const { connector, auth } = oauthIn(visit)
    const view = await openView(visit)
    const begun = await begunAt(app, view, connector, auth)
    return registerAppPage(view, connector, auth, begun.form, begun.step !== null)
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

  addRoute(server, app, 'POST /connections/new/:connector', { roles: may.connect, fresh: stepUp }, async (visit) => {
    const connector = connectorIn(visit)
    const view = await openView(visit)
    try {
      return connector.auth.type === 'form'
        ? await connectForm(visit, connector)
        : await registerAndConsent(visit, view, connector, connector.auth)
    } catch (error) {
      if (!(error instanceof ConnectRefused)) throw error
      const field = error.field ?? 'clientId'
      const values = Object.fromEntries(
        Object.entries(visit.form).filter(
          ([name]) => name !== 'clientSecret' && !fieldsOf(connector).some((one) => one.name === name && one.secret),
        ),
      )
      const form = { values, errors: { [field]: fieldText(view, connector, field, error, values) } }
      const known = await findRegistration(app.pool, { appKey: values['appKey'] ?? '' })
      return sendPage(visit.reply, formPage(view, connector, form, known !== null), 422)
    }
  })
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

async function registerAndConsent(visit: Visit, view: View, connector: Connector, auth: OAuth2Spec) {
  const { app, form, login } = visit
  const registration = await registerApp(app, login.user, {
    connector: connector.id,
    appKey: form['appKey'] ?? '',
    clientId: form['clientId'] ?? '',
    clientSecret: form['clientSecret'] ?? '',
    loginHost: form['loginHost'] ?? null,
    sharedMailbox: form['sharedMailbox'] ?? '',
  })
  return giveLink(visit, view, connector, auth, registration.id)
}

function formPage(view: View, connector: Connector, form: FormState, registered = false): string {
  return connector.auth.type === 'form'
    ? connectFormPage(view, connector, connector.auth, form)
    : registerAppPage(view, connector, connector.auth, form, registered)
}

/**
 * The screen's sentence for a refused field. A login host may be refused for several reasons: what the refusal says of
 * it, where that is a sentence of ours.
 */
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
    ...(connector.auth.type === 'oauth2'
      ? {
          clientId: t.copy(nameIn(view, connector.auth, 'clientId')),
          clientSecret: t.copy(nameIn(view, connector.auth, 'clientSecret')),
        }
      : {}),
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
  const said = field === 'loginHost' ? ourDetail(error.message, view.language, view.app) : null
  return said ?? (wrong === undefined ? (known[field] ?? t.other) : vendorText(view, wrong))
}
