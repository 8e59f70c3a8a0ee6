import { describe, expect, it } from 'vitest'
import type { RecordPage, RemoteRecord } from '../../connector/records.ts'
import { inBlocks, oneAhead } from './page-blocks.ts'

const page = (...ids: string[]): RecordPage => ({
  records: ids.map((id) => ({ ref: { object: 'contact', id } }) as RemoteRecord),
  tombstones: [],
  next: { at: ids.at(-1) ?? '' },
  total: null,
})
const idsOf = ({ records }: RecordPage) => records.map(({ ref }) => ref.id).join('')

/** Pages that note what is asked of them. */
function vendor(pages: readonly (RecordPage | Error)[]) {
  const seen: string[] = []
  async function* give(): AsyncGenerator<RecordPage> {
    try {
      for (const one of pages) {
        seen.push(one instanceof Error ? 'fails' : `asked ${idsOf(one)}`)
        if (one instanceof Error) throw one
        yield await Promise.resolve(one)
      }
    } finally {
      seen.push('ended')
    }
  }
  return { seen, pages: give() }
}

describe('blocks of pages', () => {
  it('grow to as many records as asked, the rest at the end, with the last position and the first time', async () => {
    let ticks = 0
    const blocks: unknown[] = []
    const pages = vendor([page('a'), page('b'), page('c'), page('d'), page('e', 'f'), page('g'), page('h')]).pages
    for await (const { page: one, askedAt } of inBlocks(pages, 3, () => new Date((ticks += 1))))
      blocks.push([idsOf(one), one.next, askedAt.getTime()])
    expect(blocks).toEqual([
      ['a', { at: 'a' }, 1],
      ['b', { at: 'b' }, 2],
      ['cd', { at: 'd' }, 3],
      ['efg', { at: 'g' }, 4],
      ['h', { at: 'h' }, 5],
    ])
  })

  it('give what was read before they fail', async () => {
    const blocks: string[] = []
    await expect(
      (async () => {
        for await (const { page: one } of inBlocks(
          vendor([page('a'), page('b'), page('c'), new Error('too many calls')]).pages,
          10,
          () => new Date(),
        ))
          blocks.push(idsOf(one))
      })(),
    ).rejects.toThrow('too many calls')
    expect(blocks).toEqual(['a', 'b', 'c'])
  })
})

describe('pages asked for one ahead', () => {
  it('come in order, each asked for while the one before is worked on', async () => {
    const { seen, pages } = vendor([page('a'), page('b'), page('c')])
    for await (const one of oneAhead(pages)) seen.push(`works on ${idsOf(one)}`)
    expect(seen).toEqual(['asked a', 'asked b', 'works on a', 'asked c', 'works on b', 'ended', 'works on c'])
  })

  it('leave nothing behind when the work stops early, even when the next page fails', async () => {
    const { seen, pages } = vendor([page('a'), new Error('gone')])
    await expect(
      (async () => {
        for await (const one of oneAhead(pages)) throw new Error(`stopped at ${idsOf(one)}`)
      })(),
    ).rejects.toThrow('stopped at a')
    expect(seen).toEqual(['asked a', 'fails', 'ended'])
  })
})
