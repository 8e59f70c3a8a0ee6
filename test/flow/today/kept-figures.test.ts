import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepFigures } from '../../../src/operations/app/kept-figures.ts'
import { actsSoFar, noteAct } from '../../../src/store/accounts/console-acts.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

let scene: Scene
let page: Awaited<ReturnType<typeof consoleOf>>
beforeAll(async () => {
  scene = await openScene({ contacts: 40 })
  await scene.stopWorking()
})
afterAll(async () => {
  await page.close()
  await scene.close()
})

/** The console over a large base in which counting takes a second; `pause`: how long a visitor waits for it. */
async function openSlow(pause: () => Promise<void> = () => new Promise(() => undefined)) {
  let elapsedMs = 0
  const { clock, log, later, pool } = scene.app
  const elapsed = () => (elapsedMs += 1_000)
  const acts = { note: () => noteAct(pool), soFar: () => actsSoFar(pool) }
  const figures = keepFigures({ clock, elapsedMs: elapsed, pause, acts, isLarge: async () => true, later, log })
  page = await consoleOf({ app: { ...scene.app, figures } }, scene.dpo)
}

it('a page whose figures are kept says since when they stand, until somebody writes', async () => {
  await openSlow()
  const pages = ['/removals/time-machine', '/sources', `/connections/${scene.hubspotId}`, '/notices', '/register']
  const asOf = async (path: string) => /(?:Figures as of|Chiffres arrêtés à) \d\d:\d\d\./u.test(await page.get(path))
  const all = () => Promise.all(pages.map(async (path) => [path, await asOf(path)]))
  const sources = async () => /<main.*<\/main>/su.exec(await page.html('/sources'))?.[0]
  const everywhere = (is: boolean) => pages.map((path) => [path, is])

  expect(await all()).toEqual(everywhere(false))
  expect(await all()).toEqual(everywhere(true))
  const shown = await sources()
  // What happens meanwhile shows when the figures are counted again.
  await scene.app.pool.query('delete from sources')
  expect(await sources()).toBe(shown)
  await page.post('/contacts', '/search', { q: 'nobody at all' })
  expect(await all()).toEqual(everywhere(true))

  // A POST that is answered with a page counts for it.
  const refused = await page.post('/removals/time-machine', '/removals/time-machine', { months: '12' })
  expect(refused).toContain('id="months"')
  expect(refused).not.toMatch(/Figures as of|Chiffres arrêtés/u)

  expect(await all()).toEqual(everywhere(false))
  expect(await all()).toEqual(everywhere(true))
  await page.send('/removals/time-machine', `/removals/time-machine/${randomUUID()}/end`, {})
  expect(await sources()).not.toBe(shown)
  expect(await asOf('/removals/time-machine')).toBe(false)
  expect(await asOf('/removals/time-machine')).toBe(true)
  // An act in another process of pages.
  const other = await consoleOf(scene, scene.dpo)
  await other.send('/removals/time-machine', `/removals/time-machine/${randomUUID()}/end`, {})
  await other.close()
  expect(await asOf('/removals/time-machine')).toBe(false)
})

it('what is found in the base for the settings is kept', async () => {
  await openSlow()
  const asOf = async (part: string) => /Figures as of|Chiffres arrêtés/u.test(await page.get(`/settings/${part}`))
  const all = () => Promise.all(['customers', 'companies', 'facts'].map(asOf))
  expect(await all()).toEqual([false, false, false])
  expect(await all()).toEqual([true, true, true])
})

it('whoever is gone since a list was counted is left out of it', async () => {
  await openSlow()
  const ids = async () => (await page.html('/contacts')).match(/(?<=href="\/contacts\/)[0-9a-f-]{36}/gu) ?? []
  const [first, ...others] = await ids()
  await scene.app.pool.query('update remote_records set gone_at = now() where contact_id = $1', [first])
  expect(await ids()).toEqual(others)
})

it('a small base is counted at each visit', async () => {
  page = await consoleOf(scene, scene.dpo)
  await page.get('/sources')
  expect(await page.get('/sources')).not.toMatch(/Figures as of|Chiffres arrêtés/u)
})

it('a page whose figures take long says that they are being counted, by itself until they are', async () => {
  await openSlow(async () => undefined)
  const pages = ['/removals/time-machine', '/sources', `/connections/${scene.hubspotId}`, '/notices']
  const first = await Promise.all(pages.map((path) => page.html(path)))
  const waiting = /<div id="counting" data-live="1" data-live-end="reload">.*Counting began \d+ s ago/su
  expect(first.map((html) => waiting.test(html))).toEqual(pages.map(() => true))
  for (const path of pages) await expect.poll(() => page.get(path)).not.toContain('Counting began')
  // Whoever posts cannot come again, and waits.
  expect(await page.post('/removals/time-machine', '/removals/time-machine', { months: '12' })).toContain('id="months"')
})
