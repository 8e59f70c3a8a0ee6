import type { Channel } from '../../../domain/app/channel.ts'
import type { JudgedEvent } from '../../../domain/inactivity/judge-history.ts'
import { momentOf } from '../../../domain/app/moment.ts'
import { sortChannels, type Door } from '../../../domain/objections/objection.ts'
import { stoppedBy } from '../../../domain/inactivity/stopped-by.ts'
import { liftsOfIdentities } from '../../../store/objections/lifts.ts'
import { mistakenReports } from '../../../store/objections/corrections.ts'
import type { App } from '../../app/app.ts'
import type { ObjectionInput } from '../objection-input.ts'
import { recordMany } from './record-many.ts'

/** What a tool says that a person did, judged; `email` in normal form. */
export type JudgedOfPerson = JudgedEvent & { email: string }

/**
 * The objections among what people did at a tool (docs/reference/law.md#g-events: a complaint is an objection, an
 * unsubscribe triggers F), each person's as one: recorded as from any door, for everybody else's systems too. What a
 * person took back later is the old no, however often the tool tells it (F20), and so is what was entered for the wrong
 * person.
 */
export async function recordImportedObjections(
  app: App,
  tool: string,
  events: readonly JudgedOfPerson[],
  from: { door: Door; actor: string; originConnectionId: string | null },
): Promise<{ recorded: number; known: number }> {
  const said = events.flatMap((event) => {
    const stopped = stoppedBy(event)
    return stopped === null ? [] : [{ event, stopped }]
  })
  if (said.length === 0) return { recorded: 0, known: 0 }
  const now = app.clock.now()
  const hashes = new Map(said.map(({ event }) => [event.email, app.keys.hashEmail(event.email)]))
  const lifts = await liftsOfIdentities(app.pool, [...hashes.values()])
  const mistaken = await mistakenReports(app.pool, [...hashes.values()], from.door, from.originConnectionId)
  const inputs = [...Map.groupBy(said, ({ event }) => event.email)].flatMap(([email, theirs]): ObjectionInput[] => {
    const hash = hashes.get(email)
    const liftedOn = lifts.get(hash?.toString('hex') ?? '') ?? new Map<Channel, Date>()
    const standing = theirs
      .flatMap(({ event, stopped }) => {
        const at = new Date(Math.min(momentOf(event.at).getTime(), now.getTime()))
        const left = stopped.filter(
          (channel) =>
            at > (liftedOn.get(channel) ?? new Date(0)) && !(hash !== undefined && mistaken.isAgain(hash, channel, at)),
        )
        return left.length === 0 ? [] : [{ kind: event.readAs, at, left }]
      })
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const [first] = standing
    if (first === undefined) return []
    return [
      {
        emails: [email],
        hashes: [],
        contactId: null,
        channels: sortChannels(standing.flatMap(({ left }) => left)),
        receivedAt: first.at,
        ...from,
        lane: 'objection',
        reason: standing.every(({ kind }) => kind === 'complaint') ? 'complaint' : 'objection',
        evidence: { tool, events: standing.map(({ kind, at }) => ({ kind, at: at.toISOString() })) },
        idempotencyKey: null,
      },
    ]
  })
  const { recorded, known } = await recordMany(app, inputs)
  return { recorded, known: known + hashes.size - inputs.length }
}
