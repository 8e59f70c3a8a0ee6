import { pino } from 'pino'
import { expect, it } from 'vitest'
import { keepFigures, StillCounting } from './kept-figures.ts'

/** Counting takes `tookMs`, and gives how often it was counted. `acts`: what all processes share. */
function scene({ tookMs = 50, isLarge = true, acts = sharedActs() } = {}) {
  let at = Date.UTC(2026, 11, 1, 13)
  let counted = 0
  let isFailing = false
  const said: string[] = []
  const begun: Promise<void>[] = []
  const kept = keepFigures({
    clock: { now: () => new Date(at) },
    elapsedMs: () => at,
    pause: async () => undefined,
    acts,
    isLarge: async () => isLarge,
    later: (work) => void begun.push(work),
    log: pino({ level: 'error' }, { write: (line) => said.push((JSON.parse(line) as { msg: string }).msg) }),
  })
  const ask = async (key = 'contacts') => {
    const load = async () => {
      if (isFailing) throw new Error('the database is away')
      at += tookMs
      counted += 1
      return counted
    }
    const { figure, countedAt } = await kept.ask({ what: 'people', about: key, load, comesAgain: false })
    return [figure, countedAt === null ? 'now' : countedAt.toISOString().slice(11, 19)]
  }
  return {
    ask,
    said,
    wrote: () => kept.forget(),
    pass: (ms: number) => (at += ms),
    fail: (whether: boolean) => (isFailing = whether),
    behind: async () => void (await Promise.all(begun.splice(0))),
    begun,
  }
}

/** Acts of the console as the database counts them. */
function sharedActs() {
  let noted = 0
  return { note: async () => void noted++, soFar: async () => noted }
}

it('counts what is quick at each call', async () => {
  const { ask, begun } = scene({ tookMs: 49 })
  expect([await ask(), await ask(), begun]).toEqual([[1, 'now'], [2, 'now'], []])
})

it('counts a small base at each call, however busy the machine is', async () => {
  const { ask } = scene({ tookMs: 4_000, isLarge: false })
  expect([await ask(), await ask()]).toEqual([
    [1, 'now'],
    [2, 'now'],
  ])
})

it('answers what is slow as it was counted last, counts it anew behind the answer, and says since when it stands', async () => {
  const { ask, pass, behind } = scene({ tookMs: 1_000 })
  const answers = [await ask()]
  pass(29_000)
  answers.push(await ask())
  await behind()
  answers.push(await ask(), await ask('people to inform'))
  expect(answers).toEqual([
    [1, 'now'],
    [1, '13:00:00'],
    [2, '13:00:30'],
    [3, 'now'],
  ])
})

it('spends no more than a tenth of the time on counting behind answers', async () => {
  const { ask, pass, begun } = scene({ tookMs: 1_000 })
  await ask()
  pass(8_999)
  await ask()
  const early = begun.length
  pass(1)
  await ask()
  expect([early, begun.length]).toEqual([0, 1])
})

it('counts once for all who ask at once', async () => {
  const { ask, pass, begun } = scene()
  const together = await Promise.all([ask(), ask()])
  pass(60_000)
  const later = await Promise.all([ask(), ask()])
  expect({ together, later, begun: begun.length }).toEqual({
    together: [
      [1, 'now'],
      [1, 'now'],
    ],
    later: [
      [1, '13:00:00'],
      [1, '13:00:00'],
    ],
    begun: 1,
  })
})

it('logs what failed behind an answer, and lets the next call count itself', async () => {
  const { ask, pass, fail, behind, said } = scene()
  await ask()
  pass(60_000)
  fail(true)
  const answers: unknown[] = [await ask()]
  await behind()
  answers.push(await ask().catch((error: Error) => error.message))
  fail(false)
  answers.push(await ask())
  expect({ answers, said }).toEqual({
    answers: [[1, '13:00:00'], 'the database is away', [2, 'now']],
    said: ['figures could not be counted'],
  })
})

it('shows nothing older than five minutes', async () => {
  const { ask, pass, behind } = scene()
  await ask()
  pass(5 * 60_000 - 51)
  const old = await ask()
  await behind()
  pass(5 * 60_000)
  expect([old, await ask()]).toEqual([
    [1, '13:00:00'],
    [3, 'now'],
  ])
})

it('counts anew after something was written, also what was being counted meanwhile', async () => {
  const { ask, pass, wrote, behind } = scene()
  await ask()
  await wrote()
  const answers = [await ask()]
  pass(60_000)
  answers.push(await ask())
  await wrote()
  await behind()
  answers.push(await ask())
  expect(answers).toEqual([
    [2, 'now'],
    [2, '13:00:00'],
    [4, 'now'],
  ])
})

