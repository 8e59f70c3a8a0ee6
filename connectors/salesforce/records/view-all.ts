import { queryRows } from '../transport/api.ts'
import { identity } from './identity.ts'
import { text } from '../transport/rows.ts'
import { soqlString } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * Objects of which our user sees every record, whatever sharing says (docs/reference/salesforce.md#sharing): `all`, or
 * their names; null = its permissions cannot be read.
 */
export function viewAll(system: SalesforceSystem): Promise<'all' | ReadonlySet<string> | null> {
  return system.remember('view-all', async () => {
    const { userId } = await identity(system)
    if (userId === null) return null
    const theirs = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${soqlString(userId)}`
    const everything = await queryRows(
      system,
      `SELECT Id FROM PermissionSet WHERE PermissionsViewAllData = true AND Id IN (${theirs})`,
      { tolerated },
    )
    if ((everything ?? []).length > 0) return 'all'
    const objects = await queryRows(
      system,
      `SELECT SobjectType FROM ObjectPermissions WHERE PermissionsViewAllRecords = true AND ParentId IN (${theirs})`,
      { tolerated },
    )
    return objects === null ? null : new Set(objects.map((row) => text(row, 'SobjectType') ?? ''))
  })
}

const tolerated = ['INSUFFICIENT_ACCESS', 'MALFORMED_QUERY']
