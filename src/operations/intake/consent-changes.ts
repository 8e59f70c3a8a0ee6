import { randomUUID } from 'node:crypto'
import { ConnectorError } from '../../connector/errors.ts'
import type { RecordRef, RemoteRecord } from '../../connector/records.ts'
import { dayOf } from '../../domain/app/day.ts'
import { fieldChanges, type FieldHistoryLine, type FieldReading } from '../../domain/consents/field-change.ts'
import { judgeFact, type FactFields } from '../../domain/decisions/fields/field-facts.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import {
  insertConsentChanges,
  storedAgreements,
  type NewConsentChange,
  type StoredAgreement,
} from '../../store/consents/consent-changes.ts'
import { contactsOfRecords } from '../../store/contacts/records.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'

/** The field that shows consents in one system, and what its values mean. */
export interface AgreedField {
  connectionId: string
  label: string
  fields: FactFields | undefined
}

/** By `object id`. */
type Histories = ReadonlyMap<string, readonly FieldHistoryLine[]>
type ConsentChangeSeen = NewConsentChange & { ref: RecordRef }

const keyOf = ({ object, id }: RecordRef): string => `${object} ${id}`

/** The name of the field; '' = none is read. */
export const agreedField = ({ fields }: Pick<AgreedField, 'fields'>): string => fields?.agreed?.property ?? ''

/**
 * What the system keeps of the field of those whose consent changes with this page. Where it shows nothing, or nothing
 * now, the change is dated by the day it is seen: it never waits for its date.
 */
export async function historiesFor(app: App, field: AgreedField, records: readonly RemoteRecord[]): Promise<Histories> {
  const changed = await changesIn(app.pool, field, records, { histories: new Map(), now: app.clock.now() }, false)
  if (changed.length === 0) return new Map()
  try {
    // Opt-outs of the same page wait for it: it is read out of what is reserved for them.
    const { system } = await openConnection(app, field.connectionId, 'poll')
    const refs = [...new Map(changed.map(({ ref }) => [keyOf(ref), ref])).values()]
    return (await system.factHistory?.(refs, agreedField(field))) ?? new Map()
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    app.log.warn({ connectionId: field.connectionId, kind: error.kind }, 'the history of a field could not be read')
    return new Map()
  }
}

/** What the page changes of consents, before it is stored; the rows concerned are held from then on. */
export async function seeConsentChanges(
  sql: Sql,
  field: AgreedField,
  records: readonly RemoteRecord[],
  seen: { histories: Histories; now: Date },
): Promise<readonly ConsentChangeSeen[]> {
  const changed = new Set((await changesIn(sql, field, records, seen, false)).map(({ ref }) => keyOf(ref)))
  const concerned = records.filter(({ ref }) => changed.has(keyOf(ref)))
  return await changesIn(sql, field, concerned, seen, true)
}

/** Keeps them, once the page is stored and its records are tied to people; gives whom they are about. */
export async function keepConsentChanges(
  sql: Sql,
  { connectionId, label }: AgreedField,
  changes: readonly ConsentChangeSeen[],
  now: Date,
): Promise<string[]> {
  if (changes.length === 0) return []
  await insertConsentChanges(sql, changes, now)
  const owners = await contactsOfRecords(
    sql,
    connectionId,
    changes.map(({ ref }) => ref),
  )
  const contactOf = ({ ref }: ConsentChangeSeen) => owners.get(keyOf(ref))?.contactId ?? null
  await insertAudit(
    sql,
    changes.map((change) => ({
      actId: `consent-change:${change.id}`,
      act: 'consent',
      actor: label,
      contactId: contactOf(change),
      connectionId,
      details: {
        what: { yes: 'given-again', no: 'withdrawn-in-field', unknown: 'no-longer-in-field' }[change.said],
        field: change.field,
        channels: change.channels,
        on: dayOf(change.at),
        dated: change.dated === 'history' ? 'by-history' : 'by-seeing',
      },
    })),
    now,
  )
  return changes.flatMap((change) => contactOf(change) ?? [])
}

async function changesIn(
  sql: Sql,
  field: AgreedField,
  records: readonly RemoteRecord[],
  { histories, now }: { histories: Histories; now: Date },
  isLocked: boolean,
): Promise<ConsentChangeSeen[]> {
  const name = agreedField(field)
  const shown = new Map(
    records.flatMap((record) =>
      record.factsUnread?.includes('agreed') === true ? [] : [[keyOf(record.ref), record] as const],
    ),
  )
  const stored = await storedAgreements(
    sql,
    field.connectionId,
    [...shown.values()].map(({ ref }) => ref),
    { field: name, isLocked },
  )
  return stored.flatMap((before): ConsentChangeSeen[] => {
    const record = shown.get(keyOf(before))
    // What another field said is no earlier word of this one.
    if (record === undefined || (before.field !== null && before.field !== name)) return []
    const compared = { before, now: readingOf(record), own: before.own, isEnded: before.isEnded }
    const history = histories.get(keyOf(before)) ?? []
    const means = (value: string) => judgeFact(field.fields, 'agreed', value).means
    return fieldChanges({ ...compared, history }, means, now).map((change) => ({
      ...change,
      ...seenOn(before, field),
    }))
  })
}

const seenOn = ({ recordId, object, id }: StoredAgreement, field: AgreedField) => ({
  id: randomUUID(),
  recordId,
  connectionId: field.connectionId,
  field: agreedField(field),
  ref: { object, id },
})

function readingOf({ facts, modifiedAt }: RemoteRecord): FieldReading {
  const [agreedOn = null] = (facts?.agreedOn ?? []).toSorted()
  return { values: facts?.agreed ?? [], agreedOn, modifiedAt }
}
