import type { FieldKind, FieldRef } from '../../../src/connector/orders.ts'
import { isPersonObject } from './fields.ts'
import type { SalesforceSystem } from './system.ts'

const kinds: Readonly<Record<string, FieldKind['kind']>> = {
  string: 'text',
  textarea: 'text',
  url: 'text',
  date: 'date',
}

/**
 * What our user can write into these fields, by describe: one that is hidden from it is missing
 * (docs/reference/salesforce.md#hidden-fields). What is
 * read beside the fields has a name of its own (`shownBeside`: whether it shows; null = it is a field).
 */
export async function fieldKinds(
  system: SalesforceSystem,
  fields: readonly FieldRef[],
  shownBeside: (name: string) => Promise<boolean | null>,
): Promise<readonly FieldKind[]> {
  system.forgetFields()
  return Promise.all(
    fields.map(async ({ object, name }): Promise<FieldKind> => {
      const beside = await shownBeside(name)
      if (beside !== null) return { kind: beside ? 'other' : 'missing', type: '' }
      const field = isPersonObject(object) ? (await system.fieldsOf(object))?.get(name) : undefined
      if (field === undefined) return { kind: 'missing', type: '' }
      return {
        kind: field.updateable === false ? 'read-only' : (kinds[field.type ?? ''] ?? 'other'),
        type: field.type ?? '',
      }
    }),
  )
}
