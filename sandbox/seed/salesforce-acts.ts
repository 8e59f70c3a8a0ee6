import { dayMs } from '../core/clock.ts'
import type { SalesforceStore, SfValue } from '../salesforce/account/store.ts'
import type { SeedPerson } from './people.ts'
import type { Seeder } from './salesforce-rows.ts'
import { insert, accountOf } from './salesforce-rows.ts'

/**
 * Where a last act shows: an inbound e-mail, a campaign answer, an invitation answered
 * (docs/reference/salesforce.md#acts).
 */
export function seedAct(seeder: Seeder, person: SeedPerson, id: string): void {
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

export function seedOpportunity(seeder: Seeder, person: SeedPerson, contactId: string): void {
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
