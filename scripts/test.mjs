// `npm test`: builds, lints, runs every test layer, and says what could not run. `npm run test:flow` and its sisters
// run one layer. With CI=true a layer that could not run is a failure.
import { existsSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { chromiumPath } from './chromium.mjs'
import { fastFolder } from './fast-folder.mjs'
import { installIfNeeded, node24, root, run } from './node24.mjs'

/** Layers by name, and the projects of vitest.config.ts in each. */
const layersOf = {
  rules: ['rules'],
  contract: ['contract', 'sandbox'],
  store: ['store', 'queue', 'models'],
  flow: ['flow'],
  browser: ['browser'],
  faults: ['kills', 'faults'],
}
if (process.argv.includes('--help')) {
  console.log(
    `npm test -- [LAYER …] [--complete]\n\nBuilds, lints and runs the tests of these layers, or of all: ${Object.keys(layersOf).join(', ')}.\n--complete: what could not run is a failure, as with CI=true.`,
  )
  process.exit(0)
}
const layers = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = layers.find((name) => !Object.hasOwn(layersOf, name))
if (unknown !== undefined) {
  console.log(`There is no layer "${unknown}": ${Object.keys(layersOf).join(', ')}`)
  process.exit(1)
}
const complete = process.env.CI === 'true' || process.argv.includes('--complete')
const needs = [
  { name: 'Redis tests', found: has('redis-server'), how: 'apt-get install redis-server' },
  { name: 'browser tests', found: chromiumPath() !== null, how: 'apt-get install chromium-headless-shell' },
  { name: 'tests of the alert rules', found: has('promtool'), how: 'apt-get install prometheus' },
  { name: 'tests of a pooler', found: has('pgbouncer'), how: 'apt-get install pgbouncer' },
  { name: 'tests of a database over TLS', found: has('openssl'), how: 'apt-get install openssl' },
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
const folder = fastFolder('test')
const report = join(folder, 'report.json')
const projects = layers.flatMap((name) => layersOf[name]).flatMap((project) => ['--project', project])
const code = await run(
  'vitest',
  ['run', ...projects, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  {
    env: {
      TMPDIR: folder,
      LAWBASE_TEST_REDIS: needs[0].found ? '1' : '',
      LAWBASE_TEST_BROWSER: needs[1].found ? '1' : '',
    },
  },
)
const tests = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap((file) => file.assertionResults)
  : []
const of = (status) => tests.filter((test) => test.status === status).length
finish(of('passed'), Math.max(of('failed'), code === 0 ? 0 : 1))

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { cwd: root }).status === 0
}

function finish(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}
