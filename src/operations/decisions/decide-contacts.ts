import { channels } from '../../domain/app/channel.ts'
import { decide } from '../../domain/decisions/decide.ts'
import { noticeDueOn, uninformedContactOn } from '../../domain/decisions/notice-state.ts'
import type { Decision } from '../../domain/decisions/decision.ts'
import type { ContactFacts } from '../../domain/decisions/facts.ts'
import { isEndUnknown, relationEndOf } from '../../domain/connections/former-customer.ts'
import { leadingOffer, type Offer } from '../../domain/decisions/offer.ts'
import { type ClockResult } from '../../domain/inactivity/clock.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { decisionVersions, upsertDecisions, type DecisionToStore } from '../../store/decisions/decisions.ts'
import { appendSources, loadSources } from '../../store/decisions/facts.ts'
import { appendAnswerSources } from '../../store/consents/questionnaires.ts'
import { whoHas } from '../../store/decisions/rare-facts.ts'
import type { App } from '../app/app.ts'
import { isBlind } from './blind-clock.ts'
import { contactClock } from './contact-clock.ts'
import { type KnownOfContact, type KnownSource, contactFacts, distinct } from './contact-facts.ts'
import { loadKnown, loadRecords } from './load-known.ts'
import { planStanding } from '../propagation/plan-standing.ts'
import { mappedSource } from './record-sources.ts'

/** E-mail first: its verdict stands for the contact in lists and plans. */
const judgedChannels = channels

/** People of one transaction, however many are asked for: what is known of them is in memory at once. */
const maxBatchSize = 2_000

/**
 * Decides the verdicts of contacts and stores what changed, page by page, each in one transaction and a constant number
 * of SQL statements. Gives how many verdicts changed. Whom another decided meanwhile is decided again: one of the two
 * read the facts later. `touch` false is for walks over the base, which write nothing of whom they find as they are.
 */
export async function decideContacts(
  app: App,
  contactIds: readonly string[],
  settings: Settings,
  { touch }: { touch: boolean } = { touch: true },
): Promise<number> {
  let changed = 0
  for (let start = 0; start < contactIds.length; start += maxBatchSize)
    for (let page = contactIds.slice(start, start + maxBatchSize); page.length > 0; ) {
      const ids = page
      const done = await inTransaction(app.pool, (sql) => decideIn(app, sql, ids, settings, touch))
      changed += done.changed
      page = done.overtaken
    }
  return changed
}

async function decideIn(
  app: App,
  sql: Sql,
  contactIds: readonly string[],
  settings: Settings,
  touch: boolean,
): Promise<{ changed: number; overtaken: string[] }> {
  const now = app.clock.now()
  // Before anything that it is decided from.
  const versions = await decisionVersions(sql, contactIds)
  const connections = await listConnections(sql)
  const records = await loadRecords(sql, contactIds)
  const keptByVendor = (connector: string) => app.connectors.get(connector)?.sourcesKeptByVendor ?? []
  const stored = await loadSources(sql, contactIds)
  const appended = await appendSources(
    sql,
    [...records.values()].flat().flatMap((record) => mappedSource(record, settings, connections, keptByVendor)),
    stored,
    now,
  )
  const has = await whoHas(sql, contactIds)
  // A source that names a broker only now, and a person who came into the base after the objection: what stands
  // follows.
  await planStanding(app, sql, has.get('no') ?? [], now)
  const answered = has.get('answer')
  if (answered !== undefined) await appendAnswerSources(sql, answered, now)
  const sources = appended === 0 && answered === undefined ? stored : await loadSources(sql, contactIds)
  const known = await loadKnown(sql, contactIds, { keys: app.keys, settings, now }, { records, sources, has })
  const blind = await isBlind(app, sql, settings, connections, now)
  const rows = [...known].map(([contactId, one]) => decideOne(contactId, one, settings, blind, now))
  const { changed, overtaken } = await upsertDecisions(sql, rows, { versions, touch }, now)
  const audited = changed.filter((row) => row.verdict === 'BLOCK' || row.previous === 'BLOCK')
  await insertAudit(
    sql,
    audited.map((row) => ({
      actId: `decision:${row.contactId}:${now.getTime()}:${row.verdict}`,
      act: 'decision',
      actor: 'lawbase',
      contactId: row.contactId,
      details: { verdict: row.verdict, previous: row.previous, rule: row.rule },
    })),
    now,
  )
  return { changed: changed.length, overtaken }
}

