import type { FastifyInstance } from 'fastify'
import { channels } from '../../../domain/app/channel.ts'
import { leadingOffer } from '../../../domain/decisions/offer.ts'
import { addMonths, dayOf } from '../../../domain/app/day.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { App } from '../../../operations/app/app.ts'
import { judgeBase } from '../../../operations/decisions/judge-base.ts'
import {
  baseFigures,
  monthlySnapshots,
  pastInNoPlan,
  unansweredByBrokers,
} from '../../../store/evidence/scorecard-view.ts'
import { readingsDecided } from '../../../store/mailbox/reviews-view.ts'
import { peopleNotApplied } from '../../../store/objections/not-applied.ts'
import { decidedAsOf, delayFigures } from '../../../store/today/today-view.ts'
import { scorecardOf, type ScorecardAsk, type ScorecardFacts } from '../../documents/scorecard/scorecard-model.ts'
import { scorecardPdf } from '../../documents/scorecard/scorecard-pdf.tsx'
import { HttpProblem } from '../../app/problem.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { scorecardPage } from './scorecard-page.tsx'
import { keptFigure } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

const monthsShown = 12
const delayDays = 30

/** The state of the base on one page, and the same page as PDF. */
export function addScorecardPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /scorecard', { roles: may.all }, async (visit) => {
    const view = await openView(visit)
    const ask = askOf(visit, view.settings)
    const facts = await factsOf(view, ask, (what, about, count) => keptFigure(view, what, about, count))
    return scorecardPage(view, facts === null ? null : scorecardOf(facts, view.language), { ...ask, judged: null })
  })

  addRoute(server, app, 'GET /scorecard.pdf', { roles: may.all }, async (visit) => {
    const view = await openView(visit)
    const ask = askOf(visit, view.settings)
    const facts = await factsOf(view, ask, (_what, _about, count) => count())
    if (facts === null) throw new HttpProblem(404, 'not-found')
    const language = visit.query['lang'] === 'fr' || visit.query['lang'] === 'en' ? visit.query['lang'] : view.language
    const now = app.clock.now()
    await noteExport(app, visit.login.user, { what: 'scorecard', offer: ask.offer?.id ?? null, channel: ask.channel })
    return visit.reply
      .type('application/pdf')
      .header(
        'content-disposition',
        `attachment; filename="lawbase-${isDefault(ask, view.settings) ? '' : `${[...(ask.offer === null ? [] : [ask.offer.id]), ask.channel].join('-')}-`}${dayOf(now)}.pdf"`,
      )
      .send(await scorecardPdf(scorecardOf(facts, language), language))
  })
}

type Asked = Omit<ScorecardAsk, 'judged'>

/** What the address asks; a value that makes no sense is taken for the offer that verdicts are for, by e-mail. */
function askOf({ query }: Visit, { offers }: Settings): Asked {
  return {
    offer: offers.find(({ id }) => id === query['offer']) ?? leadingOffer(offers),
    channel: channels.find((channel) => channel === query['channel']) ?? 'email',
  }
}

const isDefault = ({ offer, channel }: Asked, { offers }: Settings): boolean =>
  channel === 'email' && offer?.id === leadingOffer(offers)?.id

/** `figure`: how a figure of everybody comes, kept for the page and counted for the paper. */
async function factsOf(
  { app, settings, settingsVersion, now }: View,
  ask: Asked,
  figure: <T>(what: string, about: unknown, count: () => Promise<T>) => Promise<T>,
): Promise<ScorecardFacts | null> {
  if ((await decidedAsOf(app.pool)) === null) return null
  const today = dayOf(now)
  const [figures, months, optOuts, unanswered, delay, past, readings, judged] = await Promise.all([
    figure('base', today, () => baseFigures(app.pool, today)),
    monthlySnapshots(
      app.pool,
      addMonths(now, 1 - monthsShown)
        .slice(0, 8)
        .concat('01'),
    ),
    peopleNotApplied(app.pool),
    unansweredByBrokers(app.pool),
    delayFigures(app.pool, new Date(now.getTime() - delayDays * 86_400_000)),
    figure('past in no plan', today, () => pastInNoPlan(app.pool, today)),
    readingsDecided(app.pool, new Date(addMonths(now, -monthsShown))),
    isDefault(ask, settings)
      ? null
      : figure('judged', [ask, settingsVersion, today], () => judgeBase(app, settings, ask.offer, ask.channel)),
  ])
  const thisMonth = today.slice(0, 7)
  return {
    ask: { ...ask, judged },
    figures,
    months: [...months.filter((one) => one.month !== thisMonth), { month: thisMonth, figures }],
    optOuts,
    unanswered,
    delay,
    past,
    readings,
    settings,
    now,
  }
}
