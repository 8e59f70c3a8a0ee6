import type { Json } from '../core/call.ts'
import type { HubSpot } from '../hubspot/hubspot.ts'
import { documentOf } from '../hubspot/records/store.ts'
import type { ContactRow, HubSpotStore } from '../hubspot/account/types.ts'

export function hubspotContactState(store: HubSpotStore, row: ContactRow): Json {
  return {
    id: row.id,
    archived: row.archivedAt !== null,
    properties: documentOf(store, row).values,
    additionalEmails: row.extra,
    mergedIds: row.mergedIds,
    dealIds: row.dealIds,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    archivedAt: row.archivedAt === null ? null : new Date(row.archivedAt).toISOString(),
  }
}

export function withoutSecret(app: { readonly clientSecret: string }): Json {
  return Object.fromEntries(Object.entries(app).filter(([name]) => name !== 'clientSecret'))
}

/** The truth behind the vendor's answers: no lag, no fault, no permission. */
export function hubspotState(hubspot: HubSpot): Json {
  const { store, auth } = hubspot
  const optOuts = [...store.addresses.values()].flatMap((state) => [
    ...(state.wide === null
      ? []
      : [
          {
            email: state.email,
            portalWide: true,
            subscriptionId: null,
            at: new Date(state.wide.at).toISOString(),
            source: state.wide.source,
          },
        ]),
    ...Object.entries(state.types)
      .filter(([, type]) => type.status === 'UNSUBSCRIBED')
      .map(([id, type]) => ({
        email: state.email,
        portalWide: false,
        subscriptionId: id,
        at: new Date(type.at).toISOString(),
        source: type.source,
      })),
  ])
  return {
    portalId: store.portalId,
    /** How the portal calls the stages of a contact. */
    stages: Object.fromEntries(
      (store.properties.get('lifecyclestage')?.options ?? []).map(({ value, label }) => [value, label]),
    ),
    get contacts() {
      return [...store.contacts.values()].map((row) => hubspotContactState(store, row))
    },
    optOuts,
    blocklist: [...store.blocklist.values()].map(({ email, at }) => ({ email, at: new Date(at).toISOString() })),
    mergedIds: Object.fromEntries(
      [...store.contacts.values()].flatMap((row) => row.mergedIds.map((old) => [old, row.id])),
    ),
    ...Object.fromEntries(
      Object.entries(store.objects).map(([type, table]) => [
        type,
        [...table.values()].map((row) => ({ id: row.id, properties: row.props })),
      ]),
    ),
    links: [...store.links.values()],
    customProperties: [...store.properties.values()]
      .filter((def) => !def.hubspotDefined && !def.archived)
      .map((def) => def.name),
    subscriptions: store.subscriptions.map(({ id, name }) => ({ id, name })),
    apps: [...auth.apps.values()].map((app) => ({
      ...withoutSecret(app),
      installed: auth.grants.some((grant) => grant.clientId === app.clientId && grant.alive),
    })),
    webhookDeliveries: hubspot.webhooks.deliveries.length,
  }
}
