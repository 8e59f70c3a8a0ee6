import type { StillCounting } from '../../../../operations/app/kept-figures.ts'
import type { View } from '../../app/view.ts'
import { html } from '../html.ts'
import { Page } from '../page.tsx'

/** In place of a page whose figures look at everybody in a large base, until they are counted: it asks by itself. */
export function countingPage(view: View, { since, lastMs }: StillCounting): string {
  const t = view.t.common.counting
  const seconds = Math.max(1, Math.round((view.now.getTime() - since.getTime()) / 1_000))
  const last = lastMs === null ? null : Math.max(1, Math.round(lastMs / 1_000))
  return html(
    <Page view={view} nav={null} title={t.title} refreshSeconds={2}>
      <div id="counting" data-live="1" data-live-end="reload">
        <section class="card">
          <div class="card-body stack">
            <p role="status">{t.what(seconds)}</p>
            {last === null ? null : <Elapsed name={t.title} part={Math.min(1, seconds / last)} />}
            <p class="hint">
              {last === null ? '' : `${t.last(last)} `}
              {t.leave}
            </p>
          </div>
        </section>
      </div>
    </Page>,
  )
}

/** How far it is if it takes as long as the last time. */
function Elapsed({ name, part }: { name: string; part: number }) {
  const now = Math.round(part * 100)
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={now}
    >
      <svg width="100%" height="6" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="6" rx="1" class="track" />
        <rect width={now} height="6" rx="1" class="fill" />
      </svg>
    </div>
  )
}
