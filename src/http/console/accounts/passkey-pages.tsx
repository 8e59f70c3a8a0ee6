import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  addPasskey,
  optionsToAdd,
  optionsToProve,
  PasskeyRefused,
  removePasskey,
  rpIdOf,
} from '../../../operations/accounts/passkeys.ts'
import type { App } from '../../../operations/app/app.ts'
import type { Passkey } from '../../../store/accounts/passkeys.ts'
import { renewLogin, type Login } from '../../app/session.ts'
import { textsOf } from '../../locales/texts.ts'
import { sendPage } from '../app/outside.ts'
import { addRoute } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { Field, PostButton, type FormState, emptyForm } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { PlainPage } from '../ui/plain.tsx'
import { Time } from '../ui/time.tsx'
import { recoveryCodesPage } from './passkeys/recovery-codes-page.tsx'
import { stepUp } from './step-up.tsx'
import { optionsPaths, PasskeyForm } from './passkeys/passkey-form.tsx'

const answerField = 'passkey'

/** One's own passkeys: added, removed, and what a browser is asked to sign with one. */
export function addPasskeyPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, `POST ${optionsPaths.prove}`, { lacking: ['code'] }, async ({ login, reply }) =>
    sendOptions(reply, await optionsToProve(app, login)),
  )
  addRoute(server, app, `POST ${optionsPaths.add}`, { lacking: ['factor'] }, async ({ login, reply }) =>
    sendOptions(reply, await optionsToAdd(app, login)),
  )
  const setUp = { lacking: ['factor'], fresh: stepUp } as const
  addRoute(server, app, 'GET /account/passkeys/new', setUp, async ({ login }) => addPage(app, login, emptyForm))
  addRoute(server, app, 'POST /account/passkeys', setUp, async ({ login, form, request, reply }) => {
    try {
      const codes = await addPasskey(app, login, { name: form['name'] ?? '', answer: form[answerField] ?? '' })
      const renewed = await renewLogin(app, request, reply, { ...login, hasFactor: true }, true)
      return codes.length > 0 ? recoveryCodesPage(renewed, codes) : await reply.redirect('/account#passkeys', 303)
    } catch (error) {
      if (!(error instanceof PasskeyRefused)) throw error
      const text = textsOf(login.user.language).account.passkeys.refusals[error.code] ?? ''
      return sendPage(reply, addPage(app, login, { values: form, errors: { name: text } }), 422)
    }
  })
  addRoute(server, app, 'POST /account/passkeys/remove', { fresh: stepUp }, async ({ login, form, reply }) => {
    try {
      await removePasskey(app, login.user, form['id'] ?? '')
      return await reply.redirect('/account#passkeys', 303)
    } catch (error) {
      if (!(error instanceof PasskeyRefused)) throw error
      return sendPage(reply, keptPage(login, error.code), 422)
    }
  })
}

const sendOptions = (reply: FastifyReply, options: object) =>
  reply.type('application/json; charset=utf-8').send(JSON.stringify(options))

function addPage(app: App, { user, csrf }: Login, form: FormState): string {
  const { passkeys: t } = textsOf(user.language).account
  return html(
    <PlainPage language={user.language} title={t.addTitle} switchTo={null}>
      <p>{t.about}</p>
      <p>{t.addContext(rpIdOf(app))}</p>
      <div data-passkey-unable>
        <p class="notice">{t.noScript}</p>
      </div>
      <PasskeyForm
        language={user.language}
        csrf={csrf}
        purpose="add"
        action="/account/passkeys"
        field={answerField}
        label={t.go}
        kind="primary"
      >
        <Field name="name" label={t.name} form={form} hint={t.nameHint} autocomplete="off" required />
        <p class="hint">{t.ends}</p>
      </PasskeyForm>
      <p>
        <a href="/account">{t.back}</a>
      </p>
    </PlainPage>,
  )
}

function keptPage({ user }: Login, code: PasskeyRefused['code']): string {
  const { passkeys: t } = textsOf(user.language).account
  return html(
    <PlainPage language={user.language} title={t.card} switchTo={null}>
      <p class="summary" role="alert" tabIndex={-1} data-focus>
        {t.refusals[code]}
      </p>
      <p>
        <a href="/account#passkeys">{t.back}</a>
      </p>
    </PlainPage>,
  )
}

/** The passkeys of the reader, with their end. */
export function PasskeysCard({ view, passkeys }: { view: View; passkeys: readonly Passkey[] }) {
  const { t, f } = view
  const p = t.account.passkeys
  const host = rpIdOf(view.app)
  return (
    <section class="card" id="passkeys">
      <div class="card-head">
        <h2>{p.card}</h2>
      </div>
      <div class="card-body stack">
        <p>{p.about}</p>
        {passkeys.length === 0 ? <p class="hint">{p.none}</p> : null}
        <p>
          <a class="btn" href="/account/passkeys/new">
            {p.add}
          </a>
        </p>
      </div>
      {passkeys.length === 0 ? null : (
        <table class="rows">
          <caption class="sr-only">{p.card}</caption>
          <thead>
            <tr>
              <th scope="col">{p.name}</th>
              <th scope="col">{p.made}</th>
              <th scope="col">{p.used}</th>
              <th scope="col">
                <span class="sr-only">{p.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {passkeys.map((key) => (
              <tr>
                <td>
                  <p class="strong">{key.name}</p>
                  {key.rpId === host ? null : <p class="hint">{p.elsewhere(key.rpId)}</p>}
                </td>
                <td data-label={p.made}>
                  <Time at={key.madeAt}>{f.date(key.madeAt)}</Time>
                </td>
                <td data-label={p.used}>
                  {key.lastUsedAt === null ? p.never : <Time at={key.lastUsedAt}>{f.dateTime(key.lastUsedAt)}</Time>}
                </td>
                <td class="act">
                  <PostButton
                    view={view}
                    action="/account/passkeys/remove"
                    kind="quiet"
                    fields={{ id: key.id }}
                    label={`${p.remove}${f.colon}${key.name}`}
                  >
                    {p.remove}
                  </PostButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
