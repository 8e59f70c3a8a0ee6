import { describe, expect, it } from 'vitest'
import { openLog } from './log.ts'
import { withRequests } from './operations/app/trail.ts'

function opened(level = 'info') {
  const lines: Record<string, unknown>[] = []
  let at = 0
  const log = openLog(
    level,
    { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    () => at,
  )
  return { log, lines, pass: (ms: number) => (at += ms) }
}

describe('the log', () => {
  it('writes a fault that repeats itself thirty times a minute, then how many more there were', () => {
    const { log, lines, pass } = opened()
    for (let n = 0; n < 100; n += 1) log.warn({ n }, 'lost')
    log.error('another')
    expect(lines.filter(({ msg }) => msg === 'lost')).toHaveLength(30)
    expect(lines.at(-1)).toMatchObject({ level: 50, msg: 'another' })
    pass(60_000)
    log.warn({ n: 100 }, 'lost')
    expect(lines.at(-1)).toMatchObject({ msg: 'lost', n: 100, leftOut: 70 })
    for (let n = 0; n < 40; n += 1) log.child({ job: 'one' }).error('without fields')
    pass(60_000)
    log.error('without fields')
    expect(lines.at(-1)).toMatchObject({ msg: 'without fields', leftOut: 10 })
  })

  it('writes every line of what is no fault', () => {
    const { log, lines } = opened()
    for (let n = 0; n < 100; n += 1) log.info({ n }, 'request')
    expect(lines).toHaveLength(100)
  })

  it('names the request, or the first ten of many', () => {
    const { log, lines } = opened()
    log.info('none')
    withRequests(['a'], () => log.info('one'))
    withRequests(['a', 'b'], () => log.info('two'))
    withRequests(
      Array.from({ length: 12 }, (_, n) => String(n)),
      () => log.info('many'),
    )
    expect(lines.map(({ requestId, requestIds }) => requestId ?? requestIds)).toEqual([
      undefined,
      'a',
      ['a', 'b'],
      ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    ])
  })
})
