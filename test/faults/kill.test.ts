import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { openProgram, type Program } from './program.ts'

interface SeedPerson {
  where: string
  optOut: string
  role: boolean
  otherLast: string | null
  duplicate: string
  life: string
  email: string
}
interface Step extends Record<string, unknown> {
  name: string
  state: string
  done: number
}

/** How long a claim on a row may hold after its worker was killed, and the sweep that follows. */
const claimsEndMs = 280_000

describe('after kill -9', () => {
  let program: Program
  let people: SeedPerson[]
  const objections: string[] = []
  let runId = ''
  beforeAll(async () => {
    program = await openProgram(300, 11)
    people = ((await program.control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]).filter(
      (person) =>
        person.where === 'both' &&
        person.optOut === 'none' &&
        !person.role &&
        person.otherLast === null &&
        person.duplicate === 'none' &&
        person.life === 'recent',
    )
    // Each answer takes a moment, so that there is a middle to be killed in.
    for (const system of ['hubspot', 'salesforce'])
      await program.control('POST', '/_sandbox/faults', { system, kind: 'slow', delayMs: 120, times: null })
    await program.start()
  })
  afterAll(() => program.close())

  const steps = () =>
    program.query<Step>(
      'select name, state, done_count as done from hygiene_steps where run_id = $1 order by position',
      [runId],
    )
  const moving = async (...states: string[]) =>
    (
      await program.query<{ n: number }>('select count(*)::int as n from propagations where state = any($1)', [states])
    )[0]?.n ?? 0
  const sayNo = async (count: number) => {
    for (const person of people.splice(0, count)) objections.push(await program.object(person.email))
  }

  it('of the program in the middle of a pull, it starts again', async () => {
    runId = await program.startRun()
    await until('a page was read', async () =>
      (await steps()).some((step) => step.name === 'pull' && step.state === 'running' && step.done > 0),
    )
    await program.kill()
    const left = await steps()
    expect(
      left.some((step) => step.name === 'pull' && step.state === 'running' && step.done > 0 && step.done < 300),
    ).toBe(true)
    await program.start()
  })

  it('of the program while objections are on their way, it starts again', async () => {
    await sayNo(60)
    await until(
      'some arrived and some are being sent',
      async () => (await moving('applied')) > 0 && (await moving('sending')) > 0,
    )
    await program.kill()
    expect(await moving('queued', 'sending', 'waiting')).toBeGreaterThan(0)
    await program.start()
  })

  it('of its database right after objections were recorded, the program brings the database back', async () => {
    await sayNo(15)
    await program.killDatabase()
    await until(
      'the database is back',
      async () =>
        (
          await program.query<{ n: number }>('select count(*)::int as n from objections where id = any($1)', [
            objections,
          ])
        )[0]?.n === objections.length,
    )
  })

  it('the run comes to its end, its tags written', async () => {
    // One more death, when tags are being written; what it leaves must still come to an end.
    await until(
      'tags are being written',
      async () =>
        (await steps()).some((step) => step.name === 'tag' && step.state === 'running' && step.done > 0) ||
        !(await steps()).some((step) => ['pending', 'running'].includes(step.state)),
      claimsEndMs,
    )
    await program.kill()
    await program.start()
    const [run] = await until(
      'the run ended',
      async () => {
        const rows = await program.query<{ state: string; failure: string | null }>(
          'select state, failure from hygiene_runs where id = $1',
          [runId],
        )
        return rows[0]?.state !== 'running' && rows
      },
      claimsEndMs,
    )
    expect(run).toEqual({ state: 'done', failure: null })
    expect((await steps()).map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'done'))
  })

  it('every no is read back in each system and stands once in the audit log', async () => {
    await until(
      'nothing is on its way',
      async () => (await moving('queued', 'sending', 'written', 'waiting')) === 0,
      claimsEndMs,
    )
    const ends = await program.query(
      'select p.state, count(*)::int as n from propagations p join connections c on c.id = p.connection_id where p.objection_id = any($1) and c.connector <> $2 group by p.state order by p.state',
      [objections, 'broker-webhook'],
    )
    expect(ends).toEqual([{ state: 'applied', n: objections.length * 2 }])
    const { stdout } = await program.cli('audit', 'export')
    const lines = stdout
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as {
            act: string
            actId: string
            connectionId: string | null
            details: { objectionId?: string }
          },
      )
    const acts = lines.filter((line) => objections.includes(line.actId.replace('objection:', '')))
    expect(acts.length).toBe(objections.length)
    const carried = lines.filter((line) => line.act === 'propagation')
    expect(new Set(carried.map((line) => line.actId)).size).toBe(carried.length)
    const ended = new Set(carried.map((line) => `${line.details.objectionId} ${line.connectionId}`))
    for (const id of objections)
      expect([...ended].filter((pair) => pair.startsWith(id)).length).toBeGreaterThanOrEqual(2)
    expect(await program.cli('audit', 'verify', '--json').then(({ code }) => code)).toBe(0)
  })

  it('an independent check finds nothing', async () => {
    expect((await program.check()).violations).toEqual([])
  })
})
