import { describe, expect, it } from 'vitest'
import { mayComeBack, restoreEnd, wayBack, type BinFacts, type RecordStanding, type WayBack } from './way-back.ts'

const now = new Date('2026-11-29T10:00:00Z')
const day = (days: number) => new Date(now.getTime() + days * 86_400_000)
const record = (more: Partial<RecordStanding>): RecordStanding => ({
  state: 'held',
  binnedAt: null,
  detail: null,
  backAt: null,
  backEnd: null,
  gone: false,
  ...more,
})
const salesforceBin: BinFacts = { days: 15, byUs: true }
const hubspotBin: BinFacts = { days: 90, byUs: false }

describe('the way back of a record', () => {
  it.each<[string, Partial<RecordStanding>, BinFacts | null, WayBack]>([
    ['on hold: the hold goes off', {}, hubspotBin, { way: 'hold' }],
    ['held, and deleted by somebody else', { gone: true }, hubspotBin, { way: 'gone' }],
    ['never touched', { state: 'planned' }, hubspotBin, { way: 'untouched' }],
    ['that refused the hold', { state: 'refused', detail: 'validation' }, hubspotBin, { way: 'untouched' }],
    ['whose hold went off', { state: 'released', detail: '' }, hubspotBin, { way: 'back', from: 'hold' }],
    ['whose hold could not be read off', { state: 'released', detail: 'absent' }, hubspotBin, { way: 'gone' }],
    [
      'in a bin that Lawbase can open',
      { state: 'binned', binnedAt: day(-14), gone: true },
      salesforceBin,
      { way: 'bin', until: day(1) },
    ],
    [
      'in a bin that only a person can open',
      { state: 'binned', binnedAt: day(-14), gone: true },
      hubspotBin,
      { way: 'bin-by-person', until: day(76) },
    ],
    ['on the last day of its bin', { state: 'binned', binnedAt: day(-15) }, salesforceBin, { way: 'bin-over' }],
    [
      'that the bin says it does not hold',
      { state: 'binned', binnedAt: day(-1), backEnd: 'bin-over' },
      salesforceBin,
      { way: 'bin-over' },
    ],
    [
      'that its system does not let out of the bin',
      { state: 'binned', binnedAt: day(-1), backEnd: 'refused' },
      salesforceBin,
      { way: 'refused' },
    ],
    ['in the bin of a system that cannot be asked', { state: 'binned', binnedAt: day(-1) }, null, { way: 'unknown' }],
    [
      'in a bin of unknown term',
      { state: 'binned', binnedAt: day(-400) },
      { days: null, byUs: false },
      { way: 'bin-by-person', until: null },
    ],
    ['erased for good', { state: 'erased', binnedAt: day(-1) }, salesforceBin, { way: 'erased' }],
    ['emptied of the person', { state: 'anonymised' }, salesforceBin, { way: 'anonymised' }],
    ['out of the bin, its hold still on', { backAt: day(0), gone: false }, salesforceBin, { way: 'hold' }],
    [
      'out of the bin, its hold off',
      { state: 'released', detail: '', backAt: day(0) },
      salesforceBin,
      { way: 'back', from: 'bin' },
    ],
  ])('%s', (_name, more, bin, way) => {
    expect(wayBack(record(more), bin, now)).toEqual(way)
  })
})

describe('a restore', () => {
  const back: WayBack = { way: 'back', from: 'hold' }
  it.each<[string, readonly WayBack[], ReturnType<typeof restoreEnd>]>([
    ['is done when every system shows the person', [back, { way: 'untouched' }], 'done'],
    ['is under way while one does not', [back, { way: 'hold' }], 'under-way'],
    ['waits for a person at a vendor', [back, { way: 'bin-by-person', until: null }], 'under-way'],
    ['waits for a system that cannot be asked', [back, { way: 'unknown' }], 'under-way'],
    ['ends in part where one record is gone for good', [back, { way: 'erased' }], 'part'],
    ['ends in part where somebody else deleted one', [back, { way: 'gone' }], 'part'],
    ['ends with nothing where all are', [{ way: 'erased' }, { way: 'bin-over' }], 'nothing'],
  ])('%s', (_name, ways, end) => {
    expect(restoreEnd(ways)).toBe(end)
  })

  it('can be asked for where something may come back', () => {
    expect((['hold', 'unknown', 'erased', 'gone', 'untouched'] as const).map((way) => mayComeBack({ way }))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
