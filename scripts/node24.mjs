// Finds what a fresh clone lacks, and the Node 24 that npm brought. Starts on Node 20, so: no dependencies here.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules', '.bin')

/** Runs `npm ci` when the dependencies are not there yet. `log` receives one line before it starts. */
export function installIfNeeded(log) {
  if (existsSync(join(root, 'node_modules', '.package-lock.json'))) return
  log('Installing dependencies (npm ci), about half a minute.')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('npm ci failed: see the lines above, then run the command again.')
}

/** Environment in which `node` is Node 24 and our own tools come first. */
export const toolEnv = (extra = {}) => ({ ...process.env, ...extra, PATH: bin + delimiter + process.env.PATH })

/** Runs one of our tools and resolves with its exit code. */
export function run(command, args, { env = {}, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio, env: toolEnv(env) })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Path of the Node 24 binary, or an error that says how to get one. */
export function node24() {
  const local = join(bin, 'node')
  const path = existsSync(local) ? local : process.execPath
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  if (Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= 24) return path
  throw new Error('Node 24 is missing: install it, or run npm ci without --omit=optional on Linux (x64 or arm64).')
}

/** Installs what is missing, builds, and runs `script` on Node 24 with our arguments; ends as it ends. */
export async function startOnNode24(script) {
  const say = (text) => process.stderr.write(`${text}\n`)
  try {
    installIfNeeded(say)
    const node = node24()
    if ((await run('tsc', ['-p', '.', '--incremental'], { stdio: ['ignore', 2, 2] })) !== 0)
      throw new Error('The build failed: see the lines above.')
    const child = spawn(node, [join(root, script), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: toolEnv(),
      cwd: root,
    })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    child.once('exit', (code) => process.exit(code ?? 1))
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exit(2)
  }
}
