import { createHmac } from 'node:crypto'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import { hubspotScopes } from '../../../connectors/hubspot/transport/scopes.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import { connect } from '../suite/harness.ts'
import type { Connected, Json, World } from '../suite/harness.ts'
import type { Subject } from '../suite/subject.ts'

export interface HubspotContactState {
  id: string
  archived: boolean
  properties: Record<string, string>
  additionalEmails: string[]
  updatedAt: string
}
export interface HubspotState {
  portalId: number
  contacts: HubspotContactState[]
  optOuts: { email: string; portalWide: boolean; subscriptionId: string | null }[]
  customProperties: string[]
}

export const redirectUri = 'http://localhost:4999/oauth/callback/hubspot'

export async function hubspotState(world: World): Promise<HubspotState> {
  return (await world.control<{ hubspot: HubspotState }>('GET', '/_sandbox/state')).hubspot
}

export async function contactState(world: World, id: string): Promise<HubspotContactState> {
  const { record } = await world.control<{ record: HubspotContactState | null }>(
    'GET',
    `/_sandbox/records/hubspot/${id}`,
  )
  if (record === null) throw new Error(`no contact ${id}`)
  return record
}

export function actHubspot<T = Json>(world: World, act: string, more: Json): Promise<T> {
  return world.control<T>('POST', '/_sandbox/act', { system: 'hubspot', act, ...more })
}

/** `without`: optional scopes that the admin leaves out of the app. */
export async function hubspotApp(world: World, without: readonly string[] = []) {
  const needs = (required: boolean): string[] =>
    hubspotScopes
      .filter((need) => need.required === required && !without.includes(need.scope))
      .map((need) => need.scope)
  const app = await world.control<{ clientId: string; clientSecret: string }>('POST', '/_sandbox/apps/hubspot', {
    redirectUris: [redirectUri],
    scopes: needs(true),
    optionalScopes: needs(false),
  })
  return { clientId: app.clientId, clientSecret: app.clientSecret, redirectUri, loginHost: null }
}

export const hubspotSubject: Subject = {
  connector: hubspot,
  system: 'hubspot',
  async connect(world): Promise<Connected> {
    return connect(world, hubspot, await hubspotApp(world), 'origine_contact')
  },
  async person(world, email): Promise<RecordRef> {
    const made = await actHubspot<{ id: string }>(world, 'create-contact', {
      properties: { email, firstname: 'Ada', lastname: 'Test', phone: '+33140000000' },
    })
    return { object: 'contact', id: made.id }
  },
  async liveIds(world) {
    return (await hubspotState(world)).contacts.filter((contact) => !contact.archived).map((contact) => contact.id)
  },
  async untouchable(world, ref) {
    const { properties, additionalEmails, archived } = await contactState(world, ref.id)
    const changing =
      /^(hs_email_optout.*|lawbase_do_not_contact|lawbase_stopped_kinds|lastmodifieddate|hs_lastmodifieddate|hs_updated_by_user_id)$/
    return {
      additionalEmails,
      archived,
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !changing.test(name))),
    }
  },
  async optedOut(world, _ref, email) {
    const { hubspot: state } = await world.control<{ hubspot: Pick<HubspotState, 'optOuts'> }>(
      'GET',
      '/_sandbox/state?system=hubspot&part=optOuts',
    )
    return state.optOuts.some((optOut) => optOut.email === email && optOut.portalWide)
  },
  signedPost({ ref, accountId }, secret, at) {
    const url = 'https://lawbase.example.test/webhooks/hubspot/key'
    const event = { eventId: 1, subscriptionType: 'contact.propertyChange', propertyName: 'email' }
    const about = { portalId: Number(accountId), objectId: Number(ref.id), occurredAt: at.getTime() }
    const body = Buffer.from(JSON.stringify([{ ...event, ...about }]))
    const timestamp = String(at.getTime())
    const signature = createHmac('sha256', secret).update(`POST${url}`).update(body).update(timestamp).digest('base64')
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp }
    return { method: 'POST', url, headers, body }
  },
  optOutWrite: { method: 'POST', pathIncludes: '/unsubscribe-all' },
  binWrite: { method: 'POST', pathIncludes: '/batch/archive' },
  optOutRead: { method: 'GET', pathIncludes: '/unsubscribe-all' },
  readsByPost: /\/(search|batch\/read|unsubscribe-all\/read)/u,
  sourceProperty: 'origine_contact',
  unknownId: '99999999',
  recordObject: 'contact',
}
