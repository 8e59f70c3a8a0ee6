import type { Pool } from 'pg'
import { feedState, type FeedState } from '../../../../store/brokers/feeds/feeds.ts'
import { countAnswers } from '../../../../store/brokers/feeds/vendor-answers.ts'
import { countIds, countUnknown } from '../../../../store/brokers/feeds/vendor-ids.ts'
import { countFrom } from '../../../../store/objections/objections.ts'

/** What the page of a vendor of data shows beside its settings. */
export interface FeedFacts {
  state: FeedState
  ids: number
  unknown: number
  recorded: number
  answers: Awaited<ReturnType<typeof countAnswers>>
}

export async function loadFeed(pool: Pool, connectionId: string): Promise<FeedFacts> {
  const [state, ids, unknown, recorded, answers] = await Promise.all([
    feedState(pool, connectionId),
    countIds(pool, connectionId),
    countUnknown(pool, connectionId),
    countFrom(pool, connectionId),
    countAnswers(pool, connectionId),
  ])
  return { state, ids, unknown, recorded, answers }
}
