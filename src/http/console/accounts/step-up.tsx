import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { passwordFits } from '../../../crypto/password.ts'
import type { App } from '../../../operations/app/app.ts'
import { noteFailedLogin } from '../../../operations/accounts/logins.ts'
import { judgePasskey, mayUsePasskey } from '../../../operations/accounts/passkeys.ts'
import { judgeCode, type CodeVerdict } from '../../../operations/accounts/second-factor.ts'
import { findCompanyLogin } from '../../../store/accounts/company-login.ts'
import { isFresh, isProvenAnew, renewLogin, type Login } from '../../app/session.ts'
import { textsOf } from '../../locales/texts.ts'
import type { Language } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import { addRoute, type StepUp } from '../app/route.ts'
import { CodeField } from './code-field.tsx'
import { PasskeyForm } from './passkeys/passkey-form.tsx'
import { countTry } from './login-limits.ts'
import { ownPath, sendPage } from '../app/outside.ts'

/** The fields in which the proof is typed; no handler ever sees them. */
const [passwordField, codeField, companyField, passkeyField] = [
  'stepUpPassword',
  'stepUpCode',
  'stepUpCompany',
  'stepUpPasskey',
]
const proofFields: readonly string[] = [passwordField, codeField, companyField, passkeyField]

type Fields = ReadonlyMap<string, readonly string[]>

/** Where a page or a file is asked for again once the proof was given, and the field that holds its address. */
const [again, backField] = ['/step-up', 'back'] as const

/** Goes on to what was asked for by a link. A file is offered: the page must not stay as if nothing had happened. */
export function addStepUp(server: FastifyInstance, app: App): void {
  addRoute(server, app, `POST ${again}`, { fresh: stepUp }, async ({ login, form, reply }) => {
    const back = ownPath(form[backField], '/')
    return /\.(?:csv|json|pdf|zip)(?:\?|$)|\/export$/u.test(back) ? filePage(login, back) : reply.redirect(back, 303)
  })
}

/**
 * The login for an act that cannot be undone: as it is while the person proved themselves within five minutes, else a
 * new one once their code fits, or where the account has no second factor their password, or the company's own login
 * saw them anew (docs/reference/security.md#step-up). Null after the page that asks for it was sent: everything that
 * was posted waits in its form, and what was to be seen or downloaded waits at `/step-up`.
 */
export const stepUp: StepUp = async (app, request, reply, login, form) => {
  if (isFresh(login)) return login
  if (login.companyAt !== null && !login.hasFactor) return stepUpAtCompany(app, request, reply, login, form)
  const t = textsOf(login.user.language).account.stepUp
  const signed = login.hasFactor ? form.get(passkeyField)?.at(-1) : undefined
  const typed = signed ?? form.get(login.hasFactor ? codeField : passwordField)?.at(-1)
  const byPasskey = login.hasFactor && (await mayUsePasskey(app, login.user))
  const ask = async (failure: string | null, status: number): Promise<null> => {
    const [action, kept] = keptOf(request, form)
    await sendPage(reply, stepUpPage(action, login, kept, { failure, byPasskey }), status)
    return null
  }
  if (typed === undefined || typed === '') return ask(null, 401)
  const verdict = login.hasFactor
    ? await proveByFactor(app, request, login, { typed, signed })
    : await proveByPassword(app, request, login, typed)
  if (verdict === 'slow') {
    void reply.header('retry-after', '60')
    return ask(t.slow, 429)
  }
  if (verdict === 'wrong') return ask(wrongText(login, signed), 422)
  return renewLogin(app, request, reply, login, login.hasFactor)
}

/** Where what waits is sent once more, and its fields. */
function keptOf(request: FastifyRequest, form: Fields): readonly [action: string, kept: Fields] {
  return request.method === 'GET' ? [again, new Map([[backField, [request.url]]])] : [request.url, form]
}

/** The same for who came in by the company's own login: they prove it there, in another tab, then go on here. */
async function stepUpAtCompany(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  login: Login,
  form: Fields,
): Promise<Login | null> {
  const isSent = request.method === 'POST' && form.has(companyField)
  if (isSent && isProvenAnew(login)) return renewLogin(app, request, reply, login, false)
  const t = textsOf(login.user.language).companyLogin.again
  const name = (await findCompanyLogin(app.pool))?.name ?? null
  const [action, kept] = keptOf(request, form)
  const failure = name === null ? t.gone : isSent ? t.waiting : null
  await sendPage(reply, companyStepUpPage(action, login, kept, { name, failure }), isSent ? 422 : 401)
  return null
}

function wrongText({ user, hasFactor }: Login, signed: string | undefined): string {
  const { stepUp: t, second } = textsOf(user.language).account
  if (signed !== undefined) return second.passkeyWrong
  return hasFactor ? t.wrongCode : t.wrong
}

