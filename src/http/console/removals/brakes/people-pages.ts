import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../../domain/accounts/roles.ts'
import { dayOf } from '../../../../domain/app/day.ts'
import type { App } from '../../../../operations/app/app.ts'
import { noteViews } from '../../../../operations/app/note-use.ts'
import { RemovalRefused } from '../../../../operations/removals/approve-removal.ts'
import { binFacts } from '../../../../operations/removals/batches/bin-facts.ts'
import { KeepOutRefused } from '../../../../operations/removals/brakes/keep-out.ts'
import { restorePeople } from '../../../../operations/removals/brakes/restore-people.ts'
import { isUuid } from '../../../../store/app/database.ts'
import { connectionRows } from '../../../../store/connections/connections-view.ts'
import {
  countPeople,
  peopleFilters,
  peopleOfPlan,
  planPeople,
  type PeopleFilter,
  type PlanPersonRow,
} from '../../../../store/removals/people-view.ts'
import { keepingsOf } from '../../../../store/removals/legal-holds.ts'
import { findPlan, type RemovalPlan } from '../../../../store/removals/removals.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { sendPage } from '../../app/outside.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { dayError } from '../../app/days/day-error.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView } from '../../app/view.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { peoplePage, type PeopleProps } from './people-page.tsx'
import { restorePage } from './restore-page.tsx'

const pageSize = 50
/** How many the page of the plan itself names. */
const firstShown = 10
/** How many of those who are on hold the page names that brings all of them back. */
const named = 50

/** The whole list of a plan on screen, and the way back of its people (docs/reference/promises.md#removal-back). */
export function addPeoplePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals/:id/people', { roles: may.judge }, (visit) => show(visit, visit.query, {}))
  addRoute(server, app, 'POST /removals/:id/people/reveal', { roles: may.judge, fresh: stepUp }, (visit) =>
    show(visit, visit.form, { reveal: true }),
  )
  addRoute(server, app, 'GET /removals/:id/restore', { roles: may.judge }, async (visit) =>
    asked(visit, contactsIn([visit.query['contact'] ?? '']), emptyForm),
  )
  addRoute(server, app, 'POST /removals/:id/restore/ask', { roles: may.judge }, async (visit) => {
    const ticked = contactsIn(visit.list('contact'))
    return ticked.length === 0
      ? sendPage(visit.reply, await show(visit, visit.form, { noTick: true }), 422)
      : asked(visit, ticked, emptyForm)
  })
  addRoute(server, app, 'POST /removals/:id/restore', { roles: may.judge }, restore)
}

async function planIn({ app, params }: Visit): Promise<RemovalPlan> {
  const plan = await findPlan(app.pool, params['id'] ?? '')
  if (plan === null) throw new HttpProblem(404, 'not-found')
  return plan
}

const contactsIn = (values: readonly string[]): string[] => [...new Set(values.filter(isUuid))]

type Place = Readonly<Record<string, string | undefined>>

/** Which people, and from where on, by the words of an address or a form. */
function placeIn(place: Place): Pick<PeopleProps, 'filter' | 'at'> {
  const filter: PeopleFilter = peopleFilters.find((name) => name === place['show']) ?? 'all'
  const idOf = (raw: string | undefined) => (raw !== undefined && isUuid(raw) ? raw : undefined)
  return { filter, at: { after: idOf(place['after']), before: idOf(place['before']) } }
}

/** The rows of one page, out of one more than it holds, and whether there is one before and one after. */
function pageOf(rows: readonly PlanPersonRow[], at: PeopleProps['at']) {
  const more = rows.length > pageSize
  const back = at.before !== undefined
  const shown = back && more ? rows.slice(1) : rows.slice(0, pageSize)
  const isFirst = back ? !more : at.after === undefined
  const isLast = back ? false : !more
  return {
    shown,
    previous: isFirst ? null : (shown[0]?.contactId ?? null),
    next: isLast ? null : (shown.at(-1)?.contactId ?? null),
  }
}

