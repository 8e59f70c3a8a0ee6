import { detailsIn } from '../../locales/our-details.ts'
import { contactCode } from '../ui/mask.ts'
import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import { personState } from '../../../domain/removals/person-state.ts'
import { mayComeBack, restoreEnd, wayBack, type BinFacts, type WayBack } from '../../../domain/removals/way-back.ts'
import type { PlanPersonRecord, PlanPersonRow } from '../../../store/removals/people-view.ts'
import { Pill, type Tone } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

/** What each system of a person can do with its bin; one that is left out cannot be asked now. */
export type Bins = ReadonlyMap<string, BinFacts>

/** The way back of each record of a person. */
function waysOf(view: View, person: PlanPersonRow, bins: Bins): { record: PlanPersonRecord; way: WayBack }[] {
  return person.records.map((record) => ({
    record,
    way: wayBack(record, bins.get(record.connectionId) ?? null, view.now),
  }))
}

/** Whether something of them can be brought back that nobody asked for yet. */
export function canComeBack(view: View, person: PlanPersonRow, bins: Bins): boolean {
  return (
    ['held', 'binned', 'taken-out', 'refused'].includes(person.state) &&
    waysOf(view, person, bins).some(({ way }) => mayComeBack(way))
  )
}

/** Where each record stands, in words: on its way once it was asked for, else what could be done. */
export function WayLines({ view, person, bins }: { view: View; person: PlanPersonRow; bins: Bins }) {
  return (
    <ul class="plain-list">
      {waysOf(view, person, bins).map(({ record, way }) => (
        <li>
          <span class="strong">{record.label}</span>{' '}
          <span class="hint" lang="en">
            {record.object}
          </span>
          {view.f.colon}
          {wordsOf(view, record, way, person.state === 'restored')}
        </li>
      ))}
    </ul>
  )
}

function wordsOf(view: View, record: PlanPersonRecord, way: WayBack, asked: boolean): string {
  const { ways: w, restore } = view.t.brakes
  switch (way.way) {
    case 'hold':
      return asked ? w.lifting : w.hold
    case 'bin':
      if (record.backDetail === 'not-granted') return w.notGranted
      return asked ? w.binComing : w.bin(way.until === null ? null : view.f.date(way.until))
    case 'bin-by-person':
      return w['bin-by-person'](way.until === null ? null : view.f.date(way.until))
    case 'untouched':
      return record.state === 'refused' ? w.stillThere : w.untouched
    case 'back':
      return way.from === 'bin' ? w.backFromBin : w.back
    case 'refused':
      return w.refused(
        record.backDetail === null ? restore.nothing : detailsIn(view.language, view.app)(record.backDetail),
      )
    default:
      return w[way.way]
  }
}

/** How far the restore of somebody got. */
function RestorePill({ view, person, bins }: { view: View; person: PlanPersonRow; bins: Bins }) {
  const r = view.t.brakes.restore
  const end = restoreEnd(waysOf(view, person, bins).map(({ way }) => way))
  const [tone, words] = (
    {
      'under-way': ['moving', r.underWay],
      done: ['done', r.done],
      part: ['wait', r.part],
      nothing: ['broken', r.nothing],
    } as const
  )[end] satisfies readonly [Tone, string]
  return <Pill tone={tone}>{words}</Pill>
}

/** Name and address, clear only after a reveal; '' where nothing of them is kept here. */
export function shownPerson(person: PlanPersonRow, clear: boolean): { name: string; address: string } {
  const name = [person.firstName, person.lastName]
    .filter((part) => part !== null && part !== '')
    .map((part) => (clear ? part : maskName(part ?? '')))
    .join(' ')
  return { name, address: person.email === null ? '' : clear ? person.email : maskEmail(person.email) }
}

/** What a person is called on these pages: name, else address, else the short form of their number. */
export function personTitle(view: View, person: PlanPersonRow, clear: boolean): string {
  const { name, address } = shownPerson(person, clear)
  return name || address || contactCode(view, person.contactId)
}

/** Where somebody stands in the plan, and why they left it. */
export function StateOf({ view, row, bins }: { view: View; row: PlanPersonRow; bins: Bins }) {
  const { list } = view.t.removals
  if (row.state === 'restored' && row.restoreBy !== null)
    return (
      <>
        <RestorePill view={view} person={row} bins={bins} />
        <p class="hint">
          {view.t.brakes.restore.by(row.restoreBy, row.restoreAt === null ? '' : view.f.dateTime(row.restoreAt))}{' '}
          {row.restoreReason ?? ''}
        </p>
      </>
    )
  return (
    <>
      <p>{list.states[personState(row.state, row.records)] ?? row.state}</p>
      {row.reason === null ? null : <p class="hint">{list.reasons[row.reason] ?? row.reason}</p>}
    </>
  )
}
