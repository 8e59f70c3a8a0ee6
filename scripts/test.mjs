// `npm test`: builds, lints, runs every test layer, and says what could not run. With CI=true a layer that could not run is a failure.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installIfNeeded, node24, root, run } from './node24.mjs'

const complete = process.env.CI === 'true' || process.argv.includes('--complete')
const needs = [
  { name: 'Redis tests', found: has('redis-server'), how: 'apt-get install redis-server' },
  { name: 'browser tests', found: existsSync('/usr/bin/chromium'), how: 'apt-get install chromium' },
]

installIfNeeded(console.log)
node24()
const missing = needs.filter((need) => !need.found)
for (const need of missing) console.log(`NOT RUN: ${need.name}. To run them: ${need.how}`)
if (complete && missing.length > 0) finish(0, missing.length)

for (const [command, args] of [['tsc', ['-p', '.', '--incremental']], ['npm', ['run', '--silent', 'lint']]]) {
  if ((await run(command, args)) !== 0) finish(0, 1)
}
const folder = mkdtempSync(join(tmpdir(), 'lawbase-test-'))
const report = join(folder, 'report.json')
const code = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
  env: { LAWBASE_TEST_REDIS: needs[0].found ? '1' : '', LAWBASE_TEST_BROWSER: needs[1].found ? '1' : '' },
})
const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1 }
rmSync(folder, { recursive: true, force: true })
finish(result.numPassedTests, Math.max(result.numFailedTests, code === 0 ? 0 : 1))

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { cwd: root }).status === 0
}

function finish(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}
