import type { KeptCompanyLogin } from '../../../../store/accounts/company-login.ts'
import type { LocalLoginOff } from '../../../../store/accounts/local-login.ts'
import type { ListedUser } from '../../../../store/accounts/users.ts'
import type { View } from '../../app/view.ts'
import { Choice, Csrf, emptyForm, PostButton } from '../../ui/form.tsx'

interface PasswordsProps {
  view: View
  kept: KeptCompanyLogin | null
  off: LocalLoginOff | null
  users: readonly ListedUser[]
}

/** Whether people come in by password, and the account that always does. */
export function PasswordsCard({ view, kept, off, users }: PasswordsProps) {
  const { t, f } = view
  const l = t.companyLogin.local
  const emergency = users.find(({ id }) => id === off?.breakGlassId)
  return (
    <section class="card" id="passwords">
      <div class="card-head">
        <h2>{l.card}</h2>
      </div>
      <div class="card-body stack narrow">
        <p>{off === null ? l.on : l.off(emergency?.email ?? '', off.by, f.dateTime(off.since))}</p>
        <p class="hint">{l.rules}</p>
        {view.app.mailer === null ? <p class="hint">{l.noMail}</p> : null}
        {off === null ? (
          <SwitchOff view={view} users={users} isReady={kept !== null} />
        ) : (
          <p>
            <PostButton view={view} action="/users/company/passwords/on">
              {l.switchOn}
            </PostButton>
          </p>
        )}
        <p class="hint">
          {l.command} <code>lawbase users local-login on</code>
        </p>
      </div>
    </section>
  )
}

function SwitchOff({ view, users, isReady }: { view: View; users: readonly ListedUser[]; isReady: boolean }) {
  const l = view.t.companyLogin.local
  if (!isReady) return <p>{l.refusals['no-company']}</p>
  const fit = users.filter(
    (user) =>
      user.role === 'admin' &&
      user.disabledAt === null &&
      user.passwordHash !== null &&
      user.hasFactor &&
      !user.isBound,
  )
  if (fit.length === 0)
    return (
      <>
        <p>{l.why}</p>
        <p>{l.accountNone}</p>
      </>
    )
  return (
    <form method="post" action="/users/company/passwords/off" class="stack">
      <Csrf token={view.csrf} />
      <p>{l.why}</p>
      <Choice
        name="account"
        label={l.account}
        form={emptyForm}
        options={fit.map((user) => [user.id, `${user.name} (${user.email})`] as const)}
        hint={l.accountHint}
      />
      <p class="hint">{l.switchOffHint}</p>
      <p>
        <button type="submit" class="btn">
          {l.switchOff}
        </button>
      </p>
    </form>
  )
}
