import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { freePort } from '../../scripts/free-port.mjs'
import { until } from './until.ts'

export interface TestRedis {
  url: string
  /** Throws away everything it holds. */
  forget(): void
  /** Dies and comes back on the same port, empty. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A Redis of its own; what it holds may be thrown away at any time. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort('127.0.0.1')
  const redis = (...words: string[]) =>
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
    await until('Redis answers', async () => redis('ping') === 'PONG')
    return started
  }
  let server: ChildProcess = await start()
  const stop = async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    forget: () => void redis('flushall'),
    restart: async () => {
      if (server.exitCode === null && server.signalCode === null) await stop()
      server = await start()
    },
    stop,
  }
}

/** Back ends that can be tried on this machine. */
export const backendKinds: readonly ('postgres' | 'redis')[] =
  process.env['LAWBASE_TEST_REDIS'] === '1' ? ['postgres', 'redis'] : ['postgres']
