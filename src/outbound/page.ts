import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { lookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { isPublicAddress } from './private-ranges.ts'
import { PageFault } from './page-fault.ts'
import { metaTags, headBytes, pageText } from './page-head.ts'

export interface ReadPage {
  /** Where it was found in the end. */
  url: string
  redirected: boolean
  kind: 'html' | 'text' | 'pdf'
  /** Empty for a PDF. */
  body: string
}

interface PageLimits {
  /** `host` or `host:port` that may be read although it lies in a private range or on another port. */
  allowedHosts: readonly string[]
  timeoutMs?: number
  maxBytes?: number
  signal?: AbortSignal
  /** How a name is resolved; left out = by the system. */
  resolve?: (hostname: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void
}

const maxRedirects = 5
const defaultTimeoutMs = 15_000
const defaultMaxBytes = 2 * 1024 * 1024

/**
 * Reads one public page without any credential (docs/reference/security.md#ssrf): http or https on its usual port,
 * never a private, loopback or link-local address whatever its name leads to, unless the host is allowed by name. Each
 * redirect is judged again; the address that was judged is the one that is connected. One deadline and one size for
 * everything. Throws PageFault.
 */
export async function readPage(address: string, limits: PageLimits): Promise<ReadPage> {
  const signal = signalOf(limits)
  let url = checkPageUrl(address, limits)
  for (let hop = 0; ; hop += 1) {
    const answer = await open(url, limits, signal)
    const status = answer.statusCode ?? 0
    const sentTo = isRedirect(status) ? answer.headers.location : undefined
    const page = sentTo === undefined ? await finish(answer, url, hop > 0, limits, signal) : null
    const location = sentTo ?? refreshOf(page?.body ?? '', url)
    if (page !== null && location === null) return page
    answer.destroy()
    if (hop >= maxRedirects)
      throw new PageFault(
        'redirects',
        url.href,
        `${url.host} sends on more than ${maxRedirects} times; it was not followed further.`,
      )
    url = nextUrl(location ?? '', url, limits)
  }
}

function signalOf({ timeoutMs, signal }: PageLimits): AbortSignal {
  const deadline = AbortSignal.timeout(timeoutMs ?? defaultTimeoutMs)
  return signal === undefined ? deadline : AbortSignal.any([signal, deadline])
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400

/** Where a page sends on to, judged as an address of its own. */
function nextUrl(location: string, url: URL, limits: PageLimits): URL {
  const next = URL.parse(location, url)
  if (next === null) throw new PageFault('not-a-url', url.href, `${url.host} sends on to something that is no address.`)
  if (url.protocol === 'https:' && next.protocol === 'http:')
    throw new PageFault('downgrade', next.href, `${url.host} sends on from https to http; it was not followed.`)
  return checkPageUrl(next.href, limits, url)
}

/** Longer than so many seconds, a page waits to be read before it moves on. */
const soonSeconds = 10

/**
 * Where a page sends its reader on by itself; null = nowhere, or to itself. What stands in a comment or for readers
 * without scripts does not count.
 */
function refreshOf(body: string, url: URL): string | null {
  const head = body.slice(0, headBytes).replace(/<!--[\s\S]*?(?:-->|$)|<noscript[\s\S]*?(?:<\/noscript>|$)/giu, '')
  const tag = metaTags(head).find((one) => /http-equiv\s*=\s*["']?refresh\b/iu.test(one))
  const [, wait, to = ''] =
    /\bcontent\s*=\s*(?:["']\s*)?(\d{1,6})(?!\d)[^;,"'>]{0,20}[;,]\s*url\s*=\s*["']?([^"'>\s]+)/iu.exec(tag ?? '') ?? []
  const next = to === '' || Number(wait) > soonSeconds ? null : URL.parse(to.replaceAll('&amp;', '&'), url)
  return next === null || next.href === url.href ? null : next.href
}

/**
 * Throws PageFault when this address may not be read at all, before any name is resolved. `from`: the page that sent us
 * there.
 */
export function checkPageUrl(text: string, limits: Pick<PageLimits, 'allowedHosts'>, from?: URL): URL {
  const said = from === undefined ? '' : `${from.host} sends on: `
  const url = URL.parse(text.trim())
  if (url === null) throw new PageFault('not-a-url', text, `${said}this is not a web address. Write it with https://`)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new PageFault('scheme', text, `${said}only pages at http:// or https:// are read.`)
  if (url.username !== '' || url.password !== '')
    throw new PageFault('user', url.origin, `${said}the address must not hold a user name or password.`)
  if (isNamed(url, limits)) return url
  const host = bare(url)
  if (host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && !isPublicAddress(host)))
    throw insideNetwork(url, said)
  if (url.port !== '')
    throw new PageFault(
      'port',
      url.href,
      `${said}only the usual ports of web pages are read. Allow ${url.host} in OUTBOUND_HOSTS first.`,
    )
  return url
}

const bare = (url: URL) => url.hostname.replace(/^\[|\]$|\.$/gu, '')
const isNamed = (url: URL, { allowedHosts }: Pick<PageLimits, 'allowedHosts'>) =>
  allowedHosts.includes(url.host) || allowedHosts.includes(bare(url))
const insideNetwork = (url: URL, said = '') =>
  new PageFault(
    'private',
    url.href,
    `${said}${url.host} is inside a private network and was not opened. If it may be read, allow the host in OUTBOUND_HOSTS first.`,
  )

function open(url: URL, limits: PageLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const named = isNamed(url, limits)
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(asFault(error, url, signal))
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'GET',
      agent: false,
      signal,
      lookup: named ? (lookup as LookupFunction) : judgedLookup(url, limits.resolve),
      maxHeaderSize: 16_384,
      headers: {
        accept: 'text/html,application/xhtml+xml;q=0.9,application/pdf;q=0.5',
        'accept-encoding': 'gzip, deflate, br, zstd',
        'accept-language': 'fr,en;q=0.8,de;q=0.6',
        'user-agent': 'Lawbase/0.1 (form audit)',
      },
    })
    call.once('error', fail)
    call.once('response', (answer) => {
      // A name that answered twice differently is caught here at the latest.
      const seen = answer.socket.remoteAddress ?? ''
      if (!named && !isPublicAddress(seen.replace(/^::ffff:(?=\d+\.)/u, ''))) {
        call.destroy()
        reject(insideNetwork(url))
        return
      }
      resolve(answer)
    })
    call.end()
  })
}

/** Refuses a name when any of its addresses is private, and hands back none that was not judged. */
function judgedLookup(
  url: URL,
  resolve: PageLimits['resolve'] = (hostname, done) => lookup(hostname, { all: true }, done),
): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, (error, addresses) => {
      const answer = done as (error: Error | null, address?: string | LookupAddress[], family?: number) => void
      if (error !== null) return answer(error)
      const [first] = addresses
      if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address)))
        return answer(insideNetwork(url))
      return options.all === true ? answer(null, addresses) : answer(null, first.address, first.family)
    })
  }
}

