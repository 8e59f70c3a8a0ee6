import { factProperties, firstContacts } from './facts.ts'
import type { z } from 'zod'
import type { Access } from '../../../src/connector/access.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { noFormerFields } from '../../../src/domain/connections/former-customer.ts'
import { isLinkedInName } from '../../../src/domain/contacts/linkedin.ts'
import { ask } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'
import { lastMail, vendorProperties, writtenNames } from './properties.ts'
import { PropertyList } from '../transport/schemas.ts'

export type PortalProperty = z.infer<typeof PropertyList>['results'][number]
/** Contact properties of the portal by name: sets differ per tier and year (docs/reference/hubspot.md#prop-missing). */
export type Catalogue = ReadonlyMap<string, PortalProperty>

/** Reads the property catalogue (docs/reference/hubspot.md#properties-api, no pagination). */
export async function readCatalogue(ctx: HubspotContext): Promise<Catalogue> {
  const list = await ask(ctx, { method: 'GET', path: paths.properties }, PropertyList)
  return new Map(list.results.map((property) => [property.name, property]))
}

/**
 * Opt-out of one subscription type of the portal, e.g. `hs_email_optout_330101`
 * (docs/reference/hubspot.md#prop-optout-type).
 */
export function isKindOptOut(name: string): boolean {
  return /^hs_email_optout_\d+$/.test(name)
}

/**
 * Properties of the account for a person's page at LinkedIn: which there are, and their names, differ from account to
 * account (docs/reference/hubspot.md#linkedin).
 */
export function linkedInNames(catalogue: Catalogue): string[] {
  return [...catalogue.values()]
    .filter(({ name, type }) => isLinkedInName(name) && type === 'string')
    .map(({ name }) => name)
    .toSorted()
}

/**
 * Every account has these (docs/reference/hubspot.md#prop-essential). Without them a customer would look like anybody,
 * and be deleted as one.
 */
const alwaysThere = ['email', 'lifecyclestage'] as const

type Named = Pick<
  Access,
  | 'sourceProperty'
  | 'moreSourceProperties'
  | 'noticeProperty'
  | 'noticeCarriers'
  | 'formerFields'
  | 'factNames'
  | 'tagNames'
>

/** Properties that an admin named, and those that are read because of it. */
export function namedFields(access: Named): string[] {
  const { moreSourceProperties = [], noticeCarriers = [], formerFields = noFormerFields } = access
  const names = [
    access.sourceProperty,
    ...moreSourceProperties,
    access.noticeProperty ?? '',
    ...factProperties(access),
    formerFields.property,
    formerFields.endProperty,
    ...(noticeCarriers.length === 0 ? [] : Object.values(lastMail)),
  ]
  return [...new Set(names)].filter((name) => name !== '')
}

/**
 * Names to ask for: those we use and that exist. Unknown names on read vanish in silence
 * (docs/reference/hubspot.md#prop-missing), so a list of properties that cannot be whole is refused: throws
 * `unexpected-response`.
 */
export function wantedProperties(catalogue: Catalogue, access: Named): string[] {
  const missing = alwaysThere.filter((name) => !catalogue.has(name))
  if (missing.length > 0)
    throw new ConnectorError(
      'unexpected-response',
      `HubSpot's list of properties lacks ${missing.join(' and ')}; nothing is read before it is whole.`,
    )
  const names = [...vendorProperties, ...firstContacts, ...writtenNames(access.tagNames), ...namedFields(access)]
  return [...new Set([...names, ...linkedInNames(catalogue)])]
    .filter((name) => catalogue.has(name))
    .concat([...catalogue.keys()].filter(isKindOptOut))
}
