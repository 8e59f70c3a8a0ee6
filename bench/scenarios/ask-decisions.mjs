// A mailing tool that asks before each mail: how long an answer takes at a steady rate, with many contacts stored,
// beside a bare service that only looks the address up. The contacts are put in by SQL.
import { startBareAnswers } from '../floor/ask.mjs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { cpuMs, family, round, spread } from '../numbers.mjs'
import { emailOf, seedPeople } from '../seed.mjs'
import { atRate, keyRing, openStage, post } from '../stage.mjs'

const warmUpS = 15

export async function askDecisions({ queue, contacts = 1_000_000, perSecond = 500, seconds = 30 }) {
  const stage = await openStage({ name: 'ask', contacts: 500, queue, keys: 4 })
  try {
    const startedAt = performance.now()
    await seedPeople(stage, contacts)
    const seededS = round((performance.now() - startedAt) / 1_000)
    const ask = async (index) => {
      const askedAt = performance.now()
      const { status, body } = await post(
        `${stage.base}/api/v1/decisions`,
        { items: [{ email: emailOf((index * 7_919) % contacts) }] },
        { authorization: `Bearer ${stage.apiKeys[index % stage.apiKeys.length]}` },
      )
      if (status !== 200 || body.results[0].known !== true)
        throw new Error(`the door answered ${status}: ${JSON.stringify(body).slice(0, 300)}`)
      return performance.now() - askedAt
    }
    // A service that has answered for a while is measured: its code is compiled, its statements planned.
    await atRate(perSecond, perSecond * warmUpS, ask)
    const pids = family(stage.product.child.pid)
    const before = cpuMs(pids)
    // How late the asker itself is: what the machine adds to every figure beside it.
    const late = monitorEventLoopDelay({ resolution: 1 })
    late.enable()
    const answers = await atRate(perSecond, perSecond * seconds, ask)
    late.disable()
    const cpu = cpuMs(pids) - before
    const bareAnswers = await askBare(stage, { contacts, perSecond, seconds })
    const blocks = await atRate(2, 20, async (index) => {
      const askedAt = performance.now()
      await post(
        `${stage.base}/api/v1/decisions`,
        {
          items: Array.from({ length: 1_000 }, (_unused, place) => ({
            email: emailOf((index * 1_000 + place * 31) % contacts),
          })),
        },
        { authorization: `Bearer ${stage.apiKeys[0]}` },
      )
      return performance.now() - askedAt
    })
    return {
      contacts,
      seededS,
      perSecond,
      answerMs: spread(answers),
      askerLateMs: { p50: round(late.percentile(50) / 1e6), p99: round(late.percentile(99) / 1e6) },
      cpuMsPerQuestion: round(cpu / (perSecond * seconds), 3),
      bareMs: spread(bareAnswers),
      thousandItemsMs: spread(blocks),
    }
  } finally {
    await stage.close()
  }
}

/** The same questions to the bare service, after the same warming up. */
async function askBare(stage, { contacts, perSecond, seconds }) {
  const [{ setting: socketFolder }] = await stage.query(
    "select setting from pg_settings where name = 'unix_socket_directories'",
  )
  const keys = await keyRing(stage)
  const bare = await startBareAnswers(socketFolder)
  try {
    const ask = async (index) => {
      const askedAt = performance.now()
      const { body } = await post(bare.url, {
        hash: keys.hashEmail(emailOf((index * 7_919) % contacts)).toString('hex'),
      })
      if (!body.known) throw new Error('the bare service does not find the address')
      return performance.now() - askedAt
    }
    await atRate(perSecond, perSecond * warmUpS, ask)
    return await atRate(perSecond, perSecond * seconds, ask)
  } finally {
    await bare.stop()
  }
}
