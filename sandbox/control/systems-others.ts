import { ActError } from '../core/control.ts'
import type { ControlledSystem, Found } from '../core/control.ts'
import type { Broker } from '../broker/broker.ts'
import { brevoKey, lemlistLogin } from '../broker/vendor-api.ts'
import { callbackFault, registerSfApp } from '../salesforce/account/oauth.ts'
import type { Salesforce } from '../salesforce/salesforce.ts'
import type { SfRow } from '../salesforce/account/store.ts'
import { allFields, isPurged, objectDef, tableOf } from '../salesforce/account/store.ts'
import { actInSalesforce } from './act-salesforce.ts'
import { withoutSecret } from './state.ts'
import { plain, strings } from './systems.ts'

export function controlledSalesforce(salesforce: Salesforce): ControlledSystem {
  const { store, auth } = salesforce
  const rows = (object: string): SfRow[] => [...tableOf(store, object).values()].filter((row) => !isPurged(store, row))
  const live = (object: string): SfRow[] => rows(object).filter((row) => row['IsDeleted'] !== true)
  return {
    switches: store.switches,
    state: () => ({
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
      campaignMembers: rows('CampaignMember'),
      eventRelations: rows('EventRelation'),
      related: Object.fromEntries(
        [
          'Task',
          'Event',
          'Attachment',
          'ContentDocument',
          'ContactPointEmail',
          'ContactPointPhone',
          'ContactPointAddress',
          'ContactPointTypeConsent',
          'ContactPointConsent',
        ].map((object) => [object, rows(object)]),
      ),
      customFields: [...store.customFields.values()].map(({ object, def }) => ({
        object: objectDef(store, object)?.name ?? object,
        field: def.name,
      })),
      recycleBin: [...store.bin.values()].length,
      apps: [...auth.apps.values()].map((app) => ({
        ...withoutSecret(app),
        liveGrants: auth.grants.filter((grant) => grant.alive && grant.clientId === app.clientId).length,
      })),
    }),
    counts: () => ({
      contacts: live('Contact').length,
      leads: live('Lead').length,
      désabonnés: [...live('Contact'), ...live('Lead')].filter((row) => row['HasOptedOutOfEmail'] === true).length,
      'dans la corbeille': [...rows('Contact'), ...rows('Lead')].filter((row) => row['IsDeleted'] === true).length,
      opportunités: live('Opportunity').length,
      'e-mails reçus': live('EmailMessage').length,
    }),
    search: (text) =>
      ['Contact', 'Lead'].flatMap((object) =>
        rows(object)
          .filter((row) =>
            plain(`${String(row['Id'])} ${String(row['Email'] ?? '')} ${String(row['Name'] ?? '')}`).includes(
              plain(text),
            ),
          )
          .slice(0, 20)
          .map(
            (row): Found => ({
              system: 'salesforce',
              id: String(row['Id']),
              kind: object,
              name: String(row['Name'] ?? ''),
              email: String(row['Email'] ?? ''),
              optedOut: row['HasOptedOutOfEmail'] === true,
              deleted: row['IsDeleted'] === true,
              detail: Object.fromEntries(
                allFields(store, objectDef(store, object) ?? fail())
                  .map((def) => [def.name, row[def.name] ?? null])
                  .filter(([, value]) => value !== null),
              ),
            }),
          ),
      ),
    act: (body) => actInSalesforce(salesforce, body),
    registerApp(body) {
      const redirectUris = strings(body['redirectUris'])
      if (redirectUris.length === 0) throw new ActError('redirectUris needs at least one URL')
      for (const uri of redirectUris) {
        const fault = callbackFault(uri)
        if (fault !== null) throw new ActError(`Callback URL ${uri}: ${fault}`)
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
