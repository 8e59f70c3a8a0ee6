import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Taken {
  method: string
  path: string
  /** `webhook-id` of a signed message. */
  id: string
  body: string
  status: number
}

export interface HttpBroker {
  url: string
  /** Requests in their order, with the status each got. */
  taken: Taken[]
  answer: (request: { method: string; path: string; id: string; body: string }) => {
    status: number
    headers?: Record<string, string>
    body?: string
  }
  close(): void
}

/**
 * A broker's door on this machine that answers what the test says, for answers that docs/reference allows and the
 * sandbox does not give.
 */
export async function startHttpBroker(): Promise<HttpBroker> {
  const broker: HttpBroker = {
    url: '',
    taken: [],
    answer: () => ({ status: 202 }),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        id: String(request.headers['webhook-id'] ?? ''),
        body: Buffer.concat(chunks).toString(),
      }
      const { status, headers, body } = broker.answer(one)
      broker.taken.push({ ...one, status })
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body ?? '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  broker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return broker
}
