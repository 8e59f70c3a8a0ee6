import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import { normalEmail } from '../../../domain/contacts/identity.ts'
import { dayOf } from '../../../domain/app/day.ts'
import type { App } from '../../../operations/app/app.ts'
import { findPlan } from '../../../store/removals/removals.ts'
import {
  contactPage as pageOfContacts,
  contactsById,
  contactsWithHash,
  countContacts,
  countriesInBase,
  readFilters,
  searchContacts,
} from '../../../store/contacts/contacts-view.ts'
import { connectionRows } from '../../../store/connections/connections-view.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { findObjectionView } from '../../../store/objections/objections-view.ts'
import { HttpProblem } from '../../app/problem.ts'
import { contactDetail } from './contact-page.tsx'
import { loadContact } from './contact-facts.ts'
import { contactListPage, contactSearchPage } from './contact-list.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'
import { noteView } from '../../../operations/app/note-use.ts'

const pageSize = 50

/** Who is in the base, may we contact them, why, until when. */
export function addContactPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /contacts', {}, async (visit) => {
    const view = await openView(visit)
    const filters = readFilters(
      new URLSearchParams(
        Object.entries(visit.query).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    )
    const today = dayOf(view.now)
    const at = { after: idOf(visit.query['after']), before: idOf(visit.query['before']) }
    const [rows, count, base, systems, countries] = await Promise.all([
      pageOfContacts(app.pool, filters, at, today, pageSize + 1),
      countContacts(app.pool, filters, today),
      countContacts(app.pool, {}, today),
      connectionRows(app.pool),
      countriesInBase(app.pool),
    ])
    const more = rows.length > pageSize
    const shown = at.before !== undefined && more ? rows.slice(1) : rows.slice(0, pageSize)
    return contactListPage(view, {
      rows: shown,
      count,
      base,
      filters,
      systems,
      countries,
      previous: (at.before !== undefined ? more : at.after !== undefined) ? (shown[0]?.id ?? null) : null,
      next: (at.before !== undefined || more) && shown.length > 0 ? (shown.at(-1)?.id ?? null) : null,
    })
  })

  addRoute(server, app, 'POST /contacts/search', { roles: may.person }, async (visit) => {
    const q = (visit.form['q'] ?? '').trim()
    if (q === '') return visit.reply.redirect('/contacts', 303)
    const exact = await exactPage(app, visit, q)
    if (exact !== null) return visit.reply.redirect(exact, 303)
    const email = normalEmail(q)
    const rows =
      email === null
        ? await searchContacts(app.pool, q, pageSize)
        : await contactsById(app.pool, await contactsWithHash(app.pool, app.keys.hashEmail(email)))
    return contactSearchPage(await openView(visit, '/contacts'), q, rows, pageSize)
  })

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

/** A number, an id or an address of one person leads straight to its page. */
async function exactPage(app: App, { login }: Visit, q: string): Promise<string | null> {
  if (/^RP-/iu.test(q) && allowed(login.user.role, may.judge)) {
    const plan = await findPlan(app.pool, q.toUpperCase())
    if (plan !== null) return `/removals/${plan.id}`
  }
  if (/^R-/iu.test(q)) {
    const objection = await findObjectionView(app.pool, q.toUpperCase())
    if (objection !== null) return `/objections/${objection.id}`
  }
  if (isUuid(q.toLowerCase()))
    return (await findContact(app.pool, q.toLowerCase())) === null ? null : `/contacts/${q.toLowerCase()}`
  const email = normalEmail(q)
  if (email === null) return null
  const holders = await contactsWithHash(app.pool, app.keys.hashEmail(email))
  return holders.length === 1 ? `/contacts/${holders[0]}` : null
}

function idOf(raw: string | undefined): string | undefined {
  return raw !== undefined && isUuid(raw) ? raw : undefined
}
