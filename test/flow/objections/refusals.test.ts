import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishTask, openTask } from '../../../src/operations/brokers/broker-tasks.ts'
import { openEvidence } from '../../../src/operations/app/evidence.ts'
import { sendAgain, settleByHand } from '../../../src/operations/objections/refusals.ts'
import { findPropagation } from '../../../src/store/objections/objections-view.ts'
import { objectionFigures, stuckGroups } from '../../../src/store/today/today-view.ts'
import { auditOf, connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const letter = {
  name: 'letter.pdf',
  mediaType: 'application/pdf',
  bytes: Buffer.from('%PDF-1.4 the answer of the broker'),
}

describe('a refusal and its owner', () => {
  let scene: Scene
  let brokerId: string
  beforeAll(async () => {
    scene = await openScene({ broker: false, contacts: 200 })
    brokerId = await connectBrokerBy(scene, 'broker-task', {
      instructionsFr: 'Écran Admin',
      instructionsEn: 'Admin screen',
      slaHours: '24',
    })
  })
  afterAll(() => scene.close())

  const of = async (objectionId: string, connectionId: string) => {
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select id from propagations where objection_id = $1 and connection_id = $2',
      [objectionId, connectionId],
    )
    const row = await findPropagation(scene.app.pool, rows[0]?.id ?? '')
    if (row === null) throw new Error('no propagation')
    return row
  }
  const tasksOf = async (objectionId: string) =>
    (
      await scene.app.pool.query<{ id: string }>(
        'select t.id from broker_tasks t join broker_notice_orders o on o.notice_id = t.notice_id join propagations p on p.id = o.propagation_id where p.objection_id = $1 order by t.created_at',
        [objectionId],
      )
    ).rows.map((row) => row.id)
  /** An objection that nobody could bring to the broker. */
  const refused = async (note: string) => {
    const objection = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(objection.id, { 'broker-task': 'waiting' })
    await finishTask(scene.app, scene.dpo, (await tasksOf(objection.id))[0] ?? '', {
      answer: 'refused',
      note,
      evidence: null,
    })
    await scene.untilCarried(objection.id, { 'broker-task': 'refused' })
    return { objection, row: await of(objection.id, brokerId) }
  }
  const actsOf = async (connectionId: string, act: string, objectionId: string) =>
    (await auditOf(scene, connectionId, act)).filter((details) => details['objectionId'] === objectionId)
  const openAlarms = async () =>
    (
      await scene.app.pool.query<{ step: number }>(
        'select step from alarms where ended_at is null and connection_id = $1 order by step',
        [brokerId],
      )
    ).rows.map((row) => row.step)

  it('sends it again once, however often the button is pressed, and reads it back', async () => {
    await scene.fault('salesforce', 'accept-and-ignore', { times: null })
    const objection = await scene.object(scene.somebody((person) => person.where === 'both').email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'written' })
    // Each time it is due it is looked at before the clock goes on: a look that comes late says nothing about the
    // system.
    await until('Salesforce never showed it', async () => {
      const {
        rows: [row],
      } = await scene.app.pool.query<{ state: string; next: Date | null }>(
        'select state, next_attempt_at as next from propagations where objection_id = $1 and connection_id = $2',
        [objection.id, scene.salesforceId],
      )
      if (row?.state === 'refused') return true
      if (row?.state === 'written' && row.next !== null && row.next > scene.app.clock.now()) await scene.advance(30_000)
      return false
    })
    await scene.control('DELETE', '/_sandbox/faults')
    const row = await of(objection.id, scene.salesforceId)
    expect(
      (await Promise.all([1, 2, 3].map(() => sendAgain(scene.app, scene.dpo, row)))).reduce(
        (sum, count) => sum + count,
        0,
      ),
    ).toBe(1)
    await scene.untilCarried(objection.id, { salesforce: 'applied' })
    expect(await sendAgain(scene.app, scene.dpo, row)).toBe(0)
    expect(await actsOf(scene.salesforceId, 'send-again', objection.id)).toEqual([
      { objectionId: objection.id, reason: 'not-honoured' },
    ])
    expect(
      (await actsOf(scene.salesforceId, 'propagation', objection.id))
        .map((details) => details['to'])
        .filter((to, place, all) => to !== all[place - 1]),
    ).toEqual(['refused', 'applied'])
    expect((await scene.audit()).filter((line) => line.act === 'send-again').map((line) => line.actor)).toEqual([
      scene.dpo.email,
    ])
  })

  it('opens a new task at a broker that is told by hand, and takes its answer, not the earlier one', async () => {
    const { objection, row } = await refused('the screen was locked')
    expect(await sendAgain(scene.app, scene.dpo, row)).toBe(1)
    await scene.untilCarried(objection.id, { 'broker-task': 'waiting' })
    const tasks = await until('a second task is open', async () => {
      const ids = await tasksOf(objection.id)
      return ids.length === 2 && ids
    })
    const second = await openTask(scene.app, tasks[1] ?? '')
    expect(second?.lines.map((line) => [line.state, line.answer])).toEqual([['waiting', null]])
    await finishTask(scene.app, scene.dpo, tasks[1] ?? '', {
      answer: 'acknowledged',
      note: 'typed in',
      evidence: letter,
    })
    await until(
      'every answer is settled',
      async () => (await scene.app.pool.query('select 1 from broker_answers where settled_at is null')).rowCount === 0,
    )
    await scene.untilCarried(objection.id, { 'broker-task': 'accepted' })
    expect(await standing(scene, objection.id, brokerId)).toMatchObject({
      state: 'accepted',
      proof: 2,
      ticket: second?.task.number,
      detail: null,
    })
  })

  it('settled by hand ends its alarm and stays refused, with who, when, why and a file', async () => {
    const { objection, row } = await refused('gone out of business')
    await scene.advance(16 * 60_000)
    await until('the alarm is raised', async () => (await openAlarms()).length > 0)
    const before = await objectionFigures(scene.app.pool, new Date(0))
    const end = { note: ' asked for the deletion by letter ', evidence: letter }
    expect(
      (await Promise.all([1, 2].map(() => settleByHand(scene.app, scene.dpo, row, end)))).filter((done) => done).length,
    ).toBe(1)
    const settled = await of(objection.id, brokerId)
    expect({ state: settled.state, reason: settled.reason, settled: settled.settled }).toEqual({
      state: 'refused',
      reason: 'declined',
      settled: {
        at: expect.any(String),
        by: scene.dpo.name,
        note: 'asked for the deletion by letter',
        evidence: { id: expect.any(String), name: 'letter.pdf' },
      },
    })
    expect(await openEvidence(scene.app, { id: settled.settled?.evidence?.id ?? '' }, 'a test', false)).toEqual({
      name: 'letter.pdf',
      bytes: letter.bytes,
    })
    expect(await actsOf(brokerId, 'settle', objection.id)).toEqual([
      { objectionId: objection.id, reason: 'declined', evidence: expect.stringMatching(/^[0-9a-f]{64}$/u) },
    ])
    const after = await objectionFigures(scene.app.pool, new Date(0))
    expect([before.open - after.open, after.settled - before.settled]).toEqual([1, 1])
    await scene.advance(60_000)
    await until('the alarm is over', async () => (await openAlarms()).length === 0)
    expect(JSON.stringify(await scene.audit())).not.toContain('by letter')
    // It can still be sent again; then it is open as any other.
    expect(await sendAgain(scene.app, scene.dpo, settled)).toBe(1)
    await scene.untilCarried(objection.id, { 'broker-task': 'waiting' })
    expect((await of(objection.id, brokerId)).settled).toBe(null)
  })

  it('sends all of one cause again, but not what was settled', async () => {
    const [one, two, three, other] = [
      await refused('down'),
      await refused('down'),
      await refused('down'),
      await refused('another reason'),
    ]
    expect(await settleByHand(scene.app, scene.dpo, two.row, { note: 'done by phone', evidence: null })).toBe(true)
    const group = (await stuckGroups(scene.app.pool, new Date(0))).find(
      (each) => each.state === 'refused' && each.detail?.endsWith(': down') === true,
    )
    expect(group).toMatchObject({ connectionId: brokerId, reason: 'declined', count: 2 })
    if (group === undefined) throw new Error('no group')
    expect(await sendAgain(scene.app, scene.dpo, group)).toBe(2)
    for (const { objection } of [one, three]) await scene.untilCarried(objection.id, { 'broker-task': 'waiting' })
    for (const { objection } of [two, other]) await scene.untilCarried(objection.id, { 'broker-task': 'refused' })
  })
})
