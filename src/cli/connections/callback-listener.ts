import { createServer, type Server } from 'node:http'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { CommandFailed } from '../app/program.ts'

/** What the vendor sent the admin's browser back with. */
interface VendorAnswer {
  state: string
  code: string | null
  error: string | null
}

interface CallbackListener {
  /**
   * The first answer that carries `state`, by the browser or pasted as a line; anything else is passed over. Rejects
   * after `waitMs`.
   */
  answer(state: string, pasted: Readable, waitMs: number, onOther: (text: string) => void): Promise<VendorAnswer>
  close(): Promise<void>
}

const donePage =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Lawbase</title><p>Lawbase has the answer. Go back to the terminal; this window can be closed.</p></html>'

/** Listens on this machine only, for one redirect URI. Throws CommandFailed when the port is taken. */
export async function listenForCallback(redirectUri: string): Promise<CallbackListener> {
  const { port, pathname, origin } = new URL(redirectUri)
  let receive: (url: URL) => boolean = () => false
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin)
    const headers = {
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    }
    if (request.method !== 'GET') response.writeHead(405, headers).end()
    else if (url.pathname === '/done')
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(donePage)
    // The code leaves the address bar at once.
    else if (url.pathname === pathname && receive(url)) response.writeHead(303, { ...headers, location: '/done' }).end()
    else response.writeHead(404, headers).end()
  })
  await listen(server, Number(port))
  return {
    answer: (state, pasted, waitMs, onOther) =>
      new Promise((resolve, reject) => {
        const lines = createInterface({ input: pasted })
        const timer = setTimeout(
          () =>
            finish(() =>
              reject(new CommandFailed(`No answer within ${Math.round(waitMs / 60_000)} minutes. Start again.`)),
            ),
          waitMs,
        )
        const finish = (how: () => void) => {
          clearTimeout(timer)
          lines.close()
          // A terminal that stays open must not hold the command once it has its answer.
          pasted.destroy()
          receive = () => false
          how()
        }
        receive = ({ searchParams }) => {
          if (searchParams.get('state') !== state) return false
          finish(() => resolve({ state, code: searchParams.get('code'), error: searchParams.get('error') }))
          return true
        }
        lines.on('line', (line) => {
          if (line.trim() === '') return
          const url = URL.canParse(line.trim()) ? new URL(line.trim()) : null
          if (url?.pathname !== pathname || !receive(url))
            onOther(`This is not the address the vendor sent you to. It begins with ${redirectUri}?`)
        })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        // A browser that holds its connection open must not hold the command.
        setTimeout(() => server.closeAllConnections(), 500).unref()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new CommandFailed(
              `Port ${port} of this machine is in use. Stop the program that uses it, or choose another port: --prepare --port 4191, and the new redirect address at the vendor.`,
            )
          : error,
      ),
    )
    server.listen(port, 'localhost', () => resolve())
  })
}
