import type { DependencyKind } from '../../../src/domain/removals/dependencies.ts'
import { encounterFields } from '../encounters/encounters.ts'
import { text } from '../transport/rows.ts'
import type { Row } from '../transport/api.ts'

/** How a thing names the people it is about: in a field of its own, or by rows between them. */
export type Way = { field: string } | { role: string; thing: string; person: string }

/** One object that holds a kind of dependency (docs/reference/salesforce.md#dependencies). */
export interface Thing {
  kind: DependencyKind
  object: string
  /** Fields that say whether it still counts. */
  fields: readonly string[]
  /** The same as a condition of a query. */
  where: (today: string) => string
  /** What the query cannot ask: whether it is not over with the relationship of the person. */
  counts?: (row: Row, relationEndedOn: string | null) => boolean
  contact: readonly Way[]
  /** Ways that are walked where describe shows the field. */
  more?: readonly { field: string }[]
  /** A Lead can have one; a thing without it is a contact's alone. */
  lead?: readonly Way[]
  /** Field that names the company, where it counts for everybody there. */
  company?: string
  /** Field that names the account: that of a person account is the person. */
  account?: string
  /** Sharing may hide some from our user; false = nobody can be given the right to see them all. */
  shared: boolean
}

const notOver = (field: string, today: string) => `(${field} = null OR ${field} >= ${today})`

export const things: readonly Thing[] = [
  {
    kind: 'open-deal',
    object: 'Opportunity',
    fields: ['IsClosed'],
    where: () => 'IsClosed = false',
    contact: [{ role: 'OpportunityContactRole', thing: 'OpportunityId', person: 'ContactId' }],
    more: [{ field: 'ContactId' }],
    company: 'AccountId',
    account: 'AccountId',
    shared: true,
  },
  {
    kind: 'won-deal',
    object: 'Opportunity',
    fields: ['IsWon', 'CloseDate'],
    where: () => 'IsWon = true',
    // One that shows no date may have been won after the end.
    counts: (row, endedOn) => endedOn === null || (text(row, 'CloseDate')?.slice(0, 10) ?? '9999') > endedOn,
    contact: [{ role: 'OpportunityContactRole', thing: 'OpportunityId', person: 'ContactId' }],
    more: [{ field: 'ContactId' }],
    account: 'AccountId',
    shared: true,
  },
  {
    kind: 'contract',
    object: 'Contract',
    fields: ['StatusCode', 'EndDate'],
    // An ended contract may stay Activated: its end counts.
    where: (today) => `StatusCode IN ('Draft','InApproval','Activated') AND ${notOver('EndDate', today)}`,
    contact: [{ field: 'CustomerSignedId' }, { role: 'ContractContactRole', thing: 'ContractId', person: 'ContactId' }],
    company: 'AccountId',
    account: 'AccountId',
    shared: true,
  },
  {
    kind: 'asset',
    object: 'Asset',
    fields: ['UsageEndDate', 'IsCompetitorProduct'],
    // Its status is the org's own word; what a competitor sold makes nobody our customer.
    where: (today) => `IsCompetitorProduct = false AND ${notOver('UsageEndDate', today)}`,
    contact: [{ field: 'ContactId' }],
    company: 'AccountId',
    account: 'AccountId',
    shared: true,
  },
  {
    kind: 'open-case',
    object: 'Case',
    fields: ['IsClosed'],
    where: () => 'IsClosed = false',
    contact: [{ field: 'ContactId' }, { role: 'CaseContactRole', thing: 'CasesId', person: 'ContactId' }],
    account: 'AccountId',
    shared: true,
  },
  {
    kind: 'campaign',
    object: 'Campaign',
    fields: ['IsActive', 'EndDate'],
    where: (today) => `IsActive = true AND ${notOver('EndDate', today)}`,
    contact: [{ role: 'CampaignMember', thing: 'CampaignId', person: 'ContactId' }],
    lead: [{ role: 'CampaignMember', thing: 'CampaignId', person: 'LeadId' }],
    shared: true,
  },
  {
    kind: 'approval',
    object: 'ProcessInstance',
    fields: ['Status'],
    where: () => "Status IN ('Pending','Started')",
    contact: [{ field: 'TargetObjectId' }],
    lead: [{ field: 'TargetObjectId' }],
    shared: false,
  },
]

/** Objects of calls and meetings, for what our user may see of them. */
export const encounterThings: readonly Thing[] = (['Task', 'Event'] as const).map((object) => ({
  kind: 'encounter',
  object,
  fields: encounterFields[object],
  where: () => '',
  contact: [{ field: 'WhoId' }],
  shared: true,
}))

/** Every object and field that a kind is read from, by object: without one of them nothing is known of the kind. */
export function needsOf(thing: Thing, company: boolean): Map<string, string[]> {
  const needs = new Map([
    [thing.object, [...thing.fields, ...(company && thing.company !== undefined ? [thing.company] : [])]],
  ])
  for (const way of [...thing.contact, ...(thing.lead ?? [])]) {
    if ('field' in way) needs.get(thing.object)?.push(way.field)
    else needs.set(way.role, [...(needs.get(way.role) ?? []), way.thing, way.person])
  }
  if (company && thing.company !== undefined) needs.set('Contact', ['AccountId'])
  return needs
}
