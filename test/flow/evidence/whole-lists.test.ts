import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { recordConsent } from '../../../src/operations/consents/record-consent.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { noteDelivery } from '../../../src/store/brokers/broker-deliveries.ts'
import { noticeFigures } from '../../../src/store/notices/notices.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** Rows of a file by its heads. */
const rowsOf = (csv: string): Record<string, string>[] => {
  const [heads = [], ...rows] = csv
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
  return rows.map((cells) => Object.fromEntries(heads.map((head, place) => [head, cells[place] ?? ''])))
}

describe('lists that are read whole', () => {
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

  it('people to inform: as many of each state as the page of notices counts, with their file', async () => {
    const figures = await noticeFigures(scene.app.pool, '2100-01-01')
    expect(figures.overdue).toBeGreaterThan(0)
    for (const [state, count] of [
      ['OVERDUE', figures.overdue],
      ['DUE', figures.due],
      ['FAILED', figures.failed],
    ] as const) {
      const text = wordsOf(await page.html(`/notices/people?state=${state}`))
      expect(text, state).toContain(
        count === 0 ? 'Nothing matches these filters' : `${count} ${count === 1 ? 'entry' : 'entries'} in all`,
      )
      const rows = rowsOf(await page.html(`/notices/people.csv?state=${state}&sort=due&dir=up`))
      const days = rows.map((row) => row['Last day'] ?? '')
      expect([rows.length, days], state).toEqual([count, days.toSorted()])
    }
    const early = rowsOf(await page.html('/notices/people.csv?early=yes'))
    expect(early.every((row) => row['Written to before'] !== '')).toBe(true)
  })

  it('people to inform: by the last day, both ends included', async () => {
    const [row] = rowsOf(await page.html('/notices/people.csv?state=OVERDUE'))
    const day = row?.['Last day'] ?? ''
    const days = rowsOf(await page.html(`/notices/people.csv?from=${day}&to=${day}`)).map((one) => one['Last day'])
    expect([days.length > 0, new Set(days)]).toEqual([true, new Set([day])])
  })

  it('consents: with their state, which an opt-out changes', async () => {
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select contact_id as id from decisions d where verdict = 'ALLOW' and exists (
         select 1 from remote_records r join record_numbers n on n.record_id = r.id where r.contact_id = d.contact_id and r.gone_at is null and not n.guessed)
       order by contact_id limit 2`,
    )
    const [kept = '', withdrawn = ''] = rows.map(({ id }) => id)
    for (const id of [kept, withdrawn])
      await recordConsent(
        scene.app,
        scene.dpo,
        id,
        {
          way: 'spoken',
          channels: ['phone'],
          givenOn: '2026-11-20',
          words: 'Oui, vous pouvez m’appeler.',
          heardBy: 'Camille Vendeuse',
        },
        null,
      )
    await recordObjection(scene.app, {
      emails: [],
      hashes: [],
      contactId: withdrawn,
      channels: ['phone'],
      receivedAt: scene.app.clock.now(),
      door: 'phone',
      actor: scene.dpo.email,
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    const of = async (query: string) =>
      rowsOf(await page.html(`/consents/register.csv?${query}`)).map((row) => row['Contact id'])
    expect(new Set(await of('door=phone'))).toEqual(new Set([kept, withdrawn]))
    expect([await of('state=withdrawn'), await of('state=counts'), await of('door=sms')]).toEqual([
      [withdrawn],
      [kept],
      [],
    ])
    expect(await of(`person=${kept}`)).toEqual([kept])
    expect(wordsOf(await page.html('/consents/register?state=withdrawn'))).toContain('1 entry in all')
  })

  it('deliveries of brokers: those that wait for their file, in the order of their day', async () => {
    for (const [reference, obtainedOn] of [
      ['L-9', '2026-03-02'],
      ['L-8', '2026-05-01'],
    ] as const)
      await noteDelivery(scene.app.pool, {
        id: randomUUID(),
        brokerId: null,
        broker: 'Prospecta',
        connectionId: null,
        reference,
        obtainedOn,
        fileName: null,
        promised: null,
        promisedRows: 100,
        washBefore: null,
        washAfter: null,
        notedBy: scene.dpo.email,
        recordedAt: scene.app.clock.now(),
      })
    // The scene's own broker has one old delivery without a reference.
    const ofTheScene = ''
    const of = async (query: string) =>
      rowsOf(await page.html(`/brokers/deliveries.csv?${query}`)).map((row) => row['Reference'])
    expect([await of('state=waiting'), await of('sort=obtained&dir=up'), await of('state=checked')]).toEqual([
      ['L-8', 'L-9', ofTheScene],
      [ofTheScene, 'L-9', 'L-8'],
      [],
    ])
    expect(await of('from=2026-03-02&to=2026-03-02')).toEqual(['L-9'])
  })
})
