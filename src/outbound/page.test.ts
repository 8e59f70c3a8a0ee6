import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPageUrl, readPage } from './page.ts'
import { PageFault, type PageFaultCode } from './page-fault.ts'

async function fault(work: Promise<unknown>): Promise<{ code: PageFaultCode; message: string }> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  )
  if (!(error instanceof PageFault)) throw new Error('it was read')
  return { code: error.code, message: error.message }
}

// docs/reference/security.md#ssrf-payloads.
describe('addresses of pages', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://①②⑦.0.0.1/',
    'http://127。0。0。1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://0.0.0.0/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://x.localhost/',
    'http:127.0.0.1',
    'http://127.0.0.1:80\\@ok.example.test/',
  ])('%s is inside a private network', (address) => {
    expect(() => checkPageUrl(address, { allowedHosts: [] })).toThrow('inside a private network')
  })
  it.each([
    ['file:///etc/passwd', 'scheme'],
    ['gopher://example.test/', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['https://user@example.test/', 'user'],
    ['https://a:b@127.0.0.1/', 'user'],
    ['https://example.test:22/', 'port'],
    ['https://example.test:6379/', 'port'],
    ['nonsense', 'not-a-url'],
    ['', 'not-a-url'],
  ])('%s is refused: %s', (address, code) => {
    expect(() => checkPageUrl(address, { allowedHosts: [] })).toThrow(expect.objectContaining({ code }))
  })
  it.each([
    ['https://www.example.test/contact', []],
    ['http://www.example.test/contact', []],
    ['http://127.0.0.1:8080/x', ['127.0.0.1:8080']],
    ['http://10.1.2.3/x', ['10.1.2.3']],
  ])('%s may be read with %j allowed', (address, allowedHosts) => {
    expect(checkPageUrl(address, { allowedHosts }).href).toBe(address)
  })
})

