import { Client, type PoolConfig } from 'pg'

/** The way to the database leads over a pooler that gives each transaction another connection of the server. */
class PooledByTransaction extends Error {
  constructor() {
    super(
      'DATABASE_URL leads to a pooler that gives each transaction another connection (PgBouncer with pool_mode = transaction): locks and settings of Lawbase would end up on those of others. Name the server itself, or a pool with pool_mode = session.',
    )
    this.name = 'PooledByTransaction'
  }
}

/** A pooler may hand out its connections in turn: after so many rounds two of ours have met one, or changed theirs. */
const rounds = 3

/**
 * Throws PooledByTransaction unless a connection of ours is one of the server's for as long as it is open: while one of
 * ours is idle, another gets its process at the server, or it comes back to another process. Throws what connecting
 * throws.
 */
export async function refuseTransactionPooling(config: PoolConfig): Promise<void> {
  const [one, other] = [open(config), open(config)]
  try {
    await one.connect()
    await other.connect()
    const own = await processOf(one)
    for (let round = 0; round < rounds; round++) {
      await other.query('begin')
      const met = await processOf(other)
      // A pool of one connection has none left for both at once.
      await other.query('commit')
      if (met === own || (await processOf(one)) !== own) throw new PooledByTransaction()
    }
  } catch (error) {
    // A pool by statement refuses to begin a transaction.
    throw /pooling mode/u.test(String((error as { message?: unknown }).message)) ? new PooledByTransaction() : error
  } finally {
    await Promise.allSettled([one.end(), other.end()])
  }
}

function open(config: PoolConfig): Client {
  const client = new Client({ ...config, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  return client
}

const processOf = async (client: Client): Promise<number | undefined> =>
  (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
