import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importIds, importList } from '../../../../src/operations/brokers/feeds/import-list.ts'
import { keepVendorIds } from '../../../../src/operations/brokers/feeds/keep-vendor-ids.ts'
import { connectByForm } from '../../../../src/operations/connections/connect-by-form.ts'
import { registerFacts } from '../../../../src/operations/evidence/register.ts'
import { findConnection } from '../../../../src/store/connections/connections.ts'
import { feedState } from '../../../../src/store/brokers/feeds/feeds.ts'
import { until } from '../../../support/until.ts'
import { openScene, type Scene } from '../../../support/scene.ts'

const dayMs = 86_400_000

interface Vendors {
  peopledatalabs: { apiKey: string }
  zoominfo: { clientId: string; clientSecret: string }
}

describe('opt-outs that are fetched, asked for or brought', () => {
  let scene: Scene
  let vendors: Vendors
  beforeAll(async () => {
    scene = await openScene({ contacts: 200, broker: false })
    vendors = (await scene.control('GET', '/_sandbox/vendors')) as unknown as Vendors
    await scene.run()
  })
  afterAll(() => scene.close())

  const found = async (name: string, value: string) =>
    (
      await scene.app.pool.query<{
        id: string
        door: string
        actor: string
        at: Date
        evidence: Record<string, unknown>
      }>(
        `select id, door, actor, received_at as at, evidence from objections where evidence ->> $1 = $2 order by received_at, id`,
        [name, value],
      )
    ).rows
  const connection = async (id: string) => (await findConnection(scene.app.pool, id)) ?? expect.fail('no connection')
  /** Moves the clock to its next reading and waits for its end, whatever came of it. */
  const readAgain = async (id: string) => {
    const next = (await connection(id)).nextPollAt
    await scene.advance(Math.max(1_000, (next?.getTime() ?? 0) - scene.app.clock.now().getTime() + 1_000))
    await until('it was read again', async () => (await connection(id)).nextPollAt?.getTime() !== next?.getTime())
    await until('the reading ended', async () => {
      const { pulledAt, pullFailedAt } = await connection(id)
      return [pulledAt, pullFailedAt].some((at) => at !== null && next !== null && at >= next)
    })
  }

  it('People Data Labs: reads the list each day, and records those whose id was kept at the purchase', async () => {
    const [first, second] = [1, 2].map(() => scene.somebody((person) => person.where === 'both'))
    const id = await connectByForm(scene.app, scene.admin, 'people-data-labs', 'People Data Labs', {
      apiKey: vendors.peopledatalabs.apiKey,
    })
    await until('it was read', async () => (await connection(id)).pulledAt !== null)
    expect(await feedState(scene.app.pool, id)).toMatchObject({ listed: 400, known: 0 })
    // Our own id stands before theirs.
    const csv = `id,pdl_id,E-mail\n1,qEnOZ5Oh0poWnQ1luFBfVw_0000,${first?.email}\n2,other_9,${second?.email}\n3,,nobody@example.test\n`
    expect(await importIds(scene.app, scene.admin, id, Buffer.from(csv))).toEqual({ kept: 2, recorded: 0 })
    await scene.control('POST', '/_sandbox/act', {
      system: 'peopledatalabs',
      act: 'opt-out',
      ids: ['qEnOZ5Oh0poWnQ1luFBfVw_0000'],
    })
    await readAgain(id)
    const [objection, ...others] = await found('vendorId', 'qEnOZ5Oh0poWnQ1luFBfVw_0000')
    expect([objection?.door, objection?.actor, objection?.evidence, others]).toEqual([
      'broker',
      'People Data Labs',
      { broker: 'People Data Labs', vendorId: 'qEnOZ5Oh0poWnQ1luFBfVw_0000', undated: true },
      [],
    ])
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    expect(await feedState(scene.app.pool, id)).toMatchObject({ listed: 401, known: 1 })
    await readAgain(id)
    expect((await found('vendorId', 'qEnOZ5Oh0poWnQ1luFBfVw_0000')).length).toBe(1)
  })

  it('People Data Labs: a page in the place of the list fails in red, and nothing is taken for opened', async () => {
    const id = (
      await scene.app.pool.query<{ id: string }>(`select id from connections where connector = 'people-data-labs'`)
    ).rows[0]?.id as string
    await scene.fault('peopledatalabs', 'html-200')
    await readAgain(id)
    expect((await connection(id)).pullFailure).toContain('did not answer with a list')
    await readAgain(id)
    expect((await connection(id)).pullFailure).toBe(null)
  })

  it('ZoomInfo: asks by hash about people who came from there, keeps each answer, and records who opted out', async () => {
    await expect(
      connectByForm(scene.app, scene.admin, 'zoominfo', 'Prospecta', { ...vendors.zoominfo, reuse: 'unknown' }),
    ).rejects.toThrow(/contract/u)
    const bought = () => scene.somebody((person) => person.source === 'broker' && person.where === 'both')
    const [gone, sold, other] = [bought(), bought(), scene.somebody((person) => person.source !== 'broker')]
    await scene.control('POST', '/_sandbox/act', { system: 'zoominfo', act: 'sell', emails: [sold.email] })
    await scene.control('POST', '/_sandbox/act', {
      system: 'zoominfo',
      act: 'opt-out',
      emails: [gone.email, other.email],
    })
    const before = await scene.lastRequest()
    const id = await connectByForm(scene.app, scene.admin, 'zoominfo', 'Prospecta', {
      ...vendors.zoominfo,
      reuse: 'barred',
    })
    await until('all were asked', async () => (await connection(id)).pulledAt !== null)
    const asked = JSON.stringify(await scene.requests('zoominfo', before))
    expect(asked).toContain('hashedEmail')
    expect(asked).not.toContain('@')
    const { rows } = await scene.app.pool.query<{ email: string; answer: string; said: string }>(
      `select i.value as email, a.answer, a.said from vendor_answers a join identities i on i.hash = a.identity_hash where a.connection_id = $1 and a.answer <> 'absent'`,
      [id],
    )
    expect(rows.toSorted((a, b) => a.answer.localeCompare(b.answer))).toEqual([
      { email: gone.email.toLowerCase(), answer: 'opted-out', said: 'OPT_OUT' },
      { email: sold.email.toLowerCase(), answer: 'sold', said: 'FULL_MATCH' },
    ])
    const [objection, ...more] = await found('said', 'OPT_OUT')
    expect([objection?.door, objection?.actor, more]).toEqual(['broker', 'Prospecta', []])
    await scene.untilCarried(objection?.id ?? '', { hubspot: 'applied', salesforce: 'applied' })
    expect((await registerFacts(scene.app)).recipients).toContainEqual(
      expect.objectContaining({ name: 'Prospecta', kind: 'broker' }),
    )
  })

  it('ZoomInfo: asks again after a week, under either word, and not about whoever opted out here', async () => {
    const id = (await scene.app.pool.query<{ id: string }>(`select id from connections where connector = 'zoominfo'`))
      .rows[0]?.id as string
    const later = scene.somebody((person) => person.source === 'broker' && person.where === 'both')
    await scene.control('POST', '/_sandbox/switches', { zoominfo: { word: 'CONTACT_OPTED_OUT' } })
    await scene.control('POST', '/_sandbox/act', { system: 'zoominfo', act: 'opt-out', emails: [later.email] })
    await scene.control('POST', '/_sandbox/tokens', { system: 'zoominfo', action: 'expire-access' })
    await readAgain(id)
    await until('the round ended', async () => (await found('said', 'CONTACT_OPTED_OUT')).length === 1)
    const again = await scene.app.pool.query(
      `select 1 from vendor_answers a where a.connection_id = $1 and a.answer = 'opted-out' and a.said = 'OPT_OUT' and a.asked_at > a.since`,
      [id],
    )
    expect(again.rowCount).toBe(0)
  })

  it('ZoomInfo: without credits it fails in red, and nobody counts as open', async () => {
    const id = (await scene.app.pool.query<{ id: string }>(`select id from connections where connector = 'zoominfo'`))
      .rows[0]?.id as string
    const people = await scene.app.pool.query<{ value: string }>(
      `select i.value from vendor_answers a join identities i on i.hash = a.identity_hash where a.connection_id = $1 and a.answer <> 'opted-out'`,
      [id],
    )
    await scene.control('POST', '/_sandbox/act', {
      system: 'zoominfo',
      act: 'sell',
      emails: people.rows.map((row) => row.value),
    })
    await scene.control('POST', '/_sandbox/switches', { zoominfo: { credits: 0 } })
    await scene.advance(8 * dayMs)
    await until('it fails', async () => ((await connection(id)).pullFailure ?? '').includes('LIMIT_EXCEEDED'))
    expect(
      (await scene.app.pool.query(`select 1 from vendor_answers where connection_id = $1 and answer = 'unclear'`, [id]))
        .rowCount,
    ).toBeGreaterThan(0)
  })

  it('a list by hand: each row is an opt-out of the vendor, with its own date, once', async () => {
    const [one, two] = [1, 2].map(() => scene.somebody((person) => person.where === 'both'))
    const id = await connectByForm(scene.app, scene.admin, 'opt-out-list', 'Apollo', {})
    const listed = async () => (await feedState(scene.app.pool, id)).importedAt
    const unusable = Buffer.from('email,date\nRoy,2026-11-02\n')
    expect(await importList(scene.app, scene.admin, id, { name: 'names.csv', bytes: unusable })).toEqual({
      recorded: 0,
      known: 0,
      wrong: [2],
    })
    expect(await listed()).toBe(null)
    const bytes = Buffer.from(`email,date\n${one?.email},2026-11-02\n${two?.email},2026-11-03\nnobody,2026-11-03\n`)
    expect(await importList(scene.app, scene.admin, id, { name: 'apollo.csv', bytes })).toEqual({
      recorded: 2,
      known: 0,
      wrong: [4],
    })
    expect(await importList(scene.app, scene.admin, id, { name: 'apollo.csv', bytes })).toEqual({
      recorded: 0,
      known: 2,
      wrong: [4],
    })
    const objections = await found('from', 'Apollo')
    expect(objections.map(({ door, at }) => [door, at.toISOString().slice(0, 10)])).toEqual([
      ['broker', '2026-11-02'],
      ['broker', '2026-11-03'],
    ])
    for (const objection of objections)
      await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    await expect(
      importList(scene.app, scene.admin, id, { name: 'x.csv', bytes: Buffer.from('name\nRoy\n') }),
    ).rejects.toMatchObject({ code: 'email' })
    await expect(
      importList(scene.app, scene.admin, id, {
        name: 'x.csv',
        bytes: Buffer.from(`email,stopped\n${one?.email},2026-11-02\n`),
      }),
    ).rejects.toMatchObject({ code: 'date' })
  })

  it('keeps ids once, and moves one to another address when it is brought so', async () => {
    const id = (
      await scene.app.pool.query<{ id: string }>(`select id from connections where connector = 'people-data-labs'`)
    ).rows[0]?.id as string
    const rows = (email: string) => [{ vendorId: 'moved', email }]
    expect(await keepVendorIds(scene.app, scene.admin, id, rows('a@example.test'))).toMatchObject({ kept: 1 })
    expect(await keepVendorIds(scene.app, scene.admin, id, rows('b@example.test'))).toMatchObject({ kept: 0 })
    const { rows: kept } = await scene.app.pool.query<{ hash: Buffer }>(
      `select identity_hash as hash from vendor_ids where vendor_id = 'moved'`,
    )
    expect(kept).toEqual([{ hash: scene.app.keys.hashEmail('b@example.test') }])
  })
})
