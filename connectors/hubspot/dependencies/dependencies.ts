import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Words } from '../../../src/connector/form.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { Dependencies, DependencyOptions, DependencyQuestion } from '../../../src/connector/related.ts'
import type { DependencyKind } from '../../../src/domain/removals/dependencies.ts'
import { companiesScope, contactsScope, dealsScope, quotesScope, ticketsScope } from '../transport/scopes.ts'
import { encountersOf } from './encounters.ts'
import { linkedTo, objectsOf } from '../read/associations.ts'
import { dealsOf } from '../read/deals.ts'
import { isTicketOpen, type Deals } from '../read/stages.ts'
import type { HubspotSystem } from '../read/system.ts'

/** In the order in which they are read. */
export const dependencyKinds = [
  'open-deal',
  'won-deal',
  'open-ticket',
  'quote',
  'encounter',
] as const satisfies DependencyKind[]
type Kind = (typeof dependencyKinds)[number]

/** How many of a kind a contact has; null = it cannot be told. */
type Counts = ReadonlyMap<string, number | null>

/** Type id of a contact's primary company (docs/reference/hubspot.md#company-deals). */
const primary = 1

/**
 * What is open with these contacts: associations by the thousand, then what they lead to by the hundred
 * (docs/reference/hubspot.md#associations-batch). A kind whose scope our app lacks is unread whatever an answer says,
 * and so is one contact of whom an answer says nothing.
 */
export async function dependencies(
  system: HubspotSystem,
  questions: readonly DependencyQuestion[],
  { company, since }: DependencyOptions,
): Promise<Dependencies> {
  const ids = questions.map(({ ref }) => ref.id)
  const deals = await ifReadable(system, dealsScope, () => dealsOf(system, 'contacts', ids))
  const theirCompany = company ? await companyDeals(system, ids) : null
  const readings: readonly [Kind, Counts | Words][] = [
    ['open-deal', openDeals(ids, deals, theirCompany)],
    ['won-deal', wonDeals(questions, deals)],
    ['open-ticket', await ifReadable(system, ticketsScope, () => openTickets(system, ids))],
    ['quote', await ifReadable(system, quotesScope, () => quotesOf(system, ids))],
  ]
  const found: { ref: RecordRef; kind: Kind; count: number }[] = []
  const unread: Dependencies['unread'][number][] = []
  // Their own deals count also where those of the company cannot be seen.
  if (theirCompany !== null && 'en' in theirCompany && !('en' in deals))
    unread.push({ kind: 'open-deal', detail: theirCompany })
  for (const [kind, counts] of readings) {
    if ('en' in counts) {
      unread.push({ kind, detail: counts })
      continue
    }
    for (const { ref } of questions) {
      const count = counts.get(ref.id) ?? null
      if (count === null) unread.push({ kind, ref, detail: notTold })
      else if (count > 0) found.push({ ref, kind, count })
    }
  }
  const met = await ifReadable(system, contactsScope, () => encountersOf(system, questions, since))
  if ('en' in met) return { found, unread: [...unread, { kind: 'encounter', detail: met }], encounters: [] }
  return { found, unread: [...unread, ...met.unread], encounters: met.encounters }
}

const notTold: Words = {
  en: 'HubSpot does not say what this contact has, or in which state it is.',
  fr: 'HubSpot ne dit pas ce que ce contact a, ni dans quel état.',
}

/** What `work` gives; a scope that is missing, or refused all the same, is told in words. */
async function ifReadable<T extends object>(
  system: HubspotSystem,
  scope: string,
  work: () => Promise<T>,
): Promise<T | Words> {
  const missing = {
    en: `The app has no scope ${scope} in HubSpot. Add it to the app, then connect again.`,
    fr: `L'application n'a pas l'autorisation ${scope} dans HubSpot. Ajoutez-la à l'application, puis reconnectez.`,
  }
  if (!system.access.scopes.includes(scope)) return missing
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'forbidden') return missing
    throw error
  }
}

