import type { Json } from '../../core/call.ts'
import type { Clock } from '../../core/clock.ts'
import type { Random } from '../../core/prng.ts'
import type { Journal, Table } from '../../core/table.ts'

export interface HistoryEntry {
  readonly property: string
  readonly value: string
  readonly at: number
  readonly sourceType: string
  readonly sourceId: string
}

export interface ContactRow {
  readonly id: string
  readonly props: Readonly<Record<string, string>>
  /** Secondary addresses, lower case. */
  readonly extra: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly archivedAt: number | null
  readonly mergedIds: readonly string[]
  /** Only changes after the seed; older values are answered from the creation. */
  readonly history: readonly HistoryEntry[]
  readonly dealIds: readonly string[]
}

export type CrmType = 'deals' | 'tickets' | 'quotes' | 'companies' | 'calls' | 'meetings' | 'notes'

/** A deal, ticket, quote, company, call, meeting or note. */
export interface CrmRow {
  readonly id: string
  readonly props: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly updatedAt: number
}

interface CrmLink {
  readonly from: 'contacts' | 'companies'
  readonly id: string
  readonly to: CrmType
  readonly toId: string
}

type TypeStatus = 'SUBSCRIBED' | 'UNSUBSCRIBED'
export interface AddressState {
  readonly email: string
  readonly wide: { readonly at: number; readonly source: string } | null
  /** Brands out of which the address opted alone. */
  readonly units?: readonly string[]
  readonly types: Readonly<
    Record<
      string,
      {
        readonly status: TypeStatus
        readonly at: number
        readonly source: string
        readonly legalBasis?: string
        readonly explanation?: string
      }
    >
  >
  /** True once the address has been opted out of everything at least once: the property then shows false, not null. */
  readonly seenWide: boolean
}

export interface PropertyDef {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly fieldType: string
  readonly groupName: string
  readonly description: string
  readonly options: readonly PropertyOption[]
  readonly readOnlyValue: boolean
  readonly hubspotDefined: boolean
  readonly calculated: boolean
  readonly hidden: boolean
  readonly displayOrder: number
  readonly formField: boolean
  readonly hasUniqueValue: boolean
  readonly archived: boolean
  readonly createdAt: number
  readonly updatedAt: number
}
export interface PropertyOption {
  readonly label: string
  readonly value: string
  readonly displayOrder: number
  readonly hidden: boolean
  readonly description?: string
}
export interface PropertyGroup {
  readonly name: string
  readonly label: string
  readonly displayOrder: number
  readonly archived: boolean
}

export interface SubscriptionDef {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly purpose: string
  readonly communicationMethod: string
  readonly isDefault: boolean
  /** The brand it belongs to; left out = the portal's own. */
  readonly unit?: string
}

export interface HubSpotApp {
  readonly appId: number
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
  readonly optionalScopes: readonly string[]
  readonly webhookTargetUrl: string | null
  readonly webhookProperties: readonly string[]
}

/** What no source settles, each a named switch (docs/reference/hubspot.md#unsure-switches). */
interface HubSpotSwitches {
  optOutMovesModifiedDate: boolean
  optOutFiresWebhook: boolean
  /** Update and upsert batches fail whole without objectWriteTraceId on every input. */
  batchStrict: boolean
  tier: 'starter' | 'professional' | 'enterprise'
  searchLagMs: number
  rotateRefreshTokens: boolean
  emailSearchMatchesSecondary: boolean
  gdprDeleteBlocksApiCreate: boolean
  gdprDeleteRemovesOptOut: boolean
  dataPrivacyOn: boolean
  preferencesCreateContact: boolean
  upsertMatchesSecondary: boolean
  listReturnsVary: boolean
  autoConsent: boolean
  /** Whether the pull journal is open to apps. */
  journal: boolean
  /** The journal answers, and holds nothing that is written from now on. */
  journalSilent: boolean
  webhookDuplicate: boolean
  webhookReorder: boolean
  /** Deliveries go out this much later on the sandbox's clock; 0 = at once. */
  webhookLateMs: number
  webhookRetryMs: number
  webhookTimeoutMs: number
  unsubscribeAllFailures: string[]
  /**
   * What "unsubscribe from all" and the question for it answer, batches included: 200, or the status it is refused with
   * where an account does not offer it (docs/reference/hubspot.md#pref-not-offered).
   */
  unsubscribeAllStatus: number
  unsubscribeAllReadStatus: number
  /**
   * Properties that our app may not see (docs/reference/hubspot.md#hidden-property): absent from the list and, without
   * a word, from every record.
   */
  hiddenProperties: string[]
  /**
   * Associations to objects whose scope is missing: refused, or none (docs/reference/hubspot.md#associations-scope).
   */
  unscopedAssociations: 'refuse' | 'none'
  /** Most of one record in one answer, and records for which an answer has nothing but an error. */
  associationPageSize: number
  silentAssociations: string[]
}

export interface HubSpotStore {
  readonly portalId: number
  readonly clock: Clock
  readonly random: Random
  readonly journal: Journal
  readonly switches: HubSpotSwitches
  readonly contacts: Table<ContactRow>
  /** Ids in increasing order; never shrinks. */
  readonly ids: number[]
  /** Lower-case address, primary or secondary, to the live record that holds it. */
  readonly byEmail: Map<string, string>
  readonly aliases: Table<{ readonly to: string }>
  readonly blocklist: Table<{ readonly email: string; readonly at: number }>
  /** Marketing forms by id, as the API gives them. */
  readonly forms: Map<string, Json>
  /** Outcomes of calls that the portal made itself, by id. */
  readonly dispositions: Map<string, string>
  readonly objects: Readonly<Record<CrmType, Table<CrmRow>>>
  /** Text properties that the portal made for its companies. */
  readonly objectTexts: Set<string>
  /** What is linked to a contact or a company, but for the deals of a contact: those stand on its row. */
  readonly links: Table<CrmLink>
  readonly addresses: Table<AddressState>
  readonly properties: Table<PropertyDef>
  readonly groups: Table<PropertyGroup>
  readonly subscriptions: SubscriptionDef[]
  readonly recentlyWritten: Map<string, readonly { readonly untilWall: number; readonly doc: SearchDoc | null }[]>
  readonly outbox: ContactEvent[]
  nextId: number
}

export interface SearchDoc {
  readonly id: string
  readonly values: Readonly<Record<string, string>>
  readonly row: ContactRow
}

export interface ContactEvent {
  readonly type: string
  readonly objectId: number
  readonly occurredAt: number
  readonly propertyName?: string
  readonly propertyValue?: string
  readonly changeSource: string
  readonly sourceId: string
  readonly changeFlag?: string
  readonly primaryObjectId?: number
  readonly mergedObjectIds?: readonly number[]
  readonly newObjectId?: number
  readonly numberOfPropertiesMoved?: number
}

/** Who writes: decides history, webhooks' changeSource and what may be written. */
export interface Author {
  readonly sourceType: string
  readonly sourceId: string
}
export const crmUser: Author = { sourceType: 'CRM_UI', sourceId: 'userId:42' }
export const person: Author = { sourceType: 'EMAIL', sourceId: 'manage-preferences-page' }
