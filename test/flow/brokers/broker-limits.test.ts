import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordedObjection } from '../../../src/operations/objections/record-objection.ts'
import { connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { startHttpBroker, type HttpBroker } from '../../support/brokers/http-broker.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const hour = 3_600_000

describe('a broker that takes some of what is due', () => {
  let scene: Scene
  let broker: HttpBroker
  let connectionId: string
  beforeAll(async () => {
    broker = await startHttpBroker()
    scene = await openScene({ broker: false, contacts: 260 })
    connectionId = await connectBrokerBy(scene, 'broker-webhook', {
      url: `${broker.url}/objections`,
      secret: `whsec_${Buffer.alloc(32, 5).toString('base64')}`,
    })
    await scene.settle()
  })
  afterAll(async () => {
    await scene.close()
    broker.close()
  })
  beforeEach(() => {
    broker.answer = () => ({ status: 202 })
    broker.taken = []
  })

  const stands = (objections: readonly RecordedObjection[]) =>
    Promise.all(objections.map(({ id }) => standing(scene, id, connectionId)))
  const states = async (objections: readonly RecordedObjection[]) =>
    (await stands(objections))
      .map((row) => row?.state)
      .toSorted((a = '', b = '') => a.localeCompare(b))
      .join()
  /** Objections that are due together. */
  const objectionsAtOnce = async (count: number) => {
    await scene.stopWorking()
    const objections: RecordedObjection[] = []
    for (let index = 0; index < count; index += 1) objections.push(await scene.object(fromBroker(scene).email))
    await scene.startWorking()
    return objections
  }
  const acceptedOnce = () => broker.taken.filter(({ status }) => status === 202).map(({ id }) => id)

  it('keeps what it took before it was too much for it (429), and sends nobody twice', async () => {
    let left = 3
    broker.answer = () => (left-- > 0 ? { status: 202 } : { status: 429, headers: { 'retry-after': '1' } })
    const objections = await objectionsAtOnce(5)
    await until(
      'three are there',
      async () => (await states(objections)) === 'accepted,accepted,accepted,waiting,waiting',
    )
    left = 10
    await scene.advance(2_000)
    await until(
      'all are there',
      async () => (await states(objections)) === 'accepted,accepted,accepted,accepted,accepted',
    )
    expect(acceptedOnce().toSorted()).toEqual([...new Set(acceptedOnce())].toSorted())
    expect(acceptedOnce().length).toBe(5)
  })

  it('gets the others of the batch although it is never there for one of them (503)', async () => {
    let never: string | null = null
    broker.answer = ({ id }) => ((never ??= id) === id ? { status: 503 } : { status: 202 })
    const objections = await objectionsAtOnce(3)
    await until('the broker was not there', async () => broker.taken.length > 0)
    await scene.advance(10_000)
    await until('two are there', async () => (await states(objections)) === 'accepted,accepted,waiting')
    broker.answer = () => ({ status: 202 })
    await scene.advance(hour)
    await until('all are there', async () => (await states(objections)) === 'accepted,accepted,accepted')
  })

  it('is not told of anybody more while it refuses our secret (401), and then of all', async () => {
    broker.answer = () => ({ status: 401 })
    const first = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(first.id, { 'broker-webhook': 'waiting' })
    const second = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(second.id, { 'broker-webhook': 'waiting' })
    const refused = {
      state: 'waiting',
      proof: null,
      reason: 'scope-missing',
      owner: 'admin',
      detail: 'The broker refuses our shared secret; check it there.',
      ticket: null,
    }
    expect(await stands([first, second])).toEqual([refused, refused])
    expect(broker.taken.length).toBe(1)
    broker.answer = () => ({ status: 202 })
    await scene.advance(hour + 5_000)
    await until('both are there', async () => (await states([first, second])) === 'accepted,accepted')
  })

  it('is told of nobody whose addresses are all erased: that is somebody’s turn', async () => {
    await scene.stopWorking()
    const objection = await scene.object(fromBroker(scene).email)
    await scene.app.pool.query(
      'update identities set value = null where hash in (select identity_hash from objection_identities where objection_id = $1)',
      [objection.id],
    )
    await scene.startWorking()
    await scene.untilCarried(objection.id, { 'broker-webhook': 'refused' })
    expect(await stands([objection])).toEqual([
      {
        state: 'refused',
        proof: null,
        reason: 'bad-request',
        owner: 'operator',
        detail: 'no address of this person is known in clear any more',
        ticket: null,
      },
    ])
    expect(broker.taken).toEqual([])
  })
})
