import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { addHook, changeHook, HookRefused } from '../../../operations/decisions/decision-hooks.ts'
import { HttpProblem } from '../../app/problem.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { stepUp } from './step-up.tsx'
import { addRoute } from '../app/route.ts'
import { refuseUsers, renderUsers } from './user-pages.ts'
import { openView } from '../app/view.ts'

/** Addresses that are told when a verdict changed, on the page of users and keys. */
export function addHookPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /users/hooks', { roles: may.connect, fresh: stepUp }, async (visit) => {
    const { form, login } = visit
    try {
      const secret = await addHook(app, login.user.email, { name: form['name'] ?? '', url: form['url'] ?? '' })
      return await renderUsers(visit, { shown: { kind: 'hook', value: secret, who: form['name'] ?? '' } })
    } catch (error) {
      if (!(error instanceof HookRefused)) throw error
      const { errors } = (await openView(visit)).t.users
      return refuseUsers(visit, {
        hook: {
          values: form,
          errors:
            error.code === 'name'
              ? { name: errors.name }
              : { url: error.code === 'url' ? errors.url : errors.manyHooks },
        },
      })
    }
  })

  for (const change of ['pause', 'resume', 'remove'] as const) {
    addRoute(
      server,
      app,
      `POST /users/hooks/:id/${change}`,
      { roles: may.connect, fresh: stepUp },
      async ({ params, login, reply }) => {
        const id = params['id'] ?? ''
        if (!isUuid(id) || !(await changeHook(app, login.user.email, id, change)))
          throw new HttpProblem(404, 'not-found')
        return reply.redirect('/users#hooks', 303)
      },
    )
  }
}
