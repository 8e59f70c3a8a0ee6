import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Web pages of this machine, by path; a location instead of a body sends on. */
export interface PageServer {
  base: string
  host: string
  pages: Map<string, string | { location: string } | { status: number }>
  /** Paths that were asked for. */
  asked: string[]
  close(): Promise<void>
}

export async function startPages(
  pages: Readonly<Record<string, string | { location: string } | { status: number }>>,
): Promise<PageServer> {
  const served = new Map(Object.entries(pages))
  const asked: string[] = []
  const server = createServer((request, answer) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    asked.push(path)
    const page = served.get(path)
    if (page === undefined) return void answer.writeHead(404).end()
    if (typeof page === 'string')
      return void answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    if ('location' in page) return void answer.writeHead(302, { location: page.location }).end()
    answer.writeHead(page.status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    base: `http://${host}`,
    host,
    pages: served,
    asked,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
