import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  contactFilterForms,
  contactList,
  contactRows,
  countContacts,
  countriesInBase,
  maxTicked,
  readFilters,
  type ContactFilter,
  type ContactSort,
} from '../../../store/contacts/contacts-list.ts'
import { listConnections } from '../../../store/connections/connections.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { contactDetail } from './contact-page.tsx'
import { loadContact } from './contact-facts.ts'
import { contactListPage } from './list/contact-list.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { sendPage } from '../app/outside.ts'
import { pageOfList } from '../../../store/sql/paged-list.ts'
import { pageSize, readListAsk } from '../ui/list/list-ask.ts'
import { sendList } from '../ui/list/send-list.ts'
import { bulkHref } from './list/bulk-acts.tsx'
import { contactsFile } from './list/contacts-file.ts'
import { keptFigure } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'
import { noteView } from '../../../operations/app/note-use.ts'

const usual = { sort: 'added', isDescending: false } as const

/** Who is in the base, may we contact them, why, until when. */
export function addContactPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts', {}, (visit) => render(visit, false))
  addRoute(server, app, 'GET /contacts.csv', { roles: may.export, fresh: stepUp }, async (visit) => {
    const view = await openView(visit)
    return sendList<{ id: string }, ContactSort, ContactFilter>(visit, view, askOf(visit, view), contactsFile(view))
  })
  addRoute(server, app, 'POST /contacts/ticked', { roles: may.judge, asks: true }, async (visit) => {
    const ids = visit.list('contact').filter(isUuid).slice(0, maxTicked)
    if (ids.length === 0) return sendPage(visit.reply, await render(visit, true), 422)
    return visit.reply.redirect(bulkHref(visit.form['act'], ids), 303)
  })

  addRoute(server, app, 'GET /contacts/:id', { roles: may.person }, async (visit) => {
    const view = await openView(visit)
    return contactDetail(view, await loadContact(app, visit.params['id'] ?? ''), null)
  })

  addRoute(server, app, 'POST /contacts/:id/reveal', { roles: may.person, asks: true }, async (visit) => {
    const id = visit.params['id'] ?? ''
    const contact = isUuid(id) ? await findContact(app.pool, id) : null
    if (contact === null) throw new HttpProblem(404, 'not-found')
    const now = app.clock.now()
    await noteView(app, visit.login.user, id)
    return contactDetail(await openView(visit, `/contacts/${id}`), await loadContact(app, id), now)
  })
}

function askOf(visit: Visit, view: View) {
  const today = dayOf(view.now)
  const read = readListAsk(visit, view, contactList(today, 'added'), { forms: contactFilterForms, ...usual })
  const given = Object.entries(visit.query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ask: { ...read, filters: readFilters(new URLSearchParams(given)) }, list: contactList(today, read.sort) }
}

/** The list; `isNobodyTicked`: an act on ticked people was asked for, and nobody was ticked. */
async function render(visit: Visit, isNobodyTicked: boolean): Promise<string> {
  const { app } = visit
  const view = await openView(visit, '/contacts')
  const today = dayOf(view.now)
  const { ask, list } = askOf(visit, view)
  const isFiltered = Object.keys(ask.filters).length > 0
  const [page, count, base, systems, countries] = await Promise.all([
    keptFigure(view, 'page of contacts', [ask, today], () =>
      pageOfList<{ id: string }, ContactSort, ContactFilter>(app.pool, list, ask, pageSize),
    ),
    keptFigure(view, 'contacts', [ask.filters, today], () => countContacts(app.pool, ask.filters, today)),
    // Without a filter that is the base.
    isFiltered ? keptFigure(view, 'contacts', [{}, today], () => countContacts(app.pool, {}, today)) : null,
    listConnections(app.pool),
    keptFigure(view, 'countries', null, () => countriesInBase(app.pool)),
  ])
  const rows = await contactRows(
    app.pool,
    page.rows.map(({ id }) => id),
  )
  const shown = { path: '/contacts', ask, usual }
  const more = { count, base: base ?? count, systems, countries, isNobodyTicked }
  return contactListPage(view, { list: shown, page: { ...page, rows }, filters: ask.filters, ...more })
}
