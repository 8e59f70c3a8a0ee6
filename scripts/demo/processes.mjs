// Starts product and sandbox as processes of their own, each on free ports, and stops what was started.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../node24.mjs'

/**
 * Resolves with the first line of the child's stdout that `match` accepts; rejects with its last words when it ends
 * before.
 */
function firstLine(child, match, name) {
  return new Promise((resolve, reject) => {
    let text = ''
    let errors = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      for (const line of text.split('\n').slice(0, -1)) {
        const found = match(line)
        if (found) resolve(found)
      }
    })
    child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-4_000)))
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it was ready.\n${errors}`)))
  })
}

/** The sandbox with `contacts` people per CRM. Gives its addresses. */
export async function startSandbox({ contacts, seed, limitsX }) {
  const args = [
    join(root, 'dist/sandbox/main.js'),
    '--contacts',
    String(contacts),
    '--seed',
    String(seed),
    '--exit-with-parent',
    ...(limitsX === undefined ? [] : ['--limits-x', String(limitsX)]),
  ]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: root })
  const urls = await firstLine(
    child,
    (line) => (line.startsWith('{"ready"') ? JSON.parse(line).urls : null),
    'The sandbox',
  )
  return { urls, child, stop: () => stopProcess(child) }
}

/** Environment of a product that talks to the sandbox at `urls` and keeps its data in `home`. */
export function productEnv(urls, home, ports) {
  const { PATH, TMPDIR } = process.env
  return {
    PATH,
    // Where the socket of its database lies: whoever looks at it from beside must look in the same place.
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    // As in `npm start`: fewer arenas give memory back sooner.
    MALLOC_ARENA_MAX: '2',
    LAWBASE_HOME: home,
    PORT: String(ports.console),
    PUBLIC_PORT: String(ports.public),
    PUBLIC_URL: `http://localhost:${ports.public}`,
    HUBSPOT_API_URL: urls.hubspotApi,
    HUBSPOT_APP_URL: urls.hubspotApp,
    LAWBASE_CLOCK_URL: `${urls.control}/_sandbox/clock`,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    POLL_SECONDS: process.env.POLL_SECONDS ?? '30',
  }
}

/** The product as `npm start` runs it. */
export const productArgs = ['--enable-source-maps', '--max-semi-space-size=4', join(root, 'dist/src/main.js')]

/** The product. `firstRun` is the link of the first account, null when there is one already. */
export async function startProduct(env, onLog = () => {}, onExit = () => {}) {
  const child = spawn(process.execPath, [...productArgs, 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    env,
  })
  child.stderr.on('data', (chunk) => onLog(String(chunk)))
  child.once('exit', onExit)
  let firstRun = null
  const url = await firstLine(
    child,
    (line) => {
      firstRun = /^Create the first account here.*: (\S+)$/.exec(line)?.[1] ?? firstRun
      return /^Lawbase runs at (\S+)/.exec(line)?.[1]
    },
    'Lawbase',
  )
  return { url, firstRun, child, stop: () => stopProcess(child) }
}

/** Runs one `lawbase` command and gives its exit code and output. */
export function lawbase(env, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist/src/main.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: root,
      env,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
