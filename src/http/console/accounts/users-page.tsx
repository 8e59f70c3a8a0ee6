import type { DecisionHook } from '../../../store/decisions/decision-hooks.ts'
import type { ListedUser } from '../../../store/accounts/users.ts'
import { roles } from '../../../domain/accounts/roles.ts'
import { type ApiKeyRow } from '../../../store/accounts/api-keys.ts'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { OnThisMachineOnly } from '../app/on-this-machine-only.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { Hooks } from './hooks-card.tsx'
import { ApiKeysCard } from './keys-card.tsx'
import { ShownOnce, type Shown } from '../ui/shown-once.tsx'
import type { View } from '../app/view.ts'

interface UsersProps {
  users: readonly ListedUser[]
  keys: readonly ApiKeyRow[]
  hooks: readonly DecisionHook[]
  invite: FormState
  key: FormState
  hook: FormState
  shown: Shown | null
}

export function usersPage(view: View, props: UsersProps): string {
  const { t } = view
  const u = t.users
  const { invite, key, hook } = props
  const failed = [key, hook].find((form) => Object.keys(form.errors).length > 0) ?? invite
  const labels = {
    email: u.invite.email,
    name: u.invite.name,
    role: u.invite.role,
    days: u.key.days,
    scopes: u.key.columns.scope,
    owner: u.key.columns.owner,
    url: u.hook.url,
  }
  return html(
    <Page
      view={view}
      nav="users"
      title={u.title}
      context={<p>{u.context}</p>}
      actions={
        <a class="btn" href="/users/company">
          {t.companyLogin.link}
        </a>
      }
    >
      <ErrorSummary
        form={failed}
        text={t.common.errorSummary(Object.keys(failed.errors).length)}
        labels={labels}
        prefix={failed === key ? 'key-' : failed === hook ? 'hook-' : ''}
      />
      {props.shown === null ? null : <ShownOnce view={view} shown={props.shown} />}
      <div class="stack">
        <People view={view} users={props.users} />
        <section class="card">
          <div class="card-head">
            <h2>{u.invite.title}</h2>
          </div>
          <form method="post" action="/users" class="card-body stack narrow" autocomplete="off">
            <Csrf token={view.csrf} />
            <Field name="email" label={u.invite.email} form={invite} type="email" autocomplete="off" required />
            <Field name="name" label={u.invite.name} form={invite} autocomplete="off" required />
            <div class="row-fields">
              <Choice
                name="role"
                label={u.invite.role}
                form={invite}
                value="dpo"
                options={roles.map((role) => [role, t.common.roles[role]] as const)}
              />
              <Choice
                name="language"
                label={u.invite.language}
                form={invite}
                value={view.language}
                options={[
                  ['en', u.invite.english],
                  ['fr', u.invite.french],
                ]}
              />
            </div>
            <OnThisMachineOnly view={view} text={t.consoleAddress.localLink} />
            <ul class="plain-list hint">
              {roles.map((role) => (
                <li>{u.roleHints[role]}</li>
              ))}
            </ul>
            <p>
              <button type="submit" class="btn">
                {u.invite.go}
              </button>
            </p>
          </form>
        </section>
        <ApiKeysCard view={view} keys={props.keys} users={props.users} form={key} />
        <Hooks view={view} hooks={props.hooks} form={hook} />
      </div>
    </Page>,
  )
}

function People({ view, users }: { view: View; users: UsersProps['users'] }) {
  const { t, f } = view
  const u = t.users
  return (
    <section class="card" id="people">
      <div class="card-head">
        <h2>{u.people}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{u.people}</caption>
        <thead>
          <tr>
            <th scope="col">{u.columns.name}</th>
            <th scope="col">{u.columns.role}</th>
            <th scope="col">{u.columns.language}</th>
            <th scope="col">{u.columns.state}</th>
            <th scope="col">{u.factor.column}</th>
            <th scope="col">{u.columns.last}</th>
            <th scope="col">
              <span class="sr-only">{u.columns.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr>
              <td>
                <p class="strong">
                  <a href={`/users/${user.id}`}>{user.name}</a>
                  {user.id === view.user.id ? <span class="hint"> ({u.you})</span> : null}
                </p>
                <p class="hint">{user.email}</p>
              </td>
              <td data-label={u.columns.role}>{t.common.roles[user.role]}</td>
              <td data-label={u.columns.language} lang={user.language}>
                {user.language === 'fr' ? u.invite.french : u.invite.english}
              </td>
              <td data-label={u.columns.state}>
                {user.disabledAt !== null ? (
                  <Pill tone="quiet">{u.disabled}</Pill>
                ) : user.passwordHash === null && !user.isBound ? (
                  <Pill tone="wait">{u.invited}</Pill>
                ) : (
                  <Pill tone="done">{u.active}</Pill>
                )}
              </td>
              <td data-label={u.factor.column}>{user.hasFactor ? u.factor.on : u.factor.off}</td>
              <td data-label={u.columns.last}>
                {user.id === view.user.id ? (
                  u.now
                ) : user.lastLoginAt === null ? (
                  u.never
                ) : (
                  <Time at={user.lastLoginAt}>{f.dateTime(user.lastLoginAt)}</Time>
                )}
              </td>
              <td class="act">
                <a class="btn small" href={`/users/${user.id}`} aria-label={`${u.open}${f.colon}${user.email}`}>
                  {u.open}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
