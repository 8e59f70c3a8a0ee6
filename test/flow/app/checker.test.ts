import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../../../scripts/checker.mjs'
import { approveAndHold, endRestoreWindow, planIs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type Known, type Line, lineOf, type Material, rechain, type Request, type State } from './checker-material.ts'
import { planted } from './planted-violations.ts'

describe('the independent checker', () => {
  let scene: Scene
  let material: Material
  let known: Known
  beforeAll(async () => {
    scene = await openScene()
    const [objector] = [scene.somebody((one) => one.where === 'both' && one.source === 'broker')]
    const objection = await scene.object(objector.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied', 'broker-webhook': 'accepted' })
    await scene.run()
    const plan = await approveAndHold(scene)
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    await scene.settle()
    const now = (await scene.control('GET', '/_sandbox/state')) as unknown as State
    material = {
      before: scene.before as unknown as State,
      now,
      requests: (await scene.control('GET', '/_sandbox/requests')) as unknown as Request[],
      auditLines: (await scene.audit()) as unknown as Line[],
    }
    const binned = now.hubspot.contacts.find((contact) => contact.archived)
    if (binned === undefined) throw new Error('nobody was binned')
    known = { objector, binned }
  })
  afterAll(() => scene.close())

  it('finds nothing after a run with objections and a removal, and counts what there is', async () => {
    const { violations, figures } = await scene.check()
    expect(violations).toEqual([])
    expect(figures).toEqual(judge(material).figures)
    // The objection of the test, and those that stood before the broker was known to have supplied the people.
    const { rowCount: told } = await scene.app.pool.query(
      `select 1 from propagations p join connections c on c.id = p.connection_id where c.connector = 'broker-webhook' and p.state = 'accepted'`,
    )
    expect(figures).toMatchObject({
      brokerNoticesValid: told,
      removedHubspot: material.now.hubspot.contacts.filter((contact) => contact.archived).length,
      taggedHubspot: material.now.hubspot.contacts.filter((contact) => !contact.archived).length,
    })
  })

  it.each(planted)('finds %s (%s)', (_what, rule, says, plant) => {
    const copy = structuredClone(material)
    plant(copy, known)
    rechain(copy.auditLines)
    expect(judge(copy).violations).toContainEqual({
      rule,
      what: expect.stringContaining(says) as unknown,
      ids: expect.any(Array) as unknown,
    })
  })

  it('takes no later write for an earlier one because the clock jumped just before', () => {
    const copy = structuredClone(material)
    const act = lineOf(
      copy,
      (line) =>
        line.act === 'propagation' &&
        line.details['to'] === 'applied' &&
        JSON.stringify(line.details['seen']).includes(String(known.objector.salesforceIds[0])),
    )
    const write = copy.requests.find(
      (request) =>
        request.method === 'PATCH' &&
        JSON.stringify(request.body).includes(String(known.objector.salesforceIds[0])) &&
        JSON.stringify(request.body).includes('HasOptedOutOfEmail'),
    )
    if (write === undefined) throw new Error('nothing was written')
    const offset = Date.parse(write.virtualAt) - Date.parse(write.at)
    const wall = (ms: number) => new Date(Date.parse(act.at) - offset + ms).toISOString()
    // A second before, the sandbox lived a week earlier; a moment after the act the same block is written once more.
    for (const request of copy.requests)
      if (request.seq < write.seq)
        request.virtualAt = new Date(Date.parse(request.virtualAt) - 7 * 86_400_000).toISOString()
    const next = copy.requests.findIndex((request) => request.at > wall(50))
    copy.requests.splice(next, Number.POSITIVE_INFINITY, {
      ...write,
      seq: (copy.requests[next]?.seq ?? 0) - 0.5,
      at: wall(50),
      virtualAt: new Date(Date.parse(act.at) + 50).toISOString(),
    })
    expect(judge(copy).violations.filter(({ rule, ids }) => rule === 'I4' && ids[0] === act.actId)).toEqual([])
  })

  it('finds a line that was changed after it was chained', () => {
    const copy = structuredClone(material)
    const line = lineOf(copy, (one) => one.act === 'objection')
    line.details['channels'] = []
    expect(judge(copy).violations).toContainEqual({
      rule: 'I7',
      what: 'the chain does not hold from this line on',
      ids: [`line ${line.seq}`, line.actId],
    })
  })

  it('sees through the sandbox what a CRM user took back and nobody set again', async () => {
    await scene.stopWorking()
    await scene.act('hubspot', 'resubscribe', { email: known.objector.email })
    await scene.act('salesforce', 'opt-in', { id: known.objector.salesforceIds[0] })
    const { violations } = await scene.check()
    expect(violations.filter(({ rule }) => rule === 'I3').map(({ ids }) => ids)).toEqual(
      expect.arrayContaining([
        [`contact:${known.objector.hubspotIds[0]}`],
        [`Contact:${known.objector.salesforceIds[0]}`],
      ]),
    )
  })
})
