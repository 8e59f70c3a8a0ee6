import type { Json } from '../core/call.ts'
import type { ControlledSystem, Found } from '../core/control.ts'
import { ActError } from '../core/control.ts'
import type { Broker } from '../broker/broker.ts'
import { brevoKey, lemlistLogin } from '../broker/vendor-api.ts'
import type { SalesforceAuth } from '../salesforce/account/auth.ts'
import { callbackFault, registerSfApp } from '../salesforce/account/auth.ts'
import type { Salesforce } from '../salesforce/salesforce.ts'
import type { SalesforceStore, SfRow } from '../salesforce/account/store.ts'
import { allFields, findRow, isPurged, objectDef, tableOf } from '../salesforce/account/store.ts'
import { actInSalesforce } from './act-salesforce.ts'
import { withoutSecret } from './state.ts'
import { plain, strings } from './systems.ts'

export function controlledSalesforce(salesforce: Salesforce): ControlledSystem {
  const { store, auth } = salesforce
  return {
    switches: store.switches,
    state: () => salesforceState(store, auth),
    record: (id) => findRow(store, 'Contact', id) ?? findRow(store, 'Lead', id) ?? null,
    counts: () => counts(store),
    search: (text) => ['Contact', 'Lead'].flatMap((object) => searchIn(store, object, text)),
    act: (body) => actInSalesforce(salesforce, body),
    registerApp(body) {
      const redirectUris = strings(body['redirectUris'])
      if (redirectUris.length === 0) throw new ActError('redirectUris needs at least one URL')
      for (const uri of redirectUris) {
        const fault = callbackFault(uri)
        if (fault !== null) throw new ActError(`Callback URL ${uri}: ${fault}`)
      }
      // With the consumer key of an app that is there: its callback URLs are edited, and nothing else.
      const known = auth.apps.get(typeof body['clientId'] === 'string' ? body['clientId'] : '')
      if (known !== undefined) {
        auth.apps.set(known.clientId, { ...known, redirectUris })
        return { clientId: known.clientId }
      }
      const app = registerSfApp(auth, redirectUris, strings(body['scopes']))
      return { clientId: app.clientId, clientSecret: app.clientSecret }
    },
    tokens(action) {
      if (action === 'revoke') for (const grant of auth.grants) grant.alive = false
      else
        for (const access of auth.access.values()) access.expiresAt = Math.min(access.expiresAt, auth.clock.now() - 1)
    },
  }
}

/** What stands in the org, the recycle bin included. */
function rowsOf(store: SalesforceStore, object: string): SfRow[] {
  return [...tableOf(store, object).values()].filter((row) => !isPurged(store, row))
}

const relatedObjects = [
  'Task',
  'Event',
  'Attachment',
  'ContentDocument',
  'ContactPointEmail',
  'ContactPointPhone',
  'ContactPointAddress',
  'ContactPointTypeConsent',
  'ContactPointConsent',
] as const

function salesforceState(store: SalesforceStore, auth: SalesforceAuth): Json {
  const rows = (object: string): SfRow[] => rowsOf(store, object)
  return {
    orgId: store.orgId,
    userId: store.userId,
    contacts: rows('Contact'),
    leads: rows('Lead'),
    individuals: rows('Individual'),
    accounts: rows('Account'),
    opportunities: rows('Opportunity'),
    opportunityContactRoles: rows('OpportunityContactRole'),
    emailMessages: rows('EmailMessage'),
    emailMessageRelations: rows('EmailMessageRelation'),
    campaigns: rows('Campaign'),
    campaignMembers: rows('CampaignMember'),
    cases: rows('Case'),
    caseContactRoles: rows('CaseContactRole'),
    contracts: rows('Contract'),
    contractContactRoles: rows('ContractContactRole'),
    assets: rows('Asset'),
    processInstances: rows('ProcessInstance'),
    permissionSets: rows('PermissionSet'),
    eventRelations: rows('EventRelation'),
    related: Object.fromEntries(relatedObjects.map((object) => [object, rows(object)])),
    customFields: [...store.customFields.values()].map(({ object, def }) => ({
      object: objectDef(store, object)?.name ?? object,
      field: def.name,
    })),
    recycleBin: [...store.bin.values()].length,
    apps: [...auth.apps.values()].map((app) => ({
      ...withoutSecret(app),
      liveGrants: auth.grants.filter((grant) => grant.alive && grant.clientId === app.clientId).length,
    })),
  }
}

function counts(store: SalesforceStore): Record<string, number> {
  const people = [...rowsOf(store, 'Contact'), ...rowsOf(store, 'Lead')]
  const live = (object: string): SfRow[] => rowsOf(store, object).filter((row) => row['IsDeleted'] !== true)
  return {
    contacts: live('Contact').length,
    leads: live('Lead').length,
    désabonnés: people.filter((row) => row['IsDeleted'] !== true && row['HasOptedOutOfEmail'] === true).length,
    'dans la corbeille': people.filter((row) => row['IsDeleted'] === true).length,
    opportunités: live('Opportunity').length,
    'e-mails reçus': live('EmailMessage').length,
  }
}

function searchIn(store: SalesforceStore, object: string, text: string): Found[] {
  const fields = allFields(store, objectDef(store, object) ?? fail())
  return rowsOf(store, object)
    .filter((row) =>
      plain(`${String(row['Id'])} ${String(row['Email'] ?? '')} ${String(row['Name'] ?? '')}`).includes(plain(text)),
    )
    .slice(0, 20)
    .map((row) => ({
      system: 'salesforce',
      id: String(row['Id']),
      kind: object,
      name: String(row['Name'] ?? ''),
      email: String(row['Email'] ?? ''),
      optedOut: row['HasOptedOutOfEmail'] === true,
      deleted: row['IsDeleted'] === true,
      detail: Object.fromEntries(
        fields.map((def) => [def.name, row[def.name] ?? null]).filter(([, value]) => value !== null),
      ),
    }))
}

function fail(): never {
  throw new ActError('unknown object')
}

export function controlledBroker(broker: Broker, url: () => string): ControlledSystem {
  return {
    switches: {},
    state: () => ({
      notices: [...broker.notices.values()],
      contacts: [...broker.tools.contacts.values()],
      unsubscribed: [...broker.tools.unsubscribed.values()],
    }),
    counts: () => ({
      'avis reçus': broker.notices.size,
      'dont valides': [...broker.notices.values()].filter((notice) => notice.valid).length,
    }),
    search: () => [],
    settings: () => ({
      url: `${url()}/hooks/suppressions`,
      secret: broker.secret,
      name: 'Prospecta',
      tools: { origin: url(), brevoKey, lemlistLogin },
    }),
  }
}
