import { createHash } from 'node:crypto'
import { createServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import ssh2 from 'ssh2'

const { Server, utils } = ssh2
const { STATUS_CODE, OPEN_MODE } = utils.sftp

export interface SftpServer {
  port: number
  user: string
  password: string
  /** Fingerprint of the key it shows now. */
  hostKey: string
  files: Map<string, Buffer>
  /** Names in the order in which they came to be. */
  log: string[]
  /** Called with each rename; throw to refuse it, return `cut` to hang up after it was done. */
  onRename: ((to: string) => 'cut' | undefined) | null
  /** Cuts files that are written after this many bytes. */
  truncateAt: number | null
  /** Stores another first byte than it was sent. */
  spoils: boolean
  /** Status that every file opened for writing gets, e.g. 3 (permission denied); null = taken. */
  refuseWrites: number | null
  /** Logins that were tried, good or bad. */
  logins: number
  newHostKey(): Promise<void>
  close(): Promise<void>
}

/** One key in some hundreds comes out so that the library cannot read it again. */
function newKey() {
  for (;;) {
    const key = utils.generateKeyPairSync('ed25519')
    const parsed = utils.parseKey(key.private)
    if (!(parsed instanceof Error) && !Array.isArray(parsed)) return { key, parsed }
  }
}

type State = Omit<SftpServer, 'newHostKey' | 'close'>

/** An SFTP server on this machine with files in memory. */
export async function startSftpServer(): Promise<SftpServer> {
  const state: State = {
    user: 'lawbase',
    password: 'sesame',
    files: new Map(),
    log: [],
    onRename: null,
    truncateAt: null,
    spoils: false,
    refuseWrites: null,
    logins: 0,
    hostKey: '',
    port: 0,
  }
  let server: TcpServer | null = null
  const listen = async (port: number) => {
    const { key, parsed } = newKey()
    state.hostKey = `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/u, '')}`
    const opened = new Server({ hostKeys: [key.private] }, (client) => {
      client.on('authentication', (ctx) => {
        if (ctx.method !== 'none') state.logins++
        return ctx.method === 'password' && ctx.username === state.user && ctx.password === state.password
          ? ctx.accept()
          : ctx.reject(['password'])
      })
      client.on('error', () => undefined)
      client.on('session', (accept) =>
        accept().on('sftp', (acceptSftp) => {
          const sftp = acceptSftp()
          const pathOf = serveBodies(sftp, state)
          serveNames(sftp, state, pathOf, () => client.end())
        }),
      )
    })
    // As OpenSSH does: an answer is not held back to fill a packet.
    const doors = createServer({ noDelay: true }, (socket) => opened.injectSocket(socket))
    server = doors
    await new Promise<void>((resolve) => doors.listen(port, '127.0.0.1', resolve))
    state.port = (doors.address() as AddressInfo).port
  }
  await listen(0)
  const close = () => new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())))
  return Object.assign(state, {
    close,
    newHostKey: async () => {
      await close()
      await listen(state.port)
    },
  })
}

const clean = (path: string) => path.replace(/^\/+/u, '')

/** Opens, reads and writes files; gives the name behind a handle. */
function serveBodies(sftp: ssh2.SFTPWrapper, state: State): (handle: Buffer) => string {
  const handles = new Map<number, string>()
  let next = 0
  const pathOf = (handle: Buffer) => handles.get(handle.readUInt32BE(0)) ?? ''
  sftp.on('OPEN', (id, path, flags) => {
    const name = clean(path)
    if ((flags & OPEN_MODE.WRITE) !== 0) {
      if (state.refuseWrites !== null) return sftp.status(id, state.refuseWrites)
      state.files.set(name, Buffer.alloc(0))
      state.log.push(`put ${name}`)
    } else if (!state.files.has(name)) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(next, 0)
    handles.set(next++, name)
    return sftp.handle(id, handle)
  })
  sftp.on('WRITE', (id, handle, offset, data) => {
    const name = pathOf(handle)
    const old = state.files.get(name) ?? Buffer.alloc(0)
    const body = Buffer.alloc(Math.max(old.length, offset + data.length))
    old.copy(body)
    data.copy(body, offset)
    if (state.spoils && offset === 0) body.writeUInt8(body.readUInt8(0) ^ 1, 0)
    state.files.set(
      name,
      state.truncateAt === null || !name.endsWith('.part') ? body : body.subarray(0, state.truncateAt),
    )
    sftp.status(id, STATUS_CODE.OK)
  })
  sftp.on('READ', (id, handle, offset, length) => {
    const body = state.files.get(pathOf(handle)) ?? Buffer.alloc(0)
    if (offset >= body.length) sftp.status(id, STATUS_CODE.EOF)
    else sftp.data(id, body.subarray(offset, offset + length))
  })
  sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK))
  return pathOf
}

const attrs = (body: Buffer | null) => ({
  mode: body === null ? 0o040755 : 0o100644,
  uid: 0,
  gid: 0,
  size: body?.length ?? 0,
  atime: 0,
  mtime: 0,
})

/** Says what is there, renames and removes. */
function serveNames(
  sftp: ssh2.SFTPWrapper,
  state: State,
  pathOf: (handle: Buffer) => string,
  hangUp: () => void,
): void {
  const stat = (id: number, path: string) => {
    const body = state.files.get(clean(path))
    if (body !== undefined) sftp.attrs(id, attrs(body))
    else if (['', '.', 'in'].includes(clean(path))) sftp.attrs(id, attrs(null))
    else sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
  }
  sftp.on('FSTAT', (id, handle) => stat(id, pathOf(handle)))
  sftp.on('STAT', stat)
  sftp.on('LSTAT', stat)
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK))
  sftp.on('SETSTAT', (id) => sftp.status(id, STATUS_CODE.OK))
  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: `/${clean(path) === '.' ? '' : clean(path)}`, longname: '', attrs: attrs(null) }]),
  )
  sftp.on('REMOVE', (id, path) =>
    sftp.status(id, state.files.delete(clean(path)) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE),
  )
  sftp.on('RENAME', (id, from, to) => {
    const body = state.files.get(clean(from))
    if (body === undefined) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
    state.files.delete(clean(from))
    state.files.set(clean(to), body)
    state.log.push(`rename ${clean(to)}`)
    return state.onRename?.(clean(to)) === 'cut' ? hangUp() : sftp.status(id, STATUS_CODE.OK)
  })
}
