import { z } from 'zod'
import { Channel } from '../app/channel.ts'
import { dayOf } from '../app/day.ts'
import { agreedChannels } from '../decisions/fields/field-facts.ts'

/** What a field says since a change: `unknown` = it is empty, or shows what nobody judged. */
type ConsentSays = 'yes' | 'no' | 'unknown'

/** A change as the journal tells it, without the words of the field. */
export const JournaledChange = z.object({
  id: z.uuid(),
  connectionId: z.uuid(),
  object: z.string().nullable(),
  remoteId: z.string().nullable(),
  field: z.string(),
  said: z.enum(['yes', 'no', 'unknown']),
  channels: z.array(Channel),
  since: z.iso.datetime({ offset: true }).nullable(),
  at: z.iso.datetime({ offset: true }),
  dated: z.enum(['history', 'seen']),
})
export type JournaledChange = z.infer<typeof JournaledChange>

/** A change of the field of one record, as it is kept. */
export interface FieldChange {
  said: ConsentSays
  channels: readonly Channel[]
  at: Date
  /** Where the day is from: the system's history of the field, or that it was seen then. */
  dated: 'history' | 'seen'
  /** What the field showed while it said yes, and what it shows since. */
  value: string
  shown: string
  /** Of an end: since when the field had said yes; null = nobody knows. */
  since: Date | null
}

/** Values that a system keeps of a field, the newest first; `copied` = by an import or a merge, which is no act. */
export interface FieldHistoryLine {
  readonly values: readonly string[]
  readonly at: Date
  readonly copied: boolean
}

/** The field of one record as one reading showed it. */
export interface FieldReading {
  values: readonly string[]
  /** Day of the agreement that another field shows, YYYY-MM-DD. */
  agreedOn: string | null
  /** When the system last changed the record. */
  modifiedAt: Date
}

interface Compared {
  before: FieldReading
  now: FieldReading
  /** Changes of the same record, the latest first. */
  own: readonly Pick<FieldChange, 'said' | 'channels' | 'at' | 'value'>[]
  /** Empty = the system keeps none. */
  history: readonly FieldHistoryLine[]
  /** A consent of the person ended in some system before. */
  isEnded: boolean
}

const reached: readonly Channel[] = agreedChannels('all')

/**
 * What changed of a consent between two readings of a field (docs/decisions/0067). A reading that is older than the one
 * before (a late page) changes nothing, and what ended once ends no second time. A yes that came by an import or a
 * merge, or beside an older day of agreement, is a stale copy.
 */
export function fieldChanges(
  { before, now, own, history, isEnded }: Compared,
  means: (value: string) => string | null,
  seenAt: Date,
): FieldChange[] {
  if (now.modifiedAt < before.modifiedAt) return []
  const channelsOf = (values: readonly string[]) => new Set(values.flatMap((value) => agreedChannels(means(value))))
  const [showed, shows] = [channelsOf(before.values), channelsOf(now.values)]
  const last = (channel: Channel) => own.find(({ channels }) => channels.includes(channel))
  const hasEnded = (channel: Channel) => !['yes', undefined].includes(last(channel)?.said)
  const says = now.values.length > 0 && now.values.every((value) => means(value) !== null) ? 'no' : 'unknown'
  const lost = reached.filter((channel) => showed.has(channel) && !hasEnded(channel) && !shows.has(channel))
  const refused = reached.filter((one) => says === 'no' && last(one)?.said === 'unknown' && !shows.has(one))
  const gained = reached.filter(
    (channel) => shows.has(channel) && !showed.has(channel) && (hasEnded(channel) || isEnded),
  )
  const when = (isSo: (values: readonly string[]) => boolean) => begin(history, isSo)
  const noneOf = (some: readonly Channel[]) => (values: readonly string[]) =>
    !some.some((channel) => channelsOf(values).has(channel))
  const ends = [
    { channels: lost, value: before.values.join('; '), run: when(noneOf(lost)) },
    {
      channels: refused,
      value: last(refused[0] ?? 'email')?.value ?? '',
      run: when((values) => values.join() === now.values.join()),
    },
  ]
  return [
    ...ends
      .filter(({ channels }) => channels.length > 0)
      .map(({ channels, value, run }): FieldChange => {
        const yes = own.find(({ said, channels: some }) => said === 'yes' && some.some((one) => channels.includes(one)))
        return {
          ...dated(run, seenAt),
          said: says,
          channels,
          value,
          shown: now.values.join('; '),
          since: yes?.at ?? (before.agreedOn === null ? null : new Date(`${before.agreedOn}T00:00:00Z`)),
        }
      }),
    ...given(
      gained,
      { before, now, own, history },
      when((values) => !noneOf(gained)(values)),
      seenAt,
    ),
  ]
}

/** A yes that is a real change, and newer than what ended it here. */
function given(
  gained: readonly Channel[],
  { before, now, own, history }: Omit<Compared, 'isEnded'>,
  run: FieldHistoryLine | null,
  seenAt: Date,
): FieldChange[] {
  const { at, dated: by } = dated(run, seenAt)
  const isReal =
    now.modifiedAt > before.modifiedAt &&
    (history.length === 0 ? before.values.length > 0 || own.length > 0 : run !== null && !run.copied)
  const channels = gained.filter((channel) => {
    const ended = own.find((one) => one.channels.includes(channel))
    return ended === undefined || (at > ended.at && (now.agreedOn === null || now.agreedOn >= dayOf(ended.at)))
  })
  return channels.length === 0 || !isReal
    ? []
    : [
        {
          said: 'yes',
          channels,
          at,
          dated: by,
          since: null,
          value: now.values.join('; '),
          shown: now.values.join('; '),
        },
      ]
}

const dated = (run: FieldHistoryLine | null, seenAt: Date): Pick<FieldChange, 'at' | 'dated'> =>
  run === null || run.at > seenAt ? { at: seenAt, dated: 'seen' } : { at: run.at, dated: 'history' }

/** The line with which the latest run of such values began; null = the newest line is of no such values. */
function begin(
  history: readonly FieldHistoryLine[],
  isSo: (values: readonly string[]) => boolean,
): FieldHistoryLine | null {
  const end = history.findIndex(({ values }) => !isSo(values))
  return history[(end === -1 ? history.length : end) - 1] ?? null
}