it('keeps so many figures, those of the longest ago go first', async () => {
  const { ask } = scene()
  for (let key = 0; key <= 200; key += 1) await ask(String(key))
  expect([await ask('0'), (await ask('200'))[0]]).toEqual([[202, 'now'], 201])
})

it('counts anew after something was written in another process, and goes on when that could not be told', async () => {
  const acts = sharedActs()
  const [one, other] = [scene({ acts }), scene({ acts })]
  await one.ask()
  const answers = [await one.ask()]
  await other.wrote()
  answers.push(await one.ask(), await one.ask())
  acts.note = () => Promise.reject(new Error('the database is away'))
  await one.wrote()
  answers.push(await one.ask())
  expect({ answers, said: one.said }).toEqual({
    answers: [
      [1, '13:00:00'],
      [2, 'now'],
      [2, '13:00:00'],
      [3, 'now'],
    ],
    said: ['other processes could not be told to count their figures anew'],
  })
})

/** One figure whose counting ends when `count` or `fail` is called; patience is over at once, or never. */
function slowScene({ isLarge = true, patience = 0 } = {}) {
  let at = Date.UTC(2026, 11, 1, 13)
  const loads: PromiseWithResolvers<string>[] = []
  const begun: Promise<void>[] = []
  const said: string[] = []
  const pauses: number[] = []
  const kept = keepFigures({
    clock: { now: () => new Date(at) },
    elapsedMs: () => at,
    pause: (ms) => {
      pauses.push(ms)
      return patience === 0 ? Promise.resolve() : new Promise(() => undefined)
    },
    acts: sharedActs(),
    isLarge: async () => isLarge,
    later: (work) => void begun.push(work),
    log: pino({ level: 'error' }, { write: (line) => said.push((JSON.parse(line) as { msg: string }).msg) }),
  })
  const ask = (comesAgain = true) =>
    kept
      .ask({
        what: 'people',
        about: null,
        load: () => {
          const load = Promise.withResolvers<string>()
          loads.push(load)
          return load.promise
        },
        comesAgain,
      })
      .then(
        ({ figure, countedAt }) => [figure, countedAt?.toISOString().slice(11, 19) ?? 'now'],
        (error: unknown) =>
          error instanceof StillCounting
            ? ['counting', error.since.toISOString().slice(11, 19), error.lastMs]
            : [(error as Error).message],
      )
  const end = async (how: (load: PromiseWithResolvers<string>) => void) => {
    how(loads.shift() ?? Promise.withResolvers())
    await Promise.all(begun.splice(0))
  }
  return {
    ask,
    said,
    pauses,
    loads,
    begun,
    pass: (ms: number) => (at += ms),
    wrote: () => kept.forget(),
    count: (figure: string) => end((load) => load.resolve(figure)),
    fail: () => end((load) => load.reject(new Error('it took too long'))),
  }
}

it('lets whoever can come again go after a second from when counting began, and has the figure for them later', async () => {
  const { ask, pass, count, pauses, loads, begun } = slowScene()
  const answers = [await ask()]
  pass(1_500)
  answers.push(await ask())
  expect([loads.length, begun.length]).toEqual([1, 1])
  pass(18_500)
  await count('a million')
  answers.push(await ask())
  expect({ answers, pauses }).toEqual({
    answers: [
      ['counting', '13:00:00', null],
      ['counting', '13:00:00', null],
      ['a million', '13:00:00'],
    ],
    pauses: [1_000, 0],
  })
})

it('says how long it took the last time, whatever was written since', async () => {
  const { ask, pass, count, wrote } = slowScene()
  await ask()
  pass(20_000)
  await count('a million')
  await wrote()
  expect(await ask()).toEqual(['counting', '13:00:20', 20_000])
})

it('waits in a small base, where nothing takes long but the machine, and for who cannot come again', async () => {
  const small = slowScene({ isLarge: false })
  const answer = small.ask()
  await expect.poll(() => small.loads.length).toBe(1)
  await small.count('twelve')
  const posted = slowScene()
  const page = posted.ask(false)
  await expect.poll(() => posted.loads.length).toBe(1)
  await posted.count('a million')
  expect([await answer, await page, posted.pauses]).toEqual([['twelve', 'now'], ['a million', 'now'], []])
})

it('gives who waits what was counted, though something was written meanwhile, and says since when it stands', async () => {
  const { ask, pass, count, wrote } = slowScene()
  await ask()
  await wrote()
  pass(20_000)
  await count('a million')
  expect(await ask()).toEqual(['a million', '13:00:00'])
})

it('says once to who comes again why it failed, and then counts anew', async () => {
  const { ask, fail, said } = slowScene()
  const answers = [await ask()]
  await fail()
  answers.push(await ask(), await ask())
  expect({ answers, said }).toEqual({
    answers: [['counting', '13:00:00', null], ['it took too long'], ['counting', '13:00:00', null]],
    said: ['figures could not be counted'],
  })
})
