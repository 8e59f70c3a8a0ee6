// The bare script for one objection at both CRMs: the calls that docs/reference asks for, as many workers per system,
// each taking all that waits; nothing is kept anywhere.
import { setTimeout as pause } from 'node:timers/promises'

const everything = 'email;sms;phone;robocall;post;social;fax;audience'

/**
 * Carries people given at `perSecond` to both CRMs with `workers` per system; gives for each the milliseconds until
 * both were read back.
 */
export async function propagateBare({ urls, tokens, people, perSecond, workers = 4 }) {
  const hubspot = caller(urls.hubspotApi, tokens.hubspot)
  const salesforce = caller(urls.salesforceInstance, tokens.salesforce)
  const done = new Map()
  const waiting = { hubspot: [], salesforce: [] }
  let given = false
  const work = async (name, carry, maxAtOnce) => {
    while (!given || waiting[name].length > 0) {
      const batch = waiting[name].splice(0, maxAtOnce)
      if (batch.length === 0) await pause(1)
      else {
        await carry(batch)
        for (const { email } of batch)
          done.set(email, { count: (done.get(email)?.count ?? 0) + 1, at: performance.now() })
      }
    }
  }
  const working = Array.from({ length: workers }, () => [
    work('hubspot', (batch) => carryToHubspot(hubspot, batch), 100),
    work('salesforce', (batch) => carryToSalesforce(salesforce, batch), 200),
  ]).flat()
  const sent = new Map()
  const startedAt = performance.now()
  for (const [index, person] of people.entries()) {
    const waitMs = startedAt + (index * 1_000) / perSecond - performance.now()
    if (waitMs > 1) await pause(waitMs)
    sent.set(person.email, performance.now())
    for (const queue of Object.values(waiting)) queue.push(person)
  }
  given = true
  await Promise.all(working)
  return [...sent].map(([email, at]) => done.get(email).at - at)
}

function caller(base, token) {
  return async (method, path, body) => {
    const answer = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}`)
    return text === '' ? null : JSON.parse(text)
  }
}

async function carryToHubspot(hubspot, batch) {
  const read = () =>
    hubspot('POST', '/crm/objects/2026-03/contacts/batch/read', {
      inputs: batch.map(({ hubspotId }) => ({ id: hubspotId })),
      properties: ['email', 'hs_additional_emails', 'hs_email_optout', 'lawbase_do_not_contact'],
    })
  const address = ({ email }) =>
    `/communication-preferences/2026-03/statuses/${encodeURIComponent(email)}/unsubscribe-all?channel=EMAIL`
  const optOut = async () => {
    for (const person of batch) await hubspot('POST', address(person))
    for (const person of batch) await hubspot('GET', address(person))
  }
  const mark = async () => {
    const inputs = batch.map(({ hubspotId }) => ({
      id: hubspotId,
      properties: { lawbase_do_not_contact: everything },
    }))
    await (inputs.length === 1
      ? hubspot('PATCH', `/crm/objects/2026-03/contacts/${inputs[0].id}`, { properties: inputs[0].properties })
      : hubspot('POST', '/crm/objects/2026-03/contacts/batch/update', { inputs }))
    await read()
  }
  await read()
  await Promise.all([optOut(), mark()])
}

async function carryToSalesforce(salesforce, batch) {
  const ids = batch.map(({ salesforceId }) => salesforceId)
  const fields = 'Id,Email,HasOptedOutOfEmail,DoNotCall,HasOptedOutOfFax,Lawbase_Do_Not_Contact__c'
  const emails = batch.map(({ email }) => `'${email.replaceAll("'", "\\'")}'`).join(',')
  const byAddress = (object) =>
    salesforce(
      'GET',
      `/services/data/v66.0/query?q=${encodeURIComponent(`SELECT ${fields} FROM ${object} WHERE Email IN (${emails})`)}`,
    )
  const read = () =>
    salesforce('POST', '/services/data/v66.0/composite/sobjects/Contact', { ids, fields: fields.split(',') })
  await Promise.all([read(), byAddress('Contact'), byAddress('Lead')])
  await salesforce('PATCH', '/services/data/v66.0/composite/sobjects', {
    allOrNone: false,
    records: ids.map((id) => ({
      attributes: { type: 'Contact' },
      id,
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
      Lawbase_Do_Not_Contact__c: 'post;social;audience',
    })),
  })
  await read()
}
