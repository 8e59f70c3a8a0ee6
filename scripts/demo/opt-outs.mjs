// People say no through the doors, while the clock runs: REST, their own link and its page, both CRMs, a reply by mail,
// the phone, the command line.
import { setTimeout as pause } from 'node:timers/promises'
import { control } from './admin.mjs'
import { openBrowser } from './browser.mjs'
import { call } from '../call.mjs'
import { lawbase } from './processes.mjs'

/**
 * Chooses people who have not said no: most of them stand in both CRMs, some came from the broker, each has one
 * personal address that nobody shares. Reads the seed only to know whom to play.
 */
export async function choosePeople(urls) {
  const people = await peopleToPlay(urls)
  const both = people.filter((person) => person.both)
  const linked = both.filter((person) => person.hubspot[0]?.properties.lawbase_preference_url)
  const used = new Set()
  const take = (list, n) =>
    list
      .filter((person) => !used.has(person.email))
      .slice(0, n)
      .map((person) => (used.add(person.email), person))
  const withBroker = take(
    both.filter((person) => person.broker),
    5,
  )
  return {
    rest: [...withBroker.slice(0, 3), ...take(both, 4)],
    link: [...withBroker.slice(3, 5), ...take(linked, 2)],
    hubspot: take(both, 2),
    salesforce: take(both, 2),
    preferences: take(linked, 1),
    mailbox: take(both, 2),
    phone: take(both, 1),
    cli: take(
      people.filter((person) => !person.both),
      1,
    ),
    hard: await hardPeople(urls, used),
  }
}

/** One of each whom a careless system misses: a role mailbox, an address that two bear, and a person with two. */
async function hardPeople(urls, used) {
  const people = (await peopleToPlay(urls, () => true)).filter(({ email }) => !used.has(email))
  return [({ role }) => role, ({ shared }) => shared, ({ addresses }) => addresses > 1]
    .map((fits) => people.find((person) => fits(person)))
    .filter((person, place, all) => person !== undefined && all.indexOf(person) === place)
}

/** People who have not opted out and are active, of both CRMs and of one: plain ones, or those who are meant. */
export async function peopleToPlay(urls, isMeant = isPlain) {
  const state = await control(urls, 'GET', '/_sandbox/state')
  const contacts = new Map(state.hubspot.contacts.map((contact) => [contact.id, contact]))
  const records = new Map(
    [...state.salesforce.contacts, ...state.salesforce.leads].map((record) => [record.Id, record]),
  )
  const outAddresses = new Set(state.hubspot.optOuts.map((row) => row.email.toLowerCase()))
  return (await control(urls, 'GET', '/_sandbox/seed')).flatMap((person) => {
    const hubspot = person.hubspotIds
      .map((id) => contacts.get(String(id)))
      .filter((contact) => contact !== undefined && !contact.archived)
    const salesforce = person.salesforceIds
      .map((id) => records.get(id))
      .filter((record) => record !== undefined && !record.IsDeleted)
    const email = person.email?.toLowerCase()
    if (!email || !isMeant(person) || !canBePlayed(person, state.now) || hubspot.length + salesforce.length === 0)
      return []
    if (outAddresses.has(email) || isOptedOut(hubspot, salesforce)) return []
    return [
      {
        email,
        hubspot,
        salesforce,
        broker: person.source === 'broker',
        role: person.role,
        shared: person.otherLast !== null,
        addresses: person.otherEmail === null ? 1 : 2,
        both: hubspot.length > 0 && salesforce.length > 0,
      },
    ]
  })
}

function canBePlayed(person, now) {
  const objected = (person.optOut ?? 'none') !== 'none'
  return !objected && !silentSince(person, now)
}

const isPlain = ({ role, otherLast }) => !role && !otherLast

function isOptedOut(hubspot, salesforce) {
  return (
    hubspot.some((contact) => contact.properties.hs_email_optout === 'true') ||
    salesforce.some((record) => record.HasOptedOutOfEmail || record.DoNotCall)
  )
}

/** People of the removal plan are left to it: an objection takes a person out of the plan. Two months of margin. */
function silentSince(person, now) {
  const latest = [person.lastActOn, person.createdOn]
    .filter(Boolean)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1)
  return latest !== undefined && Date.parse(now) - Date.parse(latest) > (3 * 365 - 60) * 86_400_000
}

/** The person's own link, as the CRM holds it. */
function linkOf(person, publicUrl) {
  const link =
    person.hubspot.map((contact) => contact.properties.lawbase_preference_url).find(Boolean) ??
    person.salesforce.map((record) => record.Lawbase_Preference_Url__c).find(Boolean)
  if (!link?.startsWith(publicUrl)) throw new Error('A person has no link of their own in the CRM.')
  return link
}

const words = ['STOP', 'Bonjour, ne m’écrivez plus, merci.']

