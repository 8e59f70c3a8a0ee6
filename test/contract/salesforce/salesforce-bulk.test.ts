import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Cursor, RecordPage } from '../../../src/connector/records.ts'
import { failureOf, startWorld } from '../suite/harness.ts'
import type { Connected, Json, World } from '../suite/harness.ts'
import { actSalesforce, createRow, salesforceState, salesforceSubject } from './salesforce-subject.ts'
import { idsOf, pagesOf } from '../suite/scene.ts'

// A tenth of what Salesforce holds when a job is used, so that sixteen sweeps take seconds; test/flow/large-sweep reads
// more than the real limit.
vi.mock('../../../connectors/salesforce/transport/endpoints.ts', async (original) => ({
  ...(await original<object>()),
  bulkAboveRecords: 1_000,
}))

interface Line {
  seq: number
  method: string
  path: string
  status: number
}

// docs/reference/salesforce.md#bulk-query, #rotation-session.
describe('Salesforce: sweeps by query jobs', () => {
  let world: World
  let connected: Connected
  let from = 0
  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  const usual = {
    pageSize: 200,
    bulkApi: true,
    bulkJobsPerDay: 10_000,
    bulkDelayMs: 0,
    bulkPageSize: 170,
    bulkNull: '',
    bulkLocatorHeader: true,
    locatorsEndWithSession: false,
    rotationEndsAccessTokens: false,
  }
  beforeAll(async () => {
    world = await startWorld({ contacts: 1_450 })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
    await switches(usual)
    expect((await salesforceState(world)).contacts.length).toBeGreaterThan(1_050)
  }, 120_000)
  afterEach(async () => {
    await switches(usual)
    await world.control('DELETE', '/_sandbox/faults')
    from = (await lines()).at(-1)?.seq ?? from
    world.logLines.length = 0
  })
  afterAll(() => world.close())

  const lines = () => world.control<Line[]>('GET', `/_sandbox/requests?system=salesforce&after=${from}`)
  /** Calls about jobs since the last test, as `METHOD what status`. */
  const jobCalls = async () =>
    (await lines())
      .filter(({ path }) => path.includes('/jobs/query'))
      .map(({ method, path, status }) => `${method} ${path.includes('/results') ? 'results' : 'job'} ${status}`)
  const made = async () => (await jobCalls()).filter((call) => call === 'POST job 200').length
  const goneToQueries = () =>
    world.logLines
      .filter((line) => line.includes('the sweep goes on by queries'))
      .map((line) => (JSON.parse(line) as { kind: string }).kind)
  const saved = (pages: readonly RecordPage[]) => JSON.parse(JSON.stringify(pages.at(-1)?.next)) as Cursor
  const sweep = (cursor: Cursor | null = null, limit?: number) => pagesOf(connected.open(), cursor, 'full', limit)
  /** Every live record once, and no other. */
  const expectWhole = async (pages: readonly RecordPage[]) =>
    expect(idsOf(pages).toSorted()).toEqual((await salesforceSubject.liveIds(world)).toSorted())

  it('of more records than the limit give each once, page by page, and the job is deleted', async () => {
    const pages = await sweep()
    await expectWhole(pages)
    expect(pages[0]?.total).toBe(idsOf(pages).length)
    expect(Math.max(...pages.map((page) => page.records.length))).toBeLessThanOrEqual(200)
    const calls = await jobCalls()
    const count = Math.ceil((await salesforceState(world)).contacts.length / 170)
    expect(calls).toEqual([
      'POST job 200',
      'GET job 200',
      ...Array.from({ length: count }, () => 'GET results 200'),
      'DELETE job 204',
    ])
    expect(
      // Activities are asked for by a sub-query on the page's own people.
      (await lines()).filter(({ path }) => /queryAll.*FROM%20Contact/u.test(path) && !path.includes('FROM%20Task'))
        .length,
    ).toBe(0)
    expect(goneToQueries()).toEqual([])
  })

  it.each(['', '#N/A'])(
    'give the records that a read gives, acts and relations included, with empty values as "%s"',
    async (bulkNull) => {
      await createRow(world, 'Contact', {
        Email: 'quoted@example.test',
        LastName: 'Quote "d"',
        Title: 'Line one\nline, two',
      })
      await switches({ bulkNull })
      const records = (await sweep())
        .flatMap((page) => page.records)
        .filter((record) => record.ref.object === 'Contact')
      const some = [...records.slice(0, 150), ...records.slice(-50)]
      expect(some.at(-1)?.lastName).toBe('Quote "d"')
      expect(
        new Set(some.flatMap((record) => [record.relation, ...record.acts.map((act) => act.kind), record.blocks.email]))
          .size,
      ).toBeGreaterThan(4)
      expect(await connected.open().read?.(some.map((record) => record.ref))).toEqual(some)
    },
  )

  it('go on after a crash from any page of the same job', async () => {
    const whole = await sweep(null, 5)
    for (const [index, page] of whole.slice(0, -1).entries()) {
      expect(idsOf(await sweep(saved([page]), 1))).toEqual(idsOf(whole.slice(index + 1, index + 2)))
    }
    await expectWhole([...whole, ...(await sweep(saved(whole)))])
    expect(await made()).toBe(1)
  })

  it('begin another job after the last record when a rotated token ended the session', async () => {
    await switches({ rotationEndsAccessTokens: true, locatorsEndWithSession: true })
    const pages = await sweep(null, 4)
    await world.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    await expectWhole([...pages, ...(await sweep(saved(pages)))])
    expect([await made(), goneToQueries()]).toEqual([2, []])
  })

  it('begin another job when the first is gone, three times at most', async () => {
    let pages = await sweep(null, 3)
    for (let lost = 0; lost < 3; lost += 1) {
      await actSalesforce(world, 'forget-jobs', {})
      // Lost, made again, one page of it; the third time, one page by a query.
      pages = [...pages, ...(await sweep(saved(pages), 3))]
    }
    await expectWhole([...pages, ...(await sweep(saved(pages)))])
    expect([await made(), goneToQueries()]).toEqual([3, ['cursor-lost']])
  })

  it.each(['fail-jobs', 'abort-jobs'])('go on by queries after %s', async (act) => {
    const begun = await sweep(null, 1)
    await actSalesforce(world, act, {})
    await expectWhole(await sweep(saved(begun)))
    expect([await made(), goneToQueries()]).toEqual([1, ['unavailable']])
  })

  it('go on by queries when results fail in the middle, and nothing comes twice', async () => {
    const pages = await sweep(null, 3)
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'server-error',
      pathIncludes: '/results',
      times: null,
    })
    await expectWhole([...pages, ...(await sweep(saved(pages)))])
    expect(goneToQueries()).toEqual(['unavailable'])
  })

  it.each([
    ['the feature is off', { bulkApi: false }, 'forbidden'],
    ["the day's jobs are spent", { bulkJobsPerDay: 0 }, 'bad-request'],
  ])('go on by queries when %s, and say so once', async (_name, change, kind) => {
    await switches(change)
    await expectWhole(await sweep())
    expect(goneToQueries()).toEqual([kind])
  })

  it('keep the job when nothing answers at all', async () => {
    const pages = await sweep(null, 3)
    await world.control('POST', '/_sandbox/faults', { system: 'salesforce', kind: 'server-error', times: null })
    expect((await failureOf(sweep(saved(pages)))).kind).toBe('unavailable')
    await world.control('DELETE', '/_sandbox/faults')
    await expectWhole([...pages, ...(await sweep(saved(pages)))])
    expect([await made(), goneToQueries()]).toEqual([1, []])
  })

  it.each([
    ['the locator is missing', { kind: 'switch' }],
    ['a page is no CSV', { kind: 'html-200' }],
  ])('are read again by queries when %s, and never for ever', async (_name, { kind }) => {
    const pages = await sweep(null, 3)
    await (kind === 'switch'
      ? switches({ bulkLocatorHeader: false })
      : world.control('POST', '/_sandbox/faults', { system: 'salesforce', kind, pathIncludes: '/results', times: 1 }))
    await expectWhole(await sweep(saved(pages)))
    expect(goneToQueries()).toEqual(['unexpected-response'])
  })

  it('come back later while a job runs, without asking much, and leave a job that does not end', async () => {
    await switches({ bulkDelayMs: 10 * 3_600_000 })
    const [page] = await sweep(null, 1)
    expect({ ...page, next: null }).toEqual({ records: [], tombstones: [], next: null, total: page?.total })
    const failure = await failureOf(sweep(saved(page === undefined ? [] : [page])))
    expect({ kind: failure.kind, details: failure.details }).toEqual({
      kind: 'not-ready',
      details: { retryAfterMs: 15_000 },
    })
    expect(await jobCalls()).toEqual(['POST job 200', 'GET job 200', 'GET job 200', 'GET job 200', 'GET job 200'])
    await world.advance(3 * 3_600_000)
    await expectWhole(await sweep(saved(page === undefined ? [] : [page])))
    expect(goneToQueries()).toEqual(['unavailable'])
  }, 60_000)

  it('leave what changes meanwhile to the increment, which starts five minutes before the job', async () => {
    await createRow(world, 'Contact', { Email: 'just-before@example.test' })
    const begun = await sweep(null, 1)
    const { contacts } = await salesforceState(world)
    const id = contacts.find((row) => row['IsDeleted'] !== true && row['HasOptedOutOfEmail'] !== true)?.Id ?? ''
    await actSalesforce(world, 'opt-out', { id })
    await world.advance(3_600_000)
    const rest = await sweep(saved(begun))
    const end = saved(rest)
    expect(new Date(String(end['contactStamp'])).getTime()).toBeLessThanOrEqual(
      new Date(String(begun[0]?.next['jobMadeAt'])).getTime() - 300_000,
    )
    expect(rest.flatMap((page) => page.records).find((record) => record.ref.id === id)?.blocks.email).toBe('open')
    const changed = (await pagesOf(connected.open(), end, 'changes')).flatMap((page) => page.records)
    expect(changed.find((record) => record.ref.id === id)?.blocks.email).toBe('enforced')
  })
})
