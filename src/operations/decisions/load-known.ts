import type { Attestation } from '../../domain/sources/attestation.ts'
import type { NoticeFact } from '../../domain/decisions/facts.ts'
import { countedNotices } from '../../domain/notices/notice-carrier.ts'
import { consentFaults, type FormDispute } from '../../domain/forms/form-dispute.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { listedIn, standingAttestations } from '../../store/sources/attestations.ts'
import { normalPhone } from '../../domain/contacts/identity.ts'
import { countryOf } from '../../domain/contacts/country.ts'
import { deliveriesOfContacts } from '../../store/brokers/broker-deliveries.ts'
import { consentChangesOf } from '../../store/consents/consent-changes.ts'
import { consentsOfContacts, type ConsentRow } from '../../store/consents/standing-consents.ts'
import { doEach, type Sql } from '../../store/app/database.ts'
import {
  loadFactRecords,
  loadOwnActs,
  loadSources,
  loadStandingObjections,
  type FactRecord,
  type FactSource,
} from '../../store/decisions/facts.ts'
import { standingOrders, type DomainOrder } from '../../store/objections/domain-orders.ts'
import { activeHolds } from '../../store/objections/holds.ts'
import { completeDossiers } from '../../store/sources/source-dossiers.ts'
import { formDisputes } from '../../store/forms/form-disputes.ts'
import { loadNotices } from '../../store/notices/notices.ts'
import { askedOn } from '../../store/removals/repermission.ts'
import type { KeyRing } from '../../store/app/key-ring.ts'
import { actsOf } from './contact-clock.ts'
import { type KnownConsent, type KnownOfContact, type KnownSource } from './contact-facts.ts'
import { firstBounces, latestEnds } from './held/held-contacts.ts'
import { loadBrokerChecks } from './facts/broker-checks.ts'
import { dossierKey, knownSources } from './record-sources.ts'
import { pendingOf } from '../../store/decisions/pending.ts'
import { removalsBefore } from '../../store/removals/removal-memory.ts'
import { whoHas, type RareFact } from '../../store/decisions/rare-facts.ts'
import { dayOf } from '../../domain/app/day.ts'

/** Live records by contact, the leading Connection's first. */
export async function loadRecords(sql: Sql, contactIds: readonly string[]): Promise<Map<string, FactRecord[]>> {
  return groupBy(await loadFactRecords(sql, contactIds), (record) => record.contactId)
}

/** What knows a number again by its keyed hash. */
type Keys = Pick<KeyRing, 'hashPhone'>

/** What verdicts depend on and what is about nobody in particular. */
export interface CommonFacts {
  attestations: readonly Attestation[]
  checks: Awaited<ReturnType<typeof loadBrokerChecks>>
  disputes: readonly FormDispute[]
  /** Standing orders of employers for everybody there. */
  orders: readonly DomainOrder[]
  /** Sources whose dossier lacks nothing. */
  dossiers: ReadonlySet<string>
}

export async function loadCommon(sql: Sql, now: Date): Promise<CommonFacts> {
  const [attestations, checks, disputes, orders, dossiers] = await doEach(sql, [
    (on) => standingAttestations(on),
    (on) => loadBrokerChecks(on, now),
    (on) => formDisputes(on),
    (on) => standingOrders(on),
    (on) => completeDossiers(on),
  ])
  return { attestations, checks, disputes, orders, dossiers: new Set(dossiers.map(dossierKey)) }
}

/** By what rules and at what moment contacts are judged. */
interface Judging {
  keys: Keys
  settings: Settings
  now: Date
}

/** What is loaded already. */
interface Given {
  records?: ReadonlyMap<string, FactRecord[]>
  sources?: readonly FactSource[]
  common?: CommonFacts
  has?: ReadonlyMap<RareFact, readonly string[]>
}

/** Everything a decision needs of contacts that have a live record, in a constant number of statements. */
export async function loadKnown(
  sql: Sql,
  contactIds: readonly string[],
  judging: Judging,
  given: Given = {},
): Promise<Map<string, KnownOfContact>> {
  if (contactIds.length === 0) return new Map()
  const common = given.common ?? (await loadCommon(sql, judging.now))
  const rows = await loadRows(sql, contactIds, judging.now, { ...given, common })
  return new Map(
    [...rows.records].map(([contactId, records]) => [contactId, knownOf(contactId, records, rows, common, judging)]),
  )
}

