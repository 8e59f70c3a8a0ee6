import type { RecordPage } from '../../connector/records.ts'

/**
 * Pages joined, and the wall time at which the first of them was asked for: what is known of a record since then is
 * newer.
 */
interface Block {
  page: RecordPage
  askedAt: Date
}

/**
 * Small pages of a vendor joined to blocks of at least `least` records: taking a block in costs about as much as taking
 * one page in. The first blocks are smaller, each as large as all before it, so that progress shows at once. A block's
 * position is that of its last page. What was read before a failure is given before the failure is thrown.
 */
export async function* inBlocks(
  pages: AsyncIterable<RecordPage>,
  least: number,
  now: () => Date,
): AsyncGenerator<Block> {
  const source = pages[Symbol.asyncIterator]()
  let block: Block | null = null
  let given = 0
  try {
    for (;;) {
      const askedAt: Date = block?.askedAt ?? now()
      let next: IteratorResult<RecordPage>
      try {
        next = await source.next()
      } catch (cause) {
        if (block !== null) yield block
        throw cause
      }
      if (next.done === true) break
      block = { askedAt, page: block === null ? next.value : joined(block.page, next.value) }
      if (block.page.records.length < Math.min(least, given)) continue
      given += block.page.records.length
      yield block
      block = null
    }
    if (block !== null) yield block
  } finally {
    await source.return?.()
  }
}

function joined(first: RecordPage, second: RecordPage): RecordPage {
  return {
    records: [...first.records, ...second.records],
    tombstones: [...first.tombstones, ...second.tombstones],
    next: second.next,
    total: second.total ?? first.total,
  }
}

/** The same items, each asked for while the one before is worked on. Whoever stops early leaves nothing behind. */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const source = items[Symbol.asyncIterator]()
  const ask = () => {
    const asked = source.next()
    // Its failure is told when it is waited for; until then it is nobody's.
    asked.catch(() => undefined)
    return asked
  }
  let next = ask()
  try {
    for (;;) {
      const item = await next
      if (item.done === true) return
      next = ask()
      yield item.value
    }
  } finally {
    await next.catch(() => undefined)
    await source.return?.()
  }
}
