import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('an objection at a vendor that fails', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ broker: false })
  })
  afterEach(() => scene.control('DELETE', '/_sandbox/faults'))
  afterAll(() => scene.close())

  const rowOf = async (objectionId: string, connector: string) =>
    (
      await scene.app.pool.query<{
        state: string
        reason: string | null
        owner: string | null
        detail: string | null
        attempts: number
      }>(
        'select p.state, p.reason, p.owner, p.detail, p.attempts from propagations p join connections c on c.id = p.connection_id where p.objection_id = $1 and c.connector = $2',
        [objectionId, connector],
      )
    ).rows[0]
  /** What is due there was looked at: the next look is to come. */
  const looked = (objectionId: string) =>
    until('it was looked at', async () => {
      const { rowCount } = await scene.app.pool.query(
        `select 1 from propagations where objection_id = $1 and connection_id = $2 and (next_attempt_at > $3 or state = 'refused')`,
        [objectionId, scene.salesforceId, scene.app.clock.now()],
      )
      return rowCount === 1
    })
  const inBoth = () => scene.somebody((one) => one.where === 'both')

  it('that asks to slow down goes out when the delay is over, and the answer counts as no attempt', async () => {
    // The limit itself runs on the wall clock, as the vendor's does.
    await scene.fault('salesforce', 'rate-limit', { retryAfterS: 2, method: 'POST', times: 1 })
    const objection = await scene.object(inBoth().email)
    await until('it waits', async () => (await rowOf(objection.id, 'salesforce'))?.state === 'waiting')
    expect(await rowOf(objection.id, 'salesforce')).toEqual({
      state: 'waiting',
      reason: 'rate-limited',
      owner: null,
      detail: 'Salesforce refuses so many long calls at once; it is tried again in a moment.',
      attempts: 0,
    })
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
  })

  it('that refuses too many calls at once, with the day far from its end, costs seconds', async () => {
    await scene.fault('salesforce', 'rate-limit', { times: 2 })
    const objection = await scene.object(inBoth().email)
    await until('it waits', async () => (await rowOf(objection.id, 'salesforce'))?.state === 'waiting')
    expect(await rowOf(objection.id, 'salesforce')).toMatchObject({ reason: 'rate-limited', attempts: 0 })
    await until(
      'it is applied within seconds',
      async () => (await rowOf(objection.id, 'salesforce'))?.state === 'applied',
      30_000,
    )
  })

  it.each(['html', 'html-200', 'server-error'])('with %s goes out later', async (kind) => {
    await scene.fault('hubspot', kind, { method: 'POST', pathIncludes: '/unsubscribe-all?channel', times: 1 })
    const objection = await scene.object(inBoth().email)
    await until('it waits', async () => (await rowOf(objection.id, 'hubspot'))?.state === 'waiting')
    expect(await rowOf(objection.id, 'hubspot')).toMatchObject({ state: 'waiting', reason: 'unavailable', attempts: 1 })
    await scene.advance(3_600_000)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
  })

  it('by cutting the answer of a write that went through is read, and not written again', async () => {
    const person = inBoth()
    const from = await scene.lastRequest()
    await scene.fault('salesforce', 'cut-after', { times: 1 })
    const objection = await scene.object(person.email)
    await until('it waits', async () => (await rowOf(objection.id, 'salesforce'))?.state === 'waiting')
    await scene.advance(3_600_000)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    const writes = (await scene.requests('salesforce', from)).filter(
      (request) => request.method === 'PATCH' && JSON.stringify(request.body).includes(person.salesforceIds[0] ?? '-'),
    )
    expect(writes.map(({ status, effect }) => ({ status, effect }))).toEqual([{ status: 0, effect: 'cut-after' }])
  })

  it('by keeping one record locked waits with that one alone', async () => {
    const [locked, free] = [inBoth(), inBoth()]
    const lock = (ids: readonly string[]) =>
      scene.control('POST', '/_sandbox/switches', { salesforce: { lockedIds: ids } })
    await lock(locked.salesforceIds)
    await scene.stopWorking()
    const objections = [await scene.object(locked.email), await scene.object(free.email)] as const
    await scene.startWorking()
    await scene.untilCarried(objections[1].id, { hubspot: 'applied', salesforce: 'applied' })
    await until('the other waits', async () => (await rowOf(objections[0].id, 'salesforce'))?.state === 'waiting')
    expect(await rowOf(objections[0].id, 'salesforce')).toMatchObject({
      reason: 'unavailable',
      owner: null,
      detail: 'UNABLE_TO_LOCK_ROW',
    })
    await lock([])
    await scene.advance(3_600_000)
    await scene.untilCarried(objections[0].id, { hubspot: 'applied', salesforce: 'applied' })
  })

  it('by accepting and ignoring is never applied, and refused with an owner when it does not show after five minutes', async () => {
    const person = inBoth()
    await scene.fault('salesforce', 'accept-and-ignore', { times: null })
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'written' })
    await scene.advance(4 * 60_000)
    await until('it was read again', async () => ((await rowOf(objection.id, 'salesforce'))?.attempts ?? 0) > 1)
    expect(await rowOf(objection.id, 'salesforce')).toMatchObject({ state: 'written' })
    // Looks that come minutes late prove nothing: each minute has its own.
    for (let minute = 0; minute < 3; minute += 1) {
      await looked(objection.id)
      await scene.advance(61_000)
    }
    await scene.untilCarried(objection.id, { salesforce: 'refused' })
    expect(await rowOf(objection.id, 'salesforce')).toMatchObject({
      state: 'refused',
      reason: 'not-honoured',
      owner: 'operator',
    })
    const acts = (await scene.audit()).filter(
      (line) =>
        line.act === 'propagation' &&
        line.connectionId === scene.salesforceId &&
        line.details['objectionId'] === objection.id,
    )
    expect(acts.map((line) => line.details['to'])).toEqual(['refused'])
    expect((await scene.check()).violations).toContainEqual({
      rule: 'I3',
      what: expect.stringContaining('contactable by') as unknown,
      ids: [`Contact:${person.salesforceIds[0]}`.replace('Contact:00Q', 'Lead:00Q')],
    })
  })

  it('by accepting and ignoring while nobody could look for an hour is written again, and not called refused', async () => {
    await scene.fault('salesforce', 'accept-and-ignore', { times: null })
    const objection = await scene.object(inBoth().email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'written' })
    await scene.stopWorking()
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(3_600_000)
    await scene.startWorking()
    await until('it moved', async () => (await rowOf(objection.id, 'salesforce'))?.state !== 'written')
    await scene.advance(1_000)
    await scene.untilCarried(objection.id, { salesforce: 'applied' })
  })

  it('by showing an old state is applied only when the new one shows', async () => {
    const person = inBoth()
    await scene.fault('salesforce', 'stale-read', { times: null, pathIncludes: '/composite/sobjects/' })
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'written' })
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(61_000)
    await scene.untilCarried(objection.id, { salesforce: 'applied' })
  })

  it('for a month, twenty times, is applied when the vendor is back', async () => {
    const person = inBoth()
    await scene.fault('salesforce', 'server-error', { times: null, status: 503 })
    const objection = await scene.object(person.email)
    for (let failed = 1; failed <= 20; failed += 1) {
      await until(`it failed ${failed} times`, async () => {
        const row = await rowOf(objection.id, 'salesforce')
        return row?.state === 'waiting' && row.attempts >= failed
      })
      await scene.advance(36 * 3_600_000)
    }
    expect(await rowOf(objection.id, 'salesforce')).toMatchObject({ reason: 'unavailable' })
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(3_600_000)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
    })
    const acts = (await scene.audit()).filter(
      (line) =>
        line.act === 'propagation' &&
        line.connectionId === scene.salesforceId &&
        line.details['objectionId'] === objection.id,
    )
    // A page that was read before the write and stored after it makes the block be looked at once more.
    expect([...new Set(acts.map((line) => line.details['to']))]).toEqual(['applied'])
  })
})
