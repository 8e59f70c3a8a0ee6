import type { Access } from '../../../src/connector/access.ts'
import type { RelationField, RelationValues } from '../../../src/domain/connections/relation-values.ts'
import type { RelationMeaning } from '../../../src/domain/connections/tables/relation-words.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { Catalogue } from './catalogue.ts'

const stage = 'lifecyclestage'
/**
 * HubSpot's own stages, as long as the portal calls them so (docs/reference/hubspot.md#lifecycle); `other` says
 * nothing.
 */
const ownStages: Readonly<Record<string, RelationMeaning>> = {
  subscriber: 'prospect',
  lead: 'prospect',
  marketingqualifiedlead: 'prospect',
  salesqualifiedlead: 'prospect',
  opportunity: 'prospect',
  customer: 'customer',
  evangelist: 'customer',
}

/** Properties that may say who is a customer: the stage, and the one an admin named. */
function namesOf({ formerFields }: Pick<Access, 'formerFields'>): string[] {
  return [...new Set([stage, formerFields?.property ?? ''])].filter((name) => name !== '')
}

/** How the portal calls them and their values: the portal's own stages are ids with a label. */
export function relationFields(catalogue: Catalogue, access: Pick<Access, 'formerFields'>): RelationField[] {
  return namesOf(access).map((field) => {
    const property = catalogue.get(field)
    return {
      field,
      label: property?.label ?? field,
      labels: Object.fromEntries((property?.options ?? []).map(({ value, label }) => [value, label ?? value])),
      ...(field === stage ? { own: ownStages } : {}),
    }
  })
}

/** Values on these contacts that the catalogue does not know: it may be older than a stage. */
export function unknownValues(
  catalogue: Catalogue,
  access: Pick<Access, 'formerFields'>,
  records: readonly { relationValues?: RelationValues }[],
): string[] {
  const found = new Set<string>()
  for (const field of namesOf(access)) {
    const options = catalogue.get(field)?.options ?? []
    const known = new Set(options.map(({ value }) => value))
    // A field of free text has no options.
    if (options.length === 0) continue
    for (const { relationValues } of records) {
      const value = relationValues?.[field]
      if (typeof value === 'string' && !known.has(value)) found.add(`${field} ${value}`)
    }
  }
  return [...found]
}

/**
 * What they say of one contact. A property that is hidden from us is left out of the answer, an empty one is null
 * (docs/reference/hubspot.md#hidden-property).
 */
export function relationValuesOf(
  { properties }: Pick<ContactRecord, 'properties'>,
  access: Pick<Access, 'formerFields'>,
): RelationValues {
  return Object.fromEntries(
    namesOf(access).flatMap((field): [string, string | null][] => {
      const value = properties[field]
      if (value === undefined) return [[field, null]]
      return value === null || value.trim() === '' ? [] : [[field, value.trim()]]
    }),
  )
}