async function show(
  visit: Visit,
  place: Place,
  { reveal = false, noTick = false }: { reveal?: boolean; noTick?: boolean },
): Promise<string> {
  const { app } = visit
  const plan = await planIn(visit)
  const view = await openView(visit, `/removals/${plan.id}/people`)
  const { filter, at } = placeIn(place)
  const [rows, counts] = await Promise.all([
    planPeople(app.pool, plan.id, filter, at, pageSize + 1),
    countPeople(app.pool, plan.id),
  ])
  const { shown, previous, next } = pageOf(rows, at)
  // The log comes first: what it does not tell is not shown.
  if (reveal)
    await noteViews(
      app,
      visit.login.user,
      shown.map(({ contactId }) => contactId),
      { planId: plan.id, number: plan.number },
    )
  const props: PeopleProps = {
    plan,
    rows: shown,
    counts,
    filter,
    at,
    noTick,
    bins: await binsOf(app, shown),
    keepings: await keepingsIn(app, shown),
    previous,
    next,
    revealedAt: reveal ? view.now : null,
  }
  return peoplePage(view, props)
}

/** The first of a plan's people, masked, for its own page. */
export async function firstPeople(app: App, plan: RemovalPlan): Promise<PeopleProps> {
  const [rows, counts] = await Promise.all([
    planPeople(app.pool, plan.id, 'all', {}, firstShown),
    countPeople(app.pool, plan.id),
  ])
  const place = { filter: 'all', at: {}, previous: null, next: null } as const
  return {
    plan,
    rows,
    counts,
    ...place,
    bins: await binsOf(app, rows),
    keepings: await keepingsIn(app, rows),
    revealedAt: null,
    noTick: false,
  }
}

function keepingsIn(app: App, people: readonly PlanPersonRow[]) {
  return keepingsOf(
    app.pool,
    people.map(({ contactId }) => contactId),
    dayOf(app.clock.now()),
  )
}

function binsOf(app: App, people: readonly { records: readonly { connectionId: string }[] }[]) {
  return binFacts(app, [...new Set(people.flatMap(({ records }) => records.map(({ connectionId }) => connectionId)))])
}

/** The page that asks why; `contactIds` empty = everybody who is on hold. */
async function asked(visit: Visit, contactIds: readonly string[], form: FormState): Promise<string> {
  const { app } = visit
  const plan = await planIn(visit)
  const view = await openView(visit, `/removals/${plan.id}/restore`)
  const everybody = contactIds.length === 0
  const people = await peopleOfPlan(app.pool, plan.id, everybody ? null : contactIds, named)
  if (people.length === 0 && !everybody) throw new HttpProblem(404, 'not-found')
  const there = new Set(people.flatMap(({ records }) => records.map(({ connectionId }) => connectionId)))
  const words = (await connectionRows(app.pool))
    .filter(({ id }) => there.has(id))
    .map(({ label, connector }) => ({
      label,
      text: app.connectors.get(connector)?.writes.comesBack?.[view.language] ?? null,
    }))
  return restorePage(
    view,
    { plan, people, bins: await binsOf(app, people), all: everybody ? plan.held : null, words },
    form,
  )
}

async function restore(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, params, reply } = visit
  const key = params['id'] ?? ''
  const ticked = contactsIn(visit.list('contact'))
  if (ticked.length === 0 && form['all'] !== 'on') throw new HttpProblem(404, 'not-found')
  try {
    await restorePeople(app, key, login.user, {
      contactIds: ticked.length === 0 ? null : ticked,
      reason: form['reason'] ?? '',
      keepUntil: form['until'] ?? '',
    })
    const { id } = await planIn(visit)
    return await reply.redirect(`/removals/${id}/people?show=restored`, 303)
  } catch (error) {
    if (!(error instanceof RemovalRefused || error instanceof KeepOutRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    const view = await openView(visit)
    const { restore: r, keepOut: k } = view.t.brakes
    const errors: FormState['errors'] =
      error.code === 'until'
        ? { until: dayError(view, form['until'], k.errors.until) }
        : { reason: (r.errors as Readonly<Record<string, string>>)[error.code] ?? error.message }
    return sendPage(reply, await asked(visit, ticked, { values: form, errors }), 422)
  }
}
