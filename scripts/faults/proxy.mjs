// What stands in front of the pages of several processes: it sends people to each in turn, asks each whether they
// may, and tries nothing twice.
import { Agent, createServer, request } from 'node:http'

const everyMs = 250

/** Listens on `port` before the processes on `ports` of this machine. */
export async function openProxy(port, ports) {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set()
  const out = new Set()
  let next = 0
  const server = createServer((came, answer) => {
    const open = ports.filter((one) => ready.has(one) && !out.has(one))
    const to = open[(next += 1) % open.length]
    if (to === undefined) return answer.writeHead(502).end()
    const headers = { ...came.headers, connection: 'keep-alive' }
    const passed = request({ host: 'localhost', port: to, path: came.url, method: came.method, headers, agent })
    passed.on('response', (got) => {
      answer.writeHead(got.statusCode, { 'content-type': got.headers['content-type'] ?? 'text/plain' })
      got.pipe(answer)
    })
    passed.on('error', () => answer.headersSent || answer.writeHead(502).end())
    came.pipe(passed)
  })
  await new Promise((resolve) => server.listen(port, 'localhost', resolve))
  const statusOf = (one, path) =>
    fetch(`http://localhost:${one}/${path}`, { signal: AbortSignal.timeout(2_000) }).then(
      (got) => got.status,
      () => 0,
    )
  const ask = async (one) => {
    const status = await statusOf(one, 'openz')
    // Builds before that one answer for their database only.
    const isReady = status === 200 || (status === 404 && (await statusOf(one, 'readyz')) === 200)
    if (isReady) ready.add(one)
    else ready.delete(one)
  }
  const asking = setInterval(() => void Promise.all(ports.map(ask)), everyMs)
  return {
    isReady: (one) => ready.has(one),
    /** For a process that does not say itself that it ends. */
    takeOut: (one) => void out.add(one),
    bringBack: (one) => void out.delete(one),
    stop: async () => {
      clearInterval(asking)
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
