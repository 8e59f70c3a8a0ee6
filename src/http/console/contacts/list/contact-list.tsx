import { verdicts } from '../../../../domain/decisions/decision.ts'
import { sourceKinds } from '../../../../domain/sources/tables/source-kinds.ts'
import type { ContactFilters, ContactRow } from '../../../../store/contacts/contacts-view.ts'
import type { Connection } from '../../../../store/connections/connections.ts'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { countryName } from '../../ui/verdict-pill.tsx'
import { allowed, may } from '../../../../domain/accounts/roles.ts'
import type { View } from '../../app/view.ts'
import { ContactTable } from './contact-table.tsx'
import { ListActions } from '../../sources/list-actions.tsx'

interface ContactListProps {
  rows: readonly ContactRow[]
  count: number
  base: number
  filters: ContactFilters
  systems: readonly Connection[]
  countries: readonly { country: string; count: number }[]
  previous: string | null
  next: string | null
}

/** One page of contacts, masked, with filters as links. */
export function contactListPage(view: View, props: ContactListProps): string {
  const { t } = view
  const c = t.contacts
  const { rows, count, base, filters } = props
  const filtered = Object.keys(filters).length > 0
  const crms = props.systems.filter(
    ({ connector, state }) => state !== 'disconnected' && view.app.connectors.get(connector)?.kind === 'crm',
  )
  return html(
    <Page
      view={view}
      nav="contacts"
      title={filtered ? c.titleFiltered(count, base) : c.title(base)}
      tab={c.tab}
      context={<p>{c.context}</p>}
      actions={
        filtered && count > 0 && allowed(view.role, may.judge) ? (
          <ListActions view={view} list={new URLSearchParams({ ...filters }).toString()} />
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
          <Filters view={view} props={props} crms={crms} />
          <section class="card">
            {rows.length === 0 ? (
              <p class="empty">
                {c.noMatch} <a href="/contacts">{c.clear}</a>
              </p>
            ) : (
              <ContactTable view={view} rows={rows} />
            )}
            <div class="card-foot pager">
              {props.previous === null ? (
                <span />
              ) : (
                <a class="btn" href={link(filters, { before: props.previous })} rel="prev">
                  {t.common.previous}
                </a>
              )}
              <span class="hint">
                {t.lists.total(count)}
                {count === 0 || !allowed(view.role, may.export) ? null : (
                  <>
                    {' · '}
                    <a href={link(filters, {}).replace('/contacts', '/contacts.csv')}>{t.lists.csv}</a>
                  </>
                )}
              </span>
              {props.next === null ? (
                <span />
              ) : (
                <a class="btn" href={link(filters, { after: props.next })} rel="next">
                  {t.common.next}
                </a>
              )}
            </div>
          </section>
        </>
      )}
    </Page>,
  )
}

function link(filters: ContactFilters, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...filters, ...more }).toString()
  return query === '' ? '/contacts' : `/contacts?${query}`
}

function Filters({
  view,
  props: { filters, countries },
  crms,
}: {
  view: View
  props: ContactListProps
  crms: readonly Connection[]
}) {
  const { t } = view
  const c = t.contacts.filters
  const groups: readonly {
    name: keyof ContactFilters
    label: string
    options: readonly (readonly [value: string, label: string])[]
  }[] = [
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
      ? [{ name: 'system' as const, label: c.system, options: crms.map((row) => [row.id, row.label] as const) }]
      : []),
    {
      name: 'clock',
      label: c.clock,
      options: (['running', 'expired', 'blind', 'assumed'] as const).map(
        (name) => [name, t.common.clocks[name]] as const,
      ),
    },
  ]
  return (
    <nav class="filters" aria-label={c.label}>
      {groups.map(({ name, label, options }) => {
        const chosen = options.find(([value]) => value === filters[name])
        const { [name]: _out, ...others } = filters
        return (
          <details class={chosen === undefined ? 'filter' : 'filter chosen'} data-menu-button>
            <summary>
              <span>
                {label}
                {view.f.colon}
              </span>
              <strong>{chosen?.[1] ?? c.any}</strong>
              <Icon name="chevron-down" size={14} />
            </summary>
            <ul>
              <li>
                <a href={link(others, {})} aria-current={chosen === undefined ? 'true' : undefined}>
                  {c.any}
                </a>
              </li>
              {options.map(([value, text]) => (
                <li>
                  <a href={link(others, { [name]: value })} aria-current={value === filters[name] ? 'true' : undefined}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )
      })}
      {Object.keys(filters).length === 0 ? null : <a href="/contacts">{t.contacts.clear}</a>}
    </nav>
  )
}
