import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { inject } from 'vitest'
import { hubspot } from '../../connectors/hubspot/index.ts'
import { salesforce } from '../../connectors/salesforce/index.ts'
import { handlersFor } from '../../jobs/handlers.ts'
import { runCli } from '../../src/cli/run.ts'
import { newMasterKey } from '../../src/crypto/envelope.ts'
import { openPool } from '../../src/store/app/database.ts'
import type { Pool } from 'pg'

export interface Answered {
  code: number
  stdout: string
  stderr: string
}

/** The command line in this process, on a database and a folder of its own. */
export interface CommandLine {
  pool: Pool
  folder: string
  databaseUrl: string
  /** `said` gets each text as it is written, for commands that wait. */
  run(words: readonly string[], said?: (text: string) => void): Promise<Answered>
  /** The same at a terminal at which this is typed. */
  atTerminal(words: readonly string[], typed: string): Promise<Answered>
  close(): Promise<void>
}

export async function openCommandLine(more: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const database = `t_${randomUUID().replaceAll('-', '')}`
  const socketFolder = inject('socketFolder')
  const maker = openPool(
    { host: socketFolder, user: 'lawbase', database: 'postgres' },
    { max: 1, onError: () => undefined },
  )
  await maker.query(`create database ${database} template template_lawbase`)
  await maker.end()
  const pool = openPool({ host: socketFolder, user: 'lawbase', database }, { max: 2, onError: () => undefined })
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-cli-'))
  const env = {
    LAWBASE_HOME: folder,
    LAWBASE_KEY: newMasterKey(),
    DATABASE_URL: `postgres://lawbase@${encodeURIComponent(socketFolder)}/${database}`,
    LOG_LEVEL: 'silent',
    ...more,
  }
  return {
    pool,
    folder,
    databaseUrl: env.DATABASE_URL,
    run: (words, said) => runHere(words, env, { said }),
    atTerminal: (words, typed) => runHere(words, env, { input: typed, terminal: true }),
    close: async () => {
      await pool.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One command in this process; `input` is what stands on its standard input. */
export async function runHere(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  {
    said,
    input,
    terminal = false,
  }: { said?: ((text: string) => void) | undefined; input?: string; terminal?: boolean } = {},
): Promise<Answered> {
  const written = { stdout: '', stderr: '' }
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name]
    const write = stream.write.bind(stream)
    stream.write = ((text: string) => {
      written[name] += text
      said?.(text)
      return true
    }) as typeof stream.write
    return () => void (stream.write = write)
  })
  const own = Object.getOwnPropertyDescriptor(process, 'stdin')
  if (input !== undefined)
    Object.defineProperty(process, 'stdin', {
      value: Object.assign(Readable.from([input]), terminal ? { isTTY: true } : {}),
      configurable: true,
    })
  try {
    return {
      code: await runCli(words, env, { connectors: [hubspot, salesforce], handlers: handlersFor, program: '' }),
      ...written,
    }
  } finally {
    if (input !== undefined && own !== undefined) Object.defineProperty(process, 'stdin', own)
    for (const undo of restore) undo()
  }
}
