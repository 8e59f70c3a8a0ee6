import type { SourceOverview, UnknownValue } from '../../../store/sources/sources-view.ts'
import type { NamedSource } from '../../../store/sources/source-dossiers.ts'
import { ShareBar } from '../ui/bars.tsx'
import { ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Tile } from '../ui/tile.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { NamedSources } from './source-dossier-page.tsx'
import { keyOf, MappingCard, MoreFields, type MappedProperty } from './source-mapping.tsx'
import type { View } from '../app/view.ts'
import { attestHref, ChooseSet, Attestations, type CoveredAttestation } from './attestation-cards.tsx'

interface SourcesProps {
  overview: SourceOverview
  unknown: readonly UnknownValue[]
  named: readonly NamedSource[]
  attestations: readonly CoveredAttestation[]
  mappings: readonly MappedProperty[]
  systems: readonly { id: string; label: string }[]
  connectors: readonly { connector: string; label: string }[]
  /** The form that adds a field. */
  more: FormState
  saved: 'mapping' | 'attestation' | null
  /** Years in which contacts were collected, newest first. */
  years: readonly number[]
}

/** Where did they come from, and what can nobody prove? */
export function sourcesPage(view: View, props: SourcesProps): string {
  const { t } = view
  const s = t.sources
  const { overview } = props
  const failed = props.mappings.find((mapping) => Object.keys(mapping.form.errors).length > 0)
  return html(
    <Page view={view} nav="sources" title={s.title} context={<p>{s.context}</p>}>
      {props.saved === null ? null : (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{props.saved === 'mapping' ? s.mapping.saved : s.attestation.done}</p>
        </div>
      )}
      {failed === undefined ? null : (
        <ErrorSummary
          form={failed.form}
          prefix={`${keyOf(failed)}-`}
          text={t.common.errorSummary(Object.keys(failed.form.errors).length)}
          labels={Object.fromEntries(
            Object.keys(failed.form.errors).map((name) => [
              name,
              name.startsWith('name')
                ? s.mapping.name
                : name.startsWith('value')
                  ? s.mapping.value
                  : s.mapping.property,
            ]),
          )}
        />
      )}
      <Tiles view={view} overview={overview} />
      <div class="stack">
        <Kinds view={view} overview={overview} />
        <NamedSources view={view} rows={props.named} />
        <Unknown view={view} rows={props.unknown} />
        {props.mappings.map((mapping) => (
          <MappingCard view={view} mapping={mapping} />
        ))}
        {props.connectors.length === 0 ? null : <MoreFields view={view} systems={props.connectors} form={props.more} />}
        {allowed(view.role, may.judge) && props.systems.length > 0 ? <ChooseSet view={view} {...props} /> : null}
        <Attestations view={view} rows={props.attestations} />
      </div>
    </Page>,
  )
}

function Tiles({ view, overview }: { view: View; overview: SourceOverview }) {
  const { f, t } = view
  const s = t.sources
  const c = t.contacts.filters
  const proven = overview.people - overview.missing - overview.onlyDeclared
  const share = (part: number) => (overview.people === 0 ? '' : f.share(part, overview.people))
  const missing = [share(overview.missing), s.tiles.overdue(overview.overdue)].filter((part) => part !== '').join(', ')
  return (
    <div class="tiles">
      <Tile label={s.tiles.people} figure={f.number(overview.people)} context="" href="/contacts" />
      <Tile label={c.proven} figure={f.number(proven)} context={share(proven)} href="/contacts?source=proven" />
      <Tile
        label={c.onlyDeclared}
        figure={f.number(overview.onlyDeclared)}
        context={share(overview.onlyDeclared)}
        href="/contacts?source=declared"
      />
      <Tile label={c.noSource} figure={f.number(overview.missing)} context={missing} href="/contacts?source=none" />
    </div>
  )
}

function Kinds({ view, overview }: { view: View; overview: SourceOverview }) {
  const { t, f } = view
  const s = t.sources
  const rows = [
    ...overview.kinds.map((row) => ({
      name: `${t.common.sourceKinds[row.kind]} (${row.kind})`,
      href: `/contacts?source=${row.kind}`,
      proven: row.proven,
      declared: row.declared,
      missing: 0,
      oldestOn: row.oldestOn,
    })),
    ...(overview.missing > 0
      ? [
          {
            name: s.missing,
            href: '/contacts?source=none',
            proven: 0,
            declared: 0,
            missing: overview.missing,
            oldestOn: null,
          },
        ]
      : []),
  ].toSorted((a, b) => b.proven + b.declared + b.missing - (a.proven + a.declared + a.missing))
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.byKind}</h2>
      </div>
      {rows.length === 0 ? null : <p class="card-body hint">{s.kindsMore}</p>}
      {rows.length === 0 ? (
        <p class="empty">{s.nobody}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{s.byKind}</caption>
          <thead>
            <tr>
              <th scope="col">{s.kind}</th>
              <th scope="col">{s.share}</th>
              <th scope="col" class="num">
                {s.proven}
              </th>
              <th scope="col" class="num">
                {s.declared}
              </th>
              <th scope="col" class="num">
                {s.missing}
              </th>
              <th scope="col">{s.oldest}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td data-label={s.kind}>
                  <a href={row.href}>{row.name}</a>
                </td>
                <td data-label={s.share} class="wide">
                  <ShareBar
                    part={row.proven + row.declared + row.missing}
                    base={overview.people}
                    tone={row.missing > 0 ? 'broken' : row.declared > row.proven ? 'wait' : 'brand'}
                  />
                </td>
                <td data-label={s.proven} class="num">
                  {f.number(row.proven)}
                </td>
                <td data-label={s.declared} class="num">
                  {f.number(row.declared)}
                </td>
                <td data-label={s.missing} class="num">
                  {f.number(row.missing)}
                </td>
                <td data-label={s.oldest}>{row.oldestOn === null ? '–' : f.day(row.oldestOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Unknown({ view, rows }: { view: View; rows: readonly UnknownValue[] }) {
  const { f } = view
  const s = view.t.sources
  const judge = allowed(view.role, may.judge)
  return (
    <section class="card" id="unknown">
      <div class="card-head">
        <h2>{s.unknown}</h2>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{s.unknownNone}</p>
      ) : (
        <>
          <p class="card-body hint">{s.unknownMore}</p>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{s.value}</th>
                <th scope="col">{s.system}</th>
                <th scope="col" class="num">
                  {s.people}
                </th>
                <th scope="col">{s.years}</th>
                {judge ? (
                  <th scope="col">
                    <span class="hidden">{s.attest}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const name = row.value === '' ? s.noValue : row.value
                return (
                  <tr>
                    <td data-label={s.value}>{name}</td>
                    <td data-label={s.system}>{row.label}</td>
                    <td data-label={s.people} class="num">
                      {f.number(row.people)}
                    </td>
                    <td data-label={s.years}>
                      {row.firstYear === row.lastYear ? String(row.firstYear) : `${row.firstYear}–${row.lastYear}`}
                    </td>
                    {judge ? (
                      <td>
                        <a
                          href={attestHref({ connectionId: row.connectionId, value: row.value, year: null })}
                          aria-label={`${s.attest}${f.colon}${name}, ${row.label}`}
                        >
                          {s.attest}
                        </a>
                      </td>
                    ) : null}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
