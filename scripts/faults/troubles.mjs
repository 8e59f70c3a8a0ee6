// The troubles of the plan, made at the vendors and in the processes of the product.
import { setTimeout as pause } from 'node:timers/promises'
import { control } from '../demo/admin.mjs'

/** One death of a process at a time: the next one waits until it lives again. */
const killing = { main: Promise.resolve(), worker: Promise.resolve() }

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

function make(trouble, { cluster, urls, env }) {
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
    default:
      return forge(env)
  }
}

async function staleFor(urls, { system, forMs }) {
  const { id } = await control(urls, 'POST', '/_sandbox/faults', { system, kind: 'stale-read', times: null })
  await pause(forMs)
  await control(urls, 'DELETE', `/_sandbox/faults/${id}`)
}

/** A webhook that nobody signed: it must be refused, or stored nowhere while the door is away. */
async function forge(env) {
  const answer = await fetch(`${env.PUBLIC_URL}/webhooks/hubspot/aaaaaaaaaaaaaaaa`, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
    body: '[{"eventId":1,"portalId":1,"subscriptionType":"contact.propertyChange","objectId":1,"occurredAt":1}]',
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': Buffer.alloc(32).toString('base64'),
      'x-hubspot-request-timestamp': String(Date.now()),
    },
  }).catch(() => null)
  if (answer !== null && answer.status < 400) throw new Error(`a forged webhook was answered ${answer.status}`)
}
