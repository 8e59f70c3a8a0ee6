import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDueRun, startRun } from '../../../src/operations/runs/start-run.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

/** No worker runs here: a run stays under way until the test ends it. */
let lawbase: Lawbase
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 4 })
})
afterAll(() => lawbase.close())

const query = async <Row extends object>(text: string) => (await lawbase.app.pool.query<Row>(text)).rows
const runs = () =>
  query<{ by: string; state: string }>(`select requested_by as by, state from hygiene_runs order by started_at, id`)
const due = async () =>
  (
    await query<{ due: boolean }>(
      `select next_run_at <= '${lawbase.app.clock.now().toISOString()}' as due from schedule where name = 'nightly-run'`,
    )
  )[0]?.due

it('the run of the night waits for one that is under way, and is started once', async () => {
  await startDueRun(lawbase.app)
  expect([await due(), await runs()]).toEqual([false, []])
  await startRun(lawbase.app, lawbase.admin.email)
  await lawbase.advance(25 * 3_600_000)
  await startDueRun(lawbase.app)
  expect([await due(), await runs()]).toEqual([true, [{ by: lawbase.admin.email, state: 'running' }]])
  await query(`update hygiene_runs set state = 'done'`)
  await startDueRun(lawbase.app)
  await startDueRun(lawbase.app)
  expect([await due(), await runs()]).toEqual([
    false,
    [
      { by: lawbase.admin.email, state: 'done' },
      { by: 'nightly run', state: 'running' },
    ],
  ])
})
