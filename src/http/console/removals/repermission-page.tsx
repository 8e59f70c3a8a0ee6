import type { AskResults } from '../../../store/removals/repermission-view.ts'
import { ErrorSummary } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Tile } from '../ui/tile.tsx'
import type { View } from '../app/view.ts'
import {
  type RepermissionProps,
  WhoCard,
  NotAskedCard,
  TextCard,
  SwitchCard,
  ResultsCard,
} from './repermission-cards.tsx'

/** Who would be asked, what do they read, and what came of it? */
export function repermissionPage(view: View, props: RepermissionProps): string {
  const { t, f, settings } = view
  const s = t.repermission
  const { preview, results } = props
  return html(
    <Page
      view={view}
      nav="removals"
      title={s.title(settings.repermission !== null, preview.people + results.waiting)}
      tab={s.tab}
      context={<p>{s.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
    >
      {props.saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{s.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={props.form}
        text={t.common.errorSummary(Object.keys(props.form.errors).length)}
        labels={{ way: s.form.way, perHour: s.form.perHour }}
      />
      <div class="tiles">
        <Tile
          label={s.tiles.today}
          figure={f.number(preview.people + results.waiting)}
          context={results.waiting === 0 ? s.tiles.todayMore : s.tiles.waitingMore(results.waiting)}
          href="#who"
        />
        <Tile
          label={s.tiles.next}
          figure={preview.nextOn === null ? s.tiles.none : f.day(preview.nextOn)}
          vague={preview.nextOn === null}
          context={preview.nextOn === null ? s.tiles.noneMore : s.tiles.nextMore}
        />
        <Tile
          label={s.tiles.yes}
          figure={f.number(results.yes)}
          context={s.tiles.yesMore(results.toConfirm)}
          href="#results"
        />
        <Tile label={s.tiles.no} figure={f.number(results.no)} context={s.tiles.noMore} href="#results" />
      </div>
      <div class="stack">
        <div class="grid halves">
          <WhoCard view={view} preview={preview} />
          <NotAskedCard view={view} preview={preview} />
        </div>
        <TextCard view={view} {...props} />
        <SwitchCard view={view} {...props} />
        <ResultsCard view={view} results={results} />
      </div>
    </Page>,
  )
}

export interface AskFigures {
  nextOn: string | null
  results: AskResults
}

/** On the page of the plans: whether people are asked before they go, and what they said. */
export function AskCard({ view, nextOn, results }: { view: View } & AskFigures) {
  const { t, f, settings } = view
  const s = t.repermission
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.tab}</h2>
        <a class="btn small" href="/removals/ask">
          {s.see}
        </a>
      </div>
      <p class="card-body">
        {settings.repermission === null ? s.off : s.on} {nextOn === null ? '' : s.nextOn(f.day(nextOn))}
      </p>
      <dl class="facts card-body">
        {(['waiting', 'asked', 'yes', 'no', 'unanswered'] as const).map((name) => (
          <div>
            <dt>{s.results[name]}</dt>
            <dd class="num">{f.number(results[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
