import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  finishTask,
  openTask,
  showTask,
  TaskRefused,
  type TaskEnd,
} from '../../../src/operations/brokers/broker-tasks.ts'
import { countOpenTasks, listTasks } from '../../../src/store/brokers/broker-tasks.ts'
import { openEvidence } from '../../../src/operations/app/evidence.ts'
import { auditOf, connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40)])
const proof: NonNullable<TaskEnd['evidence']> = { name: '../proof.png', mediaType: 'image/png', bytes: png }

describe('a broker that only a person can tell', () => {
  let scene: Scene
  let connectionId: string
  beforeAll(async () => {
    scene = await openScene({ broker: false, contacts: 200 })
    connectionId = await connectBrokerBy(scene, 'broker-task', {
      instructionsFr: 'Écran Admin, liste de suppression',
      instructionsEn: 'Admin screen, suppression list',
      slaHours: '24',
    })
  })
  afterAll(() => scene.close())

  const newTask = async () => {
    const person = fromBroker(scene)
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { 'broker-task': 'waiting' })
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select t.id from broker_tasks t join broker_notice_orders o on o.notice_id = t.notice_id join propagations p on p.id = o.propagation_id where p.objection_id = $1',
      [objection.id],
    )
    expect(rows.length).toBe(1)
    return { person, objection, id: rows[0]?.id ?? '' }
  }
  const end = (id: string, more: Partial<TaskEnd>) =>
    finishTask(scene.app, scene.dpo, id, { answer: 'acknowledged', note: 'typed in', evidence: proof, ...more })

  it('claims nothing before somebody did it', async () => {
    const { person, objection, id } = await newTask()
    expect(await standing(scene, objection.id, connectionId)).toEqual({
      state: 'waiting',
      proof: null,
      reason: 'person',
      owner: 'operator',
      ticket: null,
      detail: 'someone has to inform this broker by hand; the task says how',
    })
    const opened = await openTask(scene.app, id)
    expect({
      kind: opened?.task.kind,
      instructions: opened?.instructions,
      lines: opened?.lines.map((line) => [line.state, line.answer]),
    }).toEqual({
      kind: 'act',
      instructions: { fr: 'Écran Admin, liste de suppression', en: 'Admin screen, suppression list' },
      lines: [['waiting', null]],
    })
    if (opened === null) throw new Error('no task')
    expect([...(await showTask(scene.app, opened, scene.dpo)).values()].flat()).toContain(person.email.toLowerCase())
    expect(await auditOf(scene, connectionId, 'view')).toMatchObject([
      { page: 'broker-task', task: opened.task.number },
    ])
    // The daily look opens no second task.
    await scene.advance(7 * 3_600_000)
    await scene.untilCarried(objection.id, { 'broker-task': 'waiting' })
    expect(
      (await listTasks(scene.app.pool, true, 100)).filter((task) => task.number === opened.task.number).length,
    ).toBe(1)
  })

  it.each<[TaskEnd['answer'], Partial<TaskEnd>, Record<string, unknown>]>([
    ['acknowledged', {}, { state: 'accepted', proof: 2, reason: null }],
    ['absent', { evidence: null }, { state: 'absent', proof: null, reason: null }],
    [
      'refused',
      { evidence: null, note: 'the screen is locked' },
      {
        state: 'refused',
        reason: 'declined',
        owner: 'operator',
        detail: 'it could not be done at the broker: the screen is locked',
      },
    ],
  ])('ends "%s"', async (answer, more, expected) => {
    const { objection, id } = await newTask()
    await end(id, { answer, ...more })
    await scene.untilCarried(objection.id, { 'broker-task': String(expected['state']) })
    const stands = await standing(scene, objection.id, connectionId)
    expect(stands).toMatchObject(expected)
    const task = (await openTask(scene.app, id))?.task
    expect(task).toMatchObject({ outcome: answer, doneBy: scene.dpo.email })
    if (answer === 'acknowledged') {
      expect(stands?.ticket).toBe(task?.number)
      const hash = createHash('sha256').update(png).digest('hex')
      expect(task?.evidenceDigest).toBe(hash)
      const opened = { name: '.._proof.png', bytes: png }
      expect(await openEvidence(scene.app, { id: task?.evidenceId ?? '' }, 'a test', false)).toEqual(opened)
      expect(await openEvidence(scene.app, { digest: Buffer.from(hash, 'hex') }, 'a test', false)).toEqual(opened)
      const { rows } = await scene.app.pool.query<{ content: string; unsealed: Buffer | null }>(
        'select content, unsealed from evidence_files where id = $1',
        [task?.evidenceId],
      )
      expect([
        rows[0]?.content.slice(0, 4),
        rows[0]?.content.includes(png.toString('base64')),
        rows[0]?.unsealed,
      ]).toEqual(['lb1.', false, null])
      expect(
        (
          await scene.app.pool.query('select distinct evidence_digest from broker_answers where notice_id = $1', [
            task?.noticeId,
          ])
        ).rows,
      ).toEqual([{ evidence_digest: hash }])
    }
    const acts = (await auditOf(scene, connectionId, 'propagation')).filter(
      (details) => details['objectionId'] === objection.id,
    )
    expect(acts.map((details) => details['to'])).toEqual([expected['state']])
    await until(
      'the answer is settled',
      async () => (await scene.app.pool.query('select 1 from broker_answers where settled_at is null')).rowCount === 0,
    )
    expect(
      await end(id, { answer }).catch((error: unknown) => (error instanceof TaskRefused ? error.code : error)),
    ).toBe('done')
    expect(JSON.stringify(await scene.audit())).not.toContain('screen is locked')
  })

  it.each<[string, Partial<TaskEnd>, string]>([
    ['a proof that is missing', { evidence: null }, 'evidence'],
    ['no note', { note: '  ' }, 'note'],
    ['a statement only the broker can make', { answer: 'applied' }, 'answer'],
  ])('refuses %s and changes nothing', async (_what, more, code) => {
    const { objection, id } = await newTask()
    expect(await end(id, more).catch((error: unknown) => (error instanceof TaskRefused ? error.code : error))).toBe(
      code,
    )
    expect(await standing(scene, objection.id, connectionId)).toMatchObject({ state: 'waiting', reason: 'person' })
    expect((await openTask(scene.app, id))?.task.doneAt).toBe(null)
  })

  it.each<[string, string, RegExp]>([
    ['whose digest does not fit', `digest = '\\x00'`, /was changed in the database/u],
    [
      'that was moved here from another row',
      `content = (select content from evidence_files where id <> $1 limit 1)`,
      /./u,
    ],
  ])('refuses a file of evidence %s', async (_what, change, fault) => {
    const { id } = await newTask()
    await end(id, { evidence: { ...proof, bytes: Buffer.concat([png, Buffer.from('more')]) } })
    const evidenceId = (await openTask(scene.app, id))?.task.evidenceId ?? ''
    await scene.app.pool.query(`update evidence_files set ${change} where id = $1`, [evidenceId])
    await expect(openEvidence(scene.app, { id: evidenceId }, 'a test', false)).rejects.toThrow(fault)
  })

  it('counts what is open, and what is late', async () => {
    const before = await countOpenTasks(scene.app.pool, scene.app.clock.now())
    await newTask()
    const now = await countOpenTasks(scene.app.pool, scene.app.clock.now())
    expect([now.open - before.open, now.late]).toEqual([1, before.late])
    await scene.advance(25 * 3_600_000)
    expect((await countOpenTasks(scene.app.pool, scene.app.clock.now())).late).toBe(now.open)
  })
})
