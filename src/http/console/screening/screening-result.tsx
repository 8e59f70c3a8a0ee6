import { rowFaultTexts } from '../../../domain/screening/tables/screening-words.ts'
import { noCounts, type ScreeningCounts } from '../../../domain/screening/screening.ts'
import { erasedOn, type FaultyRow, type Screening } from '../../../store/screening/screenings.ts'
import { ShareBar } from '../ui/bars.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ProgressBar } from '../ui/progress.tsx'
import { Tile } from '../ui/tile.tsx'
import { VerdictBars } from '../ui/verdict-bars.tsx'
import { whyOf } from '../ui/verdict-pill.tsx'
import { fileFault } from './screening-ask.tsx'
import { listSourceText } from './screening-view.tsx'
import type { View } from '../app/view.ts'

const shownFaults = 50

/** While the rows are checked: how far it is. The page looks again by itself, with or without a script. */
export function runningPage(view: View, screening: Screening): string {
  const s = view.t.screening
  return html(
    <Page
      view={view}
      nav="screening"
      title={screening.name ?? s.askTab}
      tab={s.resultTab}
      crumbs={[[s.title, '/screening']]}
      context={<p>{s.running}</p>}
      refreshSeconds={2}
    >
      <div id="list" data-live="2">
        <section class="card">
          <div class="card-body">
            <ProgressBar view={view} name={s.bar} done={screening.counts?.rows ?? 0} total={screening.totalRows} />
          </div>
        </section>
        <p>
          <a class="btn" href={`/screening/${screening.id}`}>
            <Icon name="refresh" />
            {s.refresh}
          </a>
        </p>
      </div>
    </Page>,
  )
}

/** What became of the rows; `downloads`: this reader may have both files. */
export function resultPage(view: View, screening: Screening, downloads: boolean): string {
  const { f } = view
  const s = view.t.screening
  const counts = screening.counts ?? noCounts()
  const failed = screening.failure !== null
  const day = f.date(screening.erasedAt ?? erasedOn(screening))
  const part = (name: 'allowed' | 'refused') => `/screening/${screening.id}/${name}.csv`
  return html(
    <Page
      view={view}
      nav="screening"
      title={failed ? s.failedTitle : s.resultTitle(counts.allowed)}
      tab={s.resultTab}
      crumbs={[[s.title, '/screening']]}
      context={
        failed ? undefined : (
          <p>
            {s.resultContext(counts.rows, screening.name ?? '')}. {s.source}
            {f.colon}
            {listSourceText(view, screening)}.
          </p>
        )
      }
      actions={
        <>
          <a class="btn" href="/screening">
            {s.another}
          </a>
          {downloads ? (
            <>
              <a class="btn" href={part('refused')} download>
                <Icon name="download" />
                {s.downloadRefused}
              </a>
              <a class="btn primary" href={part('allowed')} download>
                <Icon name="download" />
                {s.downloadAllowed}
              </a>
            </>
          ) : null}
        </>
      }
    >
      <div id="list" class="stack">
        {failed ? (
          <div class="notice broken" role="status">
            <Icon name="alert-triangle" />
            <p>{fileFault(view, screening.failure ?? '', screening.failureWhere ?? '')}</p>
          </div>
        ) : (
          <Figures view={view} counts={counts} />
        )}
        {failed || screening.faults === null || screening.faults.length === 0 ? null : (
          <Faults view={view} faults={screening.faults} total={counts.unreadable} />
        )}
        <p class="hint">
          {screening.erasedAt === null ? s.until(day) : s.gone(day)} {s.digest}
          {f.colon}
          <code class="value">{screening.digest.toString('hex')}</code>
        </p>
      </div>
    </Page>,
  )
}

function Figures({ view, counts }: { view: View; counts: ScreeningCounts }) {
  const { f } = view
  const s = view.t.screening
  const by = Object.entries(counts.refusedBy).toSorted(
    ([rule, count], [other, often]) => often - count || (rule < other ? -1 : 1),
  )
  return (
    <>
      <div class="tiles">
        <Tile label={s.allowed} figure={f.number(counts.allowed)} context={f.share(counts.allowed, counts.rows)} />
        <Tile label={s.withNotice} figure={f.number(counts.withNotice)} context={s.withNoticeMore} />
        <Tile label={s.refused} figure={f.number(counts.refused)} context={f.share(counts.refused, counts.rows)} />
        <Tile label={s.known} figure={f.number(counts.known)} context={s.knownMore} />
        <Tile label={s.doubled} figure={f.number(counts.duplicates)} context={s.doubledMore} />
        <Tile label={s.unreadable} figure={f.number(counts.unreadable)} context={s.unreadableMore} />
      </div>
      <section class="card">
        <div class="card-head">
          <h2>{s.verdictsTitle}</h2>
        </div>
        <div class="card-body">
          <VerdictBars view={view} verdicts={counts.verdicts} linked={false} />
        </div>
      </section>
      <section class="card" id="rules">
        <div class="card-head">
          <h2>{s.rulesTitle}</h2>
        </div>
        {by.length === 0 ? (
          <p class="empty">{s.allAllowed}</p>
        ) : (
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{s.why}</th>
                <th scope="col">{s.share}</th>
                <th scope="col" class="num">
                  {s.rows}
                </th>
              </tr>
            </thead>
            <tbody>
              {by.map(([rule, count]) => (
                <tr>
                  <td data-label={s.why}>{reasonText(view, rule)}</td>
                  <td data-label={s.share} class="wide">
                    <ShareBar
                      part={count}
                      base={counts.rows}
                      tone={rule === 'duplicate' || rule === 'unreadable' ? 'quiet' : 'broken'}
                    />
                  </td>
                  <td data-label={s.rows} class="num">
                    {f.number(count)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  )
}

/** Why rows are refused: in words, with the rule's id behind them where a rule of law decided. */
function reasonText(view: View, rule: string): string {
  const s = view.t.screening
  if (rule === 'duplicate') return s.duplicate
  return rule === 'unreadable' ? s.unreadableRule : `${whyOf(view, rule)} (${rule})`
}

function Faults({ view, faults, total }: { view: View; faults: readonly FaultyRow[]; total: number }) {
  const s = view.t.screening
  const shown = faults.slice(0, shownFaults)
  const text = ({ field, code }: FaultyRow['faults'][number]) =>
    code === 'nobody' || code === 'cells'
      ? rowFaultTexts[code][view.language]
      : s.faultOf(s.columns[field], rowFaultTexts[code][view.language])
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.faultsTitle}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.faultsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{s.row}</th>
            <th scope="col">{s.fault}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr>
              <th scope="row" data-label={s.row}>
                {view.f.number(row.row)}
              </th>
              <td data-label={s.fault}>{row.faults.map(text).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="card-foot hint">{s.faultsShown(shown.length, total)}</p>
    </section>
  )
}