describe('reading a page', () => {
  let server: Server
  let other: Server
  let base: string
  let otherBase: string
  let otherCalls = 0
  const answers: Record<string, (answer: ServerResponse) => void> = {
    '/page': (answer) => answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>é</p>'),
    '/latin': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end(Buffer.from('<meta charset="iso-8859-1"><p>é</p>', 'latin1')),
    '/zipped': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync('<p>é</p>')),
    '/capitals': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'GZIP' }).end(gzipSync('<p>é</p>')),
    '/twice': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip, br' })
        .end(brotliCompressSync(gzipSync('<p>é</p>'))),
    '/zstd': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'zstd' })
        .end(zstdCompressSync(Buffer.from('<p>é</p>'))),
    '/packed': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'compress' }).end('x'),
    '/undeclared': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.from('<p>é</p>', 'latin1')),
    '/utf16': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<p>é</p>', 'utf16le')])),
    '/refresh': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<meta http-equiv="refresh" content="0; url=/page">'),
    '/later': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<meta http-equiv="refresh" content="600; url=/page">'),
    '/scriptless': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<noscript><meta http-equiv="refresh" content="0;url=/gone"></noscript>'),
    '/itself': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<meta http-equiv="refresh" content="0;url=/itself">'),
    '/inwards': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<meta http-equiv="refresh" content="0;url=${otherBase}/secret">`),
    '/bomb': (answer) =>
      answer
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(4 * 1024 * 1024))),
    '/large': (answer) =>
      answer.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.alloc(3 * 1024 * 1024, 'a')),
    '/pdf': (answer) => answer.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF'),
    '/picture': (answer) => answer.writeHead(200, { 'content-type': 'image/png' }).end('x'),
    '/gone': (answer) => answer.writeHead(404).end(),
    '/moved': (answer) => answer.writeHead(301, { location: '/page' }).end(),
    '/round': (answer) => answer.writeHead(302, { location: '/round' }).end(),
    '/metadata': (answer) => answer.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
    '/loopback': (answer) => answer.writeHead(307, { location: `${otherBase}/secret` }).end(),
    '/name': (answer) => answer.writeHead(302, { location: 'http://inside.example.test/' }).end(),
    '/script': (answer) => answer.writeHead(302, { location: 'javascript:alert(1)' }).end(),
    '/cut': (answer) =>
      void answer
        .writeHead(200, { 'content-type': 'text/html', 'content-length': '100' })
        .write('half', () => answer.socket?.destroy()),
    '/slow': (answer) => {
      const timer = setInterval(() => answer.write('a'), 20)
      answer.writeHead(200, { 'content-type': 'text/html' })
      answer.once('close', () => clearInterval(timer))
    },
    '/silent': () => undefined,
  }
  beforeAll(async () => {
    server = createServer((request, answer) => answers[request.url ?? '']?.(answer)).listen(0, '127.0.0.1')
    other = createServer((_request, answer) => {
      otherCalls += 1
      answer.end('secret')
    }).listen(0, '127.0.0.1')
    await Promise.all([once(server, 'listening'), once(other, 'listening')])
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    otherBase = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  })
  afterAll(() => {
    for (const one of [server, other]) {
      one.closeAllConnections()
      one.close()
    }
  })
  const read = (path: string, timeoutMs = 5_000) =>
    readPage(base + path, {
      allowedHosts: [new URL(base).host],
      timeoutMs,
      resolve: (_name, done) => done(null, [{ address: '192.168.0.7', family: 4 }]),
    })

  it.each([
    ['/page', false, 'html', '<p>é</p>'],
    ['/zipped', false, 'html', '<p>é</p>'],
    ['/latin', false, 'html', '<meta charset="iso-8859-1"><p>é</p>'],
    ['/capitals', false, 'html', '<p>é</p>'],
    ['/twice', false, 'html', '<p>é</p>'],
    ['/zstd', false, 'html', '<p>é</p>'],
    ['/undeclared', false, 'html', '<p>é</p>'],
    ['/utf16', false, 'html', '<p>é</p>'],
    ['/refresh', true, 'html', '<p>é</p>'],
    ['/later', false, 'html', '<meta http-equiv="refresh" content="600; url=/page">'],
    ['/scriptless', false, 'html', '<noscript><meta http-equiv="refresh" content="0;url=/gone"></noscript>'],
    ['/itself', false, 'html', '<meta http-equiv="refresh" content="0;url=/itself">'],
    ['/moved', true, 'html', '<p>é</p>'],
    ['/pdf', false, 'pdf', ''],
  ])('%s', async (path, redirected, kind, body) => {
    expect(await read(path)).toEqual({
      url: base + (path === '/moved' || path === '/refresh' ? '/page' : path),
      redirected,
      kind,
      body,
    })
  })
  it.each([
    ['/bomb', 'too-large'],
    ['/large', 'too-large'],
    ['/picture', 'type'],
    ['/gone', 'status'],
    ['/round', 'redirects'],
    ['/metadata', 'private'],
    ['/loopback', 'private'],
    ['/inwards', 'private'],
    ['/packed', 'type'],
    ['/name', 'private'],
    ['/script', 'scheme'],
    ['/cut', 'cut'],
  ])('%s is refused: %s', async (path, code) => {
    expect((await fault(read(path))).code).toBe(code)
  })
  it.each(['/slow', '/silent'])('%s is not waited for', async (path) => {
    expect((await fault(read(path, 150))).code).toBe('timeout')
  })
  it('never connects to where a redirect inside the network leads', async () => {
    const found = await fault(read('/loopback'))
    expect([otherCalls, found.message.includes('sends on') && found.message.includes('OUTBOUND_HOSTS')]).toEqual([
      0,
      true,
    ])
  })
  it.each([
    ['inside.example.test', [{ address: '127.0.0.1', family: 4 }]],
    [
      'half.example.test',
      [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    ],
    ['six.example.test', [{ address: 'fd00::1', family: 6 }]],
    ['none.example.test', []],
  ])('%s leads inside, and is not connected', async (host, addresses) => {
    const found = await fault(
      readPage(`http://${host}/`, {
        allowedHosts: [],
        timeoutMs: 2_000,
        resolve: (_name, done) => done(null, addresses),
      }),
    )
    expect(found).toEqual({
      code: 'private',
      message: `${host} is inside a private network and was not opened. If it may be read, allow the host in OUTBOUND_HOSTS first.`,
    })
  })
  it('says that a name is not known', async () => {
    expect(
      await fault(
        readPage('http://unknown.example.test/', {
          allowedHosts: [],
          resolve: (_name, done) => done(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), []),
        }),
      ),
    ).toEqual({
      code: 'unreachable',
      message: 'unknown.example.test could not be reached (ENOTFOUND). Check the spelling of the address.',
    })
  })
})
