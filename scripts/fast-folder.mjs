// A folder for what tests throw away. A database is some 1,500 files: made in memory it takes a fifteenth of the time.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** All test layers together leave about half of this. */
const roomBytes = 12 * 1024 ** 3

/** Whether the memory has the room, and lets programs run that lie in it. */
function fits() {
  try {
    const { bavail, bsize } = statfsSync(memory)
    const mounted = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast((line) => line.split(' ')[1] === memory)
    return bavail * bsize >= roomBytes && mounted !== undefined && !/\bnoexec\b/.test(mounted)
  } catch {
    return false
  }
}

/** Makes the folder, in memory where it fits; it is gone when the process ends. Other users may pass through it. */
export function fastFolder(name) {
  const folder = mkdtempSync(join(fits() ? memory : tmpdir(), `lawbase-${name}-`))
  chmodSync(folder, 0o1777)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])
    process.once(signal, () => process.exit(code))
  return folder
}
