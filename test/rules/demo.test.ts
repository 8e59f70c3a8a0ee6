import { expect, it } from 'vitest'
import { openBrowser } from '../../scripts/demo/browser.mjs'
import { callApi } from '../../scripts/demo/admin.mjs'
import { standOtherwise, whoLeft } from '../../scripts/demo/restore.mjs'

it('says which call got no answer, and why', async () => {
  await expect(openBrowser().get('http://127.0.0.1:1/objections?token=secret')).rejects.toThrow(
    'GET http://127.0.0.1:1/objections got no answer: ',
  )
  const lost = callApi('http://127.0.0.1:1', 'key', '/api/v1/status')
  await expect(lost).rejects.toThrow('GET http://127.0.0.1:1/api/v1/status got no answer: ')
  await expect(lost).rejects.not.toThrow('fetch failed')
})

const lea = { email: 'lea@example.test', otherEmail: 'L.Bon@example.test', hubspotIds: ['1'], salesforceIds: ['003a'] }
const max = { email: 'max@example.test', otherEmail: null, hubspotIds: ['2'], salesforceIds: [] }
const state = (hubspot: [id: string, email: string][], salesforce: [id: string, email: string][]) => ({
  hubspot: { contacts: hubspot.map(([id, email]) => ({ id, archived: false, properties: { email } })) },
  salesforce: { contacts: salesforce.map(([Id, Email]) => ({ Id, Email, IsDeleted: false })), leads: [] },
})

it('takes nobody for gone of whom one CRM refused to delete a record under another address', () => {
  const before = state(
    [
      ['1', 'l.bon@example.test'],
      ['2', 'max@example.test'],
    ],
    [['003a', 'lea@example.test']],
  )
  expect(whoLeft([lea, max], before, state([], [['003a', 'LEA@example.test']]))).toEqual({
    left: ['max@example.test'],
    partly: ['l.bon@example.test'],
  })
})

const row = (inBase: boolean, verdict: string, rule: string) => ({ inBase, verdict, rule })

it.each([
  ['is not held and the restored base holds it, blocked', row(true, 'BLOCK', 'G1'), true],
  ['may be mailed in the restored base', row(true, 'ALLOW', 'FR1'), false],
  ['is not known to the restored base', undefined, false],
])(
  'lets an address that one CRM deleted stand in the backup when nobody may write to it: it %s',
  (_when, then, fine) => {
    const email = 'l.bon@example.test'
    const running = new Map([[email, row(false, 'QUARANTINE', 'C13')]])
    const restored = new Map(then === undefined ? [] : [[email, then]])
    const found = standOtherwise(running, restored, { back: [], partly: [email] })
    expect(found).toEqual(fine ? [] : [{ email, running: running.get(email), restored: then ?? null }])
    expect(standOtherwise(running, restored, { back: [], partly: [] })).toHaveLength(1)
  },
)
