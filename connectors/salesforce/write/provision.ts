import { z } from 'zod'
import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import type { ProvisionReport } from '../../../src/connector/contract.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { ask, queryRows } from '../transport/api.ts'
import { collectionSize, paths } from '../transport/endpoints.ts'
import { Element } from '../records/write-records.ts'
import { isRefusal } from '../transport/errors.ts'
import { fieldsWithout, permissionSetName, personObjects, textLength } from '../fields/fields.ts'
import type { OwnField } from '../fields/fields.ts'
import { identity } from '../records/identity.ts'
import { withJsforce } from '../fields/jsforce.ts'
import { flag, text } from '../transport/rows.ts'
import { soqlString } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** Answer of a single create (docs/reference/salesforce.md#single). */
const Saved = z.object({ success: z.boolean(), id: z.string().nullish(), errors: z.array(z.unknown()).optional() })
/** Codes that say "exists already": a field can exist and be hidden from our user. */
const existsCodes = /DUPLICATE_DEVELOPER_NAME|DUPLICATE_VALUE|DUPLICATE_FULL_NAME|FIELD_NAME_ALREADY_USED/

/**
 * Creates our fields on Contact and Lead through the Tooling API, opens them with one permission set and assigns it
 * to our user: a field made by API is visible to nobody before (docs/reference/salesforce.md#create-field). Then the
 * org is described anew. Repeating it only fills what is missing. jsforce does the creating, one of the things it does
 * right (docs/reference/salesforce.md#create-field, measured).
 */
export async function provision(system: SalesforceSystem): Promise<ProvisionReport> {
  const created: string[] = []
  const existing: string[] = []
  const note = (name: string, isNew: boolean): number => (isNew ? created : existing).push(name)
  system.forgetFields()
  for (const object of personObjects) {
    const visible = await system.fieldsOf(object)
    for (const field of fieldsWithout(object, system.access.tagNames))
      note(
        `${object}.${field.name}`,
        visible?.has(field.name) === true ? false : await createField(system, object, field),
      )
  }
  const set = await permissionSet(system)
  note(`PermissionSet ${permissionSetName}`, set.isNew)
  await openFields(system, set.id)
  await assignToUs(system, set.id)
  system.forgetFields()
  return { created, existing }
}

async function createField(system: SalesforceSystem, object: string, field: OwnField): Promise<boolean> {
  const length = field.type === 'Text' ? { length: textLength } : {}
  const metadata = { type: field.type, label: field.label, required: false, ...length }
  return create(system, 'tooling', 'CustomField', { FullName: `${object}.${field.name}`, Metadata: metadata }).then(
    (saved) => saved !== null,
  )
}

/** Id of the new row, or null when it exists already. */
async function create(
  system: SalesforceSystem,
  api: 'tooling' | 'data',
  object: string,
  body: Record<string, unknown>,
): Promise<string | null> {
  const answer = await withPermissionNamed(object, () =>
    withJsforce(system, async (connection) => {
      try {
        const target = api === 'tooling' ? connection.tooling.sobject(object) : connection.sobject(object)
        return await target.create(body)
      } catch (error) {
        if (error instanceof Error && existsCodes.test(error.name)) return { success: false, errors: [error.name] }
        throw error
      }
    }),
  )
  const saved = Saved.safeParse(answer)
  if (!saved.success)
    throw new ConnectorError(
      'unexpected-response',
      `Salesforce answered the creation of ${object} in another shape than documented.`,
    )
  if (saved.data.success && typeof saved.data.id === 'string') return saved.data.id
  if (existsCodes.test(JSON.stringify(saved.data.errors ?? []))) return null
  throw notAllowed(object)
}

/** The vendor's code for a missing permission does not say which one: our sentence does. */
async function withPermissionNamed<T>(object: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ConnectorError && error.kind === 'forbidden' ? notAllowed(object) : error
  }
}

function notAllowed(object: string): ConnectorError {
  const missing = object === 'CustomField' ? 'Customize Application' : 'Manage Profiles and Permission Sets'
  return new ConnectorError(
    'forbidden',
    `Salesforce did not create ${object} for our user; give it the permission "${missing}".`,
    { missing },
  )
}

async function permissionSet(system: SalesforceSystem): Promise<{ id: string; isNew: boolean }> {
  const find = async (): Promise<string | null> => {
    const rows = await queryRows(system, `SELECT Id FROM PermissionSet WHERE Name = ${soqlString(permissionSetName)}`)
    return rows?.[0] === undefined ? null : text(rows[0], 'Id')
  }
  const present = await find()
  if (present !== null) return { id: present, isNew: false }
  const made = await create(system, 'data', 'PermissionSet', { Name: permissionSetName, Label: permissionSetName })
  const id = made ?? (await find())
  if (id === null)
    throw new ConnectorError('unexpected-response', 'Salesforce does not show the permission set that it says exists.')
  return { id, isNew: made !== null }
}

/** Read and edit on our fields, and on nothing else. */
async function openFields(system: SalesforceSystem, parentId: string): Promise<void> {
  const rows = await queryRows(
    system,
    `SELECT Id, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions WHERE ParentId = ${soqlString(parentId)}`,
  )
  const open = new Set((rows ?? []).filter((row) => flag(row, 'PermissionsEdit')).map((row) => text(row, 'Field')))
  const closed = personObjects.flatMap((object) =>
    fieldsWithout(object, system.access.tagNames)
      .map(({ name }) => ({
        ParentId: parentId,
        SobjectType: object,
        Field: `${object}.${name}`,
        PermissionsRead: true,
        PermissionsEdit: true,
      }))
      .filter(({ Field }) => !open.has(Field)),
  )
  for (const permissions of chunksOf(closed, collectionSize)) {
    const taken = permissions.length < 2 ? [] : await openTogether(system, permissions)
    // What was not taken is asked for alone: the answer then says what is missing.
    for (const [place, permission] of permissions.entries())
      if (taken[place] !== true) await create(system, 'data', 'FieldPermissions', permission)
  }
}

/**
 * Opens several fields in one call (docs/reference/salesforce.md#collections): which of them were taken. None where the
 * org refuses such a call; whether it takes permissions in a collection is UNSURE.
 */
async function openTogether(
  system: SalesforceSystem,
  permissions: readonly Readonly<Record<string, unknown>>[],
): Promise<boolean[]> {
  const records = permissions.map((permission) => ({ attributes: { type: 'FieldPermissions' }, ...permission }))
  try {
    const call = { method: 'POST', path: paths.collection, body: { allOrNone: false, records } } as const
    return (await ask(system, call, z.array(Element))).map(({ success }) => success)
  } catch (error) {
    if (isRefusal(error)) return []
    throw error
  }
}

async function assignToUs(system: SalesforceSystem, setId: string): Promise<void> {
  const { userId } = await identity(system)
  if (userId === null)
    return system.deps.log.warn(
      { connector: 'salesforce' },
      'the permission set could not be assigned: the org does not name our user',
    )
  const where = `AssigneeId = ${soqlString(userId)} AND PermissionSetId = ${soqlString(setId)}`
  const rows = await queryRows(system, `SELECT Id FROM PermissionSetAssignment WHERE ${where}`)
  if ((rows ?? []).length === 0)
    await create(system, 'data', 'PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: setId })
}
