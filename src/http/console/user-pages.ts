import type { FastifyInstance, FastifyReply } from 'fastify'
import { newApiKey, tokenHash } from '../../crypto/tokens.ts'
import type { App } from '../../operations/app.ts'
import { endAccess } from '../../operations/accounts.ts'
import { AccountRefused, inviteUser } from '../../operations/first-run.ts'
import { insertAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/database.ts'
import { listHooks } from '../../store/decision-hooks.ts'
import { insertApiKey, listApiKeys, listUsers, revokeApiKey, roles } from '../../store/users.ts'
import { apiScopes } from '../api-key.ts'
import { HttpProblem } from '../problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { isId } from './ids.ts'
import { sendPage } from './outside.ts'
import { may } from './roles.ts'
import { addRoute, type Visit } from './route.ts'
import { usersPage, type Shown } from './users-page.tsx'
import { openView } from './view.ts'

const dayMs = 86_400_000

/** Who may enter, and which keys open the API (console.md 3.19). */
export function addUserPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET', '/users', { roles: may.connect }, async (visit) => renderUsers(visit))

  addRoute(server, app, 'POST', '/users', { roles: may.connect }, async (visit) => {
    const { form, login } = visit
    const { t } = await openView(visit)
    const role = roles.find((known) => known === form['role'])
    if (role === undefined) return refuseUsers(visit, { invite: { values: form, errors: { role: t.users.errors.role } } })
    try {
      const url = await inviteUser(app, login.user, { email: form['email'] ?? '', name: form['name'] ?? '', role, language: form['language'] === 'fr' ? 'fr' : 'en' })
      return await renderUsers(visit, { shown: { kind: 'invite', value: url, who: (form['email'] ?? '').trim() } })
    } catch (error) {
      if (!(error instanceof AccountRefused)) throw error
      const errors = error.code === 'name' ? { name: t.users.errors.name } : { email: t.users.errors.email(form['email'] ?? '') }
      return refuseUsers(visit, { invite: { values: form, errors } })
    }
  })

  addRoute(server, app, 'POST', '/users/:id/disable', { roles: may.connect }, async (visit) => {
    const { params, login, reply } = visit
    const id = params['id'] ?? ''
    if (!isId(id)) throw new HttpProblem(404, 'not-found')
    if (await endAccess(app, login.user, id)) return reply.redirect('/users', 303)
    const { t } = await openView(visit)
    return refuseUsers(visit, { invite: { values: {}, errors: { people: t.users.errors.lastAdmin } } })
  })

  addRoute(server, app, 'POST', '/users/keys', { roles: may.connect }, async (visit) => {
    const { form, login } = visit
    const { t } = await openView(visit)
    const name = (form['name'] ?? '').trim().slice(0, 100)
    const days = Number(form['days'] ?? '')
    const errors = { ...(name === '' ? { name: t.users.errors.name } : {}), ...(Number.isInteger(days) && days >= 1 && days <= 365 ? {} : { days: t.users.errors.days }) }
    if (Object.keys(errors).length > 0) return refuseUsers(visit, { key: { values: form, errors } })
    const chosen = apiScopes.filter((scope) => visit.list('scopes').includes(scope))
    const scopes = chosen.length === 0 ? [apiScopes[0]] : chosen
    const key = newApiKey()
    const now = app.clock.now()
    await inTransaction(app.pool, async (sql) => {
      await insertApiKey(sql, { id: key.id, secretHash: tokenHash(key.secret), name, scopes, createdBy: login.user.id, expiresAt: new Date(now.getTime() + days * dayMs) }, now)
      await insertAudit(sql, [{ actId: `api-key:${key.id}`, act: 'api-key', actor: login.user.email, details: { key: key.id, name, days, scopes } }], now)
    })
    return renderUsers(visit, { shown: { kind: 'key', value: key.text, who: name } })
  })

  addRoute(server, app, 'POST', '/users/keys/:id/revoke', { roles: may.connect }, async ({ params, login, reply }) => {
    const id = params['id'] ?? ''
    const now = app.clock.now()
    await inTransaction(app.pool, async (sql) => {
      await revokeApiKey(sql, id, now)
      await insertAudit(sql, [{ actId: `api-key:${id}:revoked`, act: 'api-key', actor: login.user.email, details: { key: id, revoked: true } }], now)
    })
    return reply.redirect('/users', 303)
  })
}

interface UsersState {
  invite?: FormState
  key?: FormState
  hook?: FormState
  shown?: Shown
}

/** The page, with what was typed in one of its forms or what is shown once. */
export async function renderUsers(visit: Visit, { invite = emptyForm, key = emptyForm, hook = emptyForm, shown }: UsersState = {}): Promise<string> {
  const { pool } = visit.app
  const view = await openView(visit, '/users')
  return usersPage(view, { users: await listUsers(pool), keys: await listApiKeys(pool), hooks: await listHooks(pool), invite, key, hook, shown: shown ?? null })
}

export async function refuseUsers(visit: Visit, state: UsersState): Promise<FastifyReply> {
  return sendPage(visit.reply, await renderUsers(visit, state), 422)
}
