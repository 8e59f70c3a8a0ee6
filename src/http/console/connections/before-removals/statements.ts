import type { FastifyInstance } from 'fastify'
import { may } from '../../../../domain/accounts/roles.ts'
import { dependencyKinds } from '../../../../domain/removals/dependencies.ts'
import type { App } from '../../../../operations/app/app.ts'
import { changeSettings } from '../../../../operations/settings/save-settings.ts'
import { sightOf } from '../../../../store/inactivity/sight.ts'
import { addRoute } from '../../app/route.ts'
import { existingConnection } from './existing-connection.ts'

/**
 * What an admin says an account has not, or has no more of than is read; a looser limit, so somebody else may have to
 * agree.
 */
export function addStatements(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /connections/:id/open-work', { roles: may.connect }, async (visit) => {
    const id = await existingConnection(visit)
    const said = visit.list('complete')
    const complete = dependencyKinds.filter((kind) => said.includes(kind))
    const result = await changeSettings(app, visit.login.user, (current) => ({
      ...current,
      openWork: { ...current.openWork, complete: { ...current.openWork.complete, [id]: complete } },
    }))
    return visit.reply.redirect(
      result.faults === null && result.proposed ? '/settings?saved=proposed#proposals' : `/connections/${id}#open-work`,
      303,
    )
  })

  addRoute(server, app, 'POST /connections/:id/sight', { roles: may.connect }, async (visit) => {
    const id = await existingConnection(visit)
    const known = new Set((await sightOf(app.pool, id)).map(({ name }) => name))
    const said = visit.list('notThere').filter((name) => known.has(name))
    const result = await changeSettings(app, visit.login.user, (current) => ({
      ...current,
      notThere: { ...current.notThere, [id]: said },
    }))
    return visit.reply.redirect(
      result.faults === null && result.proposed ? '/settings?saved=proposed#proposals' : `/connections/${id}#sight`,
      303,
    )
  })
}
