import type { ContactFacts, SaleFact, SourceFact } from '../../../domain/decisions/facts.ts'
import {
  judgeFact,
  type DayFact,
  type FactMeaning,
  type PersonFact,
} from '../../../domain/decisions/fields/field-facts.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import { isDirect } from '../../../domain/sources/tables/source-kinds.ts'
import type { FactRecord } from '../../../store/decisions/facts.ts'

/** Facts that fields of the systems tell of a person, or that engagements and deals show. */
type ShownFacts = Pick<
  ContactFacts,
  'consumer' | 'account' | 'sales' | 'recordedBasis' | 'firstContactOn' | 'firstDisclosedOn'
> & {
  /** What stands where the data were published: a refusal of canvassing, or that the address is there for offers. */
  published: 'refused' | 'for-offers' | null
}

/**
 * What the fields that an admin named, deals, mails and calls say together. Where systems disagree, what protects the
 * person counts: a private person, the earliest message, a consent that was the basis.
 */
export function shownFacts(
  records: readonly FactRecord[],
  sources: readonly Pick<SourceFact, 'kind' | 'obtainedOn'>[],
  settings: Settings,
): ShownFacts {
  const meanings = (fact: Exclude<PersonFact, DayFact>) =>
    valuesOf(records, fact).flatMap(
      ({ connector, value }) => judgeFact(settings.facts[connector], fact, value).means ?? [],
    )
  return {
    consumer: meanings('reached').includes('consumer' satisfies FactMeaning<'reached'>),
    account: accountOf(meanings('account')),
    published: publishedAs(meanings('published')),
    sales: salesOf(records, sources, settings),
    recordedBasis: basisOf(meanings('basis')),
    firstContactOn: earliest(records.map((record) => record.firstContactOn)),
    // One that is planned counts, too: the notice is due by then.
    firstDisclosedOn: earliest(valuesOf(records, 'disclosed').map(({ value }) => value)),
  }
}

const valuesOf = (records: readonly FactRecord[], fact: PersonFact): { connector: string; value: string }[] =>
  records.flatMap(({ connector, extras }) => (extras.facts?.[fact] ?? []).map((value) => ({ connector, value })))

const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null

function accountOf(meanings: readonly string[]): ContactFacts['account'] {
  if (meanings.includes('paid-offer')) return { paidOffer: true }
  return meanings.includes('free') ? { paidOffer: false } : null
}

function publishedAs(meanings: readonly string[]): ShownFacts['published'] {
  if (meanings.includes('refused')) return 'refused'
  return meanings.includes('for-offers') ? 'for-offers' : null
}

/** What nothing may take the place of comes first (docs/reference/law.md#cn11). */
const firmest = ['consent', 'soft_opt_in', 'contract', 'legitimate_interest'] as const

const basisOf = (meanings: readonly string[]): ContactFacts['recordedBasis'] =>
  firmest.find((basis) => meanings.includes(basis)) ?? null

/**
 * Deals that were won on a day that is shown. Whether the customer gave the address, and whether a refusal was offered
 * then, is what an admin attested (docs/reference/law.md#b3); an address that came from somebody else by then was not
 * given at the sale.
 */
function salesOf(
  records: readonly FactRecord[],
  sources: readonly Pick<SourceFact, 'kind' | 'obtainedOn'>[],
  { facts, sales: attested, offers }: Settings,
): SaleFact[] {
  const families = offers.flatMap(({ productFamily }) => productFamily ?? [])
  return records.flatMap(({ connector, extras }) =>
    (extras.sales ?? []).flatMap(({ on, family, entity }): SaleFact[] => {
      if (on === null) return []
      const seller = entity === null ? null : judgeFact(facts[connector], 'entity', entity).means
      return [
        {
          on,
          productFamily: family === null ? null : judgeFact(facts[connector], 'family', family, families).means,
          bySameEntity: seller === null ? attested.ownSales.includes(connector) : seller === 'ours',
          addressFromCustomer:
            attested.addressFromCustomer &&
            !sources.some((source) => !isDirect(source.kind) && source.obtainedOn <= on),
          refusalOffered: attested.refusalSince !== null && on >= attested.refusalSince,
        },
      ]
    }),
  )
}
