import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

describe('the audit log on the screen', () => {
  let scene: Scene
  let page: Awaited<ReturnType<typeof consoleOf>>
  beforeAll(async () => {
    scene = await openScene({ contacts: 120 })
    page = await consoleOf(scene, scene.dpo)
  })
  afterAll(async () => {
    await page.close()
    await scene.close()
  })

  const rowsIn = (html: string) => (html.match(/<tr><td data-label="Entry"/gu) ?? []).length
  const linkOf = (html: string, rel: string) =>
    new RegExp(`<a class="btn" href="([^"]+)" rel="${rel}"`, 'u').exec(html)?.[1]?.replaceAll('&amp;', '&')

  it('is read whole, fifty entries a page, and no address holds anything personal', async () => {
    const { rows } = await scene.app.pool.query<{ n: number }>('select count(*)::int as n from audit_events')
    let html = await page.html('/audit')
    expect(wordsOf(html)).toContain(`${new Intl.NumberFormat('en-GB').format(rows[0]?.n ?? 0)} entries in all`)
    let seen = 0
    for (;;) {
      seen += rowsIn(html)
      const next = linkOf(html, 'next')
      if (next === undefined) break
      expect(next).toMatch(/^\/audit\?after=\d+$/u)
      html = await page.html(next)
    }
    expect(seen).toBe(rows[0]?.n)
  })

  it('is narrowed by person, user, system, kind and day', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    // The verdict that follows is the last of its entries.
    const whose = await scene.app.pool.query<{ id: string }>('select contact_id as id from objections where id = $1', [
      objection.id,
    ])
    await until('the verdict is on record', async () =>
      /Verdict: Blocked/u.test(wordsOf(await page.html(`/audit?person=${whose.rows[0]?.id}`))),
    )
    const { rows } = await scene.app.pool.query<{ id: string; n: number; at: number }>(
      `select contact_id as id, count(*)::int as n, count(*) filter (where act = 'propagation' and connection_id = $2)::int as at from audit_events
       where contact_id = (select contact_id from objections where id = $1) group by contact_id`,
      [objection.id, scene.hubspotId],
    )
    const [of] = rows
    const shown = async (query: string) => rowsIn(await page.html(`/audit?${query}`))
    expect(await shown(`person=${of?.id}`)).toBe(of?.n)
    expect(await shown(`person=${of?.id}&act=propagation&system=${scene.hubspotId}`)).toBe(of?.at)
    const grants = await page.html(`/audit?act=grant&user=${scene.admin.id}`)
    expect([rowsIn(grants), wordsOf(grants).includes('Right granted: send opt-outs (HubSpot)')]).toEqual([7, true])
    const ofPerson = wordsOf(await page.html(`/audit?person=${of?.id}`))
    expect(ofPerson).toContain('Sent to a system (HubSpot): Verified')
    expect(ofPerson).toMatch(/Verdict: Blocked/u)
    expect(await shown(`act=grant&user=${scene.dpo.id}`)).toBe(0)
    expect(await shown('act=grant&from=2020-01-01&to=2020-12-31')).toBe(0)
    expect(await shown("act=grant' or true --&person=x%27&from=never")).toBeGreaterThan(0)
  })

  it('says what was done in words, never as JSON', async () => {
    const html = await page.html('/audit')
    const words = wordsOf(html)
    expect(words).not.toMatch(/[{}]|"\w+":|\[object|undefined/u)
  })

  it('gives what is filtered as a file, and notes the filters', async () => {
    const csv = await page.html(`/audit.csv?act=grant&user=${scene.admin.id}`)
    const lines = csv.trim().split('\r\n')
    expect(lines.length).toBe(8)
    expect(lines[0]).toContain('"Entry","When","Who","What","Contact","System","Details"')
    expect(lines[1]).toContain(`"${scene.admin.email}","Right granted: `)
    expect((await scene.audit()).filter(({ act }) => act === 'export').at(-1)).toMatchObject({
      actor: scene.dpo.email,
      details: { what: 'list of audit', filters: { act: 'grant', user: scene.admin.id } },
    })
  })
})
