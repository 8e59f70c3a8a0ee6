import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { RemoteAct } from '../../../src/connector/records.ts'
import { queryRows } from '../transport/api.ts'
import type { Row } from '../transport/api.ts'
import type { PersonObject } from '../fields/fields.ts'
import { carrierSources } from './carrier-mails.ts'
import { dealFields, dealSource, noDeals, orderSource, withDeal, withOrder, type Deals } from './deals.ts'
import { firstContacts, type FirstContact } from '../encounters/first-contact.ts'
import { consentsOf, noConsents, type Consents } from '../consents/consents.ts'
import type { PersonRow } from '../records/records.ts'
import { lacksOwnField } from '../records/relation-fields.ts'
import { unlessRefused } from '../transport/errors.ts'
import { to18 } from '../transport/ids.ts'
import { instant, text } from '../transport/rows.ts'
import { rowsAmong, subQuery, type Window } from '../records/rows-among.ts'
import type { SentMail, Source } from './signal-source.ts'
import { soqlDateTime } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** What other objects say about persons: their own acts, and their opportunities. */
export interface PersonSignals {
  acts: ReadonlyMap<string, readonly RemoteAct[]>
  deals: ReadonlyMap<string, Deals>
  /** Names of the campaigns the person is a member of; read only where an admin maps them to sources. */
  campaigns: ReadonlyMap<string, readonly string[]>
  /** Mails to the person that carried the notice; read only where an admin named some. */
  mails: ReadonlyMap<string, readonly SentMail[]>
  /** The first message or call of ours that the org shows, and what shows it. */
  contacted: ReadonlyMap<string, FirstContact>
  /** What the Individuals behind the persons agreed to or refused. */
  consents: Consents
  /** Their object has no field of the name that an admin gave (`lacksOwnField`). */
  lacksOwn: boolean
}

/** Stands for the campaigns of a person among the properties that say something of the source. */
export const campaignProperty = 'Campaign'

/**
 * Evidence of the person's own act (docs/reference/salesforce.md#acts). LastActivityDate and opens are never among them
 * (docs/reference/salesforce.md#last-activity).
 */
const sources: readonly Source[] = [
  {
    object: 'EmailMessageRelation',
    needs: ['RelationId', 'RelationType', 'EmailMessageId'],
    person: () => 'RelationId',
    select: ['EmailMessage.MessageDate'],
    where: "RelationType = 'FromAddress' AND EmailMessage.Incoming = true",
    act: (row) => dated('reply', instant(row, 'EmailMessage.MessageDate')),
  },
  {
    object: 'CampaignMember',
    needs: ['HasResponded', 'FirstRespondedDate'],
    person: (object) => (object === 'Contact' ? 'ContactId' : 'LeadId'),
    select: ['FirstRespondedDate'],
    where: 'HasResponded = true',
    act: (row) => dated('response', instant(row, 'FirstRespondedDate')),
  },
  {
    object: 'EventRelation',
    needs: ['RelationId', 'Status', 'RespondedDate'],
    person: () => 'RelationId',
    select: ['RespondedDate'],
    where: "Status IN ('Accepted','Declined')",
    act: (row) => dated('meeting', instant(row, 'RespondedDate')),
  },
]
const campaignMembers: Source = {
  object: 'CampaignMember',
  needs: ['CampaignId'],
  person: (object) => (object === 'Contact' ? 'ContactId' : 'LeadId'),
  select: ['Campaign.Name'],
  where: 'CampaignId != null',
  act: () => null,
}
/**
 * Read on top of `needs` when the org has it: automatic answers are not the person's act (from API 67.0,
 * docs/reference/salesforce.md#acts-auto).
 */
const automatic = 'DeliveryResponse'

function dated(kind: RemoteAct['kind'], at: Date | null): RemoteAct | null {
  return at === null ? null : { kind, at }
}

/** Objects that the self-test names when they are absent. */
export const signalObjects = [...sources, dealSource([])].map((source) => source.object)

/** Whether the org shows what a source needs to our user, and answers its question: asked about nobody. */
export async function sourceWorks(system: SalesforceSystem, object: string): Promise<boolean> {
  const source = [...sources, dealSource([])].find((candidate) => candidate.object === object)
  return source !== undefined && (await sourceRows(system, source, 'Contact', [nobody], null)) !== null
}

/** The id of a contact that no org has. */
const nobody = '003000000000000AAA'

const keyOf = (source: Source): string => source.key ?? source.object

async function works(system: SalesforceSystem, source: Source): Promise<boolean> {
  const fields = await system.fieldsOf(source.object)
  return !system.refusedQueries.has(keyOf(source)) && fields !== null && source.needs.every((name) => fields.has(name))
}

/**
 * Signals for the persons of one page. `window` gives a sub-query that selects a column of exactly them, so the number
 * of calls does not grow with the page; orgs that refuse the sub-query get lists of ids instead.
 */
