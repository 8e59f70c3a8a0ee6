import type { ZodType } from 'zod'
import type { Channel } from '../domain/app/channel.ts'
import type { SightPart } from '../domain/inactivity/sight.ts'
import type { DependencyKind } from '../domain/removals/dependencies.ts'
import type { FieldHistoryLine } from '../domain/consents/field-change.ts'
import type { FactNames, FieldFact } from '../domain/decisions/fields/field-facts.ts'
import type { RelationField } from '../domain/connections/relation-values.ts'
import type { SourceProperty } from '../domain/sources/source.ts'
import type { Access, ConnectorDeps } from './access.ts'
import type { WritesDescription } from './writes.ts'
import type { FeedSpec, OptOutFeed } from './opt-outs.ts'
import type { InFrench } from './french.ts'
import type { ActivityPage, ActivitySource } from './activities.ts'
import type { CreateOrder, CreateOutcome } from './create.ts'
import type { FormVerbs } from './vendor-form.ts'
import type { FormSpec, Words } from './form.ts'
import type { Reminder } from './ledger.ts'
import type {
  FieldKind,
  FieldRef,
  HoldOrder,
  ReleaseOrder,
  RemovalOrder,
  RestoreOrder,
  SuppressionOrder,
  TagField,
  TagNames,
  TagOrder,
} from './orders.ts'
import type { AppFile, OAuth2Spec } from './oauth-spec.ts'
import type { Outcome } from './outcome.ts'
import type { BinShows, Cursor, RecordPage, RecordRef, RemoteRecord } from './records.ts'
import type { Dependencies, DependencyOptions, DependencyQuestion, RelatedVerbs } from './related.ts'
import type { AddressVariable } from './deps/vendor.ts'
import type { ShopperVerbs } from './shopper.ts'
import type { InboundSpec, SignalBatch, WebhookSpec } from './webhook.ts'

/** Name of a connector's folder. */
export type ConnectorId = string

/** How mail templates name our fields on one kind of record. */
export interface MergeField {
  where: string
  /** The person's own link. */
  link: string
  source: string
  /** The page with yes and no, while the question before the term is open, and the day of that term. */
  ask: string
  term: string
}

/**
 * Kind of system (docs/reference/promises.md#connector-contract). Adding one = one folder + one line in src/main.ts +
 * one in the contract suite.
 */
