import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import {
  domainOf,
  headcountOf,
  type CompanyFacts,
  type ShownCompany,
} from '../../../src/domain/contacts/companies/company-facts.ts'
import { ask } from '../transport/api.ts'
import { maxSearchValues, paths, searchPageSize } from '../transport/endpoints.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import { companiesScope } from '../transport/scopes.ts'
import { objectsOf } from './associations.ts'
import { walkById } from './search.ts'
import type { HubspotSystem } from './system.ts'

const primaryCompany = 'associatedcompanyid'
/** docs/reference/hubspot.md#company-properties: no property for the legal form is HubSpot's own. */
const properties = ['name', 'domain', 'country', 'industry', 'numberofemployees', 'hs_parent_company_id'] as const

/**
 * What the account says of the primary companies of these contacts, by the id of the contact: one call for a hundred
 * companies. Contacts without a company are left out; one that our app may not see is `unread`.
 */
export async function companiesOf(
  system: HubspotSystem,
  contacts: readonly ContactRecord[],
): Promise<ReadonlyMap<string, ShownCompany>> {
  const places = contacts.flatMap(({ id, properties: shown }): [string, string][] => {
    const company = shown[primaryCompany]?.trim() ?? ''
    return company === '' ? [] : [[id, company]]
  })
  if (places.length === 0) return new Map()
  const found = await companiesById(
    system,
    places.map(([, company]) => company),
  )
  return new Map(places.map(([contact, company]) => [contact, found.get(company) ?? 'unread']))
}

async function companiesById(system: HubspotSystem, ids: readonly string[]): Promise<Map<string, CompanyFacts>> {
  if (!system.access.scopes.includes(companiesScope)) return new Map()
  const legalForm = system.access.legalFormProperty ?? ''
  try {
    const shown = await objectsOf(system, 'companies', ids, legalForm === '' ? properties : [...properties, legalForm])
    return new Map([...shown].map(([id, values]) => [id, factsOf(id, values, legalForm)]))
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'forbidden') return new Map()
    throw error
  }
}

function factsOf(
  id: string,
  values: Readonly<Record<string, string | null | undefined>>,
  legalForm: string,
): CompanyFacts {
  const value = (name: string): string | null => {
    const text = values[name]?.trim() ?? ''
    return text === '' ? null : text
  }
  return {
    id,
    name: value('name'),
    domain: domainOf(value('domain')),
    country: value('country'),
    industry: value('industry'),
    headcount: headcountOf(value('numberofemployees')),
    legalForm: legalForm === '' ? null : value(legalForm),
    parentId: value('hs_parent_company_id'),
  }
}

const ChangedCompanies = z.object({ total: z.number(), results: z.array(z.object({ id: z.coerce.string() })) })

/**
 * Contacts whose primary company changed since: a change of the company moves nothing of theirs
 * (docs/reference/hubspot.md#company-properties). Nobody where our app may not see companies.
 */
export async function* contactsOfChangedCompanies(
  system: HubspotSystem,
  since: number,
  wanted: readonly string[],
): AsyncGenerator<readonly ContactRecord[]> {
  if (!system.access.scopes.includes(companiesScope)) return
  for await (const ids of changedSince(system, since))
    for (const values of chunksOf(ids, maxSearchValues)) {
      const filter = { propertyName: primaryCompany, operator: 'IN', values } as const
      for await (const { contacts } of walkById(system, [filter], '0', wanted)) yield contacts
    }
}

async function* changedSince(system: HubspotSystem, since: number): AsyncGenerator<string[]> {
  let lastId = '0'
  for (;;) {
    const filters = [
      { propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(since) },
      { propertyName: 'hs_object_id', operator: 'GT', value: lastId },
    ]
    const { total, results } = await ask(
      system,
      {
        method: 'POST',
        path: paths.searchOf('companies'),
        body: {
          filterGroups: [{ filters }],
          sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
          properties: ['hs_object_id'],
          limit: searchPageSize,
        },
        bucket: 'search',
      },
      ChangedCompanies,
    )
    const ids = results.map(({ id }) => id)
    if (ids.length > 0) yield ids
    const last = ids.at(-1)
    if (last === undefined || ids.length >= total) return
    lastId = last
  }
}
