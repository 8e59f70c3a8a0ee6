import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { insertReview } from '../../../src/store/mailbox/reviews.ts'
import { neighboursOf } from '../../../src/store/mailbox/review-comments.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('questions that several people share', () => {
  let scene: Scene
  let page: Awaited<ReturnType<typeof consoleOf>>
  const ids = Array.from({ length: 60 }, () => randomUUID())
  beforeAll(async () => {
    scene = await openScene({ contacts: 40 })
    page = await consoleOf(scene, scene.dpo)
    const blank = { contactId: null, objectionId: null, connectionId: null, messageId: null, facts: {} }
    for (const [place, id] of ids.entries())
      await insertReview(
        scene.app.pool,
        {
          ...blank,
          id,
          kind: place % 2 === 0 ? 'mail-unsure' : 'crm-note',
          dueOn: place < 50 ? `2027-01-${String(1 + (place % 28)).padStart(2, '0')}` : null,
          meanwhileBlocked: false,
        },
        scene.app.clock.now(),
      )
  })
  afterAll(async () => {
    await page.close()
    await scene.close()
  })

  const idsIn = (html: string) => [...html.matchAll(/href="\/reviews\/([0-9a-f-]{36})"/gu)].map(([, id]) => id)

  it('are listed whole, the most urgent first, and narrowed by kind', async () => {
    const first = await page.html('/reviews')
    const next = /href="(\/reviews\?[^"]*after=[^"]+)" rel="next"/u.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await page.html(next)
    const all = [...idsIn(first), ...idsIn(second)]
    expect([idsIn(first).length, new Set(all).size]).toEqual([50, 60])
    expect(wordsOf(first)).toContain('60 entries in all')
    const notes = await page.html('/reviews?kind=crm-note')
    expect(idsIn(notes).length).toBe(30)
  })

  it('are given to somebody, several at once, and each change is kept', async () => {
    const given = ids.slice(0, 3)
    await page.send('/reviews', '/reviews/assign', { id: given, to: scene.admin.id, back: '/reviews?kind=mail-unsure' })
    const mine = await page.html(`/reviews?assigned=${scene.admin.id}`)
    expect(new Set(idsIn(mine))).toEqual(new Set(given))
    expect(idsIn(await page.html('/reviews?assigned=none&kind=crm-note')).length).toBe(29)
    const acts = (await scene.audit()).filter(({ act, details }) => act === 'review' && 'assigned' in details)
    expect(acts.map(({ actor, details }) => [actor, details])).toEqual(
      given.map((reviewId) => [scene.dpo.email, { reviewId, assigned: scene.admin.email }]),
    )
    await page.send('/reviews', '/reviews/assign', { id: given, to: scene.admin.id })
    expect((await scene.audit()).filter(({ act }) => act === 'review').length).toBe(3)
    const where = await page.send('/reviews', '/reviews/assign', {
      id: given[0] ?? '',
      to: '',
      back: '//evil.example.test',
    })
    expect(where).toBe('/reviews?given=1')
  })

  it('carry comments, which lie sealed in the database', async () => {
    const [id = ''] = ids
    await page.send(`/reviews/${id}`, `/reviews/${id}/comment`, { text: 'Ask <b>Nadia</b> from sales first' })
    await page.send(`/reviews/${id}`, `/reviews/${id}/comment`, { text: '   ' })
    const { rows } = await scene.app.pool.query<{ text: string; by: string }>(
      'select text, said_by as by from review_comments',
    )
    expect([rows.length, rows[0]?.by, rows[0]?.text.startsWith('lb1.')]).toEqual([1, scene.dpo.email, true])
    expect(await page.html(`/reviews/${id}`)).toContain('Ask &lt;b>Nadia&lt;/b> from sales first')
  })

  it('lead from one to the next in the order of the list', async () => {
    const order = idsIn(await page.html('/reviews'))
    const beside = await neighboursOf(scene.app.pool, order[1] ?? '')
    expect(beside).toEqual({ before: order[0], after: order[2] })
    expect((await neighboursOf(scene.app.pool, order[0] ?? '')).before).toBe(null)
  })

  it('are given as a file, and so are runs, erasures and access requests', async () => {
    for (const [path, heads] of [
      ['/reviews.csv?kind=crm-note', '"Question","Since","Answer by","Whose","State","User","Id"'],
      ['/runs.csv', '"Started","Ended","Started by","State","Reads"'],
      ['/erasures.csv?state=open', '"Request","Received","'],
      ['/access.csv?from=2026-01-01', '"'],
    ] as const) {
      const csv = await page.html(path)
      expect(csv.slice(1), path).toMatch(new RegExp(`^${heads}`, 'u'))
      if (path.startsWith('/reviews')) expect(csv.trim().split('\r\n').length).toBe(31)
      if (path.startsWith('/runs')) expect(csv.trim().split('\r\n').length).toBeGreaterThan(1)
    }
    for (const path of [
      '/runs',
      '/erasures',
      '/access',
      '/runs?state=failed',
      '/erasures?state=taken-back',
      '/access?state=open',
    ])
      expect(wordsOf(await page.html(path)), path).toMatch(/in all|none/u)
  })
})
