import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepFile, openFile, recordKeptFile, type KeptFile } from '../../src/operations/record-file.ts'
import { startObjectionFile } from '../../src/store/objection-files.ts'
import { startLawbase, type Lawbase } from '../support/lawbase.ts'

const me = 'operator@exemple.example.test'
const day = 86_400_000

describe('a list that somebody uploaded', () => {
  let lawbase: Lawbase
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 10 })
  })
  afterAll(() => lawbase.close())
  const keep = (word: string, rows = 3) => keepFile(lawbase.app, { name: '../lis<t>.csv', bytes: Buffer.from(`E-mail\n${Array.from({ length: rows }, (_, index) => `${word}.${index}@example.test`).join('\n')}\n`) }, me)
  const waiting = async (id: string) => {
    const kept = await openFile(lawbase.app, id, me)
    if (kept === null || !('table' in kept)) throw new Error('the list does not wait')
    return kept
  }
  const told = (kept: KeptFile | null) => (kept === null || !('report' in kept) ? null : { recorded: kept.report.recorded, repeated: kept.report.repeated, refused: kept.report.refused })
  const call = { mapping: { email: 0 }, country: '', actor: me }

  it('is seen by nobody else, each look noted, and forgotten after 7 days', async () => {
    const id = await keep('seen')
    expect(await openFile(lawbase.app, id, 'dpo@exemple.example.test')).toBeNull()
    expect((await waiting(id)).file.name).toBe('.._lis_t_.csv')
    expect((await lawbase.app.pool.query("select actor, details from audit_events where details->>'file' = $1", [id])).rows).toEqual([{ actor: me, details: { what: 'objection-file', file: id } }])
    await lawbase.advance(7 * day + 1)
    expect(await openFile(lawbase.app, id, me)).toBeNull()
    await keep('later')
    expect((await lawbase.app.pool.query('select 1 from objection_files where id = $1', [id])).rowCount).toBe(0)
  })

  it('is recorded once by two clicks, and its content goes', async () => {
    const id = await keep('clicks', 700)
    const kept = await waiting(id)
    await Promise.all([recordKeptFile(lawbase.app, kept, call), recordKeptFile(lawbase.app, kept, call)])
    await recordKeptFile(lawbase.app, kept, call)
    expect(told(await openFile(lawbase.app, id, me))).toEqual({ recorded: 700, repeated: 0, refused: 0 })
    expect((await lawbase.app.pool.query('select content, report like $2 as clear from objection_files where id = $1', [id, '%clicks%'])).rows).toEqual([{ content: null, clear: false }])
  })

  it('can be recorded again when the process that recorded it died', async () => {
    const id = await keep('died')
    const kept = await waiting(id)
    expect(await startObjectionFile(lawbase.app.pool, id, lawbase.app.clock.now())).toBe(true)
    expect((await waiting(id)).file.recording).toBe(true)
    await recordKeptFile(lawbase.app, kept, call)
    expect(told(await openFile(lawbase.app, id, me))).toBeNull()
    await lawbase.advance(5 * 60_000 + 1)
    expect((await waiting(id)).file.recording).toBe(false)
    await recordKeptFile(lawbase.app, kept, call)
    expect(told(await openFile(lawbase.app, id, me))).toEqual({ recorded: 3, repeated: 0, refused: 0 })
  })
})
