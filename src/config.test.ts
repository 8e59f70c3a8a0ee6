import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gatherSettings } from './config-sources.ts'
import { parseConfig, settingNames } from './config.ts'

const acme = {
  id: 'acme',
  addresses: {
    api: { variable: 'ACME_API_URL', default: 'https://api.acme.example.test' },
    mail: { variable: 'ACME_MAIL_URL', default: null },
  },
  moreHosts: { variable: 'ACME_HOSTS' },
}
const plain = { id: 'plain' }

describe('settings from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const token = 'A-token-0123456789-of-tests'

  it('stand behind the environment, and a secret in a file of its own', () => {
    const settings = file(
      'lawbase.env',
      `# a comment\nPORT=4111\nLOG_LEVEL="warn"\nMETRICS_TOKEN_FILE=${file('token', `${token}\n`)}\n`,
    )
    const config = parseConfig({ LAWBASE_CONFIG: settings, PORT: '4112' }, [])
    expect([config.consolePort, config.logLevel, config.metricsToken]).toEqual([4112, 'warn', token])
    expect(
      gatherSettings({ LAWBASE_CONFIG: settings, PORT: '4112' }, settingNames([])).settings.get('METRICS_TOKEN'),
    ).toEqual({
      value: token,
      from: join(folder, 'token'),
    })
    const url = 'postgres://lawbase:a%20b@db.example.test/lawbase'
    expect(parseConfig({ DATABASE_URL_FILE: file('url', url) }, []).databaseUrl).toBe(url)
  })

  it.each([
    ['a token that is too short', { METRICS_TOKEN: 'short' }, /METRICS_TOKEN: must have 20 to 200/u],
    [
      'a secret given twice',
      { METRICS_TOKEN: token, METRICS_TOKEN_FILE: '/x' },
      /METRICS_TOKEN_FILE: METRICS_TOKEN is given too/u,
    ],
    ['a file that is not there', { LAWBASE_KEY_FILE: '/nonexistent' }, /LAWBASE_KEY_FILE: cannot be read \(ENOENT\)/u],
    ['an empty file', { REDIS_URL_FILE: '/dev/null' }, /REDIS_URL_FILE: the file is empty/u],
    ['no file of settings', { LAWBASE_CONFIG: '/nonexistent' }, /LAWBASE_CONFIG: cannot be read/u],
    [
      'an unknown name',
      { LAWBASE_CONFIG: file('odd.env', 'PROT=1\nPORT=x\n') },
      /PROT: no setting of that name.*\n.*PORT: /u,
    ],
  ])('%s is refused by name', (_how, env, says) => {
    expect(() => parseConfig(env, [])).toThrow(says)
  })
})

it('says what a number, a level and an address must be', () => {
  const env = { PORT: 'x', DRAIN_SECONDS: '61', POLL_SECONDS: '5.5', LOG_LEVEL: 'loud', PUBLIC_URL: 'none' }
  expect(() => parseConfig(env, [])).toThrow(
    [
      'The configuration cannot be used:',
      '  PORT: must be a whole number from 0 to 65535',
      '  DRAIN_SECONDS: must be a whole number from 0 to 60',
      '  PUBLIC_URL: must be an address that starts with https://',
      '  LOG_LEVEL: must be one of trace, debug, info, warn, error, silent',
      '  POLL_SECONDS: must be a whole number from 5 to 3600',
    ].join('\n'),
  )
})

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
      /PORT: .*\n {2}ACME_API_URL: must start with https:\/\/.*\n {2}ACME_MAIL_URL: must be an address that starts with https:\/\//u,
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
