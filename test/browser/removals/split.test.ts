import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

/** A folder for pictures of the pages, to be looked at. */
const shots = process.env['LAWBASE_SHOTS']

describe.runIf(browserWanted)('a contact whose records are two people', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 60 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
  })
  afterAll(() => stage.close())

  it('is split by a DPO from its page with a reason, and put together again', async () => {
    const { lawbase } = stage
    const { rows } = await lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from remote_records where gone_at is null and merged_to is null and person_id is null group by 1 having count(*) = 2 and count(distinct connection_id) = 2 order by 1 limit 1`,
    )
    const id = rows[0]?.id ?? ''
    const operator = await stage.as(await stage.makeUser('operator', 'op-split@exemple.example.test'))
    await operator.goto(`${stage.base}/contacts/${id}`)
    expect(await operator.locator('a[href$="/split"]').count()).toBe(0)
    const page = await stage.as(lawbase.dpo)
    page.setDefaultTimeout(15_000)
    await page.goto(`${stage.base}/contacts/${id}`)
    await page.click('a[href$="/split"]')
    await page.fill('#reason', 'Father and son.')
    await page.click('main button.primary')
    expect(await page.textContent('#records-error')).toContain('Tick at least one record, and leave one.')
    expect(await axeFaults(page)).toEqual([])
    await page.locator('input[name=records]').last().check()
    if (shots !== undefined) await page.screenshot({ path: `${shots}/split.png`, fullPage: true })
    await page.click('main button.primary')
    await page.waitForURL(new RegExp(`/contacts/${id}$`, 'u'))
    const records = () => page.locator('table.compare thead th').count()
    expect(await records()).toBe(2)
    await page.click('a[href$="/split"]')
    expect(await page.textContent('main')).toContain('“Father and son.”')
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/split-before.png`, fullPage: true })
    await page.fill('#why', 'It was one person.')
    await page.click('form[action$="/rejoin"] button')
    await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/u)
    expect(await records()).toBe(3)
    for (const one of [operator, page]) await one.context().close()
  })
})
