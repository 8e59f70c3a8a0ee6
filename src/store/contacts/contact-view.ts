import type { ShownCompany } from '../../domain/contacts/companies/company-facts.ts'
import type { JudgedEncounter } from '../../domain/inactivity/encounters.ts'
import type { RelationField, RelationValues } from '../../domain/connections/relation-values.ts'
import type { BlockState, RemoteRecord } from '../../connector/records.ts'
import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import type { Unlock, Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import type { SourceProof } from '../../domain/sources/source.ts'
import { attestedRecord } from '../sql/attested.ts'
import { completeLists } from '../sources/source-dossiers.ts'
import { addedByHand } from '../sources/withdrawn-sources.ts'
import { delivered, sourceProof } from '../sql/source-proof.ts'
import type { Sql } from '../app/database.ts'
import type { StoredConsent } from './record-columns.ts'
import { saidByThem } from './former-identities.ts'

interface ContactHead {
  id: string
  createdAt: Date
  purgedAt: Date | null
  /** Who they are now, however often they were merged; null = they were not. */
  mergedInto: string | null
}

export async function findContact(sql: Sql, id: string): Promise<ContactHead | null> {
  const { rows } = await sql.query<ContactHead>(
    `with recursive up as (select merged_into as id, 1 as step from contacts where id = $1 union all select c.merged_into, up.step + 1 from up join contacts c on c.id = up.id where c.merged_into is not null and up.step < 100)
     select c.id, c.created_at as "createdAt", c.purged_at as "purgedAt", (select up.id from up order by up.step desc limit 1) as "mergedInto" from contacts c where c.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** One copy of the person in one system, leading system first. */
export interface ContactRecord {
  id: number
  connectionId: string
  label: string
  object: string
  remoteId: string
  /** Address of a record's page there (`AccountInfo.recordLink`), as the last self-test found it; null = not known. */
  recordLink: string | null
  linkReason: string | null
  firstName: string | null
  lastName: string | null
  jobTitle: string | null
  company: string | null
  country: string | null
  /** What the system says of the company; null = nothing, or there is none. */
  ofCompany: ShownCompany | null
  /** Fields that hold further facts, deals that were won, and the first message of ours it ever showed. */
  facts: RemoteRecord['facts'] | null
  sales: RemoteRecord['sales'] | null
  /** Consents in objects of the system; null = it shows none. */
  consents: readonly StoredConsent[] | null
  firstContactOn: string | null
  firstContactBy: string | null
  phone: string | null
  mobile: string | null
  linkedin: string | null
  sourceValue: string | null
  blocks: Partial<Record<Channel, BlockState>>
  acts: { kind: string; at: string }[]
  lastActAt: Date | null
  lastActKind: string | null
  encounters: {
    kind: 'call' | 'meeting'
    at: string
    outcome: string
    noted: boolean
    judged: JudgedEncounter
    readAt: string
  }[]
  lastOpenAt: Date | null
  createdAt: Date
  relation: 'none' | 'customer' | 'open-deal'
  connector: string
  /** What the fields say of who is a customer; null = not read, or the system has none. */
  relationValues: RelationValues | null
  relationFields: RelationField[]
  tagVerdict: string | null
  /** When what it shows was last read to differ. */
  changedAt: Date
  goneAt: Date | null
  /** Lives on in another record of its system. */
  isMerged: boolean
  emails: string[] | null
}

/** Calls and meetings beside the record `r`, as they were read last, the newest first. */
const encountersOf = `coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'outcome', e.label, 'noted', e.noted, 'judged', e.judged, 'readAt', e.read_at) order by e.at desc) from encounters e where e.record_id = r.id), '[]')`

export async function contactRecords(sql: Sql, id: string): Promise<ContactRecord[]> {
  const { rows } = await sql.query<ContactRecord>(
    `select r.id, r.connection_id as "connectionId", k.label, r.object, r.remote_id as "remoteId", k.check_report ->> 'recordLink' as "recordLink", r.link_reason as "linkReason", r.first_name as "firstName", r.last_name as "lastName", r.job_title as "jobTitle",
       r.company, r.country, r.extras -> 'ofCompany' as "ofCompany", r.extras -> 'facts' as facts, r.extras -> 'sales' as sales, r.extras -> 'consents' as consents, r.first_contact_on::text as "firstContactOn", r.first_contact_by as "firstContactBy", r.changed_at as "changedAt", r.phone, r.mobile, r.linkedin, r.source_value as "sourceValue", r.blocks, r.acts, ${encountersOf} as encounters, r.last_act_at as "lastActAt", r.last_act_kind as "lastActKind", r.last_open_at as "lastOpenAt",
       r.created_remote_at as "createdAt", r.relation, k.connector, r.relation_values as "relationValues", k.relation_fields as "relationFields", r.tags ->> 'verdict' as "tagVerdict", r.gone_at as "goneAt", r.merged_to is not null as "isMerged",
       (select array_agg(i.value order by ri.position) from record_identities ri join identities i on i.hash = ri.identity_hash where ri.record_id = r.id and i.kind = 'email' and i.value is not null) as emails
     from remote_records r join connections k on k.id = r.connection_id where r.contact_id = $1 order by r.gone_at is not null, k.position, r.id`,
    [id],
  )
  return rows
}

export interface ContactDecision {
  verdict: string
  basis: string | null
  rule: string
  rules: string[]
  conditions: string[] | null
  countries: string[] | null
  clockState: string
  startedAt: Date | null
  startedAssumed: boolean
  lastActAt: Date | null
  lastActKind: string | null
  termOn: string | null
  /** Day on which the relationship of a customer ended; null = none did. */
  relationEndedOn: string | null
  /** A relationship is over, and nobody knows since when. */
  isEndUnknown: boolean
  changesOn: string | null
  decidedAt: Date
  relation: string | null
  unlockedBy: Unlock[] | null
  /** The balance of interests it rests on; null = it rests on something else. */
  assessment: string | null
  /** Verdicts of the other channels; null before the first run of this version. */
  channels: Partial<Record<Channel, ChannelVerdict>> | null
  /** Day of our first message, where they were not informed by then; null = they were, or none was seen. */
  uninformedContactOn: string | null
}

interface ChannelVerdict {
  verdict: Verdict
  rule: string
  conditions: string[]
  unlockedBy: Unlock[]
}

export async function contactDecision(sql: Sql, id: string): Promise<ContactDecision | null> {
  const { rows } = await sql.query<ContactDecision>(
    `select verdict, basis, rule, rules, (select array_agg(x) from jsonb_array_elements_text(detail -> 'conditions') x) as conditions, (select array_agg(x) from jsonb_array_elements_text(detail -> 'countries') x) as countries,
       clock_state as "clockState", started_at as "startedAt", started_assumed as "startedAssumed", last_act_at as "lastActAt", last_act_kind as "lastActKind", term_on as "termOn", changes_on as "changesOn",
       decided_at as "decidedAt", detail ->> 'relation' as relation, detail ->> 'relationEndedOn' as "relationEndedOn", detail ? 'endUnknown' as "isEndUnknown", detail -> 'unlockedBy' as "unlockedBy", detail ->> 'assessment' as assessment, detail -> 'channels' as channels, detail ->> 'uninformedContactOn' as "uninformedContactOn" from decisions where contact_id = $1`,
    [id],
  )
  return rows[0] ?? null
}

interface ContactSource {
  kind: SourceKind
  name: string
  obtainedOn: string | null
  assumed: boolean
  label: string | null
  /** What proves it; null = it is only declared. */
  proof: SourceProof | null
  /** Who attested it; null = a value that somebody mapped says so, or the person's own answer. */
  by: string | null
  /** What was written with an attestation for this one person. */
  note: string | null
  /** Whether the person was informed at that moment, as whoever added it says; null = nobody said. */
  noticeShown: boolean | null
  /** The file that was kept with it. */
  fileId: string | null
  /** Its number where one of us added it, who may take it back; null = a record, an answer or a declaration says it. */
  addedId: number | null
}

/** What is known of a contact's origin; where no system and no person says anything, what a DPO declared of many. */
export async function contactSources(sql: Sql, id: string): Promise<ContactSource[]> {
  const { rows } = await sql.query<ContactSource>(
    `with ${delivered('r.contact_id = $1')}
     select s.kind, s.name, s.obtained_on::text as "obtainedOn", s.assumed, k.label, ${sourceProof('$2', '$3')} as proof, s.proof_by as by, s.proof_note as note, s.notice_shown as "noticeShown", (select f.id from evidence_files f where f.source_id = s.id order by f.created_at limit 1) as "fileId", case when ${addedByHand} then s.id end as "addedId"
       from sources s left join connections k on k.id = s.connection_id where s.contact_id = $1
     union all select a.kind, a.name, min(r.created_remote_at)::date::text, true, null, null, a.author, null, null, null, null from remote_records r join attestations a on a.withdrawn_at is null and ${attestedRecord}
       where r.contact_id = $1 and r.gone_at is null and not exists (select 1 from sources s where s.contact_id = $1) group by a.id order by "obtainedOn", name`,
    [id, ...(await completeLists(sql))],
  )
  return rows
}

/**
 * What stands for a person, by the rule the verdict uses: own addresses and former ones, or a record's own shared one;
 * and the numbers of its records.
 */
const stands = `with stands as (
  select s.channel, s.kind, s.since from remote_records r join known_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
  join suppressions s on s.identity_hash = ri.identity_hash where r.contact_id = $1 and (not i.role or ri.position = 0) and ${saidByThem('s', 'ri')}
  union all select s.channel, s.kind, s.since from remote_records r join record_numbers n on n.record_id = r.id join suppressions s on s.identity_hash = n.number_hash
  where r.contact_id = $1 and s.channel = any($2))`

/** Since when each channel is stopped for the person. */
export async function stoppedChannels(sql: Sql, id: string): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ channel: string; since: Date }>(
    `${stands} select channel, min(since) as since from stands where kind = '' group by channel`,
    [id, numberChannels],
  )
  return new Map(rows.map((row) => [row.channel, row.since]))
}

/** Kinds of message that are stopped for the person while their channel is not: `email:newsletter` → since. */
export async function stoppedKinds(sql: Sql, id: string): Promise<{ channel: Channel; kind: string; since: Date }[]> {
  const { rows } = await sql.query<{ channel: Channel; kind: string; since: Date }>(
    `${stands} select channel, kind, min(since) as since from stands where kind <> '' group by channel, kind order by kind, channel`,
    [id, numberChannels],
  )
  return rows
}

export async function verdictJournal(
  sql: Sql,
  id: string,
): Promise<{ verdict: string; previous: string | null; rule: string; at: Date }[]> {
  const { rows } = await sql.query<{ verdict: string; previous: string | null; rule: string; at: Date }>(
    'select verdict, previous, rule, at from decision_journal where contact_id = $1 and asked_by is null order by id desc limit 50',
    [id],
  )
  return rows
}
