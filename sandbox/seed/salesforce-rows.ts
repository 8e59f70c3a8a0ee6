import type { Random } from '../core/prng.ts'
import { withDerived } from '../salesforce/records/derived.ts'
import type { ObjectDef } from '../salesforce/account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../salesforce/account/store.ts'
import { allFields, nextId, tableOf } from '../salesforce/account/store.ts'
import type { SeedDates } from './dates.ts'
import { cities } from './names.ts'
import type { SeedPerson } from './people.ts'

export interface Seeder {
  readonly store: SalesforceStore
  readonly dates: SeedDates
  readonly random: Random
  readonly accounts: Map<string, string>
  readonly campaigns: string[]
  /** By person. */
  readonly individuals: Map<number, string>
}

export function insert(
  seeder: Seeder,
  objectName: string,
  values: Readonly<Record<string, SfValue>>,
  createdAt: number,
  modifiedAt = createdAt,
): string {
  const { store } = seeder
  const object = store.schema.get(objectName.toLowerCase()) as ObjectDef
  const id = typeof values['Id'] === 'string' ? values['Id'] : nextId(store, object)
  const defaults: Record<string, SfValue> = {}
  for (const def of allFields(store, object))
    defaults[def.name] = def.defaultValue ?? (def.type === 'boolean' ? false : null)
  const [created, modified] = [new Date(createdAt).toISOString(), new Date(modifiedAt).toISOString()]
  const row: SfRow = withDerived(
    object,
    {
      ...defaults,
      ...(object.fields.has('ownerid') ? { OwnerId: store.userId } : {}),
      ...values,
      Id: id,
      CreatedDate: created,
      CreatedById: store.userId,
      LastModifiedDate: modified,
      LastModifiedById: store.userId,
      SystemModstamp: modified,
    },
    created,
  )
  tableOf(store, objectName).set(id, row)
  return id
}

export function accountOf(seeder: Seeder, person: SeedPerson): string {
  const known = seeder.accounts.get(person.company.domain)
  if (known !== undefined) return known
  const id = insert(
    seeder,
    'Account',
    {
      Name: person.company.name,
      Type: 'Prospect',
      Website: `www.${person.company.domain}`,
      BillingCity: seeder.random.pick(cities),
      BillingCountry: 'France',
    },
    seeder.dates.daysAgo(2_150, person.index),
  )
  seeder.accounts.set(person.company.domain, id)
  return id
}
