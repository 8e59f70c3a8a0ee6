import type { RemoteSale } from '../../../src/connector/records.ts'
import { dealFacts, type FactNames } from '../../../src/domain/decisions/fields/field-facts.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import { dealsScope } from '../transport/scopes.ts'
import { linkedTo, objectsOf } from './associations.ts'
import { dealState, hasDeals, type Deals } from './stages.ts'
import type { HubspotSystem } from './system.ts'

const wanted = ['hs_is_closed', 'hs_is_closed_won', 'dealstage', 'closedate'] as const

/** Deals by the id of their contact or company; a missing id = nothing is known of them. */
export async function dealsOf(
  system: HubspotSystem,
  from: 'contacts' | 'companies',
  ids: readonly string[],
): Promise<ReadonlyMap<string, Deals>> {
  const linked = await linkedTo(system, from, ids, 'deals')
  const dealIds = [...linked.values()].flatMap((all) => all.map(({ id }) => id))
  const named = dealFacts.flatMap((fact) => system.access.factNames?.[fact] ?? [])
  const deals = await objectsOf(system, 'deals', dealIds, [...new Set([...wanted, ...named])])
  const stages = dealIds.length === 0 ? new Map() : await system.stagesOf('deals')
  return new Map(
    [...linked].map(([id, all]) => {
      const theirs = all.map((one) => deals.get(one.id))
      const states = theirs.map((deal) => (deal === undefined ? null : dealState(deal, stages)))
      return [
        id,
        {
          open: states.filter((state) => state === 'open').length,
          sales: all.flatMap((one, place) =>
            states[place] === 'won' ? [saleOf(one.id, deals.get(one.id) ?? {}, system.access.factNames)] : [],
          ),
          wonOn: theirs.flatMap((deal, place) => (states[place] === 'won' ? [dayIn(deal?.['closedate'])] : [])),
          unclear: states.includes(null),
        },
      ]
    }),
  )
}

/**
 * Deals of the contacts that have some, by their id; none where our app may not read deals: then nobody can tell open
 * ones from lost ones (docs/reference/hubspot.md#associations-scope).
 */
export async function dealsOfContacts(
  system: HubspotSystem,
  contacts: readonly ContactRecord[],
): Promise<ReadonlyMap<string, Deals>> {
  const ids = contacts.filter(({ properties }) => hasDeals(properties['num_associated_deals'])).map(({ id }) => id)
  if (ids.length === 0 || !system.access.scopes.includes(dealsScope)) return new Map()
  try {
    return await dealsOf(system, 'contacts', ids)
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'forbidden') return new Map()
    throw error
  }
}

function saleOf(
  id: string,
  deal: Readonly<Record<string, string | null | undefined>>,
  names: FactNames = {},
): RemoteSale {
  const shown = (fact: 'family' | 'entity'): string | null => {
    const text = deal[names[fact] ?? '']?.trim() ?? ''
    return text === '' ? null : text
  }
  return { id, on: dayIn(deal['closedate']), family: shown('family'), entity: shown('entity') }
}

/** ISO text or epoch milliseconds (docs/reference/hubspot.md#one-parser). */
function dayIn(value: string | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null
  const date = new Date(/^\d+$/u.test(value) ? Number(value) : value)
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10)
}
