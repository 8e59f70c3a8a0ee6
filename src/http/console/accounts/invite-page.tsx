import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { acceptInvitation, invitedUser } from '../../../operations/accounts/invitations.ts'
import { isPasswordTaken } from '../../../operations/accounts/local-login.ts'
import { AccountRefused } from '../../../operations/accounts/choose-password.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { textsOf } from '../../locales/texts.ts'
import { HttpProblem } from '../../app/problem.ts'
import { preLoginCsrf } from '../../app/session.ts'
import { Csrf, emptyForm, Field, type FormState } from '../ui/form.tsx'
import type { Language } from '../../ui/format.ts'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import { enter } from './account-pages.tsx'
import { visitorPlace } from './login-limits.ts'
import { outsideForm, outsideLanguage, sendPage } from '../app/outside.ts'

type TokenRequest = FastifyRequest<{ Params: { token: string } }>
const triesPerMinute = 20

/** An invited person chooses a password by a one-time link. */
export function addInvitePage(server: FastifyInstance, app: App): void {
  const slowDown = async (request: FastifyRequest) => {
    if ((await countHit(app.pool, `link ${visitorPlace(request) ?? 'here'}`, 60)) > triesPerMinute)
      throw new HttpProblem(429, 'too-many')
  }

  server.get('/invite/:token', async (request: TokenRequest, reply) => {
    await slowDown(request)
    const user = await invitedUser(app, request.params.token)
    const language = chosenLanguage(request, user?.language)
    if (user !== null && !(await isPasswordTaken(app.pool, user.id))) return sendPage(reply, offPage(language), 403)
    return user === null
      ? sendPage(reply, usedPage(language), 410)
      : sendPage(reply, page(request.params.token, preLoginCsrf(app, request, reply), language, user.email, emptyForm))
  })

  server.post('/invite/:token', async (request: TokenRequest, reply) => {
    await slowDown(request)
    const form = outsideForm(app, request)
    const invited = await invitedUser(app, request.params.token)
    const language = chosenLanguage(request, invited?.language)
    try {
      const user = await acceptInvitation(app, request.params.token, form['password'] ?? '')
      await enter(app, request, reply, user)
      return reply.redirect('/', 303)
    } catch (error) {
      if (!(error instanceof AccountRefused)) throw error
      if (error.code === 'local-off') return sendPage(reply, offPage(language), 403)
      if (error.code !== 'password' && error.code !== 'weak') return sendPage(reply, usedPage(language), 410)
      const { errors } = textsOf(language).account
      return sendPage(
        reply,
        page(request.params.token, preLoginCsrf(app, request, reply), language, invited?.email ?? '', {
          values: {},
          errors: { password: errors[error.code] },
        }),
        422,
      )
    }
  })
}

/** The invited person's own language, unless they switched. */
function chosenLanguage(request: FastifyRequest, own: Language | undefined): Language {
  const switched = (request.query as { lang?: string }).lang !== undefined
  return switched || own === undefined ? outsideLanguage(request) : own
}

function page(token: string, csrf: string, language: Language, email: string, form: FormState): string {
  const t = textsOf(language).account
  const address = `/invite/${encodeURIComponent(token)}`
  return html(
    <PlainPage language={language} title={t.invite.title} switchTo={address}>
      <p class="context">{t.invite.context(email)}</p>
      <form method="post" action={`${address}?lang=${language}`} class="stack">
        <Csrf token={csrf} />
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <Field
          name="password"
          label={t.firstRun.password}
          form={form}
          type="password"
          autocomplete="new-password"
          hint={t.firstRun.passwordHint}
          required
        />
        <button type="submit" class="btn primary">
          {t.invite.go}
        </button>
      </form>
    </PlainPage>,
  )
}

/** No password opens this account, so none is chosen. */
function offPage(language: Language): string {
  const t = textsOf(language)
  return html(
    <PlainPage language={language} title={t.companyLogin.failedTitle} switchTo={null}>
      <p>{t.companyLogin.localOffNoName}</p>
      <p class="actions">
        <a class="btn primary" href="/login">
          {t.account.login.title}
        </a>
      </p>
    </PlainPage>,
  )
}

function usedPage(language: Language): string {
  const t = textsOf(language).account
  return html(
    <PlainPage language={language} title={t.invite.usedTitle} switchTo={null}>
      <p>{t.invite.used}</p>
      <p class="actions">
        <a class="btn primary" href="/login">
          {t.login.title}
        </a>
      </p>
    </PlainPage>,
  )
}
