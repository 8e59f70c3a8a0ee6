import { scannerAgents } from './tables/act-names.ts'
import { momentOf } from '../app/moment.ts'
import type { HistoryEvent } from './history.ts'

/** Sooner after the delivery no person has read the message and followed a link. */
const soonestMs = 10_000
/** So many different links of one message within so short a time are followed by a program. */
const manyLinks = 3
const manyWithinMs = 10_000
const pairWithinMs = 1_000

type Click = Pick<HistoryEvent, 'at' | 'message' | 'sentAt' | 'link' | 'agent' | 'dataCentre'>

/**
 * Which clicks were made by a security scanner (docs/reference/law.md#g-events): its agent says so or stands in a data
 * centre, it came before a person could have read, or many links of one message were followed at once. What is not told
 * about a click speaks for the person.
 */
export function scannerClicks<T extends Click>(clicks: readonly T[]): ReadonlySet<T> {
  return new Set(
    clicks.filter(
      (click) =>
        click.dataCentre ||
        (click.agent !== null && scannerAgents.test(click.agent)) ||
        isTooSoon(click) ||
        isInBurst(click, clicks),
    ),
  )
}

function isTooSoon({ at, sentAt }: Click): boolean {
  // A day says nothing about seconds.
  if (sentAt === null || at.length === 10 || sentAt.length === 10) return false
  const after = momentOf(at).getTime() - momentOf(sentAt).getTime()
  return after < soonestMs
}

function isInBurst(click: Click, clicks: readonly Click[]): boolean {
  if (click.at.length === 10 || click.link === null) return false
  const at = momentOf(click.at).getTime()
  const near = (withinMs: number) =>
    clicks.filter(
      (other) =>
        other.message === click.message &&
        other.link !== null &&
        other.at.length > 10 &&
        Math.abs(momentOf(other.at).getTime() - at) <= withinMs,
    )
  return linksOf(near(pairWithinMs)) >= 2 || linksOf(near(manyWithinMs)) >= manyLinks
}

const linksOf = (clicks: readonly Click[]): number => new Set(clicks.map((click) => click.link)).size
