import { z } from 'zod'

/**
 * Only what is used is required; everything else a portal adds is ignored. Shapes: docs/reference/hubspot.md#values,
 * #search, #batch, #associations, #properties-api, #pref-calls.
 */
const Values = z.record(z.string(), z.string().nullable().optional())

export const ContactRecord = z.object({
  id: z.coerce.string(),
  properties: Values,
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  archived: z.boolean().optional(),
  propertiesWithHistory: z
    .record(
      z.string(),
      z.array(z.object({ value: z.string().nullish(), timestamp: z.string(), sourceType: z.string().nullish() })),
    )
    .optional(),
})
export type ContactRecord = z.infer<typeof ContactRecord>

const Paging = z.object({ next: z.object({ after: z.coerce.string() }).nullish() }).nullish()
export const ListPage = z.object({ results: z.array(ContactRecord), paging: Paging })
export const SearchPage = z.object({ total: z.number(), results: z.array(ContactRecord), paging: Paging })

export const BatchError = z.object({
  category: z.string().optional(),
  message: z.string().optional(),
  context: z.record(z.string(), z.array(z.coerce.string()).or(z.coerce.string())).optional(),
})
export const BatchAnswer = z.object({
  results: z.array(ContactRecord).default([]),
  errors: z.array(BatchError).nullish(),
})

export const PropertyList = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      fieldType: z.string().optional(),
      label: z.string().optional(),
      options: z
        .array(
          z.object({
            value: z.string(),
            label: z.string().optional(),
            displayOrder: z.number().nullish(),
            hidden: z.boolean().nullish(),
          }),
        )
        .nullish(),
      modificationMetadata: z.object({ readOnlyValue: z.boolean() }).nullish(),
    }),
  ),
})

export const Account = z.object({ portalId: z.coerce.string(), uiDomain: z.string().nullish() })

/**
 * docs/reference/hubspot.md#pref-status GET unsubscribe-all: empty when not opted out of all. The envelope's `status`
 * word varies: not read.
 */
export const WideStatus = z.object({
  subscriberIdString: z.string().nullish(),
  wideStatusType: z.string().nullish(),
  status: z.string().nullish(),
  businessUnitId: z.coerce.string().nullish(),
})
export type WideStatus = z.infer<typeof WideStatus>
export const WideStatuses = z.object({ results: z.array(WideStatus).default([]) })
export const WideStatusBatch = z.object({
  results: z
    .array(z.object({ subscriberIdString: z.string(), wideStatuses: z.array(WideStatus).nullish() }))
    .default([]),
})
/**
 * docs/reference/hubspot.md#pref-200-errors: a batch write may report failures inside a 200. Which address failed is in
 * `context`, in one form or another.
 */
export const PreferenceBatch = z.object({
  results: z.array(z.object({ subscriberIdString: z.string().nullish() })).default([]),
  errors: z.array(z.unknown()).nullish(),
})
/** docs/reference/hubspot.md#pref-status PublicStatus: one per subscription type of the portal. */
export const TypeStatuses = z.object({
  results: z
    .array(
      z.object({ subscriptionId: z.coerce.string(), subscriberIdString: z.string().nullish(), status: z.string() }),
    )
    .default([]),
  errors: z.array(z.unknown()).nullish(),
})
export const Definitions = z.object({
  results: z
    .array(
      z.object({
        id: z.coerce.string().optional(),
        name: z.string().optional(),
        isActive: z.boolean().optional(),
        isInternal: z.boolean().optional(),
        businessUnitId: z.coerce.string().nullish(),
      }),
    )
    .default([]),
})

/** docs/reference/hubspot.md#associations-batch: ids as text or number; who has none stands among the errors. */
export const AssociationAnswer = z.object({
  results: z
    .array(
      z.object({
        from: z.object({ id: z.coerce.string() }),
        to: z
          .array(
            z.object({
              toObjectId: z.coerce.string(),
              associationTypes: z.array(z.object({ typeId: z.coerce.number() })).nullish(),
            }),
          )
          .default([]),
        paging: Paging,
      }),
    )
    .default([]),
  errors: z
    .array(
      z.object({
        subCategory: z.unknown().optional(),
        context: z.record(z.string(), z.array(z.coerce.string()).or(z.coerce.string())).nullish(),
      }),
    )
    .nullish(),
})

/** docs/reference/hubspot.md#deal-states, #ticket-states: metadata of a stage is text, and may lack what is asked. */
export const Pipelines = z.object({
  results: z
    .array(
      z.object({
        stages: z
          .array(z.object({ id: z.coerce.string(), metadata: z.record(z.string(), z.coerce.string()).nullish() }))
          .default([]),
      }),
    )
    .default([]),
})
