import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFeed } from '../../../src/operations/brokers/feeds/read-feed.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('opt-outs made at a data vendor', () => {
  let stage: Stage
  let page: Page
  beforeAll(async () => {
    stage = await openStage({ contacts: 20 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
    page = await stage.as(stage.lawbase.admin)
  })
  afterAll(() => stage.close())
  const shoot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  }
  /** Lines of the self-test whose mark lies over what stands beside it. */
  const overlapping = (shown: Page) =>
    shown.locator('.checks > li').evaluateAll((lines) =>
      lines.flatMap((line) => {
        const [mark, text] = [...line.children].map((part) => part.getBoundingClientRect())
        return mark !== undefined && text !== undefined && mark.right > text.left ? [line.textContent] : []
      }),
    )
  const title = () => page.locator('h1').innerText()
  const connect = async (connector: string, fields: Readonly<Record<string, string>>) => {
    await page.goto(`${stage.base}/connections/new/${connector}`)
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value)
    expect(await axeFaults(page)).toEqual([])
    await page.click('section.card form button[type=submit]')
    await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/u)
    return page.url().split('/').at(-1) ?? ''
  }
  const read = async (id: string) => {
    await readFeed(stage.lawbase.app, id, AbortSignal.timeout(20_000))
    await page.goto(`${stage.base}/connections/${id}`)
  }
  const file = (text: string) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

  it('People Data Labs: says when it was read, takes the ids of a purchase, and fails in red', async () => {
    const vendors = (await stage.lawbase.control('GET', '/_sandbox/vendors')) as unknown as {
      peopledatalabs: { apiKey: string }
    }
    const id = await connect('people-data-labs', {
      label: 'People Data Labs',
      apiKey: vendors.peopledatalabs.apiKey,
    })
    await read(id)
    expect(await title()).toBe('People Data Labs: its opt-outs are received here')
    expect(await page.locator('#feed').innerText()).toMatch(/every day[\s\S]*400, of which 0 are kept here/u)
    await page.setInputFiles('#ids-file', file('name\nRoy\n'))
    await page.click('#ids button[type=submit]')
    expect(await page.locator('#ids').innerText()).toContain('Row 1 must have the heading of the ids')
    await page.setInputFiles('#ids-file', file('pdl_id,email\nq1,a@example.test\n'))
    await page.click('#ids button[type=submit]')
    expect(await page.locator('.notice.done').innerText()).toContain('1 new id kept; 0 opt-outs recorded')
    expect(await axeFaults(page)).toEqual([])
    await shoot('feed-people-data-labs')
    await stage.lawbase.control('POST', '/_sandbox/faults', { system: 'peopledatalabs', kind: 'html-200' })
    await read(id)
    expect(await title()).toBe('People Data Labs: its opt-outs cannot be read')
    await page.goto(stage.base)
    expect(await page.locator('#needs').innerText()).toContain('Opt-outs made at People Data Labs are not received')
  })

  it('a list by hand: Today asks for it until someone brings it', async () => {
    const id = await connect('opt-out-list', { label: 'Apollo' })
    expect(await title()).toBe('Apollo: its list is imported by hand')
    await page.goto(stage.base)
    expect(await page.locator('#needs').innerText()).toContain('Import the opt-out list of Apollo')
    await page.goto(`${stage.base}/connections/${id}`)
    await page.setInputFiles('#list-file', file('email,date\nada@example.test,2026-11-02\nnobody,2026-11-02\n'))
    await page.click('#list button[type=submit]')
    expect(await page.locator('.notice.done').innerText()).toBe(
      '1 opt-out recorded, 0 known before. Not used, by number of the row: 3.',
    )
    await shoot('feed-list')
    expect(await axeFaults(page)).toEqual([])
    expect(await overlapping(page)).toEqual([])
    const french = await stage.as(await stage.makeUser('admin', 'admin.fr@exemple.example.test', 'fr'))
    await french.goto(`${stage.base}/connections/${id}`)
    expect(await overlapping(french)).toEqual([])
    expect(await french.locator('#list label').innerText()).toMatch(/^Importer sa liste\s: Fichier$/u)
    if (shots !== undefined) await french.screenshot({ path: `${shots}/feed-list-fr.png`, fullPage: true })
    expect(await axeFaults(french)).toEqual([])
    await french.context().close()
    await page.goto(stage.base)
    expect(await page.locator('#needs').innerText()).not.toContain('Apollo')
    await page.goto(`${stage.base}/connections`)
    expect(await page.locator('table').innerText()).toContain('opt-outs of a data vendor')
    await shoot('feed-connections')
  })
})
