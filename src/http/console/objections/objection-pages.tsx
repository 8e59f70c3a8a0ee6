import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { propagationActs } from '../../../store/evidence/audit-view.ts'
import {
  countObjections,
  findObjectionView,
  knownThere,
  objectionFilters,
  propagationsOf,
  recentObjections,
  type ObjectionFilter,
} from '../../../store/objections/objections-view.ts'
import { loadCorrection } from '../../../operations/corrections/load-correction.ts'
import { wordsOf } from '../../../operations/objections/record-by-hand.ts'
import { evidenceOf } from '../../../store/app/evidence.ts'
import { HttpProblem } from '../../app/problem.ts'
import { html } from '../ui/html.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'
import { openView } from '../app/view.ts'
import { ListPage } from './objection-list-page.tsx'
import { ObjectionPage } from './objection-page.tsx'

const maxShown = 50

/** Objections: the list, those not everywhere first, and one with its way to each system. */
export function addObjectionPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /objections', {}, async (visit) => {
    const view = await openView(visit)
    const count = (name: ObjectionFilter) => countObjections(app.pool, name)
    const [all, open, settled, unconfirmed] = await Promise.all([
      count('all'),
      count('open'),
      count('settled'),
      count('unconfirmed'),
    ])
    const counts = { all, open, settled, unconfirmed }
    const asked = visit.query['state']
    const filter: ObjectionFilter = objectionFilters.find((name) => name === asked) ?? (open > 0 ? 'open' : 'all')
    const rows = await recentObjections(app.pool, maxShown, filter)
    const propagations = await propagationsOf(
      app.pool,
      rows.map((row) => row.id),
    )
    return html(<ListPage view={view} rows={rows} propagations={propagations} filter={filter} counts={counts} />)
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
        words={wordsOf(app, objection.evidence)}
        done={visit.query['done'] === '1'}
        corrected={await loadCorrection(app, objection)}
      />,
    )
  })
}
