/** Records of one Connection that vanished on one day without a plan of ours. */
export interface VanishedDay {
  /** UTC day, YYYY-MM-DD. */
  day: string
  deleted: number
  /** Of these: by our clock the person's term had not passed, or nobody had judged it yet. */
  notDue: number
  /** Who deleted how many, in the vendor's own words; those of whom it says nothing are left out. */
  by: Readonly<Record<string, number>>
}

/** A day on which somebody else's purge ran, as it seems. */
interface OtherPurge extends VanishedDay {
  /** Records that vanish on a usual day. */
  usual: number
}

/** People delete single records by hand all the time: fewer than this on a day is no purge. */
const burstRecords = 20
/** So many times the usual day. */
const burstTimes = 5
/** How far back the usual day is looked for. */
export const usualDays = 28
/** A burst is told for so many days, counted from its own. */
export const reportedDays = 7

/**
 * The latest burst of the last week: a day on which at least twenty records vanished that no plan of ours took,
 * and five times as many as on the middle one of the 28 days before it. Null = no other purge shows. `days` in any
 * order, days without a deletion left out; `today` YYYY-MM-DD. Another purge counts by its own rules, which is why it
 * is told (docs/reference/promises.md#i5).
 */
export function otherPurge(days: readonly VanishedDay[], today: string): OtherPurge | null {
  const byDay = new Map(days.map((one) => [one.day, one]))
  for (let back = 0; back < reportedDays; back += 1) {
    const one = byDay.get(dayBefore(today, back))
    if (one === undefined || one.deleted < burstRecords) continue
    const before = Array.from(
      { length: usualDays },
      (_, index) => byDay.get(dayBefore(one.day, index + 1))?.deleted ?? 0,
    ).toSorted((a, b) => a - b)
    const usual = before[usualDays / 2] ?? 0
    if (one.deleted >= usual * burstTimes) return { ...one, usual }
  }
  return null
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}
