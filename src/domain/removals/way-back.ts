/** What is stored of one record of a plan, as far as its way back depends on it. */
export interface RecordStanding {
  state: 'planned' | 'held' | 'binned' | 'erased' | 'anonymised' | 'released' | 'refused'
  binnedAt: Date | null
  /** What was read back when the hold went off, or why the system refused. */
  detail: string | null
  /** Since when it was read alive again after it lay in the bin. */
  backAt: Date | null
  /** Why it never comes back: its bin does not hold it any more, or its system refuses. */
  backEnd: 'bin-over' | 'refused' | null
  /** It is not in its system any more, by our last reading. */
  gone: boolean
}

/** What its system can do with a record in its bin; null = nobody can say now, the Connection does not open. */
export interface BinFacts {
  days: number | null
  /** Lawbase can take a record out of it by itself. */
  byUs: boolean
}

/**
 * How a record of a plan can be brought back, or stands on its way (docs/reference/promises.md#removal-back).
 * `until`: first instant at which the bin has dropped it; null = not known.
 */
export type WayBack =
  | { way: 'untouched' | 'hold' | 'gone' | 'erased' | 'anonymised' | 'bin-over' | 'refused' | 'unknown' }
  | { way: 'bin' | 'bin-by-person'; until: Date | null }
  | { way: 'back'; from: 'hold' | 'bin' }

/** The way back of one record, from what was stored or read of it alone. */
export function wayBack(record: RecordStanding, bin: BinFacts | null, now: Date): WayBack {
  switch (record.state) {
    case 'planned':
    case 'refused':
      return { way: record.gone ? 'gone' : 'untouched' }
    case 'held':
      return { way: record.gone && record.backAt === null ? 'gone' : 'hold' }
    case 'released':
      return record.detail === 'absent'
        ? { way: 'gone' }
        : { way: 'back', from: record.backAt === null ? 'hold' : 'bin' }
    case 'erased':
    case 'anonymised':
      return { way: record.state }
    case 'binned':
      return ofBin(record, bin, now)
  }
}

/** First instant at which a bin has dropped what went into it then; null = not known. */
export function binEnd(binnedAt: Date | null, days: number | null): Date | null {
  return days === null || binnedAt === null ? null : new Date(binnedAt.getTime() + days * 86_400_000)
}

function ofBin({ binnedAt, backEnd }: RecordStanding, bin: BinFacts | null, now: Date): WayBack {
  if (backEnd !== null) return { way: backEnd }
  if (bin === null) return { way: 'unknown' }
  const until = binEnd(binnedAt, bin.days)
  if (until !== null && until <= now) return { way: 'bin-over' }
  return { way: bin.byUs ? 'bin' : 'bin-by-person', until }
}

/** Whether a record can still be brought back, by us or by a person. */
export function mayComeBack({ way }: WayBack): boolean {
  return way === 'hold' || way === 'bin' || way === 'bin-by-person' || way === 'unknown'
}

/**
 * What a restore came to: `done` only when every system that held the person shows them; `part` = some do and the
 * others never will; `nothing` = none will.
 */
export function restoreEnd(ways: readonly WayBack[]): 'under-way' | 'done' | 'part' | 'nothing' {
  if (ways.some(mayComeBack)) return 'under-way'
  const there = ways.filter(({ way }) => way === 'back' || way === 'untouched').length
  if (there === 0) return 'nothing'
  return there === ways.length ? 'done' : 'part'
}
