import { dayMs } from '../core/clock.ts'
import type { Random } from '../core/prng.ts'
import { createRandom } from '../core/prng.ts'
import { withDerived } from '../salesforce/records/derived.ts'
import type { ObjectDef } from '../salesforce/account/schema.ts'
import type { SalesforceStore, SfRow, SfValue } from '../salesforce/account/store.ts'
import { allFields, nextId, tableOf } from '../salesforce/account/store.ts'
import type { SeedDates } from './dates.ts'
import { cities } from './names.ts'
import type { Population, SeedPerson, SeededIds } from './people.ts'

const leadSourceOf = {
  form: 'Web',
  broker: 'Purchased List - Prospecta',
  salon: 'Trade Show',
  import: 'Other',
} as const

interface Seeder {
  readonly store: SalesforceStore
  readonly dates: SeedDates
  readonly random: Random
  readonly accounts: Map<string, string>
  readonly campaigns: string[]
  /** By person. */
  readonly individuals: Map<number, string>
}

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
        { Name: name, Type: 'Webinar', Status: 'Completed' },
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

function insert(
  seeder: Seeder,
  objectName: string,
  values: Readonly<Record<string, SfValue>>,
  createdAt: number,
  modifiedAt = createdAt,
): string {
  const { store } = seeder
  const object = store.schema.get(objectName.toLowerCase()) as ObjectDef
  const id = typeof values['Id'] === 'string' ? values['Id'] : nextId(store, object)
  const defaults: Record<string, SfValue> = {}
  for (const def of allFields(store, object))
    defaults[def.name] = def.defaultValue ?? (def.type === 'boolean' ? false : null)
  const [created, modified] = [new Date(createdAt).toISOString(), new Date(modifiedAt).toISOString()]
  const row: SfRow = withDerived(
    object,
    {
      ...defaults,
      ...(object.fields.has('ownerid') ? { OwnerId: store.userId } : {}),
      ...values,
      Id: id,
      CreatedDate: created,
      CreatedById: store.userId,
      LastModifiedDate: modified,
      LastModifiedById: store.userId,
      SystemModstamp: modified,
    },
    created,
  )
  tableOf(store, objectName).set(id, row)
  return id
}

function seedOrganisation(store: SalesforceStore, dates: SeedDates): void {
  const seeder: Seeder = {
    store,
    dates,
    random: createRandom(0),
    accounts: new Map(),
    campaigns: [],
    individuals: new Map(),
  }
  const at = dates.daysAgo(2_400, 0)
  insert(
    seeder,
    'Organization',
    {
      Id: store.orgId,
      Name: 'Entreprise Exemple',
      OrganizationType: 'Enterprise Edition',
      IsSandbox: false,
      InstanceName: 'FRA42',
      Country: 'FR',
      TimeZoneSidKey: 'Europe/Paris',
      LanguageLocaleKey: 'fr',
    },
    at,
  )
  insert(
    seeder,
    'Profile',
    {
      Id: store.profileId,
      Name: 'System Administrator',
      UserType: 'Standard',
      PermissionsModifyAllData: true,
      PermissionsViewAllData: true,
      PermissionsCustomizeApplication: true,
    },
    at,
  )
  insert(
    seeder,
    'User',
    {
      Id: store.userId,
      Name: 'Utilisateur Intégration',
      FirstName: 'Utilisateur',
      LastName: 'Intégration',
      Username: 'integration@entreprise.example.test',
      Email: 'integration@entreprise.example.test',
      IsActive: true,
      ProfileId: store.profileId,
      TimeZoneSidKey: 'Europe/Paris',
      UserType: 'Standard',
    },
    at,
  )
  const profileSet = insert(
    seeder,
    'PermissionSet',
    { Name: 'X00eAdmin', Label: 'System Administrator', IsOwnedByProfile: true, ProfileId: store.profileId },
    at,
  )
  insert(seeder, 'PermissionSetAssignment', { AssigneeId: store.userId, PermissionSetId: profileSet }, at)
}

