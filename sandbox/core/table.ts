/**
 * State kept as tables of immutable rows. A write replaces a row, so one journal is enough to undo it at once
 * ("accept-and-ignore"), to undo it later ("revert-after") and to show the state before it ("stale-read").
 */
interface JournalEntry {
  readonly undoNow: () => void
  readonly revert: () => void
}

export class Journal {
  private entries: JournalEntry[] | null = null
  /** While on, tables remember what each row was before its first write. */
  keepBefore = false
  /** While on, tables answer with those remembered rows. Set only around one synchronous read. */
  readBefore = false
  private readonly tables: { forgetBefore(): void }[] = []

  join(table: { forgetBefore(): void }): void {
    this.tables.push(table)
  }

  setKeepBefore(on: boolean): void {
    if (this.keepBefore && !on) for (const table of this.tables) table.forgetBefore()
    this.keepBefore = on
  }

  record(entry: JournalEntry): void {
    this.entries?.push(entry)
  }

  capture<T>(work: () => T): { result: T; entries: readonly JournalEntry[] } {
    const outer = this.entries
    const entries: JournalEntry[] = []
    this.entries = entries
    try {
      return { result: work(), entries }
    } finally {
      this.entries = outer
    }
  }

  /** A handler that throws leaves nothing behind. */
  atomically<T>(work: () => T): T {
    const outer = this.entries
    const entries: JournalEntry[] = []
    this.entries = entries
    try {
      const result = work()
      outer?.push(...entries)
      return result
    } catch (error) {
      for (const entry of entries.toReversed()) entry.undoNow()
      throw error
    } finally {
      this.entries = outer
    }
  }

  staleRead<T>(work: () => T): T {
    this.readBefore = true
    try {
      return work()
    } finally {
      this.readBefore = false
    }
  }
}

interface Index<V> {
  readonly keyOf: (row: V) => string | null
  readonly keys: Map<string, Set<string>>
}

function note<V>(index: Index<V>, key: string, from: V | undefined, to: V | undefined): void {
  const before = from === undefined ? null : index.keyOf(from)
  const after = to === undefined ? null : index.keyOf(to)
  if (before === after) return
  if (before !== null) index.keys.get(before)?.delete(key)
  if (after === null) return
  const keys = index.keys.get(after)
  if (keys === undefined) index.keys.set(after, new Set([key]))
  else keys.add(key)
}

export class Table<V extends object> {
  private readonly rows = new Map<string, V>()
  private readonly before = new Map<string, V | undefined>()
  private readonly indexes = new Map<string, Index<V>>()
  private readonly journal: Journal
  private readonly mergeBack: (before: V | undefined, after: V | undefined, current: V | undefined) => V | undefined
  onChange: ((key: string, before: V | undefined, after: V | undefined) => void) | null = null

  constructor(
    journal: Journal,
    mergeBack?: (before: V | undefined, after: V | undefined, current: V | undefined) => V | undefined,
  ) {
    this.journal = journal
    this.mergeBack = mergeBack ?? ((before, after, current) => (current === after ? before : current))
    journal.join(this)
  }

  get(key: string): V | undefined {
    if (this.journal.readBefore && this.before.has(key)) return this.before.get(key)
    return this.rows.get(key)
  }

  set(key: string, row: V): void {
    this.write(key, row)
  }

  delete(key: string): void {
    this.write(key, undefined)
  }

  *values(): IterableIterator<V> {
    if (!this.journal.readBefore || this.before.size === 0) {
      yield* this.rows.values()
      return
    }
    for (const key of this.rows.keys()) {
      const row = this.get(key)
      if (row !== undefined) yield row
    }
    for (const [key, row] of this.before) if (row !== undefined && !this.rows.has(key)) yield row
  }

  get size(): number {
    return this.rows.size
  }

  /**
   * Rows by a value of theirs without a scan; `keyOf` null = the row has none. The index is kept from the first call
   * on. While rows are shown as they were before, all of them are given: whoever asks tests each row anyway.
   */
  *byValue(name: string, keyOf: (row: V) => string | null, values: readonly string[]): IterableIterator<V> {
    if (this.journal.readBefore && this.before.size > 0) {
      yield* this.values()
      return
    }
    const index = this.indexes.get(name) ?? this.addIndex(name, keyOf)
    for (const key of new Set(values.flatMap((value) => [...(index.keys.get(value) ?? [])]))) {
      const row = this.rows.get(key)
      if (row !== undefined) yield row
    }
  }

  private addIndex(name: string, keyOf: (row: V) => string | null): Index<V> {
    const index: Index<V> = { keyOf, keys: new Map() }
    this.indexes.set(name, index)
    for (const [key, row] of this.rows) note(index, key, undefined, row)
    return index
  }

  forgetBefore(): void {
    this.before.clear()
  }

  private write(key: string, after: V | undefined): void {
    const before = this.rows.get(key)
    if (this.journal.keepBefore && !this.before.has(key)) this.before.set(key, before)
    this.put(key, before, after)
    this.journal.record({
      undoNow: () => this.put(key, this.rows.get(key), before),
      revert: () => this.put(key, this.rows.get(key), this.mergeBack(before, after, this.rows.get(key))),
    })
  }

  private put(key: string, from: V | undefined, to: V | undefined): void {
    if (to === undefined) this.rows.delete(key)
    else this.rows.set(key, to)
    for (const index of this.indexes.values()) note(index, key, from, to)
    this.onChange?.(key, from, to)
  }
}
