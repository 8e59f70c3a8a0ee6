import { expect, it } from 'vitest'
import { dealOut, plantable } from '../../scripts/demo/open-work.mjs'
import { startSandbox } from '../../sandbox/start.ts'

const seeds = Array.from({ length: 20 }, (_, index) => 100 + index)

it.each(seeds)('has inactive people for each part of the demo in a small base: seed %s', async (seed) => {
  const sandbox = await startSandbox({ contacts: 300, seed })
  try {
    const read = async (path: string) => (await fetch(`${sandbox.urls.control}/_sandbox/${path}`)).json()
    const dealt = dealOut(plantable(await read('seed'), await read('state')))
    const counts = Object.fromEntries(Object.entries(dealt).map(([part, people]) => [part, people.length]))
    expect(counts).toEqual({
      clientInSalesforce: 1,
      clientInHubspot: 1,
      refused: expect.toSatisfy((n: number) => n >= 1),
      supported: expect.toSatisfy((n: number) => n >= 1),
      lost: expect.toSatisfy((n: number) => n >= 1),
    })
  } finally {
    await sandbox.close()
  }
})