async function finish(
  answer: IncomingMessage,
  url: URL,
  redirected: boolean,
  limits: PageLimits,
  signal: AbortSignal,
): Promise<ReadPage> {
  const status = answer.statusCode ?? 0
  if (status < 200 || status >= 300) {
    answer.destroy()
    throw new PageFault('status', url.href, `${url.host} answers ${status}.`, status)
  }
  const type = (answer.headers['content-type'] ?? 'text/html').toLowerCase()
  if (type.includes('pdf')) {
    answer.destroy()
    return { url: url.href, redirected, kind: 'pdf', body: '' }
  }
  if (!/text\/(html|plain)|xhtml/u.test(type)) {
    answer.destroy()
    throw new PageFault(
      'type',
      url.href,
      `${url.host} answers with ${type.split(';')[0] ?? 'another type'}, which is no page.`,
    )
  }
  const bytes = await readBody(answer, url, limits.maxBytes ?? defaultMaxBytes).catch((error: unknown) => {
    throw error instanceof PageFault || signal.aborted
      ? asFault(error, url, signal)
      : new PageFault('cut', url.href, `${url.host} cut its answer short.`)
  })
  return { url: url.href, redirected, kind: type.includes('plain') ? 'text' : 'html', body: pageText(bytes, type) }
}

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

async function readBody(answer: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const encodings = (answer.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'identity')
  const unpack = encodings.toReversed().map((name) => unpackers[name]?.())
  if (unpack.includes(undefined)) {
    answer.destroy()
    throw new PageFault(
      'type',
      url.href,
      `${url.host} packs its answer in a way that is not read (${encodings.join(', ')}).`,
    )
  }
  const stream = unpack.reduce<Readable>((from, next) => {
    from.once('error', (error) => next?.destroy(error))
    return next === undefined ? from : from.pipe(next)
  }, answer)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes)
        throw new PageFault(
          'too-large',
          url.href,
          `The page is larger than ${Math.round(maxBytes / 1024 / 1024)} MB and was not read.`,
        )
      chunks.push(chunk)
    }
  } finally {
    answer.destroy()
  }
  if (!answer.complete) throw new PageFault('cut', url.href, `${url.host} cut its answer short.`)
  return Buffer.concat(chunks)
}

function asFault(error: unknown, url: URL, signal: AbortSignal): PageFault {
  if (error instanceof PageFault) return error
  if (signal.aborted) return new PageFault('timeout', url.href, `${url.host} did not answer in time.`)
  const code = (error as { code?: string } | null)?.code ?? ''
  return new PageFault(
    'unreachable',
    url.href,
    `${url.host} could not be reached${code === '' ? '' : ` (${code})`}. Check the spelling of the address.`,
  )
}
