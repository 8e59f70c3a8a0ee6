import type { KeyRing } from '../../../../store/app/key-ring.ts'
import { z } from 'zod'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  CompanyRefused,
  enterByCompany,
  noteProvenAnew,
  noteRefusedEntry,
} from '../../../../operations/accounts/company/enter-company.ts'
import { secretOf } from '../../../../operations/accounts/company/company-settings.ts'
import {
  endRoundTrip,
  ProviderRefused,
  startRoundTrip,
  type ProviderAnswer,
} from '../../../../operations/accounts/company/provider.ts'
import { noteLogin } from '../../../../operations/accounts/logins.ts'
import type { App } from '../../../../operations/app/app.ts'
import { findCompanyLogin, type KeptCompanyLogin } from '../../../../store/accounts/company-login.ts'
import { countHit } from '../../../../store/accounts/rate-counters.ts'
import { hasFactor } from '../../../../store/accounts/second-factors.ts'
import { textsOf } from '../../../locales/texts.ts'
import { HttpProblem } from '../../../app/problem.ts'
import {
  clearCompanyCookie,
  companyCookie,
  loginOf,
  setCompanyCookie,
  startLogin,
  type Login,
} from '../../../app/session.ts'
import type { Language } from '../../../ui/format.ts'
import { html } from '../../ui/html.ts'
import { PlainPage } from '../../ui/plain.tsx'
import { outsideLanguage, sendPage } from '../../app/outside.ts'
import { visitorPlace } from '../login-limits.ts'

const triesPerMinute = 30
const lifeMs = 600_000
/** What the cookie of a round trip is bound to. */
const place = { table: 'company_login', row: 'cookie', column: 'trip' }

/** What waits in the browser, sealed, while its person is at the provider: no table knows of it. */
const Trip = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The provider as it was then. */
  loginId: z.string(),
  issuer: z.string(),
  language: z.enum(['en', 'fr']),
  /** The login that is proven anew, as hex; null = one begins. */
  session: z.string().nullable(),
  startedAt: z.int(),
})
type Trip = z.infer<typeof Trip>

type Code = keyof ReturnType<typeof textsOf>['companyLogin']['refusals']

/** Logging in at the company's own provider, and proving anew who one is (docs/reference/security.md#company-login). */
export function addCompanyLogin(server: FastifyInstance, app: App): void {
  const slowDown = async (request: FastifyRequest) => {
    if ((await countHit(app.pool, `company ${visitorPlace(request) ?? 'here'}`, 60)) > triesPerMinute)
      throw new HttpProblem(429, 'too-many')
  }
  server.get('/login/company', async (request, reply) => {
    await slowDown(request)
    const login = await loginOf(app, request)
    const isAgain = (request.query as { again?: string }).again !== undefined
    if (login !== null && !isAgain) return reply.redirect('/', 303)
    return start(app, request, reply, isAgain ? login : null)
  })
  server.get('/login/company/callback', async (request, reply) => {
    await slowDown(request)
    return finish(app, request, reply)
  })
}

async function start(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  login: Login | null,
): Promise<FastifyReply> {
  const language = login?.user.language ?? outsideLanguage(request)
  const kept = await findCompanyLogin(app.pool)
  if (kept === null) return sendPage(reply, failedPage(language, 'none'), 404)
  try {
    const { url, trip } = await startRoundTrip(app, providerOf(app, kept), {
      redirectUri: companyRedirectUri(app),
      anew: login !== null,
    })
    const waiting: Trip = {
      ...trip,
      loginId: kept.id,
      issuer: kept.issuer,
      language,
      session: login?.sessionHash.toString('hex') ?? null,
      startedAt: Date.now(),
    }
    setCompanyCookie(reply, app.keys.seal(JSON.stringify(waiting), place))
    return await reply.redirect(url, 303)
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error
    app.log.warn({ reason: error.code }, 'a company login could not begin')
    return sendPage(reply, failedPage(language, error.code), 502)
  }
}

