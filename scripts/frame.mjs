// What a long script stands in: a clock on its lines, a folder of its own, an end that stops everything, one line of
// JSON.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `stops` are called in reverse order at the end, whatever ends the script; then the folder is erased. */
export function openFrame(name) {
  const startedAt = Date.now()
  const say = (text) =>
    process.stderr.write(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s] ${text}\n`)
  const home = mkdtempSync(join(tmpdir(), `lawbase-${name}-`))
  // Run by root, the database belongs to another user, who must be able to pass through.
  chmodSync(home, 0o711)
  const stops = []
  let ending = null
  function end() {
    ending ??= (async () => {
      for (const stop of stops.toReversed()) await stop().catch((error) => say(`could not stop: ${error.message}`))
      rmSync(home, { recursive: true, force: true })
    })()
    return ending
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end().then(() => process.exit(130)))

  /** Runs `work`, which gives the object of the last line; exit code 0 when its `ok` is true. */
  async function run(work) {
    let result
    try {
      result = await work()
    } catch (error) {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error))
      result = { ok: false, error: error instanceof Error ? error.message : String(error) }
    }
    await end()
    process.stdout.write(`${JSON.stringify(result)}\n`)
    process.exit(result.ok ? 0 : 1)
  }
  return { startedAt, say, home, stops, run }
}

/** The option as a whole number of 1 or more. */
export function positive(values, name) {
  const value = Number(values[name])
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number of 1 or more`)
  return value
}