export interface Connector<C = unknown> {
  readonly id: ConnectorId
  readonly label: string
  /** For a system that is described in a form: what it is called on the page of choices, and what it does. */
  readonly about?: { title: Words; more: Words }
  /**
   * A `mailbox` holds nobody's record: it only brings messages, so nothing is carried to it. A `feed` is a vendor of
   * data of which only its own opt-outs are heard.
   */
  readonly kind: 'crm' | 'mailer' | 'broker' | 'mailbox' | 'feed'
  readonly auth: OAuth2Spec | FormSpec
  /**
   * Addresses of the vendor that the environment may replace, so that a stand-in can take the place of each. Calls go
   * to the one named `api`, unless the vendor's token answer names a data host.
   */
  readonly addresses?: Readonly<Record<string, AddressVariable>>
  /** The variable that names further hosts which the vendor's answers may name, separated by commas. */
  readonly moreHosts?: { readonly variable: string }
  /** Shape of what is stored encrypted for a Connection. */
  readonly credentials: ZodType<C>
  readonly webhook?: WebhookSpec
  /** What a broker sends us by itself, for a system connected by a form. */
  readonly inbound?: InboundSpec<C>
  /** Of a `mailbox`: a login may open one that it shares with others; what the login needs for that. */
  readonly sharedMailboxes?: Words
  /** Of a `feed`: how its opt-outs come. */
  readonly feed?: FeedSpec
  /** A tool of the vendor's beside its records that knows what people did; missing = none. */
  readonly activities?: ActivitySource
  /**
   * What it says in English of failures and refusals, in French: one entry for each sentence, beside those that several
   * connectors share (`sharedInFrench`). Pages show these; what is in no table is shown as a vendor's own words.
   */
  readonly french: InFrench
  /**
   * What a grant of each verb creates and writes, and what it does not stop: for the diagnosis page
   * (docs/reference/promises.md#i9).
   */
  readonly writes: WritesDescription
  /** What a person must do for an order, where nobody but a person can (in the admin's words). */
  instructions?(credentials: C): Words
  /** Where each of our tag fields stands at the vendor, where an admin may name fields of his own instead. */
  tagTargets?(field: TagField): readonly FieldRef[]
  /** Files with which an admin makes our fields at the vendor, where he would rather not let our user do it. */
  setupFiles?(): readonly AppFile[]
  /**
   * How an admin names a mail of this system that carries the notice; missing = the system does not show which mail
   * went to whom.
   */
  carrierName?: Words
  /** The field that says where a contact came from, and what its values prove, until an admin maps others. */
  readonly defaultSource?: SourceProperty
  /** Further source fields that the vendor keeps itself, so that nobody can type their values. */
  readonly sourcesKeptByVendor?: readonly string[]
  /** Examples of further fields that say something of the source; missing = the system has none to name. */
  readonly moreSourcesHint?: Words
  /** Switches of the vendor that stop one kind of message alone; missing = it has none. */
  readonly kindSwitches?: KindSwitchSpec
  /** What says of a customer that they are none any more, and what keeps one whatever that says. */
  readonly customers?: { example: string; keeps: Words }
  /** It says something of the companies of people; `example`: how a field for their legal form may be called there. */
  readonly companies?: { example: string }
  /**
   * It reads facts from fields that an admin names: how such a field may be called there, and which one of the vendor's
   * own is read while none is named. `firstContact`: what it calls that which shows a first message, by
   * `RemoteRecord.firstContact.by`. Missing = it reads none.
   */
  readonly facts?: {
    examples: Readonly<Record<FieldFact, string>>
    own?: FactNames
    firstContact: Readonly<Record<string, Words>>
  }
  /**
   * What can be open with a person in this system, or make them a customer, beside their record; missing = it holds
   * nothing of the kind.
   */
  readonly dependencies?: readonly DependencyKind[]
  /**
   * How soon `listen` brings a change at the latest, in ms; what a poll finds later than that, it did not bring. Left
   * out = only some changes are announced: a silent line is told by an objection that a poll finds, and a day without
   * anything before it.
   */
  readonly hearsWithinMs?: number
  /** What else an admin must know who lets related records be deleted; missing = this system deletes none. */
  readonly relatedNote?: Words
  /** How a mail template of this system names our fields. */
  mergeFields?(names: TagNames): readonly MergeField[]
  /**
   * The vendor's named limits: where the budget of a new Connection starts. `search` is a bucket of its own where the
   * vendor has one.
   */
  readonly limits: Readonly<Partial<Record<'calls' | 'search', { max: number; windowMs: number }>>>
  /** How long descriptions of the account are remembered, where each costs a call of the day; left out = a minute. */
  readonly rememberMs?: number
  open(access: Access<C>, deps: ConnectorDeps): ConnectedSystem
}

/**
 * Per channel: the strongest block the system has; missing = none at all. Batch sizes are orders per call of the verb.
 */
export interface Capabilities {
  readonly channels: Readonly<Partial<Record<Channel, 'enforced' | 'marked'>>>
  readonly batch: { suppress: number; tag: number; hold: number; remove: number; read: number }
  readonly readBack: boolean
  /** Where it keeps deleted records for a while, at most so many days. */
  readonly bin: { days: number } | null
  /** How a record can be erased for good: a live one (`at-once`), or only what lies in the bin; null = not at all. */
  readonly erases: 'at-once' | 'from-bin' | null
  /** A record that the bin refuses can be emptied of what names the person. */
  readonly anonymises: boolean
}

/** One line of the self-test. */
export interface CheckLine {
  name: { en: string; fr: string }
  state: 'works' | 'hidden' | 'missing' | 'off'
  /** What this prevents and how to fix it; null when it works. */
  prevents: { en: string; fr: string } | null
}
export interface AccountInfo {
  accountId: string
  accountName: string | null
  lines: readonly CheckLine[]
  /** Vendor calls used and allowed per day, when told. */
  dailyCalls: { used: number; max: number } | null
  /**
   * Address of a record's page on the vendor's screens, with `{id}` in the place of its id; left out = none is known.
   */
  recordLink?: string
}

export interface ProvisionReport {
  created: readonly string[]
  existing: readonly string[]
}

/** Which switches of kinds a vendor has. */
export interface KindSwitchSpec {
  /** Channels for which there can be one. */
  readonly channels: readonly Channel[]
  /** What the vendor calls one; `{channel}` stands for the channel's name. */
  readonly label: Words
  /** What happens when a person uses one that is mapped to no kind; missing = nothing to say. */
  readonly unmapped?: Words
}

/** A switch of the vendor that stops one kind: `name` is what its screens call it. */
export interface KindSwitch {
  id: string
  name: string
  /** Channels it can stand for. */
  channels: readonly Channel[]
}

/**
 * An opened Connection. Verbs answer one Outcome per order, in order; thrown ConnectorErrors concern the whole call.
 */
