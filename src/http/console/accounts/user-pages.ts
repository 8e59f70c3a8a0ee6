import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { endKey, handKeyOver, makeKey } from '../../../operations/accounts/api-keys.ts'
import { inviteUser } from '../../../operations/accounts/invitations.ts'
import { AccountRefused } from '../../../operations/accounts/choose-password.ts'
import { listHooks } from '../../../store/decisions/decision-hooks.ts'
import { listUsers } from '../../../store/accounts/users.ts'
import { roles, may } from '../../../domain/accounts/roles.ts'
import { listApiKeys } from '../../../store/accounts/api-keys.ts'
import { apiScopes } from '../../api/api-key.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { sendPage } from '../app/outside.ts'
import { stepUp } from './step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import type { Shown } from '../ui/shown-once.tsx'
import { usersPage } from './users-page.tsx'
import { openView } from '../app/view.ts'

/** Who may enter, and which keys open the API. */
export function addUserPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /users', { roles: may.connect }, async (visit) => renderUsers(visit))

  addRoute(server, app, 'POST /users', { roles: may.connect, fresh: stepUp }, async (visit) => {
    const { form, login } = visit
    const { t } = await openView(visit)
    const role = roles.find((known) => known === form['role'])
    if (role === undefined)
      return refuseUsers(visit, { invite: { values: form, errors: { role: t.users.errors.role } } })
    try {
      const url = await inviteUser(app, login.user, {
        email: form['email'] ?? '',
        name: form['name'] ?? '',
        role,
        language: form['language'] === 'fr' ? 'fr' : 'en',
      })
      return await renderUsers(visit, { shown: { kind: 'invite', value: url, who: (form['email'] ?? '').trim() } })
    } catch (error) {
      if (!(error instanceof AccountRefused)) throw error
      const { errors: e } = t.users
      const errors =
        error.code === 'name'
          ? { name: e.name }
          : { email: error.code === 'local-off' ? e.localOff : e.email(form['email'] ?? '') }
      return refuseUsers(visit, { invite: { values: form, errors } })
    }
  })
  addKeyPages(server, app)
}

function addKeyPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /users/keys', { roles: may.connect, fresh: stepUp }, async (visit) => {
    const { form, login } = visit
    const { t } = await openView(visit)
    const e = t.users.errors
    const name = (form['name'] ?? '').trim().slice(0, 100)
    const days = Number(form['days'] ?? '')
    const scopes = apiScopes.filter((scope) => visit.list('scopes').includes(scope))
    const ownerId = form['owner'] ?? login.user.id
    const errors = {
      ...(name === '' ? { name: e.name } : {}),
      ...(Number.isInteger(days) && days >= 1 && days <= 365 ? {} : { days: e.days }),
      ...(scopes.length === 0 ? { scopes: e.scopes } : {}),
      ...(isUuid(ownerId) ? {} : { owner: e.owner }),
    }
    const again = (wrong: Record<string, string>) =>
      refuseUsers(visit, { key: { values: { ...form, scopes: scopes.join(' ') }, errors: wrong } })
    if (Object.keys(errors).length > 0) return again(errors)
    const text = await makeKey(app, login.user, { name, days, scopes, ownerId })
    return text === null
      ? again({ owner: e.owner })
      : renderUsers(visit, { shown: { kind: 'key', value: text, who: name } })
  })

  addRoute(server, app, 'POST /users/keys/:id/owner', { roles: may.connect, fresh: stepUp }, async (visit) => {
    const { params, form, login, reply } = visit
    const ownerId = form['owner'] ?? ''
    if (isUuid(ownerId) && (await handKeyOver(app, login.user, params['id'] ?? '', ownerId)))
      return reply.redirect('/users#keys', 303)
    return refuseUsers(visit, { key: { values: {}, errors: { owner: (await openView(visit)).t.users.errors.owner } } })
  })

  // Whoever finds a key in the wrong hands ends it at once.
  addRoute(
    server,
    app,
    'POST /users/keys/:id/revoke',
    { roles: may.connect, fresh: stepUp },
    async ({ params, login, reply }) => {
      await endKey(app, login.user, params['id'] ?? '')
      return reply.redirect('/users', 303)
    },
  )
}

interface UsersState {
  invite?: FormState
  key?: FormState
  hook?: FormState
  shown?: Shown
}

/** The page, with what was typed in one of its forms or what is shown once. */
export async function renderUsers(
  visit: Visit,
  { invite = emptyForm, key = emptyForm, hook = emptyForm, shown }: UsersState = {},
): Promise<string> {
  const { pool } = visit.app
  const view = await openView(visit, '/users')
  return usersPage(view, {
    users: await listUsers(pool),
    keys: await listApiKeys(pool),
    hooks: await listHooks(pool),
    invite,
    key,
    hook,
    shown: shown ?? null,
  })
}

/** Shows the users again with what was refused. */
export async function refuseUsers(visit: Visit, state: UsersState): Promise<FastifyReply> {
  return sendPage(visit.reply, await renderUsers(visit, state), 422)
}
