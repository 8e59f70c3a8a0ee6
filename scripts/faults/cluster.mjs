// The product as processes that die and come back: the main one, two workers, the embedded Postgres, a Redis when
// asked.
import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { lawbase, productArgs, startProduct } from '../demo/processes.mjs'
import { freePort } from '../free-port.mjs'
import { root } from '../node24.mjs'
import { childrenOf, forgetJobs, killHard, killPostgres } from './kill.mjs'

/** Worker processes beside the main one. */
export const workerNames = ['worker', 'second']

/** A start may meet a database that just died; one that never succeeds is told. */
const maxStarts = 20

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null

const gone = (child) => (hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve)))

/** Runs product processes over one data folder; whatever dies, by us or by itself, is started again until `stop`. */
export async function openCluster(env, { say, redis }) {
  const counts = { crashes: 0, restarts: 0 }
  const logs = openLogs()
  let stopping = false
  const killing = new Set()
  let main = null
  const workers = new Map()

  const startMain = async () => {
    const start = () => startProduct(env, (text) => logs.keep('main', text))
    main = await startPatiently(start, () => stopping, say)
    watch('main', main.child, startMain)
    return main
  }
  const startWorker = async (name) => {
    const worker = spawnWorker(env, (text) => logs.keep(name, text))
    workers.set(name, worker)
    watch(name, worker, () => startWorker(name))
  }
  /** A process that ended without being killed by us: that is a crash. */
  const watch = (name, child, start) =>
    child.once('exit', () => {
      if (stopping || killing.has(child)) return
      counts.crashes += 1
      const ended = `ended by itself (${child.exitCode ?? child.signalCode})`
      say(`the ${name} process ${ended} and is started again; its last words:\n${logs.lastOf(name)}`)
      void start()
    })
  const kill = async (child) => {
    if (!child || hasEnded(child)) return
    killing.add(child)
    await killWhole(child)
    counts.restarts += 1
  }

  return {
    counts,
    start: startMain,
    startWorkers: () => Promise.all(workerNames.map(startWorker)),
    /** kill -9 of one process and its children, and a new one a moment later. */
    async killAndRestart(name, afterMs) {
      await kill(name === 'main' ? main?.child : workers.get(name))
      await pause(afterMs)
      if (name === 'main') await startMain()
      else await startWorker(name)
    },
    async killDatabase() {
      if (killPostgres(env.LAWBASE_HOME)) counts.restarts += 1
    },
    /** What waits in the queue is lost, wherever it waits; only a Redis of its own can be started again. */
    async queue(act) {
      if (act === 'forget') return redis === null ? forgetJobs(env.LAWBASE_HOME) : redis.forget()
      if (redis === null) return
      await redis.restart()
      counts.restarts += 1
    },
    lawbase: (args) => lawbase(env, args),
    async stop() {
      stopping = true
      for (const worker of workers.values()) await end(worker)
      await main?.stop()
    },
  }
}

async function killWhole(child) {
  killHard([child.pid, ...childrenOf(child.pid)])
  await gone(child)
}

async function end(child) {
  if (hasEnded(child)) return
  child.kill('SIGTERM')
  await gone(child)
}

/** What each process said last. */
function openLogs() {
  const logs = Object.fromEntries(['main', ...workerNames].map((name) => [name, '']))
  return {
    keep(name, text) {
      logs[name] = (logs[name] + text).slice(-20_000)
      if (process.env.FAULTS_LOG) process.stderr.write(text)
    },
    lastOf: (name) => logs[name].slice(-3_000),
  }
}

async function startPatiently(start, isStopping, say) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start()
    } catch (error) {
      if (isStopping() || attempt === maxStarts) throw error
      say(
        `the main process did not start and is started again: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' | ') : String(error)}`,
      )
      await pause(500)
    }
  }
}

function spawnWorker(env, keep) {
  const child = spawn(process.execPath, [...productArgs, 'start', '--role', 'worker'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: root,
    env,
  })
  child.stderr.on('data', (chunk) => keep(String(chunk)))
  return child
}

/** A Redis of its own, without a memory of its own: what it held is lost when it dies. Needs Debian's redis-server. */
export async function startRedis() {
  if (spawnSync('sh', ['-c', 'command -v redis-server']).status !== 0)
    throw new Error('--redis needs redis-server: apt-get install redis-server')
  const port = await freePort('127.0.0.1')
  const cli = (...words) =>
    spawnSync('redis-cli', ['-p', String(port), ...words])
      .stdout.toString()
      .trim()
  const start = async () => {
    const started = spawn(
      'redis-server',
      [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--maxmemory-policy',
        'noeviction',
      ],
      { stdio: 'ignore' },
    )
    while (cli('ping') !== 'PONG') await pause(50)
    return started
  }
  let server = await start()
  const stop = async () => {
    server.kill('SIGKILL')
    await gone(server)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    forget: () => void cli('flushall'),
    restart: async () => {
      await stop()
      await pause(300)
      server = await start()
    },
    stop,
  }
}
