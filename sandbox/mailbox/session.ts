import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { loopbackCertificate, loopbackKey } from './loopback-certificate.ts'
import { BadItem, fetchAnswer } from './fetch.ts'
import { CommandReader } from './command-reader.ts'
import type { Token } from './parse.ts'
import { plainOf, tokenOf } from './logins.ts'
import { inSet, isSet, textOf, tokensOf } from './parse.ts'
import { searchTests } from './search.ts'
import type { MailStore, StoredMessage } from './store.ts'

/** One client: IMAP4rev1 as far as a reader of one folder needs it (RFC 3501, IDLE of RFC 2177, ID of RFC 2971). */
export function serveSession(socket: Socket, store: MailStore): void {
  const session = new Session(socket, store)
  const reader = new CommandReader({
    command: (line, literals) => session.answer(line, literals),
    goOn: () => session.send('+ go on\r\n'),
    tooLong: () => void socket.destroy(),
  })
  const listener = { changed: () => session.tellIdler(), cut: () => void socket.destroy() }
  store.listeners.add(listener)
  socket.on('close', () => store.listeners.delete(listener))
  socket.on('error', () => socket.destroy())
  const heard = (chunk: Buffer) => reader.take(chunk)
  socket.on('data', heard)
  session.encrypt = () => {
    socket.off('data', heard)
    const line = new TLSSocket(socket, { isServer: true, key: loopbackKey, cert: loopbackCertificate })
    line.on('error', () => socket.destroy())
    line.on('data', heard)
    return line
  }
  session.greet()
}

interface Command {
  readonly tag: string
  readonly verb: string
  readonly rest: readonly Token[]
}
type Handler = (command: Command) => void

class Session {
  private socket: Socket
  private encrypted = false
  /** Goes on over TLS, on the line that it gives. */
  encrypt: () => Socket = () => this.socket
  private readonly store: MailStore
  private loggedIn = false
  private selected: { readOnly: boolean; known: number } | null = null
  private idling: string | null = null
  private authenticating: { tag: string; byToken: boolean } | null = null

  constructor(socket: Socket, store: MailStore) {
    this.socket = socket
    this.store = store
  }

  send(text: string | Buffer): void {
    if (this.socket.writable) this.socket.write(text)
  }

  greet(): void {
    this.send(`* OK [${this.capabilities()}] Sandbox mailbox ready\r\n`)
  }

  tellIdler(): void {
    if (this.idling !== null) this.announce()
  }