/** `signed`: by a passkey; else what was typed is a code. */
async function proveByFactor(
  app: App,
  request: FastifyRequest,
  login: Login,
  { typed, signed }: { typed: string; signed: string | undefined },
): Promise<CodeVerdict> {
  const { user } = login
  const verdict = await (signed === undefined ? judgeCode(app, user, typed) : judgePasskey(app, login, signed))
  if (verdict !== 'taken') await noteFailedLogin(app, user, verdict === 'slow' ? 'too-many' : 'code', request.ip)
  return verdict
}

async function proveByPassword(
  app: App,
  request: FastifyRequest,
  { user }: Login,
  typed: string,
): Promise<CodeVerdict> {
  const { held, succeeded } = await countTry(app, request, user.email, user)
  if (held !== null) {
    if (held.isFirst) await noteFailedLogin(app, user, 'too-many', request.ip)
    return 'slow'
  }
  if (!(await passwordFits(typed, user.passwordHash))) {
    await noteFailedLogin(app, user, 'password', request.ip)
    return 'wrong'
  }
  await succeeded()
  return 'taken'
}

function stepUpPage(
  url: string,
  { user, csrf, hasFactor }: Login,
  form: Fields,
  { failure, byPasskey }: { failure: string | null; byPasskey: boolean },
): string {
  const t = textsOf(user.language).account.stepUp
  return html(
    <PlainPage language={user.language} title={t.title} switchTo={null}>
      <p>{hasFactor ? t.contextCode(user.email) : t.context(user.email)}</p>
      <Failure text={failure} />
      {byPasskey ? (
        <PasskeyForm
          language={user.language}
          csrf={csrf}
          purpose="prove"
          action={url}
          field={passkeyField}
          label={textsOf(user.language).account.second.passkey}
          kind="primary"
        >
          <KeptFields form={form} />
        </PasskeyForm>
      ) : null}
      <form method="post" action={url} class="stack">
        <input type="hidden" name="_csrf" value={csrf} />
        <KeptFields form={form} />
        {hasFactor ? (
          <CodeField name={codeField} language={user.language} isWrong={failure !== null} />
        ) : (
          <PasswordField name={passwordField} language={user.language} isWrong={failure !== null} />
        )}
        <button type="submit" class="btn primary">
          {t.go}
        </button>
        <p>
          <a href={upFrom(pathOf(url, form))}>{t.back}</a>
        </p>
      </form>
    </PlainPage>,
  )
}

function companyStepUpPage(
  url: string,
  { user, csrf }: Login,
  form: Fields,
  { name, failure }: { name: string | null; failure: string | null },
): string {
  const texts = textsOf(user.language)
  const [t, c] = [texts.account.stepUp, texts.companyLogin.again]
  return html(
    <PlainPage language={user.language} title={t.title} switchTo={null}>
      {name === null ? null : <p>{c.context(user.email, name)}</p>}
      <Failure text={failure} />
      {name === null ? null : (
        <p class="actions">
          <a class="btn primary" href="/login/company?again=1" target="_blank" rel="noopener">
            {c.open(name)}
          </a>
        </p>
      )}
      <form method="post" action={url} class="stack">
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name={companyField} value="1" />
        <KeptFields form={form} />
        <button type="submit" class="btn">
          {c.go}
        </button>
        <p>
          <a href={upFrom(pathOf(url, form))}>{t.back}</a>
        </p>
      </form>
    </PlainPage>,
  )
}

/** Everything that was posted, but what was typed as a proof. */
function KeptFields({ form }: { form: Fields }) {
  const kept = [...form].filter(([name]) => name !== '_csrf' && !proofFields.includes(name))
  return (
    <>{kept.flatMap(([name, values]) => values.map((value) => <input type="hidden" name={name} value={value} />))}</>
  )
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

/** The page of what waits. */
const pathOf = (url: string, form: Fields) => (form.get(backField)?.at(-1) ?? url).split('?')[0] ?? '/'

function PasswordField({ name, language, isWrong }: { name: string; language: Language; isWrong: boolean }) {
  const { account, common } = textsOf(language)
  return (
    <>
      <div class="field">
        <label for={name}>{account.login.password}</label>
        <span class="control">
          <input
            id={name}
            name={name}
            type="password"
            autocomplete="current-password"
            required
            aria-invalid={isWrong ? 'true' : undefined}
          />
        </span>
      </div>
      <button type="button" class="linkish" data-reveal={name} hidden>
        <Icon name="eye" size={16} />
        {common.showPassword}
      </button>
    </>
  )
}

function filePage({ user }: Login, href: string): string {
  const t = textsOf(user.language).account.stepUp
  return html(
    <PlainPage language={user.language} title={t.fileTitle} switchTo={null}>
      <p>{t.file}</p>
      <p class="actions">
        <a class="btn primary" href={href} data-focus>
          <Icon name="download" />
          {t.download}
        </a>
        <a href={upFrom(href)}>{t.backDone}</a>
      </p>
    </PlainPage>,
  )
}

/** The page above an address. */
const upFrom = (address: string) => (address.split('?')[0] ?? '').replace(/\/[^/]+$/u, '') || '/'
