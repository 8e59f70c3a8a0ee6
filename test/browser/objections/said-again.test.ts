import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import type { SeedPerson } from '../../support/seed-people.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

describe.runIf(browserWanted)('what a person’s page says of opt-outs said again and of mail that came back', () => {
  let stage: Stage
  let people: SeedPerson[]
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.run()
    people = (await stage.lawbase.control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]
  })
  afterAll(() => stage.close())
  const plain = () =>
    people.filter(({ hubspotIds, optOut, role }) => hubspotIds.length === 1 && optOut === 'none' && !role)
  const shot = async (page: Awaited<ReturnType<Stage['as']>>, name: string) => {
    const folder = process.env['LAWBASE_SHOTS']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }

  it('names each door and time, beside the first date', async () => {
    const { app } = stage.lawbase
    const say = (door: 'phone' | 'post') =>
      recordObjection(app, {
        emails: [plain()[0]?.email.toLowerCase() ?? ''],
        hashes: [],
        contactId: null,
        channels: ['email'],
        receivedAt: app.clock.now(),
        door,
        actor: 'a test',
        originConnectionId: null,
        lane: 'objection',
        reason: 'objection',
        evidence: {},
        idempotencyKey: null,
      })
    const { id, contactId } = await say('post')
    await stage.lawbase.advance(3_600_000)
    await say('phone')
    await stage.lawbase.advance(3_600_000)
    await say('phone')
    const page = await stage.as(stage.lawbase.admin)
    for (const url of [`/objections/${id}`, `/contacts/${contactId ?? ''}`]) {
      await page.goto(stage.base + url)
      expect(await page.locator('li', { hasText: 'Said again: first' }).textContent()).toMatch(
        /, last .*, through Phone$/u,
      )
      expect(await axeFaults(page)).toEqual([])
    }
    await shot(page, 'said-again')
  })

  it('says where and when it was seen that mail comes back, and that it is no opt-out', async () => {
    const { app } = stage.lawbase
    const person = plain()[1]
    await stage.lawbase.control('POST', '/_sandbox/act', {
      system: 'hubspot',
      act: 'bounce',
      id: person?.hubspotIds[0],
      reason: 'UNKNOWN_USER',
    })
    const held = async () =>
      (await app.pool.query<{ id: string }>("select contact_id as id from holds where reason = 'bounce'")).rows[0]?.id
    // The search of the CRM may show the bounce a moment late.
    await until('whoever it is about is held', async () => {
      await stage.lawbase.run()
      return (await held()) !== undefined
    })
    const page = await stage.as(stage.lawbase.admin)
    await page.goto(`${stage.base}/contacts/${(await held()) ?? ''}`)
    expect(await page.locator('.notice.wait').textContent()).toContain(
      'E-mail to their address comes back, as HubSpot showed on',
    )
    expect(await page.textContent('main')).toContain('E-mail to their address comes back (our cautious choice)')
    expect(await axeFaults(page)).toEqual([])
    await shot(page, 'bounce')
  })
})
