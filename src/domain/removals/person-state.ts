/** What was stored of one record of a plan, as far as what became of the person depends on it. */
interface RecordEnd {
  state: string
  /** It is not in its system any more, by our last reading. */
  gone: boolean
}

/**
 * What became of somebody of a plan: `binned` = went from everywhere, `anonymised` = some record of theirs stays where
 * it was, emptied of them, `back` = somebody took a record out of its bin; else the state as it is stored. The
 * certificate counts them the same way (docs/reference/promises.md#removal-9).
 */
export function personState(stored: string, records: readonly RecordEnd[]): string {
  if (stored !== 'binned') return stored
  if (records.some(({ state, gone }) => state === 'binned' && !gone)) return 'back'
  return records.some(({ state }) => state === 'anonymised') ? 'anonymised' : stored
}
