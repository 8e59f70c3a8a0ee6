import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../../domain/accounts/roles.ts'
import type { App } from '../../../../operations/app/app.ts'
import { RemovalRefused } from '../../../../operations/removals/approve-removal.ts'
import { binFacts } from '../../../../operations/removals/batches/bin-facts.ts'
import { decideRefusals, systemsThatKeep } from '../../../../operations/removals/refused/decide-refused.ts'
import { isUuid } from '../../../../store/app/database.ts'
import { refusalDecisions, refusedPeople, refusedRecords } from '../../../../store/removals/refused-people.ts'
import { peopleOfPlan } from '../../../../store/removals/people-view.ts'
import { findPlan } from '../../../../store/removals/removals.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { sendPage } from '../../app/outside.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView } from '../../app/view.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { refusedPage } from './refused-page.tsx'

/** People of a plan whose deletion a system refused, and what a DPO decides about them. */
export function addRefusedPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /removals/:id/refused', { roles: may.judge }, (visit) => show(visit, emptyForm, []))
  addRoute(server, app, 'POST /removals/:id/refused', { roles: may.judge }, decide)
}

async function show(visit: Visit, form: FormState, ticked: readonly string[]): Promise<string> {
  const { app, params } = visit
  const plan = await findPlan(app.pool, params['id'] ?? '')
  if (plan === null || plan.kind === 'erasure') throw new HttpProblem(404, 'not-found')
  const view = await openView(visit, `/removals/${plan.id}/refused`)
  const records = await refusedRecords(app.pool, plan.id)
  const keep = await systemsThatKeep(app, records)
  const people = await refusedPeople(app.pool, plan.id)
  const rows = await peopleOfPlan(
    app.pool,
    plan.id,
    people.map(({ contactId }) => contactId),
    people.length,
  )
  const bins = await binFacts(app, [
    ...new Set(rows.flatMap((row) => row.records.map(({ connectionId }) => connectionId))),
  ])
  const standing = new Map(rows.map((row) => [row.contactId, row]))
  return refusedPage(view, { plan, people, records, standing, bins, keep, ticked }, form)
}

async function decide(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, params, reply } = visit
  const contactIds = [...new Set(visit.list('contact').filter(isUuid))]
  const decision = refusalDecisions.find((one) => one === form['decision'])
  const again = async (errors: FormState['errors']) =>
    sendPage(reply, await show(visit, { values: form, errors }, contactIds), 422)
  const e = (await openView(visit)).t.refusedDeletions.errors
  if (contactIds.length === 0) return again({ contact: e.contact })
  if (decision === undefined) return again({ decision: e.decision })
  try {
    const { plan } = await decideRefusals(app, params['id'] ?? '', login.user, {
      contactIds,
      decision,
      reason: form['reason'] ?? '',
    })
    return await reply.redirect(`/removals/${plan?.id ?? params['id'] ?? ''}${plan === null ? '/refused' : ''}`, 303)
  } catch (error) {
    if (!(error instanceof RemovalRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    if (error.code === 'reason') return again({ reason: e.reason })
    if (error.code === 'not-emptied') return again({ decision: e['not-emptied'] })
    return again({ contact: error.code === 'decided' ? e.decided : error.message })
  }
}
