import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOld } from '../../../src/operations/runs/forget-old.ts'
import {
  askToRecord,
  keepFile,
  openFile,
  recordAskedFile,
  wakeFiles,
  type KeptFile,
} from '../../../src/operations/objections/record-file.ts'
import { filesToRecord } from '../../../src/store/objections/objection-files.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

const me = 'operator@exemple.example.test'
const day = 86_400_000

describe('a list that somebody uploaded', () => {
  let lawbase: Lawbase
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 10 })
  })
  afterAll(() => lawbase.close())
  const keep = (word: string, rows = 3) =>
    keepFile(
      lawbase.app,
      {
        name: '../lis<t>.csv',
        bytes: Buffer.from(
          `E-mail\n${Array.from({ length: rows }, (_, index) => `${word}.${index}@example.test`).join('\n')}\n`,
        ),
      },
      me,
    )
  const waiting = async (id: string) => {
    const kept = await openFile(lawbase.app, id, me)
    if (kept === null || !('table' in kept)) throw new Error('the list does not wait')
    return kept
  }
  const told = (kept: KeptFile | null) =>
    kept === null || !('report' in kept)
      ? null
      : { recorded: kept.report.recorded, repeated: kept.report.repeated, refused: kept.report.refused }
  const call = { mapping: { email: 0 }, country: '' }
  const never = new AbortController().signal
  /** Objections of the list `word`: its rows are the only ones with these addresses. */
  const objections = async (word: string) =>
    (
      await lawbase.app.pool.query<{ n: number }>(
        'select count(*)::int as n from objection_identities where identity_hash = any($1)',
        [Array.from({ length: 10_000 }, (_, index) => lawbase.app.keys.hashEmail(`${word}.${index}@example.test`))],
      )
    ).rows[0]?.n ?? -1

  it('is seen by nobody else, each look noted, and forgotten after 7 days', async () => {
    const id = await keep('seen')
    expect(await openFile(lawbase.app, id, 'dpo@exemple.example.test')).toBeNull()
    expect((await waiting(id)).file.name).toBe('.._lis_t_.csv')
    expect(
      (await lawbase.app.pool.query("select actor, details from audit_events where details->>'file' = $1", [id])).rows,
    ).toEqual([{ actor: me, details: { what: 'objection-file', file: id } }])
    await lawbase.advance(7 * day + 1)
    expect(await openFile(lawbase.app, id, me)).toBeNull()
    await forgetOld(lawbase.app, () => Promise.resolve(), never)
    expect((await lawbase.app.pool.query('select 1 from objection_files where id = $1', [id])).rowCount).toBe(0)
  })

  it('is recorded once by two clicks and two workers, and its content goes', async () => {
    const id = await keep('clicks', 700)
    await askToRecord(lawbase.app, id, call)
    await askToRecord(lawbase.app, id, { ...call, mapping: { phone: 0 } })
    await Promise.all([recordAskedFile(lawbase.app, id, never), recordAskedFile(lawbase.app, id, never)])
    await recordAskedFile(lawbase.app, id, never)
    expect(told(await openFile(lawbase.app, id, me))).toEqual({ recorded: 700, repeated: 0, refused: 0 })
    expect(
      (
        await lawbase.app.pool.query('select content, report like $2 as clear from objection_files where id = $1', [
          id,
          '%clicks%',
        ])
      ).rows,
    ).toEqual([{ content: null, clear: false }])
  })

  it('is recorded by nobody before somebody asked', async () => {
    const id = await keep('unasked')
    await recordAskedFile(lawbase.app, id, never)
    expect({ waiting: (await waiting(id)).table.rows.length, due: await filesToRecord(lawbase.app.pool) }).toEqual({
      waiting: 4,
      due: [],
    })
  })

  it('of 10,000 rows says how far it is, and cut off between two commits goes on: nothing twice, nothing left out', async () => {
    const id = await keep('cut', 10_000)
    await askToRecord(lawbase.app, id, call)
    const cut = new AbortController()
    const first = recordAskedFile(lawbase.app, id, cut.signal)
    const isFar = await until('some rows are recorded', async () => {
      const kept = await openFile(lawbase.app, id, me)
      return kept !== null && 'recording' in kept && kept.file.done > 0 && kept.file
    })
    cut.abort()
    await expect(first).rejects.toThrow('aborted')
    expect({ total: isFar.total, whole: isFar.done % 500 }).toEqual({ total: 10_000, whole: 0 })
    const before = await objections('cut')
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(10_000)
    // While the claim of the one that died stands, nobody else begins.
    expect(await filesToRecord(lawbase.app.pool)).toEqual([])
    await recordAskedFile(lawbase.app, id, never)
    expect(await objections('cut')).toBe(before)
    await lawbase.app.pool.query(
      `update objection_files set claimed_until = clock_timestamp() - interval '1 second' where id = $1`,
      [id],
    )
    const working = await lawbase.work()
    await wakeFiles(lawbase.app)
    const kept = await until('the report is there', async () => {
      const now = await openFile(lawbase.app, id, me)
      return now !== null && 'report' in now && now
    })
    await working.stop()
    expect({ told: told(kept), objections: await objections('cut') }).toEqual({
      told: { recorded: 10_000, repeated: 0, refused: 0 },
      objections: 10_000,
    })
    expect(new Set(kept.report.rows.map((row) => (row.status === 'refused' ? '' : row.number))).size).toBe(10_000)
    // The same list again is another ask: all of it stood before.
    const again = await keep('cut', 10_000)
    await askToRecord(lawbase.app, again, call)
    await recordAskedFile(lawbase.app, again, never)
    expect({ told: told(await openFile(lawbase.app, again, me)), objections: await objections('cut') }).toEqual({
      told: { recorded: 0, repeated: 10_000, refused: 0 },
      objections: 10_000,
    })
  })
})
