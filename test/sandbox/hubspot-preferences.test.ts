import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { HubSpotClient } from './client.ts'
import { connectHubSpot, control, http, list, pick } from './client.ts'

const P = '/communication-preferences/2026-03'
const C = '/crm/objects/2026-03/contacts'

// docs/reference/hubspot.md#pref-key, #pref-200-errors.
describe('HubSpot communication preferences', () => {
  let sandbox: Sandbox
  let client: HubSpotClient
  let serial = 0
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 30, seed: 5, limitsX: 0 })
    client = await connectHubSpot(sandbox)
  })
  afterAll(() => sandbox.close())

  const person = async (): Promise<{ id: string; email: string; path: string }> => {
    const email = `personne+${serial++}@essai.example.test`
    const id = String(pick((await client.call('POST', C, { properties: { email } })).body, 'id'))
    return { id, email, path: `${P}/statuses/${encodeURIComponent(email)}` }
  }

  it('shows an opt-out of everything in the wide status, in each type and in the property', async () => {
    const { id, path } = await person()
    expect(list((await client.call('GET', `${path}/unsubscribe-all?channel=EMAIL`)).body, 'results')).toEqual([])
    const done = await client.call('POST', `${path}/unsubscribe-all?channel=EMAIL`)
    expect([done.status, list(done.body, 'results')]).toEqual([200, []])
    expect(
      pick((await client.call('GET', `${path}/unsubscribe-all?channel=EMAIL`)).body, 'results', 0, 'wideStatusType'),
    ).toBe('PORTAL_WIDE')
    expect(
      list((await client.call('GET', `${path}?channel=EMAIL`)).body, 'results').map((row) => pick(row, 'status')),
    ).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED', 'UNSUBSCRIBED'])
    expect(
      pick((await client.call('GET', `${C}/${id}?properties=hs_email_optout`)).body, 'properties', 'hs_email_optout'),
    ).toBe('true')
  })

  it('says NO_STATUS_CHANGE for a repeat at the dated path, and 400 at v3', async () => {
    const { path, email } = await person()
    const body = { subscriptionId: 330101, statusState: 'UNSUBSCRIBED', channel: 'EMAIL' }
    expect(pick((await client.call('POST', path, body)).body, 'results', 0, 'setStatusSuccessReason')).toBe(
      'REQUESTED_CHANGE_OCCURRED',
    )
    expect(pick((await client.call('POST', path, body)).body, 'results', 0, 'setStatusSuccessReason')).toBe(
      'NO_STATUS_CHANGE',
    )
    const old = await client.call('POST', '/communication-preferences/v3/unsubscribe', {
      emailAddress: email,
      subscriptionId: '330101',
    })
    expect([old.status, pick(old.body, 'message')]).toEqual([
      400,
      `${email} is already unsubscribed from subscription 330101`,
    ])
  })

  it('never subscribes again an address that opted out', async () => {
    const { path } = await person()
    await client.call('POST', `${path}/unsubscribe-all?channel=EMAIL`)
    expect(
      (await client.call('POST', path, { subscriptionId: 330101, statusState: 'SUBSCRIBED', channel: 'EMAIL' })).status,
    ).toBe(400)
  })

  it('belongs to the address: a new primary address shows its own status', async () => {
    const { id, path } = await person()
    await client.call('POST', `${path}/unsubscribe-all?channel=EMAIL`)
    await client.call('PATCH', `${C}/${id}`, { properties: { email: `change${serial++}@essai.example.test` } })
    expect(
      pick((await client.call('GET', `${C}/${id}?properties=hs_email_optout`)).body, 'properties', 'hs_email_optout'),
    ).toBe(null)
  })

  it('opens the batch only to the enterprise tier', async () => {
    const { email } = await person()
    const answer = await client.call('POST', `${P}/statuses/batch/unsubscribe-all?channel=EMAIL`, { inputs: [email] })
    expect([answer.status, pick(answer.body, 'category')]).toEqual([403, 'MISSING_SCOPES'])
    await control(sandbox, 'POST', 'switches', { 'hubspot.tier': 'enterprise' })
    const granted = await connectHubSpot(sandbox)
    const done = await granted.call('POST', `${P}/statuses/batch/unsubscribe-all?channel=EMAIL`, { inputs: [email] })
    expect([done.status, pick(done.body, 'results', 0, 'subscriberIdString')]).toEqual([200, email])
  })

  it('generates a link to its own page, where only the form changes anything', async () => {
    const { email, path } = await person()
    const link = await client.call('POST', `${P}/links/generate?channel=EMAIL`, { subscriberIdString: email })
    const url = String(pick(link.body, 'results', 0, 'managePreferencesUrl'))
    expect((await http('GET', `${url}&action=unsubscribe-all`)).status).toBe(200)
    expect(list((await client.call('GET', `${path}/unsubscribe-all?channel=EMAIL`)).body, 'results')).toEqual([])
    await http('POST', url, new URLSearchParams({ action: 'unsubscribe-all' }))
    expect(list((await client.call('GET', `${path}/unsubscribe-all?channel=EMAIL`)).body, 'results').length).toBe(1)
  })

  it('lets a CRM user take an opt-out back, and shows false then', async () => {
    const { id, email } = await person()
    await control(sandbox, 'POST', 'act', { system: 'hubspot', act: 'unsubscribe', email })
    await control(sandbox, 'POST', 'act', { system: 'hubspot', act: 'resubscribe', email })
    expect(
      pick((await client.call('GET', `${C}/${id}?properties=hs_email_optout`)).body, 'properties', 'hs_email_optout'),
    ).toBe('false')
  })
})
