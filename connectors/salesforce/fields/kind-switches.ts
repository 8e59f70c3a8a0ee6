import { channels } from '../../../src/domain/app/channel.ts'
import type { KindSwitch } from '../../../src/connector/contract.ts'
import { personObjects } from './fields.ts'
import type { SalesforceSystem } from './system.ts'

/** The org's own checkboxes that our user may write on Contact and on Lead alike: a person may be either. */
export async function kindSwitches(system: SalesforceSystem): Promise<readonly KindSwitch[]> {
  const described = await Promise.all(personObjects.map((object) => system.fieldsOf(object)))
  const [first, ...others] = described.map((fields) => fields ?? new Map())
  if (first === undefined) return []
  return [...first.values()]
    .filter(
      (field) =>
        field.type === 'boolean' &&
        field.updateable === true &&
        field.name.endsWith('__c') &&
        others.every((fields) => fields.get(field.name)?.updateable === true),
    )
    .map((field) => ({ id: field.name, name: field.label ?? field.name, channels }))
}
