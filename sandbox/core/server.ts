import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, Call } from './call.ts'

export type Respond = (call: Call, socket: { cut(): void }) => Answer | Promise<Answer> | null | Promise<Answer | null>
export interface Listening {
  readonly port: number
  close(): Promise<void>
}

const maxBodyBytes = 16_000_000

/** Listens on 127.0.0.1 and on ::1 with the same port, because `localhost` may mean either. */
export async function listen(host: string, port: number, respond: Respond): Promise<Listening> {
  for (let attempt = 0; ; attempt += 1) {
    const first = createServer(onRequest(respond))
    await bind(first, host, port)
    const chosen = (first.address() as AddressInfo).port
    if (host !== '127.0.0.1') return { port: chosen, close: () => stop([first]) }
    const second = createServer(onRequest(respond))
    try {
      await bind(second, '::1', chosen)
      return { port: chosen, close: () => stop([first, second]) }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: chosen, close: () => stop([first]) }
      await stop([first])
      if (port !== 0 || attempt > 10) throw error
    }
  }
}

function bind(server: Server, host: string, port: number): Promise<void> {
  // Longer than any client keeps an idle connection, so that none is cut under a request.
  server.keepAliveTimeout = 120_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function stop(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    ),
  )
}

function onRequest(respond: Respond): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(request, response, respond).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return
      response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`The stand-in failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    })
  }
}

async function handle(request: IncomingMessage, response: ServerResponse, respond: Respond): Promise<void> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > maxBodyBytes) {
      send(response, request.method ?? 'GET', { status: 413, text: 'Body too large' })
      return
    }
    chunks.push(chunk as Buffer)
  }
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  const call: Call = {
    method: request.method ?? 'GET',
    url,
    path: url.pathname,
    headers: request.headers,
    raw: Buffer.concat(chunks),
    params: {},
  }
  const answer = await respond(call, { cut: () => request.socket.destroy() })
  if (answer === null || response.destroyed) return
  send(response, call.method, answer)
}

function send(response: ServerResponse, method: string, answer: Answer): void {
  const [type, body] =
    answer.json !== undefined
      ? ['application/json;charset=utf-8', JSON.stringify(answer.json)]
      : answer.html !== undefined
        ? ['text/html;charset=utf-8', answer.html]
        : answer.text !== undefined
          ? ['text/plain;charset=utf-8', answer.text]
          : [null, answer.bytes ?? '']
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body
  response.writeHead(answer.status, {
    ...(type === null ? {} : { 'content-type': type }),
    ...(answer.status === 204 ? {} : { 'content-length': String(bytes.length) }),
    ...answer.headers,
  })
  response.end(method === 'HEAD' || answer.status === 204 ? undefined : bytes)
}
