import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letFileGo } from '../../../src/operations/connections/broker-file-book.ts'
import { changeConnectionSettings, loadFormSettings } from '../../../src/operations/connections/change-settings.ts'
import { maintainConnection } from '../../../src/operations/connections/maintain-connection.ts'
import { heldFiles } from '../../../src/store/brokers/broker-files.ts'
import { connectBrokerBy, fromBroker } from '../../support/brokers/broker.ts'
import { startSftpServer, type SftpServer } from '../../support/brokers/sftp-server.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('a broker that got its files in clear before', () => {
  let scene: Scene
  let sftp: SftpServer
  let connectionId: string
  beforeAll(async () => {
    sftp = await startSftpServer()
    scene = await openScene({ broker: false, contacts: 200 })
    connectionId = await connectBrokerBy(scene, 'broker-file', {
      host: '127.0.0.1',
      port: String(sftp.port),
      user: sftp.user,
      password: sftp.password,
      privateKey: '',
      hostKey: sftp.hostKey,
      folder: 'in',
      sender: 'exemple',
      mode: 'delta',
      hash: 'raw',
      lineEnd: 'lf',
      maxShrink: '10',
      slaHours: '48',
    })
  })
  afterAll(async () => {
    await scene.close()
    await sftp.close()
  })
  const values = (kind: 'delta' | 'full') =>
    [...sftp.files]
      .filter(([name]) => name.includes(`_${kind}_`) && name.endsWith('.csv'))
      .flatMap(([, body]) =>
        body
          .toString()
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(',')[4] ?? ''),
      )
  const maintain = () => maintainConnection(scene.app, connectionId, AbortSignal.timeout(20_000))

  it('gets everybody in its first complete file, and nobody is missed in silence', async () => {
    const [known, erased] = [await scene.object(fromBroker(scene).email), await scene.object(fromBroker(scene).email)]
    for (const { id } of [known, erased]) await scene.untilCarried(id, { 'broker-file': 'accepted' })
    // A record that is read again would bring the address back.
    await scene.settle()
    await scene.stopWorking()
    const told = values('delta')
    const { rows } = await scene.app.pool.query<{ value: string }>(
      'update identities i set value = null from identities o where o.hash = i.hash and i.hash in (select identity_hash from objection_identities where objection_id = $1) returning o.value',
      [erased.id],
    )
    const gone = rows.map(({ value }) => value)
    const { shown } = (await loadFormSettings(scene.app, connectionId)) ?? { shown: {} }
    await changeConnectionSettings(scene.app, scene.admin, connectionId, {
      ...shown,
      hash: 'n1-sha256-hex',
      mode: 'both',
    })
    await maintain()
    const expected = told
      .filter((value) => !gone.includes(value))
      .map((value) => createHash('sha256').update(value).digest('hex'))
      .toSorted()
    expect([values('full'), await heldFiles(scene.app.pool)]).toEqual([
      [],
      [{ connectionId, label: 'Prospecta', rows: expected.length, before: 0, createdAt: expect.any(Date) }],
    ])
    expect(await letFileGo(scene.app, connectionId, scene.admin)).toBe(true)
    await maintain()
    expect(values('full').toSorted()).toEqual(expected)
  })
})
