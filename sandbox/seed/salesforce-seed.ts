import { dayMs } from '../core/clock.ts'
import type { Random } from '../core/prng.ts'
import { createRandom } from '../core/prng.ts'
import type { SalesforceStore, SfRow, SfValue } from '../salesforce/account/store.ts'
import { tableOf } from '../salesforce/account/store.ts'
import type { SeedDates } from './dates.ts'
import { cities } from './names.ts'
import type { Population, SeedPerson, SeededIds } from './people.ts'
import type { Seeder } from './salesforce-rows.ts'
import { insert, accountOf } from './salesforce-rows.ts'
import { seedOrganisation } from './salesforce-organisation.ts'
import { seedAct, seedOpportunity } from './salesforce-acts.ts'

const leadSourceOf = {
  form: 'Web',
  broker: 'Purchased List - Prospecta',
  salon: 'Trade Show',
  import: 'Other',
} as const

/** Rows go straight into the tables, with the dates of the past. */
export function seedSalesforce(
  store: SalesforceStore,
  population: Population,
  dates: SeedDates,
  seed: number,
): SeededIds {
  const ids: SeededIds = new Map()
  const seeder: Seeder = {
    store,
    dates,
    random: createRandom(seed ^ 0x5eed02),
    accounts: new Map(),
    campaigns: [],
    individuals: new Map(),
  }
  seedOrganisation(store, dates)
  for (const [index, name] of [
    'Salon Industrie Lyon',
    'Webinaire Achats responsables',
    'Livre blanc Énergie',
  ].entries()) {
    seeder.campaigns.push(
      insert(
        seeder,
        'Campaign',
        {
          Name: name,
          Type: 'Webinar',
          Status: 'Completed',
          EndDate: new Date(dates.daysAgo(1_870 - index * 300, index)).toISOString().slice(0, 10),
        },
        dates.daysAgo(1_900 - index * 300, index),
      ),
    )
  }
  for (const person of population.people) {
    if (person.where === 'hubspot') continue
    const asLead = person.index % 4 === 3 && person.life !== 'silent-customer' && !person.alsoLead
    const id = insertPerson(seeder, person, asLead ? 'Lead' : 'Contact', false)
    const mine = [id]
    ids.set(person.index, mine)
    seedAct(seeder, person, id)
    if (!asLead) seedOpportunity(seeder, person, id)
    if (person.alsoLead) {
      const leadId = insertPerson(seeder, person, 'Lead', false)
      mine.push(leadId)
      if (person.index % 3 === 0) convert(seeder, leadId, id)
    }
    if (person.duplicate === 'salesforce')
      mine.push(insertPerson(seeder, person, person.index % 2 === 0 ? 'Contact' : 'Lead', true))
  }
  shareStamps(seeder)
  return ids
}

/**
 * One person in three has an Individual, shared by all their records; it shows once the org switch is on
 * (docs/reference/salesforce.md#individual).
 */
function individualOf(seeder: Seeder, person: SeedPerson): string | null {
  if (person.index % 3 !== 0) return null
  const known = seeder.individuals.get(person.index)
  if (known !== undefined) return known
  const id = insert(
    seeder,
    'Individual',
    { FirstName: person.first, LastName: person.last },
    seeder.dates.daysAgo(person.createdDaysAgo, person.index),
  )
  seeder.individuals.set(person.index, id)
  return id
}

function insertPerson(seeder: Seeder, person: SeedPerson, object: 'Contact' | 'Lead', twin: boolean): string {
  const { random, dates } = seeder
  const createdAt = dates.daysAgo(
    person.createdDaysAgo - (twin ? Math.min(40, person.createdDaysAgo - 1) : 0),
    person.index + 11,
  )
  const email = emailAsTyped(person.email, twin, random)
  const country = random.pick(person.country.salesforce) || null
  const optedOut = person.optOut === 'salesforce' || person.optOut === 'both'
  const modified = Math.min(
    Math.max(createdAt, dates.actAt(person) ?? 0) + random.int(0, 9) * dayMs + random.int(0, 999),
    dates.todayMs - 1_000,
  )
  return insert(
    seeder,
    object,
    {
      ...nameOf(person),
      Email: email,
      LeadSource: person.source === null ? null : leadSourceOf[person.source],
      HasOptedOutOfEmail: optedOut && !twin,
      DoNotCall: random.chance(0.01),
      IndividualId: individualOf(seeder, person),
      // A colleague's call or a future meeting: never the person's own act
      // (docs/reference/salesforce.md#last-activity).
      LastActivityDate: random.chance(0.3)
        ? new Date(dates.daysAgo(random.int(1, 200), person.index)).toISOString().slice(0, 10)
        : null,
      ...(object === 'Contact'
        ? { AccountId: accountOf(seeder, person), MailingCountry: country, MailingCity: random.pick(cities) }
        : {
            Company: person.company.name,
            Country: country,
            City: random.pick(cities),
            Status: 'Open - Not Contacted',
          }),
    },
    createdAt,
    modified,
  )
}

/**
 * Salesforce keeps the case it was given (docs/reference/salesforce.md#one-person-many-rows); the other stand-in lowers
 * it.
 */
function emailAsTyped(email: string, twin: boolean, random: Random): string {
  const loud = random.chance(0.08) || twin
  if (!loud) return email
  return random.chance(0.5) ? email.toUpperCase() : email.replace(/^[^@.]+/, (part) => part.toUpperCase())
}

/** Some addresses of a role have no person behind them. */
function nameOf(person: SeedPerson): Readonly<Record<string, SfValue>> {
  if (person.role && person.index % 2 === 0) return { FirstName: null, LastName: 'Service', Title: null, Phone: null }
  return {
    FirstName: person.first,
    LastName: person.otherLast ?? person.last,
    Title: person.title,
    Phone: person.phone,
  }
}

function convert(seeder: Seeder, leadId: string, contactId: string): void {
  const table = tableOf(seeder.store, 'Lead')
  const row = table.get(leadId)
  const contact = tableOf(seeder.store, 'Contact').get(contactId)
  if (row === undefined || contact === undefined) return
  table.set(leadId, {
    ...row,
    IsConverted: true,
    Status: 'Closed - Converted',
    ConvertedContactId: contactId,
    ConvertedAccountId: contact['AccountId'] ?? null,
    ConvertedDate: String(contact['CreatedDate']).slice(0, 10),
  })
}

/** A mass update stamps up to 2,300 contacts alike, across the 2,000-record page; leads in runs of 250. */
function shareStamps(seeder: Seeder): void {
  const contacts = tableOf(seeder.store, 'Contact')
  stamp(
    contacts,
    [...contacts.values()].slice(0, Math.min(2_300, Math.floor(contacts.size * 0.6))),
    seeder.dates.daysAgo(25, 0),
  )
  const leads = tableOf(seeder.store, 'Lead')
  stamp(leads, [...leads.values()].slice(0, 250), seeder.dates.daysAgo(18, 1))
}

function stamp(table: { set(key: string, row: SfRow): void }, rows: readonly SfRow[], at: number): void {
  const text = new Date(at).toISOString()
  for (const row of rows)
    if (String(row['SystemModstamp']) <= text)
      table.set(String(row['Id']), { ...row, SystemModstamp: text, LastModifiedDate: text })
}
