import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayOf, isCalendarDay } from '../../../domain/app/day.ts'
import { populations } from '../../../domain/removals/retention-rules.ts'
import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { App } from '../../../operations/app/app.ts'
import { foreseenFrom } from '../../../operations/removals/foreseen-from.ts'
import { inLongRead } from '../../../store/app/database.ts'
import { countriesInBase } from '../../../store/contacts/contacts-list.ts'
import { foreseenPeople, lookAhead, type Trial } from '../../../store/time-machine/time-machine-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { dayError } from '../app/days/day-error.ts'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { changeSettings } from '../../../operations/settings/save-settings.ts'
import { proposedPage } from '../settings/settings-pages.ts'
import { timeMachinePage } from './time-machine-page.tsx'
import { keptFigure } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'

const monthsShown = 36
const sampleSize = 8

/**
 * Who would go on any day with any term, without writing; and terms of their own for a population, a country or a kind
 * of source.
 */
export function addTimeMachinePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals/time-machine', { roles: may.judge }, async (visit) => render(visit, emptyForm))
  addRoute(server, app, 'POST /removals/time-machine', { roles: may.judge }, save)
  addRoute(
    server,
    app,
    'POST /removals/time-machine/:id/end',
    { roles: may.judge },
    async ({ params, login, reply }) => {
      const result = await changeSettings(app, login.user, (current) => ({
        ...current,
        retentionRules: current.retentionRules.filter((rule) => rule.id !== params['id']),
      }))
      if (result.faults !== null || !(result.saved || result.proposed)) throw new HttpProblem(404, 'not-found')
      return reply.redirect(result.proposed ? proposedPage : '/removals/time-machine', 303)
    },
  )
}

/** What the address asks; a value that makes no sense is taken for the one in force. */
function trialOf({ query }: Visit, view: View): Trial {
  const { on, months, population, country, sourceKind } = query
  const isDay = on !== undefined && isCalendarDay(on)
  const typed = Number(months)
  return {
    on: isDay ? on : dayOf(view.now),
    months: Number.isInteger(typed) && typed >= 1 && typed <= 60 ? typed : view.settings.inactivityMonths,
    population: populations.find((one) => one === population) ?? null,
    country: country !== undefined && /^[A-Z]{2}$/u.test(country) ? country : null,
    sourceKind: declaredKinds.find((kind) => kind === sourceKind) ?? null,
  }
}

/** What is typed for the day and is none stays in its field, with the sentence. */
function withDay({ t }: View, on: string | undefined, form: FormState): FormState {
  if (on === undefined || on === '' || isCalendarDay(on)) return form
  return { values: { on, ...form.values }, errors: { on: t.common.days.unreadable, ...form.errors } }
}

async function render(visit: Visit, form: FormState): Promise<string> {
  const { pool } = visit.app
  const view = await openView(visit, '/removals/time-machine')
  const trial = trialOf(visit, view)
  const from = await foreseenFrom(visit.app, view.settings, trial.on)
  const about = { trial, version: view.settingsVersion, today: dayOf(view.now), blind: from.blind }
  const [ahead, countries] = await Promise.all([
    keptFigure(view, 'time machine', about, () =>
      inLongRead(pool, (sql) => lookAhead(sql, trial, from, { months: monthsShown, sample: sampleSize })),
    ),
    keptFigure(view, 'countries', null, () => countriesInBase(pool)),
  ])
  return timeMachinePage(view, {
    trial,
    figures: ahead,
    months: ahead.months,
    sample: await foreseenPeople(pool, trial, ahead.sample),
    countries,
    form: withDay(view, visit.query['on'], form),
    saved: visit.query['saved'] !== undefined,
  })
}

async function save(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const view = await openView(visit)
  const { population, country, sourceKind, months } = trialOf(visit, view)
  const rule = {
    id: randomBytes(8).toString('hex'),
    population,
    country,
    sourceKind,
    months,
    reason: (form['reason'] ?? '').trim(),
    from: form['from'] ?? '',
  }
  // One rule about the same people at a time: the later one takes its place.
  const result = await changeSettings(app, login.user, (current) => ({
    ...current,
    retentionRules: [
      ...current.retentionRules.filter(
        (one) => one.population !== population || one.country !== country || one.sourceKind !== sourceKind,
      ),
      rule,
    ],
  }))
  if (result.faults === null)
    return reply.redirect(result.proposed ? proposedPage : '/removals/time-machine?saved=1', 303)
  const words = view.t.timeMachine.errors
  const errors = Object.fromEntries(
    result.faults
      .map((path) => path.split('.').at(-1) ?? '')
      .map((field) => [
        field,
        field === 'reason' ? words.reason : field === 'from' ? dayError(view, rule.from, words.from) : words.other,
      ]),
  )
  return sendPage(reply, await render(visit, { values: form, errors }), 422)
}
