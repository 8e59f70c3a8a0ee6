import type { ConnectorDeps } from '../../src/connector/access.ts'
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
 * Puts one file there: written down, `.part`, its digest beside it, its size and bytes read back, renamed. So no broken
 * file ever bears a name that the broker takes, and one that it takes away at once was whole. Marked sent after that.
 * Called inside `book.alone`.
 */
export async function sendFile(
  { settings, broker, deps, book }: Sender,
  mode: 'full' | 'delta',
  rows: readonly FileRow[],
  noticeId: string | null,
): Promise<SentFile> {
  const sequence = (await book.lastSequence()) + 1
  const body = csvOf(rows, settings.lineEnd)
  const file = {
    sequence,
    mode,
    rows: rows.length,
    sha256: digestOf(body),
    name: fileName(settings.sender, broker, mode, deps.clock.now(), sequence),
  }
  await book.made({ ...file, noticeId })
  await deps.budget.take(deps.lane, 1)
  await withRemote(settings, deps, async (remote) => {
    await remote.put(`${file.name}.part`, body)
    await remote.put(`${file.name}.sha256`, Buffer.from(`${file.sha256}  ${file.name}\n`))
    await remote.put(`${file.name}.manifest.json`, Buffer.from(manifestOf(file, settings.hash)))
    if (!(await isWhole(remote, `${file.name}.part`, file.sha256, body.length))) throw notOurs()
    await remote.rename(`${file.name}.part`, file.name)
    const size = await remote.size(file.name)
    if (size !== null && size !== body.length) throw notOurs()
  })
  await book.sent(sequence)
  return file
}

const notOurs = () =>
  new ConnectorError('unavailable', 'The file on the SFTP server is not the one we sent. It is sent again.')

/**
 * A file whose sending we did not see the end of: marked when it is there whole, or was taken away; else its sequence
 * is used again.
 */
export async function recover({ settings, deps, book }: Sender): Promise<void> {
  const file = await book.unfinished()
  if (file === null) return
  await deps.budget.take(deps.lane, 1)
  const there = await withRemote(settings, deps, async (remote) => {
    if (await isWhole(remote, file.name, file.sha256, null)) return true
    // The part is put before the digest: where only that is left, the file was renamed and the broker took it.
    const holds = async (suffix: string) => (await remote.size(`${file.name}${suffix}`)) !== null
    if (!(await holds('')) && ((await holds('.ack.csv')) || (!(await holds('.part')) && (await holds('.sha256')))))
      return true
    // A sequence must not stand there twice; the part goes last, for it tells what was not renamed.
    for (const name of [`${file.name}.sha256`, `${file.name}.manifest.json`, file.name, `${file.name}.part`])
      await remote.remove(name)
    return false
  })
  if (there) await book.sent(file.sequence)
}

/** Size, then the bytes themselves (docs/reference/brokers.md#file-transport). */
async function isWhole(remote: Remote, name: string, sha256: string, size: number | null): Promise<boolean> {
  const seen = await remote.size(name)
  if (seen === null || (size !== null && seen !== size)) return false
  return digestOf(await remote.read(name)) === sha256
}
