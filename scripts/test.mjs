// `npm test`: builds, lints, runs every test layer, and says what could not run. With CI=true a layer that could not
// run is a failure.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { chromiumPath } from './chromium.mjs'
import { installIfNeeded, node24, root, run } from './node24.mjs'

const complete = process.env.CI === 'true' || process.argv.includes('--complete')
const needs = [
  { name: 'Redis tests', found: has('redis-server'), how: 'apt-get install redis-server' },
  { name: 'browser tests', found: chromiumPath() !== null, how: 'apt-get install chromium-headless-shell' },
]

installIfNeeded(console.log)
node24()
const missing = needs.filter((need) => !need.found)
for (const need of missing) console.log(`NOT RUN: ${need.name}. To run them: ${need.how}`)
if (complete && missing.length > 0) finish(0, missing.length)

for (const [command, args] of [
  ['tsc', ['-p', '.', '--incremental']],
  ['npm', ['run', '--silent', 'lint']],
]) {
  if ((await run(command, args)) !== 0) finish(0, 1)
}
const folder = mkdtempSync(join(tmpdir(), 'lawbase-test-'))
const all = await tests('all', [])
const failed = all.files.filter((file) => !file.passed)
// What waits for the outside world can starve on a busy machine: a file or two get one second try, alone, and are named
// when they needed it.
const again =
  all.code !== 0 && failed.length > 0 && failed.length <= 2
    ? await tests(
        'again',
        failed.map((file) => file.name),
      )
    : null
rmSync(folder, { recursive: true, force: true })
if (again?.code === 0) for (const { name } of failed) console.log(`PASSED THE SECOND TIME ONLY: ${name}`)
const count = (what) =>
  (again === null ? all.files : [...all.files.filter((file) => file.passed), ...again.files]).reduce(
    (sum, file) => sum + file[what],
    0,
  )
finish(count('good'), Math.max(count('bad'), (again ?? all).code === 0 ? 0 : 1))

/** Runs the test files (none: all) and gives vitest's exit code and each file's tests by outcome. */
async function tests(name, files) {
  const report = join(folder, `${name}.json`)
  const code = await run(
    'vitest',
    ['run', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      env: { LAWBASE_TEST_REDIS: needs[0].found ? '1' : '', LAWBASE_TEST_BROWSER: needs[1].found ? '1' : '' },
    },
  )
  const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  const of = (file, status) => file.assertionResults.filter((test) => test.status === status).length
  return {
    code,
    files: results.map((file) => ({
      name: relative(root, file.name),
      passed: file.status === 'passed',
      good: of(file, 'passed'),
      bad: of(file, 'failed'),
    })),
  }
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { cwd: root }).status === 0
}

function finish(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}
