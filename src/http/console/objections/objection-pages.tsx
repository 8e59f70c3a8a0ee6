import { doorName } from '../../documents/door-name.ts'
import type { FastifyInstance } from 'fastify'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import type { App } from '../../../operations/app/app.ts'
import { propagationActs } from '../../../store/evidence/audit-view.ts'
import {
  countObjections,
  findObjectionView,
  knownThere,
  objectionFilters,
  propagationsOf,
  recentObjections,
  type ObjectionFilter,
  type ObjectionView,
  type PropagationView,
} from '../../../store/objections/objections-view.ts'
import { wordsOf } from '../../../operations/objections/record-by-hand.ts'
import { evidenceOf, type EvidenceFile } from '../../../store/app/evidence.ts'
import { HttpProblem } from '../../app/problem.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { scopeText, type LanesProps } from '../propagation/lanes.tsx'
import { Page } from '../ui/page.tsx'
import { PropagationPill } from '../propagation/propagation-pill.tsx'
import { Time } from '../ui/time.tsx'
import { ObjectionCard } from '../propagation/objection-card.tsx'
import { allowed, may } from '../app/roles.ts'
import { addRoute } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'

const shown = 50
const movingStates = ['queued', 'sending', 'written']

/** Noes: the list, those not everywhere first, and one with its way to each system. */
export function addObjectionPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET', '/objections', {}, async (visit) => {
    const view = await openView(visit)
    const count = (name: ObjectionFilter) => countObjections(app.pool, name)
    const [all, open, settled, unconfirmed] = await Promise.all([
      count('all'),
      count('open'),
      count('settled'),
      count('unconfirmed'),
    ])
    const counts = { all, open, settled, unconfirmed }
    const asked = visit.query['state']
    const filter: ObjectionFilter = objectionFilters.find((name) => name === asked) ?? (open > 0 ? 'open' : 'all')
    const rows = await recentObjections(app.pool, shown, filter)
    const propagations = await propagationsOf(
      app.pool,
      rows.map((row) => row.id),
    )
    return html(<ListPage view={view} rows={rows} propagations={propagations} filter={filter} counts={counts} />)
  })

  addRoute(server, app, 'GET', '/objections/:id', { roles: may.person }, async (visit) => {
    const view = await openView(visit)
    const objection = await findObjectionView(app.pool, visit.params['id'] ?? '')
    if (objection === null) throw new HttpProblem(404, 'not-found')
    const [rows, acts] = await Promise.all([
      propagationsOf(app.pool, [objection.id]),
      objection.contactId === null ? [] : propagationActs(app.pool, objection.contactId),
    ])
    const files = await evidenceOf(app.pool, objection.id)
    const known = await knownThere(
      app.pool,
      rows.map((row) => row.id),
    )
    return html(
      <ObjectionPage
        view={view}
        objection={objection}
        rows={rows}
        known={known}
        acts={acts}
        files={files}
        words={wordsOf(app, objection.evidence)}
        done={visit.query['done'] === '1'}
      />,
    )
  })
}

interface ListProps {
  view: View
  rows: readonly (ObjectionView & { email: string | null })[]
  propagations: readonly PropagationView[]
  filter: ObjectionFilter
  counts: Readonly<Record<ObjectionFilter, number>>
}

function ListPage({ view, rows, propagations, filter, counts }: ListProps) {
  const { t } = view
  const o = t.objections
  const byObjection = Map.groupBy(propagations, (row) => row.objectionId)
  const moving = propagations.some((row) => movingStates.includes(row.state))
  const none = {
    all: o.none,
    open: counts.settled + counts.unconfirmed === 0 ? o.noneOpen : `${o.title({ ...counts, open: 0 })}.`,
    unconfirmed: o.noneUnconfirmed,
    settled: o.noneSettled,
  }[filter]
  return (
    <Page
      view={view}
      nav="objections"
      title={counts.all === 0 ? o.tab : o.title(counts)}
      tab={o.tab}
      context={<p>{counts.all === 0 ? o.none : o.context(counts.all)}</p>}
      {...(allowed(view.role, may.person)
        ? {
            actions: (
              <a class="btn" href="/objections/file">
                {t.file.open}
              </a>
            ),
          }
        : {})}
    >
      <nav class="tabs" aria-label={t.contacts.filters.label}>
        {objectionFilters.map((name) => (
          <a href={`/objections?state=${name}`} aria-current={name === filter ? 'true' : undefined}>
            {o.filters[name]}
          </a>
        ))}
      </nav>
      <section class="card" id="objections" data-live={moving ? '5' : undefined}>
        {rows.length === 0 ? (
          <p class="empty">
            {none} {filter === 'all' ? null : <a href="/objections?state=all">{o.seeAll}</a>}
          </p>
        ) : (
          <>
            <table class="rows">
              <caption class="sr-only">{o.tab}</caption>
              <thead>
                <tr>
                  <th scope="col">{o.columns.number}</th>
                  <th scope="col">{o.columns.received}</th>
                  <th scope="col">{o.columns.door}</th>
                  <th scope="col">{o.columns.person}</th>
                  <th scope="col">{o.columns.scope}</th>
                  <th scope="col">{o.columns.systems}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row view={view} row={row} systems={byObjection.get(row.id) ?? []} />
                ))}
              </tbody>
            </table>
            <p class="card-foot hint">{o.shown(rows.length, counts[filter])}</p>
          </>
        )}
      </section>
    </Page>
  )
}

