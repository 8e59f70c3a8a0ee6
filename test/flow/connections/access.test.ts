import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConnectorError } from '../../../src/connector/errors.ts'
import { beginConsent, finishConsent } from '../../../src/operations/connections/connect-system.ts'
import { carryPropagations } from '../../../src/operations/propagation/carry-propagations.ts'
import { noteRevoked, openConnection } from '../../../src/operations/connections/open-connection.ts'
import { grant, revoke } from '../../../src/operations/propagation/rights.ts'
import { tokenHash } from '../../../src/crypto/tokens.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { findRegistration } from '../../../src/store/connections/registrations.ts'
import { allowAtVendor } from '../../support/connections/vendor-consent.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('the right to write', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ granted: false, broker: false })
  })
  afterAll(() => scene.close())

  it('is asked for before anything is written: objections wait in red, and the grant sends them out', async () => {
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    expect(await scene.carried(objection.id)).toEqual([
      { connector: 'hubspot', state: 'waiting', reason: 'not-granted' },
      { connector: 'salesforce', state: 'waiting', reason: 'not-granted' },
    ])
    await scene.poll()
    const reads = /\/(search|batch\/read|unsubscribe-all\/read)|\/composite(?:\/sobjects\/[A-Za-z]+)?$|\/oauth/u
    const writes = [...(await scene.requests('hubspot', 0)), ...(await scene.requests('salesforce', 0))].filter(
      (request) => request.method !== 'GET' && !reads.test(request.path),
    )
    expect(writes).toEqual([])
    await grant(scene.app, scene.salesforceId, 'suppress', scene.admin)
    await scene.untilCarried(objection.id, { hubspot: 'waiting', salesforce: 'applied' })
    await grant(scene.app, scene.hubspotId, 'suppress', scene.admin)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
  })

  it('that is taken back holds the next no', async () => {
    await revoke(scene.app, scene.hubspotId, 'suppress', scene.admin)
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.untilCarried(objection.id, { hubspot: 'waiting', salesforce: 'applied' })
    await grant(scene.app, scene.hubspotId, 'suppress', scene.admin)
    await scene.untilCarried(objection.id, { hubspot: 'applied' })
  })

  it('granted while a worker still knows nothing of it does not leave what that worker took waiting', async () => {
    await revoke(scene.app, scene.hubspotId, 'suppress', scene.admin)
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.untilCarried(objection.id, { hubspot: 'waiting', salesforce: 'applied' })
    // The right is on its way (its row is held), a worker looks and does not see it yet (its turn is held); then the
    // right comes first.
    const [row, turn] = [await scene.app.pool.connect(), await scene.app.pool.connect()]
    const waiting = (count: number) =>
      until(
        `${count} wait`,
        async () =>
          ((
            await turn.query<{ n: number }>(
              `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).rows[0]?.n ?? 0) >= count,
      )
    try {
      await row.query('begin')
      await row.query('select from connections where id = $1 for update', [scene.hubspotId])
      await turn.query('begin')
      await turn.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`claim ${scene.hubspotId}`])
      const granting = grant(scene.app, scene.hubspotId, 'suppress', scene.admin)
      await waiting(1)
      const carrying = carryPropagations(scene.app, scene.hubspotId, ['objection'], AbortSignal.timeout(20_000))
      await waiting(2)
      await row.query('commit')
      await granting
      await turn.query('commit')
      expect(await carrying).toBe(1)
    } finally {
      row.release()
      turn.release()
    }
    await scene.untilCarried(objection.id, { hubspot: 'applied' })
  })
})

describe('access at the vendor', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ broker: false })
  })
  beforeEach(() => scene.control('DELETE', '/_sandbox/faults'))
  afterAll(() => scene.close())

  const stateOf = async (id: string) => (await findConnection(scene.app.pool, id))?.state
  const authoriseAgain = async (connectionId: string) => {
    const connection = await findConnection(scene.app.pool, connectionId)
    const registration = await findRegistration(scene.app.pool, { id: connection?.registrationId ?? '' })
    if (registration === null) throw new Error('no registration')
    const sessionHash = tokenHash('test-session')
    const { url, cookie } = await beginConsent(scene.app, {
      registrationId: registration.id,
      user: scene.admin,
      sessionHash,
      connectionId,
    })
    const back = await allowAtVendor(url)
    return finishConsent(scene.app, {
      appKey: registration.appKey,
      state: back.searchParams.get('state') ?? '',
      code: back.searchParams.get('code'),
      error: null,
      cookie,
      sessionHash,
      user: scene.admin,
    })
  }

  it('is renewed when a token ended in the middle of the work', async () => {
    // HubSpot's access token lives 30 minutes.
    await scene.advance(31 * 60_000)
    await scene.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect([await stateOf(scene.hubspotId), await stateOf(scene.salesforceId)]).toEqual(['active', 'active'])
  })

  it('is renewed once, however many ask at the same time', async () => {
    // A poll may be the first to ask.
    const from = await scene.lastRequest()
    await scene.advance(31 * 60_000)
    const people = [1, 2, 3, 4, 5, 6].map(() => scene.somebody((one) => one.where === 'both'))
    const objections = await Promise.all(people.map((person) => scene.object(person.email)))
    for (const objection of objections)
      await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    const refreshes = (await scene.requests('hubspot', from)).filter(
      (request) => request.method === 'POST' && request.path.includes('/token'),
    )
    expect(refreshes.map(({ status }) => status)).toEqual([200])
  })

  it('without a scope makes the objections wait and names the admin as their owner', async () => {
    await scene.control('POST', '/_sandbox/scopes', {
      system: 'hubspot',
      drop: ['communication_preferences.read_write'],
    })
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await until('it waits', async () =>
      (await scene.carried(objection.id)).some((one) => one.reason === 'scope-missing'),
    )
    const { rows } = await scene.app.pool.query(
      `select p.state, p.reason, p.owner from propagations p where p.objection_id = $1 and p.connection_id = $2`,
      [objection.id, scene.hubspotId],
    )
    expect(rows).toEqual([{ state: 'waiting', reason: 'scope-missing', owner: 'admin' }])
    expect(await authoriseAgain(scene.hubspotId)).toBe(scene.hubspotId)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
  })

  it.each(['hubspot', 'salesforce'] as const)(
    'revoked at %s pauses the connection, and authorising again sends out what waited',
    async (system) => {
      const id = system === 'hubspot' ? scene.hubspotId : scene.salesforceId
      await scene.control('POST', '/_sandbox/tokens', { system, action: 'revoke' })
      const first = await scene.object(scene.somebody((one) => one.where === 'both').email)
      await until('the connection is paused', async () => (await stateOf(id)) === 'needs-reauthorisation')
      await until('the objection waits', async () =>
        (await scene.carried(first.id)).some((one) => one.connector === system && one.reason === 'reauthorise'),
      )
      const second = await scene.object(scene.somebody((one) => one.where === 'both').email)
      expect((await scene.carried(second.id)).find((one) => one.connector === system)).toEqual({
        connector: system,
        state: 'waiting',
        reason: 'reauthorise',
      })
      expect(await authoriseAgain(id)).toBe(id)
      for (const objection of [first, second])
        await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
      expect(await stateOf(id)).toBe('active')
    },
  )

  it('ends when the tokens are those of another account, and nothing is written there', async () => {
    const switches = (tokensNameOrg: string) =>
      scene.control('POST', '/_sandbox/switches', { salesforce: { tokensNameOrg } })
    await scene.settle()
    await switches('00D000000000009AAA')
    await scene.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    const from = await scene.lastRequest()
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await until('the connection is paused', async () => (await stateOf(scene.salesforceId)) === 'needs-reauthorisation')
    expect(
      (await scene.requests('salesforce', from)).filter(
        (request) => request.status < 400 && !request.path.includes('/oauth2/'),
      ),
    ).toEqual([])
    await switches('')
    expect(await authoriseAgain(scene.salesforceId)).toBe(scene.salesforceId)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
  })

  it('given again is not ended by a call that began before, and what that call was told to wait for goes out', async () => {
    const grant = async () => (await findConnection(scene.app.pool, scene.salesforceId))?.authorisedAt ?? null
    const early = await grant()
    expect(await authoriseAgain(scene.salesforceId)).toBe(scene.salesforceId)
    const revoked = new ConnectorError('access-revoked', 'A test.')
    await noteRevoked(scene.app, scene.salesforceId, revoked, early)
    expect(await stateOf(scene.salesforceId)).toBe('active')
    await scene.stopWorking()
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    const hour = new Date(scene.app.clock.now().getTime() + 3_600_000)
    await scene.app.pool.query(
      `update propagations set state = 'waiting', reason = 'reauthorise', owner = 'admin', next_attempt_at = $3 where objection_id = $1 and connection_id = $2`,
      [objection.id, scene.salesforceId, hour],
    )
    await scene.startWorking()
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    await noteRevoked(scene.app, scene.salesforceId, revoked, await grant())
    expect(await stateOf(scene.salesforceId)).toBe('needs-reauthorisation')
    expect(await authoriseAgain(scene.salesforceId)).toBe(scene.salesforceId)
  })

  it.each(['revoke', 'expire-access'])(
    'given again during a refresh that ends in %s is what the call goes on with',
    async (action) => {
      await scene.settle()
      await scene.stopWorking()
      await scene.control('POST', '/_sandbox/tokens', { system: 'salesforce', action })
      await scene.fault('salesforce', 'slow', { pathIncludes: '/oauth2/token', times: 1, delayMs: 1_500 })
      const { system } = await openConnection(scene.app, scene.salesforceId, 'read')
      const reading = system.read?.([{ object: 'Contact', id: '003000000000001AAA' }])
      await until(
        'the refresh is under way',
        async () => ((await scene.control('GET', '/_sandbox/faults')) as unknown as unknown[]).length === 0,
      )
      expect(await authoriseAgain(scene.salesforceId)).toBe(scene.salesforceId)
      const given = (await findConnection(scene.app.pool, scene.salesforceId))?.credentials
      expect(await reading).toEqual([])
      expect((await findConnection(scene.app.pool, scene.salesforceId))?.credentials).toBe(given)
      await scene.startWorking()
    },
  )

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
