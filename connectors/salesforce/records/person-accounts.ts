import type { ObjectFields } from '../fields/describe.ts'
import { isPersonAccount } from '../fields/fields.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { queryRows } from '../transport/api.ts'
import { isId, to18 } from '../transport/ids.ts'
import { text } from '../transport/rows.ts'
import { literalLists } from '../transport/soql.ts'

/**
 * The accounts of those of these contacts that are one half of a person account, deleted ones included
 * (docs/reference/salesforce.md#person-accounts). An org without person accounts has no field that tells them, and is
 * not asked.
 */
export async function personAccountsOf(
  system: SalesforceSystem,
  contactIds: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  if (contactIds.length === 0) return found
  const visible = await system.fieldsOf('Contact')
  if (visible?.has(isPersonAccount) !== true || !visible.has('AccountId')) return found
  for (const list of literalLists(contactIds.filter(isId).map(to18), idsPerQuery)) {
    const soql = `SELECT Id, AccountId FROM Contact WHERE ${isPersonAccount} = true AND Id IN ${list}`
    for (const row of (await queryRows(system, soql, { all: true })) ?? []) {
      const [id, account] = [text(row, 'Id'), text(row, 'AccountId')]
      if (id !== null && account !== null) found.set(to18(id), to18(account))
    }
  }
  return found
}
const idsPerQuery = 150

/**
 * Whether the org has got person accounts since it was described. Looked for once in the time for which descriptions
 * are kept, which ends with it.
 */
export async function gotPersonAccounts(system: SalesforceSystem): Promise<boolean> {
  let isFirst = false
  const look = () => system.remember('person-accounts', () => Promise.resolve((isFirst = true)))
  await look()
  if (!isFirst || (await system.fieldsOf('Contact'))?.has(isPersonAccount) === true) return false
  system.forgetFields()
  await look()
  return (await system.fieldsOf('Contact'))?.has(isPersonAccount) === true
}

interface Write {
  object: string
  id: string
  fields: Readonly<Record<string, string | boolean | null>>
  accountId?: string | null
}
/** A record as it is written: `of` is the record that the order names. */
export type WrittenPart = Required<Write> & { of: string }

/**
 * The contact of a person account is written through its account, field by field where our user may write the account's
 * own name of it; what the account does not show is tried on the contact.
 */
export async function throughAccounts(
  system: SalesforceSystem,
  writes: readonly Write[],
): Promise<readonly WrittenPart[]> {
  const accounts = await personAccountsOf(
    system,
    writes.filter(({ object }) => object === 'Contact').map(({ id }) => id),
  )
  const shown = accounts.size === 0 ? null : await system.fieldsOf('Account')
  return writes.flatMap(({ object, id, fields, accountId = null }): WrittenPart[] => {
    const account = object === 'Contact' ? accounts.get(to18(id)) : undefined
    if (account === undefined || shown === null) return [{ of: id, object, id, fields, accountId }]
    const named = Object.entries(fields).map(([name, value]) => [nameOn(shown, name), name, value] as const)
    const there = Object.fromEntries(named.flatMap(([twin, , value]) => (twin === null ? [] : [[twin, value]])))
    const here = Object.fromEntries(named.flatMap(([twin, name, value]) => (twin === null ? [[name, value]] : [])))
    return [
      ...(Object.keys(there).length === 0
        ? []
        : [{ of: id, object: 'Account', id: account, fields: there, accountId: account }]),
      ...(Object.keys(here).length === 0 ? [] : [{ of: id, object, id, fields: here, accountId: account }]),
    ]
  })
}

/** What the account calls a field of its contact, if our user may write it there. */
function nameOn(account: ObjectFields, name: string): string | null {
  const twin = name.endsWith('__c') ? name.replace(/__c$/u, '__pc') : sameOnBoth.has(name) ? name : `Person${name}`
  return account.get(twin)?.updateable === true ? twin : null
}
const sameOnBoth: ReadonlySet<string> = new Set(['FirstName', 'LastName', 'Phone', 'Fax'])
