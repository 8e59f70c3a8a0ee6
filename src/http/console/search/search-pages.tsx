import { addDocPages } from '../help/doc-pages.tsx'
import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import { maxFound, search, type Found } from '../../../operations/search/search.ts'
import { contactsById, type ContactRow } from '../../../store/contacts/contacts-list.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { PostButton } from '../ui/form.tsx'
import { ContactTable } from '../contacts/list/contact-table.tsx'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

const pages = {
  contact: (id: string) => `/contacts/${id}`,
  objection: (id: string) => `/objections/${id}`,
  plan: (id: string) => `/removals/${id}`,
  erasure: (id: string) => `/erasures/${id}`,
  access: (id: string) => `/access/${id}`,
} as const satisfies Record<Exclude<Found['kind'], 'people'>, (id: string) => string>

/** The one search of the console. What is looked for travels in the body, never in an address. */
export function addSearchPages(server: FastifyInstance, app: App): void {
  addDocPages(server, app)
  addRoute(server, app, 'GET /search', { roles: may.person }, async ({ reply }) => reply.redirect('/contacts', 303))
  addRoute(server, app, 'POST /search', { roles: may.person, asks: true }, async (visit) => {
    const text = (visit.form['q'] ?? '').trim().slice(0, 300)
    if (text === '') return visit.reply.redirect('/contacts', 303)
    const found = await search(app, visit.login.user, text)
    if (found.kind !== 'people') return visit.reply.redirect(pages[found.kind](found.id), 303)
    const rows = await contactsById(app.pool, found.ids.slice(0, maxFound))
    return resultPage(await openView(visit, '/contacts'), text, rows, found.ids.length > maxFound)
  })
}

function resultPage(view: View, text: string, rows: readonly ContactRow[], isMore: boolean): string {
  const { t } = view
  const s = t.search
  const quoted = view.language === 'fr' ? `« ${text} »` : `“${text}”`
  return html(
    <Page
      view={view}
      nav="contacts"
      title={isMore ? s.more(maxFound) : s.found(rows.length)}
      tab={s.tab}
      crumbs={[[t.contacts.tab, '/contacts']]}
      context={<p>{s.context(quoted)}</p>}
    >
      <section class="card">
        {rows.length === 0 ? (
          <div class="empty">
            <p>{s.nobody}</p>
            <PostButton view={view} action="/objections/start" kind="primary" fields={{ who: text }}>
              {s.record}
            </PostButton>
          </div>
        ) : (
          <ContactTable view={view} list={null} isClear rows={rows} />
        )}
        {isMore ? <p class="card-foot hint">{s.moreHint}</p> : null}
      </section>
    </Page>,
  )
}
