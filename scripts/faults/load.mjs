// People say no through four doors while everything breaks. An objection counts from the moment its door said
// "recorded"; a door that does not answer is asked again with the same key.
import { setTimeout as pause } from 'node:timers/promises'
import { control } from '../demo/admin.mjs'
import { random } from './plan.mjs'

const everything = ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience']

/**
 * People who have not opted out, hard ones too (a shared mailbox, two addresses, two records, swapped names), and how
 * they can be reached; read from the sandbox's own state.
 */
export async function findPeople(urls) {
  const state = await control(urls, 'GET', '/_sandbox/state')
  const contacts = new Map(state.hubspot.contacts.map((contact) => [String(contact.id), contact]))
  const rows = new Map([...state.salesforce.contacts, ...state.salesforce.leads].map((row) => [row.Id, row]))
  const out = new Set(state.hubspot.optOuts.map((row) => row.email.toLowerCase()))
  return (await control(urls, 'GET', '/_sandbox/seed')).flatMap((person) => {
    const email = person.email?.toLowerCase()
    if (!email || person.optOut !== 'none' || out.has(email)) return []
    const hubspot = person.hubspotIds
      .map((id) => contacts.get(String(id)))
      .filter((contact) => contact !== undefined && !contact.archived)
    const salesforce = person.salesforceIds
      .map((id) => rows.get(id))
      .filter((row) => row !== undefined && !row.IsDeleted && row.IsConverted !== true)
    if (hubspot.length + salesforce.length === 0) return []
    const link = linkIn(hubspot, salesforce)
    return [{ email, hubspotId: hubspot[0]?.id ?? null, salesforceId: salesforce[0]?.Id ?? null, link }]
  })
}

/** The person's own link, where a CRM holds it. */
function linkIn(hubspot, salesforce) {
  const links = [
    ...hubspot.map((contact) => contact.properties.lawbase_preference_url),
    ...salesforce.map((row) => row.Lawbase_Preference_Url__c),
  ]
  return links.find(Boolean) ?? null
}

/**
 * Fires `count` objections at `perSecond`. Gives what was acknowledged, as the checker takes it, and how often somebody
 * at a CRM put a blocked person back.
 */
export async function sayNo({ keys, base, urls, apiKeys, seed, count, perSecond, people, onProgress }) {
  const next = random(seed ^ 0x5eed)
  const acknowledged = []
  const putBacks = new Map()
  const underWay = new Set()
  const confirmed = []
  const startedAt = Date.now()
  for (let index = 0; index < count; index += 1) {
    const waitMs = startedAt + (index * 1_000) / perSecond - Date.now()
    if (waitMs > 0) await pause(waitMs)
    // More people than the base holds: whoever said no once says it again, or a stranger does.
    const person = people[index % people.length]
    const door = chooseDoor(next, person, index)
    const work = fire({ door, keys, index, person, base, urls, apiKey: apiKeys[index % apiKeys.length] }).then(
      (objections) => {
        acknowledged.push(...objections)
        if (door === 'rest' || door === 'one-click') confirmed.push(person)
      },
    )
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
    // Only whom a door of ours has confirmed: an objection made and taken back inside a CRM while everything is down
    // leaves no trace.
    if (index > 40 && next() < 0.02) await putBack(urls, confirmed[Math.floor(next() * confirmed.length)], putBacks)
    // A door that is away for a moment keeps its callers; there are never too many of them.
    while (underWay.size > 200) await Promise.race(underWay)
    if (index % 200 === 199) onProgress(index + 1)
  }
  await Promise.all(underWay)
  return { acknowledged, putBacks, seconds: (Date.now() - startedAt) / 1_000 }
}

function chooseDoor(next, person, index) {
  if (index % 50 === 49) return 'stranger'
  const draw = next()
  if (draw < 0.15 && person.link !== null) return 'one-click'
  if (draw < 0.27 && person.hubspotId !== null) return 'hubspot'
  if (draw < 0.39 && person.salesforceId !== null) return 'salesforce'
  return 'rest'
}

async function fire({ door, keys, index, person, base, urls, apiKey }) {
  const { email } = person
  if (door === 'hubspot') {
    await control(urls, 'POST', '/_sandbox/act', { system: 'hubspot', act: 'unsubscribe', email })
    return [{ email, channels: ['email'], door }]
  }
  if (door === 'salesforce') {
    await control(urls, 'POST', '/_sandbox/act', { system: 'salesforce', act: 'opt-out', id: person.salesforceId })
    return [{ email, channels: ['email'], door }]
  }
  if (door === 'one-click') {
    await untilAnswered(() =>
      fetch(`${person.link}/one-click`, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        signal: AbortSignal.timeout(15_000),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    )
    return [{ email, channels: everything, door }]
  }
  const who = door === 'stranger' ? `stranger.${keys}.${index}@ailleurs.example.test` : email
  await untilAnswered(() =>
    fetch(`${base}/api/v1/objections`, {
      method: 'POST',
      body: JSON.stringify({ email: who }),
      signal: AbortSignal.timeout(15_000),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${apiKey}`,
        'idempotency-key': `${keys}-${index}`,
      },
    }),
  )
  return [{ email: who, channels: everything, door }]
}

/** Asks until the door says that it is recorded; a client of ours that is told anything else asks again. */
async function untilAnswered(call) {
  for (;;) {
    try {
      const answer = await call()
      await answer.arrayBuffer()
      if (answer.status >= 200 && answer.status < 300) return
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
        throw Object.assign(new Error(`a door refused a good no with ${answer.status}`), { final: true })
    } catch (error) {
      if (error.final) throw error
    }
    await pause(300)
  }
}

/** A colleague at a CRM makes somebody contactable again who said no: that may never stand. */
async function putBack(urls, person, putBacks) {
  if (person === undefined || person.salesforceId === null) return
  const before = await control(urls, 'POST', '/_sandbox/act', {
    system: 'salesforce',
    act: 'opt-in',
    id: person.salesforceId,
  })
  if (before !== null) putBacks.set(person.salesforceId, (putBacks.get(person.salesforceId) ?? 0) + 1)
}
