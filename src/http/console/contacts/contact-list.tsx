import { verdicts } from '../../../domain/decisions/decision.ts'
import { sourceKinds } from '../../../domain/sources/tables/source-kinds.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { ContactFilters, ContactRow } from '../../../store/contacts/contacts-view.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { countryName, VerdictPill, whyOf } from '../ui/verdict-pill.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { describedSource } from '../app/described-source.ts'
import type { View } from '../app/view.ts'
import { ListActions } from '../sources/list-actions.tsx'

interface ContactListProps {
  rows: readonly ContactRow[]
  count: number
  base: number
  filters: ContactFilters
  systems: readonly ConnectionRow[]
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
  const crms = props.systems.filter((row) => view.app.connectors.get(row.connector)?.kind === 'crm')
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
            {props.previous === null && props.next === null ? null : (
              <div class="card-foot pager">
                {props.previous === null ? (
                  <span />
                ) : (
                  <a class="btn" href={link(filters, { before: props.previous })} rel="prev">
                    {t.common.previous}
                  </a>
                )}
                {props.next === null ? (
                  <span />
                ) : (
                  <a class="btn" href={link(filters, { after: props.next })} rel="next">
                    {t.common.next}
                  </a>
                )}
              </div>
            )}
          </section>
        </>
      )}
    </Page>,
  )
}

/** What a search found; the text stays in the form, never in an address. */
export function contactSearchPage(view: View, q: string, rows: readonly ContactRow[], limit: number): string {
  const { t } = view
  const c = t.contacts
  return html(
    <Page
      view={view}
      nav="contacts"
      title={c.titleFound(rows.length)}
      crumbs={[[c.tab, '/contacts']]}
      context={
        <p>
          « {q} » · {c.searchHint}
        </p>
      }
      actions={
        <a class="btn" href="/contacts">
          {c.searchAgain}
        </a>
      }
    >
      <section class="card">
        {rows.length === 0 ? <p class="empty">{c.notFound}</p> : <ContactTable view={view} rows={rows} />}
        {rows.length >= limit ? <p class="card-foot hint">{c.many(limit)}</p> : null}
      </section>
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
  crms: readonly ConnectionRow[]
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

function ContactTable({ view, rows }: { view: View; rows: readonly ContactRow[] }) {
  const { t, f } = view
  const c = t.contacts
  const open = allowed(view.role, may.person)
  return (
    <table class="rows contacts">
      <caption class="sr-only">{c.tab}</caption>
      <thead>
        <tr>
          <th scope="col">{c.columns.person}</th>
          <th scope="col">{c.columns.country}</th>
          <th scope="col">{c.columns.verdict}</th>
          <th scope="col">{c.columns.basis}</th>
          <th scope="col">{c.columns.source}</th>
          <th scope="col">{c.columns.keep}</th>
          <th scope="col">{c.columns.systems}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const masked = row.email === null ? c.noAddress : maskEmail(row.email)
          return (
            <tr>
              <td>
                <p class="strong">{open ? <a href={`/contacts/${row.id}`}>{masked}</a> : masked}</p>
                <p class="hint">{row.jobTitle ?? ''}</p>
              </td>
              <td data-label={c.columns.country}>
                {(row.countries ?? []).length === 0
                  ? t.common.unknown
                  : (row.countries ?? []).map((code) => countryName(view, code)).join(', ')}
              </td>
              <td data-label={c.columns.verdict}>
                <VerdictPill view={view} verdict={row.verdict} />
                {row.rule === null ? null : <p class="hint">{whyOf(view, row.rule, row.verdict)}</p>}
              </td>
              <td data-label={c.columns.basis}>
                {row.basis === null ? t.common.bases.none : t.common.bases[row.basis as keyof typeof t.common.bases]}
              </td>
              <td data-label={c.columns.source} class="clip">
                {sourceText(view, row.source)}
              </td>
              <td data-label={c.columns.keep} class="nowrap">
                {row.clockState === 'blind'
                  ? t.common.clocks.blind
                  : row.termOn === null
                    ? t.common.unknown
                    : f.day(row.termOn)}
              </td>
              <td data-label={c.columns.systems}>{(row.systems ?? []).join(', ')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** `C7 Prospecta` in words. */
function sourceText(view: View, source: string | null): string {
  if (source === null || source === '') return view.t.contacts.filters.noSource
  return describedSource(view, source)
    .split('; ')
    .map((part) => part.replace(/^C\d+ /u, ''))
    .join(', ')
}
