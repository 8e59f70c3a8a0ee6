import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { followJournal } from '../../../src/operations/backup/follow-journal.ts'
import { recordEntries } from '../../../src/operations/objections/record-entries.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

const size = 2_000

describe('the journal of a long list', () => {
  let lawbase: Lawbase
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-journal-'))
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 10 })
    Object.assign(lawbase.app, { journalFolder: folder })
  })
  afterAll(async () => {
    await lawbase.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const rowsRead = async () =>
    Number(
      (
        await lawbase.app.pool.query<{ n: string }>(
          `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as n from pg_stat_user_tables where relname in ('suppressions', 'identities', 'objection_identities', 'lifted_suppressions')`,
        )
      ).rows[0]?.n,
    )

  it('reads no table once for each objection', async () => {
    const receivedAt = lawbase.app.clock.now()
    const rows = Array.from({ length: size }, (_, index) => ({
      index,
      entry: {
        email: `person-${index}@list.example.test`,
        phone: null,
        channels,
        kinds: [],
        receivedAt,
        reason: 'objection' as const,
        reference: null,
      },
    }))
    await recordEntries(lawbase.app, rows, { door: 'file', actor: 'a test', key: 'list' })
    const told = async () => {
      let last = -1
      // The server tells of its reads a moment later.
      await until('nothing more is counted', async () => {
        await lawbase.app.pool.query('select pg_stat_force_next_flush()')
        const now = await rowsRead()
        const isSame = now === last
        last = now
        return isSame
      })
      return last
    }
    const before = await told()
    expect(await followJournal(lawbase.app)).toBe(size)
    // Two batches, each of which may read each table as a whole a few times: 8 cells a person.
    expect((await told()) - before).toBeLessThan(2 * 5 * 11 * size)
  })
})
