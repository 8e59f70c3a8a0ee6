import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectByForm } from '../../src/operations/connect-system.ts'
import { grant } from '../../src/operations/rights.ts'
import { heldFiles, holdFile } from '../../src/store/broker-files.ts'
import { startSftpServer, type SftpServer } from '../support/sftp-server.ts'
import { axeFaults, browserWanted, openStage, type Stage } from './stage.ts'

describe.runIf(browserWanted)('files and settings of a system that was connected by a form', () => {
  let stage: Stage
  let sftp: SftpServer
  let connectionId: string
  beforeAll(async () => {
    sftp = await startSftpServer()
    stage = await openStage({ contacts: 40 })
    const { app, admin } = stage.lawbase
    connectionId = await connectByForm(app, admin, 'broker-file', 'Prospecta', {
      host: '127.0.0.1', port: String(sftp.port), user: sftp.user, password: sftp.password, privateKey: '', hostKey: sftp.hostKey, folder: 'in', sender: 'exemple', mode: 'both', hash: 'n1-sha256-hex', lineEnd: 'lf', maxShrink: '10', slaHours: '48',
    })
    await grant(app, connectionId, 'suppress', admin)
  })
  afterAll(async () => {
    await stage.close()
    await sftp.close()
  })

  it.each([['en', 'Change settings', 'type it again'], ['fr', 'Modifier les réglages', 'saisissez-le de nouveau']] as const)('are changed by an admin, without a secret ever shown, in %s', async (language, open, again) => {
    const page = await stage.as(await stage.makeUser('admin', `admin-${language}@exemple.example.test`, language))
    await page.goto(`${stage.base}/connections/${connectionId}`)
    await page.click(`a:has-text("${open}")`)
    expect(await axeFaults(page)).toEqual([])
    expect([await page.inputValue('#host'), await page.inputValue('#password'), await page.inputValue('#privateKey'), await page.inputValue('select[name=mode]')]).toEqual(['127.0.0.1', '', '', 'both'])
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
    const [operator, dpo] = [await stage.as(await stage.makeUser('operator', 'operator@exemple.example.test')), await stage.as(stage.lawbase.dpo)]
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
    expect([(await dpo.goto(`${stage.base}/connections/${connectionId}/settings`))?.status(), (await admin.goto(`${stage.base}/connections/${hubspot}/settings`))?.status()]).toEqual([403, 404])
    for (const one of [dpo, admin]) await one.context().close()
  })
})
