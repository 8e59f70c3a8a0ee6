import { z } from 'zod'

/**
 * What a company still has open with a person, or what makes them its customer: whoever has one of these is in no plan
 * of removal (docs/reference/promises.md#removal-2). In the order in which they are named; an `encounter` is a call or
 * meeting of which nobody said what its outcome means.
 */
export const dependencyKinds = [
  'open-deal',
  'won-deal',
  'contract',
  'asset',
  'open-case',
  'open-ticket',
  'quote',
  'campaign',
  'approval',
  'encounter',
] as const
export type DependencyKind = (typeof dependencyKinds)[number]

/** How many of each kind stand at one record. A kind with none is left out. */
export type DependencyCounts = Readonly<Partial<Record<DependencyKind, number>>>

/** What is known of one person over all systems. */
export interface OpenWork {
  found: readonly { connectionId: string; kind: DependencyKind; count: number }[]
  /** What is not known, and why, in both languages. */
  unread: readonly { connectionId: string; kind: DependencyKind; en: string; fr: string }[]
}

/** What keeps a person: the first kind that was found, else that something is unknown; null = nothing. */
export function keptByWork({ found, unread }: OpenWork): DependencyKind | 'unknown' | null {
  const kind = dependencyKinds.find((one) => found.some((row) => row.kind === one && row.count > 0))
  return kind ?? (unread.length > 0 ? 'unknown' : null)
}

/** How a company counts what is open with people, and of what an admin said that Lawbase reads all there is. */
export const OpenWorkSettings = z.object({
  /** What is open with the company of a person keeps them, too. */
  company: z.boolean(),
  /** Per Connection: kinds of which there are none besides those that are read there. */
  complete: z.record(z.string(), z.array(z.enum(dependencyKinds))),
})
export type OpenWorkSettings = z.infer<typeof OpenWorkSettings>

export const defaultOpenWork: OpenWorkSettings = { company: true, complete: {} }

/** Of two settings what keeps more people. */
export function keepingMore(before: OpenWorkSettings, after: OpenWorkSettings): OpenWorkSettings {
  return {
    company: before.company || after.company,
    complete: Object.fromEntries(
      Object.entries(after.complete).map(([id, kinds]) => [
        id,
        kinds.filter((kind) => before.complete[id]?.includes(kind) === true),
      ]),
    ),
  }
}
