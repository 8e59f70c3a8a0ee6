import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { mailReset } from '../../../operations/accounts/mail-reset.ts'
import { findLocalLoginOff } from '../../../store/accounts/local-login.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { textsOf } from '../../locales/texts.ts'
import { HttpProblem } from '../../app/problem.ts'
import { preLoginCsrf } from '../../app/session.ts'
import type { Language } from '../../ui/format.ts'
import { Csrf, emptyForm, Field } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import { outsideForm, outsideLanguage, sendPage } from '../app/outside.ts'
import { visitorPlace } from './login-limits.ts'

const triesPerMinute = 5

/** A forgotten password: a link by mail, or whom to ask. The answer is the same for every address. */
export function addForgottenPage(server: FastifyInstance, app: App): void {
  server.get('/login/forgotten', async (request, reply) => {
    const language = outsideLanguage(request)
    if ((await findLocalLoginOff(app.pool)) !== null) return sendPage(reply, offPage(language))
    const csrf = app.mailer === null ? null : preLoginCsrf(app, request, reply)
    return sendPage(reply, askPage(language, csrf))
  })
  server.post('/login/forgotten', async (request, reply) => {
    const form = outsideForm(app, request)
    if ((await countHit(app.pool, `forgotten ${visitorPlace(request) ?? 'here'}`, 60)) > triesPerMinute)
      throw new HttpProblem(429, 'too-many')
    if ((await findLocalLoginOff(app.pool)) !== null) return sendPage(reply, offPage(outsideLanguage(request)), 403)
    if (app.mailer !== null) mailReset(app, form['email'] ?? '', request.ip)
    return sendPage(reply, sentPage(outsideLanguage(request)))
  })
}

/** `csrf` null = no mail can be sent. */
function askPage(language: Language, csrf: string | null): string {
  const { forgotten: t, login } = textsOf(language).account
  return html(
    <PlainPage language={language} title={t.title} switchTo="/login/forgotten">
      {csrf === null ? (
        <p>{t.ask}</p>
      ) : (
        <>
          <p>{t.context}</p>
          <form method="post" action={`/login/forgotten?lang=${language}`} class="stack">
            <Csrf token={csrf} />
            <Field
              name="email"
              label={login.email}
              form={emptyForm}
              type="email"
              inputmode="email"
              autocomplete="username"
              required
            />
            <button type="submit" class="btn primary">
              {t.go}
            </button>
          </form>
          <p class="hint">{t.ask}</p>
        </>
      )}
      <p>
        <a href={`/login?lang=${language}`}>{t.back}</a>
      </p>
    </PlainPage>,
  )
}

/** No password is taken here, so none is mailed. */
function offPage(language: Language): string {
  const { account, companyLogin } = textsOf(language)
  return html(
    <PlainPage language={language} title={account.forgotten.title} switchTo={null}>
      <p>{companyLogin.localOffNoName}</p>
      <p>
        <a href={`/login?lang=${language}`}>{account.forgotten.back}</a>
      </p>
    </PlainPage>,
  )
}

function sentPage(language: Language): string {
  const t = textsOf(language).account.forgotten
  return html(
    <PlainPage language={language} title={t.sentTitle} switchTo={null}>
      <p>{t.sent}</p>
      <p>
        <a href={`/login?lang=${language}`}>{t.back}</a>
      </p>
    </PlainPage>,
  )
}
