import { salesforce } from '../../../connectors/salesforce/index.ts'
import { to18 } from '../../../connectors/salesforce/transport/ids.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import { connect } from '../suite/harness.ts'
import type { Connected, Json, World } from '../suite/harness.ts'
import type { Subject } from '../suite/subject.ts'

export type SalesforceRow = Record<string, unknown> & { Id: string }
export interface SalesforceState {
  orgId: string
  userId: string
  contacts: SalesforceRow[]
  leads: SalesforceRow[]
  customFields: { object: string; field: string }[]
}

export async function salesforceState(world: World): Promise<SalesforceState> {
  return (await world.control<{ salesforce: SalesforceState }>('GET', '/_sandbox/state')).salesforce
}

export async function rowState(world: World, id: string): Promise<SalesforceRow> {
  const { record } = await world.control<{ record: SalesforceRow | null }>('GET', `/_sandbox/records/salesforce/${id}`)
  if (record === null) throw new Error(`no record ${id}`)
  return record
}

export function actSalesforce<T = SalesforceRow>(world: World, act: string, more: Json): Promise<T> {
  return world.control<T>('POST', '/_sandbox/act', { system: 'salesforce', act, ...more })
}

export async function createRow(world: World, object: 'Contact' | 'Lead', fields: Json): Promise<RecordRef> {
  const row = await actSalesforce(world, 'create', {
    object,
    fields: { LastName: 'Test', ...(object === 'Lead' ? { Company: 'Acme' } : {}), ...fields },
  })
  return { object, id: row.Id }
}

export async function salesforceApp(world: World, more: readonly string[] = []) {
  const redirectUri = 'http://localhost:4999/oauth/callback/salesforce'
  const app = await world.control<{ clientId: string; clientSecret: string }>('POST', '/_sandbox/apps/salesforce', {
    redirectUris: [redirectUri],
    scopes: ['api', 'refresh_token', 'id', ...more],
  })
  return {
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    redirectUri,
    loginHost: world.url('salesforceLogin'),
  }
}

const mayChange =
  /^(HasOptedOut.*|DoNotCall|Lawbase_Do_Not_Contact__c|Lawbase_Stopped_Kinds__c|No_.*__c|SystemModstamp|LastModifiedDate|LastModifiedById)$/

export const salesforceSubject: Subject = {
  connector: salesforce,
  system: 'salesforce',
  async connect(world): Promise<Connected> {
    await world.control('POST', '/_sandbox/switches', { salesforce: { pageSize: 60 } })
    return connect(world, salesforce, await salesforceApp(world), 'LeadSource')
  },
  person: (world, email) => createRow(world, 'Contact', { Email: email, FirstName: 'Ada', Phone: '+33140000000' }),
  async liveIds(world) {
    const { contacts, leads } = await salesforceState(world)
    return [...contacts, ...leads].filter((row) => row['IsDeleted'] !== true).map((row) => row.Id)
  },
  async untouchable(world, ref) {
    return Object.fromEntries(Object.entries(await rowState(world, ref.id)).filter(([name]) => !mayChange.test(name)))
  },
  async optedOut(world, ref) {
    return (await rowState(world, ref.id))['HasOptedOutOfEmail'] === true
  },
  optOutWrite: { method: 'PATCH', pathIncludes: '/composite/sobjects' },
  binWrite: { method: 'DELETE', pathIncludes: '/composite/sobjects' },
  optOutRead: { method: 'POST', pathIncludes: '/composite/sobjects/Contact' },
  readsByPost: /\/composite(?:\/sobjects\/[A-Za-z]+)?$/u,
  sourceProperty: 'LeadSource',
  unknownId: to18('003000000000ABC'),
  recordObject: 'Contact',
}
