import type { FastifyInstance } from 'fastify'
import { AccountUnchanged, changePassword } from '../../../operations/accounts/accounts.ts'
import type { App } from '../../../operations/app/app.ts'
import { AccountRefused } from '../../../operations/accounts/choose-password.ts'
import { Csrf, emptyForm, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { addSecondFactorPages } from './second-factor-pages.tsx'
import { markKnown } from './login-limits.ts'
import { addOwnLogins, FactorCard, KeysCard, LoginsCard, ownFacts, type OwnFacts } from './own-logins.tsx'
import { PasskeysCard } from './passkey-pages.tsx'
import { sendPage } from '../app/outside.ts'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

/** One's own account: a new password, the second factor, where one is logged in. */
export function addOwnAccountPage(server: FastifyInstance, app: App): void {
  addSecondFactorPages(server, app)
  addOwnLogins(server, app)
  addRoute(server, app, 'GET /account', {}, async (visit) =>
    accountPage(await openView(visit), await ownFacts(visit), emptyForm, visit.query['saved'] !== undefined),
  )

  addRoute(server, app, 'POST /account/password', {}, async (visit) => {
    const { form, login, reply } = visit
    try {
      const user = await changePassword(
        app,
        login.user,
        { current: form['current'] ?? '', password: form['password'] ?? '' },
        login.sessionHash,
      )
      markKnown(app, reply, user)
      return reply.redirect('/account?saved=1', 303)
    } catch (error) {
      const view = await openView(visit, '/account')
      const facts = await ownFacts(visit)
      const { own, errors } = view.t.account
      const again = (wrong: Record<string, string>) => accountPage(view, facts, { values: {}, errors: wrong }, false)
      if (error instanceof AccountRefused && (error.code === 'password' || error.code === 'weak'))
        return sendPage(reply, again({ password: errors[error.code] }), 422)
      if (error instanceof AccountUnchanged && error.code === 'current')
        return sendPage(reply, again({ current: own.wrong }), 422)
      if (error instanceof AccountUnchanged && error.code === 'slow')
        return sendPage(reply, again({ current: view.t.account.login.slow }), 429).header('retry-after', '60')
      throw error
    }
  })
}

function accountPage(view: View, facts: OwnFacts, form: FormState, saved: boolean): string {
  const { t } = view
  const { own, firstRun } = t.account
  return html(
    <Page
      view={view}
      nav={null}
      title={own.title}
      context={
        <p>
          {view.user.email} · {t.common.roles[view.role]}
        </p>
      }
    >
      {saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{own.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ current: own.current, password: own.next }}
      />
      <div class="stack">
        <FactorCard view={view} facts={facts} />
        <PasskeysCard view={view} passkeys={facts.passkeys} />
        <LoginsCard view={view} facts={facts} />
        <section class="card">
          <div class="card-head">
            <h2>{own.password}</h2>
          </div>
          <form method="post" action="/account/password" class="card-body stack narrow">
            <Csrf token={view.csrf} />
            <input type="hidden" name="username" value={view.user.email} autocomplete="username" />
            <Field
              name="current"
              label={own.current}
              form={form}
              type="password"
              autocomplete="current-password"
              required
            />
            <Field
              name="password"
              label={own.next}
              form={form}
              type="password"
              autocomplete="new-password"
              hint={firstRun.passwordHint}
              required
            />
            <p class="hint">{own.ends}</p>
            <p>
              <button type="submit" class="btn primary">
                {own.go}
              </button>
            </p>
          </form>
        </section>
        <KeysCard view={view} />
      </div>
    </Page>,
  )
}
