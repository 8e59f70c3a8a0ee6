import { constants, createReadStream } from 'node:fs'
import { access, open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { isGenuine, sealLine, splitLine } from '../../crypto/journal.ts'

/**
 * Objections and lifts are kept as long as the objections; removals, and what keeps people from them, only as long as
 * the memory of removals, so they have files of their own.
 */
export const journalSeries = ['noes', 'removals', 'kept'] as const
export type JournalSeries = (typeof journalSeries)[number]
export type JournalEntry = Readonly<Record<string, unknown>>

/** A key of the ring that binds the lines of the files it started. */
export interface JournalKey {
  kid: string
  key: Buffer
}

/** A line that was changed, moved, or taken out. */
class JournalBroken extends Error {
  readonly code = 'journal-broken'
  readonly file: string
  readonly line: number
  constructor(file: string, line: number, why: string) {
    super(`The journal is not as it was written: ${file}, line ${line}: ${why}`)
    this.file = file
    this.line = line
  }
}

/** Nearly every line fits: an objection names a handful of addresses, a legal hold over a list all its people. */
const tailBytes = 1 << 20
const fileName = (series: JournalSeries, day: string) => `lawbase-${series}-${day}.jsonl`

/**
 * Files of a series, the oldest first. Throws when the folder is not there: a share that is not mounted must not become
 * a local folder.
 */
export async function journalFiles(folder: string, series: JournalSeries): Promise<string[]> {
  const form = new RegExp(`^lawbase-${series}-\\d{4}-\\d{2}-\\d{2}\\.jsonl$`, 'u')
  return (await readdir(folder)).filter((name) => form.test(name)).toSorted()
}

/** Throws when no file can be made in the folder. */
export async function probeFolder(folder: string): Promise<void> {
  await access(folder, constants.W_OK | constants.X_OK)
}

/** The last entry of a series, not looked at for being genuine; null when there is none. */
export async function lastEntry(folder: string, series: JournalSeries): Promise<JournalEntry | null> {
  const last = await lastOf(folder, await journalFiles(folder, series))
  return last === null ? null : (JSON.parse(last.body) as JournalEntry)
}

/** Last whole line of the latest file that has one: a crash may leave a file in which none was written whole. */
async function lastOf(
  folder: string,
  names: readonly string[],
): Promise<{ file: string; body: string; mac: string } | null> {
  for (const name of names.toReversed()) {
    const file = await open(join(folder, name), 'r')
    try {
      const { last } = await readTail(file, name)
      if (last !== null) return { file: name, ...last }
    } finally {
      await file.close()
    }
  }
  return null
}

/**
 * Adds entries to the file of the day and forces them to the disk. A last line that a crash cut is taken away first. A
 * new file begins with a line that names the one before and what it ended with, so that none can be cut or left out.
 */
export async function appendEntries(
  folder: string,
  series: JournalSeries,
  day: string,
  entries: readonly JournalEntry[],
  keyOf: (kid: string | null) => JournalKey,
): Promise<void> {
  if (entries.length === 0) return
  const known = await journalFiles(folder, series)
  // A clock that was set back goes on in the latest file.
  const name = [...known, fileName(series, day)].toSorted().at(-1) ?? ''
  const isNew = !known.includes(name)
  const file = await open(join(folder, name), isNew ? 'wx+' : 'r+', 0o600)
  try {
    const { last, size, kid } = isNew ? { last: null, size: 0, kid: null } : await readTail(file, name)
    await file.truncate(size)
    const head =
      last === null
        ? [
            await headOf(
              folder,
              series,
              known.filter((other) => other < name),
              keyOf(null).kid,
            ),
          ]
        : []
    const { key } = keyOf(last === null ? null : kid)
    let before = last?.mac ?? name
    const lines = [...head, ...entries].map((entry) => {
      const sealed = sealLine(key, before, entry)
      before = sealed.mac
      return `${sealed.line}\n`
    })
    await file.write(lines.join(''), size)
    await file.sync()
  } finally {
    await file.close()
  }
  if (isNew) await syncFolder(folder)
}

async function headOf(
  folder: string,
  series: JournalSeries,
  earlier: readonly string[],
  kid: string,
): Promise<JournalEntry> {
  const last = await lastOf(folder, earlier)
  return { t: 'journal', version: 1, series, kid, previous: last === null ? null : { file: last.file, mac: last.mac } }
}

/** A new name is safe only with its folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

interface Tail {
  /** Last whole line; null = none. */
  last: { body: string; mac: string } | null
  /** Bytes up to its end. */
  size: number
  /** Key named by the first line. */
  kid: string | null
}

