import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../../src/domain/app/channel.ts'
import { changeConnectionSettings, loadFormSettings } from '../../../src/operations/connections/change-settings.ts'
import { ConnectRefused } from '../../../src/operations/connections/connect-refused.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { letFileGo } from '../../../src/operations/connections/broker-file-book.ts'
import { settleAnswers } from '../../../src/operations/brokers/broker-answers.ts'
import { carryPropagations } from '../../../src/operations/propagation/carry-propagations.ts'
import { maintainConnection } from '../../../src/operations/connections/maintain-connection.ts'
import { heldFiles } from '../../../src/store/brokers/broker-files.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { auditOf, connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { startSftpServer, type SftpServer } from '../../support/brokers/sftp-server.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('a broker that takes files by SFTP', () => {
  let scene: Scene
  let sftp: SftpServer
  let connectionId: string
  beforeAll(async () => {
    sftp = await startSftpServer()
    scene = await openScene({ broker: false, contacts: 260 })
    connectionId = await connectBrokerBy(scene, 'broker-file', {
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
    // What stood before leaves first, and the first complete file follows at the next upkeep, which comes by itself
    // too.
    await until('the first complete file is there', async () => {
      await maintain()
      return csvs().some((name) => name.includes('_full_'))
    })
  })
  afterAll(async () => {
    await scene.close()
    await sftp.close()
  })
  beforeEach(() => Object.assign(sftp, { onRename: null, truncateAt: null }))

  const stands = (objectionId: string) => standing(scene, objectionId, connectionId)
  const csvs = () => [...sftp.files.keys()].filter((name) => /_\d{6}\.csv$/u.test(name))
  const maintain = () => maintainConnection(scene.app, connectionId, AbortSignal.timeout(20_000))
  const lines = (name: string) =>
    (sftp.files.get(name)?.toString() ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
  /** Somebody says no; gives the file it left with. */
  const send = async (channels?: readonly Channel[]) => {
    const objection = await scene.object(fromBroker(scene).email, channels === undefined ? {} : { channels })
    await scene.untilCarried(objection.id, { 'broker-file': 'accepted' })
    const name = (await stands(objection.id))?.ticket ?? ''
    const rows = lines(`in/${name}`)
    return { objection, name: `in/${name}`, rows, records: rows.map((row) => row[0] ?? '') }
  }

  it('writes a part, its digest and manifest, then the file, and reads it back', async () => {
    const [from, before] = [sftp.log.length, csvs().length]
    const logged = await auditOf(scene, connectionId, 'broker-file')
    const { objection, name, rows } = await send()
    const body = sftp.files.get(name) ?? Buffer.alloc(0)
    const sha256 = createHash('sha256').update(body).digest('hex')
    expect(sftp.log.slice(from)).toEqual([
      `put ${name}.part`,
      `put ${name}.sha256`,
      `put ${name}.manifest.json`,
      `rename ${name}`,
    ])
    expect(sftp.files.get(`${name}.sha256`)?.toString()).toBe(`${sha256}  ${name.slice(3)}\n`)
    expect(JSON.parse(sftp.files.get(`${name}.manifest.json`)?.toString() ?? '')).toEqual({
      file: name.slice(3),
      rows: rows.length,
      sha256,
      seq: before + 1,
      previousSeq: before,
      mode: 'delta',
      idFormat: 'sha256_hex',
      normalisation: 'n1',
    })
    const { rows: hashes } = await scene.app.pool.query<{ value: string }>(
      'select i.value from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = $1',
      [objection.id],
    )
    expect(rows.map((row) => row.slice(1).join()).toSorted()).toEqual(
      hashes
        .map(({ value }) =>
          [
            'suppress',
            'email',
            'sha256_hex',
            createHash('sha256').update(value).digest('hex'),
            'all',
            objection.receivedAt.toISOString(),
          ].join(),
        )
        .toSorted(),
    )
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 1, ticket: name.slice(3) })
    expect(await auditOf(scene, connectionId, 'broker-file')).toEqual([
      ...logged,
      { sequence: before + 1, mode: 'delta', rows: rows.length, sha256 },
    ])
    expect(logged).toMatchObject([
      { sequence: 1, mode: 'delta' },
      { sequence: 2, mode: 'full' },
    ])
  })

  it.each([
    ['accepted', { state: 'accepted', proof: 2 }],
    ['matched_suppressed', { state: 'accepted', proof: 3 }],
    ['no_match', { state: 'absent' }],
    [
      'rejected',
      { state: 'refused', reason: 'declined', owner: 'operator', detail: 'the broker says that it cannot: rejected' },
    ],
  ])('takes "%s" from the answer file, once', async (status, expected) => {
    const { objection, name, records } = await send()
    sftp.files.set(
      `${name}.ack.csv`,
      Buffer.from(
        `record_id,status,processed_at\n${records.map((record) => `${record},${status},2026-11-25T10:00:00Z`).join('\n')}\n`,
      ),
    )
    await maintain()
    await settleAnswers(scene.app)
    expect(await stands(objection.id)).toMatchObject(expected)
    await maintain()
    const { rows } = await scene.app.pool.query(
      'select count(*)::int as n from broker_answers a join propagations p on p.id = a.propagation_id where p.objection_id = $1',
      [objection.id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  it('takes what became of a person over what was only accepted before, and of some rows no more than that they are there', async () => {
    const { objection, name, records } = await send(['email', 'phone'])
    const answer = (status: string, rows = records) =>
      sftp.files.set(
        `${name}.ack.csv`,
        Buffer.from(`record_id,status\n${rows.map((record) => `${record},${status}`).join('\n')}\n`),
      )
    const afterwards = async () => {
      await maintain()
      await settleAnswers(scene.app)
      return stands(objection.id)
    }
    const accepted = { state: 'accepted', proof: 2, reason: null, owner: null, detail: null, ticket: name.slice(3) }
    answer('accepted')
    expect(await afterwards()).toEqual(accepted)
    answer('matched_suppressed', records.slice(1))
    expect([records.length, await afterwards()]).toEqual([2, accepted])
    await scene.advance(1_000)
    sftp.files.set(`${name}.ack.csv`, Buffer.from(`record_id,status\n${records[0]},accepted\n${records[1]},rejected\n`))
    expect(await afterwards()).toEqual({
      ...accepted,
      state: 'refused',
      reason: 'declined',
      owner: 'operator',
      detail: 'the broker says that it cannot: rejected',
    })
  })

  it('leaves an answer file that is too large or nonsense, and never lets it speak of other systems', async () => {
    const { objection, name, records } = await send()
    sftp.files.set(
      `${name}.ack.csv`,
      Buffer.concat([Buffer.from(`record_id,status\n${records[0]},error\n`), Buffer.alloc(20 * 1024 * 1024, 'x')]),
    )
    await maintain()
    sftp.files.set(`${name}.ack.csv`, Buffer.from('"never closed'))
    await maintain()
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select id from propagations where objection_id = $1 and connection_id <> $2`,
      [objection.id, connectionId],
    )
    sftp.files.set(
      `${name}.ack.csv`,
      Buffer.from(`record_id,status\n${rows.map((row) => `${row.id}-00000000,error`).join('\n')}\n`),
    )
    await maintain()
    await settleAnswers(scene.app)
    expect(await stands(objection.id)).toMatchObject({ state: 'accepted', proof: 1 })
    expect((await scene.carried(objection.id)).map((one) => one.state)).not.toContain('refused')
    sftp.files.delete(`${name}.ack.csv`)
  })

  it('has no gap and no double in its sequence, whatever breaks', async () => {
    let breaks = 0
    sftp.onRename = () => (breaks++ === 0 ? 'cut' : undefined)
    const cut = await scene.object(fromBroker(scene).email)
    await until('it was cut', async () => breaks > 0)
    sftp.onRename = null
    sftp.truncateAt = 10
    const short = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(short.id, { 'broker-file': 'waiting' })
    sftp.truncateAt = null
    await scene.advance(20 * 60_000)
    for (const { id } of [cut, short]) await scene.untilCarried(id, { 'broker-file': 'accepted' })
    const sequences = csvs()
      .map((name) => Number(/_(\d{6})\.csv$/u.exec(name)?.[1]))
      .toSorted((a, b) => a - b)
    expect(sequences).toEqual(sequences.map((_one, index) => index + 1))
    for (const name of csvs())
      expect(sftp.files.get(`${name}.sha256`)?.toString()).toContain(
        createHash('sha256')
          .update(sftp.files.get(name) ?? '')
          .digest('hex'),
      )
    expect([...sftp.files.keys()].filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('sends a complete file each week, and holds one that shrank until a person lets it go', async () => {
    await scene.advance(8 * 86_400_000)
    await maintain()
    const fulls = () => csvs().filter((name) => name.includes('_full_'))
    await until('a complete file is there', async () => fulls().length > 0)
    const before = fulls().length
    const rows = lines(fulls().toSorted().at(-1) ?? '')
    expect(rows.length).toBe(
      (await scene.app.pool.query('select 1 from broker_file_rows where connection_id = $1', [connectionId])).rowCount,
    )
    // More people took their objection back than the settings let pass; rows that are only missing are made anew.
    await scene.app.pool.query(
      `update propagations set state = 'superseded' where id in (select propagation_id from broker_file_rows where connection_id = $1 limit $2)`,
      [connectionId, Math.ceil(rows.length / 4)],
    )
    const left = (
      await scene.app.pool.query(
        `select 1 from broker_file_rows r join propagations p on p.id = r.propagation_id and p.state <> 'superseded' where r.connection_id = $1`,
        [connectionId],
      )
    ).rowCount
    await scene.advance(8 * 86_400_000)
    await maintain()
    await maintain()
    expect(fulls().length).toBe(before)
    expect(await heldFiles(scene.app.pool)).toMatchObject([{ connectionId, rows: left, before: rows.length }])
    const { name } = await send()
    expect(name).toContain('_delta_')
    expect(await letFileGo(scene.app, connectionId, scene.dpo)).toBe(true)
    await maintain()
    expect(fulls().length).toBe(before + 1)
    expect(await heldFiles(scene.app.pool)).toEqual([])
    const sequences = csvs()
      .map((one) => Number(/_(\d{6})\.csv$/u.exec(one)?.[1]))
      .toSorted((a, b) => a - b)
    expect(sequences).toEqual(sequences.map((_one, index) => index + 1))
  })

  it('says nothing to a server that shows another key, and names both', async () => {
    const old = sftp.hostKey
    // Else the upkeep may be the first to see the new key: what is recorded after that is not even tried.
    await scene.stopWorking()
    await sftp.newHostKey()
    const from = sftp.log.length
    const objection = await scene.object(fromBroker(scene).email)
    await carryPropagations(scene.app, connectionId, ['objection'], AbortSignal.timeout(20_000))
    await scene.startWorking()
    await scene.untilCarried(objection.id, { 'broker-file': 'waiting' })
    const detail = (await stands(objection.id))?.detail ?? ''
    expect([detail.includes(old), detail.includes(sftp.hostKey), sftp.log.length]).toEqual([true, true, from])
    expect(await findConnection(scene.app.pool, connectionId)).toMatchObject({ state: 'needs-reauthorisation' })
    const { system } = await openConnection(scene.app, connectionId, 'read')
    expect((await system.check()).lines).toMatchObject([
      { state: 'missing', prevents: { en: expect.stringContaining(sftp.hostKey) } },
    ])
  })

  it('goes on where it stood once an admin has changed the fingerprint, and sends its password nowhere else', async () => {
    const settings = await loadFormSettings(scene.app, connectionId)
    const before = await findConnection(scene.app.pool, connectionId)
    const shown = settings?.shown ?? {}
    expect([
      Object.keys(shown).includes('password'),
      Object.keys(shown).includes('privateKey'),
      shown['host'],
      shown['folder'],
    ]).toEqual([false, false, '127.0.0.1', 'in'])
    const change = (fields: Readonly<Record<string, string>>) =>
      changeConnectionSettings(scene.app, scene.admin, connectionId, { ...shown, ...fields })
    const refused = async (fields: Readonly<Record<string, string>>) =>
      change(fields).then(
        () => null,
        (error: unknown) => (error instanceof ConnectRefused ? [error.code, error.field] : error),
      )
    expect(await refused({ hostKey: 'MD5:no' })).toEqual(['field', 'hostKey'])
    expect(await refused({ host: 'files.elsewhere.example.test', hostKey: sftp.hostKey })).toEqual([
      'secret-again',
      'password',
    ])
    expect(await refused({ port: '2222' })).toEqual(['secret-again', 'password'])
    expect(await findConnection(scene.app.pool, connectionId)).toEqual(before)

    const sent = csvs().length
    expect(await change({ hostKey: sftp.hostKey })).toEqual(['hostKey'])
    expect(await change({ hostKey: sftp.hostKey })).toEqual([])
    await until(
      'what waited has left',
      async () =>
        (
          await scene.app.pool.query(
            `select 1 from propagations where connection_id = $1 and state in ('queued', 'sending', 'waiting')`,
            [connectionId],
          )
        ).rowCount === 0,
    )
    const after = await findConnection(scene.app.pool, connectionId)
    expect({ state: after?.state, position: after?.position, granted: after?.granted }).toEqual({
      state: 'active',
      position: before?.position,
      granted: ['suppress'],
    })
    expect(csvs().length).toBeGreaterThan(sent)
    const sequences = csvs()
      .map((one) => Number(/_(\d{6})\.csv$/u.exec(one)?.[1]))
      .toSorted((a, b) => a - b)
    expect(sequences).toEqual(sequences.map((_one, index) => index + 1))
    expect(await auditOf(scene, connectionId, 'setting')).toEqual([{ what: 'connection', changed: ['hostKey'] }])
    expect(JSON.stringify(await scene.audit())).not.toContain(sftp.hostKey)
  })
})
