import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peopleOfSet, previewSet } from '../../../src/store/sources/attestations.ts'
import { attestSources } from '../../../src/operations/sources/attest-sources.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('the figures of sources', () => {
  let scene: Scene
  let page: Awaited<ReturnType<typeof consoleOf>>
  beforeAll(async () => {
    scene = await openScene({ contacts: 60 })
    page = await consoleOf(scene, scene.dpo)
    await scene.stopWorking()
  })
  afterAll(async () => {
    await page.close()
    await scene.close()
  })

  /** What each link of the tiles and rows says it counts, by where it leads. */
  const linked = async () => {
    const html = await page.html('/sources')
    const tiles = [...html.matchAll(/<a class="tile" href="([^"]+)">.*?<strong>(\d+)<\/strong>/gsu)]
    const rows = [...html.matchAll(/<tr><td[^>]*><a href="([^"]+)">.*?<\/tr>/gsu)].map(([row, href = '']) => [
      row,
      href,
      [...row.matchAll(/class="num">(\d+)</gu)].reduce((sum, [, figure]) => sum + Number(figure), 0),
    ])
    return [...tiles, ...rows].flatMap(([, href, figure]) =>
      String(href).startsWith('/contacts') ? [[String(href), Number(figure)] as const] : [],
    )
  }
  const listed = async (href: string) => Number(/<h1[^>]*>(\d+) /u.exec(await page.html(href))?.[1])

  it('are those of the list that they lead to, before and after an attestation', async () => {
    const { app, dpo, hubspotId } = scene
    const before = await linked()
    for (const [href, figure] of before) expect([href, await listed(href)]).toEqual([href, figure])
    const set = { connectionId: hubspotId, sourceValue: null, createdIn: null, list: null }
    const form = {
      kind: 'C4' as const,
      // As a list of two would be written.
      name: 'Salon de Lyon; hall 2',
      noticeShown: false,
      statement: 'Cards of the booth, kept in the archive.',
    }
    await attestSources(app, dpo, set, form, dpo.name)
    await scene.run()
    const after = await linked()
    expect(after.map(([href]) => href)).toContain('/contacts?source=C4')
    expect(after).not.toEqual(before)
    for (const [href, figure] of after) expect([href, await listed(href)]).toEqual([href, figure])
  })

  it('shows each person of a set once before it is attested', async () => {
    const set = { connectionId: null, sourceValue: null, createdIn: null, list: null }
    // Whoever has a record in both systems, and no source.
    await scene.app.pool.query('delete from attestations')
    await scene.app.pool.query('delete from sources')
    const until = scene.app.clock.now()
    const { sample: ids, people } = await previewSet(scene.app.pool, set, null, until, 1000)
    const sample = await peopleOfSet(scene.app.pool, set, ids, until)
    expect(people).toBeGreaterThan(20)
    expect([sample.length, new Set(sample.map(({ contactId }) => contactId)).size]).toEqual([people, people])
  })
})
