import type { ImapFlow } from 'imapflow'
import type { ConnectorDeps } from '../../src/connector/access.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { Cursor } from '../../src/connector/records.ts'
import type { SignalBatch } from '../../src/connector/webhook.ts'
import { openFolder } from './client.ts'
import type { MailDoor } from './door.ts'
import { mailboxError } from './errors.ts'
import { readMessages } from './read-messages.ts'

/** Messages per batch: each is held in memory until its transaction is committed. */
const batchSize = 20
/** How often a quiet line says that it is alive; also how long a server without IDLE is left alone. */
const quietMs = 60_000

/** Where reading goes on: numbers only count under the same UIDVALIDITY (RFC 3501 §2.3.1.1). */
interface Position {
  uidValidity: string
  lastUid: number
}

/**
 * Every message of the folder once, then new ones as they come (IDLE). When the server renumbered its folder all of it
 * is walked again; what was taken in before is recognised by its key. Ends when `signal` aborts. Throws ConnectorError.
 */
export async function* listenToFolder(
  door: MailDoor,
  deps: ConnectorDeps,
  from: Cursor | null,
  signal: AbortSignal,
): AsyncGenerator<SignalBatch> {
  if (signal.aborted) return
  await deps.budget.take(deps.lane, 1)
  const client = await openFolder(door, deps)
  const close = () => client.close()
  signal.addEventListener('abort', close, { once: true })
  try {
    let position = startOf(client, from)
    const news = newsOf(client)
    while (!signal.aborted) {
      const uids = await newUids(client, position.lastUid)
      for (let start = 0; start < uids.length && !signal.aborted; start += batchSize) {
        const slice = uids.slice(start, start + batchSize)
        const messages = await readMessages(client, slice, {
          address: door.address,
          threads: deps.threads,
        })
        position = { ...position, lastUid: slice.at(-1) ?? position.lastUid }
        yield { events: [], messages, next: { ...position } }
      }
      // Only an empty answer proves that all was read: a folder that always gets mail is asked once more before the
      // wait.
      if (uids.length > 0) continue
      yield { events: [], next: { ...position } }
      await waitForMail(client, news, signal)
    }
  } catch (error) {
    if (signal.aborted) return
    throw mailboxError(error, door)
  } finally {
    signal.removeEventListener('abort', close)
    client.close()
  }
}

function startOf(client: ImapFlow, from: Cursor | null): Position {
  const uidValidity = String(mailboxOf(client).uidValidity)
  const lastUid = from?.['uidValidity'] === uidValidity && typeof from['lastUid'] === 'number' ? from['lastUid'] : 0
  return { uidValidity, lastUid }
}

function mailboxOf(client: ImapFlow) {
  if (client.mailbox === false || client.mailbox === undefined)
    throw new ConnectorError('unavailable', 'The mail server closed the folder. It is opened again.')
  return client.mailbox
}

/**
 * Numbers above the last one, in order. `n:*` always gives the last message too (RFC 3501 §6.4.8), so that one is left
 * out here.
 */
async function newUids(client: ImapFlow, lastUid: number): Promise<number[]> {
  mailboxOf(client)
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  if (found === false || found === undefined)
    throw new ConnectorError('unavailable', 'The mail server did not search the folder. It is tried again.')
  return found.filter((uid) => uid > lastUid).toSorted((a, b) => a - b)
}

/** Notes from the start that something came: it may be announced while a batch is being committed. */
function newsOf(client: ImapFlow): { fresh: boolean; wake: () => void } {
  const news = { fresh: false, wake: () => undefined as void }
  client.on('exists', () => {
    news.fresh = true
    news.wake()
  })
  client.on('close', () => news.wake())
  return news
}

/** Until the server says that something came, the line breaks, `signal` aborts, or it has been quiet for a while. */
async function waitForMail(client: ImapFlow, news: ReturnType<typeof newsOf>, signal: AbortSignal): Promise<void> {
  if (!news.fresh && client.usable) {
    const wake = Promise.withResolvers<void>()
    news.wake = () => wake.resolve()
    const timer = setTimeout(news.wake, quietMs)
    signal.addEventListener('abort', news.wake, { once: true })
    // The next command ends it; a server that lacks the command is asked again when the time is over.
    client.idle().catch(() => undefined)
    await wake.promise
    clearTimeout(timer)
    signal.removeEventListener('abort', news.wake)
    news.wake = () => undefined
  }
  news.fresh = false
  if (!signal.aborted && !client.usable)
    throw new ConnectorError('unavailable', 'The line to the mail server broke. It is opened again.')
}