function replyOf(email, index) {
  return [
    `From: <${email}>`,
    'To: <reponses@exemple.example.test>',
    'Subject: Re: votre production',
    `Message-ID: <demo-${index}@reponses.example.test>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    words[index % words.length],
    '',
    '> Le 24 novembre, Exemple Industries a écrit :',
    '> Voulez-vous en savoir plus ?',
    '',
  ].join('\r\n')
}

/**
 * The doors, in the order in which they are used: who goes through, and how. Each gives when the person acted (wall
 * clock of this machine, ms, as the read-backs are told) and, where the door says it, the number.
 */
const doors = [
  { door: 'rest', who: 'rest', through: byRest },
  { door: 'one-click', who: 'link', through: byOneClick },
  { door: 'preferences', who: 'preferences', through: onOwnPage },
  { door: 'mailbox', who: 'mailbox', through: byReply },
  { door: 'phone', who: 'phone', through: byPhone },
  { door: 'hubspot', who: 'hubspot', through: inHubSpot },
  { door: 'salesforce', who: 'salesforce', through: inSalesforce },
  { door: 'cli', who: 'cli', through: atCommandLine },
  { door: 'rest', who: 'hard', through: (scene, person, index) => byRest(scene, person, `hard-${index}`) },
]

export const doorsInUse = [...new Set(doors.map(({ door }) => door))]

/** One more opt-out through a door; `index` tells it from every other. */
export const throughDoor = (name, scene, person, index) =>
  doors.find(({ door }) => door === name).through(scene, person, index)

/** Fires the objections, one after the other; gives each with its door. */
export async function sayNo(scene, people) {
  const fired = []
  for (const { door, who, through } of doors)
    for (const [index, person] of people[who].entries())
      fired.push({ door, email: person.email, number: null, ...(await through(scene, person, index)) })
  return fired
}

async function byRest({ base, apiKey }, person, index) {
  const saidAt = Date.now()
  const answer = await call(`${base}/api/v1/objections`, {
    method: 'POST',
    body: JSON.stringify({ email: person.email, reference: `demo-${index}` }),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${apiKey}`,
      'idempotency-key': `demo-${index}`,
    },
  })
  if (!answer.ok) throw new Error(`The REST door answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
  return { saidAt, number: (await answer.json()).number }
}

async function byOneClick({ publicUrl }, person) {
  const saidAt = Date.now()
  const answer = await call(`${linkOf(person, publicUrl)}/one-click`, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  if (answer.status !== 200) throw new Error(`The one-click door answered ${answer.status}`)
  return { saidAt }
}

async function onOwnPage({ publicUrl }, person) {
  const visitor = openBrowser()
  const page = await visitor.get(`${linkOf(person, publicUrl)}/preferences`)
  const saidAt = Date.now()
  await visitor.submit(page, '/preferences', { stop: 'all' })
  return { saidAt }
}

async function byReply({ urls }, person, index) {
  const saidAt = Date.now()
  await control(urls, 'POST', '/_sandbox/mailbox', { act: 'append', raw: replyOf(person.email, index) })
  return { saidAt }
}

async function byPhone({ base, admin }, person) {
  const page = await admin.get(`${base}/objections/new`)
  const saidAt = Date.now()
  await admin.submit(page, '/objections/new', { who: person.email, door: 'phone', scope: 'all' })
  return { saidAt }
}

async function inHubSpot({ urls }, person) {
  const saidAt = Date.now()
  await control(urls, 'POST', '/_sandbox/act', { system: 'hubspot', act: 'unsubscribe', email: person.email })
  return { saidAt }
}

async function inSalesforce({ urls }, person) {
  const saidAt = Date.now()
  const record = person.salesforce[0]
  await control(urls, 'POST', '/_sandbox/act', {
    system: 'salesforce',
    act: 'opt-out',
    object: record.Id.startsWith('00Q') ? 'Lead' : 'Contact',
    id: record.Id,
  })
  return { saidAt }
}

async function atCommandLine({ env }, person) {
  const saidAt = Date.now()
  const { code, stdout, stderr } = await lawbase(env, ['object', '--email', person.email, '--json'])
  if (code === 2) throw new Error(`lawbase object: ${stderr}`)
  return { saidAt, number: JSON.parse(stdout).number }
}

const doneStates = new Set(['applied', 'accepted', 'absent', 'refused'])

/** Waits until as many objections as were fired are recorded and each of their Propagations has an end; gives them. */
export async function waitUntilCarried(api, since, expected, deadlineMs) {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const { objections } = await api(`/api/v1/objections?since=${encodeURIComponent(since)}`)
    const settled =
      objections.length >= expected &&
      objections.every((objection) => objection.propagations.every((row) => doneStates.has(row.state)))
    if (settled || Date.now() > deadline) return objections
    await pause(100)
  }
}