function accountOf(seeder: Seeder, person: SeedPerson): string {
  const known = seeder.accounts.get(person.company.domain)
  if (known !== undefined) return known
  const id = insert(
    seeder,
    'Account',
    {
      Name: person.company.name,
      Type: 'Prospect',
      Website: `www.${person.company.domain}`,
      BillingCity: seeder.random.pick(cities),
      BillingCountry: 'France',
    },
    seeder.dates.daysAgo(2_150, person.index),
  )
  seeder.accounts.set(person.company.domain, id)
  return id
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
  const nameless = person.role && person.index % 2 === 0
  // Salesforce keeps the case it was given (docs/reference/salesforce.md#one-person-many-rows); the other stand-in
  // lowers it.
  const loud = random.chance(0.08) || twin
  const email = !loud
    ? person.email
    : random.chance(0.5)
      ? person.email.toUpperCase()
      : person.email.replace(/^[^@.]+/, (part) => part.toUpperCase())
  const country = random.pick(person.country.salesforce)
  const optedOut = person.optOut === 'salesforce' || person.optOut === 'both'
  const act = dates.actAt(person)
  const modified = Math.min(
    Math.max(createdAt, act ?? 0) + random.int(0, 9) * dayMs + random.int(0, 999),
    dates.todayMs - 1_000,
  )
  return insert(
    seeder,
    object,
    {
      FirstName: nameless ? null : person.first,
      LastName: nameless ? 'Service' : (person.otherLast ?? person.last),
      Title: nameless ? null : person.title,
      Email: email,
      Phone: nameless ? null : person.phone,
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
        ? {
            AccountId: accountOf(seeder, person),
            MailingCountry: country === '' ? null : country,
            MailingCity: random.pick(cities),
          }
        : {
            Company: person.company.name,
            Country: country === '' ? null : country,
            City: random.pick(cities),
            Status: 'Open - Not Contacted',
          }),
    },
    createdAt,
    modified,
  )
}

/**
 * Where a last act shows: an inbound e-mail, a campaign answer, an invitation answered
 * (docs/reference/salesforce.md#acts).
 */
function seedAct(seeder: Seeder, person: SeedPerson, id: string): void {
  const at = seeder.dates.actAt(person)
  if (at === null || person.life === 'silent-in-salesforce') return
  const r = person.life.startsWith('edge') ? 0 : seeder.random.next()
  if (r < 0.5) inboundEmail(seeder.store, (object, values) => insert(seeder, object, values, at), person.email, id, at)
  else if (r < 0.8) {
    const campaign = seeder.random.pick(seeder.campaigns)
    insert(
      seeder,
      'CampaignMember',
      {
        CampaignId: campaign,
        [id.startsWith('00Q') ? 'LeadId' : 'ContactId']: id,
        Status: 'Responded',
        FirstRespondedDate: new Date(at).toISOString().slice(0, 10),
      },
      at - 5 * dayMs,
      at,
    )
  } else {
    const event = insert(
      seeder,
      'Event',
      {
        Subject: 'Démonstration',
        WhoId: id,
        StartDateTime: new Date(at + 3 * dayMs).toISOString(),
        EndDateTime: new Date(at + 3 * dayMs + 3_600_000).toISOString(),
        ActivityDate: new Date(at + 3 * dayMs).toISOString().slice(0, 10),
      },
      at - dayMs,
    )
    insert(
      seeder,
      'EventRelation',
      {
        EventId: event,
        RelationId: id,
        Status: 'Accepted',
        RespondedDate: new Date(at).toISOString(),
        IsInvitee: true,
      },
      at - dayMs,
      at,
    )
  }
}

export function inboundEmail(
  store: SalesforceStore,
  add: (object: string, values: Readonly<Record<string, SfValue>>) => string,
  from: string,
  personId: string,
  at: number,
): string {
  const message = add('EmailMessage', {
    Subject: 'Re: notre échange',
    TextBody: 'Merci, je reviens vers vous.',
    FromAddress: from,
    ToAddress: 'commercial@entreprise.example.test',
    Incoming: true,
    MessageDate: new Date(at).toISOString(),
    Status: '1',
  })
  add('EmailMessageRelation', {
    EmailMessageId: message,
    RelationId: personId,
    RelationType: 'FromAddress',
    RelationAddress: from,
  })
  add('EmailMessageRelation', {
    EmailMessageId: message,
    RelationId: store.userId,
    RelationType: 'ToAddress',
    RelationAddress: 'commercial@entreprise.example.test',
  })
  return message
}

function seedOpportunity(seeder: Seeder, person: SeedPerson, contactId: string): void {
  const { random, dates } = seeder
  const silent = person.life === 'silent-customer' && (person.where !== 'both' || person.index % 2 === 1)
  if (!silent && !random.chance(0.04)) return
  const open = silent || random.chance(0.5)
  const at = dates.daysAgo(random.int(10, 200), person.index)
  const opportunity = insert(
    seeder,
    'Opportunity',
    {
      Name: `${person.company.name} : affaire ${person.index}`,
      AccountId: accountOf(seeder, person),
      StageName: open ? 'Qualification' : 'Closed Won',
      Amount: random.int(2, 90) * 500,
      CloseDate: new Date(dates.todayMs + (open ? 45 : -20) * dayMs).toISOString().slice(0, 10),
    },
    at,
  )
  insert(
    seeder,
    'OpportunityContactRole',
    { OpportunityId: opportunity, ContactId: contactId, Role: 'Decision Maker', IsPrimary: true },
    at,
  )
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
