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