/** Prospecting for an offer, one decision per channel in the order of `channels`. */
export function verdictsFor(
  facts: ContactFacts,
  offer: Offer | null,
  settings: Pick<Settings, 'strictSoleTraders'>,
  now: Date,
): Decision[] {
  const policy = { strictSoleTraders: settings.strictSoleTraders }
  return judgedChannels.map((channel) =>
    decide(facts, { purpose: 'prospecting', channel, offer, kind: null, related: null, pixel: false }, now, policy),
  )
}

function decideOne(
  contactId: string,
  known: KnownOfContact,
  settings: Settings,
  blind: boolean,
  now: Date,
): DecisionToStore {
  const clock = contactClock(known, settings, now)
  const facts = contactFacts(known, clock, settings)
  const [decision, ...others] = verdictsFor(facts, leadingOffer(settings.offers), settings, now) as [
    Decision,
    ...Decision[],
  ]
  return {
    contactId,
    decision: {
      ...decision,
      changesOn:
        [decision, ...others]
          .map((one) => one.changesOn)
          .filter((day) => day !== null)
          .toSorted()[0] ?? null,
    },
    clockState: blind ? 'blind' : clock.expired ? 'expired' : clock.assumed ? 'assumed' : 'running',
    startedAt: clock.startedAt,
    startedAssumed: clock.assumed,
    lastActAt: clock.lastAct?.at ?? null,
    lastActKind: clock.lastAct?.kind ?? null,
    termOn: clock.termOn,
    detail: detailOf(known, { facts, clock, decision, others }, settings, now),
  }
}

/** What was found and judged of one contact. */
interface Judged {
  facts: ContactFacts
  clock: ClockResult
  /** For e-mail, then for the other channels in their order. */
  decision: Decision
  others: readonly Decision[]
}

/** What pages and lists show beside the verdict. */
function detailOf(
  known: KnownOfContact,
  { facts, clock, decision, others }: Judged,
  settings: Settings,
  now: Date,
): DecisionToStore['detail'] {
  const objectedAt = known.objections
    .filter((objection) => objection.kinds.length === 0 && objection.channels.includes('email'))
    .map((objection) => objection.receivedAt)
  return {
    conditions: decision.conditions,
    unlockedBy: decision.unlockedBy,
    noticeState: decision.noticeState,
    noticeDueOn: decision.noticeState === 'NOT_REQUIRED' ? null : noticeDueOn(facts, dayOf(now)),
    uninformedContactOn: uninformedContactOn(facts, decision.noticeState !== 'NOT_REQUIRED', dayOf(now)),
    countries: facts.countries,
    language: facts.language,
    jobTitle: distinct(known.records.map((record) => record.jobTitle))[0] ?? null,
    functions: facts.functions.find((list) => list.length > 0) ?? [],
    titleConflict: facts.functions.length > 1,
    relation: facts.relation,
    relationEndedOn: relationEndOf(known.records),
    ...(isEndUnknown(known.records) ? { endUnknown: true } : {}),
    futureActs: clock.futureActs,
    source: describeSource(known.sources),
    objectedOn: objectedAt[0]?.slice(0, 10) ?? null,
    collectedOn: dayOf(clock.startedAt),
    assessment: [decision, ...others].some((one) => one.basis === 'legitimate_interest')
      ? (leadingOffer(settings.offers)?.assessment?.id ?? null)
      : null,
    channels: Object.fromEntries(
      others.map((one, place) => [
        judgedChannels[place + 1],
        { verdict: one.verdict, rule: one.rule, conditions: one.conditions, unlockedBy: one.unlockedBy },
      ]),
    ),
  }
}

/** Signs that a field of a CRM takes in any case. */
const maxSourceText = 250

/** Names in the order they became known; empty when nothing is known. */
function describeSource(sources: readonly KnownSource[]): string {
  const all = distinct(sources.map(nameSource))
  const shown = all.filter((_source, place) => all.slice(0, place + 1).join('; ').length <= maxSourceText)
  // Of many the last ones are left out, never half of one.
  return shown.join('; ')
}

/**
 * `C7 Prospecta (declared)`: what follows the name says that nothing proves it, so a name that is too long is cut
 * before it; and a name is never read as two.
 */
function nameSource({ kind, name, proof }: KnownSource): string {
  const end = proof === null ? ' (declared)' : ''
  return `${`${kind} ${name.replaceAll(/;(?=\s)/gu, ',')}`.slice(0, maxSourceText - end.length)}${end}`
}
