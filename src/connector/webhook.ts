import type { RecordRef } from './records.ts'

/** A request as it came, before anything was parsed. `url` is built from the configured public URL, never from Host. */
export interface RawDelivery {
  method: string
  url: string
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  body: Buffer
}

export type Verified = { ok: true } | { ok: false; reason: 'missing' | 'malformed' | 'stale' | 'forged' }

/** One thing that happened at the vendor. Events carry ids only, so the record is read again before anything is done. */
export interface VendorEvent {
  /** Built from all that identifies the event, never from an attempt number. Unique per app. */
  dedupeKey: string
  accountId: string
  record: RecordRef | null
  kind: 'changed' | 'created' | 'deleted' | 'merged' | 'restored' | 'privacy-deleted' | 'ignored'
  /** Why an `ignored` event needs nothing. */
  reason: string | null
  occurredAt: Date
}

/** Pure: raw bytes in, no I/O. Several live secrets are accepted during a rotation. */
export interface WebhookSpec {
  verify(delivery: RawDelivery, secrets: readonly string[], now: Date): Verified
  /** Throws ConnectorError `bad-request` when the body is not what the vendor sends. */
  parse(body: Buffer): readonly VendorEvent[]
}
