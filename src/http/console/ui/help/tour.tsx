import type { View } from '../../app/view.ts'
import { tourOf } from './tour-stops.ts'

/** On a stop of the tour: what to look at, and the way to the next one. Nothing outside of the tour. */
export function TourBar({ view }: { view: View }) {
  const tour = tourOf(view.role)
  const here = tour.find(({ number }) => number === view.tourStop)
  if (here === undefined) return null
  const { t, f } = view
  const before = tour.find(({ number }) => number === here.number - 1)
  const after = tour.find(({ number }) => number === here.number + 1)
  return (
    <section class="tour" aria-label={t.tour.title}>
      <div>
        <p class="strong">{t.tour.at(f.number(here.number), f.number(tour.length))}</p>
        <p>{t.tour.stops[here.stop]}</p>
      </div>
      <p class="tour-ways">
        {before === undefined ? null : (
          <a class="btn" href={before.href}>
            {t.tour.before}
          </a>
        )}
        {after === undefined ? null : (
          <a class="btn" href={after.href}>
            {t.tour.after}
          </a>
        )}
        <a class="btn quiet" href="/">
          {t.tour.end}
        </a>
      </p>
    </section>
  )
}

/** The way into the tour, where the people are invented. */
export function TourCard({ view }: { view: View }) {
  const [first] = tourOf(view.role)
  if (!view.app.sandboxClock || view.tourStop !== null || first === undefined) return null
  const { t, f } = view
  return (
    <section class="tour" aria-label={t.tour.title}>
      <div>
        <p class="strong">{t.tour.invented}</p>
        <p>{t.tour.lead(f.number(tourOf(view.role).length))}</p>
      </div>
      <p class="tour-ways">
        <a class="btn" href={first.href}>
          {t.tour.begin}
        </a>
      </p>
    </section>
  )
}
