import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { until } from '../../support/until.ts'

// The repository's own proxy file, read by the proxy itself, in front of pages that come and go.

const hasCaddy = spawnSync('caddy', ['version']).status === 0

describe.skipIf(!hasCaddy)(
  `the proxy of the compose file${hasCaddy ? '' : ' (NOT RUN: apt-get install caddy)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'caddy-'))
    let proxy: Awaited<ReturnType<typeof openProxy>>
    beforeAll(async () => {
      proxy = await openProxy(folder)
    })
    afterAll(async () => {
      await proxy.stop()
      rmSync(folder, { recursive: true })
    })

    let pages: Server | null = null
    afterEach(async () => {
      pages?.close()
      pages?.closeAllConnections()
      pages = null
    })

    it('lets whoever comes while the pages are started anew wait, and names the visitor by itself', async () => {
      await until('the proxy knows that nobody is there', async () => proxy.log().includes('unhealthy'))
      const clicked = fetch(`${proxy.people}/u/a-token-of-somebody/one-click`, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'x-forwarded-for': '203.0.113.9' },
      })
      // It was refused at the door of the pages at least once.
      await until('the proxy waits', async () => proxy.log().includes('connection refused'))
      pages = await openPages(proxy.upstream)
      const answer = await clicked
      expect([answer.status, await answer.json()]).toEqual([
        200,
        { path: '/u/a-token-of-somebody/one-click', body: 'List-Unsubscribe=One-Click', visitor: '127.0.0.1' },
      ])
    })

    it('shows the figures to nobody outside', async () => {
      pages = await openPages(proxy.upstream)
      const statusOf = async (path: string) => (await fetch(proxy.console + path)).status
      expect([await statusOf('/metrics'), await statusOf('/%6detrics'), await statusOf('/login')]).toEqual([
        404, 404, 200,
      ])
    })

    it('writes no link of a person and no address down, also of a request that failed', async () => {
      pages = await openPages(proxy.upstream)
      await until('the pages are seen', async () => (await fetch(`${proxy.console}/login`)).ok)
      // Of the console: what people post is tried again for half a minute.
      await fetch(`${proxy.console}/u/broken-off`, { method: 'POST' })
      await until('the fault is told', async () => proxy.log().includes('"status":502'))
      expect(proxy.log()).not.toMatch(/broken-off|a-token-of-somebody|127\.0\.0\.1:\d+","proto|remote_ip/u)
    })
  },
)

/** What stands behind it: says what it was sent, and breaks off where the path says so. */
async function openPages(port: number): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await request.toArray()).join('')
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ path: request.url, body, visitor: request.headers['x-forwarded-for'] }))
  }
  const server = createServer((request, response) => {
    if (request.url === '/u/broken-off') request.socket.destroy()
    else void answer(request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** The proxy, with plain addresses of this machine in place of those with certificates. */
async function openProxy(folder: string) {
  const [upstream, people, console_] = [await freePort('127.0.0.1'), await freePort(), await freePort()]
  const file = join(folder, 'Caddyfile')
  const written = readFileSync(join(import.meta.dirname, '../../../ops/Caddyfile'), 'utf8')
  writeFileSync(
    file,
    written
      .replace(/^\{\n/mu, '{\n\tadmin off\n\tdebug\n')
      .replaceAll(/\bweb:(?:4100|4180)\b/gu, `127.0.0.1:${upstream}`),
  )
  const addresses = { CONSOLE_URL: `http://localhost:${console_}`, PUBLIC_URL: `http://localhost:${people}` }
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: { PATH: process.env['PATH'], HOME: folder, ...addresses },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')))
  await until('the proxy listens', async () => log.includes('serving initial configuration'))
  return {
    upstream,
    people: addresses.PUBLIC_URL,
    console: addresses.CONSOLE_URL,
    log: () => log,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
