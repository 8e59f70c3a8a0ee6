import type { PoolClient } from 'pg'

/** Names under which connections that may look up hashes are known to the server. */
export const fencedName = 'lawbase'
/** Those of the one service that owns an embedded database. */
export const serviceName = 'lawbase service'

/**
 * Ties a pool to the identity keys that its process opened: a hash made under older ones finds nothing, which would
 * read as "no no". Once `kid` is set, each new connection is refused when that key is not the newest any more; those
 * that are open are ended by whoever brings the new key (docs/decisions/0021).
 */
export interface IdentityFence {
  /** The newest identity key as this process knows it; null = none was opened yet. */
  kid: string | null
  name: typeof fencedName | typeof serviceName
}

/** The identity key was changed while this process ran: it must open its ring anew. */
export class IdentityKeyChanged extends Error {
  readonly code = 'identity-key-changed'
  constructor() {
    super('The key under which addresses are stored was changed meanwhile. Run this again.')
  }
}

/** What a pool asks of each connection before it lends it the first time. Throws IdentityKeyChanged. */
export async function admit(client: Pick<PoolClient, 'query'>, fence: IdentityFence): Promise<void> {
  await client.query(`set application_name = '${fence.name}'`)
  if (fence.kid === null) return
  // Waits while a change is under way: it holds the whole table.
  const { rows } = await client.query<{ kid: string }>(newestIdentityKey)
  if (rows[0]?.kid !== fence.kid) throw new IdentityKeyChanged()
}

export const newestIdentityKey = `select kid from key_ring where purpose = 'identity' and state = 'active'`