  answer(line: string, literals: readonly string[]): void {
    if (this.idling !== null) {
      this.send(`${this.idling} ${line.toUpperCase() === 'DONE' ? 'OK IDLE ended' : 'BAD Expected DONE'}\r\n`)
      this.idling = null
      return
    }
    if (this.authenticating !== null) {
      const { tag, byToken } = this.authenticating
      this.authenticating = null
      return byToken
        ? this.send(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`)
        : this.login(tag, ...plainOf(line))
    }
    const [tag, verb, ...rest] = tokensOf(line, literals)
    this.run({ tag: textOf(tag), verb: textOf(verb).toUpperCase(), rest })
  }

  private run(command: Command): void {
    const { tag, verb } = command
    if (!this.encrypted) this.store.saidInClear = [...this.store.saidInClear, verb]
    const always = this.always.get(verb)
    if (always !== undefined) return always(command)
    if (!this.loggedIn) return (this.beforeLogin.get(verb) ?? ((one) => this.bad(one, 'Log in first')))(command)
    const loggedIn = this.afterLogin.get(verb)
    if (loggedIn !== undefined) return loggedIn(command)
    if (this.selected === null) return this.bad(command, 'Open a folder first')
    if (verb === 'IDLE' && this.store.idle) {
      this.idling = tag
      this.send('+ idling\r\n')
      return this.announce()
    }
    this.runInFolder(command, this.selected.readOnly)
  }

  private readonly always: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    ['CAPABILITY', (command) => this.tell(command, `* ${this.capabilities()}\r\n`)],
    ['ID', (command) => this.tell(command, '* ID ("name" "lawbase-sandbox")\r\n')],
    [
      'LOGOUT',
      (command) => {
        this.tell(command, '* BYE see you\r\n')
        this.socket.end()
      },
    ],
    [
      'NOOP',
      (command) => {
        this.announce()
        this.ok(command)
      },
    ],
  ])

  private readonly beforeLogin: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    ['LOGIN', ({ tag, rest }) => this.login(tag, textOf(rest[0]), textOf(rest[1]))],
    ['AUTHENTICATE', (command) => this.authenticate(command)],
    ['STARTTLS', (command) => this.startTls(command)],
  ])

  private readonly afterLogin: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    ['NAMESPACE', (command) => this.tell(command, '* NAMESPACE (("" "/")) NIL NIL\r\n')],
    ['LIST', (command) => this.list(command)],
    ['LSUB', (command) => this.list(command)],
    ['SELECT', (command) => this.open(command)],
    ['EXAMINE', (command) => this.open(command)],
  ])

  private runInFolder(command: Command, readOnly: boolean): void {
    const { tag, verb, rest } = command
    const byUid = verb === 'UID'
    const inner = byUid ? textOf(rest[0]).toUpperCase() : verb
    const args = byUid ? rest.slice(1) : rest
    if (inner === 'FETCH') return this.fetchMessages(tag, byUid, args, readOnly)
    if (inner === 'SEARCH') return this.search(tag, byUid, args)
    if (inner === 'STORE') return this.storeFlags(tag, byUid, args, readOnly)
    return this.bad(command, `This mailbox does not know ${verb}`)
  }

  private tell(command: Command, text: string): void {
    this.send(text)
    this.ok(command)
  }

  private ok({ tag, verb }: Command, text = `${verb} completed`): void {
    this.send(`${tag} OK ${text}\r\n`)
  }

  private bad({ tag }: Command, text: string): void {
    this.send(`${tag} BAD ${text}\r\n`)
  }

  private capabilities(): string {
    return `CAPABILITY IMAP4rev1 ID NAMESPACE SASL-IR ${this.store.loginDisabled ? 'LOGINDISABLED' : 'AUTH=PLAIN'} AUTH=XOAUTH2${this.store.starttls && !this.encrypted ? ' STARTTLS' : ''}${this.store.idle ? ' IDLE' : ''}`
  }

  /** What came or went since the client was last told (RFC 3501 §7.3.1). */
  private announce(): void {
    const { selected, store } = this
    if (selected === null || selected.known === store.messages.length) return
    for (let gone = selected.known; gone > store.messages.length; gone--) this.send(`* ${gone} EXPUNGE\r\n`)
    selected.known = store.messages.length
    this.send(`* ${selected.known} EXISTS\r\n`)
  }

  private startTls(command: Command): void {
    if (!this.store.starttls || this.encrypted) return this.bad(command, 'This line cannot be encrypted')
    this.ok(command, 'Begin TLS negotiation now')
    this.encrypted = true
    this.socket = this.encrypt()
  }

  private authenticate(command: Command): void {
    const { tag, rest } = command
    const how = textOf(rest[0]).toUpperCase()
    if (how === 'XOAUTH2') return this.loginByToken(tag, textOf(rest[1]))
    if (how !== 'PLAIN') return this.bad(command, 'Log in first')
    if (rest[1] !== undefined) return this.login(tag, ...plainOf(textOf(rest[1])))
    this.authenticating = { tag, byToken: false }
    this.send('+ \r\n')
  }

  /** docs/reference/mailboxes.md#xoauth2: whoever is refused gets the reason first, and says an empty line. */
  private loginByToken(tag: string, initial: string): void {
    if (this.store.opensByToken(...tokenOf(initial))) {
      this.loggedIn = true
      return this.send(`${tag} OK [${this.capabilities()}] Logged in\r\n`)
    }
    this.authenticating = { tag, byToken: true }
    this.send(`+ ${Buffer.from(JSON.stringify({ status: '400', schemes: 'Bearer' })).toString('base64')}\r\n`)
  }

  private login(tag: string, user: string, password: string): void {
    const { store } = this
    const right = user === store.user && password === store.password
    if (!right) return this.send(`${tag} NO [AUTHENTICATIONFAILED] Invalid user or password\r\n`)
    if (store.refuseLogins) return this.send(`${tag} ${store.refusal}\r\n`)
    this.loggedIn = true
    this.send(`${tag} OK [${this.capabilities()}] Logged in\r\n`)
  }

  private list(command: Command): void {
    const { verb, rest } = command
    const { folder } = this.store
    const wanted = textOf(rest[1]).toUpperCase()
    if (wanted === '') this.send(`* ${verb} (\\Noselect) "/" ""\r\n`)
    else if (wanted === '*' || wanted === '%' || wanted === folder)
      this.send(`* ${verb} (\\HasNoChildren) "/" "${folder}"\r\n`)
    this.ok(command)
  }

  private open(command: Command): void {
    const { tag, verb, rest } = command
    const { store } = this
    if (textOf(rest[0]).toUpperCase() !== store.folder) {
      this.selected = null
      return this.send(`${tag} NO [NONEXISTENT] No such folder\r\n`)
    }
    const readOnly = verb === 'EXAMINE'
    this.selected = { readOnly, known: store.messages.length }
    this.send('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)\r\n')
    this.send(
      `* ${this.selected.known} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY ${store.uidValidity}] ok\r\n* OK [UIDNEXT ${store.nextUid}] ok\r\n`,
    )
    this.ok(command, `[${readOnly ? 'READ-ONLY' : 'READ-WRITE'}] ${verb} completed`)
  }

  private chosen(set: string, byUid: boolean): { message: StoredMessage; sequence: number }[] {
    const { messages } = this.store
    return messages
      .map((message, index) => ({ message, sequence: index + 1 }))
      .filter(({ message, sequence }) =>
        byUid ? inSet(set, message.uid, this.store.highestUid) : inSet(set, sequence, messages.length),
      )
  }

  private fetchMessages(tag: string, byUid: boolean, args: readonly Token[], readOnly: boolean): void {
    const { store } = this
    const [set, what] = args
    const items = what === undefined ? [] : 'list' in what ? what.list : [what]
    if (!isSet(textOf(set)) || items.length === 0) return this.send(`${tag} BAD FETCH takes a set and items\r\n`)
    try {
      const wordsAsked = items.some((item) => textOf(item).toUpperCase().startsWith('BODY'))
      for (const { message, sequence } of this.chosen(textOf(set), byUid)) {
        if (wordsAsked && (store.refuseWords || message.damage === 'refused'))
          return this.send(`${tag} NO The message cannot be read\r\n`)
        const bytes = fetchAnswer(message, sequence, items, byUid, readOnly)
        if (store.cutAfterBytes !== null) {
          this.send(bytes.subarray(0, store.cutAfterBytes))
          store.cutAfterBytes = null
          this.socket.destroySoon()
          return
        }
        this.send(bytes)
      }
      this.send(`${tag} OK FETCH completed\r\n`)
    } catch (error) {
      if (!(error instanceof BadItem)) throw error
      this.send(`${tag} BAD This mailbox does not fetch ${error.message}\r\n`)
    }
  }

  private search(tag: string, byUid: boolean, args: readonly Token[]): void {
    const tests = searchTests(this.store, args.map(textOf))
    if ('unknown' in tests) return this.send(`${tag} BAD This mailbox does not search by ${tests.unknown}\r\n`)
    const found = this.store.messages.flatMap((message, index) =>
      tests.every((test) => test(message, index + 1)) ? [byUid ? message.uid : index + 1] : [],
    )
    this.send(`* SEARCH${found.map((n) => ` ${n}`).join('')}\r\n`)
    this.send(`${tag} OK SEARCH completed\r\n`)
  }

  private storeFlags(tag: string, byUid: boolean, args: readonly Token[], readOnly: boolean): void {
    const action = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(textOf(args[1]))
    if (readOnly) return this.send(`${tag} NO The folder is open read-only\r\n`)
    if (action === null) return this.send(`${tag} BAD STORE takes FLAGS\r\n`)
    const given = args[2]
    const flags = given === undefined ? [] : 'list' in given ? given.list.map(textOf) : [textOf(given)]
    for (const { message, sequence } of this.chosen(textOf(args[0]), byUid)) {
      if (action[1] === '') message.flags.clear()
      for (const flag of flags)
        if (action[1] === '-') message.flags.delete(flag)
        else message.flags.add(flag)
      if (action[2] === undefined) this.send(fetchAnswer(message, sequence, [{ atom: 'FLAGS' }], byUid, true))
    }
    this.send(`${tag} OK STORE completed\r\n`)
  }
}
