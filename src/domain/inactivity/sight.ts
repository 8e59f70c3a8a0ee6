/** Acts that a system may show: without a part of it that shows one, nobody knows of it. */
const actUses = ['click', 'reply', 'form', 'response', 'meeting'] as const
/**
 * What a part of a system is read for: an act, whether two are one person, whether they are a customer, where they came
 * from (a form of ours restarts their clock, and who has no source goes), which term is theirs, or whether they opted
 * out beside their record.
 */
export type SightUse = (typeof actUses)[number] | 'same-person' | 'customer' | 'source' | 'term' | 'opt-out'

/** A field, an object or a query of a system that the clock or a guard of removals reads. */
export interface SightPart {
  /** The vendor's own name. */
  name: string
  use: SightUse
  /** Each account of the vendor has it: where it does not show, it is hidden from us. */
  always: boolean
  shown: boolean
}

/** A part that is not seen, or of which nothing is seen any more. */
export interface LostPart {
  name: string
  use: SightUse
  /**
   * `hidden`: it was seen, or each account has it. `never`: nothing shows this act. `emptied`: it has no value left.
   * `unread`: it shows again, and what it said meanwhile was not read yet.
   */
  why: 'hidden' | 'never' | 'emptied' | 'unread'
}

/**
 * What cannot be seen, so that nobody's clock is trusted (docs/reference/promises.md#i5): a part that was seen before
 * (`seen`), or that each account has; each part of an act that nothing shows; one that shows again before the whole
 * base was read anew (`unread`); and an act (`emptied`) whose dates are gone from everybody who had one. `accepted`:
 * names that an admin said the account has not.
 */
export function lostSight(
  parts: readonly SightPart[],
  {
    seen,
    unread,
    emptied,
    accepted,
  }: {
    seen: ReadonlySet<string>
    unread: ReadonlySet<string>
    emptied: ReadonlySet<SightUse>
    accepted: ReadonlySet<string>
  },
): LostPart[] {
  const unseenActs = new Set(
    actUses.filter((use) => {
      const ofUse = parts.filter((part) => part.use === use)
      return ofUse.length > 0 && ofUse.every(({ shown }) => !shown)
    }),
  )
  return parts.flatMap(({ name, use, always, shown }): LostPart[] => {
    if (accepted.has(name)) return []
    if (shown && unread.has(name)) return [{ name, use, why: 'unread' }]
    if (shown) return emptied.has(use) ? [{ name, use, why: 'emptied' }] : []
    if (always || seen.has(name)) return [{ name, use, why: 'hidden' }]
    return unseenActs.has(use as (typeof actUses)[number]) ? [{ name, use, why: 'never' }] : []
  })
}
