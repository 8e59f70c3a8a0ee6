import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'

const acme = {
  id: 'acme',
  addresses: {
    api: { variable: 'ACME_API_URL', default: 'https://api.acme.example.test' },
    mail: { variable: 'ACME_MAIL_URL', default: null },
  },
  moreHosts: { variable: 'ACME_HOSTS' },
}
const plain = { id: 'plain' }

describe('variables that connectors declare', () => {
  it('hold their defaults when nobody sets them', () => {
    expect(parseConfig({}, [acme, plain]).vendors).toEqual({
      acme: { urls: { api: 'https://api.acme.example.test' }, moreHosts: [] },
      plain: { urls: {}, moreHosts: [] },
    })
  })

  it('take what is set, without a slash at the end', () => {
    const env = {
      ACME_API_URL: 'http://localhost:9/',
      ACME_MAIL_URL: 'https://m.example.test',
      ACME_HOSTS: ' .A.test, b.test',
    }
    expect(parseConfig(env, [acme]).vendors).toEqual({
      acme: { urls: { api: 'http://localhost:9', mail: 'https://m.example.test' }, moreHosts: ['.a.test', 'b.test'] },
    })
  })

  it('are named beside our own when they are wrong', () => {
    const env = { PORT: 'x', ACME_API_URL: 'http://acme.example.test', ACME_MAIL_URL: 'none' }
    expect(() => parseConfig(env, [acme])).toThrow(
      /PORT: .*\n {2}ACME_API_URL: must start with https:\/\/.*\n {2}ACME_MAIL_URL: Invalid URL/u,
    )
  })
})

describe('the address of the console', () => {
  const refusal = (env: Record<string, string>) => {
    try {
      parseConfig(env, [])
      return null
    } catch (error) {
      return (error as Error).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim())
    }
  }

  it('is its own name behind a proxy on another machine, and the proxies that are believed are named', () => {
    const config = parseConfig(
      {
        CONSOLE_URL: 'https://lawbase.acme.example.test',
        CONSOLE_HOST: '0.0.0.0',
        TRUST_PROXY: '10.0.0.5, 10.1.0.0/16,::1, loopback',
      },
      [],
    )
    expect([config.consoleUrl, config.consoleHost, config.trustedProxies]).toEqual([
      'https://lawbase.acme.example.test',
      '0.0.0.0',
      ['10.0.0.5', '10.1.0.0/16', '::1', 'loopback'],
    ])
  })

  it('is this machine alone, and nobody is believed, when nothing is set', () => {
    const config = parseConfig({}, [])
    expect([config.consoleUrl, config.consoleHost, config.trustedProxies]).toEqual([undefined, 'localhost', []])
  })

  it.each([
    [{ CONSOLE_HOST: '0.0.0.0' }, /^CONSOLE_HOST: .* set CONSOLE_URL too$/u],
    [{ CONSOLE_URL: 'http://lawbase.acme.example.test' }, /^CONSOLE_URL: must start with https/u],
    [{ CONSOLE_URL: 'https://acme.example.test/lawbase' }, /^CONSOLE_URL: must be a host alone/u],
    [{ CONSOLE_URL: 'https://anne@acme.example.test' }, /^CONSOLE_URL: must be a host alone/u],
    [
      { CONSOLE_URL: 'https://acme.example.test', PUBLIC_URL: 'https://acme.example.test:8443' },
      /^CONSOLE_URL: must have another host name than PUBLIC_URL/u,
    ],
    [{ TRUST_PROXY: '10.0.0.0/33' }, /^TRUST_PROXY: names addresses or ranges/u],
    [{ TRUST_PROXY: 'proxy.acme.example.test' }, /^TRUST_PROXY: names addresses or ranges/u],
    [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY: names addresses or ranges/u],
  ])('refuses %o', (env, says) => {
    expect(refusal(env as unknown as Record<string, string>)).toEqual([expect.stringMatching(says)])
  })
})
