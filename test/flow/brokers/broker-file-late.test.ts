import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTask } from '../../../src/operations/brokers/broker-tasks.ts'
import { settleAnswers } from '../../../src/operations/brokers/broker-answers.ts'
import { chaseBrokers } from '../../../src/operations/brokers/remind-brokers.ts'
import { maintainConnection } from '../../../src/operations/connections/maintain-connection.ts'
import { listTasks } from '../../../src/store/brokers/broker-tasks.ts'
import { acknowledgeStanding, connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { startSftpServer, type SftpServer } from '../../support/brokers/sftp-server.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const day = 86_400_000

describe.each(['delta', 'full', 'both'])('a broker that never confirms its files, in mode %s', (mode) => {
  let scene: Scene
  let sftp: SftpServer
  let connectionId: string
  /** Orders of the objections that stood before. */
  let standingBefore: readonly string[]
  beforeAll(async () => {
    sftp = await startSftpServer()
    scene = await openScene({ broker: false, contacts: 40 })
    connectionId = await connectBrokerBy(scene, 'broker-file', {
      host: '127.0.0.1',
      port: String(sftp.port),
      user: sftp.user,
      password: sftp.password,
      privateKey: '',
      hostKey: sftp.hostKey,
      folder: 'in',
      sender: 'exemple',
      mode,
      hash: 'n1-sha256-hex',
      lineEnd: 'lf',
      maxShrink: '10',
      slaHours: '48',
    })
    standingBefore = await acknowledgeStanding(scene, connectionId)
  })
  afterAll(async () => {
    await scene.close()
    await sftp.close()
  })

  const csvs = () =>
    [...sftp.files.keys()]
      .filter((name) => /_\d{6}\.csv$/u.test(name))
      .toSorted((a, b) => a.slice(-10).localeCompare(b.slice(-10)))
  const ordersIn = (name: string) =>
    [
      ...new Set(
        (sftp.files.get(name)?.toString() ?? '')
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.slice(0, 36)),
      ),
    ]
      .filter((order) => !standingBefore.includes(order))
      .toSorted()
  const send = async () => {
    const objection = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(objection.id, { 'broker-file': 'accepted' })
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select id from propagations where objection_id = $1 and connection_id = $2',
      [objection.id, connectionId],
    )
    return { objection, order: rows[0]?.id ?? '' }
  }
  // The worker tends it too, by its own rhythm: what counts is what stands there afterwards.
  const maintain = async () => {
    await maintainConnection(scene.app, connectionId, AbortSignal.timeout(20_000))
    await chaseBrokers(scene.app)
  }
  const openTasks = async () => {
    const tasks = await listTasks(scene.app.pool, true, 100)
    return Promise.all(
      tasks.map(async (task) =>
        (await openTask(scene.app, task.id))?.lines.map((line) => line.propagationId).toSorted(),
      ),
    )
  }

  it('gets what it did not confirm for 30 days once more, while somebody has the task to ask it', async () => {
    const [silent, confirmed] = [await send(), await send()]
    const file = csvs().find((name) => ordersIn(name).includes(confirmed.order)) ?? ''
    const records = (sftp.files.get(file)?.toString() ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '')
      .filter((record) => record.startsWith(confirmed.order))
    sftp.files.set(
      `${file}.ack.csv`,
      Buffer.from(`record_id,status\n${records.map((record) => `${record},accepted`).join('\n')}\n`),
    )
    await maintain()
    await settleAnswers(scene.app)
    expect(await standing(scene, confirmed.objection.id, connectionId)).toMatchObject({ state: 'accepted', proof: 2 })

    await scene.advance(29 * day)
    await maintain()
    expect(await openTasks()).toEqual([[silent.order]])
    const before = csvs()
    await maintain()
    expect(csvs()).toEqual(before)

    // The weekly file of mode "both" went out on day 29: the next one is due on day 36.
    await scene.advance(mode === 'both' ? 8 * day : 2 * day)
    await maintain()
    const fresh = csvs().filter((name) => !before.includes(name))
    expect(fresh.map((name) => [name.includes('_full_'), ordersIn(name)])).toEqual([
      [mode !== 'delta', mode === 'delta' ? [silent.order] : [silent.order, confirmed.order].toSorted()],
    ])
    expect(await openTasks()).toEqual([[silent.order]])
    expect(await standing(scene, silent.objection.id, connectionId)).toMatchObject({ state: 'accepted', proof: 1 })
    // Once, not with every look.
    await scene.advance(3_700_000)
    await maintain()
    expect(csvs().length).toBe(before.length + 1)

    // A late answer to the second file ends the task.
    const again = (sftp.files.get(fresh[0] ?? '')?.toString() ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '')
      .filter((record) => record.startsWith(silent.order))
    sftp.files.set(
      `${fresh[0]}.ack.csv`,
      Buffer.from(`record_id,status\n${again.map((record) => `${record},matched_suppressed`).join('\n')}\n`),
    )
    await maintain()
    await settleAnswers(scene.app)
    await chaseBrokers(scene.app)
    expect(await standing(scene, silent.objection.id, connectionId)).toMatchObject({ state: 'accepted', proof: 3 })
    expect(await openTasks()).toEqual([])
  })
})
