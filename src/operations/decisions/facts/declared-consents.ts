import type { Channel } from '../../../domain/app/channel.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { ConsentFact } from '../../../domain/decisions/facts.ts'
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

/**
 * Consents that systems show, as decisions judge them: nobody of ours saw the act or the text, so that none carries a
 * message (docs/reference/law.md#e1, #e6); the verdict says what is missing. One without a day counts from the first
 * reading.
 */
export const declaredConsents = (records: readonly FactRecord[], settings: Settings): ConsentFact[] =>
  records.flatMap((record) =>
    declaredBy(record, settings).map(({ channels, at, confirmedAt }) => ({
      channels,
      purposes: ['prospecting'],
      givenAt: at ?? `${dayOf(record.firstSeenAt)}T00:00:00.000Z`,
      confirmedAt,
      withdrawnAt: null,
      act: null,
      textVersion: null,
      namesUs: false,
      preTicked: false,
      bundled: false,
      misleading: false,
      ownForm: false,
    })),
  )
