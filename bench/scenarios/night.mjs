// What a night costs that also reads companies, sales, first messages and consents of the people who changed: calls at
// both CRMs told apart by what they ask, and their share of the run's time.
import { control } from '../../scripts/demo/admin.mjs'
import { round } from '../numbers.mjs'
import { openStage, runOnce, slowVendors } from '../stage.mjs'

/**
 * What is asked for besides people, their acts and opt-outs: a part of the path or of the query. Descriptions of those
 * objects count as well. A company of Salesforce comes with a query that asks for nothing else.
 */
const beside = {
  hubspot:
    /\/(?:objects|associations|pipelines)\/[\w-]+\/(?!contacts\/(?:search|batch\/read))|\/properties\/[\w-]+\/(?!contacts)/u,
  salesforce:
    /FROM (?:OpportunityContactRole|Order|Task|ContactPoint\w+)\b|MIN\(EmailMessage|SELECT Id, Account\.|sobjects\/(?:Opportunity\w*|Order|Task|EmailMessage|Account|ContactPoint\w+)\/describe/u,
}
const vendorMs = 50

/** `contacts` people per CRM, of whom a share of `changed` changes in a day; then a run as at night. */
export async function night({ queue, contacts = 5_000, changed = 0.001 }) {
  const stage = await openStage({ name: 'night', contacts, queue, pollSeconds: 3_600 })
  try {
    await runOnce(stage)
    const seen = (await control(stage.urls, 'GET', '/_sandbox/requests')).at(-1)?.seq ?? 0
    const count = Math.max(1, Math.round(contacts * changed))
    await change(stage, count)
    await slowVendors(stage.urls, vendorMs)
    const ms = await runOnce(stage)
    const result = { contacts, changedPeople: count, runS: round(ms / 1_000) }
    for (const system of ['hubspot', 'salesforce']) {
      const calls = await control(stage.urls, 'GET', `/_sandbox/requests?system=${system}&after=${seen}`)
      const asked = calls.filter(({ path }) =>
        beside[system].test(decodeURIComponent(path).replaceAll('+', ' ')),
      ).length
      // One call after the other: at most so much longer.
      const extraMs = asked * vendorMs
      result[system] = {
        calls: calls.length,
        beside: asked,
        moreCalls: round(asked / (calls.length - asked), 2),
        moreTime: round(extraMs / (ms - extraMs), 2),
      }
    }
    return result
  } finally {
    await stage.close()
  }
}

async function change(stage, count) {
  const act = (body) => control(stage.urls, 'POST', '/_sandbox/act', body)
  const both = stage.people.filter(({ hubspotId, salesforceId }) => hubspotId !== null && salesforceId !== null)
  for (const [index, { hubspotId, salesforceId }] of both.slice(0, count).entries()) {
    const title = `DSI ${index}`
    await act({ system: 'hubspot', act: 'update-contact', id: hubspotId, properties: { jobtitle: title } })
    await act({ system: 'salesforce', act: 'update', object: 'Contact', id: salesforceId, fields: { Title: title } })
  }
}
