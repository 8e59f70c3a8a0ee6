import type { Pool } from 'pg'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Settings } from '../../../domain/settings/settings.ts'
import type { App } from '../../../operations/app/app.ts'
import { createFirstUser, firstRunOpen, writeFirstSettings } from '../../../operations/accounts/first-run.ts'
import { AccountRefused } from '../../../operations/accounts/choose-password.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import { type User } from '../../../store/accounts/users.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import { textsOf, type Texts } from '../../locales/texts.ts'
import { HttpProblem } from '../../app/problem.ts'
import { preLoginCsrf } from '../../app/session.ts'
import { Choice, Csrf, emptyForm, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import type { Language } from '../../ui/format.ts'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import { enter } from './account-pages.tsx'
import { visitorPlace } from './login-limits.ts'
import { outsideForm, outsideLanguage, sendPage } from '../app/outside.ts'

type TokenRequest = FastifyRequest<{ Params: { token: string } }>
const triesPerMinute = 20

/** The one-time link printed in the terminal makes the first account. */
export function addFirstRunPage(server: FastifyInstance, app: App): void {
  server.get('/first-run/:token', async (request: TokenRequest, reply) => {
    await slowDown(app.pool, request)
    const language = outsideLanguage(request)
    if (!(await firstRunOpen(app, request.params.token))) return sendPage(reply, usedPage(language), 410)
    const { settings } = await loadSettings(app.pool)
    return sendPage(
      reply,
      page(app, request, reply, language, { ...emptyForm, values: { language, timeZone: settings.timeZone } }),
    )
  })

  server.post('/first-run/:token', async (request: TokenRequest, reply) => {
    await slowDown(app.pool, request)
    const values = outsideForm(app, request)
    const language = outsideLanguage(request)
    const { account } = textsOf(language)
    const { settings, errors } = readFirstRun(account, values, (await loadSettings(app.pool)).settings)
    const again = (more: Record<string, string>) => {
      const { password: _kept, ...shown } = values
      return sendPage(
        reply,
        page(app, request, reply, language, { values: shown, errors: { ...errors, ...more } }),
        422,
      )
    }
    if (settings === null || Object.keys(errors).length > 0) return again({})
    try {
      const user = await openInstallation(app, request.params.token, values, settings)
      await enter(app, request, reply, user)
      return reply.redirect('/connections', 303)
    } catch (error) {
      if (!(error instanceof AccountRefused)) throw error
      if (error.code === 'link' || error.code === 'local-off') return sendPage(reply, usedPage(language), 410)
      return again(refusedText(account, error.code, values))
    }
  })
}

/** The company in the settings, and the account: what is wrong in either stands in `errors`. */
function readFirstRun(
  t: Texts['account'],
  values: FormState['values'],
  current: Settings,
): { settings: Settings | null; errors: Record<string, string> } {
  const read = Settings.safeParse({
    ...current,
    timeZone: (values['timeZone'] ?? '').trim(),
    controller: {
      name: values['company'] ?? '',
      contact: (values['contact'] ?? '').trim(),
      privacyUrl: (values['privacyUrl'] ?? '').trim(),
    },
  })
  return {
    settings: read.data ?? null,
    errors: { ...accountErrors(t, values), ...(read.success ? {} : companyErrors(t, read.error.issues, values)) },
  }
}

/** The first account, then the settings in its name. */
async function openInstallation(
  app: App,
  token: string,
  values: FormState['values'],
  settings: Settings,
): Promise<User> {
  const user = await createFirstUser(app, token, {
    email: values['email'] ?? '',
    name: values['name'] ?? '',
    password: values['password'] ?? '',
    company: values['company'] ?? '',
    language: values['language'] === 'fr' ? 'fr' : 'en',
  })
  await writeFirstSettings(app, user, settings)
  return user
}

function refusedText(
  t: Texts['account'],
  code: Exclude<AccountRefused['code'], 'link' | 'local-off'>,
  values: FormState['values'],
): Record<string, string> {
  const { errors } = t
  switch (code) {
    case 'email':
      return { email: errors.email(values['email'] ?? '') }
    case 'weak':
      return { password: errors.weak }
    default:
      return { [code]: errors[code] }
  }
}

async function slowDown(pool: Pool, request: FastifyRequest): Promise<void> {
  if ((await countHit(pool, `link ${visitorPlace(request) ?? 'here'}`, 60)) > triesPerMinute)
    throw new HttpProblem(429, 'too-many')
}

function accountErrors(t: Texts['account'], values: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...(/^[^\s@]+@[^\s@]+$/u.test((values['email'] ?? '').trim())
      ? {}
      : { email: t.errors.email(values['email'] ?? '') }),
    ...((values['name'] ?? '').trim() === '' ? { name: t.errors.name } : {}),
    ...(Array.from(values['password'] ?? '').length < 15 ? { password: t.errors.password } : {}),
  }
}