/** Rows of all contacts, found again by contact. */
async function loadRows(sql: Sql, contactIds: readonly string[], now: Date, given: Given & { common: CommonFacts }) {
  const onLists = given.common.attestations.some(({ list }) => list !== null)
  const [records, sources, lists, has] = await doEach(sql, [
    (on) => (given.records === undefined ? loadRecords(on, contactIds) : Promise.resolve(given.records)),
    (on) => (given.sources === undefined ? loadSources(on, contactIds) : Promise.resolve(given.sources)),
    (on) => (onLists ? listedIn(on, contactIds) : Promise.resolve(new Map<string, Set<string>>())),
    (on) => (given.has === undefined ? whoHas(on, contactIds) : Promise.resolve(given.has)),
  ])
  const having =
    <T>(fact: RareFact, load: (on: Sql, ids: readonly string[]) => Promise<T>, nobody: T) =>
    (on: Sql) => {
      const ids = has.get(fact)
      return ids === undefined ? Promise.resolve(nobody) : load(on, ids)
    }
  const [deliveries, objectionsOf, notices, holds, ownActs, consents, consentChanges, asked, removed, pending] =
    await doEach(sql, [
      having('delivery', deliveriesOfContacts, new Map<string, never>()),
      having('no', loadStandingObjections, []),
      having('notice', loadNotices, []),
      having('hold', activeHolds, []),
      having('act', (on, ids) => loadOwnActs(on, ids, now), []),
      having('consent', consentsOfContacts, []),
      having('change', consentChangesOf, []),
      having('ask', askedOn, new Map<string, never>()),
      having('removal', removalsBefore, new Map<string, never>()),
      having('pending', pendingOf, new Map<string, never>()),
    ])
  return {
    records,
    sources: groupBy(sources, (row) => row.contactId),
    lists,
    deliveries,
    objectionsOf: groupBy(objectionsOf, (row) => row.contactId),
    notices: groupBy(notices, (row) => row.contactId),
    heldUntil: latestEnds(holds),
    mailHolds: firstBounces(holds),
    ownActs: new Map(ownActs.map((row) => [row.contactId, row])),
    consents: groupBy(consents, (row) => row.contactId),
    consentChanges: groupBy(consentChanges, (row) => row.contactId),
    asked,
    removed,
    pending,
  }
}

function knownOf(
  contactId: string,
  records: FactRecord[],
  rows: Awaited<ReturnType<typeof loadRows>>,
  { attestations, checks, disputes, dossiers }: CommonFacts,
  { keys, settings, now }: Judging,
): KnownOfContact {
  const listed = <T>(byContact: ReadonlyMap<string, readonly T[]>) => byContact.get(contactId) ?? []
  const sources = knownSources(
    {
      stored: listed(rows.sources),
      records,
      attestations: attestations.filter(({ id, list }) => list === null || rows.lists.get(contactId)?.has(id) === true),
      deliveries: listed(rows.deliveries),
    },
    settings,
    { checks, disputes, dossiers },
  )
  const notices = listed(rows.notices).map(({ contactId: _contactId, ...notice }) => notice)
  const removedAt = rows.removed.get(contactId)?.at ?? null
  const ownAct = rows.ownActs.get(contactId) ?? null
  const consents = listed(rows.consents)
  const cameBack =
    removedAt !== null &&
    [...actsOf(records, ownAct).map((act) => act.at), ...consents.map((consent) => consent.givenAt)].some(
      (at) => at > removedAt && at <= now,
    )
  return {
    records,
    sources: removedAt === null ? sources : newSources(removedAt, sources, cameBack),
    objections: listed(rows.objectionsOf).map(({ receivedAt, channels, kinds }) => ({
      receivedAt,
      channels,
      kinds,
    })),
    notices: knownNotices(countedNotices(notices, settings.noticeCarriers), records, settings),
    heldUntil: rows.heldUntil.get(contactId) ?? null,
    mailHold: rows.mailHolds.get(contactId) ?? null,
    ownAct,
    consents: consents.map((row) => knownConsent(row, numbersOf(keys, records, row), disputes)),
    consentChanges: listed(rows.consentChanges),
    askedAt: rows.asked.get(contactId) ?? null,
    pending: rows.pending.get(contactId) ?? null,
  }
}

