import { afterAll, beforeAll, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { lastRuns } from '../../../src/store/runs/runs.ts'
import { openConsole, type Console } from '../../support/console.ts'

let stage: Console
beforeAll(async () => {
  stage = await openConsole({ contacts: 60, seed: 11 })
  const id = await stage.lawbase.connectSalesforce()
  await stage.lawbase.run()
  await grant(stage.lawbase.app, id, 'tag', stage.lawbase.admin)
})
afterAll(() => stage.close())

/** How the last run ended, on its list, on its own page and on Today. */
async function pagesOfLastRun() {
  const admin = await stage.as(stage.lawbase.admin.email)
  const [run] = await lastRuns(stage.lawbase.app.pool, 1)
  const words = async (url: string) => wordsOf((await admin.get(url)).html)
  return {
    state: run?.state,
    refused: run?.report?.refusedTags,
    list: /Done, 2 refused/u.test(await words('/runs')),
    today: /Done, 2 refused/u.test(await words('/')),
    page: /Tags of 2 records were refused\. They are tried again at the next run\. a rule of the system refuses the record: 2/u.test(
      await words(`/runs/${run?.id}`),
    ),
  }
}

it('a run whose tags a system refused is not simply done: it says how many, why, and when they are tried again', async () => {
  const { lawbase } = stage
  const { rows } = await lawbase.app.pool.query<{ id: string }>(
    `select remote_id as id from remote_records where gone_at is null order by id limit 2`,
  )
  const refuse = (ids: readonly string[]) =>
    lawbase.control('POST', '/_sandbox/switches', { salesforce: { refusedIds: ids } })
  await refuse(rows.map(({ id }) => id))
  await lawbase.run()
  expect(await pagesOfLastRun()).toEqual({
    state: 'done',
    refused: { validation: 2 },
    list: true,
    today: true,
    page: true,
  })
  await refuse([])
  await lawbase.run()
  expect(await pagesOfLastRun()).toEqual({ state: 'done', refused: {}, list: true, today: false, page: false })
})
