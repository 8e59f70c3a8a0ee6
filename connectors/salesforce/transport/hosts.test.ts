import { describe, expect, it } from 'vitest'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { checkedInstanceUrl, loginOrigin } from './hosts.ts'
import { salesforceOAuth } from './oauth.ts'

const app = (loginHost: string | null) => ({
  clientId: 'c',
  clientSecret: 's',
  redirectUri: 'http://localhost/cb',
  loginHost,
})

// docs/reference/salesforce.md#hosts, docs/reference/security.md#oauth.
describe('Salesforce hosts', () => {
  it.each([
    [null, 'https://login.salesforce.com'],
    ['test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('login host %s', (typed, origin) => {
    expect(loginOrigin(app(typed))).toBe(origin)
  })

  it.each([
    'http://login.salesforce.com',
    'https://acme.lightning.force.com',
    'https://user:pw@login.salesforce.com',
    'not a host',
  ])('refuses %s', (typed) => {
    expect(() => loginOrigin(app(typed))).toThrow(ConnectorError)
  })

  it.each([
    ['https://acme.my.salesforce.com', null, 'https://acme.my.salesforce.com'],
    ['http://localhost:9000', 'http://127.0.0.1:8080', 'http://localhost:9000'],
  ])('takes the data host %s', (instance, login, origin) => {
    expect(checkedInstanceUrl(instance, app(login), [])).toBe(origin)
  })

  it('takes a data host that the operator named, and its own sub-domains only', () => {
    const more = ['crm.exemple.example.test', '.salesforce-gov.example.test']
    expect(checkedInstanceUrl('https://crm.exemple.example.test', app(null), more)).toBe(
      'https://crm.exemple.example.test',
    )
    expect(checkedInstanceUrl('https://eu1.crm.exemple.example.test', app(null), more)).toBe(
      'https://eu1.crm.exemple.example.test',
    )
    expect(checkedInstanceUrl('https://a.salesforce-gov.example.test', app(null), more)).toBe(
      'https://a.salesforce-gov.example.test',
    )
    for (const other of [
      'https://xcrm.exemple.example.test',
      'http://crm.exemple.example.test',
      'https://exemple.example.test',
    ])
      expect(() => checkedInstanceUrl(other, app(null), more)).toThrow(ConnectorError)
  })

  it('reads them from the configuration, at the consent and at every refresh', async () => {
    const vendor = { urls: {}, moreHosts: ['crm.exemple.example.test'] }
    const answer = {
      access_token: 'a',
      refresh_token: 'r',
      instance_url: 'https://crm.exemple.example.test',
      id: 'https://login.salesforce.com/id/00Dxx0000001gPFEAY/005xx000001Sv6AAAS',
      scope: 'api',
    }
    const http = () => Promise.resolve({ status: 200, headers: new Headers(), body: JSON.stringify(answer) })
    const call = { http, vendor, now: new Date() }
    const grant = await salesforceOAuth.exchange(app(null), { code: 'code', codeVerifier: 'verifier' }, call)
    expect(grant.instanceUrl).toBe('https://crm.exemple.example.test')
    expect((await salesforceOAuth.refresh(app(null), grant, call)).instanceUrl).toBe('https://crm.exemple.example.test')
  })

  it.each([
    'https://evil.test',
    'https://salesforce.com.evil.test',
    'https://evilsalesforce.com',
    'http://acme.my.salesforce.com',
    'http://127.0.0.1',
    'https://acme.my.salesforce.com:8443',
    'https://x@acme.my.salesforce.com',
    'ftp://acme.my.salesforce.com',
  ])('sends no token to %s', (instance) => {
    expect(() => checkedInstanceUrl(instance, app(null), [])).toThrow(ConnectorError)
  })
})
