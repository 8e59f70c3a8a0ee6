import { z } from 'zod'
import { queryRows, send, shaped } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import { isId, to18 } from '../transport/ids.ts'
import { text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Org and user behind the access, from the identity URL named by the API root (docs/reference/salesforce.md#identity):
 * the identity call itself is not made, because it would put the token in a URL. Null parts when the org does not name
 * it.
 */
export async function identity(system: SalesforceSystem): Promise<{ orgId: string | null; userId: string | null }> {
  const answer = await send(system, { method: 'GET', path: paths.root, acceptCodes: ['NOT_FOUND'] })
  const root = answer.code === null ? shaped(answer, z.object({ identity: z.string().optional() })) : {}
  const parts =
    (root.identity ?? '')
      .split('?', 1)[0]
      ?.split('/')
      .filter((part) => part !== '') ?? []
  const [orgId = null, userId = null] = parts.slice(-2).map((part) => (isId(part) ? to18(part) : null))
  return { orgId, userId }
}

/** Name of the org, or null when our user may not read it. */
export async function orgName(system: SalesforceSystem): Promise<string | null> {
  const rows = await queryRows(system, 'SELECT Name FROM Organization LIMIT 1', {
    tolerated: ['MALFORMED_QUERY', 'INSUFFICIENT_ACCESS'],
  })
  return rows?.[0] === undefined ? null : text(rows[0], 'Name')
}
