import { nextNightlyRun } from '../../../operations/runs/start-run.ts'
import { countVerdicts } from '../../../store/decisions/decisions.ts'
import { countContacts } from '../../../store/contacts/contacts-list.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { peopleNotApplied } from '../../../store/objections/not-applied.ts'
import { stepsOf } from '../../../store/runs/runs.ts'
import { decidedAsOf, delayFigures, objectionFigures, objectionsByDoor } from '../../../store/today/today-view.ts'
import { loadSteps } from './first-steps/load-steps.ts'
import { loadNeeds } from './today-needs.ts'
import { keptFigure } from '../app/kept-figure.ts'
import type { View } from '../app/view.ts'

const dayMs = 86_400_000
export const doorDays = 14

export type TodayProps = Awaited<ReturnType<typeof loadToday>>

/** Everything Today shows, read at once. */
export async function loadToday(view: View) {
  const { app, now, settings } = view
  const dayAgo = new Date(now.getTime() - dayMs)
  const [facts, objections, notApplied, delay, doors, verdicts, contacts, asOf, nextRun] = await Promise.all([
    loadNeeds(view),
    objectionFigures(app.pool, dayAgo),
    peopleNotApplied(app.pool),
    delayFigures(app.pool, dayAgo),
    objectionsByDoor(app.pool, new Date(now.getTime() - doorDays * dayMs), settings.timeZone),
    keptFigure(view, 'verdicts', null, () => countVerdicts(app.pool)),
    keptFigure(view, 'contacts', [{}, dayOf(now)], () => countContacts(app.pool, {}, dayOf(now))),
    decidedAsOf(app.pool),
    nextNightlyRun(app),
  ])
  const steps = facts.lastRun === null ? [] : await stepsOf(app.pool, facts.lastRun.id)
  const firstSteps = await loadSteps(view, facts.systems)
  return { view, ...facts, firstSteps, objections, notApplied, delay, doors, verdicts, contacts, asOf, nextRun, steps }
}
