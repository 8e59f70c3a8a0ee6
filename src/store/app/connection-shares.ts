import { Client, type PoolConfig } from 'pg'

/**
 * What a process does with the database: each kind has its own share of connections and its own patience with a
 * statement.
 */
type PoolKind = 'doors' | 'asks' | 'work' | 'queue'

/** Connections of one process, by kind. */
type ConnectionShares = Readonly<Record<PoolKind, number>>

/** Below this a process would wait for itself: a job holds one connection and needs another. */
export const minConnections = 16
/** More than this is of no use to one process. */
const maxConnections = 72
/** The service and a run, and commands beside them: so many processes share a server as a rule. */
const processes = 4
/** Connections left to the administrator's tools. */
const spare = 4

/** Thrown for a server that allows fewer connections than the service and one run need. */
class TooFewConnections extends Error {
  constructor(allowed: number) {
    super(
      `The database server allows ${allowed} connections; Lawbase needs ${2 * minConnections + spare}: ${minConnections} for the service, as many for a run, and some to spare. Raise max_connections.`,
    )
    this.name = 'TooFewConnections'
  }
}

/** How many connections this process may open, from what the server allows everybody. Throws TooFewConnections. */
export function defaultConnections(allowed: number): number {
  if (allowed < 2 * minConnections + spare) throw new TooFewConnections(allowed)
  return Math.min(maxConnections, Math.max(minConnections, Math.floor((allowed - spare) / processes)))
}

/** What the server allows those who are no superusers. Throws what connecting throws. */
export async function allowedConnections(config: PoolConfig): Promise<number> {
  const client = new Client({ ...config, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // reserved_connections came with PostgreSQL 16.
    const { rows } = await client.query<{ allowed: number }>(
      `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - coalesce(current_setting('reserved_connections', true)::int, 0) as allowed`,
    )
    return rows[0]?.allowed ?? 0
  } finally {
    await client.end()
  }
}

/**
 * Shares `total` connections out. Each worker of the queue keeps one for itself, so the queue has six at least; pages
 * never wait for what jobs hold. With Redis as queue its share goes to the others.
 */
export function shareConnections(total: number, queueOnPostgres: boolean): ConnectionShares {
  const queue = queueOnPostgres ? Math.max(6, Math.floor(total / 3)) : 0
  const asks = Math.max(2, Math.floor(total / 9))
  const doors = Math.floor((total - queue - asks) / 3)
  return { doors, asks, work: total - queue - asks - doors, queue }
}
