import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  contactPage as pageOfContacts,
  countContacts,
  countriesInBase,
  readFilters,
} from '../../../store/contacts/contacts-view.ts'
import { listConnections } from '../../../store/connections/connections.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { contactDetail } from './contact-page.tsx'
import { loadContact } from './contact-facts.ts'
import { contactListPage } from './list/contact-list.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { sendContacts } from './list/contacts-file.ts'
import { openView } from '../app/view.ts'
import { noteView } from '../../../operations/app/note-use.ts'

const pageSize = 50

/** Who is in the base, may we contact them, why, until when. */
export function addContactPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts', {}, async (visit) => {
    const view = await openView(visit)
    const filters = filtersIn(visit)
    const today = dayOf(view.now)
    const at = { after: idOf(visit.query['after']), before: idOf(visit.query['before']) }
    const [rows, count, base, systems, countries] = await Promise.all([
      pageOfContacts(app.pool, filters, at, today, pageSize + 1),
      countContacts(app.pool, filters, today),
      // Without a filter that is the base.
      Object.keys(filters).length === 0 ? null : countContacts(app.pool, {}, today),
      listConnections(app.pool),
      countriesInBase(app.pool),
    ])
    const more = rows.length > pageSize
    const shown = at.before !== undefined && more ? rows.slice(1) : rows.slice(0, pageSize)
    return contactListPage(view, {
      rows: shown,
      count,
      base: base ?? count,
      filters,
      systems,
      countries,
      previous: (at.before !== undefined ? more : at.after !== undefined) ? (shown[0]?.id ?? null) : null,
      next: (at.before !== undefined || more) && shown.length > 0 ? (shown.at(-1)?.id ?? null) : null,
    })
  })

  addRoute(server, app, 'GET /contacts.csv', { roles: may.export, fresh: stepUp }, async (visit) =>
    sendContacts(visit, await openView(visit), filtersIn(visit)),
  )

  addRoute(server, app, 'GET /contacts/:id', { roles: may.person }, async (visit) => {
    const view = await openView(visit)
    return contactDetail(view, await loadContact(app, visit.params['id'] ?? ''), null)
  })

  addRoute(server, app, 'POST /contacts/:id/reveal', { roles: may.person }, async (visit) => {
    const id = visit.params['id'] ?? ''
    const contact = isUuid(id) ? await findContact(app.pool, id) : null
    if (contact === null) throw new HttpProblem(404, 'not-found')
    const now = app.clock.now()
    await noteView(app, visit.login.user, id)
    return contactDetail(await openView(visit, `/contacts/${id}`), await loadContact(app, id), now)
  })
}

const filtersIn = ({ query }: Pick<Visit, 'query'>) =>
  readFilters(
    new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  )

function idOf(raw: string | undefined): string | undefined {
  return raw !== undefined && isUuid(raw) ? raw : undefined
}
