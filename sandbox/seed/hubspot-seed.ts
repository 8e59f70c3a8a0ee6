import { dayMs } from '../core/clock.ts'
import type { Random } from '../core/prng.ts'
import { createRandom } from '../core/prng.ts'
import type { ContactRow, HubSpotStore } from '../hubspot/account/types.ts'
import type { SeedDates } from './dates.ts'
import type { Population, SeedPerson, SeededIds } from './people.ts'

const originOf = { form: 'formulaire-site', broker: 'achat-prospecta', salon: 'salon', import: 'import' } as const
const objectSourceOf = { form: 'FORM', broker: 'IMPORT', salon: 'IMPORT', import: 'IMPORT' } as const

/** Writes rows straight into the tables: a seed leaves no history and sends no event. */
export function seedHubSpot(store: HubSpotStore, population: Population, dates: SeedDates, seed: number): SeededIds {
  const random = createRandom(seed ^ 0x5eed01)
  const ids: SeededIds = new Map()
  let dealId = 9_001
  for (const person of population.people) {
    if (person.where === 'salesforce') continue
    const row = contactRow(store, person, dates, random)
    const mine = [row.id]
    ids.set(person.index, mine)
    const withDeal =
      person.life === 'silent-customer' && person.where !== 'both'
        ? true
        : person.life === 'silent-customer'
          ? person.index % 2 === 0
          : random.chance(0.04)
    if (!withDeal) {
      insert(store, row)
    } else {
      const id = String(dealId++)
      const closed = person.life !== 'silent-customer' && random.chance(0.5)
      const opened = dates.daysAgo(random.int(10, 200), person.index)
      store.objects.deals.set(id, {
        id,
        createdAt: opened,
        updatedAt: opened,
        props: {
          dealname: `${person.company.name} : projet ${id}`,
          pipeline: 'default',
          amount: String(random.int(2, 90) * 500),
          dealstage: closed ? 'closedwon' : 'qualifiedtobuy',
          closedate: new Date(dates.todayMs + 30 * dayMs).toISOString(),
          hs_is_closed: String(closed),
          hs_is_closed_won: String(closed),
        },
      })
      insert(store, {
        ...row,
        dealIds: [id],
        props: { ...row.props, lifecyclestage: person.life === 'silent-customer' ? 'customer' : 'opportunity' },
      })
    }
    seedOptOut(store, person, dates, random)
    if (person.duplicate === 'hubspot') {
      const twin = duplicateOf(store, person, dates, random)
      insert(store, twin)
      mine.push(twin.id)
    }
  }
  shareStamps(store, dates, random)
  return ids
}

function insert(store: HubSpotStore, row: ContactRow): void {
  store.ids.push(Number(row.id))
  store.contacts.set(row.id, row)
}

function primaryOf(person: SeedPerson): string {
  return person.swapped ? person.otherEmail : person.email
}

function contactRow(store: HubSpotStore, person: SeedPerson, dates: SeedDates, random: Random): ContactRow {
  const createdAt = dates.daysAgo(person.createdDaysAgo, person.index)
  const nameless = person.role && person.index % 2 === 0
  const sourceLabel = person.source === null ? 'CRM_UI' : objectSourceOf[person.source]
  const props: Record<string, string> = {
    email: primaryOf(person),
    company: person.company.name,
    website: `www.${person.company.domain}`,
    ...(nameless
      ? {}
      : { firstname: person.first, lastname: person.last, jobtitle: person.title, phone: person.phone }),
    lifecyclestage: random.chance(0.05) ? 'customer' : random.chance(0.3) ? 'marketingqualifiedlead' : 'lead',
    hs_object_source: sourceLabel,
    hs_object_source_label: sourceLabel,
    hs_object_source_id: sourceLabel === 'IMPORT' ? `import-${Math.floor(person.index / 250) + 1}` : '42',
    hs_analytics_source: person.source === 'form' ? 'ORGANIC_SEARCH' : 'OFFLINE',
    hs_was_imported: String(sourceLabel === 'IMPORT'),
    hubspot_owner_id: '7001',
    hs_marketable_status: 'true',
  }
  const country = random.pick(person.country.hubspot)
  if (country !== '') props['country'] = country
  if (person.source !== null) props['origine_contact'] = originOf[person.source]
  if (person.source === 'form') {
    const at = new Date(createdAt).toISOString()
    Object.assign(props, { first_conversion_date: at, recent_conversion_date: at, num_conversion_events: '1' })
  }
  Object.assign(props, acts(person, dates, random))
  const latest = Math.max(
    createdAt,
    ...[
      'hs_email_last_click_date',
      'hs_email_last_reply_date',
      'hs_sales_email_last_replied',
      'hs_sales_email_last_clicked',
      'hs_email_last_open_date',
    ].map((name) => Date.parse(props[name] ?? '') || 0),
  )
  return {
    id: String(store.nextId++),
    props,
    extra: person.swapped
      ? [person.email]
      : random.chance(0.01) && person.duplicate === 'none'
        ? [person.otherEmail]
        : [],
    createdAt,
    updatedAt: Math.min(latest + random.int(0, 9) * dayMs + random.int(0, 999), dates.todayMs - 1_000),
    archivedAt: null,
    mergedIds: [],
    history: [],
    dealIds: [],
  }
}