function companyErrors(
  t: Texts['account'],
  issues: readonly { path: PropertyKey[] }[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const at = (path: string) => issues.some((issue) => issue.path.join('.') === path)
  return {
    ...(at('controller.name') ? { company: t.errors.company } : {}),
    ...(at('controller.contact') ? { contact: t.errors.email(values['contact'] ?? '') } : {}),
    ...(at('controller.privacyUrl') ? { privacyUrl: t.errors.privacyUrl } : {}),
    ...(at('timeZone') ? { timeZone: t.errors.timeZone } : {}),
  }
}

function page(app: App, request: TokenRequest, reply: FastifyReply, language: Language, form: FormState): string {
  const t = textsOf(language)
  const f = t.account.firstRun
  const address = `/first-run/${encodeURIComponent(request.params.token)}`
  const labels = {
    email: f.email,
    name: f.name,
    password: f.password,
    company: f.companyName,
    contact: f.contact,
    privacyUrl: f.privacyUrl,
    timeZone: f.timeZone,
  }
  return html(
    <PlainPage language={language} title={f.title} switchTo={address} wide>
      <p class="context">{f.context}</p>
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <form method="post" action={`${address}?lang=${language}`} class="stack">
        <Csrf token={preLoginCsrf(app, request, reply)} />
        <fieldset>
          <legend>{f.account}</legend>
          <Field name="email" label={f.email} form={form} type="email" autocomplete="username" required />
          <Field name="name" label={f.name} form={form} autocomplete="name" required />
          <Field
            name="password"
            label={f.password}
            form={form}
            type="password"
            autocomplete="new-password"
            hint={f.passwordHint}
            required
          />
          <Choice
            name="language"
            label={f.language}
            form={form}
            options={[
              ['en', f.english],
              ['fr', f.french],
            ]}
          />
        </fieldset>
        <fieldset>
          <legend>{f.company}</legend>
          <Field name="company" label={f.companyName} form={form} autocomplete="organization" required />
          <Field name="contact" label={f.contact} form={form} type="email" hint={f.contactHint} required />
          <Field name="privacyUrl" label={f.privacyUrl} form={form} type="url" hint={f.privacyHint} required />
          <Field name="timeZone" label={f.timeZone} form={form} hint={f.timeZoneHint} required />
        </fieldset>
        <button type="submit" class="btn primary">
          {f.go}
        </button>
      </form>
    </PlainPage>,
  )
}

function usedPage(language: Language): string {
  const t = textsOf(language)
  return html(
    <PlainPage language={language} title={t.account.firstRun.usedTitle} switchTo={null}>
      <p>{t.account.firstRun.used}</p>
      <p>
        <code>lawbase users first-run</code>
      </p>
      <p class="actions">
        <a class="btn primary" href="/login">
          {t.account.login.title}
        </a>
      </p>
    </PlainPage>,
  )
}
