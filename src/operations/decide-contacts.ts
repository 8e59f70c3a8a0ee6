import { countryOf, countryOfPhone } from '../domain/country.ts'
import { decide, type ContactFacts } from '../domain/decision.ts'
import { isPersonName } from '../domain/identity.ts'
import { dayOf, runClock } from '../domain/retention.ts'
import type { Settings } from '../domain/settings.ts'
import { sourceOf } from '../domain/source.ts'
import { insertAudit } from '../store/audit.ts'
import { listConnections, type Connection } from '../store/connections.ts'
import { inTransaction, type Sql } from '../store/database.ts'
import { appendSources, loadFactRecords, loadOwnActs, loadSources, loadSuppressedSince, upsertDecisions, type DecisionToStore, type FactRecord, type FactSource, type OwnAct } from '../store/decisions.ts'
import { activeHolds, endless, type ActiveHold } from '../store/holds.ts'
import type { App } from './app.ts'
import { isBlind } from './blind-clock.ts'

/**
 * Decides the verdict of a page of contacts and stores what changed, in one transaction and a constant number of SQL
 * statements. Gives how many verdicts changed.
 */
export async function decideContacts(app: App, contactIds: readonly string[], settings: Settings): Promise<number> {
  if (contactIds.length === 0) return 0
  return inTransaction(app.pool, (sql) => decideIn(app, sql, contactIds, settings))
}

async function decideIn(app: App, sql: Sql, contactIds: readonly string[], settings: Settings): Promise<number> {
  const now = app.clock.now()
  const connections = await listConnections(sql)
  const records = groupBy(await loadFactRecords(sql, contactIds), (record) => record.contactId)
  await appendSources(sql, [...records.values()].flat().flatMap((record) => sourceRow(record, settings, connections)), now)
  const sources = groupBy(await loadSources(sql, contactIds), (source) => source.contactId)
  const suppressed = await loadSuppressedSince(sql, contactIds, 'email')
  const held = latestEnds(await activeHolds(sql, contactIds))
  const own = new Map((await loadOwnActs(sql, contactIds, now)).map((row) => [row.contactId, row]))
  const blind = await isBlind(app, sql, settings, connections, now)
  const rows = [...records].map(([contactId, theirs]) => decideOne(contactId, theirs, sources.get(contactId) ?? [], suppressed.get(contactId) ?? null, held.get(contactId) ?? null, own.get(contactId) ?? null, settings, blind, now))
  const changed = await upsertDecisions(sql, rows, now)
  const audited = changed.filter((row) => row.verdict === 'BLOCK' || row.previous === 'BLOCK')
  await insertAudit(sql, audited.map((row) => ({
    actId: `decision:${row.contactId}:${now.getTime()}:${row.verdict}`, act: 'decision', actor: 'lawbase', contactId: row.contactId, details: { verdict: row.verdict, previous: row.previous, rule: row.rule },
  })), now)
  return changed.length
}

/** The day on which the last hold of each contact ends. */
function latestEnds(holds: readonly ActiveHold[]): Map<string, string> {
  const ends = new Map<string, string>()
  for (const hold of holds) {
    const until = hold.until ?? endless
    if (until > (ends.get(hold.contactId) ?? '')) ends.set(hold.contactId, until)
  }
  return ends
}

function sourceRow(record: FactRecord, settings: Settings, connections: readonly Connection[]) {
  const connection = connections.find((candidate) => candidate.id === record.connectionId)
  const mapping = sourceOf(record.sourceValue, settings.sources[connection?.connector ?? '']?.values ?? [])
  if (mapping === null) return []
  const broker = mapping.kind === 'C7' ? connections.find((candidate) => candidate.label.toLowerCase() === mapping.name.toLowerCase()) : undefined
  return [{
    contactId: record.contactId, recordId: record.id, connectionId: record.connectionId, kind: mapping.kind, name: mapping.name,
    brokerConnectionId: broker?.id ?? null, obtainedOn: dayOf(record.createdAt), assumed: true,
  }]
}

function decideOne(contactId: string, records: readonly FactRecord[], sources: readonly FactSource[], suppressedSince: Date | null, heldUntil: string | null, ownAct: OwnAct | null, settings: Settings, blind: boolean, now: Date): DecisionToStore {
  const clock = runClock(
    {
      obtainedOn: sources.filter((source) => !source.assumed).map((source) => new Date(`${source.obtainedOn}T00:00:00Z`)),
      createdAt: records.map((record) => record.createdAt),
      acts: [...(ownAct === null ? [] : [ownAct]), ...records.flatMap((record) => [
        ...record.acts.map((act) => ({ kind: act.kind, at: new Date(act.at) })),
        // Our own maximum: a vendor may lose a date when the address changes (hubspot.md 4).
        ...(record.lastActAt === null ? [] : [{ kind: record.lastActKind ?? 'act', at: record.lastActAt }]),
      ])],
    },
    settings.inactivityMonths,
    now,
  )
  const relation = records.some((record) => record.relation === 'open-deal') ? 'open-deal' : records.some((record) => record.relation === 'customer') ? 'customer' : 'none'
  const facts: ContactFacts = {
    email: records.find((record) => record.email !== null)?.email ?? null,
    hasName: records.some((record) => isPersonName(record.firstName, record.lastName)),
    jobTitles: distinct(records.map((record) => record.jobTitle)),
    countries: countriesOf(records),
    sources: sources.map(({ kind, name, obtainedOn }) => ({ kind, name, obtainedOn })),
    suppressedSince,
    heldUntil,
    clock,
    relation,
  }
  const decision = decide(facts, settings, now)
  const clockState = blind ? 'blind' : clock.expired ? 'expired' : clock.assumed ? 'assumed' : 'running'
  return {
    contactId, decision, clockState, startedAt: clock.startedAt, startedAssumed: clock.assumed, lastActAt: clock.lastAct?.at ?? null, lastActKind: clock.lastAct?.kind ?? null, termOn: clock.termOn,
    detail: {
      conditions: decision.conditions, countries: facts.countries, jobTitle: facts.jobTitles[0] ?? null, titleConflict: facts.jobTitles.length > 1, relation, futureActs: clock.futureActs,
      source: describeSource(sources), objectedOn: suppressedSince === null ? null : dayOf(suppressedSince), collectedOn: dayOf(clock.startedAt),
    },
  }
}

/** Explicit field first, else phone prefix; text we cannot read counts as a country of its own, so the strictest rule applies. */
function countriesOf(records: readonly FactRecord[]): string[] {
  const explicit = distinct(records.map((record) => (record.country === null || record.country.trim() === '' ? null : (countryOf(record.country) ?? 'ZZ'))))
  if (explicit.length > 0) return explicit
  return distinct(records.map((record) => countryOfPhone(record.mobile) ?? countryOfPhone(record.phone)))
}

/** Exact names, in the order they became known; empty when nothing is known. */
function describeSource(sources: readonly FactSource[]): string {
  return distinct(sources.map((source) => `${source.kind} ${source.name}`)).join('; ').slice(0, 250)
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value.trim() !== '').map((value) => value as string))]
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
