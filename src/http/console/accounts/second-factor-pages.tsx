import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { judgePasskey, mayUsePasskey } from '../../../operations/accounts/passkeys.ts'
import { noteFailedLogin } from '../../../operations/accounts/logins.ts'
import {
  judgeCode,
  renewRecoveryCodes,
  shownKey,
  turnFactorOn,
  type CodeVerdict,
  type ShownKey,
} from '../../../operations/accounts/second-factor.ts'
import { renewLogin, type Login } from '../../app/session.ts'
import { textsOf } from '../../locales/texts.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { CopyField, Csrf } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainPage } from '../ui/plain.tsx'
import { CodeField } from './code-field.tsx'
import { PasskeyForm } from './passkeys/passkey-form.tsx'
import { addPasskeyPages } from './passkey-pages.tsx'
import { recoveryCodesPage } from './passkeys/recovery-codes-page.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { stepUp } from './step-up.tsx'

/** The second factor: asked at login, set up, and its recovery codes. */
export function addSecondFactorPages(server: FastifyInstance, app: App): void {
  addPasskeyPages(server, app)
  addRoute(server, app, 'GET /login/second', { lacking: ['code'] }, async ({ login, reply }) =>
    login.isSecondGiven || !login.hasFactor
      ? reply.redirect('/', 303)
      : codePage(login, await mayUsePasskey(app, login.user), null),
  )
  addRoute(server, app, 'POST /login/second', { lacking: ['code'] }, async (visit) => {
    const { login, request, reply } = visit
    const { code = '', passkey } = visit.form
    const verdict = await (passkey === undefined ? judgeCode(app, login.user, code) : judgePasskey(app, login, passkey))
    if (verdict === 'taken') {
      await renewLogin(app, request, reply, login, true)
      return reply.redirect('/', 303)
    }
    await noteFailedLogin(app, login.user, verdict === 'slow' ? 'too-many' : 'code', request.ip)
    const byPasskey = await mayUsePasskey(app, login.user)
    const wrong = passkey === undefined ? null : textsOf(login.user.language).account.second.passkeyWrong
    return refuse(visit, verdict, (failure) =>
      codePage(login, byPasskey, verdict === 'wrong' && wrong !== null ? wrong : failure),
    )
  })

  // A factor that is there is moved to another app by who proved themselves lately, and by nobody else.
  const setUp = { lacking: ['factor'], fresh: stepUp } as const
  addRoute(server, app, 'GET /account/second-factor', { lacking: ['factor'] }, async ({ login }) =>
    setUpPage(login, await shownKey(app, login.user), null),
  )
  addRoute(server, app, 'POST /account/second-factor', setUp, async (visit) => {
    const { login, request, reply } = visit
    const { verdict, codes } = await turnFactorOn(app, login.user, visit.form['code'] ?? '', login.sessionHash)
    if (verdict !== 'taken') {
      const shown = await shownKey(app, login.user)
      return refuse(visit, verdict, (failure) => setUpPage(login, shown, failure))
    }
    const renewed = await renewLogin(app, request, reply, { ...login, hasFactor: true }, true)
    return recoveryCodesPage(renewed, codes)
  })
  addRoute(server, app, 'POST /account/recovery-codes', { fresh: stepUp }, async ({ login, reply }) =>
    login.hasFactor
      ? recoveryCodesPage(login, await renewRecoveryCodes(app, login.user))
      : reply.redirect('/account', 303),
  )
}

/** The page again, with why the code was not taken. */
function refuse(
  { login, reply }: Visit,
  verdict: Exclude<CodeVerdict, 'taken'>,
  page: (failure: string) => string,
): ReturnType<typeof sendPage> {
  const t = textsOf(login.user.language).account.second
  if (verdict === 'wrong') return sendPage(reply, page(t.wrong), 422)
  return sendPage(reply, page(t.slow), 429).header('retry-after', '300')
}

function Failure({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <p class="summary" role="alert" tabIndex={-1} data-focus>
      <Icon name="alert-triangle" />
      {text}
    </p>
  )
}

function codePage({ user, csrf, companyAt }: Login, byPasskey: boolean, failure: string | null): string {
  const t = textsOf(user.language).account
  return html(
    <PlainPage language={user.language} title={t.second.title} switchTo={null}>
      <p>{t.second[byPasskey ? 'contextPasskey' : companyAt === null ? 'context' : 'contextCompany'](user.email)}</p>
      <Failure text={failure} />
      {byPasskey ? (
        <PasskeyForm
          language={user.language}
          csrf={csrf}
          purpose="prove"
          action="/login/second"
          field="passkey"
          label={t.second.passkey}
          kind="primary"
        />
      ) : null}
      <form method="post" action="/login/second" class="stack">
        <Csrf token={csrf} />
        <CodeField name="code" language={user.language} isWrong={failure !== null} />
        <button type="submit" class="btn primary">
          {t.login.go}
        </button>
      </form>
      <p class="hint">{t.second.lost}</p>
      <LogOut csrf={csrf} text={textsOf(user.language).common.account.logout} />
    </PlainPage>,
  )
}

function LogOut({ csrf, text }: { csrf: string; text: string }) {
  return (
    <form method="post" action="/logout">
      <Csrf token={csrf} />
      <button type="submit" class="linkish">
        {text}
      </button>
    </form>
  )
}

function setUpPage({ user, csrf }: Login, shown: ShownKey, failure: string | null): string {
  const { account, common } = textsOf(user.language)
  const t = account.second
  return html(
    <PlainPage language={user.language} title={shown.isMove ? t.moveTitle : t.setUpTitle} switchTo={null} wide>
      <p>{shown.isMove ? t.moveContext : t.setUpContext}</p>
      <Failure text={failure} />
      <ol class="numbered">
        <li>{t.stepApp}</li>
        <li>
          <p>{t.stepScan}</p>
          <QrCode text={shown.address} label={t.picture} />
          <CopyField label={t.key} value={shown.key} copy={common.copy} copied={common.copied} />
        </li>
        <li>{t.stepCode}</li>
      </ol>
      <form method="post" action="/account/second-factor" class="stack">
        <Csrf token={csrf} />
        <CodeField name="code" language={user.language} isWrong={failure !== null} recovery={false} />
        <button type="submit" class="btn primary">
          {t.turnOn}
        </button>
      </form>
      <p class="hint">{t.ends}</p>
      {shown.isMove ? null : (
        <p>
          <a href="/account/passkeys/new">{t.setUpPasskey}</a>
        </p>
      )}
      <LogOut csrf={csrf} text={common.account.logout} />
    </PlainPage>,
  )
}
