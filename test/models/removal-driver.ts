import type { Case, CommonStep, PersonIndex } from './removal-history.ts'
import { carryAll, outlastOutages, pullAll, runOnce } from './removal-work.ts'
import { systemNames, type SystemName } from './removal-held.ts'
import type { World } from './removal-world.ts'
import {
  advance,
  approve,
  before,
  begin,
  dayMs,
  liveOf,
  names,
  notePlans,
  openStand,
  passWindow,
  quiet,
  ripe,
  type Stand,
  taken,
  tick,
} from './removal-stand.ts'
import { appear, takeOwn } from './removal-own-steps.ts'

/** Plays a case in a world and lets it come to its end; what happened stands in the world's log then. */
export async function play(world: World, whole: boolean, { startOn, dies, common, histories }: Case): Promise<void> {
  await world.begin(new Date(`${startOn}T09:00:00Z`))
  const stand = openStand(world, whole, dies)
  const own = async (position: number) => {
    for (const [history, steps] of histories.entries())
      for (const { at, step } of steps) if (at % (common.length + 1) === position) await takeOwn(stand, history, step)
  }
  for (const [position, step] of common.entries()) {
    await own(position)
    await takeCommon(stand, step)
  }
  await own(common.length)
  await finish(stand)
}

/** A step of everybody at once. */
async function takeCommon(stand: Stand, step: CommonStep): Promise<void> {
  const { world, whole } = stand
  await begin(stand)
  switch (step.do) {
    case 'time':
      taken(stand)
      world.goTo(before(world.now(), { months: -step.span.months, days: -step.span.days }))
      return quiet(stand)
    case 'to': {
      const next = new Date(world.now())
      do next.setUTCDate(next.getUTCDate() + 1)
      while (
        step.day === 'leap-day'
          ? !(next.getUTCMonth() === 1 && next.getUTCDate() === 29)
          : new Date(next.getTime() + dayMs).getUTCDate() !== 1
      )
      taken(stand)
      world.goTo(next)
      return quiet(stand)
    }
    case 'run':
      taken(stand)
      await runOnce(world, whole)
      return notePlans(stand)
    case 'approve':
      return approve(stand, step.times)
    case 'advance':
      return advance(stand)
    case 'window':
      return passWindow(stand)
    case 'carry':
      return carryAll(world, whole)
    default:
      return makeTrouble(stand, step)
  }
}

type TroubleStep = Extract<CommonStep, { do: 'down' | 'up' | 'hide' | 'show' | 'refuse' | 'interrupt' }>

function makeTrouble(stand: Stand, step: TroubleStep): void {
  const { trouble } = stand.systems
  switch (step.do) {
    case 'down':
      return void trouble.down.add(step.system)
    case 'up':
      return void trouble.down.delete(step.system)
    case 'hide':
    case 'show':
      return hide(stand, step.system, step.do === 'hide')
    case 'refuse':
      return void (trouble.refuse = { act: step.act, calls: step.calls })
    case 'interrupt':
      return void (trouble.interrupt = { of: 'any', calls: step.calls, when: step.when, stop: () => undefined })
  }
}

/** What is open with people is hidden from our user there, or shown again. */
function hide({ log, systems }: Stand, system: SystemName, on: boolean): void {
  if (on) systems.trouble.hidden.add(system)
  else systems.trouble.hidden.delete(system)
  log.note({ what: 'hidden', system, on })
}

/** The systems are well, everything under way ends, and whoever said no comes back by an import. */
async function finish(stand: Stand) {
  const { world, log, systems, whole } = stand
  tick(stand)
  systems.trouble.down.clear()
  for (const system of systemNames) hide(stand, system, false)
  Object.assign(systems.trouble, { refuse: null, interrupt: null })
  await runOnce(world, whole)
  await carryAll(world, whole)
  for (let round = 0; (await ripe(stand)) !== null; round += 1) {
    if (round === 8) throw new Error('a plan does not come to its end')
    await passWindow(stand)
  }
  const noes = new Map(
    log.entries.flatMap((entry) => (entry.what === 'no' ? [[entry.address, entry.history] as const] : [])),
  )
  for (const [address, history] of noes) {
    const person = names.findIndex((name) => address.startsWith(name)) as PersonIndex
    for (const system of systemNames)
      if (liveOf(stand, history, person, system).length === 0)
        appear(stand, history, {
          do: 'appear',
          person,
          system,
          lead: false,
          ago: { months: 0, days: 0 },
          sourced: false,
          shared: false,
        })
  }
  tick(stand)
  await pullAll(world)
  await carryAll(world, whole)
  if (whole) await outlastOutages(world)
  await pullAll(world)
}
