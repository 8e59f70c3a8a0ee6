import type { DecisionHook } from '../../store/decision-hooks.ts'
import { roles, type ApiKeyRow, type User } from '../../store/users.ts'
import { apiScopes } from '../api-key.ts'
import { Check, Choice, Csrf, ErrorSummary, Field, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { Hooks } from './hooks-card.tsx'
import type { View } from './view.ts'

/** A value that is shown once, right after it was made. */
export interface Shown {
  kind: 'invite' | 'key' | 'hook'
  value: string
  who: string
}

export interface UsersProps {
  users: readonly (User & { lastLoginAt: Date | null })[]
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
  const labels = { email: u.invite.email, name: u.invite.name, role: u.invite.role, days: u.key.days, url: u.hook.url, people: u.people }
  return html(
    <Page view={view} nav="users" title={u.title} context={<p>{u.context}</p>}>
      <ErrorSummary form={failed} text={t.common.errorSummary(Object.keys(failed.errors).length)} labels={labels} prefix={failed === key ? 'key-' : failed === hook ? 'hook-' : ''} />
      {props.shown === null ? null : <ShownOnce view={view} shown={props.shown} />}
      <div class="stack">
        <People view={view} users={props.users} />
        <section class="card">
          <div class="card-head"><h2>{u.invite.title}</h2></div>
          <form method="post" action="/users" class="card-body stack narrow" autocomplete="off">
            <Csrf token={view.csrf} />
            <Field name="email" label={u.invite.email} form={invite} type="email" autocomplete="off" required />
            <Field name="name" label={u.invite.name} form={invite} autocomplete="off" required />
            <div class="row-fields">
              <Choice name="role" label={u.invite.role} form={invite} value="dpo" options={roles.map((role) => [role, t.common.roles[role]] as const)} />
              <Choice name="language" label={u.invite.language} form={invite} value={view.language} options={[['en', u.invite.english], ['fr', u.invite.french]]} />
            </div>
            <ul class="plain-list hint">{roles.map((role) => <li>{u.roleHints[role]}</li>)}</ul>
            <p><button type="submit" class="btn">{u.invite.go}</button></p>
          </form>
        </section>
        <Keys view={view} keys={props.keys} form={key} />
        <Hooks view={view} hooks={props.hooks} form={hook} />
      </div>
    </Page>,
  )
}

function ShownOnce({ view, shown }: { view: View; shown: Shown }) {
  const { t } = view
  const u = t.users
  const [title, text, label] = shown.kind === 'invite' ? [u.link.title, u.link.text(shown.who), u.link.label] : shown.kind === 'key' ? [u.key.newTitle, u.key.text, u.key.label] : [u.hook.newTitle, u.hook.text, u.hook.secret]
  return (
    <section class="card shown-once" role="status">
      <div class="card-head"><h2>{title}</h2></div>
      <div class="card-body stack">
        <p>{text}</p>
        <div class="copy-field">
          <span class="copy-label">{label}</span>
          {shown.kind === 'invite' ? <code data-invite>{shown.value}</code> : shown.kind === 'key' ? <code data-api-key>{shown.value}</code> : <code data-hook-secret>{shown.value}</code>}
          <button type="button" class="btn small" data-copy={shown.value} data-copied={t.common.copied} hidden><Icon name="copy" size={16} />{t.common.copy}</button>
        </div>
      </div>
    </section>
  )
}

function People({ view, users }: { view: View; users: UsersProps['users'] }) {
  const { t, f } = view
  const u = t.users
  const admins = users.filter((user) => user.role === 'admin' && user.disabledAt === null).length
  return (
    <section class="card" id="people">
      <div class="card-head"><h2>{u.people}</h2></div>
      <table class="rows">
        <caption class="sr-only">{u.people}</caption>
        <thead><tr><th scope="col">{u.columns.name}</th><th scope="col">{u.columns.role}</th><th scope="col">{u.columns.language}</th><th scope="col">{u.columns.state}</th><th scope="col">{u.columns.last}</th><th scope="col"><span class="sr-only">{u.columns.act}</span></th></tr></thead>
        <tbody>
          {users.map((user) => (
            <tr>
              <td><p class="strong">{user.name}{user.id === view.user.id ? <span class="hint"> ({u.you})</span> : null}</p><p class="hint">{user.email}</p></td>
              <td data-label={u.columns.role}>{t.common.roles[user.role]}</td>
              <td data-label={u.columns.language} lang={user.language}>{user.language === 'fr' ? u.invite.french : u.invite.english}</td>
              <td data-label={u.columns.state}>{user.disabledAt !== null ? <Pill tone="quiet">{u.disabled}</Pill> : user.passwordHash === null ? <Pill tone="wait">{u.invited}</Pill> : <Pill tone="done">{u.active}</Pill>}</td>
              <td data-label={u.columns.last}>{user.lastLoginAt === null ? u.never : <Time at={user.lastLoginAt}>{f.dateTime(user.lastLoginAt)}</Time>}</td>
              <td class="act">{user.disabledAt !== null ? null : user.role === 'admin' && admins === 1 ? <span class="hint">{u.lastAdmin}</span> : <PostButton view={view} action={`/users/${user.id}/disable`} label={`${u.disable}${f.colon}${user.email}`}>{u.disable}</PostButton>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Keys({ view, keys, form }: { view: View; keys: UsersProps['keys']; form: FormState }) {
  const { t, f, now } = view
  const k = t.users.key
  return (
    <section class="card" id="keys">
      <div class="card-head"><h2>{t.users.keys}</h2></div>
      {keys.length === 0 ? <p class="empty">{k.none}</p> : (
        <table class="rows">
          <caption class="sr-only">{t.users.keys}</caption>
          <thead><tr><th scope="col">{k.columns.name}</th><th scope="col">{k.columns.prefix}</th><th scope="col">{k.columns.scope}</th><th scope="col">{k.columns.made}</th><th scope="col">{k.columns.expires}</th><th scope="col">{k.columns.used}</th><th scope="col"><span class="sr-only">{k.columns.act}</span></th></tr></thead>
          <tbody>
            {keys.map((key) => (
              <tr>
                <td class="strong nowrap">{key.name}</td>
                <td data-label={k.columns.prefix}><code>{`lba_${key.id}`}</code></td>
                <td data-label={k.columns.scope}>{view.f.list(key.scopes.map((scope) => k.scopes[scope] ?? scope))}</td>
                <td data-label={k.columns.made} class="nowrap">{f.date(key.createdAt)}</td>
                <td data-label={k.columns.expires} class="nowrap">{key.revokedAt !== null ? k.revoked : key.expiresAt <= now ? k.expired : f.date(key.expiresAt)}</td>
                <td data-label={k.columns.used} class="nowrap">{key.lastUsedOn === null ? k.never : f.day(key.lastUsedOn)}</td>
                <td class="act">{key.revokedAt !== null || key.expiresAt <= now ? null : <PostButton view={view} action={`/users/keys/${key.id}/revoke`} label={`${k.revoke}${f.colon}${key.name}`}>{k.revoke}</PostButton>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form method="post" action="/users/keys" class="card-body divided" autocomplete="off"><div class="stack narrow">
        <h3>{k.title}</h3>
        <Csrf token={view.csrf} />
        <Field name="name" prefix="key-" label={k.name} form={form} hint={k.nameHint} autocomplete="off" required />
        <Field name="days" prefix="key-" label={k.days} form={form} value="90" hint={k.daysHint} inputmode="numeric" required />
        <fieldset><legend>{k.columns.scope}</legend>{apiScopes.map((scope) => <Check name="scopes" value={scope} label={k.scopes[scope]} checked />)}</fieldset>
        <p><button type="submit" class="btn">{k.go}</button></p>
      </div></form>
    </section>
  )
}
