import type { Answer, Call } from '../../core/call.ts'
import { isObject } from '../../core/call.ts'
import { dayMs, minuteMs } from '../../core/clock.ts'
import { refuse } from '../account/errors.ts'
import type { ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { tableOf } from '../account/store.ts'

/** docs/reference/salesforce.md#get-deleted: to the minute, 30 days for updated, 15 days of deletes. */
export function replication(store: SalesforceStore, object: ObjectDef, call: Call): Answer {
  const minute = (text: string | null): number =>
    Math.floor(Date.parse((text ?? '').replace(' ', '+')) / minuteMs) * minuteMs
  const [start, end] = [minute(call.url.searchParams.get('start')), minute(call.url.searchParams.get('end'))]
  const now = store.clock.now()
  if (Number.isNaN(start) || Number.isNaN(end))
    return refuse(400, 'INVALID_REPLICATION_DATE', 'startDate and endDate must be dateTimes')
  if (end - start < minuteMs)
    return refuse(400, 'INVALID_REPLICATION_DATE', 'startDate must be at least one minute greater than endDate')
  if (start < now - 30 * dayMs)
    return refuse(
      400,
      'INVALID_REPLICATION_DATE',
      'startDate before org replication enabled date or more than 30 days ago',
    )
  const covered = new Date(Math.min(end, now)).toISOString().replace('Z', '+0000')
  const rows = [...tableOf(store, object.name).values()].filter(isObject) as SfRow[]
  if (call.path.endsWith('/updated')) {
    const ids = rows
      .filter((row) => row['IsDeleted'] !== true && within(row['SystemModstamp'], start, end))
      .map((row) => row['Id'])
    if (ids.length > 600_000) return refuse(400, 'EXCEEDED_ID_LIMIT', 'too many ids')
    return { status: 200, json: { ids, latestDateCovered: covered } }
  }
  const deletedRecords = rows.flatMap((row) => {
    const at = store.bin.get(String(row['Id']))?.at
    return at !== undefined && at >= start && at < end && at > now - 15 * dayMs
      ? [{ id: row['Id'], deletedDate: new Date(at).toISOString().replace('Z', '+0000') }]
      : []
  })
  return {
    status: 200,
    json: {
      deletedRecords,
      earliestDateAvailable: new Date(now - 15 * dayMs).toISOString().replace('Z', '+0000'),
      latestDateCovered: covered,
    },
  }
}

function within(value: unknown, start: number, end: number): boolean {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return at >= start && at < end
}
