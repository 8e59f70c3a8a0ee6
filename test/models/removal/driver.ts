import type { Case, CommonStep, PersonIndex } from './steps.ts'
import { carryAll, outlastOutages, pullAll, runOnce } from './work.ts'
import { systemNames, type SystemName } from './held.ts'
import type { World } from './world.ts'
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
} from './stand.ts'
import { appear } from './appear.ts'
import { takeOwn } from './own-steps.ts'
import { comeBack, noteVerdicts } from './returning.ts'

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

async function carry({ world, whole, log, systems }: Stand): Promise<void> {
  await carryAll(world, whole)
  if (systems.trouble.down.size === 0) log.note({ what: 'carried' })
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
      return carry(stand)
    default:
      return makeTrouble(stand, step)
  }
}

type TroubleStep = Extract<
  CommonStep,
  { do: 'down' | 'up' | 'hide' | 'show' | 'lose-sight' | 'see-again' | 'refuse' | 'interrupt' }
>

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
    case 'lose-sight':
    case 'see-again':
      return loseSight(stand, step.system, step.do === 'lose-sight')
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

/** A field that the clock is read from is hidden from our user there, or shown again. */
function loseSight({ log, systems }: Stand, system: SystemName, on: boolean): void {
  if (on === systems.trouble.unseen.has(system)) return
  if (on) systems.trouble.unseen.add(system)
  else systems.trouble.unseen.delete(system)
  log.note({ what: 'unseen', system, on })
}

/** The systems are well, everything under way ends, and whoever said no, or went, comes back by an import. */
async function finish(stand: Stand) {
  const { world, log, systems, whole } = stand
  tick(stand)
  systems.trouble.down.clear()
  for (const system of systemNames) {
    hide(stand, system, false)
    loseSight(stand, system, false)
  }
  // But for a rule of theirs, which keeps every second record of one call: that one is no outage.
  Object.assign(systems.trouble, { refuse: { act: 'rule', calls: 1 }, interrupt: null })
  await runOnce(world, whole)
  await carry(stand)
  for (let round = 0; (await ripe(stand)) !== null; round += 1) {
    if (round === 8) throw new Error('a plan does not come to its end')
    await passWindow(stand)
  }
  // Whoever nothing keeps now is in a plan, those among them who said no to some channels.
  await runOnce(world, whole)
  await notePlans(stand)
  const optOuts = new Map(
    log.entries.flatMap((entry) => (entry.what === 'no' ? [[entry.address, entry.history] as const] : [])),
  )
  for (const [address, history] of optOuts) {
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
  // On a later day, as far as no worker waits for it: what a list says of the day of the removal proves nothing anyway.
  if (!whole) tick(stand, 2 * dayMs)
  comeBack(stand)
  tick(stand)
  await pullAll(world)
  await carry(stand)
  if (whole) await outlastOutages(world)
  await runOnce(world, whole)
  await noteVerdicts(stand)
}
