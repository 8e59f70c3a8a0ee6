import { randomBytes } from 'node:crypto'
import type { Answer, Call, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import type { ChangeEvents, StoredEvent } from './change-events.ts'
import type { SfContext } from '../records/context.ts'
import { errorAnswer } from '../account/errors.ts'
import { sessionOf } from '../account/auth.ts'

interface Session {
  readonly cookie: string
  readonly channels: Set<string>
  readonly queue: { channel: string; event: StoredEvent }[]
  lastConnectAt: number
  wake: (() => void) | null
}

/** What one message is answered; a connect is held until there is something to tell. */
interface Said {
  readonly fields: Json
  readonly cookie?: string
  readonly hold?: Session
}

/** A client that does not connect again within 40 s is forgotten (docs/reference/salesforce.md#cometd). Wall clock. */
const forgottenAfterMs = 40_000

const deniedHandshake = refusal('403::Handshake denied', {
  ext: { sfdc: { failureReason: '401::Authentication invalid' } },
  advice: { reconnect: 'none' },
})

function refusal(error: string, more: Json = {}): Said {
  return { fields: { successful: false, error, ...more } }
}

/**
 * Streaming over long polling (docs/reference/salesforce.md#cometd, #cometd-errors): handshake, subscribe with replay,
 * connect, disconnect.
 */
export class Cometd {
  private readonly context: SfContext
  private readonly events: ChangeEvents
  private readonly sessions = new Map<string, Session>()
  private delivered = 0

  constructor(context: SfContext, events: ChangeEvents) {
    this.context = context
    this.events = events
    events.onEvent = (channel, event) => {
      for (const session of this.sessions.values()) {
        if (!session.channels.has(channel) || context.store.switches.changeEventsSilent) continue
        session.queue.push({ channel, event })
        session.wake?.()
      }
    }
  }

  addTo(router: Router): void {
    // The WebSocket upgrade is refused fast, so that a client falls back at once.
    router.on('GET', '/cometd/:version', () => ({ status: 400, text: 'WebSocket is not supported' }))
    router.on('POST', '/cometd/:version', (call) => this.answer(call))
  }

  /** Ends every session, as a restart of the server would. */
  forgetSessions(): void {
    for (const session of this.sessions.values()) session.wake?.()
    this.sessions.clear()
  }

  private answer(call: Call): Answer {
    const messages = listOf(parsed(call)).filter(isObject)
    if (messages.length === 0)
      return errorAnswer(400, { code: 'JSON_PARSER_ERROR', message: 'a list of messages was expected' })
    const live = sessionOf(this.context.auth, call) !== null
    const answers: Json[] = []
    let waiting: { session: Session; reply: Json } | null = null
    let cookie: string | null = null
    for (const message of messages) {
      const id = stringOf(message['id'])
      const reply = (fields: Json): Json => ({
        channel: stringOf(message['channel']) ?? '',
        ...(id === undefined ? {} : { id }),
        ...fields,
      })
      const said = this.take(message, call, live)
      if (said.cookie !== undefined) cookie = said.cookie
      if (said.hold === undefined) answers.push(reply(said.fields))
      else waiting = { session: said.hold, reply: reply(said.fields) }
    }
    const headers = cookie === null ? {} : { 'set-cookie': `BAYEUX_BROWSER=${cookie}; Path=/cometd/; HttpOnly` }
    if (waiting === null) return { status: 200, json: answers, headers }
    return { status: 200, headers, later: this.hold(waiting.session, waiting.reply, answers) }
  }

  private take(message: Json, call: Call, live: boolean): Said {
    const channel = stringOf(message['channel']) ?? ''
    if (channel === '/meta/handshake') return live ? this.handshake() : deniedHandshake
    const clientId = stringOf(message['clientId']) ?? ''
    const session = this.sessionFor(clientId, call)
    if (session === null) return refusal('403::Unknown client', { advice: { reconnect: 'handshake', interval: 0 } })
    if (!live) return refusal('401::Authentication invalid', { advice: { reconnect: 'none' } })
    switch (channel) {
      case '/meta/subscribe':
        return { fields: this.subscribe(session, message) }
      case '/meta/disconnect':
        this.sessions.delete(clientId)
        session.wake?.()
        return { fields: { successful: true } }
      case '/meta/connect':
        return this.connect(session)
      default:
        return refusal(`400::Unknown channel ${channel}`)
    }
  }

  private handshake(): Said {
    const clientId = randomBytes(12).toString('hex')
    const cookie = randomBytes(8).toString('hex')
    this.sessions.set(clientId, { cookie, channels: new Set(), queue: [], lastConnectAt: Date.now(), wake: null })
    return {
      cookie,
      fields: {
        successful: true,
        version: '1.0',
        minimumVersion: '1.0',
        clientId,
        supportedConnectionTypes: ['long-polling'],
        ext: { replay: true, 'payload.format': true },
      },
    }
  }

  private connect(session: Session): Said {
    const { changeEventsPerDay, streamingHoldMs } = this.context.store.switches
    if (this.delivered >= changeEventsPerDay)
      return refusal('403::Organization total events daily limit exceeded', { advice: { reconnect: 'none' } })
    session.lastConnectAt = Date.now()
    return {
      hold: session,
      fields: { successful: true, advice: { reconnect: 'retry', interval: 0, timeout: streamingHoldMs } },
    }
  }

  private sessionFor(clientId: string, call: Call): Session | null {
    const session = this.sessions.get(clientId)
    if (session === undefined || !(call.headers.cookie ?? '').includes(`BAYEUX_BROWSER=${session.cookie}`)) return null
    if (Date.now() - session.lastConnectAt > forgottenAfterMs + this.context.store.switches.streamingHoldMs) {
      this.sessions.delete(clientId)
      return null
    }
    return session
  }

  private subscribe(session: Session, message: Json): Json {
    const channel = stringOf(message['subscription']) ?? ''
    const object = /^\/data\/(\w+)ChangeEvent$/.exec(channel)?.[1]
    const { changeEvents } = this.context.store.switches
    if (channel !== '/data/ChangeEvents' && (object === undefined || !changeEvents.includes(object))) {
      return { successful: false, subscription: channel, error: `403::The channel ${channel} is not enabled` }
    }
    const replay =
      isObject(message['ext']) && isObject(message['ext']['replay'])
        ? Number(message['ext']['replay'][channel] ?? -1)
        : -1
    if (!this.events.isValid(channel, replay)) {
      return {
        successful: false,
        subscription: channel,
        error: `400::The replayId {${replay}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`,
      }
    }
    session.channels.add(channel)
    if (replay !== -1 && !this.context.store.switches.changeEventsSilent)
      for (const event of this.events.since(channel, Math.max(0, replay))) session.queue.push({ channel, event })
    return { successful: true, subscription: channel }
  }

  private async hold(session: Session, reply: Json, before: readonly Json[]): Promise<Answer> {
    if (session.queue.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.context.store.switches.streamingHoldMs)
        timer.unref()
        session.wake = () => {
          clearTimeout(timer)
          // What one transaction tells goes out together.
          setTimeout(resolve, 5)
        }
      })
      session.wake = null
    }
    session.lastConnectAt = Date.now()
    const events = session.queue.splice(0, 200)
    this.delivered += events.length
    return {
      status: 200,
      json: [...before, ...events.map(({ channel, event }) => ({ channel, data: event.data })), reply],
    }
  }
}

function parsed(call: Call): unknown {
  try {
    return JSON.parse(call.raw.toString('utf8'))
  } catch {
    return null
  }
}
