import { afterEach, describe, expect, it } from 'vitest'
import { salesforce } from '../../../connectors/salesforce/index.ts'
import { engagementOrigin } from '../../../connectors/salesforce/transport/hosts.ts'
import type { Activity } from '../../../src/connector/activities.ts'
import type { ConnectedSystem } from '../../../src/connector/contract.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import { failureOf } from '../suite/harness.ts'
import { scriptedVendor, type Reply, type Seen } from '../suite/scripted.ts'

const unit = '0Uv5A000000PAzxSAG'
const other = '0Uv5A000000PAzyAAA'
const day = (text: string) => new Date(`${text}T10:00:00Z`)

async function read(
  system: ConnectedSystem,
  from: Cursor | null = null,
): Promise<{ activities: Activity[]; next: Cursor | null }> {
  const found: Activity[] = []
  let next = from
  for await (const page of system.activities?.(from) ?? []) {
    found.push(...page.activities)
    next = page.next
  }
  return { activities: found.toSorted((a, b) => a.at.getTime() - b.at.getTime()), next }
}

describe('Account Engagement: answers nobody has promised', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const open = async (reply: (seen: Seen, call: number) => Reply) => {
    let call = 0
    const vendor = await scriptedVendor(salesforce, (seen) => reply(seen, (call += 1)), [], { activityUnits: [unit] })
    close = vendor.close
    return vendor
  }
  const row = (more: Record<string, unknown>) => ({
    id: 1,
    type: 1,
    createdAt: '2024-01-01T12:00:00+02:00',
    updatedAt: '2024-01-01T12:00:00+02:00',
    prospectId: 5,
    prospect: { email: 'ada@example.test', salesforceId: null, optedOut: false },
    ...more,
  })
  const clicksOnly =
    (values: (seen: Seen) => unknown[]) =>
    (seen: Seen): Reply => ({
      json: { values: seen.query.get('type') === '1' || seen.query.has('nextPageToken') ? values(seen) : [] },
    })

  it('does not take another kind than it asked for: an open of a server without filters is no click', async () => {
    const { system } = await open(clicksOnly(() => [row({ type: 11 }), row({ type: '1' }), row({ type: 6 })]))
    expect((await read(system)).activities.map(({ kind, at }) => ({ kind, at }))).toEqual([
      { kind: 'click', at: day('2024-01-01') },
    ])
  })

  it.each([
    ['no offset', { createdAt: '2024-01-01 10:00:00', updatedAt: null }],
    ['a colonless offset', { createdAt: '2024-01-01T12:00:00+0200' }],
    ['text as id', { prospectId: '5', listEmailId: '7' }],
  ])('bears %s', async (_what, more) => {
    const { system } = await open(clicksOnly(() => [row(more)]))
    expect((await read(system)).activities.map(({ at }) => at)).toEqual([day('2024-01-01')])
  })

  it('asks for prospects that an activity does not show, those in the recycle bin too; who is not there any more, or was never identified, is nobody', async () => {
    const ids = Array.from({ length: 150 }, (_, place) => String(place + 1))
    const rows = [
      ...ids.map((prospectId) => row({ prospectId, prospect: Number(prospectId) % 2 === 0 ? null : undefined })),
      row({ prospect: null, prospectId: null }),
    ]
    const { system, seen } = await open((call) => {
      if (!call.path.endsWith('/prospects')) return { json: { values: call.query.get('type') === '1' ? rows : [] } }
      return {
        json: {
          values: (call.query.get('idList') ?? '')
            .split(',')
            .filter((id) => id !== '7')
            .map((id) => ({
              id: Number(id),
              email: `p${id}@example.test`,
              salesforceId: id === '9' ? '00Q000000000001' : null,
              optedOut: false,
            })),
        },
      }
    })
    const { activities } = await read(system)
    expect(activities.map(({ email }) => email ?? '').toSorted()).toEqual(
      ids
        .filter((id) => id !== '7')
        .map((id) => `p${id}@example.test`)
        .toSorted(),
    )
    expect(activities.flatMap(({ ref }) => (ref === null ? [] : [ref]))).toEqual([
      { object: 'Lead', id: '00Q000000000001EAA' },
    ])
    expect(
      seen
        .filter(({ path }) => path.endsWith('/prospects'))
        .map(({ query }) => [query.get('deleted'), (query.get('idList') ?? '').split(',').length]),
    ).toEqual([
      ['all', 100],
      ['all', 50],
    ])
  })

  it('does not pass over activities whose prospect it may not see', async () => {
    const { system } = await open((call) =>
      call.path.endsWith('/prospects')
        ? { status: 403, json: { code: 49, message: 'x' } }
        : { json: { values: call.query.get('type') === '1' ? [row({ prospect: null })] : [] } },
    )
    expect((await failureOf(read(system))).kind).toBe('forbidden')
  })

  it('reads the other units and kinds where one cannot be read, and then says so, without moving past it', async () => {
    const vendor = await scriptedVendor(
      salesforce,
      (seen) => {
        if (seen.headers['pardot-business-unit-id'] === unit) return { status: 400, json: { code: 181, message: 'x' } }
        const type = Number(seen.query.get('type'))
        return {
          json: {
            values:
              type === 1
                ? [row({ createdAt: 'some day' })]
                : type === 4
                  ? [row({ type: null })]
                  : type === 14
                    ? [row({ type })]
                    : [],
          },
        }
      },
      [],
      { activityUnits: [unit, other] },
    )
    close = vendor.close
    const seen: Activity[] = []
    let next: Cursor | null = null
    const reading = async () => {
      for await (const page of vendor.system.activities?.(null) ?? []) {
        seen.push(...page.activities)
        next = page.next
      }
    }
    expect(await failureOf(reading())).toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining(unit) as unknown,
    })
    expect(seen.map(({ kind }) => kind)).toEqual(['complaint'])
    expect(Object.entries(next ?? {}).filter(([, at]) => at !== null)).toEqual([
      [`${other} 14`, '2024-01-01T10:00:00.000Z'],
    ])
    expect(vendor.seen.filter(({ headers }) => headers['pardot-business-unit-id'] === unit).length).toBe(1)
  })

  it('has no position where nothing was seen: our clock may be ahead of theirs', async () => {
    const { system, seen } = await open(() => ({ json: { values: [] } }))
    const { next } = await read(system)
    await read(system, next)
    expect(seen.filter(({ query }) => query.has('updatedAtAfterOrEqualTo'))).toEqual([])
  })

  it('takes an act that is dated later than it was noted for one of that moment', async () => {
    const { system } = await open(clicksOnly(() => [row({ createdAt: '2031-01-01T00:00:00Z' })]))
    expect((await read(system)).activities.map(({ at }) => at)).toEqual([day('2024-01-01')])
  })

  it('goes on by a new query where a token ends before its pages do', async () => {
    const at = (stamp: string) => row({ createdAt: stamp, updatedAt: stamp })
    const { system, seen } = await open((call) => {
      if (call.query.has('nextPageToken')) return { status: 400, json: { code: 1, message: 'The token has expired' } }
      if (call.query.get('type') !== '1') return { json: { values: [] } }
      return {
        json: call.query.has('updatedAtAfterOrEqualTo')
          ? { values: [at('2024-01-01T10:00:00Z'), at('2024-02-01T10:00:00Z')] }
          : { values: [at('2024-01-01T10:00:00Z')], nextPageToken: 'a' },
      }
    })
    expect((await read(system)).activities.map((one) => one.at)).toEqual([
      day('2024-01-01'),
      day('2024-01-01'),
      day('2024-02-01'),
    ])
    expect(
      seen.filter(({ query }) => query.get('type') === '1').map(({ query }) => query.get('updatedAtAfterOrEqualTo')),
    ).toEqual([null, '2024-01-01T10:00:00Z'])
  })

  it('stops at a page that comes again and again', async () => {
    const { system, seen } = await open(clicksOnly(() => [row({})]))
    expect((await read(system)).activities.length).toBe(1)
    const first = seen.length
    const endless = await open((call) => ({
      json: {
        values: call.query.get('type') === '1' || call.query.has('nextPageToken') ? [row({})] : [],
        ...(call.query.get('type') === '1' || call.query.has('nextPageToken') ? { nextPageToken: 'same' } : {}),
      },
    }))
    expect((await failureOf(read(endless.system))).kind).toBe('unexpected-response')
    expect(endless.seen.length).toBe(first + 1)
  })

  it('keeps its position until the end where a server does not keep the order', async () => {
    const values = [row({ updatedAt: '2024-05-01T00:00:00Z' }), row({ updatedAt: '2024-01-01T00:00:00Z' })]
    const { system } = await open((seen) => ({
      json: seen.query.has('nextPageToken')
        ? { values: [row({ updatedAt: '2024-03-01T00:00:00Z' })] }
        : seen.query.get('type') === '1'
          ? { values, nextPageToken: 't' }
          : { values: [] },
    }))
    const positions: unknown[] = []
    for await (const page of system.activities?.(null) ?? []) positions.push(page.next[`${unit} 1`])
    expect(positions.slice(0, 2)).toEqual([null, '2024-05-01T00:00:00.000Z'])
  })

  it('begins a new query before the vendor ends a long one, at the last stamp', async () => {
    let given = 0
    const { system, seen } = await open((call) => {
      if (call.query.get('type') !== '1' && !call.query.has('nextPageToken')) return { json: { values: [] } }
      given += 1
      if (given > 52) return { json: { values: [] } }
      const at = new Date(Date.parse('2024-01-01T00:00:00Z') + given * 60_000).toISOString()
      return {
        json: {
          values: Array.from({ length: 1_000 }, () => row({ createdAt: at, updatedAt: at })),
          nextPageToken: `t${given}`,
        },
      }
    })
    await read(system)
    const starts = seen
      .filter(({ query }) => query.get('type') === '1')
      .map(({ query }) => query.get('updatedAtAfterOrEqualTo'))
    expect(starts).toEqual([null, '2024-01-01T00:50:00Z'])
    expect(
      seen
        .filter(({ query }) => query.has('nextPageToken'))
        .every(({ query }) => [...query.keys()].toSorted().join() === 'fields,nextPageToken'),
    ).toBe(true)
  })

  it.each<[string, Reply, string, number | undefined]>([
    ['the day is used up', { status: 400, json: { code: 122, message: 'x' } }, 'rate-limited', 3_600_000],
    ['too many at once', { status: 400, json: { code: 66, message: 'x' } }, 'rate-limited', 60_000],
    ['a token it does not take', { status: 400, json: { code: 184, message: 'x' } }, 'forbidden', undefined],
    ['an outage', { status: 503, json: {} }, 'unavailable', undefined],
    ['another host', { status: 302, json: {} }, 'unexpected-response', undefined],
    ['a page of HTML', { status: 200, json: '<html>' }, 'unexpected-response', undefined],
  ])('names %s', async (_what, reply, kind, retryAfterMs) => {
    const { system } = await open(() => reply)
    const failure = await failureOf(read(system))
    expect({ kind: failure.kind, retryAfterMs: failure.details.retryAfterMs }).toEqual({ kind, retryAfterMs })
  })

  it('sends the token to the host that goes with the org, and nowhere else', () => {
    expect(
      [
        'https://acme.my.salesforce.com',
        'https://eu12.salesforce.com',
        'https://acme--uat.sandbox.my.salesforce.com',
        'https://acme-dev-ed.develop.my.salesforce.com',
        'https://cs88.salesforce.com',
        'http://127.0.0.1:4711',
      ].map((url) => engagementOrigin(url, undefined)),
    ).toEqual([
      'https://pi.pardot.com',
      'https://pi.pardot.com',
      'https://pi.demo.pardot.com',
      'https://pi.demo.pardot.com',
      'https://pi.demo.pardot.com',
      'http://127.0.0.1:4711',
    ])
    expect(engagementOrigin('https://acme.my.salesforce.com', 'https://pi.demo.pardot.com')).toBe(
      'https://pi.demo.pardot.com',
    )
  })
})
