import type { Pool } from 'pg'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { passwordFits } from '../../../crypto/password.ts'
import type { App } from '../../../operations/app/app.ts'
import { isPasswordTaken, noteBreakGlassUse } from '../../../operations/accounts/local-login.ts'
import { chooseOwnLanguage, noteFailedLogin, noteLogin } from '../../../operations/accounts/logins.ts'
import { findCompanyLogin } from '../../../store/accounts/company-login.ts'
import { findLocalLoginOff } from '../../../store/accounts/local-login.ts'
import { hasFactor } from '../../../store/accounts/second-factors.ts'
import { countUsers, findUser, type User } from '../../../store/accounts/users.ts'
import { textsOf } from '../../locales/texts.ts'
import { endLogin, loginOf, preLoginCsrf, startLogin } from '../../app/session.ts'
import { Csrf, emptyForm, Field, type FormState } from '../ui/form.tsx'
import type { Language } from '../../ui/format.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainPage } from '../ui/plain.tsx'
import { addForgottenPage } from './forgotten-page.tsx'
import { addStepUp } from './step-up.tsx'
import { countTry, markKnown } from './login-limits.ts'
import { outsideForm, outsideLanguage, ownPath, sendPage } from '../app/outside.ts'
import { addRoute } from '../app/route.ts'

/** Logging in and out, and the language of the screens. */
export function addAccountPages(server: FastifyInstance, app: App): void {
  server.get('/login', async (request, reply) => {
    if ((await loginOf(app, request)) !== null) return reply.redirect('/', 303)
    const language = outsideLanguage(request)
    if ((await countUsers(app.pool)) === 0) return sendPage(reply, noAccountPage(language))
    const ways = await waysIn(app.pool)
    return sendPage(reply, loginPage(language, preLoginCsrf(app, request, reply), ways, emptyForm, null))
  })

  server.post('/login', async (request, reply) => {
    const form = outsideForm(app, request)
    const language = outsideLanguage(request)
    const t = textsOf(language).account.login
    const email = form['email'] ?? ''
    const ways = await waysIn(app.pool)
    const again = (text: string, status: number) =>
      sendPage(
        reply,
        loginPage(language, preLoginCsrf(app, request, reply), ways, { values: { email }, errors: {} }, text),
        status,
      )
    const user = await findUser(app.pool, { email })
    const { held, succeeded } = await countTry(app, request, email, user)
    if (held !== null) {
      // Told once: a flood of tries must not become a flood of lines.
      if (held.isFirst) await noteFailedLogin(app, user, 'too-many', request.ip)
      return again(t.slow, 429).header('retry-after', '60')
    }
    const fits = await passwordFits(form['password'] ?? '', user?.passwordHash ?? null)
    if (user === null || !fits || user.disabledAt !== null) {
      await noteFailedLogin(app, user, user === null ? 'unknown' : fits ? 'no-access' : 'password', request.ip)
      return again(t.wrong, 422)
    }
    await succeeded()
    if (!(await isPasswordTaken(app.pool, user.id))) {
      await noteFailedLogin(app, user, 'local-off', request.ip)
      const { localOff, localOffNoName } = textsOf(language).companyLogin
      return again(ways.company === null ? localOffNoName : localOff(ways.company), 403)
    }
    await enter(app, request, reply, user)
    return reply.redirect('/', 303)
  })

  const unfinished = { lacking: ['code', 'factor'] } as const
  addForgottenPage(server, app)
  addStepUp(server, app)
  addRoute(server, app, 'POST /logout', unfinished, async ({ request, reply }) => {
    await endLogin(app, request, reply)
    return reply.header('clear-site-data', '"cache", "storage"').redirect('/login', 303)
  })

  addRoute(server, app, 'POST /language', unfinished, async ({ login, form, reply }) => {
    await chooseOwnLanguage(app, login.user, form['language'] === 'fr' ? 'fr' : 'en')
    return reply.redirect(ownPath(form['back'], '/'), 303)
  })
}

/** Logs a user in whose password was right: the console opens, or asks for their second factor first. */
export async function enter(app: App, request: FastifyRequest, reply: FastifyReply, user: User): Promise<void> {
  await startLogin(app, request, reply, user)
  markKnown(app, reply, user)
  const waitsFor = (await hasFactor(app.pool, user.id)) ? 'code' : app.isConsoleNamed ? 'factor' : null
  await noteLogin(app, user, { waitsFor, visitor: request.ip })
  await noteBreakGlassUse(app, user, request.ip)
}

/** By what people come in here. */
interface WaysIn {
  /** Name of the company's own login; null = there is none. */
  company: string | null
  /** Whether a password opens one account alone. */
  isLocalOff: boolean
}

async function waysIn(pool: Pool): Promise<WaysIn> {
  const [kept, off] = await Promise.all([findCompanyLogin(pool), findLocalLoginOff(pool)])
  return { company: kept?.name ?? null, isLocalOff: off !== null }
}

function loginPage(language: Language, csrf: string, ways: WaysIn, form: FormState, failure: string | null): string {
  const t = textsOf(language)
  const c = t.companyLogin
  return html(
    <PlainPage language={language} title={t.account.login.title} switchTo="/login">
      {failure === null ? null : (
        <p class="summary" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          {failure}
        </p>
      )}
      {ways.company === null ? null : (
        <>
          <p class="actions">
            <a class="btn primary" href={`/login/company?lang=${language}`}>
              {c.logInWith(ways.company)}
            </a>
          </p>
          <h2>{ways.isLocalOff ? c.emergency : c.orPassword}</h2>
        </>
      )}
      <form method="post" action={`/login?lang=${language}`} class="stack">
        <Csrf token={csrf} />
        <Field
          name="email"
          label={t.account.login.email}
          form={form}
          type="email"
          inputmode="email"
          autocomplete="username"
          required
        />
        <Field
          name="password"
          label={t.account.login.password}
          form={form}
          type="password"
          autocomplete="current-password"
          required
        />
        <button type="button" class="linkish" data-reveal="password" hidden>
          <Icon name="eye" size={16} />
          {t.common.showPassword}
        </button>
        <button type="submit" class={ways.company === null ? 'btn primary' : 'btn'}>
          {t.account.login.go}
        </button>
      </form>
      {ways.isLocalOff ? null : (
        <p>
          <a href={`/login/forgotten?lang=${language}`}>{t.account.forgotten.link}</a>
        </p>
      )}
    </PlainPage>,
  )
}

/** Nobody can log in yet: says where the link stands that makes the first account. */
function noAccountPage(language: Language): string {
  const t = textsOf(language).account.login
  return html(
    <PlainPage language={language} title={t.nobodyTitle} switchTo="/login">
      <p>{t.nobody}</p>
      <p>
        <code>lawbase users first-run</code>
      </p>
    </PlainPage>,
  )
}
