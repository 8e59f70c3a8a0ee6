import { factFields } from './facts.ts'
import { z } from 'zod'
import type { Access } from '../../../src/connector/access.ts'
import type { KindMapping } from '../../../src/domain/app/kind.ts'
import { isLinkedInName } from '../../../src/domain/contacts/linkedin.ts'
import { send, shaped } from '../transport/api.ts'
import { unlessRefused } from '../transport/errors.ts'
import type { SalesforceContext } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import { isPersonObject, readFields, vendorOptOuts, writtenNames, type PersonObject } from './fields.ts'

const Description = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string().optional(),
      type: z.string().optional(),
      updateable: z.boolean().optional(),
      nillable: z.boolean().optional(),
      calculated: z.boolean().optional(),
      length: z.number().optional(),
      picklistValues: z.array(z.object({ value: z.string(), label: z.string().nullish() })).nullish(),
    }),
  ),
})
export type FieldInfo = z.infer<typeof Description>['fields'][number]
/** Fields that our user may see, by name: hidden ones are absent (docs/reference/salesforce.md#hidden-fields). */
export type ObjectFields = ReadonlyMap<string, FieldInfo>

/** Null when the org has no such object, or our user may not see it. */
export async function describe(ctx: SalesforceContext, object: string): Promise<ObjectFields | null> {
  const call = { method: 'GET', path: paths.describe(object), acceptCodes: ['NOT_FOUND', 'INVALID_TYPE'] } as const
  // Without people nothing is read, and why is told; of all else any refusal says that there is nothing to see.
  const answer = isPersonObject(object) ? await send(ctx, call) : await unlessRefused(send(ctx, call))
  if (answer === null || answer.code !== null) return null
  return new Map(shaped(answer, Description).fields.map((field) => [field.name, field]))
}

/** Our fields of a person, and those that the admin named in the settings. */
export function mappedFields(
  object: PersonObject,
  {
    sourceProperty,
    moreSourceProperties = [],
    noticeProperty,
    formerFields,
    legalFormProperty,
    factNames = {},
    tagNames,
  }: Pick<
    Access,
    | 'factNames'
    | 'sourceProperty'
    | 'moreSourceProperties'
    | 'noticeProperty'
    | 'formerFields'
    | 'legalFormProperty'
    | 'tagNames'
  >,
): string[] {
  return [
    ...writtenNames(object, tagNames),
    sourceProperty,
    ...moreSourceProperties,
    ...(noticeProperty === undefined ? [] : [noticeProperty]),
    ...(formerFields === undefined ? [] : [formerFields.property, formerFields.endProperty]),
    ...factFields({ factNames }),
    ...(object === 'Lead' && legalFormProperty !== undefined ? [legalFormProperty] : []),
  ]
}

/** The org's own fields for a person's page at LinkedIn (docs/reference/salesforce.md#linkedin). */
export function linkedInFields(visible: ObjectFields): string[] {
  return [...visible.values()]
    .filter(({ name, type }) => name.endsWith('__c') && isLinkedInName(name) && (type === 'string' || type === 'url'))
    .map(({ name }) => name)
    .toSorted()
}

/** Field list for a query on a person: always from describe, because one hidden field fails the whole query. */
export function personFields(
  object: PersonObject,
  visible: ObjectFields,
  mapped: readonly string[],
  related: readonly string[],
  kinds: readonly KindMapping[] = [],
): string[] {
  const wanted = [...readFields[object], ...vendorOptOuts, ...kinds.flatMap((mapping) => mapping.targets), ...mapped]
  const fields = [...new Set([...wanted, ...linkedInFields(visible)])].filter((name) => visible.has(name))
  return ['Id', ...fields, ...related]
}
