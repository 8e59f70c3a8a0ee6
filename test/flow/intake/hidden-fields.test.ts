import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * What cannot be seen is not open (docs/reference/salesforce.md#hidden-unknown,
 * docs/reference/hubspot.md#hidden-property).
 */
describe('an opt-out that our user may not see for a while', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ broker: false })
  })
  afterAll(() => scene.close())
  afterEach(async () => {
    for (const name of ['HasOptedOutOfEmail', 'DoNotCall', 'Lawbase_Do_Not_Contact__c']) await field('show-field', name)
    await scene.control('POST', '/_sandbox/switches', {
      salesforce: { hiddenFieldsSilent: false },
      hubspot: { hiddenProperties: [] },
    })
    await scene.advance(60_000)
    await until(
      'nothing is hidden any more',
      async () =>
        (await scene.app.pool.query(`select 1 from remote_records where extras ? 'hidden' and gone_at is null`))
          .rowCount === 0,
    )
    await scene.settle()
  })

  const field = async (act: 'hide-field' | 'show-field', name = 'HasOptedOutOfEmail') => {
    for (const object of ['Contact', 'Lead']) await scene.act('salesforce', act, { object, field: name })
  }
  const rows = async <T extends object>(sql: string, values: unknown[] = []) =>
    (await scene.app.pool.query<T>(sql, values)).rows
  const standing = (connectionId: string) =>
    rows<{ state: string; n: number }>(
      'select state, count(*)::int as n from propagations where connection_id = $1 group by state order by state',
      [connectionId],
    )
  const claimed = (connectionId: string) =>
    rows(
      'select id, state, reason from propagations where connection_id = $1 and (state = $2 or put_back_at is not null) order by id',
      [connectionId, 'refused'],
    )
  const waits = (objectionId: string, connectionId: string) =>
    rows<{ state: string; reason: string; detail: string | null; owner: string | null }>(
      'select state, reason, detail, owner from propagations where objection_id = $1 and connection_id = $2',
      [objectionId, connectionId],
    )
  /** The first answer that contradicts what was remembered is `unavailable`; the next one names the field. */
  const untilWaits = (objectionId: string, connectionId: string, word: string) =>
    until(`it waits for ${word}`, async () =>
      (await waits(objectionId, connectionId)).some(
        (row) =>
          row.state === 'waiting' &&
          row.reason === 'scope-missing' &&
          row.owner === 'admin' &&
          row.detail?.includes(word) === true,
      ),
    )
  /** Records with a proven block are touched, so that the next poll reads them. */
  const touchSalesforce = async () => {
    const proven = await rows<{ remote_id: string }>(
      `select remote_id from remote_records where connection_id = $1 and blocks ->> 'email' in ('enforced', 'hidden') and gone_at is null and object = 'Contact' limit 20`,
      [scene.salesforceId],
    )
    expect(proven.length).toBeGreaterThan(3)
    for (const { remote_id: id } of proven)
      await scene.act('salesforce', 'update', { id, fields: { Title: `Title ${id}` } })
  }
  const isStopped = async (email: string) =>
    (
      await rows(`select 1 from suppressions where identity_hash = $1 and channel = 'email'`, [
        scene.app.keys.hashEmail(email),
      ])
    ).length > 0

  it.each([[false], [true]])(
    'claims nothing at Salesforce, lets new ones wait, and heals within a minute (left out without a word: %s)',
    async (silent) => {
      const [before, both] = [await standing(scene.salesforceId), (one: { where: string }) => one.where === 'both']
      const [late, colleague] = [scene.somebody(both), scene.somebody(both)]
      await scene.control('POST', '/_sandbox/switches', { salesforce: { hiddenFieldsSilent: silent } })
      await field('hide-field')
      const { id } = await scene.object(late.email, { channels: ['email'] })
      await touchSalesforce()
      await scene.act('salesforce', 'opt-out', { id: colleague.salesforceIds[0] })
      await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'waiting' })
      await scene.read()
      await until(
        'the touched records were read',
        async () =>
          (
            await rows(`select 1 from remote_records where connection_id = $1 and blocks ->> 'email' = 'hidden'`, [
              scene.salesforceId,
            ])
          ).length > 3,
      )
      const stranger = await scene.object(`stranger-${silent}@nouveau.example.test`, { channels: ['email'] })
      const made = await scene.act('salesforce', 'create', {
        object: 'Contact',
        fields: { LastName: 'Stranger', Email: `stranger-${silent}@nouveau.example.test` },
      })
      await scene.read()
      await scene.untilCarried(stranger.id, { salesforce: 'waiting' })
      expect(await claimed(scene.salesforceId)).toEqual([])
      await untilWaits(id, scene.salesforceId, 'HasOptedOutOfEmail is hidden')
      expect(await isStopped(colleague.email)).toBe(false)

      await field('show-field')
      await scene.advance(60_000)
      await scene.untilCarried(id, { salesforce: 'applied' })
      await scene.untilCarried(stranger.id, { salesforce: 'applied' })
      await until('what a colleague set meanwhile is known', () => isStopped(colleague.email))
      await until('and carried', () => scene.optedOut(colleague.email))
      await scene.settle()
      expect((await scene.salesforceRow(String(made['Id'])))['HasOptedOutOfEmail']).toBe(true)
      const count = (list: readonly { state: string; n: number }[], state: string) =>
        list.find((one) => one.state === state)?.n ?? 0
      expect(count(await standing(scene.salesforceId), 'applied') - count(before, 'applied')).toBe(3)
      expect(await claimed(scene.salesforceId)).toEqual([])
    },
  )

  it.each(['DoNotCall', 'Lawbase_Do_Not_Contact__c'])('does the same for the field %s', async (name) => {
    const person = scene.somebody((one) => one.where === 'both')
    const proven = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.untilCarried(proven.id, { hubspot: 'applied', salesforce: 'applied' })
    await field('hide-field', name)
    const { id } = await scene.object(person.email)
    await touchSalesforce()
    await scene.read()
    await scene.untilCarried(id, { hubspot: 'applied' })
    await untilWaits(id, scene.salesforceId, name)
    expect(await claimed(scene.salesforceId)).toEqual([])
    await field('show-field', name)
    await scene.advance(60_000)
    await scene.untilCarried(id, { salesforce: 'applied' })
    expect(await claimed(scene.salesforceId)).toEqual([])
  })

  it('claims nothing at HubSpot when its properties are hidden, and heals within a minute', async () => {
    const before = await claimed(scene.hubspotId)
    const [proven, colleague, late] = [
      scene.somebody((one) => one.where === 'both'),
      scene.somebody((one) => one.where === 'both'),
      scene.somebody((one) => one.where === 'both'),
    ]
    await scene.untilCarried((await scene.object(proven.email)).id, { hubspot: 'applied', salesforce: 'applied' })
    await scene.control('POST', '/_sandbox/switches', {
      hubspot: { hiddenProperties: ['hs_email_optout', 'lawbase_do_not_contact'] },
    })
    const { id } = await scene.object(late.email)
    for (const one of [proven, colleague])
      await scene.act('hubspot', 'update-contact', { id: one.hubspotIds[0], properties: { jobtitle: 'Another title' } })
    await scene.act('hubspot', 'unsubscribe', { email: colleague.email })
    await scene.read()
    await scene.untilCarried(id, { salesforce: 'applied' })
    await untilWaits(id, scene.hubspotId, 'lawbase_do_not_contact')
    expect(await claimed(scene.hubspotId)).toEqual(before)
    expect(await scene.optedOut(late.email)).toBe(true)
    await scene.control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: [] } })
    await scene.advance(60_000)
    await scene.untilCarried(id, { hubspot: 'applied' })
    await until('what the person did meanwhile is known', () => isStopped(colleague.email))
    expect(await claimed(scene.hubspotId)).toEqual(before)
  })

  it('sends what waited for a scope of HubSpot at the self-test that finds it back', async () => {
    const people = Array.from({ length: 4 }, () => scene.somebody((one) => one.where === 'both'))
    await scene.control('POST', '/_sandbox/scopes', {
      system: 'hubspot',
      drop: ['communication_preferences.read_write'],
    })
    const objections = await Promise.all(people.map(({ email }) => scene.object(email, { channels: ['email'] })))
    for (const { id } of objections) await scene.untilCarried(id, { hubspot: 'waiting', salesforce: 'applied' })
    await untilWaits(objections[0]?.id ?? '', scene.hubspotId, '')
    await scene.control('POST', '/_sandbox/scopes', {
      system: 'hubspot',
      add: ['communication_preferences.read_write'],
    })
    await checkConnection(scene.app, scene.hubspotId)
    for (const { id } of objections) await scene.untilCarried(id, { hubspot: 'applied' })
  })

  it('leaves nothing for an independent check to find', async () => {
    expect((await scene.check()).violations).toEqual([])
  })
})
