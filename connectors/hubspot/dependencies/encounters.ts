import type { Words } from '../../../src/connector/form.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { Dependencies, DependencyQuestion, Encounter } from '../../../src/connector/related.ts'
import type { EncounterMeaning } from '../../../src/domain/inactivity/encounters.ts'
import { linkedTo, objectsOf } from '../read/associations.ts'
import type { HubspotSystem } from '../read/system.ts'
import { dispositionLabels, ownDispositions } from './dispositions.ts'

type Values = Readonly<Record<string, string | null | undefined>>
type Told = Omit<Encounter, 'ref' | 'id' | 'object'>

/** A property that the portal does not show is missing, one that is empty is null: then nothing is known. */
class NotShown extends Error {}

const properties = {
  calls: ['hs_timestamp', 'hs_call_direction', 'hs_call_status', 'hs_call_disposition', 'hs_call_body'],
  meetings: [
    'hs_timestamp',
    'hs_meeting_start_time',
    'hs_meeting_end_time',
    'hs_meeting_outcome',
    'hs_meeting_body',
    'hs_internal_meeting_notes',
  ],
  notes: ['hs_timestamp', 'hs_note_body'],
} as const
type Kind = keyof typeof properties

const deleted = 'hs_gdpr_deleted'

/**
 * Calls, meetings and notes of these contacts since an instant (docs/reference/hubspot.md#calls, #meetings, #notes):
 * associations by the thousand, then what they lead to by the hundred. What an answer does not tell of a contact is
 * unread for them.
 */
export async function encountersOf(
  system: HubspotSystem,
  questions: readonly DependencyQuestion[],
  since: Date,
): Promise<{ encounters: Encounter[]; unread: Dependencies['unread'] }> {
  const ids = questions.map(({ ref }) => ref.id)
  const labels = once(() => dispositionLabels(system))
  const [calls, meetings, notes] = [
    await readKind(system, ids, 'calls'),
    await readKind(system, ids, 'meetings'),
    await readKind(system, ids, 'notes'),
  ]
  const encounters: Encounter[] = []
  const unread: { kind: 'encounter'; ref: RecordRef; detail: Words }[] = []
  const now = system.deps.clock.now()
  for (const { ref } of questions) {
    try {
      const written = theirs(notes, ref.id).map(([id, values]) => [id, noteOf(values)] as const)
      const held = [
        ...(await Promise.all(
          theirs(calls, ref.id).map(async ([id, values]) => ['calls', id, callOf(values, await labels())] as const),
        )),
        ...theirs(meetings, ref.id).map(([id, values]) => ['meetings', id, meetingOf(values)] as const),
      ].map(([object, id, told]) => ({ ...told, ref, object, id, note: told.note ?? noteAbout(told.at, written) }))
      const all = [...held, ...written.map(([id, told]) => ({ ...told, ref, object: 'notes', id }))]
      encounters.push(...all.filter(({ at }) => at >= since && at <= now))
    } catch (error) {
      if (!(error instanceof NotShown)) throw error
      unread.push({ kind: 'encounter', ref, detail: notTold })
    }
  }
  return { encounters, unread }
}

const notTold: Words = {
  en: 'HubSpot does not say which calls and meetings this contact had, or how one of them ended.',
  fr: "HubSpot ne dit pas quels appels et réunions ce contact a eus, ni comment l'un d'eux s'est terminé.",
}

/** Objects of one kind by the contact they hang on; null = it is not known which do, or what one of them says. */
type Read = ReadonlyMap<string, readonly (readonly [id: string, values: Values])[] | null>

async function readKind(system: HubspotSystem, ids: readonly string[], kind: Kind): Promise<Read> {
  const linked = await linkedTo(system, 'contacts', ids, kind)
  const objectIds = [...linked.values()].flatMap((all) => all.map(({ id }) => id))
  const objects = await objectsOf(system, kind, objectIds, [...properties[kind], deleted])
  return new Map(
    ids.map((contact) => {
      const all = linked.get(contact)?.map(({ id }) => [id, objects.get(id)] as const)
      const known = all?.flatMap(([id, values]) => (values === undefined ? [] : [[id, values] as const]))
      // What was erased with somebody is nobody's act any more.
      return [
        contact,
        known === undefined || known.length < (all?.length ?? 0)
          ? null
          : known.filter(([, values]) => values[deleted] !== 'true'),
      ]
    }),
  )
}

