import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { RemoteRecord } from '../../connector/records.ts'
import { judgeRecord, type RelationRules } from '../../domain/connections/relation-values.ts'
import { natureOfAddress, normalEmail } from '../../domain/contacts/identity.ts'
import { tracesShown } from '../../domain/contacts/likeness/traces.ts'
import { linesOf } from '../../domain/contacts/numbers/lines.ts'
import { readNumber } from '../../domain/contacts/numbers/read-number.ts'
import type { KeyRing } from '../../store/app/key-ring.ts'
import type { HeldNumber } from '../../store/app/numbers.ts'
import { findConnectionAndSettings } from '../../store/connections/connections.ts'
import type { IdentityRow, RecordToStore } from '../../store/contacts/record-columns.ts'
import { relationRules } from '../../store/contacts/relation-values.ts'
import { agreedField, type AgreedField } from './consent-changes.ts'

interface Judging {
  /** What the values of the account's fields are judged by now. */
  rules: RelationRules
  /** The country of numbers that name none. */
  home: string | null
  agreed: AgreedField
}

/** By what the records of one Connection are read. */
export async function judgingOf(pool: Pool, connectionId: string): Promise<Judging> {
  const found = await findConnectionAndSettings(pool, connectionId)
  if (found === null) throw new Error(`There is no connection ${connectionId}`)
  const { settings, connection } = found
  return {
    rules: relationRules(settings, connection.connector, connection.relationFields),
    home: settings.numberCountry,
    agreed: { connectionId, label: connection.label, fields: settings.facts[connection.connector] },
  }
}

/** A record as it is stored, with what is derived from it. */
export function prepareRecord(keys: KeyRing, record: RemoteRecord, { rules, home, agreed }: Judging): RecordToStore {
  const addresses = [record.email, ...record.additionalEmails]
    .map((raw) => (raw === null ? null : normalEmail(raw)))
    .filter((email) => email !== null)
  const identities = [...new Set(addresses)].map(
    (value): IdentityRow => ({ hash: keys.hashEmail(value), value, ...natureOfAddress(value) }),
  )
  const domains = identities.flatMap(({ value, privateMailbox }) =>
    privateMailbox ? [] : [value.slice(value.lastIndexOf('@') + 1)],
  )
  return {
    record,
    identities,
    numbers: numbersOf(keys, record, home),
    lines: linesOf(record, home),
    traces: tracesShown({ ...record, domains }, home).map(({ kind, text }) => ({
      kind,
      hash: keys.hashTrace(kind, text),
    })),
    agreedIn: showsConsent(record) ? agreedField(agreed) : null,
    contentHash: contentHash(record, identities, showsConsent(record) ? agreedField(agreed) : ''),
    means: record.relationValues === undefined ? null : judgeRecord(rules, record.relationValues),
  }
}

/** One that stands on the record twice is a guess only where both are. */
function numbersOf(keys: KeyRing, { phone, mobile, country }: RemoteRecord, home: string | null): HeldNumber[] {
  const read = [phone, mobile].flatMap((raw) => (raw === null ? [] : (readNumber({ raw, country }, home) ?? [])))
  return [...new Set(read.map(({ number }) => number))].map((number) => ({
    hash: keys.hashPhone(number),
    guessed: read.every((one) => one.number !== number || one.guessed),
  }))
}

const showsConsent = ({ facts, factsUnread }: RemoteRecord): boolean =>
  facts?.agreed !== undefined || factsUnread?.includes('agreed') === true

/** Everything we act on. The vendor's modified date is left out: our own writes move it. */
function contentHash(record: RemoteRecord, identities: readonly IdentityRow[], agreedIn: string): Buffer {
  const {
    ref: _ref,
    email: _email,
    additionalEmails: _additional,
    optedOutAddresses: _hidden,
    openAddresses: _open,
    optedOutBy: _by,
    modifiedAt: _modified,
    ...content
  } = record
  const sorted = JSON.stringify(content, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
  return createHash('sha256')
    .update(sorted)
    .update(agreedIn)
    .update(Buffer.concat(identities.map((identity) => identity.hash)))
    .digest()
}
