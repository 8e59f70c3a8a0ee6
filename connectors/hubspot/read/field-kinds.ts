import type { FieldKind, FieldRef } from '../../../src/connector/orders.ts'
import type { HubspotSystem } from './system.ts'

const kinds: Readonly<Record<string, FieldKind['kind']>> = { string: 'text', date: 'date' }

/**
 * What can be written into these contact properties, by the portal's own catalogue
 * (docs/reference/hubspot.md#properties-api).
 */
export async function fieldKinds(system: HubspotSystem, fields: readonly FieldRef[]): Promise<readonly FieldKind[]> {
  system.catalogue.forget()
  const catalogue = await system.catalogue.get()
  return fields.map(({ name }) => {
    const property = catalogue.get(name)
    if (property === undefined) return { kind: 'missing', type: '' }
    return {
      kind: property.modificationMetadata?.readOnlyValue === true ? 'read-only' : (kinds[property.type] ?? 'other'),
      type: property.type,
    }
  })
}
