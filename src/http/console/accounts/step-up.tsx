import { passwordFits } from '../../../crypto/password.ts'
import { noteFailedLogin } from '../../../operations/accounts/logins.ts'
import { isFresh, renewLogin, type Login } from '../../app/session.ts'
import { textsOf } from '../../locales/texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import type { StepUp } from '../app/route.ts'
import { countTry } from './login-limits.ts'
import { sendPage } from '../app/outside.ts'

/** The field in which the password is typed once more; no handler ever sees it. */
const passwordField = 'stepUpPassword'

/**
 * The login for an act that cannot be undone: as it is while the person proved themselves within five minutes, else a
 * new one once their password fits (docs/reference/security.md#step-up). Null after the page that asks for it was sent:
 * everything that was posted waits in its form.
 */
export const stepUp: StepUp = async (app, request, reply, login, form) => {
  if (isFresh(login)) return login
  const { user } = login
  const t = textsOf(user.language).account.stepUp
  const typed = form.get(passwordField)?.at(-1)
  const ask = async (failure: string | null, status: number): Promise<null> => {
    await sendPage(reply, stepUpPage(request.url, login, form, failure), status)
    return null
  }
  if (typed === undefined || typed === '') return ask(null, 401)
  const { held, succeeded } = await countTry(app, request, user.email, user)
  if (held !== null) {
    if (held.isFirst) await noteFailedLogin(app, user, 'too-many', request.ip)
    void reply.header('retry-after', '60')
    return ask(t.slow, 429)
  }
  if (!(await passwordFits(typed, user.passwordHash))) {
    await noteFailedLogin(app, user, 'password', request.ip)
    return ask(t.wrong, 422)
  }
  await succeeded()
  return renewLogin(app, request, reply, login)
}

function stepUpPage(
  url: string,
  { user, csrf }: Login,
  form: ReadonlyMap<string, readonly string[]>,
  failure: string | null,
): string {
  const texts = textsOf(user.language)
  const t = texts.account.stepUp
  const path = url.split('?')[0] ?? '/'
  const kept = [...form].filter(([name]) => name !== '_csrf' && name !== passwordField)
  return html(
    <PlainPage language={user.language} title={t.title} switchTo={null}>
      <p>{t.context(user.email)}</p>
      {failure === null ? null : (
        <p class="summary" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          {failure}
        </p>
      )}
      <form method="post" action={url} class="stack">
        <input type="hidden" name="_csrf" value={csrf} />
        {kept.flatMap(([name, values]) => values.map((value) => <input type="hidden" name={name} value={value} />))}
        <div class="field">
          <label for={passwordField}>{texts.account.login.password}</label>
          <span class="control">
            <input
              id={passwordField}
              name={passwordField}
              type="password"
              autocomplete="current-password"
              required
              aria-invalid={failure === null ? undefined : 'true'}
            />
          </span>
        </div>
        <button type="button" class="linkish" data-reveal={passwordField} hidden>
          <Icon name="eye" size={16} />
          {texts.common.showPassword}
        </button>
        <button type="submit" class="btn primary">
          {t.go}
        </button>
        <p>
          <a href={path.replace(/\/[^/]+$/u, '') || '/'}>{t.back}</a>
        </p>
      </form>
    </PlainPage>,
  )
}
