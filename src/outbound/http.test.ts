import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectorError } from '../connector/errors.ts'
import { checkUrl, openHttp } from './http.ts'
import { isPublicAddress } from './private-ranges.ts'

// docs/reference/security.md#ssrf, #ssrf-payloads.
describe('addresses inside private ranges', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '0.0.0.0',
    '127.0.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.0.8',
    '198.18.0.1',
    '::1',
    '::',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    'fec0::1',
    '100::1',
    '5f00::1',
    'not an address',
  ])('%s is refused', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4007::200e'])(
    '%s is allowed',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

describe('addresses that an admin types', () => {
  it.each([
    ['ftp://example.test', 'must start with https'],
    ['file:///etc/passwd', 'must start with https'],
    ['http://example.test', 'must start with https'],
    ['https://user:secret@example.test', 'user name or password'],
    ['https://10.0.0.1/hook', 'inside your network'],
    ['https://0xa000001/hook', 'inside your network'],
    ['https://167772161/hook', 'inside your network'],
    ['https://[::ffff:10.0.0.1]/hook', 'inside your network'],
    ['https://169.254.169.254/latest', 'inside your network'],
    ['nonsense', 'not a web address'],
  ])('%s is refused', (text, phrase) => {
    expect(() => checkUrl(text, { allowedHosts: [] })).toThrow(phrase)
  })
  it.each([
    ['https://hooks.example.test/x', []],
    ['http://127.0.0.1:8080/x', []],
    ['http://localhost:8080/x', []],
    ['https://10.0.0.1/x', ['10.0.0.1']],
    ['http://broker.internal:8080/x', ['broker.internal:8080']],
  ])('%s is taken with %j allowed', (text, allowedHosts) => {
    expect(checkUrl(text, { allowedHosts }).href).toBe(text)
  })
  it.each([
    'http://127.0.0.1:8080/x',
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://[::1]/x',
    'https://127.1/x',
  ])('%s is refused where this machine must be named, and taken when it is', (text) => {
    expect(() => checkUrl(text, { allowedHosts: [], isLoopbackNamed: true })).toThrow(
      /inside your network|must start with https/u,
    )
    expect(checkUrl(text, { allowedHosts: [new URL(text).host], isLoopbackNamed: true }).host).toBe(new URL(text).host)
  })
})

describe('one call', () => {
  let server: Server
  let base: string
  const http = openHttp({ allowedHosts: [] })
  beforeAll(async () => {
    server = createServer((request, answer) => {
      if (request.url === '/silent') return
      if (request.url === '/cut') return void request.socket.destroy()
      if (request.url === '/half')
        return void answer.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy())
      if (request.url === '/moved') return void answer.writeHead(302, { location: '/elsewhere' }).end()
      if (request.url === '/zipped')
        return void answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":"é"}'))
      const chunks: Buffer[] = []
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => answer.writeHead(201).end(`${request.method} ${Buffer.concat(chunks).toString()}`))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    http.close()
    server.closeAllConnections()
    server.close()
  })

  it.each([
    ['/', 201, 'POST données'],
    ['/moved', 302, ''],
    ['/zipped', 200, '{"a":"é"}'],
  ])('%s', async (path, status, body) => {
    const answer = await http({ method: 'POST', url: base + path, body: 'données' })
    expect([answer.status, answer.body]).toEqual([status, body])
  })

  it.each([
    ['/silent', 'did not answer in time'],
    ['/cut', 'could not be reached'],
    ['/half', 'could not be reached'],
  ])('%s is unavailable', async (path, phrase) => {
    const error = await http({ method: 'GET', url: base + path, timeoutMs: 200 }).catch((caught: unknown) => caught)
    expect([
      error instanceof ConnectorError && error.kind,
      error instanceof Error && error.message.includes(phrase),
    ]).toEqual(['unavailable', true])
  })

  it('refuses a name that leads to this machine', async () => {
    await expect(http({ method: 'GET', url: 'https://localhost.localdomain/x', timeoutMs: 2_000 })).rejects.toThrow(
      ConnectorError,
    )
  })
})
