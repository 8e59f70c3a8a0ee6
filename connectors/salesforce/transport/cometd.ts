import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { HttpResponse } from '../../../src/connector/deps/http.ts'
import type { SalesforceContext } from './api.ts'
import { connectDeadlineMs, paths, streamingHoldMs } from './endpoints.ts'
import { errorFor } from './errors.ts'

const Message = z.looseObject({
  channel: z.string(),
  successful: z.boolean().optional(),
  clientId: z.string().optional(),
  subscription: z.string().optional(),
  error: z.string().optional(),
  advice: z
    .looseObject({ reconnect: z.string().optional(), interval: z.number().optional(), timeout: z.number().optional() })
    .optional(),
  data: z.unknown().optional(),
})
type Message = z.infer<typeof Message>

/** The server forgot the session (a restart, or no connect for 40 s): the caller opens a new one. */
export class SessionLost extends Error {}
/** The access token is no longer accepted: the caller renews it and opens a new session. */
export class TokenRefused extends Error {}

interface ChannelMessage {
  channel: string
  data: unknown
}

/** One Bayeux session over long polling. */
export interface CometdSession {
  /** Asks for the events of a channel after `replayId` (-1 = new ones only). Gives the server's refusal, or null. */
  subscribe(channel: string, replayId: number): Promise<string | null>
  /** Waits for events as long as the server holds the call; an empty answer means "still here". */
  connect(signal: AbortSignal): Promise<ChannelMessage[]>
  disconnect(): Promise<void>
}

/**
 * Opens a session with `token` (docs/reference/salesforce.md#cometd-errors). Own client: jsforce's one hides a 401,
 * keeps the first token for ever, and may lose a subscription without a word. Calls here do not count against the org's
 * API limit. Throws TokenRefused, SessionLost or ConnectorError.
 */
export async function openSession(ctx: SalesforceContext, token: string): Promise<CometdSession> {
  const post = caller(ctx, `${await ctx.access.baseUrl()}${paths.cometd}`, token)
  const clientId = await shakeHands(post, ctx.deps.signal)
  // Events may come with any answer, also with that of a subscription.
  const early: ChannelMessage[] = []
  return {
    subscribe: async (channel, replayId) => {
      const answers = await post(
        [{ channel: '/meta/subscribe', clientId, subscription: channel, ext: { replay: { [channel]: replayId } } }],
        connectDeadlineMs,
        ctx.deps.signal,
      )
      early.push(...eventsIn(answers))
      const answer = answerOn(answers, '/meta/subscribe')
      if (answer.successful === true) return null
      if (isTokenRefusal(answer)) throw new TokenRefused()
      if (/Unknown client/iu.test(answer.error ?? '')) throw new SessionLost()
      return answer.error ?? 'refused'
    },
    connect: async (signal) => {
      if (early.length > 0) return early.splice(0)
      const answers = await post(
        [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }],
        streamingHoldMs,
        signal,
      )
      const answer = answers.find((message) => message.channel === '/meta/connect')
      const events = eventsIn(answers)
      if (answer !== undefined && answer.successful !== true && events.length === 0) throw refusal(answer)
      return events
    },
    disconnect: async () => {
      await post([{ channel: '/meta/disconnect', clientId }], connectDeadlineMs, undefined).catch(() => undefined)
    },
  }
}

/** Sends messages and gives what came back; it keeps the session's cookies. */
type Post = (
  messages: readonly Readonly<Record<string, unknown>>[],
  timeoutMs: number,
  signal: AbortSignal | undefined,
) => Promise<Message[]>

function caller(ctx: SalesforceContext, url: string, token: string): Post {
  const cookies = new Map<string, string>()
  let lastId = 0
  return async (messages, timeoutMs, signal) => {
    const response = await ctx.deps.http({
      method: 'POST',
      url,
      timeoutMs,
      ...(signal === undefined ? {} : { signal }),
      headers: {
        authorization: `OAuth ${token}`,
        'content-type': 'application/json',
        ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      },
      body: JSON.stringify(messages.map((message) => ({ id: String(++lastId), ...message }))),
    })
    keepCookies(cookies, response)
    if (response.status === 401) throw new TokenRefused()
    if (response.status < 200 || response.status >= 300) throw errorFor(response)
    return parsed(response)
  }
}

/** Gives the id that the server calls us by. */
async function shakeHands(post: Post, signal: AbortSignal | undefined): Promise<string> {
  const channel = '/meta/handshake'
  const offer = { channel, version: '1.0', minimumVersion: '1.0', supportedConnectionTypes: ['long-polling'] }
  const hello = answerOn(await post([offer], connectDeadlineMs, signal), channel)
  if (hello.successful !== true || hello.clientId === undefined) throw refusal(hello)
  return hello.clientId
}

function parsed(response: HttpResponse): Message[] {
  try {
    const list = z.array(Message).safeParse(JSON.parse(response.body))
    if (list.success) return list.data
  } catch {
    // told below
  }
  throw new ConnectorError(
    'unexpected-response',
    'Salesforce answered the streaming call with something that is not a list of messages.',
    { status: response.status },
  )
}

function answerOn(messages: readonly Message[], channel: string): Message {
  const found = messages.find((message) => message.channel === channel)
  if (found === undefined) throw new ConnectorError('unexpected-response', `Salesforce did not answer ${channel}.`)
  return found
}

function eventsIn(messages: readonly Message[]): ChannelMessage[] {
  return messages
    .filter((message) => !message.channel.startsWith('/meta/') && message.data !== undefined)
    .map(({ channel, data }) => ({ channel, data }))
}

function isTokenRefusal(message: Message): boolean {
  return (
    (message.error ?? '').startsWith('401') ||
    /401::Authentication invalid/u.test(JSON.stringify(message['ext'] ?? null))
  )
}

/**
 * docs/reference/salesforce.md#cometd-errors: 401 may hide in `ext`; unknown client = start again; anything else
 * concerns the whole line.
 */
function refusal(message: Message): Error {
  const text = message.error ?? 'no reason given'
  if (isTokenRefusal(message)) return new TokenRefused()
  if (/Unknown client/iu.test(text) || message.advice?.reconnect === 'handshake') return new SessionLost()
  if (/limit exceeded/iu.test(text))
    return new ConnectorError(
      'rate-limited',
      'The Salesforce org has delivered all the change events of its day; polling goes on.',
      { retryAfterMs: 3_600_000 },
    )
  if (text.startsWith('403'))
    return new ConnectorError(
      'forbidden',
      'Salesforce refuses change events to our user; polling goes on. Give the user "View All Records" on Contact and Lead.',
    )
  return new ConnectorError('unavailable', 'Salesforce ended the streaming session; it is opened again.')
}

function keepCookies(cookies: Map<string, string>, response: HttpResponse): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim())
  }
}
