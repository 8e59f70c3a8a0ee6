// A new key for the hashes of addresses while the service runs: how long the command takes, and how long the longest
// answer is held meanwhile.
import { setTimeout as pause } from 'node:timers/promises'
import { lawbase } from '../../scripts/demo/processes.mjs'
import { round } from '../numbers.mjs'
import { seedPeople } from '../seed.mjs'
import { openStage } from '../stage.mjs'

export async function changeKey({ queue, contacts = 1_000_000, few = 100_000 }) {
  const [one, many] = [await once(queue, few), await once(queue, contacts)]
  return { few: one, many, ratioPerContact: round(many.changeS / contacts / (one.changeS / few), 2) }
}

async function once(queue, contacts) {
  const stage = await openStage({ name: 'change-key', contacts: 500, queue })
  try {
    await seedPeople(stage, contacts)
    let longest = 0
    let changing = true
    const asking = (async () => {
      while (changing) {
        const askedAt = performance.now()
        if (!(await fetch(`${stage.base}/healthz`)).ok) throw new Error('the service does not answer')
        longest = Math.max(longest, performance.now() - askedAt)
        await pause(50)
      }
    })()
    const startedAt = performance.now()
    const { rehashed, ended } = JSON.parse((await lawbase(stage.env, ['keys', 'rotate-identity', '--json'])).stdout)
    const changeS = round((performance.now() - startedAt) / 1_000)
    changing = false
    await asking
    return { contacts, rehashed, ended, changeS, heldS: round(longest / 1_000) }
  } finally {
    await stage.close()
  }
}
