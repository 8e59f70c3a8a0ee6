import { Lines, PartBar, StackBar, trendSeries } from '../../documents/scorecard/scorecard-charts.tsx'
import { channels } from '../../../domain/app/channel.ts'
import type { Scorecard, ScorecardAsk } from '../../documents/scorecard/scorecard-model.ts'
import { Choice, emptyForm } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

const icons: Readonly<Record<'done' | 'wait' | 'broken', IconName>> = {
  done: 'circle-check',
  wait: 'clock-hour-4',
  broken: 'alert-triangle',
}

/** In what state is the base? Null = no run has ended yet. */
export function scorecardPage(view: View, card: Scorecard | null, ask: ScorecardAsk): string {
  const s = view.t.scorecard
  if (card === null)
    return html(
      <Page view={view} nav="scorecard" title={s.title} tab={s.tab}>
        <section class="card">
          <p class="empty">{s.empty}</p>
        </section>
      </Page>,
    )
  return html(
    <Page
      view={view}
      nav="scorecard"
      title={card.title}
      tab={s.tab}
      context={<p>{card.context}</p>}
      actions={
        <a
          class="btn primary"
          href={`/scorecard.pdf?${new URLSearchParams({ lang: view.language, ...(ask.offer === null ? {} : { offer: ask.offer.id }), channel: ask.channel }).toString()}`}
          download
        >
          <Icon name="download" />
          {s.pdf}
        </a>
      }
    >
      <div class="stack">
        <Chooser view={view} ask={ask} />
        <ShareCard view={view} card={card} />
        <div class="grid">
          <Trend view={view} card={card} />
          <DutiesCard view={view} card={card} />
        </div>
        <div class="thirds">
          {card.lists.map((list) => (
            <ListCard list={list} />
          ))}
        </div>
      </div>
    </Page>,
  )
}

/** Which offer and channel the verdicts are shown for. */
function Chooser({ view, ask }: { view: View; ask: ScorecardAsk }) {
  const s = view.t.scorecard.choose
  const { offers } = view.settings
  return (
    <form method="get" action="/scorecard" class="card card-body choose" id="choose">
      {offers.length === 0 ? null : (
        <Choice
          name="offer"
          label={s.offer}
          form={emptyForm}
          value={ask.offer?.id ?? ''}
          options={offers.map(({ id, name }) => [id, name] as const)}
        />
      )}
      <Choice
        name="channel"
        label={s.channel}
        form={emptyForm}
        value={ask.channel}
        options={channels.map((channel) => [channel, view.t.common.channels[channel]] as const)}
      />
      <button type="submit" class="btn">
        {s.show}
      </button>
    </form>
  )
}

function Trend({ view, card }: { view: View; card: Scorecard }) {
  const { f } = view
  const t = view.t.scorecard.trend
  const series = trendSeries(card, t)
  const heads = [...(card.trend ? [t.allowed] : []), t.objectors, t.noSource, t.past]
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{t.title}</h2>
        <span class="hint">{t.more}</span>
      </div>
      <div class="card-body stack">
        {card.trend ? (
          <>
            <h3>{t.mailed}</h3>
            <Lines months={card.months} series={series.mailed} label={t.mailed} number={(value) => f.number(value)} />
          </>
        ) : (
          <p class="hint">{t.elsewhere}</p>
        )}
        <h3>{t.toDo}</h3>
        <Lines months={card.months} series={series.toDo} label={t.toDo} number={(value) => f.number(value)} />
        {card.months.length < 2 ? <p class="hint">{t.one}</p> : null}
        <details class="as-table">
          <summary>{t.table}</summary>
          <table class="rows small">
            <thead>
              <tr>
                <th scope="col">{t.month}</th>
                {heads.map((head) => (
                  <th scope="col" class="num">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {card.months.map((month) => (
                <tr>
                  <th scope="row">{month.label}</th>
                  {[...(card.trend ? [month.allowed] : []), month.objectors, month.noSource, month.past].map(
                    (value) => (
                      <td class="num">{f.number(value)}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </section>
  )
}

/** The share that may be mailed, and what the rest consists of. */
function ShareCard({ view, card }: { view: View; card: Scorecard }) {
  return (
    <section class="card">
      <div class="card-body stack">
        <p class="hint">{card.question}</p>
        <p class="big-figure">
          <strong>{card.share}</strong> <span>{card.yes}</span>
          {card.was === null ? null : <span class="hint">{card.was}</span>}
        </p>
        <StackBar
          parts={card.parts}
          label={`${card.question} ${card.parts.map((part) => `${part.name} ${part.share}`).join(', ')}`}
        />
        <ul class="score-legend">
          {card.parts.map((part) => (
            <li>
              <svg width="12" height="12" aria-hidden="true">
                <rect width="12" height="12" rx="3" fill={part.colour} />
              </svg>
              <span>{part.name}</span>
              <strong>{view.f.number(part.count)}</strong>
              <span class="hint">{part.share}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function DutiesCard({ view, card }: { view: View; card: Scorecard }) {
  const s = view.t.scorecard
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.duties.title}</h2>
        <span class="hint">{s.duties.today}</span>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.duties.title}</caption>
        <tbody>
          {card.duties.map((duty) => (
            <tr>
              <td class="nowrap">
                <Pill tone={duty.tone} icon={icons[duty.tone]}>
                  {duty.figure}
                </Pill>
              </td>
              <th scope="row">
                {duty.name}
                <span class="hint block">{duty.more}</span>
              </th>
              <td class="num hint">{duty.target}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ListCard({ list }: { list: Scorecard['lists'][number] }) {
  return (
    <section class="card">
      <div class="card-head">
        <h2>{list.title}</h2>
      </div>
      <table class="rows small">
        <caption class="sr-only">{list.title}</caption>
        <tbody>
          {list.rows.map((row) => (
            <tr>
              <th scope="row">{row.name}</th>
              <td>
                <PartBar part={row.part} />
              </td>
              <td class="num">{row.count}</td>
              <td class="num hint">{row.share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
