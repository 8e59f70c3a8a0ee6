import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { insertReview, reviewKinds } from '../../../src/store/mailbox/reviews.ts'
import { answersFor } from '../../../src/operations/mailbox/answer-review.ts'
import { neighboursOf } from '../../../src/store/mailbox/review-comments.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { makeUser } from '../../support/lawbase.ts'
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
      ['/reviews.csv?kind=crm-note', '"Question","Since","Answer by","Assigned to","State","User","Id"'],
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
      expect(wordsOf(await page.html(path)), path).toMatch(
        /in all|match(?:es)? these filters|No (?:erasure requests|access request)/u,
      )
  })
})

describe('the day by which a question is to be answered', () => {
  let scene: Scene
  let page: Awaited<ReturnType<typeof consoleOf>>
  beforeAll(async () => {
    scene = await openScene({ contacts: 40 })
    page = await consoleOf(scene, scene.dpo)
  })
  afterAll(async () => {
    await page.close()
    await scene.close()
  })

  const open = async (kind: 'crm-edit' | 'access-request', dueOn: string) => {
    const id = randomUUID()
    const blank = { contactId: null, objectionId: null, connectionId: null, messageId: null, facts: {} }
    const row = { ...blank, id, kind, dueOn, meanwhileBlocked: false }
    await insertReview(scene.app.pool, row, scene.app.clock.now())
    return id
  }
  const plus = (days: number) =>
    new Date(scene.app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const due = async (id: string) =>
    (await scene.app.pool.query<{ due: string }>('select due_on::text as due from reviews where id = $1', [id])).rows[0]
      ?.due
  const set = (id: string, day: string) => page.post(`/reviews/${id}`, `/reviews/${id}/day`, { day })

  it('is set by whoever shares the work, and the change is kept', async () => {
    const id = await open('crm-edit', plus(2))
    await set(id, plus(20))
    expect(await due(id)).toBe(plus(20))
    expect((await scene.audit()).at(-1)).toMatchObject({
      act: 'review',
      actor: scene.dpo.email,
      details: { reviewId: id, dueOn: { before: plus(2), after: plus(20) } },
    })
  })

  it('is refused when it is over or no day, with the reason beside it', async () => {
    const id = await open('crm-edit', plus(2))
    expect(await set(id, plus(-1))).toContain('Give a day from today to')
    expect(await set(id, '2026-02-31')).toContain('Write the date as')
    expect(await due(id)).toBe(plus(2))
  })

  it('is not set by an operator who may not answer it, and nobody is given a question they may not see', async () => {
    const id = await open('access-request', plus(20))
    const operator = await consoleOf(scene, await makeUser(scene.app, 'operator'))
    await operator.post(`/reviews/${id}`, `/reviews/${id}/day`, { day: plus(5) })
    // It is in the list of who answers it, and in the number beside it.
    const [theirs, judges] = [await operator.html('/reviews'), await page.html('/reviews')]
    expect([theirs.includes(id), judges.includes(id), wordsOf(theirs).includes('Nothing to decide')]).toEqual([
      false,
      true,
      true,
    ])
    const viewer = await makeUser(scene.app, 'viewer')
    for (const to of [viewer.id, 'nobody', randomUUID()])
      await page.send('/reviews', '/reviews/assign', { id, to, back: '/reviews' })
    await operator.close()
    const { rows } = await scene.app.pool.query<{ due: string; to: string | null }>(
      'select due_on::text as due, assigned_to as to from reviews where id = $1',
      [id],
    )
    expect(rows).toEqual([{ due: plus(20), to: null }])
  })

  it('is never put off past the month of a request', async () => {
    const id = await open('access-request', plus(20))
    expect(await set(id, plus(40))).toContain('waits no longer than a month')
    expect(await due(id)).toBe(plus(20))
    await set(id, plus(5))
    expect(await due(id)).toBe(plus(5))
  })
})

it('every question has answers to choose from', () => {
  expect(reviewKinds.filter((kind) => answersFor({ kind, facts: {} }, []).length < 2)).toEqual([])
})
