import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { passwordFits } from '../../../crypto/password.ts'
import type { App } from '../../../operations/app/app.ts'
import { chooseLanguage, noteFailedLogin, noteLogin } from '../../../operations/accounts/logins.ts'
import { findUser, type User } from '../../../store/accounts/users.ts'
import { textsOf } from '../../locales/texts.ts'
import { endLogin, loginOf, preLoginCsrf, startLogin } from '../../app/session.ts'
import { Csrf, emptyForm, Field, type FormState } from '../ui/form.tsx'
import type { Language } from '../../ui/format.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainPage } from '../ui/plain.tsx'
import { countTry, markKnown } from './login-limits.ts'
import { outsideForm, outsideLanguage, ownPath, sendPage } from '../app/outside.ts'
import { addRoute } from '../app/route.ts'

/** Logging in and out, and the language of the screens. */
export function addAccountPages(server: FastifyInstance, app: App): void {
  server.get('/login', async (request, reply) => {
    if ((await loginOf(app, request)) !== null) return reply.redirect('/', 303)
    return sendPage(reply, loginPage(outsideLanguage(request), preLoginCsrf(app, request, reply), emptyForm, null))
  })

  server.post('/login', async (request, reply) => {
    const form = outsideForm(app, request)
    const language = outsideLanguage(request)
    const t = textsOf(language).account.login
    const email = form['email'] ?? ''
    const again = (text: string, status: number) =>
      sendPage(
        reply,
        loginPage(language, preLoginCsrf(app, request, reply), { values: { email }, errors: {} }, text),
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
    await enter(app, request, reply, user)
    return reply.redirect('/', 303)
  })

  addRoute(server, app, 'POST /logout', {}, async ({ request, reply }) => {
    await endLogin(app, request, reply)
    return reply.header('clear-site-data', '"cache", "storage"').redirect('/login', 303)
  })

  addRoute(server, app, 'POST /language', {}, async ({ login, form, reply }) => {
    await chooseLanguage(app, login.user, form['language'] === 'fr' ? 'fr' : 'en')
    return reply.redirect(ownPath(form['back'], '/'), 303)
  })
}

/** Opens the console to a user in this browser, and notes it with the visitor's address. */
export async function enter(app: App, request: FastifyRequest, reply: FastifyReply, user: User): Promise<void> {
  await startLogin(app, reply, user)
  markKnown(app, reply, user)
  await noteLogin(app, user, request.ip)
}

function loginPage(language: Language, csrf: string, form: FormState, failure: string | null): string {
  const t = textsOf(language)
  return html(
    <PlainPage language={language} title={t.account.login.title} switchTo="/login">
      {failure === null ? null : (
        <p class="summary" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          {failure}
        </p>
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
        <button type="submit" class="btn primary">
          {t.account.login.go}
        </button>
      </form>
    </PlainPage>,
  )
}
