import type { Clock } from '../../core/clock.ts'
import { hourMs } from '../../core/clock.ts'
import type { Json } from '../../core/call.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { accessTo, findField, objectDef, outDateTime, tableOf } from '../account/store.ts'

/** One event as CometD brings it. */
export interface StoredEvent {
  readonly replayId: number
  readonly at: number
  readonly data: Json
}

interface Change {
  readonly object: string
  readonly id: string
  readonly origin: string
  readonly user: string
  readonly before: SfRow | undefined
  after: SfRow | undefined
}

const keptMs = 72 * hourMs
/** Never in an event (docs/reference/salesforce.md#cdc-fields). */
const leftOut = new Set([
  'SystemModstamp',
  'IsDeleted',
  'LastActivityDate',
  'PhotoUrl',
  'Name',
  'CreatedDate',
  'LastModifiedDate',
  'LastModifiedById',
])
const nested: Readonly<Record<string, string>> = {
  FirstName: 'Name.FirstName',
  LastName: 'Name.LastName',
  MailingCountry: 'MailingAddress.Country',
  MailingCountryCode: 'MailingAddress.CountryCode',
  Country: 'Address.Country',
  CountryCode: 'Address.CountryCode',
}

/**
 * Change Data Capture of Contact, Lead and Individual (docs/reference/salesforce.md#cdc): per commit, merged, kept for
 * 72 h, hidden fields missing.
 */
export class ChangeEvents {
  private readonly store: SalesforceStore
  private readonly clock: Clock
  private readonly kept = new Map<string, StoredEvent[]>()
  private changes: Change[] = []
  private scheduled = false
  private lastReplay = 1_000
  private lastKey = 0
  /** Who writes now; the vendor's own page unless an API call says otherwise. */
  origin = ''
  user: string
  onEvent: ((channel: string, event: StoredEvent) => void) | null = null
  /** Created or changed records of one transaction, selected for change events or not. */
  onCommit: ((object: string, ids: readonly string[]) => void) | null = null

  constructor(store: SalesforceStore) {
    this.store = store
    this.clock = store.clock
    this.user = store.screenUserId
    for (const object of ['Contact', 'Lead', 'Individual']) {
      tableOf(store, object).onChange = (id, before, after) => this.note(object, id, before, after)
    }
  }

  /** A write that is undone at once (a refused or an ignored one) tells nobody. */
  drop(): void {
    this.changes = []
  }

  private note(object: string, id: string, before: SfRow | undefined, after: SfRow | undefined): void {
    const known = this.changes.find((change) => change.id === id)
    // A second change of a record in one transaction makes no event of its own.
    if (known !== undefined) known.after = after
    else this.changes.push({ object, id, origin: this.origin, user: this.user, before, after })
    if (this.scheduled) return
    this.scheduled = true
    queueMicrotask(() => {
      this.scheduled = false
      this.commit()
    })
  }

  private commit(): void {
    const changes = this.changes.splice(0)
    const transactionKey = `00000000-tx-${String(++this.lastKey).padStart(8, '0')}`
    for (const object of ['Contact', 'Lead']) {
      const ids = changes
        .filter((change) => change.object === object && ['CREATE', 'UPDATE', 'UNDELETE'].includes(typeOf(change) ?? ''))
        .map((change) => change.id)
      if (ids.length > 0) this.onCommit?.(object, ids)
    }
    const merged = new Map<string, { change: Change; type: string; fields: Record<string, unknown>; ids: string[] }>()
    for (const change of changes) {
      const type = typeOf(change)
      if (type === null || !this.store.switches.changeEvents.includes(change.object)) continue
      const fields = this.fieldsOf(change, type)
      if (type === 'UPDATE' && Object.keys(fields).length === 0) continue
      const alone = type !== 'UPDATE' || !this.store.switches.mergeChangeEvents
      const key = JSON.stringify([change.object, type, change.origin, change.user, fields, alone ? change.id : ''])
      const same = merged.get(key)
      if (same === undefined) merged.set(key, { change, type, fields, ids: [change.id] })
      else same.ids.push(change.id)
    }
    let sequenceNumber = 0
    for (const { change, type, fields, ids } of merged.values()) {
      this.publish(change.object, {
        type,
        ids,
        origin: change.origin,
        user: change.user,
        transactionKey,
        sequenceNumber: ++sequenceNumber,
        fields,
      })
    }
  }

