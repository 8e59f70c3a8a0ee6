import { afterAll, beforeAll, expect, it } from 'vitest'
import { callApi, makeApiKey, runHygiene } from '../../../scripts/demo/admin.mjs'
import { approve, oneBeside } from '../../../scripts/demo/removal.mjs'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { startRun } from '../../../src/operations/runs/start-run.ts'
import type { Running } from '../../../src/serve.ts'
import { verbs } from '../../../src/store/connections/connections.ts'
import { until } from '../../support/until.ts'
import { envOf, openConsole, type Browser, type Console } from '../../support/console.ts'

/** The demo's admin and DPO are as patient as real ones: runs begin by themselves between two of their steps. */
let stage: Console
let working: Running
let admin: Browser
let apiKey: string
beforeAll(async () => {
  stage = await openConsole({ contacts: 120, seed: 11 })
  const { lawbase } = stage
  const id = await lawbase.connectHubspot()
  for (const verb of verbs) await grant(lawbase.app, id, verb, lawbase.admin)
  admin = await stage.as(lawbase.admin.email)
  apiKey = await makeApiKey({ base: stage.base, admin })
})
afterAll(async () => {
  await working.stop()
  await stage.close()
})

/** A browser before whose first form is sent something happens. */
function withBefore(browser: Browser, happens: () => Promise<unknown>): Browser {
  let first = true
  return {
    get: (path) => browser.get(path),
    submit: async (page, action, values) => {
      if (first) await happens()
      first = false
      return browser.submit(page, action, values)
    },
  }
}

it('presses "Run now" again when a run that began by itself is over', async () => {
  const { app } = stage.lawbase
  const other = await startRun(app, 'lost events')
  const ours = runHygiene({ base: stage.base, admin }, apiKey)
  working = await stage.lawbase.work()
  const run = await ours
  expect(run.id).not.toBe(other)
  expect({ state: run.state, requestedBy: run.requestedBy }).toEqual({
    state: 'done',
    requestedBy: stage.lawbase.admin.email,
  })
})

it('takes a run that began just before the press for the run of somebody else', async () => {
  const { app } = stage.lawbase
  const late = withBefore(admin, () => startRun(app, 'lost events'))
  const run = await runHygiene({ base: stage.base, admin: late }, apiKey)
  expect(run.requestedBy).toBe(stage.lawbase.admin.email)
})

it('approves the plan that took the place of the one it read', async () => {
  const { app, dpo } = stage.lawbase
  const reader = await stage.as(dpo.email)
  const replaced = withBefore(reader, async () => {
    const id = await startRun(app, 'lost events')
    const over = () => app.pool.query(`select 1 from hygiene_runs where id = $1 and state <> 'running'`, [id])
    await until('a new plan was made', async () => (await over()).rowCount === 1)
  })
  const said: string[] = []
  const api = (path: string) => callApi(stage.base, apiKey, path)
  const consoles = { base: stage.base, admin, dpo: replaced, second: admin }
  const approved = await approve(consoles, api, envOf(stage), 'silent', (text: string) => said.push(text))
  expect(said.filter((text) => text.includes('made a new plan in its place'))).toHaveLength(1)
  const { rows } = await app.pool.query<{ state: string; author: string }>(
    'select state, author from removal_plans where number = $1',
    [approved?.plan.number],
  )
  expect(rows).toEqual([{ state: expect.stringMatching(/^approved|held$/u) as string, author: 'lost events' }])
})

it('restores nobody of whom something else is to be shown, though pages mask addresses', async () => {
  const { app, dpo } = stage.lawbase
  const reader = await stage.as(dpo.email)
  const { rows } = await app.pool.query<{ planId: string; contactId: string; email: string }>(
    `select distinct on (m.contact_id) m.plan_id as "planId", m.contact_id as "contactId", i.value as email from removal_items m join removal_plans p on p.id = m.plan_id and p.state in ('approved', 'held')
     join remote_records r on r.contact_id = m.contact_id join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash order by m.contact_id`,
  )
  const page = await reader.get(`${stage.base}/removals/${rows[0]?.planId}`)
  const first = await oneBeside(reader, page, [])
  const email = rows.find(({ contactId }) => contactId === first)?.email ?? ''
  expect(email).not.toBe('')
  const beside = await oneBeside(reader, page, [email])
  expect([beside === first, rows.some(({ contactId }) => contactId === beside)]).toEqual([false, true])
  await expect(oneBeside(reader, page, ['nobody@example.test'])).rejects.toThrow('does not find nobody@example.test')
})
