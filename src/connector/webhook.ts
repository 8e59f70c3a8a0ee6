import type { InboundMessage } from './inbound.ts'
import type { BrokerAnswer } from '../domain/brokers/broker-answer.ts'
import type { Channel } from '../domain/app/channel.ts'
import type { OptedOut } from './opt-outs.ts'
import type { Cursor, RecordRef } from './records.ts'

/** A request as it came, before anything was parsed. `url` is built from the configured public URL, never from Host. */
export interface RawDelivery {
  method: string
  url: string
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  body: Buffer
}

export type Verified = { ok: true } | { ok: false; reason: 'missing' | 'malformed' | 'stale' | 'forged' }

/**
 * One thing that happened at the vendor. Events carry ids only, so the record is read again before anything is done.
 */
export interface VendorEvent {
  /** Built from all that identifies the event, never from an attempt number. Unique per app. */
  dedupeKey: string
  accountId: string
  record: RecordRef | null
  kind: 'changed' | 'created' | 'deleted' | 'merged' | 'restored' | 'privacy-deleted' | 'ignored'
  /** Why an `ignored` event needs nothing. */
  reason: string | null
  occurredAt: Date
  /**
   * Channels on which the event itself shows an objection. It counts even when the record shows nothing of it any more:
   * somebody may have taken it back, or deleted the record, before it could be read.
   */
  objected?: readonly Channel[]
  /** Who did it, in the vendor's own words and ids, when the event says so: a CRM user, an import, an app. */
  actor?: VendorActor
}

/** `user`: a person at the vendor's screen; `app`: another program or an import; `unknown`: the event does not say. */
export interface VendorActor {
  kind: 'user' | 'app' | 'unknown'
  /** e.g. `id 42, CRM_UI` or `005xx…`; never a name or an address. */
  name: string
}

/** What a listening connector got at once. The position is saved in the transaction that stores the signals. */
export interface SignalBatch {
  events: readonly VendorEvent[]
  /** Messages of a mailbox, oldest first. */
  messages?: readonly InboundMessage[]
  /** Where to go on after this batch; null = unchanged. */
  next: Cursor | null
  /** The system says that events were lost or left out: everything that changed is read again at once. */
  gap?: boolean
  /**
   * What the system refuses to tell us, in a sentence with what to do: polls alone bring that. Null = it tells all we
   * asked for; left out = as it was.
   */
  unheard?: string | null
}

/** What a broker tells us by itself. `wrong`: a sentence for each item that cannot be read; the others are taken. */
export type BrokerMessage =
  | {
      kind: 'ack'
      answers: readonly { reference: string; answer: BrokerAnswer; reason: string | null; at: Date | null }[]
      wrong: readonly string[]
    }
  | {
      kind: 'objections'
      people: readonly OptedOut[]
      wrong: readonly string[]
    }
  /** Somebody who starts again, or an event we do not know: never acted upon. */
  | { kind: 'ignored'; type: string }

/** Pure, like WebhookSpec, for a system that is connected by a form: the secrets stand in its settings. */
export interface InboundSpec<C = unknown> {
  secrets(credentials: C): readonly string[]
  verify(delivery: RawDelivery, secrets: readonly string[], now: Date): Verified
  /**
   * The message and the id that is the same on every repeat. Throws ConnectorError `bad-request` where nothing of it
   * can be read.
   */
  parse(delivery: RawDelivery): { id: string; message: BrokerMessage }
  /** Our order behind what the broker calls it; null when only its own ticket can tell. */
  orderOf(reference: string): string | null
  /** What the sender must read to know that its message arrived; left out = 202 with what was counted. */
  receipt?(delivery: RawDelivery, now: Date): { status: number; body: Readonly<Record<string, unknown>> }
}

/** Pure: raw bytes in, no I/O. Several live secrets are accepted during a rotation. */
export interface WebhookSpec {
  verify(delivery: RawDelivery, secrets: readonly string[], now: Date): Verified
  /** Throws ConnectorError `bad-request` when the body is not what the vendor sends. */
  parse(body: Buffer, now: Date): readonly VendorEvent[]
  /** What the vendor must read to know that its message arrived; without one the answer is an empty 204. */
  readonly receipt?: { readonly type: string; readonly body: string }
}