  /** Sends one event; used by control acts for gaps and overflows. */
  publish(
    object: string,
    event: {
      type: string
      ids: readonly string[]
      origin?: string
      user?: string
      transactionKey?: string
      sequenceNumber?: number
      fields?: Readonly<Record<string, unknown>>
    },
  ): void {
    const replayId = ++this.lastReplay
    const fields = event.fields ?? {}
    const header = {
      entityName: object,
      recordIds: event.ids,
      changeType: event.type,
      changeOrigin: event.origin ?? '',
      transactionKey: event.transactionKey ?? `00000000-tx-${String(++this.lastKey).padStart(8, '0')}`,
      sequenceNumber: event.sequenceNumber ?? 1,
      commitTimestamp: this.clock.now(),
      commitNumber: 10_000_000 + replayId,
      commitUser: event.user ?? this.store.screenUserId,
      changedFields: event.type === 'UPDATE' ? Object.keys(fields).map((name) => nested[name] ?? name) : [],
    }
    const stored: StoredEvent = {
      replayId,
      at: this.clock.now(),
      data: {
        schema: 'sandbox-schema-1',
        payload: {
          ...shaped(fields),
          ...(event.type === 'UPDATE' ? { LastModifiedDate: new Date(this.clock.now()).toISOString() } : {}),
          ChangeEventHeader: header,
        },
        event: { replayId },
      },
    }
    for (const channel of [`/data/${object}ChangeEvent`, '/data/ChangeEvents']) {
      this.kept.set(channel, [...this.since(channel, 0), stored])
      this.onEvent?.(channel, stored)
    }
  }

  /** Events of a channel after `replayId`, as long as they are kept. */
  since(channel: string, replayId: number): StoredEvent[] {
    const oldest = this.clock.now() - keptMs
    return (this.kept.get(channel) ?? []).filter((event) => event.at >= oldest && event.replayId > replayId)
  }

  /** A position is good while the event after it is still kept, or when nothing came since. */
  isValid(channel: string, replayId: number): boolean {
    if (replayId === -1 || replayId === -2) return true
    const all = this.kept.get(channel) ?? []
    const position = all.findIndex((event) => event.replayId === replayId)
    return position >= 0 && (all[position]?.at ?? 0) >= this.clock.now() - keptMs
  }

  forget(): void {
    this.kept.clear()
  }

  private fieldsOf({ object, before, after }: Change, type: string): Record<string, unknown> {
    const def = objectDef(this.store, object)
    if (def === undefined || after === undefined || type === 'DELETE') return {}
    const fields: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(after)) {
      const field = findField(this.store, def, name)
      if (field === undefined || leftOut.has(name) || name === 'Id' || !accessTo(this.store, def, field).read) continue
      if (type === 'UPDATE' ? (before?.[name] ?? null) !== value : value !== null)
        fields[name] = typeof value === 'string' && field.type === 'datetime' ? outDateTime(value) : value
    }
    return fields
  }
}

function typeOf({ before, after }: Change): string | null {
  const wasLive = before !== undefined && before['IsDeleted'] !== true
  const isLive = after !== undefined && after['IsDeleted'] !== true
  if (!wasLive && !isLive) return null
  if (!isLive) return 'DELETE'
  if (!wasLive) return before === undefined ? 'CREATE' : 'UNDELETE'
  return 'UPDATE'
}

function shaped(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const [outer, inner] = (nested[name] ?? name).split('.')
    if (outer === undefined) continue
    if (inner === undefined) body[outer] = value
    else body[outer] = { ...(body[outer] as object | undefined), [inner]: value }
  }
  return body
}
