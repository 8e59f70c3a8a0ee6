import { whyGone, whyHead } from './brakes/why-gone.ts'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { peopleCsvLine } from '../../../domain/spreadsheets/people-csv.ts'
import { personState } from '../../../domain/removals/person-state.ts'
import { runsFromEnd } from '../../../domain/removals/runs-from-end.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import { pageOfPlan, type ListedPerson } from '../../../store/removals/removals-view.ts'
import type { Texts } from '../../locales/texts.ts'
import type { Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

/** Rows of one look. */
const together = 500

/**
 * Everybody of a plan as a CSV, in clear, to be read by whoever knows these people. One act in the audit log, before
 * the first byte.
 */
export async function sendPlanList(visit: Visit, plan: RemovalPlan): Promise<FastifyReply> {
  const { app, reply } = visit
  const view = await openView(visit)
  await noteExport(app, visit.login.user, {
    what: 'removal plan',
    planId: plan.id,
    number: plan.number,
    listDigest: plan.digest,
  })
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${plan.number}.csv"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(Readable.from(lines(visit, view, plan)))
}

async function* lines({ app }: Visit, view: View, plan: RemovalPlan): AsyncGenerator<string> {
  const separator = view.language === 'fr' ? ';' : ','
  yield `\uFEFF${peopleCsvLine(headsOf(view, plan), separator)}`
  for (let after: string | null = null; ; ) {
    const people = await pageOfPlan(app.pool, plan.id, after, together)
    yield people.map((person) => peopleCsvLine(cells(view, plan, person), separator)).join('')
    if (people.length < together) return
    after = people.at(-1)?.contactId ?? null
  }
}

/** Place of the day on which the term ended among the headings. */
const termPlace = 10

/** The column of the term says why they go, where no term counts. */
function headsOf(view: View, { kind }: RemovalPlan): readonly string[] {
  const { list } = view.t.removals
  return kind === 'silent'
    ? list.heads
    : list.heads.map((head, place) => (place === termPlace ? whyHead(view, kind) : head))
}

/** In the order of the headings. Days as ISO, so that a spreadsheet sorts them. */
function cells(view: View, plan: RemovalPlan, person: ListedPerson): string[] {
  const { t } = view
  const { list } = t.removals
  return [
    person.contactId,
    person.firstName ?? '',
    person.lastName ?? '',
    person.company ?? '',
    person.jobTitle ?? '',
    person.email ?? '',
    ...lastActCells(t, person),
    person.relationEndedOn ?? '',
    plan.kind === 'silent' ? person.termOn : whyGone(view, plan.kind, person),
    list.states[personState(person.state, person.records)] ?? person.state,
    person.reason === null ? '' : (list.reasons[person.reason] ?? person.reason),
    recordsCell(t, person),
  ]
}

/** Day, kind and place of the last act; empty without one, or where the term runs from the end of a relation. */
function lastActCells(t: Texts, person: ListedPerson): string[] {
  if (person.lastActAt === null || runsFromEnd(person)) return ['', '', '']
  const acts = t.common.acts as Readonly<Record<string, string>>
  return [
    dayOf(person.lastActAt),
    acts[person.lastActKind ?? 'act'] ?? person.lastActKind ?? '',
    person.lastActIn ?? t.removals.list.ownPages,
  ]
}

/** Each record of the person: where it is, and how far it got. */
function recordsCell({ removals: { list } }: Texts, person: ListedPerson): string {
  return person.records
    .map(({ label, object, remoteId, state }) => `${label} ${object} ${remoteId}: ${list.recordStates[state] ?? state}`)
    .join(' | ')
}
