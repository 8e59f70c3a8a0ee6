import type { FastifyInstance, FastifyReply } from 'fastify'
import { addMonths, dayOf } from '../../../../domain/app/day.ts'
import { longestTerm } from '../../../../domain/removals/retention-rules.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import type { App } from '../../../../operations/app/app.ts'
import { RemovalRefused } from '../../../../operations/removals/approve-removal.ts'
import { answerSamePerson } from '../../../../operations/removals/same-person/answer-same-person.ts'
import { noteViews } from '../../../../operations/app/note-use.ts'
import { openWorkOfContacts } from '../../../../store/removals/dependencies.ts'
import { keepingsOf } from '../../../../store/removals/legal-holds.ts'
import { isUuid } from '../../../../store/app/database.ts'
import { removedTwins } from '../../../../store/removals/same-person/removal-twins.ts'
import { pairHalves, removedHalf } from '../../../../store/removals/same-person/pair-view.ts'
import { openPairs, samePersonAnswers } from '../../../../store/removals/possible-duplicate.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { sendPage } from '../../app/outside.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { addSplitPages } from './split-pages.tsx'
import { samePersonPage } from './same-person-page.tsx'

/** How many pairs one page asks about. */
const shown = 20

/** The pairs that a list keeps out, and one more than the page shows where there are more. */
export const pairsToAnswer = (view: Pick<View, 'app' | 'now' | 'settings'>, limit: number) =>
  openPairs(view.app.pool, { since: addMonths(view.now, -longestTerm(view.settings)), today: dayOf(view.now) }, limit)

/** "One person or two?": contacts that are in no plan because they are maybe somebody who is active. */
export function addSamePersonPages(server: FastifyInstance, app: App): void {
  addSplitPages(server, app)
  addRoute(server, app, 'GET /removals/same-person', { roles: may.judge }, (visit) => show(visit, emptyForm))
  addRoute(server, app, 'POST /removals/same-person', { roles: may.judge }, answer)
  addRoute(server, app, 'POST /removals/same-person/reveal', { roles: may.judge, fresh: stepUp }, (visit) =>
    show(visit, emptyForm, [visit.form['contact'] ?? '', visit.form['other'] ?? '']),
  )
}

/** `reveal`: the two contacts whose data is asked for. */
async function show(visit: Visit, form: FormState, reveal: readonly string[] = []): Promise<string> {
  const { app } = visit
  const view = await openView(visit, '/removals/same-person')
  const pairs = await pairsToAnswer(view, shown + 1)
  const ids = [...new Set(pairs.flatMap(({ contactId, otherId }) => [contactId, otherId]))]
  const [known, removed, work, keepings] = await Promise.all([
    pairHalves(app.pool, ids),
    removedTwins(app.pool, ids),
    openWorkOfContacts(app.pool, ids),
    keepingsOf(app.pool, ids, dayOf(view.now)),
  ])
  const halves = new Map([...known, ...[...removed].map(([id, at]) => [id, removedHalf(id, at)] as const)])
  const asked = pairs.find(({ contactId, otherId }) => reveal[0] === contactId && reveal[1] === otherId)
  // The log comes first: what it does not tell is not shown.
  if (asked !== undefined)
    await noteViews(app, visit.login.user, [asked.contactId, asked.otherId], { what: 'same-person' })
  return samePersonPage(
    view,
    {
      more: pairs.length > shown,
      work,
      keepings,
      pairs: pairs.slice(0, shown).flatMap(({ contactId, otherId, likenesses }) => {
        const [kept, other] = [halves.get(contactId), halves.get(otherId)]
        const shownClear = asked?.contactId === contactId && asked.otherId === otherId
        return kept === undefined || other === undefined ? [] : [{ kept, other, likenesses, isClear: shownClear }]
      }),
    },
    form,
  )
}

async function answer(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const [kept = '', other = ''] = [form['contact'], form['other']]
  if (!isUuid(kept) || !isUuid(other)) throw new HttpProblem(404, 'not-found')
  const again = async (errors: FormState['errors']) => sendPage(reply, await show(visit, { values: form, errors }), 422)
  const { errors } = (await openView(visit)).t.samePerson
  const said = samePersonAnswers.find((one) => one === form['answer'])
  if (said === undefined) return again({ answer: errors.answer })
  try {
    await answerSamePerson(app, login.user, [kept, other], { answer: said, reason: form['reason'] ?? '' })
    return await reply.redirect('/removals/same-person', 303)
  } catch (error) {
    if (!(error instanceof RemovalRefused)) throw error
    if (error.code === 'unknown') throw new HttpProblem(404, 'not-found')
    return again({ reason: error.code === 'reason' ? errors.reason : error.message })
  }
}
