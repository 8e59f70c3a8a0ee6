import { newToken, tokenHash } from '../../src/crypto/tokens.ts'
import { openConsoleServer } from '../../src/http/console-server.ts'
import { insertSession } from '../../src/store/accounts/login-sessions.ts'
import { type User } from '../../src/store/accounts/users.ts'
import type { Scene } from './scene.ts'

/** The console as one of its users has it before them: pages, and a form that is sent. */
export async function consoleOf(scene: Pick<Scene, 'app'>, user: User) {
  const server = await openConsoleServer(scene.app)
  const token = newToken()
  await insertSession(scene.app.pool, tokenHash(token), user.id, scene.app.clock.now())
  const headers = { cookie: `__Host-lb=${token}`, host: new URL(scene.app.consoleUrl).host }
  const html = async (url: string) => (await server.inject({ method: 'GET', url, headers })).body
  const get = async (url: string) => (await html(url)).replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ')
  const posted = async (page: string, url: string, fields: Record<string, string | readonly string[]>) => {
    const { body } = await server.inject({ method: 'GET', url: page, headers })
    const csrf = /name="_csrf" value="([^"]+)"/u.exec(body)?.[1] ?? ''
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: { ...headers, origin: scene.app.consoleUrl, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams([
        ['_csrf', csrf],
        ...Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)])),
      ]).toString(),
    })
    return answer
  }
  return {
    html,
    get,
    send: async (...sent: Parameters<typeof posted>) => (await posted(...sent)).headers.location,
    /** The page that a form is answered with. */
    post: async (...sent: Parameters<typeof posted>) => (await posted(...sent)).body,
    close: () => server.close(),
  }
}
