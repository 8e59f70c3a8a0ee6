import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { propagationActs } from '../../../store/evidence/audit-view.ts'
import {
  countObjections,
  findObjectionView,
  knownThere,
  objectionFilters,
  propagationsOf,
  objectionList,
  type ListedObjection,
  type ObjectionFilter,
} from '../../../store/objections/objections-view.ts'
import { loadCorrection } from '../../../operations/corrections/load-correction.ts'
import { notedWords } from '../../../operations/objections/record-by-hand.ts'
import { evidenceOf } from '../../../store/app/evidence.ts'
import { HttpProblem } from '../../app/problem.ts'
import { doors } from '../../../domain/objections/objection.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { countList, pageOfList } from '../../../store/sql/paged-list.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { pageSize, readListAsk, unreadDays } from '../ui/list/list-ask.ts'
import { sendList } from '../ui/list/send-list.ts'
import { objectionsFile } from './objections-file.ts'
import { html } from '../ui/html.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'
import { openView } from '../app/view.ts'
import { ObjectionListPage } from './objection-list-page.tsx'
import { ObjectionPage } from './objection-page.tsx'

/** The order in which the list is shown when nothing is asked. */
const usual = { sort: 'recorded', isDescending: true } as const
const forms = { state: objectionFilters, door: doors, system: 'id', person: 'id', from: 'day', to: 'day' } as const

/** Objections: the list, those not everywhere first, and one with its way to each system. */
export function addObjectionPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections', {}, async (visit) => {
    const view = await openView(visit)
    const count = (name: ObjectionFilter) => countObjections(app.pool, name)
    const [all, open, pending, settled, unconfirmed] = await Promise.all([
      count('all'),
      count('open'),
      count('pending'),
      count('settled'),
      count('unconfirmed'),
    ])
    const read = readListAsk(visit, view, objectionList, { forms, ...usual })
    const isAsked = Object.keys(read.filters).length > 0
    const ask = isAsked ? read : { ...read, filters: { state: open > 0 ? 'open' : 'all' } }
    const [page, total, systems] = await Promise.all([
      pageOfList<ListedObjection, 'recorded' | 'received' | 'door', keyof typeof forms>(
        app.pool,
        objectionList,
        ask,
        pageSize,
      ),
      countList(app.pool, objectionList, ask),
      connectionLabels(app.pool),
    ])
    const propagations = await propagationsOf(
      app.pool,
      page.rows.map((row) => row.id),
    )
    const list = { path: '/objections', ask, usual, unread: unreadDays(visit) }
    const counts = { all, open, pending, settled, unconfirmed }
    return html(<ObjectionListPage view={view} list={list} page={page} {...{ propagations, counts, total, systems }} />)
  })
  addRoute(server, app, 'GET /objections.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    const ask = readListAsk(visit, view, objectionList, { forms, ...usual })
    return sendList<ListedObjection, keyof typeof objectionList.sorts, keyof typeof forms>(
      visit,
      view,
      { list: objectionList, ask },
      objectionsFile(view),
    )
  })

  addRoute(server, app, 'GET /objections/:id', { roles: may.person }, async (visit) => {
    const view = await openView(visit)
    const objection = await findObjectionView(app.pool, visit.params['id'] ?? '')
    if (objection === null) throw new HttpProblem(404, 'not-found')
    const [rows, acts] = await Promise.all([
      propagationsOf(app.pool, [objection.id]),
      objection.contactId === null ? [] : propagationActs(app.pool, objection.contactId),
    ])
    const files = await evidenceOf(app.pool, objection.id)
    const known = await knownThere(
      app.pool,
      rows.map((row) => row.id),
    )
    return html(
      <ObjectionPage
        view={view}
        objection={objection}
        rows={rows}
        known={known}
        acts={acts}
        files={files}
        words={notedWords(app, objection.evidence)}
        done={visit.query['done'] === '1'}
        corrected={await loadCorrection(app, objection)}
      />,
    )
  })
}
