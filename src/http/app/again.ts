import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { doorPatienceMs } from '../../operations/app/open-pools.ts'
import { isDatabaseUnable, withDatabase } from '../../store/app/database-away.ts'

/** What a refused visitor is told to wait, in seconds. */
const retryAfterSeconds = '5'

/**
 * Lets each handler of these routes that meets a database which restarts, fails over or is full begin again, for five
 * seconds in all: a door waits, it does not fail. `mayRepeat` says which requests may be handled twice. Must be called
 * before the routes are added.
 */
export function answerAgain(server: FastifyInstance, mayRepeat: (request: FastifyRequest) => boolean): void {
  server.addHook('onRoute', (route) => {
    const { handler } = route
    route.handler = function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      const handle = async () => (await handler.call(this, request, reply)) as unknown
      return mayRepeat(request) && !(request.body instanceof Readable)
        ? withDatabase(doorPatienceMs, async () => {
            try {
              return await handle()
            } catch (error) {
              // Half an answer cannot be taken back.
              if (reply.sent)
                throw Object.assign(new Error('The database went away in the middle of an answer', { cause: error }), {
                  statusCode: 500,
                })
              throw error
            }
          })
        : handle()
    }
  })
}

/** Tells whoever was refused because the database is away when to come again. */
export function sayWhenToReturn(error: unknown, reply: FastifyReply): void {
  if (isDatabaseUnable(error)) void reply.header('retry-after', retryAfterSeconds)
}
