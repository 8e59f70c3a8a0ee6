import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { InboundMessage } from '../../src/connector/inbound.ts'
import { isRefusal } from './errors.ts'
import { ThreadLimit, workFile, type Threads } from '../../src/connector/deps/threads.ts'
import { unreadableMessage } from './parse-message.ts'
import type { ParseInput } from './parse-work.ts'

/** What is read of one message: more than any letter, less than its attachments. */
const maxMessageBytes = 1_000_000

const parseWork = workFile('./parse-work', import.meta.url)

/** Whose mailbox it is, and where its messages are read. */
interface Reader {
  address: string
  threads: Threads
}

/**
 * The given messages in order; one that was deleted meanwhile is missing. One that the server refuses to give while it
 * gives others is broken: it comes as unreadable, so that a person opens it and reading goes on behind it.
 */
export async function readMessages(client: ImapFlow, uids: readonly number[], to: Reader): Promise<InboundMessage[]> {
  const found = new Map<number, InboundMessage>()
  const refusal = await fetchInto(found, client, uids, to)
  if (refusal !== null) {
    const refused: number[] = []
    for (const uid of uids.filter((number) => !found.has(number)))
      if ((await fetchInto(found, client, [uid], to)) !== null) refused.push(uid)
    if (refused.length > 0 && found.size === 0 && !(await givesAnother(client, uids))) throw refusal
    for (const uid of refused) await placeUnreadable(found, client, uid)
  }
  return uids.flatMap((uid) => found.get(uid) ?? [])
}

/** Gives the refusal of the server, or null when it answered. Other failures are thrown. */
async function fetchInto(
  found: Map<number, InboundMessage>,
  client: ImapFlow,
  uids: readonly number[],
  to: Reader,
): Promise<Error | null> {
  try {
    for await (const message of client.fetch(
      uids.join(','),
      { uid: true, internalDate: true, size: true, source: { start: 0, maxLength: maxMessageBytes } },
      { uid: true },
    )) {
      found.set(message.uid, await readOne(client, message, to))
    }
    return null
  } catch (error) {
    if (!isRefusal(error)) throw error
    return error as Error
  }
}

async function readOne(
  client: ImapFlow,
  message: FetchMessageObject,
  { address, threads }: Reader,
): Promise<InboundMessage> {
  const { source } = message
  if (!Buffer.isBuffer(source) || source.length === 0)
    return unreadableMessage(placeOf(client, message.uid), dateOf(message))
  const input: ParseInput = {
    raw: source,
    receivedAt: dateOf(message),
    mailbox: address,
    oversize: (message.size ?? 0) > maxMessageBytes,
  }
  const read = (asked: ParseInput) => threads.run<InboundMessage>(parseWork, asked)
  try {
    return await read(input).catch((error: unknown) => {
      if (!(error instanceof ThreadLimit)) throw error
      // Whoever wrote it may have said no: a person opens it in the mailbox, and sending to them is held meanwhile.
      return read({ ...input, headOnly: true })
    })
  } catch (error) {
    if (!(error instanceof ThreadLimit)) throw error
    return unreadableMessage(placeOf(client, message.uid), dateOf(message))
  }
}

/**
 * Whether the server gives the oldest message of the folder, which is none of these: then its fault is not that it
 * gives nothing.
 */
async function givesAnother(client: ImapFlow, uids: readonly number[]): Promise<boolean> {
  try {
    const oldest = await client.fetchOne('1', { uid: true, source: { start: 0, maxLength: 1_000 } })
    return oldest !== false && oldest !== undefined && !uids.includes(oldest.uid) && Buffer.isBuffer(oldest.source)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return false
  }
}

/** What is known of a message whose words are refused; nothing when it is gone. */
async function placeUnreadable(found: Map<number, InboundMessage>, client: ImapFlow, uid: number): Promise<void> {
  const known = await client
    .fetchOne(String(uid), { uid: true, internalDate: true }, { uid: true })
    .catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return null
    })
  if (known !== false && known !== undefined)
    found.set(uid, await unreadableMessage(placeOf(client, uid), dateOf(known)))
}

function dateOf(message: Pick<FetchMessageObject, 'internalDate'> | null): Date {
  const at = new Date(message?.internalDate ?? Number.NaN)
  return Number.isNaN(at.getTime()) ? new Date() : at
}

const placeOf = (client: ImapFlow, uid: number): string =>
  `${client.mailbox === false || client.mailbox === undefined ? '' : String(client.mailbox.uidValidity)}:${uid}`