export interface ConnectedSystem {
  readonly can: Capabilities
  check(): Promise<AccountInfo>
  /** Writes the strongest block for each channel and reads it back. */
  suppress(orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]>
  /** Reads only: `applied`, `absent`, or `written` when the block does not show. */
  verify(orders: readonly SuppressionOrder[]): Promise<readonly Outcome[]>
  /** What can be written into these fields, in order. */
  fieldKinds?(fields: readonly FieldRef[]): Promise<readonly FieldKind[]>
  pull?(from: Cursor | null, mode: 'full' | 'changes'): AsyncIterable<RecordPage>
  /**
   * What people did that stands on no record, page by page from a position on; missing = no unit was named, or the
   * vendor has no such tool. Throws ConnectorError.
   */
  activities?(from: Cursor | null): AsyncIterable<ActivityPage>
  /**
   * The fields that may say who is a customer (`RemoteRecord.relationValues`), as the account describes them now;
   * missing = it has none.
   */
  relationFields?(): Promise<readonly RelationField[]>
  /**
   * What the clock and the guards of removals read there, and what of it shows now, read anew. Missing = the system
   * keeps no acts of people. Throws ConnectorError.
   */
  sight?(): Promise<readonly SightPart[]>
  /** What it keeps of a field of these records, by `object id`, newest first. Missing = no history can be read. */
  factHistory?(refs: readonly RecordRef[], field: string): Promise<ReadonlyMap<string, readonly FieldHistoryLine[]>>
  /** Current state of the given records; those that are gone are missing from the answer. */
  read?(refs: readonly RecordRef[]): Promise<readonly RemoteRecord[]>
  /**
   * What the system tells by itself (change events, journal, mailbox), from the saved position on, or from now when
   * null (a mailbox: from its oldest message). Ends when `signal` aborts; throws ConnectorError, `cursor-lost` when the
   * position is no longer valid. The next batch is asked for when the last one is committed. An empty batch says that
   * the line is alive.
   */
  listen?(from: Cursor | null, signal: AbortSignal): AsyncIterable<SignalBatch>
  /** Creates our group, properties, fields and permissions. Harmless when repeated. */
  provision?(): Promise<ProvisionReport>
  /** Switches of the account that a kind of message can be mapped to, for the admin to choose from. */
  kindSwitches?(): Promise<readonly KindSwitch[]>
  tag?(orders: readonly TagOrder[]): Promise<readonly Outcome[]>
  hold?(orders: readonly HoldOrder[]): Promise<readonly Outcome[]>
  /**
   * Only from a Lift. `applied`: the vendor shows the cell open; `refused` with `not-supported`: only the person can,
   * at the vendor.
   */
  release?(orders: readonly ReleaseOrder[]): Promise<readonly Outcome[]>
  /** The vendor's own page on which the person who holds this address can start again. */
  liftLink?(email: string, language: string): Promise<string | null>
  remove?(orders: readonly RemovalOrder[]): Promise<readonly Outcome[]>
  /**
   * What is open with these people now, for the kinds that `Connector.dependencies` names, and their calls and
   * meetings. What our user may not see is `unread`, never a thrown error.
   */
  dependencies?(questions: readonly DependencyQuestion[], options: DependencyOptions): Promise<Dependencies>
  /**
   * `applied` or `already`: the record is read alive. `absent`: it is in no bin. Missing = only a person can, at the
   * vendor, where it has a bin at all.
   */
  restore?(orders: readonly RestoreOrder[]): Promise<readonly Outcome[]>
  /**
   * What shows of records that went into the bin, in order; reads only. Missing = the bin cannot be read: what is not
   * alive counts as gone once the bin's days are over.
   */
  lookInBin?(refs: readonly RecordRef[]): Promise<readonly BinShows[]>
  /**
   * What outlives a removed record, where the system lets us treat it; without these it is only named
   * (`writes.remains`).
   */
  readonly related?: RelatedVerbs
  /**
   * Makes people known there, where `writes.create` names the fields. Answers one outcome per order, in order; a record
   * that holds the address already is left as it is.
   */
  createContact?(orders: readonly CreateOrder[]): Promise<readonly CreateOutcome[]>
  /** What else the mystery shopper needs, where `writes.shopper` names it. */
  readonly shopper?: ShopperVerbs
  /** Of a `feed`: what it can be asked. */
  readonly optOuts?: OptOutFeed
  /** Forms of the account, where the vendor has some and the admin granted them to be read. */
  readonly forms?: FormVerbs
  /** What is to be done now and then without an order: complete files, answers that lie there. */
  maintain?(): Promise<void>
  /** Asks again for an answer to a notice; gives how the reminder can be named. */
  remind?(reminder: Reminder): Promise<{ ticket: string }>
  /** Revokes at the vendor; the caller erases the credentials. */
  disconnect(): Promise<void>
}
