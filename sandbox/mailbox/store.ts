import type { Clock } from '../core/clock.ts'

export interface StoredMessage {
  readonly uid: number
  readonly raw: Buffer
  readonly internalDate: Date
  readonly flags: Set<string>
  /** A damaged message: its words are refused, or answered with NIL. */
  readonly damage: 'refused' | 'nil' | null
}

/** One folder in memory. Numbers rise for ever under one UIDVALIDITY (RFC 3501 §2.3.1.1). */
export class MailStore {
  readonly user = 'unsub@u.exemple.example.test'
  readonly password = 'mailbox-password'
  readonly folder = 'INBOX'
  readonly address = 'unsub@u.exemple.example.test'
  messages: StoredMessage[] = []
  uidValidity = 1_700_000_001
  nextUid = 1
  /** Logins are refused, as after a changed password. */
  refuseLogins = false
  /** What is said to who is refused. */
  refusal = 'NO [AUTHENTICATIONFAILED] Invalid user or password'
  /** Passwords are not taken on a line without encryption (RFC 3501 §7.2.1, LOGINDISABLED). */
  loginDisabled = false
  /** STARTTLS is offered (RFC 3501 §6.2.1). */
  starttls = false
  /** Commands that came in on a line that was not encrypted, without what they said. */
  saidInClear: string[] = []
  /** No words of any message are given, as when the disks behind the server are gone. */
  refuseWords = false
  /** IDLE is not offered. */
  idle = true
  /** Bytes that break the line once: `cutAfter` of an answer to FETCH. */
  cutAfterBytes: number | null = null
  /** Whether a provider's token opens the mailbox of this user. */
  opensByToken: (user: string, accessToken: string) => boolean = () => false
  readonly listeners = new Set<{ changed(): void; cut(): void }>()
  readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  get highestUid(): number {
    return this.messages.at(-1)?.uid ?? 0
  }

  append(raw: Buffer, damage: StoredMessage['damage'] = null): StoredMessage {
    const message: StoredMessage = {
      uid: this.nextUid++,
      raw,
      internalDate: new Date(this.clock.now()),
      flags: new Set(),
      damage,
    }
    this.messages = [...this.messages, message]
    this.#tell()
    return message
  }

  remove(uid: number): void {
    this.messages = this.messages.filter((message) => message.uid !== uid)
    this.#tell()
  }

  /** The server lost its numbers: every message gets a new one, every session ends. */
  renumber(): void {
    this.uidValidity += 1
    this.nextUid = 1
    this.messages = this.messages.map((message) => ({ ...message, uid: this.nextUid++ }))
    this.cut()
  }

  /** Breaks every line, without a word. */
  cut(): void {
    for (const listener of this.listeners) listener.cut()
  }

  #tell(): void {
    for (const listener of this.listeners) listener.changed()
  }
}
