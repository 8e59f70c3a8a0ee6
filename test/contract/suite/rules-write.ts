import { expect, it } from 'vitest'
import { pagesOf, statusesOf } from './scene.ts'
import type { Scene } from './scene.ts'

/** Fields, holds and removal: what every connected CRM must do. */
export function writeRules(scene: Scene): void {
  it('splits reads and writes over the vendor limit', async () => {
    const ids = (await scene.subject.liveIds(scene.world)).slice(0, 250)
    const refs = (await pagesOf(scene.connected.open(), null, 'full'))
      .flatMap((page) => page.records.map((record) => record.ref))
      .filter((ref) => ids.includes(ref.id))
    expect(refs.length).toBe(250)
    expect(await scene.connected.open().read?.(refs)).toHaveLength(250)
    const outcomes = await scene.connected.open().tag?.(
      refs.map((record, index) => ({
        orderId: `tag-${index}`,
        record,
        fields: { verdict: 'ALLOW', decided_on: '2026-11-25' },
      })),
    )
    expect(new Set(statusesOf(outcomes ?? []))).toEqual(new Set(['applied']))
    expect(
      new Set(
        statusesOf(
          (await scene.connected.open().tag?.(
            refs.map((record, index) => ({
              orderId: `tag-${index}`,
              record,
              fields: { verdict: 'ALLOW', decided_on: '2026-11-25' },
            })),
          )) ?? [],
        ),
      ),
    ).toEqual(new Set(['already']))
  })

  it('tags, reads back, clears, and never touches the opt-out', async () => {
    const { email, ref } = await scene.fresh()
    const fields = {
      verdict: 'DENY',
      basis: 'legitimate_interest',
      source: 'Salon de Lyon 2026',
      collected_on: '2026-01-31',
      objected_on: null,
      preference_url: 'https://lawbase.example.test/u/abc',
      repermission_on: '2026-11-26',
      repermission_url: 'https://lawbase.example.test/stay/def',
    }
    const [tagged] = (await scene.connected.open().tag?.([{ orderId: 'tag', record: ref, fields }])) ?? []
    expect(tagged?.status).toBe('applied')
    // Whoever holds one of the person's links speaks for them: none stands in what is kept as proof.
    expect(JSON.stringify(tagged)).not.toMatch(/lawbase\.example\.test/u)
    const [read] = (await scene.connected.open().read?.([ref])) ?? []
    expect(read?.tags).toMatchObject(fields)
    expect(
      statusesOf(
        (await scene.connected.open().tag?.([{ orderId: 'clear', record: ref, fields: { verdict: null } }])) ?? [],
      ),
    ).toEqual(['applied'])
    expect((await scene.connected.open().read?.([ref]))?.[0]?.tags['verdict']).toBeNull()
    expect(await scene.subject.optedOut(scene.world, ref, email)).toBe(false)
  })

  it('calls a tag that the vendor ignores written', async () => {
    const { ref } = await scene.fresh()
    await scene.fault('accept-and-ignore', { times: null })
    expect(
      statusesOf(
        (await scene.connected.open().tag?.([{ orderId: 'lost', record: ref, fields: { verdict: 'ALLOW' } }])) ?? [],
      ),
    ).toEqual(['written'])
  })

  it('holds and releases the hold without an opt-out', async () => {
    const { email, ref } = await scene.fresh()
    const hold = (until: string | null) => scene.connected.open().hold?.([{ orderId: 'hold', record: ref, until }])
    expect(statusesOf((await hold('2026-12-09')) ?? [])).toEqual(['applied'])
    expect((await scene.connected.open().read?.([ref]))?.[0]?.holdUntil).toBe('2026-12-09')
    expect(statusesOf((await hold(null)) ?? [])).toEqual(['applied'])
    expect((await scene.connected.open().read?.([ref]))?.[0]?.holdUntil).toBeNull()
    expect(await scene.subject.optedOut(scene.world, ref, email)).toBe(false)
  })

  it('moves to the bin, proves it, and says already afterwards', async () => {
    const { ref } = await scene.fresh()
    const bin = (stage: 'bin' | 'erase' | 'anonymise', record = ref) =>
      scene.connected.open().remove?.([{ orderId: 'gone', record, stage }])
    expect(statusesOf((await bin('bin')) ?? [])).toEqual(['applied'])
    expect(await scene.subject.liveIds(scene.world)).not.toContain(ref.id)
    expect(await scene.connected.open().read?.([ref])).toEqual([])
    expect(statusesOf((await bin('bin')) ?? [])).toEqual(['already'])
    const other = await scene.fresh()
    const unknown = { object: scene.subject.recordObject, id: scene.subject.unknownId }
    const system = scene.connected.open()
    if (system.lookInBin !== undefined)
      expect(await system.lookInBin([unknown, ref, other.ref])).toEqual(['absent', 'in-bin', 'alive'])
    expect(
      statusesOf((await bin('bin', { object: scene.subject.recordObject, id: scene.subject.unknownId })) ?? []),
    ).toEqual(['absent'])
    expect(
      statusesOf(
        (await scene.connected.open().tag?.([{ orderId: 'late', record: ref, fields: { verdict: 'DENY' } }])) ?? [],
      ),
    ).toEqual(['absent'])
  })

  it('erases for good what is live or in the bin, proves it, and finds nothing afterwards', async () => {
    const system = scene.connected.open()
    const { ref } = await scene.fresh()
    const take = async (stage: 'bin' | 'erase', record = ref) =>
      statusesOf((await scene.connected.open().remove?.([{ orderId: 'gone', record, stage }])) ?? [])
    if (system.can.erases === 'from-bin') {
      expect(await scene.connected.open().remove?.([{ orderId: 'gone', record: ref, stage: 'erase' }])).toMatchObject([
        { status: 'refused', reason: 'conflict' },
      ])
      expect(await take('bin')).toEqual(['applied'])
    }
    expect(await take('erase')).toEqual(['applied'])
    expect(await scene.subject.liveIds(scene.world)).not.toContain(ref.id)
    expect(['already', 'absent']).toContain((await take('erase'))[0])
    const second = await scene.fresh()
    expect([await take('bin', second.ref), await take('erase', second.ref)]).toEqual([['applied'], ['applied']])
    expect(await take('erase', { object: scene.subject.recordObject, id: scene.subject.unknownId })).toEqual(['absent'])
  })

  it('calls a removal that the vendor ignores written', async () => {
    const { ref } = await scene.fresh()
    await scene.fault('accept-and-ignore', { ...scene.subject.binWrite, times: null })
    expect(
      statusesOf((await scene.connected.open().remove?.([{ orderId: 'kept', record: ref, stage: 'bin' }])) ?? []),
    ).toEqual(['written'])
    expect(await scene.subject.liveIds(scene.world)).toContain(ref.id)
  })
}