/** Clicks and replies are acts; opens, sends and notes are not (docs/reference/hubspot.md#prop-clock). */
function acts(person: SeedPerson, dates: SeedDates, random: Random): Record<string, string> {
  const props: Record<string, string> = {}
  const at = dates.actAt(person)
  if (at !== null && person.life !== 'silent-in-hubspot') {
    const field = random.pick([
      'hs_email_last_click_date',
      'hs_email_last_click_date',
      'hs_email_last_reply_date',
      'hs_sales_email_last_replied',
      'hs_sales_email_last_clicked',
    ])
    props[field] = new Date(at).toISOString()
    if (random.chance(0.3) && !person.life.startsWith('edge'))
      props['hs_email_last_click_date'] = new Date(at - random.int(10, 40) * dayMs).toISOString()
  }
  const openedRecently = person.life === 'silent-opens' || person.life === 'silent-in-hubspot' || random.chance(0.4)
  if (openedRecently && person.life !== 'silent') {
    const opened = dates.daysAgo(Math.min(random.int(1, 300), person.createdDaysAgo), person.index + 1)
    props['hs_email_last_open_date'] = new Date(opened).toISOString()
    if (random.chance(0.3)) props['hs_sales_email_last_opened'] = new Date(opened).toISOString()
    props['hs_last_sales_activity_timestamp'] = new Date(opened).toISOString()
    props['hs_last_sales_activity_type'] = 'EMAIL_OPEN'
  }
  if (random.chance(0.7))
    props['hs_email_last_send_date'] = new Date(
      dates.daysAgo(Math.min(random.int(1, 90), person.createdDaysAgo), person.index + 2),
    ).toISOString()
  if (random.chance(0.2))
    props['notes_last_contacted'] = new Date(
      dates.daysAgo(Math.min(random.int(1, 60), person.createdDaysAgo), person.index + 3),
    ).toISOString()
  return props
}

/** The same person twice in the portal, under another address. */
function duplicateOf(store: HubSpotStore, person: SeedPerson, dates: SeedDates, random: Random): ContactRow {
  const email = person.swapped ? person.email : person.otherEmail
  const row = contactRow(store, person, dates, random)
  return { ...row, props: { ...row.props, email }, extra: [] }
}

function seedOptOut(store: HubSpotStore, person: SeedPerson, dates: SeedDates, random: Random): void {
  const at = dates.daysAgo(Math.min(random.int(5, 700), person.createdDaysAgo), person.index + 4)
  const primary = primaryOf(person)
  if (person.optOut === 'hubspot' || person.optOut === 'both') {
    store.addresses.set(primary, {
      email: primary,
      wide: { at, source: 'Unsubscribe link' },
      types: {},
      seenWide: true,
    })
  } else if (person.optOut === 'hubspot-secondary') {
    store.addresses.set(person.email, {
      email: person.email,
      wide: { at, source: 'Unsubscribe link' },
      types: {},
      seenWide: true,
    })
  } else if (person.optOut === 'hubspot-type') {
    store.addresses.set(primary, {
      email: primary,
      wide: null,
      types: { '330101': { status: 'UNSUBSCRIBED', at, source: 'Preferences page' } },
      seenWide: false,
    })
  }
}

/** Imports stamp many records alike: runs of 130 to 320 ids share one modified date, across page edges. */
function shareStamps(store: HubSpotStore, dates: SeedDates, random: Random): void {
  for (let from = 40; from < store.ids.length; ) {
    const length = random.int(130, 320)
    const stamp = dates.daysAgo(random.int(10, 60), from)
    if (random.chance(0.5)) {
      for (const id of store.ids.slice(from, from + length)) {
        const row = store.contacts.get(String(id))
        if (row !== undefined && row.updatedAt <= stamp) store.contacts.set(row.id, { ...row, updatedAt: stamp })
      }
    }
    from += length
  }
}
