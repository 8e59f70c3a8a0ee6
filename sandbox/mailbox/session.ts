import type { Socket } from 'node:net'
import { BadItem, fetchAnswer } from './fetch.ts'
import type { Token } from './parse.ts'
import { inSet, isSet, literalMark, textOf, tokensOf } from './parse.ts'
import type { MailStore, StoredMessage } from './store.ts'

const maxLine = 64 * 1024
const maxLiteral = 8 * 1024 * 1024

/** One client: IMAP4rev1 as far as a reader of one folder needs it (RFC 3501, IDLE of RFC 2177, ID of RFC 2971). */
export function serveSession(socket: Socket, store: MailStore): void {
  let pending = Buffer.alloc(0)
  let line = ''
  let literals: string[] = []
  let literalLeft = 0
  let loggedIn = false
  let selected: { readOnly: boolean; known: number } | null = null
  let idling: string | null = null
  let authenticating: string | null = null

  const send = (text: string | Buffer): void => void (socket.writable && socket.write(text))
  const capabilities = (): string =>
    `CAPABILITY IMAP4rev1 ID NAMESPACE SASL-IR ${store.loginDisabled ? 'LOGINDISABLED' : 'AUTH=PLAIN'}${store.idle ? ' IDLE' : ''}`
  const highest = (): number => store.messages.at(-1)?.uid ?? 0
  /** What came or went since the client was last told (RFC 3501 §7.3.1). */
  const announce = (): void => {
    if (selected === null || selected.known === store.messages.length) return
    for (let gone = selected.known; gone > store.messages.length; gone--) send(`* ${gone} EXPUNGE\r\n`)
    selected.known = store.messages.length
    send(`* ${selected.known} EXISTS\r\n`)
  }
  const listener = { changed: () => (idling === null ? undefined : announce()), cut: () => void socket.destroy() }
  store.listeners.add(listener)
  socket.on('close', () => store.listeners.delete(listener))
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk])
    take()
  })
  send(`* OK [${capabilities()}] Sandbox mailbox ready\r\n`)

  function take(): void {
    for (;;) {
      if (literalLeft > 0) {
        if (pending.length < literalLeft) return
        literals.push(pending.subarray(0, literalLeft).toString('utf8'))
        pending = pending.subarray(literalLeft)
        literalLeft = 0
      }
      const end = pending.indexOf('\r\n')
      if (end < 0) {
        if (pending.length > maxLine) socket.destroy()
        return
      }
      const text = pending.subarray(0, end).toString('utf8').replaceAll(literalMark, '')
      pending = pending.subarray(end + 2)
      const literal = /\{(\d+)(\+?)\}$/.exec(text)
      if (literal !== null) {
        literalLeft = Number(literal[1])
        if (literalLeft > maxLiteral) return void socket.destroy()
        line += text + literalMark
        if (literal[2] === '') send('+ go on\r\n')
        if (literalLeft === 0) literals.push('')
        continue
      }
      const command = line + text
      const theirs = literals
      line = ''
      literals = []
      answer(command, theirs)
    }
  }

  function answer(command: string, theirs: readonly string[]): void {
    if (idling !== null) {
      if (command.toUpperCase() === 'DONE') send(`${idling} OK IDLE ended\r\n`)
      else send(`${idling} BAD Expected DONE\r\n`)
      idling = null
      return
    }
    if (authenticating !== null) {
      const tag = authenticating
      authenticating = null
      return login(tag, ...plainOf(command))
    }
    const [tag, verb, ...rest] = tokensOf(command, theirs)
    run(textOf(tag), textOf(verb).toUpperCase(), rest)
  }

  function run(tag: string, verb: string, rest: readonly Token[]): void {
    const ok = (text = `${verb} completed`): void => send(`${tag} OK ${text}\r\n`)
    const bad = (text: string): void => send(`${tag} BAD ${text}\r\n`)
    if (verb === 'CAPABILITY') {
      send(`* ${capabilities()}\r\n`)
      return ok()
    }
    if (verb === 'LOGOUT') {
      send('* BYE see you\r\n')
      ok()
      return void socket.end()
    }
    if (verb === 'ID') {
      send('* ID ("name" "lawbase-sandbox")\r\n')
      return ok()
    }
    if (verb === 'NOOP') {
      announce()
      return ok()
    }
    if (!loggedIn) {
      if (verb === 'LOGIN') return login(tag, textOf(rest[0]), textOf(rest[1]))
      if (verb === 'AUTHENTICATE' && textOf(rest[0]).toUpperCase() === 'PLAIN') {
        if (rest[1] !== undefined) return login(tag, ...plainOf(textOf(rest[1])))
        authenticating = tag
        return send('+ \r\n')
      }
      return bad('Log in first')
    }
    if (verb === 'NAMESPACE') {
      send('* NAMESPACE (("" "/")) NIL NIL\r\n')
      return ok()
    }
    if (verb === 'LIST' || verb === 'LSUB') {
      const wanted = textOf(rest[1]).toUpperCase()
      if (wanted === '') send(`* ${verb} (\\Noselect) "/" ""\r\n`)
      else if (wanted === '*' || wanted === '%' || wanted === store.folder)
        send(`* ${verb} (\\HasNoChildren) "/" "${store.folder}"\r\n`)
      return ok()
    }
    if (verb === 'SELECT' || verb === 'EXAMINE') {
      if (textOf(rest[0]).toUpperCase() !== store.folder) {
        selected = null
        return send(`${tag} NO [NONEXISTENT] No such folder\r\n`)
      }
      selected = { readOnly: verb === 'EXAMINE', known: store.messages.length }
      send('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)\r\n')
      send(
        `* ${selected.known} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY ${store.uidValidity}] ok\r\n* OK [UIDNEXT ${store.nextUid}] ok\r\n`,
      )
      return ok(`[${selected.readOnly ? 'READ-ONLY' : 'READ-WRITE'}] ${verb} completed`)
    }
    if (selected === null) return bad('Open a folder first')
    if (verb === 'IDLE' && store.idle) {
      idling = tag
      send('+ idling\r\n')
      return announce()
    }
    const byUid = verb === 'UID'
    const inner = byUid ? textOf(rest[0]).toUpperCase() : verb
    const args = byUid ? rest.slice(1) : rest
    if (inner === 'FETCH') return fetchMessages(tag, byUid, args, selected.readOnly)
    if (inner === 'SEARCH') return search(tag, byUid, args)
    if (inner === 'STORE') return storeFlags(tag, byUid, args, selected.readOnly)
    return bad(`This mailbox does not know ${verb}`)
  }

  function plainOf(base64: string): [string, string] {
    const [, user = '', password = ''] = Buffer.from(base64, 'base64').toString('utf8').split('\u0000')
    return [user, password]
  }

  function login(tag: string, user: string, password: string): void {
    if (store.refuseLogins || user !== store.user || password !== store.password)
      return send(
        `${tag} ${user === store.user && password === store.password ? store.refusal : 'NO [AUTHENTICATIONFAILED] Invalid user or password'}\r\n`,
      )
    loggedIn = true
    send(`${tag} OK [${capabilities()}] Logged in\r\n`)
  }

  function chosen(set: string, byUid: boolean): { message: StoredMessage; sequence: number }[] {
    return store.messages
      .map((message, index) => ({ message, sequence: index + 1 }))
      .filter(({ message, sequence }) =>
        byUid ? inSet(set, message.uid, highest()) : inSet(set, sequence, store.messages.length),
      )
  }

  function fetchMessages(tag: string, byUid: boolean, args: readonly Token[], readOnly: boolean): void {
    const [set, what] = args
    const items = what === undefined ? [] : 'list' in what ? what.list : [what]
    if (!isSet(textOf(set)) || items.length === 0) return send(`${tag} BAD FETCH takes a set and items\r\n`)
    try {
      const wordsAsked = items.some((item) => textOf(item).toUpperCase().startsWith('BODY'))
      for (const { message, sequence } of chosen(textOf(set), byUid)) {
        if (wordsAsked && (store.refuseWords || message.damage === 'refused'))
          return send(`${tag} NO The message cannot be read\r\n`)
        const bytes = fetchAnswer(message, sequence, items, byUid, readOnly)
        if (store.cutAfterBytes !== null) {
          send(bytes.subarray(0, store.cutAfterBytes))
          store.cutAfterBytes = null
          socket.destroySoon()
          return
        }
        send(bytes)
      }
      send(`${tag} OK FETCH completed\r\n`)
    } catch (error) {
      if (!(error instanceof BadItem)) throw error
      send(`${tag} BAD This mailbox does not fetch ${error.message}\r\n`)
    }
  }

  function search(tag: string, byUid: boolean, args: readonly Token[]): void {
    const keys = args.map(textOf)
    const tests: ((message: StoredMessage, sequence: number) => boolean)[] = []
    for (let at = 0; at < keys.length; at++) {
      const key = (keys[at] ?? '').toUpperCase()
      if (key === 'ALL') continue
      if (key === 'UID') {
        const set = keys[++at] ?? ''
        tests.push((message) => inSet(set, message.uid, highest()))
      } else if (key === 'SEEN' || key === 'UNSEEN')
        tests.push((message) => message.flags.has('\\Seen') === (key === 'SEEN'))
      else if (isSet(key)) tests.push((_message, sequence) => inSet(key, sequence, store.messages.length))
      else return send(`${tag} BAD This mailbox does not search by ${key}\r\n`)
    }
    const found = store.messages.flatMap((message, index) =>
      tests.every((test) => test(message, index + 1)) ? [byUid ? message.uid : index + 1] : [],
    )
    send(`* SEARCH${found.map((n) => ` ${n}`).join('')}\r\n`)
    send(`${tag} OK SEARCH completed\r\n`)
  }

  function storeFlags(tag: string, byUid: boolean, args: readonly Token[], readOnly: boolean): void {
    const action = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(textOf(args[1]))
    if (readOnly) return send(`${tag} NO The folder is open read-only\r\n`)
    if (action === null) return send(`${tag} BAD STORE takes FLAGS\r\n`)
    const given = args[2]
    const flags = given === undefined ? [] : 'list' in given ? given.list.map(textOf) : [textOf(given)]
    for (const { message, sequence } of chosen(textOf(args[0]), byUid)) {
      if (action[1] === '') message.flags.clear()
      for (const flag of flags)
        if (action[1] === '-') message.flags.delete(flag)
        else message.flags.add(flag)
      if (action[2] === undefined) send(fetchAnswer(message, sequence, [{ atom: 'FLAGS' }], byUid, true))
    }
    send(`${tag} OK STORE completed\r\n`)
  }
}
