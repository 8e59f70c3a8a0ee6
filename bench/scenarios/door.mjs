// The doors alone: how long an answer takes at a steady rate, and what rate they bear with everything carried
// afterwards.
import { createHmac } from 'node:crypto'
import { control } from '../../scripts/demo/admin.mjs'
import { round, spread } from '../numbers.mjs'
import { atRate, hubspotSecret, openPropagations, openStage, sayNo, untilQuiet } from '../stage.mjs'

/**
 * The REST door at `perSecond` for `seconds`; people beyond the base are strangers, whose objections are recorded all
 * the same.
 */
export async function door({ queue, perSecond, seconds }) {
  const count = perSecond * seconds
  const stage = await openStage({ name: 'door', contacts: 3_000, queue, keys: Math.ceil((perSecond * 60) / 500) })
  try {
    const person = (index) => stage.people[index] ?? { email: `door.${index}@ailleurs.example.test` }
    await atRate(20, 40, (index) => sayNo(stage, index, { email: `warm.${index}@ailleurs.example.test` }))
    await untilQuiet(stage)
    const startedAt = performance.now()
    const said = await atRate(perSecond, count, (index) => sayNo(stage, index, person(index)))
    const lastAnswerAt = performance.now()
    const open = await openPropagations(stage)
    await untilQuiet(stage)
    const [{ recorded }] = await stage.query('select count(*)::int as recorded from objections where id = any($1)', [
      said.map(({ id }) => id),
    ])
    return {
      perSecond,
      seconds,
      recorded,
      answerMs: spread(said.map(({ answeredAfterMs }) => answeredAfterMs)),
      recordedPerSecond: round((count / (lastAnswerAt - startedAt)) * 1_000),
      openAfterLastAnswer: open,
      drainedAfterS: round((performance.now() - lastAnswerAt) / 1_000),
    }
  } finally {
    await stage.close()
  }
}

/** HubSpot's posts, signed, each with `events` events about contacts of the base. */
export async function webhooks({ queue, perSecond = 150, events = 100, seconds = 10 }) {
  const stage = await openStage({ name: 'webhooks', contacts: 1_000, queue })
  try {
    const { hubspot } = await control(stage.urls, 'GET', '/_sandbox/state')
    const { appKey, secret } = await hubspotSecret(stage)
    const url = `${stage.env.PUBLIC_URL}/webhooks/hubspot/${appKey}`
    const count = perSecond * seconds
    const posts = Array.from({ length: count }, (_unused, post) =>
      Array.from({ length: events }, (_each, place) => ({
        eventId: post * events + place,
        portalId: hubspot.portalId,
        subscriptionType: 'contact.propertyChange',
        objectId: Number(hubspot.contacts[(post * events + place) % hubspot.contacts.length].id),
        propertyName: 'phone',
        propertyValue: String(post),
        occurredAt: Date.now(),
        attemptNumber: 0,
        changeSource: 'CRM_UI',
        sourceId: 'userId:1',
      })),
    )
    const [{ before }] = await stage.query('select count(*)::int as before from webhook_deliveries')
    const answers = await atRate(perSecond, count, async (index) => {
      const body = JSON.stringify(posts[index])
      const timestamp = String(Date.now())
      const signature = createHmac('sha256', secret).update(`POST${url}${body}${timestamp}`).digest('base64')
      const startedAt = performance.now()
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-hubspot-signature-v3': signature,
          'x-hubspot-request-timestamp': timestamp,
        },
      })
      await answer.arrayBuffer()
      return { status: answer.status, ms: performance.now() - startedAt }
    })
    const [{ after }] = await stage.query('select count(*)::int as after from webhook_deliveries')
    return {
      perSecond,
      events,
      seconds,
      accepted: answers.filter(({ status }) => status < 300).length,
      posts: count,
      stored: after - before,
      answerMs: spread(answers.map(({ ms }) => ms)),
    }
  } finally {
    await stage.close()
  }
}
