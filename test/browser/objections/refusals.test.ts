import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { finishTask } from '../../../src/operations/brokers/broker-tasks.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import type { Running } from '../../../src/serve.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, type Stage } from '../../support/stage.ts'

const pdf = {
  name: 'réponse.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4 the answer of the broker'),
}

describe.runIf(browserWanted)('what the owner of a refusal can do', () => {
  let stage: Stage
  let working: Running
  let connectionId: string
  let addresses: string[]
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    connectionId = await connectByForm(lawbase.app, lawbase.admin, 'broker-task', 'Prospecta', {
      instructionsFr: 'Écran Admin',
      instructionsEn: 'Admin screen',
      slaHours: '48',
    })
    await grant(lawbase.app, connectionId, 'suppress', lawbase.admin)
    await lawbase.run()
    working = await lawbase.work()
    addresses = (
      await lawbase.app.pool.query<{ value: string }>(
        'select distinct i.value from sources s join remote_records r on r.contact_id = s.contact_id join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where s.broker_connection_id = $1 and not i.role order by 1 limit 4',
        [connectionId],
      )
    ).rows.map((row) => row.value)
  })
  afterAll(async () => {
    await working.stop()
    await stage.close()
  })

  const stateOf = async (objectionId: string) =>
    (
      await stage.lawbase.app.pool.query<{ state: string }>(
        'select state from propagations where objection_id = $1 and connection_id = $2',
        [objectionId, connectionId],
      )
    ).rows[0]?.state
  /** An objection that the broker did not take; gives the id of its objection. */
  const refused = async () => {
    const { app, dpo } = stage.lawbase
    const { id } = await recordObjection(app, {
      emails: [addresses.pop() ?? ''],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    const task = await until(
      'the task is open',
      async () =>
        (
          await app.pool.query<{ id: string }>(
            'select t.id from broker_tasks t join broker_notice_orders o on o.notice_id = t.notice_id join propagations p on p.id = o.propagation_id where p.objection_id = $1',
            [id],
          )
        ).rows[0],
    )
    await finishTask(app, dpo, task.id, { answer: 'refused', note: 'the screen is locked', evidence: null })
    await until('it is refused', async () => (await stateOf(id)) === 'refused')
    return id
  }

  it.each([
    ['en', 'Send again', 'Settled by', 'Refused, settled by hand'],
    ['fr', 'Envoyer à nouveau', 'Réglé par', 'Refusé, réglé à la main'],
  ] as const)('settles it by hand, or sends it again, in %s', async (language, again, settledBy, pill) => {
    const objection = await refused()
    const page = await stage.as(await stage.makeUser('operator', `operator-${language}@exemple.example.test`, language))
    await page.goto(`${stage.base}/objections/${objection}`)
    expect(await axeFaults(page)).toEqual([])
    await page.click('a[href^="/propagations/"]')
    expect(await axeFaults(page)).toEqual([])
    // A note is needed; what is wrong with the file is said beside it.
    await page.fill('#note', ' ')
    await page.setInputFiles('#evidence', {
      name: 'page.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<script>alert(1)</script>'),
    })
    await page.click('form[enctype] button')
    expect(await page.locator('.summary li').count()).toBe(2)
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#note', 'Demandé par courrier')
    await page.setInputFiles('#evidence', pdf)
    await Promise.all([page.waitForURL(`${stage.base}/objections/${objection}`), page.click('form[enctype] button')])
    const text = (await page.textContent('main')) ?? ''
    expect([
      text.includes(`${settledBy} operator`),
      text.includes('Demandé par courrier'),
      text.includes(pill),
    ]).toEqual([true, true, true])
    expect(await axeFaults(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href^="/evidence/"]')])
    expect(download.suggestedFilename()).toBe('réponse.pdf')
    expect(await stateOf(objection)).toBe('refused')
    await page.goto(`${stage.base}/objections?state=settled`)
    expect(await page.locator(`a[href="/objections/${objection}"]`).count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
    await page.goto(`${stage.base}/objections/${objection}`)
    await page.click(`button:has-text("${again}")`)
    await until('it waits for somebody again', async () => (await stateOf(objection)) === 'waiting')
    await page.context().close()
  })

  it('offers on Today to send all of one cause again, and to nobody who only reads', async () => {
    const objection = await refused()
    const viewer = await stage.as(await stage.makeUser('viewer', 'viewer@exemple.example.test'))
    await viewer.goto(stage.base)
    expect([
      await viewer.locator('form[action="/refusals/send-again"]').count(),
      (await viewer.textContent('#needs'))?.includes('Prospecta refuses'),
    ]).toEqual([0, true])
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(stage.base)
    expect(await axeFaults(page)).toEqual([])
    const answer = await viewer
      .context()
      .request.post(`${stage.base}/refusals/send-again`, { form: { connectionId }, headers: { origin: stage.base } })
    expect([answer.status(), await stateOf(objection)]).toEqual([403, 'refused'])
    await page.click('form[action="/refusals/send-again"] button')
    await until('it waits for somebody again', async () => (await stateOf(objection)) === 'waiting')
    for (const one of [page, viewer]) await one.context().close()
  })
})
