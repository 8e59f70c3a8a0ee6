import { z } from 'zod'
import { Channel, channels } from './channel.ts'

/** The kind of a Suppression that covers every kind, also those declared later. */
export const everyKind = ''

const KindId = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?$/u, 'is not a short name of lower-case letters, digits and dashes')
const VendorNames = z.array(z.string().trim().min(1).max(80)).max(5)

/** A kind of message that a person may stop alone, e.g. a newsletter (docs/reference/promises.md#signals). */
export const MessageKind = z.object({
  id: KindId,
  name: z.object({ fr: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) }),
  channels: z
    .array(Channel)
    .min(1)
    .transform((list) => channels.filter((channel) => list.includes(channel))),
  /** Per Connection and channel, the vendor's own names of its switches. */
  targets: z.record(z.string(), z.partialRecord(Channel, VendorNames)),
})
export type MessageKind = z.infer<typeof MessageKind>

/** All declared kinds: every id once, and a vendor's switch stands for one kind on one channel only. */
export const MessageKinds = z
  .array(MessageKind)
  .max(12)
  .superRefine((kinds, ctx) => {
    const ids = new Set<string>()
    const switches = new Set<string>()
    for (const [index, kind] of kinds.entries()) {
      if (ids.has(kind.id)) ctx.addIssue({ code: 'custom', path: [index, 'id'], message: 'is used twice' })
      ids.add(kind.id)
      for (const [connectionId, byChannel] of Object.entries(kind.targets)) {
        for (const name of Object.values(byChannel).flat()) {
          const key = `${connectionId} ${name.toLowerCase()}`
          if (switches.has(key))
            ctx.addIssue({ code: 'custom', path: [index, 'targets'], message: 'stands for two kinds' })
          switches.add(key)
        }
      }
    }
  })

/** One declared kind on one channel, as a connector must know it. */
export interface KindMapping {
  kind: string
  channel: Channel
  targets: readonly string[]
}

/** What was mapped at one Connection; kinds without a mapping there are left out. */
export function mappingsAt(kinds: readonly MessageKind[], connectionId: string): KindMapping[] {
  return kinds.flatMap((kind) =>
    Object.entries(kind.targets[connectionId] ?? {}).flatMap(([channel, targets]) =>
      targets.length === 0 || !kind.channels.includes(channel as Channel)
        ? []
        : [{ kind: kind.id, channel: channel as Channel, targets }],
    ),
  )
}

/** One cell of what an objection stops. */
export interface Scope {
  channel: Channel
  kind: string
}

/** Channels × kinds; no kind named = all kinds. */
export function scopesOf(channelList: readonly Channel[], kinds: readonly string[]): Scope[] {
  return channelList.flatMap((channel) => (kinds.length === 0 ? [everyKind] : kinds).map((kind) => ({ channel, kind })))
}

/** `email`, or `email:newsletter`: how one cell is written in proofs, marks and blocks. */
export function scopeKey({ channel, kind }: Scope): string {
  return kind === everyKind ? channel : `${channel}:${kind}`
}

/** Null when the text is no cell: another program's value in our field. */
export function parseScopeKey(text: string): Scope | null {
  const [channel = '', ...kinds] = text.split(':')
  const parsed = Channel.safeParse(channel)
  const [kind = everyKind] = kinds
  if (!parsed.success || kinds.length > 1 || (kinds.length === 1 && !KindId.safeParse(kind).success)) return null
  return { channel: parsed.data, kind }
}

/** Whether `stands` (keys of cells) stops the cell: itself, or all kinds of its channel. */
export function covers(stands: { has(key: string): boolean }, scope: Scope): boolean {
  return stands.has(scope.channel) || stands.has(scopeKey(scope))
}

/** Each kind once, in one order, so that the same objection reads the same. */
export function sortKinds(kinds: Iterable<string>): string[] {
  return [...new Set(kinds)].filter((kind) => kind !== everyKind).toSorted()
}