/** Deals of their own that are open, and those of their company where they were asked for and are shown. */
function openDeals(
  ids: readonly string[],
  deals: ReadonlyMap<string, Deals> | Words,
  theirCompany: Counts | Words | null,
): Counts | Words {
  if ('en' in deals) return deals
  const ofCompany = theirCompany === null || 'en' in theirCompany ? null : theirCompany
  return new Map(
    ids.map((id) => {
      const own = deals.get(id)
      const mine = own === undefined || (own.unclear && own.open === 0) ? null : own.open
      const company = ofCompany === null ? 0 : (ofCompany.get(id) ?? null)
      const open = (mine ?? 0) + (company ?? 0)
      return [id, open === 0 && (mine === null || company === null) ? null : open]
    }),
  )
}

/** Deals that were won after the relationship ended, or on a day that none shows. */
function wonDeals(questions: readonly DependencyQuestion[], deals: ReadonlyMap<string, Deals> | Words): Counts | Words {
  if ('en' in deals) return deals
  return new Map(
    questions.map(({ ref: { id }, relationEndedOn: endedOn }) => {
      const own = deals.get(id)
      const won = own?.wonOn.filter((on) => endedOn === null || on === null || on > endedOn).length ?? 0
      return [id, won === 0 && own?.unclear !== false ? null : won]
    }),
  )
}

/** Open deals of each contact's company: the primary one, or all where none is marked as such. */
async function companyDeals(system: HubspotSystem, ids: readonly string[]): Promise<Counts | Words> {
  return ifReadable(system, companiesScope, async () => {
    const linked = await linkedTo(system, 'contacts', ids, 'companies')
    const companies = new Map(
      [...linked].map(([id, all]) => {
        const first = all.filter(({ types }) => types.includes(primary))
        return [id, (first.length > 0 ? first : all).map((one) => one.id)]
      }),
    )
    const deals = await dealsOf(system, 'companies', [...companies.values()].flat())
    return new Map(
      ids.map((id) => {
        const theirs = companies.get(id)?.map((one) => deals.get(one))
        const open = theirs?.reduce((sum, one) => sum + (one?.open ?? 0), 0) ?? 0
        const unclear = theirs === undefined || theirs.some((one) => one === undefined || one.unclear)
        return [id, open === 0 && unclear ? null : open]
      }),
    )
  })
}

async function openTickets(system: HubspotSystem, ids: readonly string[]): Promise<Counts> {
  const linked = await linkedTo(system, 'contacts', ids, 'tickets')
  const ticketIds = [...linked.values()].flatMap((all) => all.map(({ id }) => id))
  const tickets = await objectsOf(system, 'tickets', ticketIds, ['hs_pipeline_stage'])
  const stages = ticketIds.length === 0 ? new Map() : await system.stagesOf('tickets')
  return counted(linked, (id) => {
    const ticket = tickets.get(id)
    return ticket === undefined ? null : isTicketOpen(ticket['hs_pipeline_stage'], stages)
  })
}

const offered = ['PENDING_APPROVAL', 'APPROVED', 'APPROVAL_NOT_NEEDED']

/** Quotes that were or will be offered and have not expired (docs/reference/hubspot.md#quote-states). */
async function quotesOf(system: HubspotSystem, ids: readonly string[]): Promise<Counts> {
  const linked = await linkedTo(system, 'contacts', ids, 'quotes')
  const quoteIds = [...linked.values()].flatMap((all) => all.map(({ id }) => id))
  const quotes = await objectsOf(system, 'quotes', quoteIds, ['hs_status', 'hs_expiration_date'])
  const now = system.deps.clock.now()
  return counted(linked, (id) => {
    const quote = quotes.get(id)
    // A property that is not there is unknown, an empty one is not.
    if (quote?.['hs_status'] === undefined || quote['hs_expiration_date'] === undefined) return null
    const { hs_status: status, hs_expiration_date: end } = quote
    return offered.includes(status ?? '') && (end === null || isToCome(end, now))
  })
}

function isToCome(value: string, now: Date): boolean {
  const date = new Date(/^\d+$/u.test(value) ? Number(value) : value)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) >= now.toISOString().slice(0, 10)
}

/** How many of the things linked to each contact count; one that cannot be told makes a count of none unknown. */
function counted(
  linked: ReadonlyMap<string, readonly { id: string }[]>,
  counts: (id: string) => boolean | null,
): Counts {
  return new Map(
    [...linked].map(([id, all]) => {
      const answers = all.map((one) => counts(one.id))
      const count = answers.filter((answer) => answer === true).length
      return [id, count === 0 && answers.includes(null) ? null : count]
    }),
  )
}
