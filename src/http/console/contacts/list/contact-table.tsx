import { maskEmail, maskName } from '../../../../domain/contacts/identity.ts'
import type { ContactRow, ContactSort } from '../../../../store/contacts/contacts-list.ts'
import type { ShownList } from '../../ui/list/list-ask.ts'
import { SortHead } from '../../ui/list/list-parts.tsx'
import { allowed, may } from '../../../../domain/accounts/roles.ts'
import { dayOf } from '../../../../domain/app/day.ts'
import { Pill } from '../../ui/pill.tsx'
import { countryName, VerdictPill, whyOf } from '../../ui/verdict-pill.tsx'
import { namedSource } from '../../app/described-source.ts'
import type { View } from '../../app/view.ts'

const isThere = (text: string | null): text is string => text !== null && text !== ''

/**
 * First and last name of the leading record, masked as on the person's own page unless `isClear`; null = it has none.
 */
function nameOf({ firstName, lastName }: ContactRow, isClear: boolean): string | null {
  const parts = [firstName, lastName].filter(isThere)
  return (isClear ? parts : parts.map(maskName)).join(' ') || null
}

const maskedOf = (view: View, { email }: ContactRow): string =>
  email === null ? view.t.contacts.noAddress : maskEmail(email)

/** Who it is: a masked name that leads to the person for who may open people, a masked address for everyone else. */
function Person({ view, row, isClear }: { view: View; row: ContactRow; isClear: boolean }) {
  const masked = maskedOf(view, row)
  if (!allowed(view.role, may.person))
    return (
      <>
        <p class="strong">{masked}</p>
        <p class="hint">{row.jobTitle ?? ''}</p>
      </>
    )
  const name = nameOf(row, isClear)
  return (
    <>
      <p class="strong">
        <a href={`/contacts/${row.id}`}>{name ?? masked}</a>
      </p>
      <p class="hint">{[name === null ? null : masked, row.jobTitle].filter(isThere).join(' · ')}</p>
    </>
  )
}

/** Until when the data may be kept; a term that is over is said. */
function KeepUntil({ view, row }: { view: View; row: ContactRow }) {
  const { t, f } = view
  if (row.clockState === 'blind') return <>{t.common.clocks.blind}</>
  if (row.termOn === null) return <>{t.common.unknown}</>
  return row.termOn <= dayOf(view.now) ? (
    <>
      {f.day(row.termOn)} <Pill tone="broken">{t.contacts.pastTerm}</Pill>
    </>
  ) : (
    <>{f.day(row.termOn)}</>
  )
}

interface Props {
  view: View
  /** The list whose page this is, to be ordered by its heads; null = rows of no list. */
  list: ShownList | null
  rows: readonly ContactRow[]
  /** Whether each row has a box to tick, in the form around the table. */
  isTicked?: boolean
  /** Names in clear: the reader looked for them, and each person shown is in the audit log. */
  isClear?: boolean
}

/** Contacts as rows: names and addresses masked, companies for who may see people. */
export function ContactTable({ view, list, rows, isTicked = false, isClear = false }: Props) {
  const { t } = view
  const c = t.contacts
  const open = allowed(view.role, may.person)
  const head = (name: ContactSort, label: string) =>
    list === null ? (
      <th scope="col">{label}</th>
    ) : (
      <SortHead list={list} name={name} isUpFirst>
        {label}
      </SortHead>
    )
  return (
    <table class="rows contacts">
      <caption class="sr-only">{c.tab}</caption>
      <thead>
        <tr>
          {isTicked ? (
            <th scope="col" class="tick">
              <span class="sr-only">{c.bulk.tick}</span>
            </th>
          ) : null}
          {open ? head('person', c.columns.person) : <th scope="col">{c.columns.person}</th>}
          {open ? head('company', c.columns.company) : null}
          {head('country', c.columns.country)}
          {head('verdict', c.columns.verdict)}
          {head('basis', c.columns.basis)}
          {head('source', c.columns.source)}
          {head('keep', c.columns.keep)}
          <th scope="col">{c.columns.systems}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          return (
            <tr>
              {isTicked ? (
                <td class="tick">
                  <input
                    type="checkbox"
                    name="contact"
                    value={row.id}
                    aria-label={c.bulk.one(nameOf(row, false) ?? maskedOf(view, row))}
                  />
                </td>
              ) : null}
              <td class="col-person">
                <Person view={view} row={row} isClear={isClear} />
              </td>
              {open ? <td data-label={c.columns.company}>{row.company ?? t.common.unknown}</td> : null}
              <td data-label={c.columns.country}>
                {(row.countries ?? []).length === 0
                  ? t.common.unknown
                  : (row.countries ?? []).map((code) => countryName(view, code)).join(', ')}
              </td>
              <td data-label={c.columns.verdict} class="col-verdict">
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
                <KeepUntil view={view} row={row} />
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
  return namedSource(view, source)
}