/**
 * Sources of somebody who comes back after a removal, while the memory of it lasts (docs/reference/promises.md#kept):
 * what is newer than the removal and proven of this very person, by their answer on one of our forms or by what a DPO
 * attested with a file. That a record was made again proves nothing, whatever source value it carries, until the person
 * did something themselves since (`cameBack`): a form, a consent, an act (docs/reference/law.md#g6: an update from
 * others starts nothing anew).
 */
function newSources(removedAt: Date, sources: readonly KnownSource[], cameBack: boolean): readonly KnownSource[] {
  return sources.filter(
    ({ obtainedOn, proof, attested }) =>
      obtainedOn > dayOf(removedAt) && (cameBack ? !attested : proof === 'answer' || proof === 'attestation'),
  )
}

/**
 * What was reported of notices, and what the systems show: the day of one in the field named for it, and that mail to
 * the leading address comes back, after which no notice sent by mail counts (docs/reference/law.md#d-states).
 */
export function knownNotices(
  reported: readonly NoticeFact[],
  records: readonly FactRecord[],
  settings: Settings,
): NoticeFact[] {
  const shown = records.flatMap(({ connector, extras }): NoticeFact[] => {
    const language = settings.noticeFields[connector]?.language
    return extras.noticedOn === undefined || language === undefined
      ? []
      : [{ event: 'sent', on: extras.noticedOn, channel: 'email', language, reviewOn: null }]
  })
  const all = [...reported, ...shown].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const mailed = all.findLast((notice) => notice.event === 'sent' && notice.channel === 'email')
  const comesBack = records.find((record) => record.email !== null)?.extras.undeliverable === true
  return !comesBack
    ? all
    : all.flatMap((notice): NoticeFact[] =>
        notice === mailed
          ? [notice, { event: 'bounced', on: notice.on, channel: 'email', language: null, reviewOn: null }]
          : [notice],
      )
}

/**
 * A row as it is judged, with the number it is for where that is known in clear: hashed numbers are found again among
 * `numbers`.
 */
export function knownConsent(
  row: ConsentRow,
  numbers: ReadonlyMap<string, string>,
  disputes: readonly FormDispute[],
): KnownConsent {
  const { channels, purposes, controller, textVersion, act, country } = row
  return {
    email: row.email,
    forNumber: row.number !== null,
    phone: row.number === null ? null : (numbers.get(row.number) ?? null),
    country,
    controller,
    channels,
    purposes,
    textVersion,
    act,
    givenAt: row.givenAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    ...(row.endedInField ? { endedInField: true as const } : {}),
    ownForm: row.recordedBy === null,
    faults: consentFaults(disputes, row.questionnaireId, row.givenAt.toISOString()),
  }
}

/**
 * Numbers of the records by their hash; nothing is hashed for a consent that names none. A record without a country has
 * that of the person's other records, as where the consent was recorded and where the number is called.
 */
function numbersOf(keys: Keys, records: readonly FactRecord[], row: ConsentRow): ReadonlyMap<string, string> {
  if (row.number === null) return new Map()
  const [theirs = null] = records.flatMap(({ country }) => countryOf(country) ?? [])
  return new Map(
    records.flatMap(({ phone, mobile, country }) =>
      [phone, mobile].flatMap((raw) => {
        const number =
          raw === null ? null : normalPhone(raw, (country ?? '').trim() === '' ? theirs : countryOf(country))
        return number === null ? [] : [[keys.hashPhone(number).toString('hex'), number] as const]
      }),
    ),
  )
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}

/** The day of the last removal of somebody with one of these identities; null = none is remembered. */
export function lastRemoval(removals: ReadonlyMap<string, Date>, keys: readonly string[]): string | null {
  return (
    keys
      .flatMap((key) => {
        const at = removals.get(key)
        return at === undefined ? [] : [dayOf(at)]
      })
      .toSorted()
      .at(-1) ?? null
  )
}
