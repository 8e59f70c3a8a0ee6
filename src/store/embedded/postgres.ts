import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  findNative,
  linkLibraries,
  readableByOthers,
  reachableNative,
  serverUser,
  type ServerUser,
} from './binaries.ts'

/** A Postgres of our own under the data folder, reached by a socket that only this user may use. */
export interface EmbeddedPostgres {
  /** Folder of the socket: `host` for the pg driver. */
  socketFolder: string
  /** True when the server was running already: it is used and left running. */
  adopted: boolean
  stop(mode?: 'fast' | 'immediate'): Promise<void>
}

const startDeadlineMs = 15_000

/**
 * Starts, or adopts, the Postgres whose data lies in `folder`. Creates it when the folder is empty.
 * A crash half-way leaves nothing behind; a server killed with -9 is started again and recovers.
 */
export async function startEmbedded(folder: string, extraOptions: readonly string[] = []): Promise<EmbeddedPostgres> {
  const user = serverUser()
  mkdirSync(folder, { recursive: true })
  // Ours alone; run by root, the server's user must be able to pass through it.
  chmodSync(folder, user === null ? 0o700 : 0o711)
  const found = findNative()
  linkLibraries(found)
  const home = reachableFolder(folder, user)
  const native = reachableNative(found, home, user)
  const data = join(home, 'data')
  const socketFolder = socketFolderFor(data)
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  if (user !== null) chownSync(socketFolder, user.uid, user.gid)

  const server = { native, data, user, socketFolder }
  await initialise(server)
  const adopted = await startOrAdopt(server, extraOptions)
  return {
    socketFolder,
    adopted,
    stop: async (mode = 'fast') => {
      await tool(server, 'pg_ctl', ['-D', data, '-m', mode, '-w', 'stop'])
      leaveEmpty(socketFolder)
    },
  }
}

/** Takes the folder away unless somebody started a server in it meanwhile. */
function leaveEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Another server's socket is in it, or it is gone.
  }
}

interface Server {
  native: string
  data: string
  user: ServerUser | null
  socketFolder: string
}

/** Paths over about 100 characters fail as sockets, so the socket lives in a short folder of its own. */
function socketFolderFor(data: string): string {
  return join(tmpdir(), `lawbase-${digest(data)}`)
}

/**
 * A folder that the server's user owns and can reach. Run by root under a private path (such as a home folder), the
 * data lies in /var/lib/lawbase under a name bound to the path, and the file `location` says where.
 */
function reachableFolder(folder: string, user: ServerUser | null): string {
  const inside = user === null || readableByOthers(folder)
  const own = inside ? join(folder, 'postgres') : join('/var/lib/lawbase', digest(folder))
  mkdirSync(own, { recursive: true })
  chmodSync(own, 0o700)
  if (user !== null) chownSync(own, user.uid, user.gid)
  if (!inside) writeFileSync(join(folder, 'location'), `${own}\n`)
  return own
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

async function initialise(server: Server): Promise<void> {
  if (existsSync(join(server.data, 'PG_VERSION'))) return
  const fresh = `${server.data}.new`
  rmSync(fresh, { recursive: true, force: true })
  const result = await tool(server, 'initdb', [
    '-D',
    fresh,
    '-U',
    'lawbase',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  if (result.code !== 0)
    throw new Error(`Postgres could not create its data folder: ${result.output.trim().split('\n').at(-1) ?? ''}`)
  renameSync(fresh, server.data)
}

async function startOrAdopt(server: Server, extraOptions: readonly string[]): Promise<boolean> {
  const deadline = Date.now() + startDeadlineMs
  for (;;) {
    forgetDeadServer(server.data)
    if ((await tool(server, 'pg_ctl', ['-D', server.data, 'status'])).code === 0) return true
    const options = [
      '-c listen_addresses=',
      `-c unix_socket_directories=${server.socketFolder}`,
      '-c unix_socket_permissions=0700',
      '-c max_connections=300',
      `-c shared_buffers=${bufferMb(totalmem(), process.constrainedMemory())}MB`,
      ...extraOptions,
    ]
    const result = await tool(server, 'pg_ctl', [
      '-D',
      server.data,
      '-w',
      '-t',
      '60',
      '-l',
      join(server.data, 'postgres.log'),
      '-o',
      options.join(' '),
      'start',
    ])
    if (result.code === 0) return false
    if (Date.now() > deadline)
      throw new Error(`Postgres did not start. Its last words are in ${join(server.data, 'postgres.log')}`)
    await pause(500)
  }
}

/**
 * Memory in which the server keeps pages of the base, in MB: a quarter of the machine's or the container's (`limit` in
 * bytes; 0 = none), not less than the server's own default and not more than a base of some hundred thousand people
 * fills. It takes only what it uses.
 */
export function bufferMb(machine: number, limit: number): number {
  const memory = limit > 0 ? Math.min(machine, limit) : machine
  return Math.max(128, Math.min(1_024, Math.floor(memory / 4 / 2 ** 20)))
}

/** After kill -9 the dead server can stay a zombie that still holds its pid: its pid file is then stale. */
function forgetDeadServer(data: string): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = readFileSync(file, 'utf8').split('\n')[0]
  const status = `/proc/${pid}/status`
  if (!existsSync(status) || /^State:\s+Z/mu.test(readFileSync(status, 'utf8'))) rmSync(file, { force: true })
}

/** Runs one of the server's programs. Its output goes to a pipe for initdb; pg_ctl's server must not keep ours open. */
function tool(server: Server, name: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(server.native, 'bin', name), args, {
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', name === 'initdb' ? 'pipe' : 'ignore', name === 'initdb' ? 'pipe' : 'ignore'],
      ...(server.user === null ? {} : { uid: server.user.uid, gid: server.user.gid }),
    })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
