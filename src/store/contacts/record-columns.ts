import type { RemoteConsent, RemoteRecord } from '../../connector/records.ts'
import { linkedInPage } from '../../domain/contacts/linkedin.ts'
import type { RecordMeaning } from '../../domain/connections/relation-values.ts'
import type { Columns } from '../app/table-of.ts'
import type { RecordParts } from './record-parts.ts'

/** An identity of a record, ready to store. */
export interface IdentityRow {
  hash: Buffer
  value: string
  role: boolean
  privateMailbox: boolean
}

/**
 * One record of a page with what was derived from it. `identities`: the primary address first.
 */
export interface RecordToStore extends RecordParts {
  record: RemoteRecord
  identities: readonly IdentityRow[]
  contentHash: Buffer
  /** The field that shows to what the person agreed; null = none is named, or it shows nothing. */
  agreedIn: string | null
  /** What the values of its fields mean together; null = it shows none. */
  means: RecordMeaning | null
}

/** What a row of `remote_records` takes from its record alone, as it is known now. */
export function recordColumns(now: Date): Columns<RecordToStore> {
  const lastAct = (row: RecordToStore) =>
    row.record.acts.filter((act) => act.at <= now).toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null
  return {
    object: ['text', (row) => row.record.ref.object],
    remote_id: ['text', (row) => row.record.ref.id],
    first_name: ['text', (row) => row.record.firstName],
    last_name: ['text', (row) => row.record.lastName],
    job_title: ['text', (row) => row.record.jobTitle],
    company: ['text', (row) => row.record.company],
    country: ['text', (row) => row.record.country],
    phone: ['text', (row) => row.record.phone],
    mobile: ['text', (row) => row.record.mobile],
    linkedin: ['text', ({ record: { linkedin } }) => (linkedin === undefined ? null : linkedInPage(linkedin))],
    source_value: ['text', (row) => row.record.sourceValue],
    blocks: ['jsonb', (row) => JSON.stringify(row.record.blocks)],
    kind_blocks: ['jsonb', (row) => JSON.stringify(row.record.kindBlocks ?? {})],
    acts: ['jsonb', (row) => JSON.stringify(row.record.acts)],
    last_act_at: ['timestamptz', (row) => lastAct(row)?.at ?? null],
    last_act_kind: ['text', (row) => lastAct(row)?.kind ?? null],
    last_open_at: ['timestamptz', (row) => row.record.lastOpenAt],
    created_remote_at: ['timestamptz', (row) => row.record.createdAt],
    modified_remote_at: ['timestamptz', (row) => row.record.modifiedAt],
    relation: ['text', (row) => (row.means === 'customer' ? 'customer' : row.record.relation)],
    relation_shown: ['text', (row) => row.record.relation],
    relation_values: [
      'jsonb',
      ({ record: { relationValues } }) => (relationValues === undefined ? null : JSON.stringify(relationValues)),
    ],
    relation_means: ['text', (row) => row.means],
    tags: ['jsonb', (row) => JSON.stringify(row.record.tags)],
    hold_until: ['date', (row) => row.record.holdUntil],
    person_id: ['text', (row) => row.record.person ?? null],
    erasure_asked_at: ['timestamptz', (row) => (row.record.erasureAsked === true ? now : null)],
    first_contact_on: ['date', ({ record: { firstContact } }) => firstContact?.on ?? null],
    first_contact_by: ['text', ({ record: { firstContact } }) => firstContact?.by ?? null],
    extras: [
      'jsonb',
      (row) =>
        JSON.stringify({ ...extrasOf(row.record), ...(row.agreedIn === null ? {} : { agreedIn: row.agreedIn }) }),
    ],
    merged_object: ['text', (row) => row.record.became?.object ?? null],
    merged_to: ['text', (row) => row.record.became?.id ?? null],
    content_hash: ['bytea', (row) => row.contentHash],
  }
}

/** The system says that the relationship is over, by a day, a value or what a value means. */
export const isOver = (row: string): string =>
  `(${row}.extras ? 'overOn' or ${row}.relation_means is not distinct from 'former')`

/** A consent that a system shows, as `extras` keeps it; times in ISO 8601. */
export type StoredConsent = Omit<RemoteConsent, 'at' | 'confirmedAt'> & {
  at: string | null
  confirmedAt: string | null
}

/** What a record says beyond the columns, as it is stored in `extras`. */
const extrasOf = ({
  language,
  noticedOn,
  undeliverable,
  moreSources,
  relationOver,
  hidden,
  ofCompany,
  facts,
  factsUnread,
  sales,
  consents,
}: RecordToStore['record']) => ({
  language,
  noticedOn,
  undeliverable,
  moreSources,
  hidden,
  ofCompany,
  facts,
  factsUnread,
  sales,
  consents,
  ...(relationOver === undefined ? {} : { overOn: relationOver.endedOn ?? '' }),
})
