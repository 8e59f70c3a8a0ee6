import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Runs `npm run faults` with a fresh seed; gives its last line and, when something is wrong, what led to it. */
function faultRun(...words: string[]): Promise<{ result: Record<string, unknown>; told: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/faults.mjs'), ...words], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
    child.once('error', reject)
    child.once('close', () =>
      resolve({ result: JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>, told }),
    )
  })
}

const good = {
  ok: true,
  lost: 0,
  leftContactable: 0,
  released: 0,
  duplicateAudit: 0,
  otherViolations: 0,
  auditIntact: true,
  crashes: 0,
  forgedTaken: 0,
}

describe('nothing is lost under kills, restarts and vendors that misbehave', () => {
  it.each([
    ['with the queue in Postgres', ['--objections', '300']],
    ...(process.env['LAWBASE_TEST_REDIS'] === '1'
      ? [['with the queue in Redis', ['--objections', '300', '--redis']] as [string, string[]]]
      : []),
  ])('%s', async (_name, words) => {
    const { result, told } = await faultRun(...words)
    const {
      seconds: _seconds,
      seed: _seed,
      redundantWrites: _writes,
      effectiveWritesPerOrder,
      propagations: _propagations,
      restarts,
      objections,
      queue: _queue,
      ...rest
    } = result
    expect(rest, told.slice(-4_000)).toEqual(good)
    expect({
      fewWrites: Number(effectiveWritesPerOrder) <= 1.02,
      died: Number(restarts) >= 3,
      all: Number(objections) >= Number(words[1]),
    }).toEqual({ fewWrites: true, died: true, all: true })
  })
})

describe('everybody who presses their own link is answered, and nothing is lost', () => {
  it.each([
    ['while two processes for pages and two workers are restarted in turn', 'rolling', '1'],
    ['while PostgreSQL is away for 30 s', 'database-away', '30'],
  ])('%s', async (_name, scene, seconds) => {
    const { result, told } = await faultRun(scene, '--seconds', seconds)
    const { ok, lost, crashes, statuses, pressed, restarts } = result
    expect({ ok, lost, crashes, statuses }, told.slice(-4_000)).toEqual({
      ok: true,
      lost: 0,
      crashes: 0,
      statuses: { 200: pressed },
    })
    expect(Number(restarts) >= (scene === 'rolling' ? 4 : 0)).toBe(true)
  })
})
