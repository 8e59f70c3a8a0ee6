import { verdicts } from '../../../../domain/decisions/tables/verdicts.ts'
import { sourceKinds } from '../../../../domain/sources/tables/source-kinds.ts'
import type { ContactFilters, ContactRow } from '../../../../store/contacts/contacts-list.ts'
import type { Connection } from '../../../../store/connections/connections.ts'
import type { ListPage } from '../../../../store/sql/paged-list.ts'
import { html } from '../../ui/html.ts'
import { Csrf } from '../../ui/form.tsx'
import { listHref, type ShownList } from '../../ui/list/list-ask.ts'
import { ListCard } from '../../ui/list/list-card.tsx'
import { ListFilters, type FilterGroup } from '../../ui/list/list-parts.tsx'
import { Page } from '../../ui/page.tsx'
import { countryName } from '../../ui/verdict-pill.tsx'
import { allowed, may } from '../../../../domain/accounts/roles.ts'
import type { View } from '../../app/view.ts'
import { ListActs, TickedActs } from './bulk-acts.tsx'
import { ContactTable } from './contact-table.tsx'

interface ContactListProps {
  list: ShownList
  page: ListPage<ContactRow>
  count: number
  base: number
  filters: ContactFilters
  systems: readonly Connection[]
  countries: readonly { country: string; count: number }[]
  /** An act on ticked people was asked for, and nobody was ticked. */
  isNobodyTicked: boolean
}

/** One page of contacts, masked, with filters as links, in the order of a heading, and acts on several at once. */
export function contactListPage(view: View, props: ContactListProps): string {
  const { t } = view
  const c = t.contacts
  const { list, page, count, base, filters } = props
  const isNarrowed = Object.keys(filters).length > 0
  const crms = props.systems.filter(
    ({ connector, state }) => state !== 'disconnected' && view.app.connectors.get(connector)?.kind === 'crm',
  )
  const judges = allowed(view.role, may.judge)
  return html(
    <Page
      view={view}
      nav="contacts"
      title={isNarrowed ? c.titleFiltered(count, base) : c.title(base)}
      tab={c.tab}
      context={<p>{c.context}</p>}
      actions={
        isNarrowed && count > 0 && judges ? (
          <ListActs view={view} list={new URLSearchParams({ ...filters }).toString()} />
        ) : undefined
      }
    >
      {base === 0 ? (
        <section class="card">
          <p class="empty">
            {crms.length === 0 ? c.empty : c.emptyRead}{' '}
            {allowed(view.role, may.connect) ? (
              <a class="btn primary" href={crms.length === 0 ? '/connections/new' : '/connections'}>
                {crms.length === 0 ? c.emptyAct : c.emptyReadAct}
              </a>
            ) : null}
          </p>
        </section>
      ) : (
        <>
          <ListFilters view={view} list={list} groups={groupsOf(view, props, crms)} />
          <ListCard view={view} list={list} page={page} total={count} empty={c.noMatch} csv="/contacts.csv">
            {judges ? (
              <form method="post" action={listHref({ ...list, path: '/contacts/ticked' })}>
                <Csrf token={view.csrf} />
                <ContactTable view={view} list={list} rows={page.rows} isTicked />
                <TickedActs view={view} isNobodyTicked={props.isNobodyTicked} />
              </form>
            ) : (
              <ContactTable view={view} list={list} rows={page.rows} />
            )}
          </ListCard>
        </>
      )}
    </Page>,
  )
}

function groupsOf(view: View, { filters, countries }: ContactListProps, crms: readonly Connection[]): FilterGroup[] {
  const { t } = view
  const c = t.contacts.filters
  return [
    {
      name: 'verdict',
      label: c.verdict,
      options: [['mailable', c.mailable], ...verdicts.map((name) => [name, t.common.verdicts[name]] as const)],
    },
    {
      name: 'basis',
      label: c.basis,
      options: (['legitimate_interest', 'consent', 'soft_opt_in', 'not_personal', 'none'] as const).map(
        (basis) => [basis, t.common.bases[basis]] as const,
      ),
    },
    {
      name: 'source',
      label: c.source,
      options: [
        ['proven', c.proven],
        ['declared', c.onlyDeclared],
        ...sourceKinds.filter((kind) => kind !== 'C13').map((kind) => [kind, t.common.sourceKinds[kind]] as const),
        ['none', c.noSource],
      ],
    },
    {
      name: 'country',
      label: c.country,
      options: [
        ...countries.map(({ country }) => [country, countryName(view, country)] as const),
        ['none', c.unknownCountry],
      ],
    },
    ...(crms.length > 1
      ? [{ name: 'system', label: c.system, options: crms.map((row) => [row.id, row.label] as const) }]
      : []),
    {
      name: 'clock',
      label: c.clock,
      options: (['running', 'expired', 'blind', 'assumed'] as const).map(
        (name) => [name, t.common.clocks[name]] as const,
      ),
    },
    ...(filters.ids === undefined
      ? []
      : [
          {
            name: 'ids',
            label: c.ticked,
            options: [[filters.ids, view.f.number(filters.ids.split(',').length)] as const],
          },
        ]),
  ]
}
