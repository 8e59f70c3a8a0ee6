// `npm run planted`: breaks one rule of removals after the other in a copy of the tree, and plays the random histories
// on it. Each must turn red: a history that finds no fault that is there proves nothing. `npm run planted -- 3 7` plays
// these alone.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installIfNeeded, root, toolEnv } from './node24.mjs'
import { bugs } from './planted/bugs.mjs'

const copied = [
  'src',
  'connectors',
  'jobs',
  'sandbox',
  'test',
  'scripts',
  'migrations',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]
const histories = process.env.LAWBASE_HISTORIES ?? '600'

installIfNeeded((line) => process.stderr.write(`${line}\n`))
const tree = mkdtempSync(join(tmpdir(), 'lawbase-planted-'))
process.once('exit', () => rmSync(tree, { recursive: true, force: true }))
for (const name of copied) cpSync(join(root, name), join(tree, name), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))

/** Plays the histories on the tree as it stands; gives what the checker said, or null when it found nothing. */
function play() {
  const args = ['run', '--project', 'models', 'test/models/removal/removal.test.ts', '-t', 'deletes nobody']
  const env = { ...process.env, LAWBASE_HISTORIES: histories, LAWBASE_SHRINK_MS: '0', NO_COLOR: '1' }
  return new Promise((resolve) => {
    let said = ''
    const child = spawn('vitest', args, { cwd: tree, env: toolEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.once('exit', (code) => resolve(code === 0 ? null : (/#\d+ .*/u.exec(said)?.[0] ?? said.slice(-600))))
  })
}

const wanted = process.argv.slice(2).map(Number)
let missed = 0
for (const [place, { rule, file, find, put }] of bugs.entries()) {
  if (wanted.length > 0 && !wanted.includes(place + 1)) continue
  const path = join(tree, file)
  const sound = readFileSync(path, 'utf8')
  if (sound.split(find).length !== 2) throw new Error(`${file} does not hold once what stands for: ${rule}`)
  writeFileSync(
    path,
    sound.replace(find, () => put),
  )
  const began = Date.now()
  const found = await play()
  writeFileSync(path, sound)
  // Red for another reason than what the checker says is no finding.
  const isFound = found?.startsWith('#') === true
  if (!isFound) missed += 1
  const seconds = Math.round((Date.now() - began) / 1_000)
  process.stdout.write(
    `${isFound ? 'found ' : 'MISSED'} ${place + 1}. ${rule} (${seconds} s)\n       ${found ?? 'nothing was found'}\n`,
  )
}
process.stdout.write(`${missed === 0 ? 'ok' : `${missed} missed`}\n`)
process.exitCode = missed === 0 ? 0 : 1
