import { Detail } from '../app/detail.tsx'
import type { ShopperRoundView, ShopperSystemView } from '../../../store/shopper/shopper-view.ts'
import { PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill, SystemMark } from '../ui/pill.tsx'
import { RoundBars } from '../shopper/round-bars.tsx'
import { Time } from '../ui/time.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { keptIn, lateSystems, type ShopperFacts } from './today-shopper.ts'
import { shopperDoorName } from '../shopper/round-door.ts'
import type { View } from '../app/view.ts'

/**
 * The live propagation figure: what the mystery shopper's last rounds took in each system. Off and never used: one
 * quiet line.
 */
export function ShopperCard({ view, shopper, refused }: { view: View; shopper: ShopperFacts; refused: boolean }) {
  const { f, t } = view
  const { on, next, rounds } = shopper
  const [last] = rounds
  const admin = allowed(view.role, may.connect)
  if (!on && last === undefined)
    return (
      <p class="hint quiet-line" id="shopper">
        {t.shopper.off} {admin ? <a href="/settings/shopper">{t.shopper.switchOn}</a> : null}
      </p>
    )
  return (
    <section class="card" id="shopper">
      <div class="card-head">
        <h2>{t.shopper.title}</h2>
        {last === undefined ? null : (
          <span class="hint">
            <Time at={last.startedAt}>{t.shopper.through(shopperDoorName(t, last), f.dateTime(last.startedAt))}</Time>
          </span>
        )}
      </div>
      {refused ? (
        <p class="card-body wrong" role="status">
          <Icon name="info-circle" size={14} />
          {t.shopper.refused}
        </p>
      ) : null}
      {last === undefined ? (
        <p class="empty">{t.shopper.none(f.dateTime(next))}</p>
      ) : (
        <Systems view={view} last={last} rounds={rounds} />
      )}
      {rounds.length === 0 ? null : <RoundsTable view={view} rounds={rounds} />}
      <div class="card-foot">
        <span class="hint">
          {on ? t.shopper.next(f.dateTime(next)) : t.shopper.settings.stateOff} {t.shopper.counted}
        </span>
        {!admin ? null : !on ? (
          <a href="/settings/shopper">{t.shopper.switchOn}</a>
        ) : last !== undefined && last.state !== 'done' ? (
          <span class="hint">{t.shopper.under}</span>
        ) : (
          <PostButton view={view} action="/shopper/run">
            {t.shopper.now}
          </PostButton>
        )}
      </div>
    </section>
  )
}

function Systems({ view, last, rounds }: { view: View; last: ShopperRoundView; rounds: readonly ShopperRoundView[] }) {
  const { f } = view
  const t = view.t.shopper
  const oldestFirst = rounds.toReversed()
  const top = Math.max(...rounds.flatMap((round) => round.systems.map((system) => system.ms ?? 0)), 1)
  return (
    <table class="rows">
      <caption class="sr-only">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.system}</th>
          <th scope="col">{t.took}</th>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.rounds}</th>
          <th scope="col">{t.contact}</th>
        </tr>
      </thead>
      <tbody>
        {last.systems.map((system) => {
          const history = oldestFirst.flatMap((round) =>
            round.systems
              .filter((one) => one.connectionId === system.connectionId && (round.state === 'done' || one.ms !== null))
              .map((one) => one.ms),
          )
          const figures = f.list(history.map((ms) => (ms === null ? t.missed : f.duration(ms))))
          return (
            <tr>
              <td class="lead">
                <div class="marked">
                  <SystemMark label={system.label} />
                  <p class="strong">{system.label}</p>
                </div>
              </td>
              <td data-label={t.took}>
                {system.ms === null ? (
                  <span class="hint">{view.t.common.unknown}</span>
                ) : (
                  <strong class="shopper-figure">{f.duration(system.ms)}</strong>
                )}
              </td>
              <td data-label={t.state}>
                <State view={view} round={last} system={system} />
              </td>
              <td data-label={t.rounds}>
                {history.length === 0 ? null : <RoundBars values={history} top={top} label={t.drawing(figures)} />}
              </td>
              <td data-label={t.contact}>
                <ContactState view={view} round={last} system={system} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function State({ view, round, system }: { view: View; round: ShopperRoundView; system: ShopperSystemView }) {
  const t = view.t.shopper
  if (system.ms !== null) return <Pill tone="done">{t.readBack}</Pill>
  if (system.refusal !== null)
    return (
      <>
        <Pill tone="broken">{t.notMade}</Pill>
        <p class="hint">
          <Detail view={view} text={system.refusal} asSentence />
        </p>
      </>
    )
  if (lateSystems(view, round).includes(system)) {
    const until = round.state === 'done' ? (round.finishedAt ?? view.now) : view.now
    return (
      <>
        <Pill tone="broken">
          {t.late(view.f.duration(until.getTime() - (round.actedAt ?? round.startedAt).getTime()))}
        </Pill>
        {round.failure === null ? null : (
          <p class="hint">
            <Detail view={view} text={round.failure} asSentence />
          </p>
        )}
      </>
    )
  }
  return (
    <>
      <Pill tone="moving">{t.moving}</Pill>
      <p class="hint">{t.steps[round.state]}</p>
    </>
  )
}

function ContactState({ view, round, system }: { view: View; round: ShopperRoundView; system: ShopperSystemView }) {
  const t = view.t.shopper
  if (!system.planted) return <span class="hint">{t.notThere}</span>
  if (keptIn(round).includes(system))
    return (
      <>
        <p>{t.kept}</p>
        <p class="hint">{system.erasure === null ? null : <Detail view={view} text={system.erasure} asSentence />}</p>
      </>
    )
  return <span class="hint">{system.erasedAt === null ? t.there : t.deleted}</span>
}

function RoundsTable({ view, rounds }: { view: View; rounds: readonly ShopperRoundView[] }) {
  const { f } = view
  const t = view.t.shopper
  const labels = new Map(rounds.flatMap((round) => round.systems).map((system) => [system.connectionId, system.label]))
  return (
    <details class="as-table card-body">
      <summary>{t.table}</summary>
      <table class="rows small">
        <caption class="sr-only">{t.rounds}</caption>
        <thead>
          <tr>
            <th scope="col">{t.round}</th>
            <th scope="col">{t.door}</th>
            {[...labels.values()].map((label) => (
              <th scope="col" class="num">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr>
              <th scope="row">
                <Time at={round.startedAt}>{f.dateTime(round.startedAt)}</Time>
              </th>
              <td>{shopperDoorName(view.t, round)}</td>
              {[...labels.keys()].map((id) => {
                const system = round.systems.find((one) => one.connectionId === id)
                return (
                  <td class="num">
                    {system === undefined
                      ? t.notThere
                      : system.ms !== null
                        ? f.duration(system.ms)
                        : round.state === 'done'
                          ? t.missed
                          : t.moving}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
