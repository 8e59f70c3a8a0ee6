import { isOn, nextRound } from '../../../operations/shopper/start-shopper.ts'
import { lastShopperRounds, type ShopperRoundView } from '../../../store/shopper/shopper-view.ts'
import type { Need } from './needs/need.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

const minuteMs = 60_000
const roundsShown = 12

export interface ShopperFacts {
  on: boolean
  next: Date
  /** Newest first. */
  rounds: readonly ShopperRoundView[]
}

/** Whether the mystery shopper is on, its next round and the last ones. */
export async function loadShopper(view: View): Promise<ShopperFacts> {
  return {
    on: isOn(view.settings.shopper),
    next: nextRound(view.settings, view.now),
    rounds: await lastShopperRounds(view.app.pool, roundsShown),
  }
}

/**
 * Systems in which the round's no is not read back although it should be by now: it ended so, or the first alarm's time
 * is over.
 */
export function lateSystems(view: View, round: ShopperRoundView): ShopperRoundView['systems'] {
  const waitedMs = view.now.getTime() - (round.actedAt ?? round.startedAt).getTime()
  const late = round.state === 'done' || waitedMs >= view.settings.alarmMinutes[0] * minuteMs
  return round.systems.filter((system) => system.ms === null && (late || system.refusal !== null))
}

/** Systems that would not let the test contact go. */
export function keptIn(round: ShopperRoundView): ShopperRoundView['systems'] {
  return round.systems.filter((system) => system.erasure !== null && system.erasedAt === null)
}

/** What the last round leaves for the admin. */
export function shopperNeeds(view: View, { on, rounds }: ShopperFacts): Need[] {
  const t = view.t.shopper
  const [round] = rounds
  if (round === undefined) return []
  const base = {
    tone: 'broken',
    icon: 'alert-triangle',
    owner: 'admin',
    at: { kind: 'since', date: round.actedAt ?? round.startedAt },
    act: { label: t.needAct, href: '#shopper', roles: may.all },
    seenBy: may.all,
  } as const
  const names = (systems: ShopperRoundView['systems']) => view.f.list(systems.map((system) => system.label))
  const late = lateSystems(view, round)
  const kept = keptIn(round)
  return [
    ...(on && late.length > 0
      ? [
          {
            ...base,
            what: t.need(names(late)),
            more: t.needMore,
            ...(round.failure === null ? {} : { quote: round.failure }),
          },
        ]
      : []),
    ...(kept.length > 0 ? [{ ...base, what: t.needKept(names(kept)), more: t.needKeptMore }] : []),
  ]
}
