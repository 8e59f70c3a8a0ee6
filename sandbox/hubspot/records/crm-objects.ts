import { companiesRead, contactsRead, dealsRead, quotesRead, ticketsRead } from '../account/context.ts'
import type { CrmRow, CrmType, HubSpotStore } from '../account/types.ts'
import { stageOf } from './pipelines.ts'
import { resolveId } from './store.ts'

interface CrmKind {
  /** Names of the object in a path. */
  readonly paths: string
  /** As the vendor says it in an error. */
  readonly word: string
  readonly scopes: readonly string[]
  /** Defined properties beside those of every object. */
  readonly properties: Readonly<Record<string, string>>
  readonly defaults: readonly string[]
  /** Type id of an association from a contact, and whether one of them is the primary one. */
  readonly fromContact: number
}

/** docs/reference/hubspot.md#associations, #deal-states, #ticket-states, #quote-states, #company-deals. */
export const crmKinds: Readonly<Record<CrmType, CrmKind>> = {
  deals: {
    paths: '{deals|deal|0-3}',
    word: 'deal',
    scopes: dealsRead,
    properties: {
      dealname: 'string',
      dealstage: 'enumeration',
      pipeline: 'enumeration',
      amount: 'number',
      closedate: 'datetime',
      hs_is_closed: 'bool',
      hs_is_closed_won: 'bool',
      hubspot_owner_id: 'enumeration',
    },
    defaults: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
    fromContact: 4,
  },
  tickets: {
    paths: '{tickets|ticket|0-5}',
    word: 'ticket',
    scopes: ticketsRead,
    properties: {
      subject: 'string',
      content: 'string',
      hs_pipeline: 'enumeration',
      hs_pipeline_stage: 'enumeration',
      hs_ticket_priority: 'enumeration',
      closed_date: 'datetime',
    },
    defaults: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority'],
    fromContact: 15,
  },
  quotes: {
    paths: '{quotes|quote|0-14}',
    word: 'quote',
    scopes: quotesRead,
    properties: { hs_title: 'string', hs_status: 'enumeration', hs_expiration_date: 'datetime' },
    defaults: ['hs_title', 'hs_status', 'hs_expiration_date'],
    fromContact: 70,
  },
  companies: {
    paths: '{companies|company|0-2}',
    word: 'company',
    scopes: companiesRead,
    // docs/reference/hubspot.md#company-properties: no legal form among them.
    properties: {
      name: 'string',
      domain: 'string',
      website: 'string',
      country: 'string',
      industry: 'enumeration',
      numberofemployees: 'number',
      hs_parent_company_id: 'number',
      lifecyclestage: 'enumeration',
      type: 'enumeration',
    },
    defaults: ['name', 'domain'],
    fromContact: 279,
  },
  // docs/reference/hubspot.md#calls, #meetings, #notes: activities are read with the scope of contacts.
  calls: {
    paths: '{calls|call}',
    word: 'call',
    scopes: contactsRead,
    properties: {
      hs_timestamp: 'datetime',
      hs_call_direction: 'enumeration',
      hs_call_status: 'enumeration',
      hs_call_disposition: 'string',
      hs_call_duration: 'number',
      hs_call_body: 'string',
      hs_gdpr_deleted: 'bool',
    },
    defaults: ['hs_timestamp'],
    fromContact: 193,
  },
  meetings: {
    paths: '{meetings|meeting}',
    word: 'meeting',
    scopes: contactsRead,
    properties: {
      hs_timestamp: 'datetime',
      hs_meeting_start_time: 'datetime',
      hs_meeting_end_time: 'datetime',
      hs_meeting_outcome: 'enumeration',
      hs_meeting_body: 'string',
      hs_internal_meeting_notes: 'string',
      hs_gdpr_deleted: 'bool',
    },
    defaults: ['hs_timestamp'],
    fromContact: 199,
  },
  notes: {
    paths: '{notes|note}',
    word: 'note',
    scopes: contactsRead,
    properties: { hs_timestamp: 'datetime', hs_note_body: 'string', hs_gdpr_deleted: 'bool' },
    defaults: ['hs_timestamp'],
    fromContact: 201,
  },
}

/** Kinds that the vendor takes only with the moment they are about (docs/reference/hubspot.md#activities). */
export const activities: ReadonlySet<CrmType> = new Set(['calls', 'meetings', 'notes'])

