import type { FastifyInstance } from 'fastify'
import type { App } from '../../../operations/app/app.ts'
import type { ObjectionFigures } from '../../../store/today/today-view.ts'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { TourCard } from '../ui/help/tour.tsx'
import { Tile } from '../ui/tile.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { addRoute } from '../app/route.ts'
import { ShopperCard } from './today-shopper-card.tsx'
import { RunCard, StepsCard, SystemsCard } from './today-cards.tsx'
import { DoorsCard } from './doors-card.tsx'
import { NeedsCard } from './needs-card.tsx'
import { isOpen } from './first-steps/step.ts'
import { FirstStepsCard } from './first-steps/steps-card.tsx'
import { loadToday, type TodayProps } from './today-facts.ts'
import { openView, type View } from '../app/view.ts'

/** Today: is every objection everywhere, and what needs me? */
export function addTodayPage(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /', {}, async (visit) =>
    html(
      <TodayPage {...(await loadToday(await openView(visit)))} shopperRefused={visit.query['shopper'] === 'refused'} />,
    ),
  )
}

function TodayPage(props: TodayProps & { shopperRefused: boolean }) {
  const { view, objections, notApplied, systems, needs } = props
  const { t } = view
  const crms = systems.filter((row) => view.app.connectors.get(row.connector)?.kind === 'crm')
  const left = props.firstSteps.filter(isOpen).length
  const ready = crms.some((row) => row.granted.includes('suppress'))
  const title = ready || notApplied.people > 0 ? stateOf(props) : left > 0 ? t.firstSteps.title(left) : t.today.dayOne
  const context = !ready && objections.total === 0 ? t.today.dayOneContext : contextOf(view, objections)
  const early = needs.filter((need) => need.early === true)
  return (
    <Page view={view} nav="today" title={title} tab={t.common.nav.today} context={<p>{context}</p>}>
      <TourCard view={view} />
      <div id="today" data-live={isMoving(props) ? '5' : undefined}>
        {ready ? null : <DayOne {...props} crms={crms} left={left} />}
        {crms.length > 0 || early.length === 0 ? null : (
          <NeedsCard view={view} needs={early} nextRun={props.nextRun} filled={false} />
        )}
        {crms.length === 0 ? null : <Tiles {...props} />}
        {crms.length === 0 ? null : (
          <div class="grid beside">
            <NeedsCard view={view} needs={needs} nextRun={props.nextRun} filled={ready} />
            <div class="stack">
              <RunCard {...props} />
              <DoorsCard view={view} doors={props.doors} />
            </div>
            <SystemsCard view={view} systems={systems} />
          </div>
        )}
        {ready && left > 0 ? (
          <FirstStepsCard view={view} steps={props.firstSteps} back="/" filled={false} isUnfolded={false} />
        ) : null}
        {ready ? <ShopperCard view={view} shopper={props.shopper} refused={props.shopperRefused} /> : null}
      </div>
    </Page>
  )
}

/** What leads to the first right to block: all steps, or the three to it for who does not see them. */
function DayOne({ view, firstSteps, crms, left }: TodayProps & { crms: TodayProps['systems']; left: number }) {
  return left === 0 ? (
    <StepsCard view={view} crms={crms} />
  ) : (
    <FirstStepsCard view={view} steps={firstSteps} back="/" filled isUnfolded />
  )
}

/** Whether every opt-out is everywhere. */
function stateOf({ view: { t }, objections, notApplied }: TodayProps): string {
  return notApplied.people > 0 ? t.today.open(notApplied.people) : t.objections.title({ ...objections, open: 0 })
}

const isMoving = ({ objections, shopper, lastRun }: TodayProps): boolean =>
  objections.moving > 0 || shopper.rounds.some((round) => round.state !== 'done') || lastRun?.state === 'running'

/** How many opt-outs there are and how many are in place: those of the last day, where there are any. */
function contextOf({ t }: View, objections: ObjectionFigures): string {
  if (objections.said > 0)
    return t.today.dayContext({
      count: objections.said,
      inPlace: objections.saidInPlace,
      unconfirmed: objections.saidUnconfirmed,
    })
  return t.today.context({ count: objections.total, inPlace: objections.inPlace, unconfirmed: objections.unconfirmed })
}

function Tiles({ view, objections, delay, verdicts, contacts, asOf, needs }: TodayProps) {
  const { f } = view
  const t = view.t.today.tiles
  const mailable = (verdicts['ALLOW'] ?? 0) + (verdicts['ALLOW_NOTICE'] ?? 0)
  const since = needs.flatMap((need) => (need.at?.kind === 'since' ? [need.at.date.getTime()] : []))
  const by = needs.flatMap((need) => (need.at?.kind === 'by' ? [need.at.date.getTime()] : []))
  const waiting =
    since.length > 0
      ? t.waitingContext(f.date(new Date(Math.min(...since))))
      : by.length > 0
        ? t.waitingBy(f.date(new Date(Math.min(...by))))
        : needs.length > 0
          ? t.waitingSome
          : t.waitingNone
  return (
    <div class="tiles">
      <Tile
        label={t.optOuts}
        figure={f.number(objections.said)}
        context={
          objections.said === 0
            ? t.optOutsNone
            : t.optOutsContext(objections.saidInPlace, objections.said - objections.saidInPlace)
        }
        href="/objections"
      />
      {delay.medianMs === null || delay.p95Ms === null ? (
        <Tile label={t.delay} figure={view.t.common.unknown} vague context={t.delayNone} />
      ) : (
        <Tile
          label={t.delay}
          figure={f.duration(delay.medianMs)}
          unit={t.median}
          context={t.delayContext(f.duration(delay.p95Ms), delay.count)}
          href="/objections"
        />
      )}
      <Tile label={t.waiting} figure={f.number(needs.length)} context={waiting} href="#needs" />
      {contacts === 0 || asOf === null ? (
        <Tile label={t.mailable} figure={view.t.common.unknown} vague context={t.mailableNone} />
      ) : (
        <Tile
          label={t.mailable}
          figure={f.number(mailable)}
          unit={t.mailableOf(f.number(contacts))}
          context={t.mailableContext(f.share(mailable, contacts), f.dateTime(asOf))}
          href={allowed(view.role, may.all) ? '/contacts?verdict=mailable' : undefined}
        />
      )}
    </div>
  )
}