function Row({
  view,
  row,
  systems,
}: {
  view: View
  row: ObjectionView & { email: string | null }
  systems: readonly PropagationView[]
}) {
  const { t, f } = view
  const o = t.objections
  return (
    <tr>
      <td class="nowrap">
        {allowed(view.role, may.person) ? <a href={`/objections/${row.id}`}>{row.number}</a> : row.number}
      </td>
      <td data-label={o.columns.received} class="nowrap">
        <Time at={row.receivedAt}>{f.dateTime(row.receivedAt)}</Time>
      </td>
      <td data-label={o.columns.door}>{doorName(t.common, row)}</td>
      <td data-label={o.columns.person}>
        {row.email === null ? t.common.unknown : maskEmail(row.email)}
        {row.contactId === null ? <p class="hint">{o.notInBase}</p> : null}
      </td>
      <td data-label={o.columns.scope}>{scopeText(view, row)}</td>
      <td data-label={o.columns.systems}>
        <ul class="pills">
          {systems.map((system) => (
            <li>
              <span class="hint">{system.label}</span> <PropagationPill view={view} row={system} />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

interface OneProps extends LanesProps {
  objection: ObjectionView & { email: string | null }
  files: readonly EvidenceFile[]
  words: string | null
  done: boolean
}

function ObjectionPage({ view, objection, rows, known, acts, files, words, done }: OneProps) {
  const { t, f } = view
  const o = t.objections.page
  const moving = rows.some((row) => movingStates.includes(row.state))
  const evidence = evidenceText(view, objection.evidence)
  return (
    <Page
      view={view}
      nav="objections"
      title={o.title(objection.number)}
      tab={objection.number}
      crumbs={[[t.objections.tab, '/objections']]}
      context={
        <p>
          {objection.email === null ? t.common.unknown : maskEmail(objection.email)} ·{' '}
          {t.objections.page.reasons[objection.reason as keyof typeof o.reasons] ?? objection.reason}
        </p>
      }
      actions={
        <>
          {objection.contactId === null ? null : (
            <a class="btn" href={`/contacts/${objection.contactId}`}>
              {t.objections.contact}
            </a>
          )}
          <a class="btn" href={`/objections/${objection.id}/receipt.json`} download>
            {t.receipt.json}
          </a>
          <a class="btn primary" href={`/objections/${objection.id}/receipt.pdf`} download>
            <Icon name="printer" />
            {t.receipt.pdf}
          </a>
        </>
      }
    >
      {done ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <div>
            <p>{t.byHand.done(objection.number, f.time(objection.recordedAt))}</p>
            <p>
              <a class="btn" href="/objections/new" data-next>
                {t.byHand.next}
              </a>
            </p>
          </div>
        </div>
      ) : null}
      <div id="objection" data-live={moving ? '2' : undefined} class="stack">
        <ObjectionCard view={view} objection={objection} rows={rows} known={known} acts={acts} linked={false} />
        <section class="card">
          <div class="card-head">
            <h2>{o.evidence}</h2>
          </div>
          <dl class="facts card-body">
            <div>
              <dt>{o.received}</dt>
              <dd>
                <Time at={objection.receivedAt}>
                  {objection.evidence['notLaterThan'] === true ? `${o.notLaterThan} ` : ''}
                  {f.proof(objection.receivedAt)}
                </Time>
              </dd>
            </div>
            <div>
              <dt>{o.recorded}</dt>
              <dd>
                <Time at={objection.recordedAt}>{f.proof(objection.recordedAt)}</Time>
              </dd>
            </div>
            <div>
              <dt>{o.door}</dt>
              <dd>{doorName(t.common, objection)}</dd>
            </div>
            <div>
              <dt>{o.scope}</dt>
              <dd>{scopeText(view, objection)}</dd>
            </div>
            <div>
              <dt>{o.evidence}</dt>
              <dd>{evidence === '' ? o.noEvidence : evidence}</dd>
            </div>
            {words === null ? null : (
              <div>
                <dt>{t.byHand.wordsNoted}</dt>
                <dd>
                  <q>{words}</q>
                </dd>
              </div>
            )}
            {files.length === 0 ? null : (
              <div>
                <dt>{t.byHand.files}</dt>
                <dd>
                  {files.map((file) => (
                    <p>
                      <a href={`/evidence/${file.id}`} download>
                        {file.name}
                      </a>{' '}
                      <span class="hint">
                        {f.number(Math.ceil(file.size / 1024))} kB · {file.digest.toString('hex').slice(0, 12)}
                      </span>
                    </p>
                  ))}
                </dd>
              </div>
            )}
          </dl>
        </section>
      </div>
    </Page>
  )
}

/** Evidence without what could name the person. */
function evidenceText(view: View, evidence: Readonly<Record<string, unknown>>): string {
  const o = view.t.objections.page
  const parts = [
    evidence['doubtful'] === true ? o.doubtful : '',
    typeof evidence['recordId'] === 'string'
      ? `${o.record} ${typeof evidence['object'] === 'string' ? evidence['object'] : ''} ${evidence['recordId']}`
      : '',
    typeof evidence['reference'] === 'string' ? evidence['reference'] : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}