async function readTail(file: FileHandle, name: string, bytes = tailBytes): Promise<Tail> {
  const { size: whole } = await file.stat()
  const from = Math.max(0, whole - bytes)
  const tail = (await file.read(Buffer.alloc(whole - from), 0, whole - from, from)).buffer
  const end = tail.lastIndexOf(10)
  const before = end < 1 ? -1 : tail.lastIndexOf(10, end - 1)
  // The last whole line begins earlier: it is a long one, or a crash cut a long one behind it.
  if (before === -1 && from > 0) return readTail(file, name, bytes * 4)
  if (end === -1) return { last: null, size: 0, kid: null }
  const start = before + 1
  const last = splitLine(tail.subarray(start, end).toString('utf8'))
  if (last === null) throw new JournalBroken(name, 0, 'its last line has no mac')
  const first =
    (await file.read(Buffer.alloc(Math.min(whole, 4_096)), 0, Math.min(whole, 4_096), 0)).buffer
      .toString('utf8')
      .split('\n')[0] ?? ''
  return { last, size: from + end + 1, kid: /"kid":"([^"]+)"/u.exec(first)?.[1] ?? null }
}

/**
 * Every entry of a series in order, each proved to be the one that was written. A last line without an end is a crash's
 * and is left out. `mayMiss`: whether the files before a named one may be gone (their term has passed). Throws
 * JournalBroken.
 */
export async function* readEntries(
  folder: string,
  series: JournalSeries,
  keyOf: (kid: string) => Buffer | null,
  mayMiss: boolean,
): AsyncGenerator<JournalEntry> {
  let previous: { file: string; mac: string } | null = null
  for (const name of await journalFiles(folder, series)) {
    let key: Buffer | null = null
    let before = name
    let number = 0
    for await (const line of linesOf(join(folder, name))) {
      number += 1
      const split = splitLine(line)
      if (split === null) throw new JournalBroken(name, number, 'it has no mac')
      const entry = parse(split.body, name, number)
      if (number === 1) {
        key = typeof entry['kid'] === 'string' ? keyOf(entry['kid']) : null
        if (key === null)
          throw new JournalBroken(name, number, 'it was written with a key that is not in the ring of this backup')
      }
      if (key === null || !isGenuine(key, before, split))
        throw new JournalBroken(name, number, 'it was changed, or a line before it was taken out')
      if (number === 1)
        checkPrevious(entry['previous'] as { file: string; mac: string } | null, previous, name, mayMiss)
      else yield entry
      before = split.mac
    }
    if (number > 0) previous = { file: name, mac: before }
  }
}

interface FileEnd {
  file: string
  mac: string
}

function checkPrevious(named: FileEnd | null, read: FileEnd | null, name: string, mayMiss: boolean): void {
  if (read === null) {
    if (named !== null && !mayMiss) throw new JournalBroken(name, 1, `${named.file} should stand before it`)
    return
  }
  if (read.file !== named?.file) throw new JournalBroken(name, 1, `${named?.file ?? 'no file'} should stand before it`)
  if (read.mac !== named.mac) throw new JournalBroken(name, 1, `${read.file} was cut after it was written`)
}

function parse(body: string, file: string, line: number): JournalEntry {
  try {
    return JSON.parse(body) as JournalEntry
  } catch {
    throw new JournalBroken(file, line, 'it cannot be read')
  }
}

/** Whole lines only. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    let from = 0
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10, from)) {
      yield rest.subarray(from, end).toString('utf8')
      from = end + 1
    }
    rest = rest.subarray(from)
  }
}
