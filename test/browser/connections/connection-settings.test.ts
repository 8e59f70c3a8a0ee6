import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { heldFiles, holdFile } from '../../../src/store/brokers/broker-files.ts'
import { startSftpServer, type SftpServer } from '../../support/brokers/sftp-server.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
const shot = async (page: Page, name: string) =>
  shots === undefined ? undefined : page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })

describe.runIf(browserWanted)('files and settings of connected systems', () => {
  let stage: Stage
  let sftp: SftpServer
  let connectionId: string
  beforeAll(async () => {
    sftp = await startSftpServer()
    stage = await openStage({ contacts: 40 })
    const { app, admin } = stage.lawbase
    connectionId = await connectByForm(app, admin, 'broker-file', 'Prospecta', {
      host: '127.0.0.1',
      port: String(sftp.port),
      user: sftp.user,
      password: sftp.password,
      privateKey: '',
      hostKey: sftp.hostKey,
      folder: 'in',
      sender: 'exemple',
      mode: 'both',
      hash: 'n1-sha256-hex',
      lineEnd: 'lf',
      maxShrink: '10',
      slaHours: '48',
    })
    await grant(app, connectionId, 'suppress', admin)
  })
  afterAll(async () => {
    await stage.close()
    await sftp.close()
  })

  it.each([
    ['en', 'Change settings', 'type it again'],
    ['fr', 'Modifier les réglages', 'saisissez-le de nouveau'],
  ] as const)('are changed by an admin, without a secret ever shown, in %s', async (language, open, again) => {
    const page = await stage.as(await stage.makeUser('admin', `admin-${language}@exemple.example.test`, language))
    await page.goto(`${stage.base}/connections/${connectionId}`)
    await page.click(`a:has-text("${open}")`)
    expect(await axeFaults(page)).toEqual([])
    expect([
      await page.inputValue('#host'),
      await page.inputValue('#password'),
      await page.inputValue('#privateKey'),
      await page.inputValue('select[name=mode]'),
    ]).toEqual(['127.0.0.1', '', '', 'both'])
    expect(await page.content()).not.toContain(sftp.password)
    await page.fill('#host', 'localhost')
    await page.click('form[action$="/settings"] button')
    expect(await page.textContent('.summary')).toContain(again)
    expect(await page.inputValue('#host')).toBe('localhost')
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#host', '127.0.0.1')
    await page.fill('#slaHours', language === 'fr' ? '72' : '24')
    await page.click('form[action$="/settings"] button')
    await page.waitForURL(`${stage.base}/connections/${connectionId}`)
    await page.goto(`${stage.base}/connections/${connectionId}/settings`)
    expect(await page.inputValue('#slaHours')).toBe(language === 'fr' ? '72' : '24')
    await page.context().close()
  })

  it('let a held file go only after a DPO or admin said so', async () => {
    const { app } = stage.lawbase
    await holdFile(app.pool, connectionId, 3, app.clock.now())
    const [operator, dpo] = [
      await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test')),
      await stage.as(stage.lawbase.dpo),
    ]
    const button = 'form[action$="/release"] button'
    await operator.goto(`${stage.base}/broker-tasks`)
    expect([await operator.locator('.notice.wait').count(), await operator.locator(button).count()]).toEqual([1, 0])
    await dpo.goto(`${stage.base}/broker-tasks`)
    expect(await axeFaults(dpo)).toEqual([])
    await dpo.click(button)
    await dpo.waitForURL(`${stage.base}/broker-tasks`)
    expect([await dpo.locator('.notice.wait').count(), await heldFiles(app.pool)]).toEqual([0, []])
    for (const one of [operator, dpo]) await one.context().close()
  })

  it('are nothing for a DPO, nor for a system connected by consent', async () => {
    const hubspot = await stage.lawbase.connectHubspot()
    const [dpo, admin] = [await stage.as(stage.lawbase.dpo), await stage.as(stage.lawbase.admin)]
    await dpo.goto(`${stage.base}/connections/${connectionId}`)
    expect(await dpo.locator('a[href$="/settings"]:not(nav a)').filter({ hasText: 'Change settings' }).count()).toBe(0)
    expect([
      (await dpo.goto(`${stage.base}/connections/${connectionId}/settings`))?.status(),
      (await admin.goto(`${stage.base}/connections/${hubspot}/settings`))?.status(),
    ]).toEqual([403, 404])
    for (const one of [dpo, admin]) await one.context().close()
  })

  it('name the business units of Account Engagement, ask for its scope, and show how far it is read', async () => {
    const { lawbase, base } = stage
    const id = await lawbase.connectSalesforce(['pardot_api'])
    await lawbase.control('POST', '/_sandbox/switches', { salesforce: { businessUnits: ['0Uv5A000000PAzxSAG'] } })
    await lawbase.run()
    const page = await stage.as(lawbase.admin)
    await page.goto(`${base}/connections/${id}`)
    const card = page.locator('#activities')
    const save = 'form[action$="/activities"] button'
    expect(await card.locator('.pill').textContent()).toBe('Not read')
    await page.fill('#units', '0Uv-wrong')
    await page.click(save)
    expect([await page.textContent('#units-error'), await page.inputValue('#units')]).toEqual([
      '“0Uv-wrong” is not a valid id.',
      '0Uv-wrong',
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#units', '0Uv5A000000PAzxSAG')
    await page.click(save)
    await page.waitForURL(`${base}/connections/${id}#activities`)
    expect([
      await card.locator('.pill').textContent(),
      await card.locator('form[action$="/reauthorise"]').count(),
    ]).toEqual(['Scope missing', 1])
    expect(await axeFaults(page)).toEqual([])
    await shot(page, 'activities-closed')
    await page.click('#activities form[action$="/reauthorise"] button')
    // The page names what the vendor will be asked for; the vendor's own page follows.
    await page.click('main a.primary')
    expect(await page.textContent('body')).toContain('pardot_api')
    await page.click('button[value="allow"]')
    await page.waitForURL(`${base}/connections/${id}`)
    await lawbase.control('POST', '/_sandbox/act', {
      system: 'salesforce',
      act: 'engagement',
      type: 1,
      email: 'ada@example.test',
      at: '2026-01-05T10:00:00Z',
    })
    await lawbase.run()
    await page.goto(`${base}/connections/${id}`)
    expect([
      await card.locator('.pill.done').count(),
      await card.locator('form[action$="/reauthorise"]').count(),
    ]).toEqual([1, 0])
    await shot(page, 'activities-read')
    const french = await stage.as(await stage.makeUser('admin', 'admin-unites@exemple.example.test', 'fr'))
    await french.setViewportSize({ width: 390, height: 844 })
    await french.goto(`${base}/connections/${id}#activities`)
    expect(await french.textContent('#activities h2')).toBe('Activité dans Account Engagement')
    expect(await axeFaults(french)).toEqual([])
    await shot(french, 'activities-fr')
    for (const one of [page, french]) await one.context().close()
  })
})
