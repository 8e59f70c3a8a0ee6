import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { ConnectedSystem, Connector } from '../../../src/connector/contract.ts'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import { memoryBudget } from './harness.ts'
import { noThreads } from './no-threads.ts'

export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  headers: Readonly<Record<string, string | string[] | undefined>>
}
export interface Reply {
  status?: number
  json?: unknown
  /** Given as it is, for what is not JSON. */
  text?: string
}

/** A vendor that answers what the test says, for answers that docs/reference allows and the sandbox does not give. */
export async function scriptedVendor(
  connector: Connector<OAuthCredentials>,
  reply: (seen: Seen) => Reply,
  scopes: readonly string[] = [],
  more: Partial<Access<OAuthCredentials>> = {},
): Promise<{ system: ConnectedSystem; seen: Seen[]; close: () => void }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = seenOf(request, Buffer.concat(chunks).toString())
      seen.push(one)
      const { status = 200, json, text: plain } = reply(one)
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(plain ?? (json === undefined ? '' : JSON.stringify(json)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials: OAuthCredentials = { accessToken: 't', refreshToken: 'r', expiresAt: null, instanceUrl: base }
  const system = connector.open(
    {
      credentials,
      token: () => Promise.resolve('t'),
      renewToken: () => Promise.resolve('t2'),
      baseUrl: () => Promise.resolve(base),
      accountId: '1',
      scopes,
      sourceProperty: 'LeadSource',
      pushed: true,
      ...more,
    },
    depsFor(base),
  )
  return { system, seen, close: () => server.close() }
}

function seenOf(request: IncomingMessage, text: string): Seen {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text === '' ? null : text,
    headers: request.headers,
  }
}

function depsFor(base: string): ConnectorDeps {
  return {
    log: pino({ level: 'silent' }),
    clock: { now: () => new Date('2026-11-25T12:00:00Z') },
    threads: noThreads,
    http: async (request) => {
      const response = await fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        redirect: 'manual',
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      return { status: response.status, headers: response.headers, body: await response.text() }
    },
    budget: memoryBudget(),
    lane: 'objection',
    vendor: { urls: { api: base, app: base }, moreHosts: [] },
  }
}
