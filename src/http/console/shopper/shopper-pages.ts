import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { startRound } from '../../../operations/shopper/start-shopper.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'

/** "Run one now" of the mystery shopper. */
export function addShopperPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'POST /shopper/run', { roles: may.connect }, async ({ login, reply }) => {
    const started = await startRound(app, login.user.email)
    return reply.redirect(started === null ? '/?shopper=refused#shopper' : '/#shopper', 303)
  })
}
