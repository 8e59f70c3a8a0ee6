import { afterAll, describe, expect, it, vi } from 'vitest'
import { workFile } from '../connector/deps/threads.ts'
import { openThreads } from './open-threads.ts'

const work = workFile('./testing/hard-work', import.meta.url)
const threads = openThreads({ maxMs: 3_000, maxMemoryMb: 48, maxThreads: 1 })
afterAll(() => threads.close())
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Error) => ({ name: error.name, message: error.message }),
  )

describe('reading in a thread', () => {
  it('gives what the work gives, dates and all', async () => {
    expect(await threads.run(work, 'answer')).toEqual({ at: new Date(0), text: 'read' })
  })

  it('ends a work that never ends, keeps nobody waiting meanwhile, and reads the next text', async () => {
    let turns = 0
    const turning = setInterval(() => {
      turns += 1
    }, 1)
    const spinning = failureOf(threads.run(work, 'spin'))
    const next = threads.run(work, 'answer')
    expect(await spinning).toEqual({ name: 'ThreadLimit', message: 'Reading a text took too much time' })
    clearInterval(turning)
    expect(turns).toBeGreaterThan(10)
    expect(await next).toEqual({ at: new Date(0), text: 'read' })
  })

  it('ends a work that eats the memory, and reads the next text', async () => {
    expect(await failureOf(openThreadsWith((opened) => opened.run(work, 'eat')))).toEqual({
      name: 'ThreadLimit',
      message: 'Reading a text took too much memory',
    })
    expect(await threads.run(work, 'answer')).toEqual({ at: new Date(0), text: 'read' })
  })

  it('throws what the work threw, and keeps the thread', async () => {
    expect(await failureOf(threads.run(work, 'fail'))).toEqual({ name: 'RangeError', message: 'broken text' })
    expect(await threads.run(work, 'answer')).toEqual({ at: new Date(0), text: 'read' })
  })

  it('answers what the work asks for, and does not count the time that takes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const bytes = ({ from }: { from: number }) => {
      vi.advanceTimersByTime(3_500)
      return Promise.resolve(Buffer.from(`bytes from ${from}`))
    }
    expect(await threads.run(work, 'ask', { helpers: { bytes } }).finally(() => vi.useRealTimers())).toBe(
      'bytes from 1',
    )
  })

  it('hands on why what it asks for is refused, or unknown', async () => {
    expect(
      await failureOf(
        threads.run(work, 'ask', { helpers: { bytes: () => Promise.reject(new Error('a piece is lost')) } }),
      ),
    ).toEqual({ name: 'Error', message: 'a piece is lost' })
    expect(await failureOf(threads.run(work, 'ask'))).toEqual({ name: 'Error', message: 'No helper is called bytes' })
  })

  it('makes items as they are asked for, and is free again for others when nobody asks any more', async () => {
    const items: number[] = []
    for await (const item of threads.stream<number>(work, 'count')) if (items.push(item) === 3) break
    expect([items, await threads.run(work, 'answer')]).toEqual([[1, 2, 3], { at: new Date(0), text: 'read' }])
  })
})

/** Threads with time enough to run out of memory first. */
async function openThreadsWith<Result>(
  use: (opened: ReturnType<typeof openThreads>) => Promise<Result>,
): Promise<Result> {
  const opened = openThreads({ maxMs: 60_000, maxMemoryMb: 48, maxThreads: 1 })
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}
