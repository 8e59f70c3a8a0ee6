import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Connector } from '../../../../connector/contract.ts'
import type { OAuth2Spec } from '../../../../connector/oauth-spec.ts'
import type { App } from '../../../../operations/app/app.ts'
import { ConnectRefused } from '../../../../operations/connections/connect-refused.ts'
import { beginConsent, checkConnection, finishConsent } from '../../../../operations/connections/connect-system.ts'
import { consentStep, wizardStart } from '../../../../operations/connections/wizard-addresses.ts'
import { findRegistration } from '../../../../store/connections/registrations.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { clearOAuthCookie, oauthCookie, setOAuthCookie } from '../../../app/session.ts'
import { sendPage } from '../../app/outside.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'
import { emptyForm } from '../../ui/form.tsx'
import type { AppPlace } from './app-steps.tsx'
import { consentPage, type RefusedAt, connectRefusedPage } from './connect-views.tsx'

/** The second step: the link to the vendor, waiting for what comes of it, and coming back. */
export function addVendorConsentPages(server: FastifyInstance, app: App): void {
  // What the waiting page asks for every 5 s; without a script, its button.
  addRoute(server, app, 'GET /connections/new/:connector/consent', { roles: may.connect }, async (visit) => {
    const { connector, auth } = oauthIn(visit)
    const begun = await begunAt(app, await openView(visit), connector, auth)
    return begun.step === null
      ? visit.reply.redirect(`/connections/new/${connector.id}`, 303)
      : consentPage(begun.place, begun.step.state, null)
  })

  addRoute(server, app, 'POST /connections/new/:connector/consent', { roles: may.connect }, async (visit) => {
    const { connector, auth } = oauthIn(visit)
    const view = await openView(visit)
    const { registrationId } = await wizardStart(app, connector.id)
    return registrationId === null
      ? visit.reply.redirect(`/connections/new/${connector.id}`, 303)
      : giveLink(visit, view, connector, auth, registrationId)
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
        errorDescription: query['error_description'] ?? null,
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
      const view = await openView(visit)
      return sendPage(
        reply,
        connectRefusedPage(view, error, registration === null ? null : await refusedAt(app, view, registration)),
        error.code === 'state' ? 400 : 422,
      )
    }
  })
}

export function connectorIn({ app, params }: Visit): Connector {
  const connector = app.connectors.get(params['connector'] ?? '')
  if (connector === undefined) throw new HttpProblem(404, 'not-found')
  return connector
}

/** A link to the vendor, good once, with the cookie that must come back with its answer. */
export async function giveLink(
  { app, login, reply }: Visit,
  view: View,
  connector: Connector,
  auth: OAuth2Spec,
  registrationId: string,
): Promise<FastifyReply> {
  const consent = await beginConsent(app, {
    registrationId,
    user: login.user,
    sessionHash: login.sessionHash,
    connectionId: null,
  })
  setOAuthCookie(reply, consent.cookie)
  const { place, step } = await begunAt(app, view, connector, auth)
  return sendPage(reply, consentPage(place, step?.state ?? { is: 'registered' }, consent.url))
}

/** The wizard of a connector as far as it has come. */
export async function begunAt(app: App, view: View, connector: Connector, auth: OAuth2Spec) {
  const { appKey, registrationId, clientId, loginHost } = await wizardStart(app, connector.id)
  const place: AppPlace = { view, connector, auth, appKey }
  return {
    place,
    step: await consentStep(app, registrationId),
    form: { ...emptyForm, values: { appKey, clientId, ...(loginHost === null ? {} : { loginHost }) } },
  }
}

/** Where whoever was sent back began: still in the wizard, or at an account that is connected already. */
async function refusedAt(
  app: App,
  view: View,
  { connector: id, appKey }: { connector: string; appKey: string },
): Promise<RefusedAt> {
  const connector = app.connectors.get(id)
  if (connector?.auth.type !== 'oauth2') return { connector: id, place: null }
  const { place, step } = await begunAt(app, view, connector, connector.auth)
  return { connector: id, place: place.appKey === appKey && step !== null && !step.isOver ? place : null }
}

export function oauthIn(visit: Visit): { connector: Connector; auth: OAuth2Spec } {
  const connector = connectorIn(visit)
  if (connector.auth.type !== 'oauth2') throw new HttpProblem(404, 'not-found')
  return { connector, auth: connector.auth }
}