async function finish(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const trip = tripOf(app.keys, request)
  clearCompanyCookie(reply)
  const kept = await findCompanyLogin(app.pool)
  const isOver =
    trip === null || Date.now() - trip.startedAt > lifeMs || kept?.id !== trip.loginId || kept.issuer !== trip.issuer
  if (isOver || kept === null) return sendPage(reply, failedPage(outsideLanguage(request), 'expired'), 410)
  const { language, session } = trip
  let answer: ProviderAnswer | null = null
  try {
    const back = new URL(request.url, `${app.consoleUrl}/`)
    answer = await endRoundTrip(app, providerOf(app, kept), {
      back,
      trip,
      anew: session !== null,
      claim: kept.groupsClaim,
    })
    return session === null
      ? await enter(app, request, reply, { kept, answer, language })
      : await prove(app, request, reply, { session, answer })
  } catch (error) {
    return refuse(app, request, reply, { error, kept, language, answer })
  }
}

async function enter(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  { kept, answer, language }: { kept: KeptCompanyLogin; answer: ProviderAnswer; language: Language },
): Promise<FastifyReply> {
  const user = await enterByCompany(app, { login: kept, answer, language })
  // A provider that does not say when proves no moment: whatever cannot be undone asks again.
  await startLogin(app, request, reply, user, earlier(answer.provedAt ?? new Date(0), new Date()))
  const waitsFor = (await hasFactor(app.pool, user.id)) ? 'code' : null
  await noteLogin(app, user, { waitsFor, visitor: request.ip, company: kept.name })
  return reply.redirect('/', 303)
}

async function prove(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, answer }: { session: string; answer: ProviderAnswer },
): Promise<FastifyReply> {
  const login = await loginOf(app, request)
  if (login === null || login.sessionHash.toString('hex') !== session) throw new CompanyRefused('other')
  await noteProvenAnew(app, login, answer)
  return sendPage(reply, provenPage(login.user.language))
}

const earlier = (a: Date, b: Date) => (a < b ? a : b)

/** Where the provider sends a browser back to. */
export const companyRedirectUri = ({ consoleUrl }: Pick<App, 'consoleUrl'>) => `${consoleUrl}/login/company/callback`

const providerOf = (app: App, kept: KeptCompanyLogin) => ({
  issuer: kept.issuer,
  clientId: kept.clientId,
  secret: secretOf(app, kept),
})

/** What waited in this browser; null = nothing that we wrote. */
function tripOf(keys: KeyRing, request: FastifyRequest): Trip | null {
  const sealed = request.cookies[companyCookie]
  if (sealed === undefined) return null
  try {
    return Trip.parse(JSON.parse(keys.open(sealed, place)))
  } catch {
    return null
  }
}

async function refuse(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    error,
    kept,
    language,
    answer,
  }: { error: unknown; kept: KeptCompanyLogin; language: Language; answer: ProviderAnswer | null },
): Promise<FastifyReply> {
  if (!(error instanceof CompanyRefused) && !(error instanceof ProviderRefused)) throw error
  const detail = error instanceof ProviderRefused ? { detail: error.detail.slice(0, 200) } : {}
  await noteRefusedEntry(app, kept, { answer, code: error.code, ...detail, visitor: request.ip })
  return sendPage(reply, failedPage(language, error.code), error instanceof CompanyRefused ? 403 : 502)
}

function failedPage(language: Language, code: Code): string {
  const t = textsOf(language).companyLogin
  return html(
    <PlainPage language={language} title={t.failedTitle} switchTo={null}>
      <p>{t.refusals[code]}</p>
      <p>
        <a href={`/login?lang=${language}`}>{t.backToLogin}</a>
      </p>
    </PlainPage>,
  )
}

function provenPage(language: Language): string {
  const t = textsOf(language).companyLogin.again
  return html(
    <PlainPage language={language} title={t.doneTitle} switchTo={null}>
      <p>{t.done}</p>
    </PlainPage>,
  )
}
