import { whyGone, whyHead } from './why-gone.ts'
import { runsFromEnd } from '../../../../domain/removals/runs-from-end.ts'
import { peopleFilters, type PeopleFilter, type PlanPersonRow } from '../../../../store/removals/people-view.ts'
import type { RemovalPlan } from '../../../../store/removals/removals.ts'
import { Csrf } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import type { View } from '../../app/view.ts'
import type { LegalHold } from '../../../../store/removals/legal-holds.ts'
import { KeepingLines } from '../../contacts/keepings.tsx'
import { canComeBack, personTitle, shownPerson, StateOf, WayLines, type Bins } from '../../contacts/ways-back.tsx'

export interface PeopleProps {
  plan: RemovalPlan
  rows: readonly PlanPersonRow[]
  counts: Readonly<Record<PeopleFilter, number>>
  filter: PeopleFilter
  bins: Bins
  /** What keeps some of them from removal, by contact. */
  keepings: ReadonlyMap<string, readonly Omit<LegalHold, 'people'>[]>
  previous: string | null
  next: string | null
  /** Ids of the page itself, to show the same one again. */
  at: { after?: string | undefined; before?: string | undefined }
  /** When the reader asked to see personal data; null = masked. */
  revealedAt: Date | null
  /** Nobody was ticked. */
  noTick: boolean
}

/** Everybody of a plan, page by page; masked until asked for. */
export function peoplePage(view: View, props: PeopleProps): string {
  const { t, f } = view
  const p = t.brakes.people
  const { plan, rows, revealedAt } = props
  const base = `/removals/${plan.id}/people`
  const moving = rows.some((row) => row.state === 'restored' && row.restoreEndedAt === null)
  return html(
    <Page
      view={view}
      nav="removals"
      title={p.title(plan.number)}
      tab={p.tab}
      crumbs={[
        [t.removals.title, '/removals'],
        [plan.number, `/removals/${plan.id}`],
      ]}
      context={
        <>
          <p>{p.context(props.counts.all)}</p>
          <p class="hint">{revealedAt === null ? p.hidden : p.revealed(f.time(revealedAt))}</p>
        </>
      }
      actions={
        revealedAt !== null || rows.length === 0 ? undefined : (
          <form method="post" action={`${base}/reveal`} class="inline">
            <Csrf token={view.csrf} />
            <PlaceFields props={props} />
            <button type="submit" class="btn">
              <Icon name="eye" />
              {p.reveal}
            </button>
          </form>
        )
      }
    >
      {props.noTick ? (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <strong>{p.noTick}</strong>
        </div>
      ) : null}
      <Filters view={view} props={props} base={base} />
      <section class="card" id="people" data-live={moving && revealedAt === null ? '5' : undefined}>
        {rows.length === 0 ? <p class="empty">{p.none}</p> : <PeopleForm view={view} props={props} base={base} />}
        {props.previous === null && props.next === null ? null : (
          <div class="card-foot pager">
            {props.previous === null ? (
              <span />
            ) : (
              <a class="btn" href={link(base, props.filter, { before: props.previous })} rel="prev">
                {t.common.previous}
              </a>
            )}
            {props.next === null ? (
              <span />
            ) : (
              <a class="btn" href={link(base, props.filter, { after: props.next })} rel="next">
                {t.common.next}
              </a>
            )}
          </div>
        )}
      </section>
    </Page>,
  )
}

function link(base: string, filter: PeopleFilter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(filter === 'all' ? {} : { show: filter }), ...more }).toString()
  return query === '' ? base : `${base}?${query}`
}

/** The place in the list, for a form that shows the same page again. */
function PlaceFields({ props: { filter, at } }: { props: PeopleProps }) {
  return (
    <>
      <input type="hidden" name="show" value={filter} />
      {at.after === undefined ? null : <input type="hidden" name="after" value={at.after} />}
      {at.before === undefined ? null : <input type="hidden" name="before" value={at.before} />}
    </>
  )
}

function Filters({ view, props, base }: { view: View; props: PeopleProps; base: string }) {
  const { filters } = view.t.brakes.people
  return (
    <nav class="tabs" aria-label={filters.label}>
      {peopleFilters
        .filter((name) => name === 'all' || name === props.filter || props.counts[name] > 0)
        .map((name) => (
          <a href={link(base, name)} aria-current={name === props.filter ? 'page' : undefined}>
            {filters[name]} <span class="count">{view.f.number(props.counts[name])}</span>
          </a>
        ))}
    </nav>
  )
}

