import { createHash, randomUUID } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../app/make-folder.ts'

/**
 * What somebody asked for by their own link while the database was away: the hash of the token and when, never an
 * address.
 */
export interface SpooledStop {
  tokenHash: Buffer
  door: 'link' | 'one-click' | 'preferences'
  receivedAt: Date
}

const Line = z.strictObject({
  token: z.string().regex(/^[0-9a-f]{64}$/u),
  door: z.enum(['link', 'one-click', 'preferences']),
  at: z.iso.datetime(),
})

/** Some fifty thousand requests; a flood must not fill the disk. */
const maxBytes = 8 * 1024 * 1024
const fileName = 'stops.jsonl'
const takenName = /^stops\.[0-9a-f-]{36}\.taken$/u

/**
 * Keeps one request on the disk (fsync) until the database is back. False when the file is full. A reader may take the
 * file away at any moment: then the line is written once more, which its reader recognises.
 */
export async function appendSpool(folder: string, stop: SpooledStop): Promise<boolean> {
  makeFolder(folder, 'LAWBASE_HOME')
  const path = join(folder, fileName)
  // A line that a crash cut off must not swallow the next one.
  const line = Buffer.from(
    `\n${JSON.stringify({ token: stop.tokenHash.toString('hex'), door: stop.door, at: stop.receivedAt.toISOString() })}\n`,
  )
  for (;;) {
    const file = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o600)
    try {
      const before = await file.stat()
      if (before.size + line.length > maxBytes) return false
      await file.write(line)
      await file.datasync()
      if (before.size === 0) await syncFolder(folder)
      if (isSame(before, await stat(path).catch(() => null))) return true
    } finally {
      await file.close()
    }
  }
}

const isSame = (one: Stats, other: Stats | null) => other !== null && other.ino === one.ino && other.dev === one.dev

async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, constants.O_RDONLY)
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/**
 * Everything that waits in `folder`, file by file. A file is taken out of the way of writers first, and deleted once
 * its reader asks for the next one; after a crash it is read again, so whoever records it must recognise what is there.
 */
export async function* readSpool(folder: string): AsyncGenerator<readonly SpooledStop[]> {
  await rename(join(folder, fileName), join(folder, `stops.${randomUUID()}.taken`)).catch(ignoreMissing)
  for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
    if (!takenName.test(name)) continue
    const text = await readFile(join(folder, name), 'utf8').catch(ignoreMissing)
    if (text === undefined) continue
    yield text.split('\n').flatMap(stopOf)
    await unlink(join(folder, name)).catch(ignoreMissing)
  }
}

function stopOf(text: string): SpooledStop[] {
  if (text === '') return []
  try {
    const { token, door, at } = Line.parse(JSON.parse(text))
    return [{ tokenHash: Buffer.from(token, 'hex'), door, receivedAt: new Date(at) }]
  } catch {
    return []
  }
}

/** How much waits in `folder`, in bytes; 0 = nothing. */
export async function spooledBytes(folder: string): Promise<number> {
  const sizes = ((await readdir(folder).catch(ignoreMissing)) ?? [])
    .filter((name) => name === fileName || takenName.test(name))
    .map(async (name) => (await stat(join(folder, name)).catch(ignoreMissing))?.size ?? 0)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** The same for the same request, however often it is read. */
export function keyOfStop({ tokenHash, door, receivedAt }: SpooledStop): string {
  return `spool:${createHash('sha256').update(tokenHash).update(`${door} ${receivedAt.toISOString()}`).digest('hex')}`
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
