import type { SightPart, SightUse } from '../../../src/domain/inactivity/sight.ts'
import { noFormerFields } from '../../../src/domain/connections/former-customer.ts'
import { linkedInNames } from '../fields/catalogue.ts'
import type { HubspotSystem } from './system.ts'

/**
 * Properties that the clock and the guards of removals read (docs/reference/hubspot.md#prop-clock, #hidden-property).
 * Which of the dates of acts an account has depends on its tier and year; the others stand in each.
 */
const read: readonly (readonly [use: SightUse, always: boolean, names: readonly string[]])[] = [
  ['click', false, ['hs_email_last_click_date', 'hs_sales_email_last_clicked']],
  ['reply', false, ['hs_email_last_reply_date', 'hs_sales_email_last_replied']],
  ['form', false, ['recent_conversion_date']],
  [
    'same-person',
    true,
    ['firstname', 'lastname', 'company', 'phone', 'mobilephone', 'hs_additional_emails', 'hs_merged_object_ids'],
  ],
  ['customer', true, ['lifecyclestage', 'num_associated_deals']],
  ['term', true, ['country']],
]

/**
 * Properties that the admin named, but the one whose values say who is a customer: that one keeps each person by itself
 * while it is hidden. Once they were seen, one that is missing is hidden.
 */
function named({ access }: HubspotSystem): (readonly [use: SightUse, name: string])[] {
  const { sourceProperty, moreSourceProperties = [], formerFields = noFormerFields } = access
  return [
    ...[sourceProperty, ...moreSourceProperties].map((name) => ['source', name] as const),
    ['customer', formerFields.endProperty],
  ]
}

/** What of them the list of properties shows now; it is read anew. Throws ConnectorError. */
export async function sight(system: HubspotSystem): Promise<SightPart[]> {
  system.catalogue.forget()
  const catalogue = await system.catalogue.get()
  const standard = read.flatMap(([use, always, names]) =>
    names.map((name) => ({ name, use, always, shown: catalogue.has(name) })),
  )
  const others = named(system).filter(([, name]) => name !== '' && standard.every((part) => part.name !== name))
  return [
    ...standard,
    ...new Map(others.map(([use, name]) => [name, { name, use, always: false, shown: catalogue.has(name) }])).values(),
    { name: 'LinkedIn', use: 'same-person', always: false, shown: linkedInNames(catalogue).length > 0 },
  ]
}
