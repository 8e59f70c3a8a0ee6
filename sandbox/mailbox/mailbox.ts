import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Json } from '../core/call.ts'
import { stringOf } from '../core/call.ts'
import type { Clock } from '../core/clock.ts'
import { loopbackCertificate } from './loopback-certificate.ts'
import { serveSession } from './session.ts'
import { MailStore } from './store.ts'

/** A mailbox as its owner and its server's operator see it. */
export interface Mailbox {
  readonly port: number
  /** What an admin types into the product's form. */
  settings(): Json
  readonly address: string
  /** Lets a provider say whose token opens the mailbox. */
  openByTokens(opens: MailStore['opensByToken']): void
  state(): Json
  act(body: Json): Json
  close(): Promise<void>
}

export class MailboxActError extends Error {}

/** An IMAP server on this machine, without encryption, in memory. */
export async function startMailbox(clock: Clock, host: string, port: number): Promise<Mailbox> {
  const store = new MailStore(clock)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveSession(socket, store)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  const bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    address: store.address,
    openByTokens: (opens) => void (store.opensByToken = opens),
    settings: () => ({
      host: '127.0.0.1',
      port: String(bound),
      tls: 'none',
      user: store.user,
      password: store.password,
      folder: store.folder,
      address: store.address,
    }),
    state: () => ({
      uidValidity: store.uidValidity,
      sessions: sockets.size,
      saidInClear: store.saidInClear,
      messages: store.messages.map((message) => ({
        uid: message.uid,
        size: message.raw.length,
        flags: [...message.flags],
        at: message.internalDate.toISOString(),
      })),
    }),
    act: (body) => act(store, body),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function act(store: MailStore, body: Json): Json {
  switch (stringOf(body['act'])) {
    case 'append':
      return append(store, body)
    case 'delete': {
      store.remove(Number(body['uid']))
      return {}
    }
    case 'renumber': {
      store.renumber()
      return { uidValidity: store.uidValidity }
    }
    case 'cut': {
      if (typeof body['afterBytes'] === 'number') store.cutAfterBytes = body['afterBytes']
      else store.cut()
      return {}
    }
    case 'refuse-logins': {
      store.refuseLogins = body['on'] !== false
      store.refusal = stringOf(body['answer']) ?? 'NO [AUTHENTICATIONFAILED] Invalid user or password'
      store.loginDisabled = body['disabled'] === true
      return { refuseLogins: store.refuseLogins }
    }
    case 'starttls': {
      store.starttls = body['on'] !== false
      store.saidInClear = []
      return { certificate: loopbackCertificate }
    }
    case 'refuse-words': {
      store.refuseWords = body['on'] !== false
      return { refuseWords: store.refuseWords }
    }
    case 'idle': {
      store.idle = body['on'] !== false
      return { idle: store.idle }
    }
    default:
      throw new MailboxActError(
        'act must be append, delete, renumber, cut, refuse-logins, starttls, refuse-words or idle',
      )
  }
}

function append(store: MailStore, body: Json): Json {
  const raw = stringOf(body['raw']) ?? ''
  const encoding = body['encoding'] === 'base64' ? 'base64' : 'utf8'
  const bytes = Buffer.from(encoding === 'base64' ? raw : raw.replace(/\r?\n/g, '\r\n'), encoding)
  return {
    uid: store.append(bytes, body['damage'] === 'refused' || body['damage'] === 'nil' ? body['damage'] : null).uid,
  }
}
