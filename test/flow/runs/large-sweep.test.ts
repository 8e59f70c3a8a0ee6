import { afterAll, beforeAll, expect, it } from 'vitest'
import { advanceRun } from '../../../src/operations/runs/advance-run.ts'
import { startRun } from '../../../src/operations/runs/start-run.ts'
import { countLiveRecords } from '../../../src/store/contacts/records.ts'
import { stepsOf } from '../../../src/store/runs/runs.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

// More than 10,000 contacts, so that Salesforce reads them by a query job (docs/reference/salesforce.md#bulk-query).
let lawbase: Lawbase
let salesforceId = ''
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 14_500 })
  await lawbase.control('POST', '/_sandbox/switches', { salesforce: { bulkDelayMs: 3_600_000 } })
  salesforceId = await lawbase.connectSalesforce()
}, 120_000)
afterAll(() => lawbase.close())

it('a run waits for a query job without holding its worker, counting an attempt or calling the Connection broken', async () => {
  const { app } = lawbase
  const runId = (await startRun(app, lawbase.admin.email)) ?? ''
  const pull = async () => (await stepsOf(app.pool, runId)).find((step) => step.name === 'pull')
  // What comes after the reading is not asked here: it is called off then.
  const goOn = async () => {
    const calledOff = new AbortController()
    const gone = advanceRun(app, runId, calledOff.signal)
    const over = until('the reading is over', async () => (await pull())?.state === 'done')
    await Promise.race([gone, over])
    calledOff.abort()
    await Promise.allSettled([gone])
  }
  await goOn()
  const waiting = await pull()
  expect({
    state: waiting?.state,
    attempts: waiting?.attempts,
    later: (waiting?.nextAttemptAt ?? new Date(0)) > app.clock.now(),
  }).toEqual({ state: 'running', attempts: 0, later: true })
  expect(
    (await app.pool.query('select pull_failed_at as failed, state from connections where id = $1', [salesforceId]))
      .rows,
  ).toEqual([{ failed: null, state: 'observe' }])
  await lawbase.advance(3_700_000)
  await goOn()
  const read = await pull()
  const { salesforce } = (await lawbase.control('GET', '/_sandbox/state?system=salesforce')) as {
    salesforce: { contacts: { IsDeleted: boolean }[]; leads: { IsDeleted: boolean }[] }
  }
  const live = [...salesforce.contacts, ...salesforce.leads].filter((row) => !row.IsDeleted).length
  expect({ state: read?.state, done: read?.doneCount, live: await countLiveRecords(app.pool, salesforceId) }).toEqual({
    state: 'done',
    done: live,
    live,
  })
})