function theirs(read: Read, contact: string): readonly (readonly [id: string, values: Values])[] {
  const all = read.get(contact) ?? null
  if (all === null) throw new NotShown()
  return all
}

function shown(values: Values, name: string): string | null {
  const value = values[name]
  if (value === undefined) throw new NotShown()
  return value === null || value.trim() === '' ? null : value
}

function momentOf(values: Values, ...names: readonly string[]): Date {
  const value = names.map((name) => shown(values, name)).find((one) => one !== null) ?? null
  const at = new Date(value !== null && /^\d+$/u.test(value) ? Number(value) : (value ?? Number.NaN))
  if (Number.isNaN(at.getTime())) throw new NotShown()
  return at
}

/** Ways of a call that never reached anybody, where no outcome was given. */
const unanswered = new Set(['BUSY', 'CANCELED', 'FAILED', 'NO_ANSWER', 'MISSED'])

function callOf(values: Values, labels: ReadonlyMap<string, string>): Told {
  const direction = shown(values, 'hs_call_direction')
  const disposition = shown(values, 'hs_call_disposition')?.toLowerCase() ?? null
  const status = shown(values, 'hs_call_status')?.toUpperCase() ?? ''
  const outcome =
    disposition === null
      ? { field: 'hs_call_status', value: status, label: status, vendor: unanswered.has(status) ? not : null }
      : outcomeOf(disposition, labels)
  return {
    kind: 'call',
    from: direction === 'INBOUND' ? 'person' : direction === 'OUTBOUND' ? 'us' : null,
    at: momentOf(values, 'hs_timestamp'),
    // Without a direction the person may have called: no outcome of HubSpot's says that they did not.
    ...outcome,
    vendor: direction === null ? null : outcome.vendor,
    note: shown(values, 'hs_call_body'),
  }
}

function outcomeOf(
  disposition: string,
  labels: ReadonlyMap<string, string>,
): Pick<Told, 'field' | 'value' | 'label' | 'vendor'> {
  const [ownLabel = disposition, means = null] = ownDispositions.get(disposition) ?? []
  return {
    field: 'hs_call_disposition',
    value: disposition,
    label: labels.get(disposition) ?? ownLabel,
    vendor: means,
  }
}

const not: EncounterMeaning = 'not'
const outcomes: ReadonlyMap<string, EncounterMeaning> = new Map([
  ['COMPLETED', 'took-part'],
  ['NO_SHOW', not],
  ['CANCELED', not],
  ['RESCHEDULED', not],
])

function meetingOf(values: Values): Told {
  const value = shown(values, 'hs_meeting_outcome') ?? ''
  const notes = [shown(values, 'hs_internal_meeting_notes'), shown(values, 'hs_meeting_body')]
  return {
    kind: 'meeting',
    from: null,
    at: momentOf(values, 'hs_meeting_end_time', 'hs_meeting_start_time', 'hs_timestamp'),
    field: 'hs_meeting_outcome',
    value,
    label: value,
    vendor: outcomes.get(value.toUpperCase()) ?? null,
    note: notes.filter((text) => text !== null).join('\n') || null,
  }
}

function noteOf(values: Values): Told {
  const at = momentOf(values, 'hs_timestamp')
  return {
    kind: 'note',
    from: 'us',
    at,
    field: 'hs_note_body',
    value: '',
    label: '',
    vendor: null,
    note: shown(values, 'hs_note_body'),
  }
}

/** Our choice: what is written on the day or in the week after is about the call or meeting. */
const noteWithinMs = 7 * 86_400_000

function noteAbout(at: Date, written: readonly (readonly [id: string, note: Told])[]): string | null {
  const dayStart = Date.parse(`${at.toISOString().slice(0, 10)}T00:00:00Z`)
  const about = written.find(
    ([, note]) => note.at.getTime() >= dayStart && note.at.getTime() <= at.getTime() + noteWithinMs,
  )
  return about?.[1].note ?? null
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null
  return () => (loaded ??= load())
}
