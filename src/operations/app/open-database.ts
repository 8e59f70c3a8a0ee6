import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { startEmbedded, type EmbeddedPostgres } from '../../store/embedded/postgres.ts'
import { makeFolder } from '../../store/app/make-folder.ts'

/** Where the database is, and who answers for it. */
export interface DatabaseOptions {
  home: string
  databaseUrl: string | undefined
  /**
   * The service owns the embedded database: it stops it even when it found it running (after a crash), and there is one
   * service in a folder. `again`: it opens anew what it closed itself; null = a command, or a process beside the
   * service.
   */
  owner: 'first' | 'again' | null
}

/** A database that recovers after a crash, or starts beside us, is waited for this long. */
export const databaseDeadlineMs = 60_000

interface OpenedDatabase {
  config: PoolConfig
  embedded: EmbeddedPostgres | null
  /** Starts the embedded database again when it died. */
  start(): Promise<void>
  /** Stops what this process started; what it owns it stops in any case. */
  stop(): Promise<void>
}

/** The company's own Postgres, or the embedded one, started or adopted. */
export async function openDatabase({ home, databaseUrl, owner }: DatabaseOptions): Promise<OpenedDatabase> {
  if (databaseUrl !== undefined)
    return {
      config: { connectionString: databaseUrl },
      embedded: null,
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    }
  makeFolder(home, 'LAWBASE_HOME')
  const folder = join(home, 'db')
  const embedded = await startEmbedded(folder)
  return {
    config: { host: embedded.socketFolder, user: 'lawbase', database: 'postgres' },
    embedded,
    start: async () => void (await startEmbedded(folder)),
    stop: async () => {
      if (owner !== null || !embedded.adopted) await embedded.stop()
    },
  }
}
