import type { ConnectorDeps } from '../../src/connector/contract.ts'
import { ConnectorError } from '../../src/connector/errors.ts'
import type { FileBook, FileRow, SentFile } from '../../src/connector/ledger.ts'
import { csvOf, digestOf, fileName, manifestOf } from './file.ts'
import { withRemote, type Remote } from './remote.ts'
import type { FileSettings } from './settings.ts'

export interface Sender {
  settings: FileSettings
  broker: string
  deps: ConnectorDeps
  book: FileBook
}

/**
 * Puts one file there: written down, `.part`, its digest beside it, renamed, then its size and bytes read back. It is marked
 * sent only after that. Called inside `book.alone`.
 */
export async function sendFile({ settings, broker, deps, book }: Sender, mode: 'full' | 'delta', rows: readonly FileRow[], noticeId: string | null): Promise<SentFile> {
  const sequence = (await book.lastSequence()) + 1
  const body = csvOf(rows, settings.lineEnd)
  const file = { sequence, mode, rows: rows.length, sha256: digestOf(body), name: fileName(settings.sender, broker, mode, deps.clock.now(), sequence) }
  await book.made({ ...file, noticeId })
  await deps.budget.take(deps.lane, 1)
  await withRemote(settings, deps, async (remote) => {
    await remote.put(`${file.name}.part`, body)
    await remote.put(`${file.name}.sha256`, Buffer.from(`${file.sha256}  ${file.name}\n`))
    await remote.put(`${file.name}.manifest.json`, Buffer.from(manifestOf(file, settings.hash)))
    await remote.rename(`${file.name}.part`, file.name)
    if (!(await isThere(remote, file, body.length))) throw new ConnectorError('unavailable', 'The file on the SFTP server is not the one we sent. It is sent again.')
  })
  await book.sent(sequence)
  return file
}

/** A file whose sending we did not see the end of: marked when it is there whole; else its sequence is used again. */
export async function recover({ settings, deps, book }: Sender): Promise<void> {
  const file = await book.unfinished()
  if (file === null) return
  await deps.budget.take(deps.lane, 1)
  const there = await withRemote(settings, deps, async (remote) => {
    if (await isThere(remote, file, null)) return true
    // A sequence must not stand there twice.
    for (const name of [file.name, `${file.name}.part`, `${file.name}.sha256`, `${file.name}.manifest.json`]) await remote.remove(name)
    return false
  })
  if (there) await book.sent(file.sequence)
}

/** Size, then the bytes themselves (brokers-and-optout-protocols.md §4.1, transport proof). */
async function isThere(remote: Remote, file: Pick<SentFile, 'name' | 'sha256'>, size: number | null): Promise<boolean> {
  const seen = await remote.size(file.name)
  if (seen === null || (size !== null && seen !== size)) return false
  return digestOf(await remote.read(file.name)) === file.sha256
}
