// The troubles of the plan, made at the vendors and in the processes of the product.
import { setTimeout as pause } from 'node:timers/promises'
import { createHmac } from 'node:crypto'
import { control } from '../demo/admin.mjs'
import { workerNames } from './cluster.mjs'

/** One death of a process at a time: the next one waits until it lives again. */
const killing = Object.fromEntries(['main', ...workerNames].map((name) => [name, Promise.resolve()]))

/** Each trouble at its time; those that take a while do not delay the next one. */
export async function carryOut(plan, context) {
  const startedAt = Date.now()
  const underWay = []
  for (const trouble of plan) {
    const waitMs = startedAt + trouble.atMs - Date.now()
    if (waitMs > 0) await pause(waitMs)
    if (process.env.FAULTS_LOG) context.say(JSON.stringify(trouble))
    underWay.push(make(trouble, context).catch((error) => context.say(`a trouble could not be made: ${error.message}`)))
  }
  await Promise.all(underWay)
}

function make(trouble, { cluster, urls, hook, taken }) {
  const at = (path, body) => control(urls, 'POST', path, body)
  switch (trouble.what) {
    case 'kill':
      killing[trouble.process] = killing[trouble.process].then(() => cluster.killAndRestart(trouble.process, 200))
      return killing[trouble.process]
    case 'kill-database':
      return cluster.killDatabase()
    case 'queue':
      return cluster.queue(trouble.act)
    case 'fault': {
      const { what: _what, atMs: _atMs, ...fault } = trouble
      return at('/_sandbox/faults', fault)
    }
    case 'stale':
      return staleFor(urls, trouble)
    case 'tokens':
      return at('/_sandbox/tokens', { system: trouble.system, action: 'expire-access' })
    case 'streaming':
      return at('/_sandbox/act', { system: 'salesforce', act: 'restart-streaming' })
    case 'refreshers':
      return endTokens(urls)
    case 'late':
      return lateFor(urls, trouble)
    default:
      return forge(hook, trouble.how, taken)
  }
}

async function staleFor(urls, { system, forMs }) {
  const { id } = await control(urls, 'POST', '/_sandbox/faults', { system, kind: 'stale-read', times: null })
  await pause(forMs)
  await control(urls, 'DELETE', `/_sandbox/faults/${id}`)
}

/** Events of this while are delivered an hour later on the sandbox's clock, which goes on only when all is over. */
async function lateFor(urls, { forMs }) {
  await control(urls, 'POST', '/_sandbox/switches', { hubspot: { webhookLateMs: 3_600_000 } })
  await pause(forMs)
  await control(urls, 'POST', '/_sandbox/switches', { hubspot: { webhookLateMs: 0 } })
}

/** Access tokens end eight times in a row under load: whoever is at work refreshes at once, in three processes. */
async function endTokens(urls) {
  for (let times = 0; times < 8; times += 1) {
    for (const system of ['hubspot', 'salesforce'])
      await control(urls, 'POST', '/_sandbox/tokens', { system, action: 'expire-access' })
    await pause(150)
  }
}

/**
 * A webhook at the real address that nobody signed, that another key signed, or that the right one signed an hour ago:
 * it must be refused, or stored nowhere while the door is away.
 */
async function forge({ url, secret }, how, taken) {
  const at = Date.now() - (how === 'old' ? 3_600_000 : 0)
  const event = { eventId: 1, portalId: 1, subscriptionType: 'contact.propertyChange', propertyName: 'hs_email_optout' }
  const body = JSON.stringify([{ ...event, propertyValue: 'true', objectId: 501, occurredAt: at }])
  const key = how === 'old' ? secret : 'another-secret'
  const signature = createHmac('sha256', key).update(`POST${url}${body}${at}`).digest('base64')
  const answer = await fetch(url, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
    body,
    headers: {
      'content-type': 'application/json',
      'x-hubspot-request-timestamp': String(at),
      ...(how === 'unsigned' ? {} : { 'x-hubspot-signature-v3': signature }),
    },
  }).catch(() => null)
  if (answer !== null && answer.status < 400) taken.push(how)
}