export async function readSignals(
  system: SalesforceSystem,
  object: PersonObject,
  persons: readonly PersonRow[],
  window: Window | null,
): Promise<PersonSignals> {
  const ids = persons.map(({ id }) => id)
  const among = subQuery(window, 'Id')
  const acts = new Map<string, RemoteAct[]>()
  const deals = new Map<string, Deals>()
  const campaigns = new Map<string, string[]>()
  const mails = new Map<string, SentMail[]>()
  const lacksOwn = await lacksOwnField(system, object)
  if (ids.length === 0) return { acts, deals, campaigns, mails, contacted: new Map(), consents: noConsents, lacksOwn }
  const wanted = new Set(ids)
  const sales = new Map<Source, typeof withDeal>([
    [dealSource(await dealFields(system)), withDeal],
    [orderSource(), withOrder],
  ])
  const mapped = system.access.moreSourceProperties?.includes(campaignProperty) === true
  const asked = [...sources, ...sales.keys(), ...(mapped ? [campaignMembers] : []), ...(await carrierSources(system))]
  // Asked side by side, they share calls.
  const [answers, contacted, consents] = await allEnded([
    allEnded(asked.map((source) => sourceRows(system, source, object, ids, among))),
    firstContacts(system, ids, among),
    consentsOf(system, persons, window),
  ])
  const add = <T>(into: Map<string, T[]>, id: string, one: T | null) => {
    if (one !== null) into.set(id, [...(into.get(id) ?? []), one])
  }
  for (const { source, person, rows } of answers.filter((answer) => answer !== null)) {
    for (const row of rows) {
      const id = to18(text(row, person) ?? '')
      if (!wanted.has(id)) continue
      const withRow = sales.get(source)
      if (withRow !== undefined) deals.set(id, withRow(deals.get(id) ?? noDeals, row, system.access.factNames))
      if (source === campaignMembers) add(campaigns, id, text(row, 'Campaign.Name'))
      add(mails, id, source.mail?.(row) ?? null)
      add(acts, id, source.act(row))
    }
  }
  const now = system.deps.clock.now()
  return {
    acts: new Map([...acts].map(([id, all]) => [id, latestPerKind(all, now)])),
    deals,
    campaigns: new Map([...campaigns].map(([id, all]) => [id, [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1))])),
    mails,
    contacted,
    consents,
    lacksOwn,
  }
}

/** Rows of a source about these persons; null = it has none of this object, or the org does not show it. */
async function sourceRows(
  system: SalesforceSystem,
  source: Source,
  object: PersonObject,
  ids: readonly string[],
  among: string | null,
): Promise<{ source: Source; person: string; rows: readonly Row[] } | null> {
  const person = source.person(object)
  if (person === null || !(await works(system, source))) return null
  const start = `SELECT ${[person, ...source.select].join(', ')} FROM ${source.object} WHERE ${await conditions(system, source)} AND ${person} IN `
  const rows = await rowsAmong(system, { key: keyOf(source), start }, ids, among)
  if (rows === null) system.refusedQueries.add(keyOf(source))
  return rows === null ? null : { source, person, rows }
}

async function conditions(system: SalesforceSystem, source: Source): Promise<string> {
  const fields = await system.fieldsOf(source.object)
  return fields?.has(automatic) === true && source.automatic !== true
    ? `${source.where} AND ${automatic} = null`
    : source.where
}

/** Persons of one object whose acts appeared since: an inbound mail does not move the contact's own stamp. */
export async function personsWithActsSince(
  system: SalesforceSystem,
  object: PersonObject,
  since: Date,
): Promise<string[]> {
  // A campaign joined and a mail that went out do not move the contact's stamp either.
  const asked = [
    ...sources,
    ...(system.access.moreSourceProperties?.includes(campaignProperty) === true ? [campaignMembers] : []),
    ...(await carrierSources(system)),
  ]
  const found = await allEnded(asked.map((source) => personsSince(system, source, object, since)))
  return [...new Set(found.flat())].filter((id) => id.startsWith(object === 'Contact' ? '003' : '00Q'))
}

async function personsSince(
  system: SalesforceSystem,
  source: Source,
  object: PersonObject,
  since: Date,
): Promise<string[]> {
  const person = source.person(object)
  const fields = await system.fieldsOf(source.object)
  if (person === null || fields?.has('SystemModstamp') !== true || !(await works(system, source))) return []
  const soql = `SELECT ${person} FROM ${source.object} WHERE ${await conditions(system, source)} AND SystemModstamp >= ${soqlDateTime(since)}`
  return ((await unlessRefused(queryRows(system, soql))) ?? []).map((row) => to18(text(row, person) ?? ''))
}

/** A date in the future says nothing about the past, so it counts only when the kind has no other. */
function latestPerKind(acts: readonly RemoteAct[], now: Date): RemoteAct[] {
  const best = new Map<RemoteAct['kind'], RemoteAct>()
  for (const act of acts) {
    const known = best.get(act.kind)
    if (known === undefined || rank(act, now) > rank(known, now)) best.set(act.kind, act)
  }
  return [...best.values()]
}

function rank(act: RemoteAct, now: Date): number {
  return act.at <= now ? act.at.getTime() : -act.at.getTime()
}
