import type { Channel } from '../../../domain/app/channel.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { ConsentFact } from '../../../domain/decisions/facts.ts'
import type { ConsentChange } from '../../../store/consents/consent-changes.ts'
import { agreedChannels, judgeFact } from '../../../domain/decisions/fields/field-facts.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { FactRecord } from '../../../store/decisions/facts.ts'

/** A consent as a system shows it. */
interface DeclaredConsent {
  connector: string
  channels: readonly Channel[]
  /** When it was given, ISO 8601; null = the system does not say. */
  at: string | null
  confirmedAt: string | null
  /** The system's own words on where it comes from; null = none. */
  words: string | null
}

type Showing = Pick<FactRecord, 'connector' | 'extras'>

/** What a record shows of consents: in objects of its system, and in the fields that an admin named. */
function declaredBy({ connector, extras }: Showing, settings: Pick<Settings, 'facts'>): DeclaredConsent[] {
  const [on = null] = (extras.facts?.agreedOn ?? []).toSorted()
  const inFields = (extras.facts?.agreed ?? []).map((value) => ({
    connector,
    channels: agreedChannels(judgeFact(settings.facts[connector], 'agreed', value).means),
    at: on === null ? null : `${on}T00:00:00.000Z`,
    confirmedAt: null,
    words: value,
  }))
  const inObjects = (extras.consents ?? []).map(({ channels, at, confirmedAt, words }) => ({
    connector,
    channels,
    at,
    confirmedAt,
    words,
  }))
  return [...inObjects, ...inFields].filter(({ channels }) => channels.length > 0)
}

/** What nobody of ours saw being given. */
const unproven = {
  purposes: ['prospecting'],
  act: null,
  textVersion: null,
  namesUs: false,
  preTicked: false,
  bundled: false,
  misleading: false,
  ownForm: false,
} as const satisfies Partial<ConsentFact>

/**
 * Consents that systems show, as decisions judge them: nobody of ours saw the act or the text, so that none carries a
 * message (docs/reference/law.md#e1, #e6); the verdict says what is missing. One without a day counts from the first
 * reading. `changes` (the latest first): one that a field says no to is withdrawn, wherever a copy of it stands still,
 * and one that is no longer in its field counts there no more (docs/decisions/0067).
 */
export function declaredConsents(
  records: readonly FactRecord[],
  settings: Settings,
  changes: readonly ConsentChange[],
): ConsentFact[] {
  const standing = records.flatMap((record) =>
    declaredBy(record, settings).flatMap(({ channels, at, confirmedAt }) => {
      const byStart = Map.groupBy(
        channels.flatMap((channel) => {
          const counts = countsSince(record.id, channel, at, changes)
          return counts === null ? [] : [{ channel, since: counts.since }]
        }),
        ({ since }) => since,
      )
      return [...byStart].map(
        ([since, some]): ConsentFact => ({
          ...unproven,
          channels: some.map(({ channel }) => channel),
          givenAt: since ?? at ?? `${dayOf(record.firstSeenAt)}T00:00:00.000Z`,
          confirmedAt,
          withdrawnAt: null,
        }),
      )
    }),
  )
  const withdrawn = changes
    .filter(({ said }) => said === 'no')
    .map(
      ({ channels, at, since }): ConsentFact => ({
        ...unproven,
        channels,
        givenAt: (since ?? at).toISOString(),
        confirmedAt: null,
        withdrawnAt: at.toISOString(),
        endedInField: true,
      }),
    )
  return [...standing, ...withdrawn]
}

/**
 * Since when what a record shows counts for a channel, as far as that is known: after the day of the agreement it names
 * (`at`) or the change that was seen there; null = it ended. Only one that is newer than every end counts.
 */
function countsSince(
  recordId: number,
  channel: Channel,
  at: string | null,
  changes: readonly ConsentChange[],
): { since: string | null } | null {
  const concerned = changes.filter(({ channels }) => channels.includes(channel))
  const last = concerned.find((change) => change.recordId === recordId)
  const since = [at, last?.said === 'yes' ? last.at.toISOString() : null]
    .filter((one) => one !== null)
    .toSorted()
    .at(-1)
  const ends = concerned.filter(({ said, recordId: of }) => said === 'no' || (said === 'unknown' && of === recordId))
  return ends.some((end) => since === undefined || since <= end.at.toISOString()) ? null : { since: since ?? null }
}
