import type { User } from '../../../store/accounts/users.ts'
import type { ApiKeyRow } from '../../../store/accounts/api-keys.ts'
import { apiScopes } from '../../api/api-key.ts'
import { Check, Choice, Csrf, emptyForm, Field, FieldError, PostButton, type FormState } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

interface Props {
  view: View
  keys: readonly ApiKeyRow[]
  users: readonly User[]
  form: FormState
}

/** Keys of the installation, each with the person who answers for it. */
export function ApiKeysCard({ view, keys, users, form }: Props) {
  const { t } = view
  const k = t.users.key
  const c = k.columns
  const open = users.filter((user) => user.disabledAt === null)
  const typed = (form.values['scopes'] ?? '').split(' ')
  return (
    <section class="card" id="keys">
      <div class="card-head">
        <h2>{t.users.keys}</h2>
        <a href="/users/api">{t.users.api.link}</a>
      </div>
      {keys.length === 0 ? (
        <p class="empty">{k.none}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{t.users.keys}</caption>
          <thead>
            <tr>
              <th scope="col">{c.name}</th>
              <th scope="col">{c.prefix}</th>
              <th scope="col">{c.owner}</th>
              <th scope="col">{c.scope}</th>
              <th scope="col">{c.made}</th>
              <th scope="col">{c.expires}</th>
              <th scope="col">{c.used}</th>
              <th scope="col">
                <span class="sr-only">{c.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <KeyRow view={view} apiKey={key} owner={users.find(({ id }) => id === key.ownerId)} open={open} />
            ))}
          </tbody>
        </table>
      )}
      <form method="post" action="/users/keys" class="card-body divided" autocomplete="off">
        <div class="stack narrow">
          <h3>{k.title}</h3>
          <Csrf token={view.csrf} />
          <Field name="name" prefix="key-" label={k.name} form={form} hint={k.nameHint} autocomplete="off" required />
          <Field
            name="days"
            prefix="key-"
            label={k.days}
            form={form}
            value="90"
            hint={k.daysHint}
            inputmode="numeric"
            required
          />
          <Choice
            name="owner"
            prefix="key-"
            label={c.owner}
            form={form}
            value={view.user.id}
            options={open.map(({ id, email }) => [id, email] as const)}
            hint={k.ownerHint}
          />
          <fieldset
            id="key-scopes"
            aria-describedby={form.errors['scopes'] === undefined ? undefined : 'key-scopes-error'}
          >
            <legend>{c.scope}</legend>
            {apiScopes.map((scope) => (
              <Check name="scopes" value={scope} label={k.scopes[scope]} checked={typed.includes(scope)} />
            ))}
            <FieldError id="key-scopes" error={form.errors['scopes']} />
          </fieldset>
          <p>
            <button type="submit" class="btn">
              {k.go}
            </button>
          </p>
        </div>
      </form>
    </section>
  )
}

function KeyRow({
  view,
  apiKey: key,
  owner,
  open,
}: {
  view: View
  apiKey: ApiKeyRow
  owner: User | undefined
  open: readonly User[]
}) {
  const { f, now } = view
  const k = view.t.users.key
  const c = k.columns
  const isLive = key.revokedAt === null && key.expiresAt > now
  const isStopped = isLive && owner?.disabledAt !== null
  return (
    <tr>
      <td class="strong nowrap">{key.name}</td>
      <td data-label={c.prefix}>
        <code>{`lba_${key.id}`}</code>
      </td>
      <td data-label={c.owner}>
        {owner?.email}
        {isStopped ? (
          <>
            {' '}
            <Pill tone="broken">{k.stopped}</Pill>
          </>
        ) : null}
      </td>
      <td data-label={c.scope}>{f.list(key.scopes.map((scope) => k.scopes[scope] ?? scope))}</td>
      <td data-label={c.made} class="nowrap">
        {f.date(key.createdAt)}
      </td>
      <td data-label={c.expires} class="nowrap">
        {key.revokedAt !== null ? k.revoked : key.expiresAt <= now ? k.expired : f.date(key.expiresAt)}
      </td>
      <td data-label={c.used} class="nowrap">
        {key.lastUsedOn === null ? k.never : f.day(key.lastUsedOn)}
      </td>
      <td class="act">
        {!isLive ? null : (
          <>
            <details open={isStopped}>
              <summary>{k.handOver}</summary>
              <form method="post" action={`/users/keys/${key.id}/owner`} class="stack">
                <Csrf token={view.csrf} />
                <Choice
                  name="owner"
                  prefix={`${key.id}-`}
                  label={k.newOwner}
                  form={emptyForm}
                  value={isStopped ? view.user.id : key.ownerId}
                  options={open.map(({ id, email }) => [id, email] as const)}
                />
                <button type="submit" class="btn small">
                  {k.handOverGo}
                </button>
              </form>
            </details>
            <PostButton view={view} action={`/users/keys/${key.id}/revoke`} label={`${k.revoke}${f.colon}${key.name}`}>
              {k.revoke}
            </PostButton>
          </>
        )}
      </td>
    </tr>
  )
}
