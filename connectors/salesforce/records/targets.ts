import type { SuppressionOrder } from '../../../src/connector/orders.ts'
import { aFewAtOnce } from '../../../src/connector/calls/side-by-side.ts'
import { doNotContact, personObjects, stoppedKinds, vendorOptOuts } from '../fields/fields.ts'
import type { PersonObject } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { readFollowingMerges, readKnownOrHolding } from './records.ts'
import type { PersonRow } from './records.ts'
import { flag, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/**
 * One order with the live records it concerns; `hidden`: objects of which it names records and our user sees none;
 * `frozen`: converted leads whose contact could not be found.
 */
export interface Target {
  readonly order: SuppressionOrder
  readonly rows: readonly PersonRow[]
  readonly hidden: readonly string[]
  readonly frozen: boolean
}

const alwaysRead = [
  ...vendorOptOuts,
  doNotContact,
  stoppedKinds,
  'Email',
  'AccountId',
  'IndividualId',
  'IsConverted',
  'ConvertedContactId',
]

/** All that shows whether a person may be reached, the org's own checkboxes of kinds included. */
export function blockFields(system: SalesforceSystem): string[] {
  return [...alwaysRead, ...(system.access.kinds ?? []).flatMap((mapping) => mapping.targets)]
}

/**
 * Every live Contact and Lead of each order: those we know, following merges, and all that hold one of its addresses
 * (docs/reference/salesforce.md#one-person-many-rows). A converted lead is frozen; the contact it became stands in for
 * it (docs/reference/salesforce.md#conversion). An object that our user may not see keeps nobody else's no from being
 * carried.
 */
export async function gatherTargets(system: SalesforceSystem, orders: readonly SuppressionOrder[]): Promise<Target[]> {
  const wanted = blockFields(system)
  const known = new Map<string, PersonRow>()
  const holders = new Map<string, PersonRow[]>()
  const hidden = new Set<string>()
  const emails = [...new Set(orders.flatMap((order) => order.emails))]
  await aFewAtOnce(personObjects, personObjects.length, async (object) => {
    if ((await system.fieldsOf(object)) === null) {
      hidden.add(object)
      return
    }
    const ids = [
      ...new Set(
        orders.flatMap((order) => order.records.filter((ref) => ref.object === object).map((ref) => to18(ref.id))),
      ),
    ]
    for (const found of await readKnownOrHolding(system, object, ids, emails, wanted)) {
      known.set(keyOf(object, found.id), found)
      const email = text(found.row, 'Email')?.toLowerCase() ?? ''
      holders.set(email, [...(holders.get(email) ?? []), found])
    }
    const missing = ids.filter((id) => !known.has(keyOf(object, id)))
    for (const [id, row] of await readFollowingMerges(system, object, missing, wanted))
      known.set(keyOf(object, id), row)
  })
  const perOrder = orders.map((order) => {
    const given = order.records.map((ref) => known.get(keyOf(ref.object, to18(ref.id))))
    return unique([...given, ...order.emails.flatMap((email) => holders.get(email) ?? [])])
  })
  const became = perOrder
    .flat()
    .map(convertedInto)
    .filter((id) => id !== null)
  const contacts = await readFollowingMerges(system, 'Contact', hidden.has('Contact') ? [] : became, wanted)
  return orders.map((order, index): Target => {
    const rows = perOrder[index] ?? []
    const heirs = rows.map((found) => contacts.get(convertedInto(found) ?? ''))
    const live = unique([...rows.filter((found) => !isConverted(found)), ...heirs])
    return {
      order,
      rows: live,
      hidden: [...hidden].filter((object) => order.records.some((ref) => ref.object === object)),
      frozen: live.length === 0 && rows.length > 0,
    }
  })
}

export function isConverted(found: PersonRow): boolean {
  return found.object === 'Lead' && flag(found.row, 'IsConverted')
}

function convertedInto(found: PersonRow): string | null {
  const id = isConverted(found) ? text(found.row, 'ConvertedContactId') : null
  return id === null ? null : to18(id)
}

export function keyOf(object: string, id: string): string {
  return `${object} ${id}`
}

function unique(rows: readonly (PersonRow | undefined)[]): PersonRow[] {
  return [...new Map(rows.filter((row) => row !== undefined).map((row) => [keyOf(row.object, row.id), row])).values()]
}

/** Records of several targets, each once, grouped by object. */
export function rowsByObject(rows: readonly PersonRow[]): Map<PersonObject, PersonRow[]> {
  const groups = new Map<PersonObject, PersonRow[]>()
  for (const row of unique(rows)) groups.set(row.object, [...(groups.get(row.object) ?? []), row])
  return groups
}
