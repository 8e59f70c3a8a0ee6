import { isEndUnknown, relationEndOf } from '../../domain/connections/former-customer.ts'
import { isEmptyDate, runClock, type ClockResult } from '../../domain/inactivity/clock.ts'
import { reportedActs } from '../../domain/inactivity/reported-acts.ts'
import { dayOf } from '../../domain/app/day.ts'
import { monthsFor } from '../../domain/removals/retention-rules.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { FactRecord, OwnAct } from '../../store/decisions/facts.ts'
import { countriesOfRecords, type KnownOfContact, type KnownSource } from './contact-facts.ts'

/**
 * One clock over all systems and our own pages, with the term that is about this contact
 * (docs/reference/promises.md#i5).
 */
export function contactClock(
  { records, sources, ownAct }: KnownOfContact,
  settings: Pick<Settings, 'inactivityMonths' | 'retentionRules'>,
  now: Date,
): ClockResult {
  const countries = countriesOfRecords(records)
  const relationEndedOn = relationEndOf(records)
  const endUnknown = isEndUnknown(records)
  const months = monthsFor(
    settings,
    {
      countries,
      sourceKinds: sources.map((source) => source.kind),
      formerCustomer: relationEndedOn !== null || endUnknown,
    },
    dayOf(now),
  )
  const acts = actsOf(records, ownAct)
  const obtainedOn = sources
    .filter((source) => !source.assumed)
    .map((source) => new Date(`${source.obtainedOn}T00:00:00Z`))
  const seenAt = [
    ...records.flatMap((record) => [record.createdAt, record.firstSeenAt]),
    // A message to the person proves that their data were there.
    ...records.flatMap(({ firstContactOn: on }) => (on === null ? [] : [new Date(`${on}T00:00:00Z`)])),
    ...acts.map((act) => act.at),
  ].filter((at) => !isEmptyDate(at))
  const firstDay = [...obtainedOn, ...seenAt].map(dayOf).toSorted()[0] ?? null
  return runClock(
    {
      obtainedOn,
      seenAt,
      acts: [
        ...acts,
        ...reportedActs({ sources: sources.filter((one) => !isShownAgain(one, sources)) }, firstDay, dayOf(now)),
      ],
      relationEndedOn,
      isEndUnknown: endUnknown,
    },
    months,
    now,
  )
}

/**
 * Whether a later record of the same system shows a source that an earlier one showed already: a Lead that was
 * converted, or a record made again, is no new form of the person.
 */
function isShownAgain(source: KnownSource, all: readonly KnownSource[]): boolean {
  return all.some(
    (other) =>
      other.connectionId === source.connectionId &&
      other.kind === source.kind &&
      other.name === source.name &&
      other.obtainedOn < source.obtainedOn,
  )
}

/** What the person did, as the systems and our own pages show it. */
export function actsOf(records: readonly FactRecord[], ownAct: OwnAct | null): { kind: string; at: Date }[] {
  return [
    ...(ownAct === null ? [] : [ownAct]),
    ...records.flatMap((record) => [
      ...record.acts.map((act) => ({ kind: act.kind, at: new Date(act.at) })),
      // Our own maximum: a vendor may lose a date when the address changes
      // (docs/reference/hubspot.md#prop-clock-address).
      ...(record.lastActAt === null ? [] : [{ kind: record.lastActKind ?? 'act', at: record.lastActAt }]),
    ]),
  ]
}
