import { expect, it } from 'vitest'
import type { Cursor } from '../../../src/connector/records.ts'
import { failureOf } from './harness.ts'
import { idsOf, pagesOf } from './scene.ts'
import type { Scene } from './scene.ts'

/** Reading: what every connected CRM must do. */
export function pullRules(scene: Scene): void {
  it('sees every record exactly once in a full sweep over at least three pages', async () => {
    const pages = await pagesOf(scene.connected.open(), null, 'full')
    expect(pages.length).toBeGreaterThanOrEqual(3)
    expect(idsOf(pages).toSorted()).toEqual((await scene.subject.liveIds(scene.world)).toSorted())
  })

  it('goes on from any saved position of a sweep', async () => {
    const whole = await pagesOf(scene.connected.open(), null, 'full')
    for (const [index, page] of whole.slice(0, -1).entries()) {
      const rest = await pagesOf(
        scene.connected.open(),
        JSON.parse(JSON.stringify(page.next)) as Cursor,
        index % 2 === 0 ? 'full' : 'changes',
      )
      expect(new Set([...idsOf(whole.slice(0, index + 1)), ...idsOf(rest)])).toEqual(new Set(idsOf(whole)))
      expect(idsOf(rest)).toHaveLength(idsOf(whole.slice(index + 1)).length)
    }
  })

  it('gives what changed after a sweep, and nothing is lost when the increment is cut', async () => {
    const swept = (await pagesOf(scene.connected.open(), null, 'full')).at(-1)?.next ?? null
    const { ref } = await scene.fresh()
    const first = await pagesOf(scene.connected.open(), swept, 'changes')
    expect(idsOf(first)).toContain(ref.id)
    const cut = await pagesOf(scene.connected.open(), swept, 'changes', 1)
    const rest = await pagesOf(scene.connected.open(), cut[0]?.next ?? null, 'changes')
    expect(idsOf([...cut, ...rest])).toContain(ref.id)
    expect(idsOf(await pagesOf(scene.connected.open(), first.at(-1)?.next ?? null, 'changes'))).toContain(ref.id)
  })

  it('calls a position that it did not write lost', async () => {
    const error = await failureOf(pagesOf(scene.connected.open(), { made: 'elsewhere' }, 'changes'))
    expect(error.kind).toBe('cursor-lost')
  })
}
