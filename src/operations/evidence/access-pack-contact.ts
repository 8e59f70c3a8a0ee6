import type { Pool } from 'pg'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { isDay, judgeFact, personFacts } from '../../domain/decisions/fields/field-facts.ts'
import { explainValues } from '../../domain/connections/relation-values.ts'
import { ownEnd } from '../../domain/removals/own-end.ts'
import type { PlannedKind } from '../../domain/removals/removal-kinds.ts'
import { longestTerm, monthsFor } from '../../domain/removals/retention-rules.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import {
  contactDecision,
  contactRecords,
  contactSources,
  findContact,
  type ContactRecord,
} from '../../store/contacts/contact-view.ts'
import { relationRules } from '../../store/contacts/relation-values.ts'
import { endFactsOf } from '../../store/evidence/access-view.ts'
import { withdrawnSourcesOf } from '../../store/sources/withdrawn-sources.ts'

/**
 * What is held of one contact, record by record, and what was decided of them. What a system deleted is held here until
 * it is erased here, too (docs/reference/promises.md#kept).
 */
export async function oneContact(pool: Pool, id: string, settings: Settings, now: Date) {
  const [contact, records, decision, sources, withdrawn, ends] = await Promise.all([
    findContact(pool, id),
    contactRecords(pool, id),
    contactDecision(pool, id),
    contactSources(pool, id),
    withdrawnSourcesOf(pool, id),
    endFactsOf(pool, id),
  ])
  return {
    id,
    since: contact?.createdAt ?? null,
    removedAt: contact?.purgedAt ?? null,
    records: records
      .filter(({ goneAt, isMerged }) => goneAt === null || (contact?.purgedAt === null && !isMerged))
      .map((record) => recordOf(record, settings)),
    sources: sources.map(({ kind, name, obtainedOn, assumed, label, proof }) => ({
      kind,
      name,
      obtainedOn,
      assumed,
      system: label,
      level: proof === null ? 'declared' : 'proven',
      proof,
    })),
    /** What was said of their origin and taken back: nothing rests on it. */
    withdrawnSources: withdrawn.map(({ kind, name, obtainedOn, reason, why, isCorrected, at }) => ({
      kind,
      name,
      obtainedOn,
      withdrawnAt: at,
      corrected: isCorrected,
      reason,
      why,
    })),
    decision:
      decision === null || ends === null
        ? null
        : {
            ...ownDecision(decision, sources, settings, now),
            ...endOf(decision, ends, { settings, now }),
          },
  }
}

/** What one record shows. */
function recordOf(record: ContactRecord, settings: Settings) {
  return {
    system: record.label,
    object: record.object,
    id: record.remoteId,
    createdAt: record.createdAt,
    /** When it was seen that its system shows it no more; null = it is there. */
    goneAt: record.goneAt,
    firstName: record.firstName,
    lastName: record.lastName,
    emails: record.emails ?? [],
    phone: record.phone,
    mobile: record.mobile,
    linkedin: record.linkedin,
    jobTitle: record.jobTitle,
    company: record.company,
    ofCompany: record.ofCompany,
    country: record.country,
    sourceValue: record.sourceValue,
    relation: record.relation,
    relationRests: restsOn(settings, record),
    told: toldBy(settings, record),
    sales: record.sales ?? [],
    consents: record.consents ?? [],
    firstContactOn: record.firstContactOn,
    acts: record.acts,
    encounters: record.encounters,
    lastActAt: record.lastActAt,
    lastActKind: record.lastActKind,
    lastOpenAt: record.lastOpenAt,
    blocks: record.blocks,
  }
}

/** By which kind of plan they go, and from which day on, as the plans would. */
function endOf(
  { clockState, termOn, relation }: NonNullable<Awaited<ReturnType<typeof contactDecision>>>,
  { isStopped, isCarried, carriedAt, noSourceSince, lastActOn }: NonNullable<Awaited<ReturnType<typeof endFactsOf>>>,
  { settings, now }: { settings: Settings; now: Date },
): { keepUntil: string | null; isBlind: boolean; goesBy: PlannedKind | null } {
  const isBlind = clockState === 'blind'
  if (termOn === null) return { keepUntil: null, isBlind, goesBy: null }
  const end = ownEnd(
    {
      termOn,
      objected: { isStopped, isCarried, carriedAt },
      noSourceSince,
      lastActOn,
      activeSince: addMonths(now, -longestTerm(settings)),
      isCustomer: relation === 'customer',
    },
    dayOf(now),
  )
  return {
    /** Null while no end is known: a system or tool that they may have acted in could not be read. */
    keepUntil: isBlind ? null : end.on,
    isBlind,
    /** The kind of plan that comes first for them; null = no term is known. */
    goesBy: end.by,
  }
}

/** What was decided of the person, and the term that counts for them. */
function ownDecision(
  decision: NonNullable<Awaited<ReturnType<typeof contactDecision>>>,
  sources: Awaited<ReturnType<typeof contactSources>>,
  settings: Settings,
  now: Date,
) {
  const { verdict, basis, rule, rules, channels, assessment, decidedAt, lastActAt } = decision
  return {
    verdict,
    basis,
    rule,
    rules,
    channels,
    assessment,
    decidedAt,
    /** A rule of the settings may be shorter, or longer, than what counts for everybody. */
    inactivityMonths: monthsFor(
      settings,
      {
        countries: decision.countries ?? [],
        sourceKinds: sources.map(({ kind }) => kind),
        formerCustomer: decision.relationEndedOn !== null || decision.isEndUnknown,
      },
      dayOf(now),
    ),
    lastActAt,
  }
}

/** What the fields of a record say of who is a customer, and what that means; not who of the company said it. */
function restsOn(settings: Settings, { connector, relationFields, relationValues }: ContactRecord) {
  return explainValues(relationRules(settings, connector, relationFields), relationValues ?? {}).map(
    ({ fieldLabel, label, means, by }) => ({ field: fieldLabel, value: label, means, proposed: by === null }),
  )
}

/** What fields say that hold further facts, and what that means to the company; not who of it said so. */
function toldBy(settings: Settings, { connector, facts }: ContactRecord) {
  return personFacts.flatMap((fact) =>
    (facts?.[fact] ?? []).map((value) => ({
      fact,
      value,
      means: isDay(fact) ? null : judgeFact(settings.facts[connector], fact, value).means,
    })),
  )
}
