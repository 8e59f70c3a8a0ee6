import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Agent as HttpAgent } from 'node:http'
import { lookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { HttpRequest, HttpResponse } from '../connector/deps/http.ts'
import type { PlainHttp } from '../connector/oauth-spec.ts'
import { ConnectorError } from '../connector/errors.ts'
import { isLoopback, isPublicAddress } from './private-ranges.ts'

export interface OutboundPolicy {
  /** Host names (`host` or `host:port`) that may be called although they lie in a private range. */
  allowedHosts: readonly string[]
  /** Whether this machine, too, may be called only when it is named; left out = it may be called. */
  isLoopbackNamed?: true
}

const defaultTimeoutMs = 30_000
const maxBodyBytes = 50 * 1024 * 1024

/**
 * Network for connectors (docs/reference/security.md#ssrf): https, or http on loopback; never a private address unless
 * its host is allowed by name; no redirects followed; one deadline for the whole call; proxy variables ignored. Throws
 * ConnectorError: `bad-request` for an address that may not be called, `unavailable` when there was no answer.
 */
export function openHttp(policy: OutboundPolicy): PlainHttp & { close(): void } {
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: 64 }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
  }
  const call = (request: HttpRequest) => send(request, policy, agents)
  return Object.assign(call, {
    close: () => {
      agents.http.destroy()
      agents.https.destroy()
    },
  })
}

/** Throws a sentence when this address may not be called at all, before any name is resolved. */
export function checkUrl(text: string, policy: OutboundPolicy): URL {
  const url = URL.parse(text)
  if (url === null) throw new ConnectorError('bad-request', 'This is not a web address: it must start with https://')
  const isFree = isNamed(url, policy) || isCallableHere(url, policy)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isFree)) {
    throw new ConnectorError('bad-request', 'The address must start with https:// (http:// only for this machine).')
  }
  if (url.username !== '' || url.password !== '')
    throw new ConnectorError('bad-request', 'The address must not hold a user name or password.')
  if (!isFree && isInside(bare(url))) {
    throw new ConnectorError(
      'bad-request',
      'This address is inside your network. Allow the host in OUTBOUND_HOSTS first.',
    )
  }
  return url
}

const bare = (url: URL): string => url.hostname.replace(/^\[|\]$/gu, '')

const isNamed = (url: URL, { allowedHosts }: OutboundPolicy): boolean =>
  allowedHosts.includes(url.host) || allowedHosts.includes(bare(url))

/** This machine, where it need not be named. */
const isCallableHere = (url: URL, { isLoopbackNamed }: OutboundPolicy): boolean =>
  isLoopbackNamed !== true && isOnThisMachine(url.href)

/** An address inside the network; what a name leads to is judged when it is resolved. */
const isInside = (host: string): boolean => (host === 'localhost' || isIP(host) !== 0) && !isPublicAddress(host)

/** True for an address on loopback. */
export function isOnThisMachine(url: string): boolean {
  const host = bare(new URL(url))
  return host === 'localhost' || isLoopback(host)
}

function send(
  request: HttpRequest,
  policy: OutboundPolicy,
  agents: { http: HttpAgent; https: HttpsAgent },
): Promise<HttpResponse> {
  const url = checkUrl(request.url, policy)
  const deadline = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs)
  const signal = request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline])
  const secure = url.protocol === 'https:'
  const body = request.body === undefined ? undefined : Buffer.from(request.body, 'utf8')
  return new Promise<HttpResponse>((resolve, reject) => {
    const fail = (error: unknown) => reject(asCallFailure(error, url.host, signal, deadline))
    const outgoing = (secure ? httpsRequest : httpRequest)(url, {
      method: request.method,
      agent: secure ? agents.https : agents.http,
      lookup: guardedLookup(url, policy),
      signal,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate',
        'user-agent': 'Lawbase/0.1',
        ...request.headers,
        ...(body === undefined ? {} : { 'content-length': String(body.length) }),
      },
    })
    outgoing.once('error', fail)
    outgoing.once('response', (answer) => {
      readBody(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), body: text }),
        fail,
      )
    })
    outgoing.end(body)
  })
}

/**
 * Resolves all addresses and refuses when any is private, so that a name cannot point inside. Not called for IP
 * literals.
 */
function guardedLookup(url: URL, policy: OutboundPolicy): LookupFunction {
  const free =
    (url.hostname === 'localhost' && policy.isLoopbackNamed !== true) ||
    policy.allowedHosts.includes(url.hostname) ||
    policy.allowedHosts.includes(url.host)
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const answer = done as (error: Error | null, address?: string | LookupAddress[], family?: number) => void
      if (error !== null) return answer(error)
      if (!free && addresses.some(({ address }) => !isPublicAddress(address))) {
        return answer(
          new ConnectorError(
            'bad-request',
            'This address is inside your network. Allow the host in OUTBOUND_HOSTS first.',
          ),
        )
      }
      if (options.all === true) return answer(null, addresses)
      const first = addresses[0]
      return first === undefined ? answer(new Error('no address')) : answer(null, first.address, first.family)
    })
  }
}

async function readBody(answer: IncomingMessage): Promise<string> {
  const encoding = answer.headers['content-encoding']
  const stream =
    encoding === 'gzip'
      ? answer.pipe(createGunzip())
      : encoding === 'deflate'
        ? answer.pipe(createInflate())
        : encoding === 'br'
          ? answer.pipe(createBrotliDecompress())
          : answer
  if (stream !== answer) answer.once('error', (error) => stream.destroy(error))
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes)
      throw new ConnectorError('unexpected-response', 'The answer is larger than 50 MB and was dropped.')
    chunks.push(chunk)
  }
  if (!answer.complete) throw new Error('the answer was cut')
  return Buffer.concat(chunks).toString('utf8')
}

function headersOf(answer: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  return headers
}

function asCallFailure(error: unknown, host: string, signal: AbortSignal, deadline: AbortSignal): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (deadline.aborted)
    return new ConnectorError('unavailable', `${host} did not answer in time. It is tried again; nothing is lost.`, {
      cause: error,
    })
  if (signal.aborted)
    return new ConnectorError('unavailable', `The call to ${host} was stopped. It is made again later.`, {
      cause: error,
    })
  return new ConnectorError('unavailable', `${host} could not be reached. It is tried again; nothing is lost.`, {
    cause: error,
  })
}
