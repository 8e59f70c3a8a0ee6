import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeMailboxSettings } from '../../../src/operations/mailbox/colleagues/mailbox-settings.ts'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import type { Running } from '../../../src/serve.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

const shared = 'unsub@u.exemple.example.test'
let lawbase: Lawbase
let working: Running
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 20 })
  await lawbase.control('POST', '/_sandbox/switches', {
    'mailbox-microsoft': { login: 'julie@exemple.example.test', fullAccess: true },
  })
  working = await lawbase.work()
})
afterAll(async () => {
  await working.stop()
  await lawbase.close()
})

it('a shared mailbox is read with the token of a colleague, whose own is never opened', async () => {
  const { app, admin } = lawbase
  const id = await lawbase.connect('mailbox-microsoft', { sharedMailbox: shared })
  expect((await findConnection(app.pool, id))?.sharedMailbox).toBe(shared)
  await lawbase.control('POST', '/_sandbox/mailbox', {
    act: 'append',
    raw: `From: anne@acme.example.test\nTo: ${shared}\nSubject: STOP\nMessage-ID: <s@acme.example.test>\n\nPlease remove me from your list.\n`,
  })
  await expect(
    changeMailboxSettings(app, admin, id, {
      colleagues: false,
      domains: '',
      authServer: '',
      vendors: '',
      shared: 'unsub',
    }),
  ).rejects.toMatchObject({ code: 'shared' })
  await checkConnection(app, id)
  await until('the message is an objection', async () => {
    const { rowCount } = await app.pool.query(`select 1 from objections where door = 'mailbox'`)
    return rowCount === 1
  })
  expect((await findConnection(app.pool, id))?.checkReport?.accountName).toBe(shared)
  // Another one is read from its beginning on, by the same login.
  await changeMailboxSettings(app, admin, id, {
    colleagues: false,
    domains: '',
    authServer: '',
    vendors: '',
    shared: '',
  })
  expect((await findConnection(app.pool, id))?.sharedMailbox).toBe('')
  const { rows } = await app.pool.query<{ position: unknown }>(
    'select position from listeners where connection_id = $1',
    [id],
  )
  expect(rows).toEqual([{ position: null }])
})
