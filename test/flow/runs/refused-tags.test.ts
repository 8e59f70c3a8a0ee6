import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wordsOf } from '../../../scripts/demo/browser.mjs'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { tagRecords, type TagProgress } from '../../../src/operations/tags/tag-records.ts'
import { lastRuns } from '../../../src/store/runs/runs.ts'
import { openConsole, type Console } from '../../support/console.ts'

let stage: Console
let id: string
beforeAll(async () => {
  stage = await openConsole({ contacts: 60, seed: 11 })
  id = await stage.lawbase.connectSalesforce()
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

const refuse = (ids: readonly string[]) =>
  stage.lawbase.control('POST', '/_sandbox/switches', { salesforce: { refusedIds: ids } })

it('a refused tag counts once, also where a worker died in the middle of its page', async () => {
  const { app } = stage.lawbase
  const { rows } = await app.pool.query<{ id: string }>(
    `select remote_id as id from remote_records where gone_at is null order by id limit 2`,
  )
  await refuse(rows.map((row) => row.id))
  let saved: TagProgress = { looked: 0, written: 0, readBack: 0, refused: 0, reasons: {} }
  const tag = (onPage: (progress: TagProgress) => Promise<void>) =>
    tagRecords(app, id, {
      after: 0,
      runId: randomUUID(),
      signal: new AbortController().signal,
      progress: structuredClone(saved),
      onPage,
    })
  const dying = tag((progress) => {
    saved = structuredClone(progress)
    return Promise.reject(new Error('the worker died'))
  })
  await expect(dying).rejects.toThrow('the worker died')
  const { refused, reasons } = await tag(() => Promise.resolve())
  expect({ refused, reasons }).toEqual({ refused: 2, reasons: { validation: 2 } })
})

it('a run whose tags a system refused is not simply done: it says how many, why, and when they are tried again', async () => {
  await stage.lawbase.run()
  expect(await pagesOfLastRun()).toEqual({
    state: 'done',
    refused: { validation: 2 },
    list: true,
    today: true,
    page: true,
  })
  await refuse([])
  await stage.lawbase.run()
  expect(await pagesOfLastRun()).toEqual({ state: 'done', refused: {}, list: true, today: false, page: false })
})
