import { describe, expect, it } from 'vitest'
import { ConnectorError } from '../../src/connector/errors.ts'
import { checkedInstanceUrl, loginOrigin } from './hosts.ts'

const app = (loginHost: string | null) => ({ clientId: 'c', clientSecret: 's', redirectUri: 'http://localhost/cb', loginHost })

describe('Salesforce hosts (salesforce.md §1.2, security.md §3.9)', () => {
  it.each([
    [null, 'https://login.salesforce.com'],
    ['test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('login host %s', (typed, origin) => {
    expect(loginOrigin(app(typed))).toBe(origin)
  })

  it.each(['http://login.salesforce.com', 'https://acme.lightning.force.com', 'https://user:pw@login.salesforce.com', 'not a host'])('refuses %s', (typed) => {
    expect(() => loginOrigin(app(typed))).toThrow(ConnectorError)
  })

  it.each([
    ['https://acme.my.salesforce.com', null, 'https://acme.my.salesforce.com'],
    ['http://localhost:9000', 'http://127.0.0.1:8080', 'http://localhost:9000'],
  ])('takes the data host %s', (instance, login, origin) => {
    expect(checkedInstanceUrl(instance, app(login))).toBe(origin)
  })

  it.each(['https://evil.test', 'https://salesforce.com.evil.test', 'https://evilsalesforce.com', 'http://acme.my.salesforce.com', 'http://127.0.0.1', 'https://acme.my.salesforce.com:8443', 'https://x@acme.my.salesforce.com', 'ftp://acme.my.salesforce.com'])(
    'sends no token to %s',
    (instance) => {
      expect(() => checkedInstanceUrl(instance, app(null))).toThrow(ConnectorError)
    },
  )
})
