import fastify, { type FastifyInstance } from 'fastify'
import type { App } from '../operations/app/app.ts'
import { answerAgain } from './app/again.ts'
import { addAssets } from './app/assets.ts'
import { addAccessLog } from './app/access-log.ts'
import { addHealth } from './app/health.ts'
import { acceptAnyBody, formBytes } from './app/any-body.ts'
import { addAckPages } from './public/ack-pages.ts'
import { addAskPages } from './public/ask-pages.ts'
import { addBrand } from './public/brand.ts'
import { addConfirmPages } from './public/confirm-pages.ts'
import { addPersonPages, sendPublicProblem } from './public/person-pages.ts'
import type { Pages } from './public/person-request.ts'
import { loadPersonLanguages } from './public/person-texts.ts'
import { addPreferencePages } from './public/preference-pages.ts'
import { addQuestionnairePages } from './public/consents/questionnaire-pages.ts'
import { addVerifyPage } from './public/verify-page.tsx'
import { trustOf } from './public/visits.ts'
import { addSecurityHeaders, refuseControlSigns, serverLimits } from './app/security.ts'
import { addWebhooks } from './webhooks/webhooks.ts'

/** A signed paper: the manifest of an evidence pack names each of its files. */
const paperBytes = 8 * 1024 * 1024
/** A broker answers for many orders at once, with a reason each. */
const ackBytes = 128 * 1024
/** An answer may hold a drawn signature. */
const answerBytes = 64 * 1024

/** What the world may reach, on a port of its own: people's links and webhooks. No cookie is set or read here. */
export async function openPublicServer(app: App): Promise<FastifyInstance> {
  const pages: Pages = { app, languages: loadPersonLanguages(app.localesFolder) }
  const server = fastify({
    ...serverLimits,
    trustProxy: trustOf(app),
    bodyLimit: formBytes,
    frameworkErrors: (error, request, reply) => void sendPublicProblem(pages, error, request, reply),
    // A slash too many in a link, typed beside a merge field or added on the way, is no reason to lose an opt-out.
    routerOptions: { ...serverLimits.routerOptions, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  })
  await addSecurityHeaders(server, { connect: false, https: app.publicUrl?.startsWith('https:') ?? false })
  refuseControlSigns(server)
  server.setErrorHandler((error, request, reply) => sendPublicProblem(pages, error, request, reply))
  server.setNotFoundHandler((request, reply) => sendPublicProblem(pages, null, request, reply))
  addAccessLog(server, app, 'public')
  addHealth(server, app)
  answerAgain(server, () => true)
  await server.register(async (webhooks) => addWebhooks(webhooks, app))
  await server.register(async (scope) => {
    acceptAnyBody(scope, formBytes)
    addAssets(scope)
    addBrand(scope, app)
    addPersonPages(scope, pages)
    addPreferencePages(scope, pages)
    addConfirmPages(scope, pages)
    addAskPages(scope, pages)
  })
  await server.register(async (scope) => {
    acceptAnyBody(scope, paperBytes)
    addVerifyPage(scope, pages, paperBytes)
  })
  await server.register(async (scope) => {
    acceptAnyBody(scope, ackBytes)
    addAckPages(scope, pages)
  })
  await server.register(async (scope) => {
    acceptAnyBody(scope, answerBytes)
    addQuestionnairePages(scope, pages)
  })
  return server
}
