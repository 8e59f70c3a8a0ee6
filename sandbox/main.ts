import { parseArgs } from 'node:util'
import { startSandbox } from './start.ts'

const usage =
  'Usage: node dist/sandbox/main.js --contacts 2000 --seed 7 [--limits-x N] [--search-lag-ms N] [--control-port N] [--exit-with-parent]'

function number(name: string, value: string | undefined, fallback: number): number {
  const parsed = value === undefined ? fallback : Number(value)
  if (!Number.isFinite(parsed) || parsed < 0) throw new RangeError(`--${name} must be a positive number. ${usage}`)
  return parsed
}

const { values } = parseArgs({
  options: {
    contacts: { type: 'string' },
    seed: { type: 'string' },
    'limits-x': { type: 'string' },
    'search-lag-ms': { type: 'string' },
    'control-port': { type: 'string' },
    'ports-json': { type: 'boolean' },
    'exit-with-parent': { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

if (values.help === true) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}

const sandbox = await startSandbox({
  contacts: number('contacts', values.contacts, 2_000),
  seed: number('seed', values.seed, 7),
  limitsX: number('limits-x', values['limits-x'], 1),
  searchLagMs: number('search-lag-ms', values['search-lag-ms'], 300),
  controlPort: number('control-port', values['control-port'], 0),
})
process.stdout.write(`${JSON.stringify({ ready: true, urls: sandbox.urls })}\n`)

const stop = (): void => {
  void sandbox.close().then(() => process.exit(0))
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
if (values['exit-with-parent'] === true) {
  process.stdin.resume()
  process.stdin.once('end', stop)
  process.stdin.once('close', stop)
}
