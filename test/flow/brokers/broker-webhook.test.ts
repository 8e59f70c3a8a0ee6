import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeConnectionSettings, loadFormSettings } from '../../../src/operations/connections/change-settings.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { fromBroker, standing } from '../../support/brokers/broker.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const hour = 3_600_000

describe('a broker whose door answers no', () => {
  let scene: Scene
  let connectionId: string
  beforeAll(async () => {
    scene = await openScene({ contacts: 200 })
    connectionId =
      (await scene.app.pool.query<{ id: string }>(`select id from connections where connector = 'broker-webhook'`))
        .rows[0]?.id ?? ''
  })
  afterAll(() => scene.close())

  const stands = (objectionId: string) => standing(scene, objectionId, connectionId)
  const attempts = async (objectionId: string) =>
    (
      await scene.app.pool.query<{ attempts: number; next: Date | null }>(
        'select attempts, next_attempt_at as next from propagations where objection_id = $1 and connection_id = $2',
        [objectionId, connectionId],
      )
    ).rows[0]
  const offered = async (objectionId: string, times: number) =>
    until(`it was offered ${times} times`, async () => (await attempts(objectionId))?.attempts === times)

  it('to one message gets the others of its batch, and that one five seconds later', async () => {
    await scene.stopWorking()
    const objections = [
      await scene.object(fromBroker(scene).email),
      await scene.object(fromBroker(scene).email),
      await scene.object(fromBroker(scene).email),
    ]
    await scene.fault('broker', 'server-error', { status: 400 })
    await scene.startWorking()
    await until(
      'one waits, two are there',
      async () =>
        (await Promise.all(objections.map(({ id }) => stands(id))))
          .map((row) => row?.state)
          .toSorted((a = '', b = '') => a.localeCompare(b))
          .join() === 'accepted,accepted,waiting',
    )
    const rows = await Promise.all(objections.map(async ({ id }) => ({ id, row: await stands(id) })))
    const one = rows.find(({ row }) => row?.state === 'waiting')
    expect(one?.row).toEqual({
      state: 'waiting',
      proof: null,
      reason: 'not-taken',
      owner: null,
      detail: 'the broker refused the message (400)',
      ticket: null,
    })
    await scene.advance(6_000)
    await scene.untilCarried(one?.id ?? '', { 'broker-webhook': 'accepted' })
  })

  it('for an afternoon loses nothing; for more than three days it becomes somebody’s turn', async () => {
    await scene.fault('broker', 'server-error', { status: 422, times: null })
    const objection = await scene.object(fromBroker(scene).email)
    const started = scene.app.clock.now().getTime()
    await offered(objection.id, 1)
    for (let times = 2; times <= 9; times += 1) {
      await scene.advance(
        ((await attempts(objection.id))?.next?.getTime() ?? 0) - scene.app.clock.now().getTime() + 1_000,
      )
      await offered(objection.id, times)
      expect(await stands(objection.id)).toMatchObject({ state: 'waiting', reason: 'not-taken' })
    }
    await scene.advance(27 * hour)
    await scene.untilCarried(objection.id, { 'broker-webhook': 'refused' })
    expect(await stands(objection.id)).toEqual({
      state: 'refused',
      proof: null,
      reason: 'bad-request',
      owner: 'operator',
      detail: 'the broker refused the message (422)',
      ticket: null,
    })
    expect((scene.app.clock.now().getTime() - started) / hour).toBeGreaterThan(75)
    await scene.control('DELETE', '/_sandbox/faults')
  })

  it('for good (410) is not asked again: its objections wait for the admin', async () => {
    await scene.fault('broker', 'server-error', { status: 410, times: null })
    const objection = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(objection.id, { 'broker-webhook': 'waiting' })
    expect(await stands(objection.id)).toMatchObject({
      state: 'waiting',
      reason: 'reauthorise',
      owner: 'admin',
      detail: expect.stringContaining('(410)'),
    })
    expect((await findConnection(scene.app.pool, connectionId))?.state).toBe('needs-reauthorisation')
    const before = await scene.lastRequest()
    const second = await scene.object(fromBroker(scene).email)
    await scene.advance(3 * hour)
    expect((await scene.requests('broker', before)).length).toBe(0)
    expect((await stands(second.id))?.state).not.toBe('refused')

    // The broker names its new address: the secret need not be typed again, it is never sent.
    await scene.control('DELETE', '/_sandbox/faults')
    const shown = (await loadFormSettings(scene.app, connectionId))?.shown ?? {}
    expect(Object.keys(shown)).toEqual(['url'])
    expect(
      await changeConnectionSettings(scene.app, scene.admin, connectionId, { url: `${shown['url']}?v=2` }),
    ).toEqual(['url'])
    for (const { id } of [objection, second]) await scene.untilCarried(id, { 'broker-webhook': 'accepted' })
    expect((await findConnection(scene.app.pool, connectionId))?.state).toBe('active')
  })
})