const common: Readonly<Record<string, string>> = {
  createdate: 'datetime',
  hs_lastmodifieddate: 'datetime',
  hs_object_id: 'number',
}

/** A property that an admin hid is unknown; a switch names it with its object, such as `deals.hs_is_closed`. */
export function typeOf(store: HubSpotStore, type: CrmType, name: string): string | undefined {
  return store.switches.hiddenProperties.includes(`${type}.${name}`)
    ? undefined
    : (common[name] ??
        crmKinds[type].properties[name] ??
        (store.objectTexts.has(`${type}.${name}`) ? 'string' : undefined))
}

export function valueIn(row: CrmRow, name: string): string | undefined {
  if (name === 'hs_object_id') return row.id
  if (name === 'createdate') return new Date(row.createdAt).toISOString()
  if (name === 'hs_lastmodifieddate') return new Date(row.updatedAt).toISOString()
  return row.props[name]
}

/** Defined and empty is null; what is not defined is left out. */
export function presentRow(
  store: HubSpotStore,
  type: CrmType,
  row: CrmRow,
  wanted: readonly string[],
): Record<string, unknown> {
  const names = new Set([...(wanted.length === 0 ? crmKinds[type].defaults : wanted), ...Object.keys(common)])
  return {
    id: row.id,
    properties: Object.fromEntries(
      [...names]
        .toSorted()
        .filter((name) => typeOf(store, type, name) !== undefined)
        .map((name) => [name, valueIn(row, name) ?? null]),
    ),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    archived: false,
  }
}

/** What the vendor works out by itself from the stage. */
function derived(
  type: CrmType,
  props: Readonly<Record<string, string>>,
  now: string,
): Readonly<Record<string, string>> {
  if (type === 'deals') {
    const stage = stageOf('deals', props['dealstage'])
    const closed = stage?.metadata['isClosed'] === 'true'
    return {
      ...props,
      hs_is_closed: String(closed),
      hs_is_closed_won: String(closed && stage?.metadata['probability'] === '1.0'),
    }
  }
  if (type !== 'tickets') return props
  const { closed_date: before, ...rest } = props
  return stageOf('tickets', props['hs_pipeline_stage'])?.metadata['ticketState'] === 'CLOSED'
    ? { ...rest, closed_date: before ?? now }
    : rest
}

export function saveRow(
  store: HubSpotStore,
  type: CrmType,
  id: string | null,
  props: Readonly<Record<string, string>>,
): CrmRow {
  const before = id === null ? undefined : store.objects[type].get(id)
  const now = store.clock.now()
  const row: CrmRow = {
    // Contacts take their ids from the same counter, seeded deals lie below.
    id: before?.id ?? String(900_000_000 + store.nextId++),
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
    props: derived(type, { ...before?.props, ...props }, new Date(now).toISOString()),
  }
  store.objects[type].set(row.id, row)
  return row
}

/** Whoever a contact was merged into has what hung on it. */
function owner(store: HubSpotStore, { from, id }: { from: 'contacts' | 'companies'; id: string }): string {
  return from === 'contacts' ? resolveId(store, id) : id
}

/** Ids of live objects that hang on a contact or a company, the primary one first. */
export function linkedIds(store: HubSpotStore, from: 'contacts' | 'companies', id: string, to: CrmType): string[] {
  const deals = from === 'contacts' && to === 'deals' ? (store.contacts.get(id)?.dealIds ?? []) : []
  const links = [...store.links.values()]
    .filter((link) => link.from === from && link.to === to && owner(store, link) === id)
    .map((link) => link.toId)
  return [...new Set([...deals, ...links])].filter((one) => store.objects[to].get(one) !== undefined)
}

export function link(store: HubSpotStore, from: 'contacts' | 'companies', id: string, to: CrmType, toId: string): void {
  const row = from === 'contacts' && to === 'deals' ? store.contacts.get(id) : undefined
  if (row !== undefined) {
    // An association is no change of a property: whether it moves the modified date is not said, so it does not.
    store.contacts.set(id, { ...row, dealIds: [...new Set([...row.dealIds, toId])] })
    return
  }
  store.links.set(`${from} ${id} ${to} ${toId}`, { from, id, to, toId })
}
