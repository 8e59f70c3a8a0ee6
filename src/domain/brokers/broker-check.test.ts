import { describe, expect, it } from 'vitest'
import { diligenceOf, type BrokerCheck, type HeldDelivery } from './broker-check.ts'
import { drawNext, drawRows, sampleFails } from './broker-sample.ts'

const broker = (more: Partial<BrokerCheck> = {}): BrokerCheck => ({
  brokerId: 'b',
  accepted: true,
  deliveries: [old],
  ...more,
})
const old = { id: 'old', obtainedOn: '2020-01-01', listed: false, sample: 'passed' } as const
const failed = [
  old,
  { id: 'good', obtainedOn: '2026-08-01', listed: false, sample: 'passed' },
  { id: 'bad', obtainedOn: '2026-10-01', listed: false, sample: 'failed' },
] as const
const open = [old, { id: 'new', obtainedOn: '2026-10-01', listed: false, sample: 'open' }] as const
const held = (...ids: string[]): HeldDelivery[] => ids.map((id) => ({ id, brokerId: 'b' }))

/** What is known of where data came from. */
interface Source {
  name: string | null
  obtainedOn: string
  deliveries: HeldDelivery[]
}

describe('how far the seller of a source was checked', () => {
  it.each<[string, BrokerCheck | null, Source, string]>([
    [
      'passed, when the register accepts it',
      broker(),
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: [] },
      'passed',
    ],
    [
      'passed under another spelling',
      broker(),
      { name: ' PROSPECTA ', obtainedOn: '2026-11-01', deliveries: [] },
      'passed',
    ],
    [
      'open, when the register does not',
      broker({ accepted: false }),
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: [] },
      'open',
    ],
    [
      'open, when the register does not know it',
      null,
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: [] },
      'open',
    ],
    ['open, when nobody knows its name', broker(), { name: null, obtainedOn: '2026-11-01', deliveries: [] }, 'open'],
    [
      'failed for who stands in a delivery whose sample failed',
      broker({ deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-09-01', deliveries: held('bad') },
      'failed',
    ],
    [
      'failed for who stands in a good one too: nobody can tell which a field came from',
      broker({ deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: held('good', 'bad') },
      'failed',
    ],
    [
      'passed for who stands in another one',
      broker({ deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: held('good') },
      'passed',
    ],
    [
      'failed where no delivery is known and this one may have brought the data',
      broker({ deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: [] },
      'failed',
    ],
    [
      'passed where the data are older than it',
      broker({ deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-09-30', deliveries: [] },
      'passed',
    ],
    [
      'failed where only another broker’s delivery is known',
      broker({ deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: [{ id: 'theirs', brokerId: 'c' }] },
      'failed',
    ],
    [
      'failed also when the register accepts nothing of it any more',
      broker({ accepted: false, deliveries: failed }),
      { name: 'Prospecta', obtainedOn: '2026-11-01', deliveries: held('bad') },
      'failed',
    ],
    [
      'unsampled for who stands in a delivery without a closed sample',
      broker({ deliveries: open }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: held('new') },
      'unsampled',
    ],
    [
      'passed for who stands also in one whose sample passed',
      broker({ deliveries: open }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: held('new', 'old') },
      'passed',
    ],
    [
      'unsampled where no delivery is known and one without a sample may have brought the data',
      broker({ deliveries: open }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: [] },
      'unsampled',
    ],
    [
      'passed where the data are older than the one without a sample',
      broker({ deliveries: open }),
      { name: 'Prospecta', obtainedOn: '2026-09-30', deliveries: [] },
      'passed',
    ],
    [
      'unsampled where only a delivery passed whose rows are known and do not hold the person',
      broker({ deliveries: [{ ...old, listed: true }] }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: [] },
      'unsampled',
    ],
    [
      'passed for who stands in it',
      broker({ deliveries: [{ ...old, listed: true }] }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: held('old') },
      'passed',
    ],
    [
      'unsampled where nobody knows of any delivery',
      broker({ deliveries: [] }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: [] },
      'unsampled',
    ],
    [
      'open rather than unsampled when the register does not accept the broker',
      broker({ accepted: false, deliveries: [] }),
      { name: 'Prospecta', obtainedOn: '2026-10-01', deliveries: [] },
      'open',
    ],
  ])('%s', (_name, check, { name, ...source }, expected) => {
    expect(diligenceOf(new Map(check === null ? [] : [['prospecta', check]]), name, source)).toBe(expected)
  })
})

describe('a draw', () => {
  const rows = Array.from({ length: 200 }, (_, index) => index + 2)
  const seed = Buffer.alloc(32, 7)
  it('is the same for the same seed, whatever the order of the rows, and another for another seed', () => {
    const drawn = drawRows(seed, rows, 20)
    expect([
      new Set(drawn).size,
      drawn.every((row) => rows.includes(row)),
      drawRows(seed, rows.toReversed(), 20),
    ]).toEqual([20, true, drawn])
    expect(drawRows(Buffer.alloc(32, 8), rows, 20)).not.toEqual(drawn)
    expect(drawRows(seed, rows, 5)).toEqual(drawn.slice(0, 5))
  })
  it('after a failed one is no smaller and holds the rows without proof again', () => {
    const next = drawNext(seed, rows, 1, { drawn: 5, unproved: [50, 60, 999] })
    expect([next.slice(0, 2), next.length, new Set(next).size]).toEqual([[50, 60], 5, 5])
    expect([drawNext(seed, rows, 3, null), drawNext(seed, [2, 3], 1, { drawn: 2, unproved: [2, 3] })]).toEqual([
      drawRows(seed, rows, 3),
      [2, 3],
    ])
  })
  it('of fewer rows than are asked for takes them all', () => {
    expect(new Set(drawRows(seed, [4, 9], 20))).toEqual(new Set([4, 9]))
  })
  it('gives each row the same chance', () => {
    const counts = new Map<number, number>()
    for (let round = 0; round < 2_000; round += 1)
      for (const row of drawRows(Buffer.from(String(round)), [1, 2, 3, 4, 5], 1))
        counts.set(row, (counts.get(row) ?? 0) + 1)
    expect([...counts.values()].every((count) => count > 320 && count < 480)).toBe(true)
  })
})

describe('a sample fails', () => {
  it.each<[string, number, number, number, boolean]>([
    ['not when every row is proved', 20, 20, 0, false],
    ['by one row without proof', 20, 19, 0, true],
    ['by silence alone', 20, 0, 0, true],
    ['not within the share that is allowed', 20, 19, 0.05, false],
    ['above it', 20, 18, 0.05, true],
    ['when nothing was drawn', 0, 0, 0.2, true],
  ])('%s', (_name, drawn, proved, most, fails) => {
    expect(sampleFails({ drawn, proved, notProved: 0, silent: drawn - proved }, most)).toBe(fails)
  })
})