/** The first people of a plan on its own page, once it was decided: where they stand, and the way back. */
export function PeopleCard({ view, props }: { view: View; props: PeopleProps }) {
  const p = view.t.brakes.people
  const base = `/removals/${props.plan.id}/people`
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.card(props.counts.all)}</h2>
        <span class="actions">
          <a class="btn small" href={base}>
            {p.open(props.counts.all)}
          </a>{' '}
          <a class="btn small" href={`/removals/${props.plan.id}/list.csv`}>
            <Icon name="download" />
            {view.t.removals.list.open(props.counts.all)}
          </a>
        </span>
      </div>
      <PeopleForm view={view} props={props} base={base} />
    </section>
  )
}

function PeopleForm({ view, props, base }: { view: View; props: PeopleProps; base: string }) {
  const { t } = view
  const p = t.brakes.people
  const { rows, plan, bins } = props
  const anyBack = plan.kind !== 'erasure' && rows.some((row) => canComeBack(view, row, bins))
  const anyIn = plan.kind !== 'erasure' && rows.some(canBeKeptOut(plan))
  return (
    <form method="post" action={anyBack ? `/removals/${plan.id}/restore/ask` : '/removals/keep-out/ask'}>
      <Csrf token={view.csrf} />
      <PlaceFields props={props} />
      <input type="hidden" name="back" value={link(base, props.filter, placeOf(props))} />
      <table class="rows">
        <caption class="sr-only">{p.title(plan.number)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">{p.columns.tick}</span>
            </th>
            <th scope="col">{p.columns.contact}</th>
            <th scope="col">{p.columns.act}</th>
            <th scope="col">{whyHead(view, plan.kind)}</th>
            <th scope="col">{p.columns.state}</th>
            <th scope="col">{p.columns.where}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PersonRow view={view} row={row} props={props} />
          ))}
        </tbody>
      </table>
      {anyBack || anyIn ? (
        <div class="card-foot actions">
          {anyIn ? (
            <button type="submit" class="btn" formAction="/removals/keep-out/ask">
              {t.brakes.keepOut.ticked}
            </button>
          ) : null}{' '}
          {anyBack ? (
            <button type="submit" class="btn">
              {t.brakes.restore.ticked}
            </button>
          ) : null}
        </div>
      ) : null}
    </form>
  )
}

/** Still in a plan whose people can leave it. */
const canBeKeptOut =
  (plan: RemovalPlan) =>
  (row: PlanPersonRow): boolean =>
    ['planned', 'stopped', 'approved', 'held', 'binning'].includes(plan.state) &&
    (row.state === 'planned' || row.state === 'held')

function placeOf({ at }: PeopleProps): Record<string, string> {
  if (at.after !== undefined) return { after: at.after }
  return at.before === undefined ? {} : { before: at.before }
}

function PersonRow({ view, row, props }: { view: View; row: PlanPersonRow; props: PeopleProps }) {
  const { t, f } = view
  const p = t.brakes.people
  const s = t.removals.sample
  const acts = t.common.acts as Readonly<Record<string, string>>
  const clear = props.revealedAt !== null
  const title = personTitle(view, row, clear)
  const { name, address } = shownPerson(row, clear)
  const tickable =
    props.plan.kind !== 'erasure' && (canComeBack(view, row, props.bins) || canBeKeptOut(props.plan)(row))
  return (
    <tr>
      <td class="act">
        {tickable ? <input type="checkbox" name="contact" value={row.contactId} aria-label={p.select(title)} /> : null}
      </td>
      <td>
        <p class="strong">
          <a href={`/contacts/${row.contactId}`}>{title}</a>
        </p>
        <p class="hint">
          {[name === '' ? '' : address, row.company ?? '', row.jobTitle ?? '']
            .filter((part) => part !== '')
            .join(' · ') || (row.state === 'binned' ? p.erasedHere : '')}
        </p>
      </td>
      <td data-label={p.columns.act}>
        {runsFromEnd(row) ? (
          s.ended(f.day(row.relationEndedOn ?? ''))
        ) : row.lastActAt === null ? (
          s.noAct
        ) : (
          <Time at={row.lastActAt}>{`${acts[row.lastActKind ?? 'act'] ?? ''}, ${f.date(row.lastActAt)}`}</Time>
        )}
      </td>
      <td data-label={whyHead(view, row.kind)}>{whyGone(view, row.kind, row)}</td>
      <td data-label={p.columns.state}>
        <StateOf view={view} row={row} bins={props.bins} />
        <KeepingLines view={view} holds={props.keepings.get(row.contactId) ?? []} who={title} />
      </td>
      <td data-label={p.columns.where}>
        <WayLines view={view} person={row} bins={props.bins} />
      </td>
    </tr>
  )
}
