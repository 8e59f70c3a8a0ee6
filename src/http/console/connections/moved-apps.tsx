import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { noteAppMoved, type MovedApp } from '../../../operations/connections/moved-apps.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { HttpProblem } from '../../app/problem.ts'
import { CopyField, PostButton } from '../ui/form.tsx'
import { addRoute } from '../app/route.ts'
import type { View } from '../app/view.ts'

/** The console has another address: apps at the vendors must know it before the next consent. */
export function addMovedApps(server: FastifyInstance, app: App): void {
  addRoute(
    server,
    app,
    'POST /connections/apps/:id/moved',
    { roles: may.connect },
    async ({ login, params, reply }) => {
      const id = params['id'] ?? ''
      if (!isUuid(id) || !(await noteAppMoved(app, login.user, id))) throw new HttpProblem(404, 'not-found')
      return reply.redirect('/connections#moved', 303)
    },
  )
}

/** Which apps need the new address, with the address to copy. */
export function MovedAppsCard({ view, moved }: { view: View; moved: readonly MovedApp[] }) {
  if (moved.length === 0) return null
  const { t, app } = view
  const w = t.consoleAddress
  return (
    <section class="card" id="moved">
      <div class="card-head">
        <h2>{w.moved(moved.length)}</h2>
      </div>
      <div class="card-body stack">
        <p>{w.movedMore(app.consoleUrl)}</p>
        {moved.map(({ id, label, known, wanted }) => (
          <div class="stack">
            <h3>{label}</h3>
            <CopyField label={w.wanted(label)} value={wanted} copy={t.common.copy} copied={t.common.copied} />
            <p class="hint">{w.known(known)}</p>
            {allowed(view.role, may.connect) ? (
              <p>
                <PostButton view={view} action={`/connections/apps/${id}/moved`}>
                  {w.done(label)}
                </PostButton>
              </p>
            ) : null}
          </div>
        ))}
      </div>
    </section>
  )
}
