// Ends processes without a word, and takes the jobs out of the database that the product brings along.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** Processes whose parent is `pid`. */
export function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid
          ? [Number(name)]
          : []
      } catch {
        return []
      }
    })
}

export function killHard(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/**
 * kill -9 of the embedded Postgres with all its backends; the product starts it again. False where none runs.
 */
export function killPostgres(folder) {
  const server = postmaster(folder)
  if (server === null) return false
  killHard([server.pid, ...childrenOf(server.pid)])
  return true
}

/** The embedded Postgres as its own file tells of it; null where none runs. */
function postmaster(folder) {
  const location = join(folder, 'db', 'location')
  const own = existsSync(location) ? readFileSync(location, 'utf8').trim() : join(folder, 'db', 'postgres')
  const file = join(own, 'data', 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , , socketFolder] = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(pid), socketFolder }
}

/** Takes every job and schedule out of the queue in the database, as a Redis that is emptied loses them. */
export async function forgetJobs(folder) {
  const server = postmaster(folder)
  if (server === null) return
  const client = new pg.Client({ host: server.socketFolder, user: 'lawbase', database: 'postgres' })
  // The server may be on its way down: then there is nothing to forget in.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
    )
    await client.query(`truncate ${rows.map(({ name }) => `bullmq.${name}`).join(', ')}`)
  } catch {
    // As above.
  } finally {
    await client.end().catch(() => undefined)
  }
}
