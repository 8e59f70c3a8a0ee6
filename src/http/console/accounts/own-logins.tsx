import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { chooseShortcuts, endOtherLogins, endOwnLogin } from '../../../operations/accounts/logins.ts'
import { countRecoveryCodes, findTotp } from '../../../store/accounts/second-factors.ts'
import { listPasskeys, type Passkey } from '../../../store/accounts/passkeys.ts'
import { loginsOf } from '../../app/session.ts'
import { HttpProblem } from '../../app/problem.ts'
import { Icon } from '../../ui/icon.tsx'
import { PostButton } from '../ui/form.tsx'
import { Time } from '../ui/time.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'

/** What a user sees of their own account. */
export interface OwnFacts {
  /** Since when codes of an app are on; null = they are off. */
  factorSince: Date | null
  recoveryCodes: number
  passkeys: readonly Passkey[]
  logins: Awaited<ReturnType<typeof loginsOf>>
}

export async function ownFacts({ app, login }: Pick<Visit, 'app' | 'login'>): Promise<OwnFacts> {
  const [factor, recoveryCodes, passkeys, logins] = await Promise.all([
    findTotp(app.pool, login.user.id),
    countRecoveryCodes(app.pool, login.user.id),
    listPasskeys(app.pool, login.user.id),
    loginsOf(app, login),
  ])
  return { factorSince: factor?.confirmedAt ?? null, recoveryCodes, passkeys, logins }
}

/** What a user decides about their own account: ends logins, here and elsewhere; switches keys off. */
export function addOwnLogins(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /account/logins/end-others', {}, async ({ login, reply }) => {
    await endOtherLogins(app, login.user, login.sessionHash)
    return reply.redirect('/account#logins', 303)
  })
  addRoute(server, app, 'POST /account/keys', {}, async ({ login, form, reply }) => {
    await chooseShortcuts(app, login.user, form['shortcuts'] === 'on')
    return reply.redirect('/account#keys-card', 303)
  })
  addRoute(server, app, 'POST /account/logins/:id/end', {}, async ({ login, params, reply }) => {
    const id = params['id'] ?? ''
    if (!isUuid(id) || !(await endOwnLogin(app, login.user, id))) throw new HttpProblem(404, 'not-found')
    return reply.redirect('/account#logins', 303)
  })
}

/** Whether the account has a second factor, and what can be done about it. */
export function FactorCard({ view, facts }: { view: View; facts: OwnFacts }) {
  const { t, f } = view
  const s = t.account.second
  const isOn = facts.factorSince !== null || facts.passkeys.length > 0
  return (
    <section class="card" id="second-factor">
      <div class="card-head">
        <h2>{s.card}</h2>
      </div>
      <div class="card-body stack">
        {facts.factorSince === null ? (
          <p>{isOn ? `${s.offApp} ${s.left(facts.recoveryCodes)}` : s.off}</p>
        ) : (
          <p>
            {s.on(f.date(facts.factorSince))} {s.left(facts.recoveryCodes)}
          </p>
        )}
        <div class="acts">
          <a class="btn" href="/account/second-factor">
            <Icon name="lock" />
            {facts.factorSince !== null ? s.move : isOn ? s.setUpApp : s.setUp}
          </a>
          {!isOn ? null : (
            <PostButton view={view} action="/account/recovery-codes" kind="quiet">
              {s.newCodes}
            </PostButton>
          )}
        </div>
        {isOn ? <p class="hint">{s.newCodesHint}</p> : null}
      </div>
    </section>
  )
}

/** Whether single keys do something. */
export function KeysCard({ view }: { view: View }) {
  const k = view.t.keys
  const { shortcuts } = view.user
  return (
    <section class="card" id="keys-card">
      <div class="card-head">
        <h2>{k.card}</h2>
      </div>
      <div class="card-body stack">
        <p>{shortcuts ? k.on : k.off}</p>
        <PostButton view={view} action="/account/keys" fields={{ shortcuts: shortcuts ? 'off' : 'on' }}>
          {shortcuts ? k.switchOff : k.switchOn}
        </PostButton>
      </div>
    </section>
  )
}

/** Every login that is open, with where it was opened and its end. */
export function LoginsCard({ view, facts }: { view: View; facts: OwnFacts }) {
  const { t, f } = view
  const l = t.account.logins
  return (
    <section class="card" id="logins">
      <div class="card-head">
        <h2>{l.card}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{l.card}</caption>
        <thead>
          <tr>
            <th scope="col">{l.since}</th>
            <th scope="col">{l.seen}</th>
            <th scope="col">{l.from}</th>
            <th scope="col">{l.browser}</th>
            <th scope="col">
              <span class="sr-only">{l.end}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.logins.map((one) => (
            <tr>
              <td data-label={l.since}>
                <Time at={one.since}>{f.dateTime(one.since)}</Time>
              </td>
              <td data-label={l.seen}>
                <Time at={one.seenAt}>{f.dateTime(one.seenAt)}</Time>
              </td>
              <td data-label={l.from}>{one.address ?? l.unknown}</td>
              <td data-label={l.browser}>{nameOf(one.browser) ?? l.unknown}</td>
              <td class="end">
                {one.isThis ? (
                  l.this
                ) : (
                  <PostButton view={view} action={`/account/logins/${one.id}/end`} kind="quiet">
                    {l.end}
                    <span class="sr-only"> {one.address}</span>
                  </PostButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {facts.logins.length > 1 ? (
        <div class="card-body">
          <PostButton view={view} action="/account/logins/end-others">
            {l.endOthers}
          </PostButton>
        </div>
      ) : null}
    </section>
  )
}

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const machines = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux']

/** A browser as people call it, from how it names itself: only what stands there. Null = nothing known stands there. */
function nameOf(text: string | null): string | null {
  const browser = browsers.find(([mark]) => text?.includes(mark))?.[1]
  const machine = machines.find((name) => text?.includes(name))?.replace('Mac OS X', 'macOS')
  const known = [browser, machine].filter((word) => word !== undefined)
  return known.length === 0 ? null : known.join(', ')
}
