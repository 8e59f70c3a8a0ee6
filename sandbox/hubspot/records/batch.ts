import type { Answer, Json } from '../../core/call.ts'
import { isObject, listOf, stringOf } from '../../core/call.ts'
import type { Written } from './contacts.ts'
import { archiveContact, createContact, updateContact } from './contacts.ts'
import { stringList } from '../account/context.ts'
import type { VendorError } from '../account/errors.ts'
import { errorAnswer, invalid, standardError } from '../account/errors.ts'
import { presentContact } from './present.ts'
import { holderOf, isVisible } from './store.ts'
import type { Author, ContactRow, HubSpotStore } from '../account/types.ts'
import { normaliseEmail } from './values.ts'

// docs/reference/hubspot.md#batch, #batch-duplicates.
const maxInputs = 100

function inputsOf(body: Json): Json[] {
  const inputs = listOf(body['inputs'])
  if (!Array.isArray(body['inputs']))
    return invalid(
      'Invalid input JSON on line 1, column 2: Cannot build the batch input, some of required attributes are not set [inputs]',
    )
  if (inputs.length > maxInputs)
    return invalid(
      `The maximum number of inputs supported in a batch request is ${maxInputs} but was given ${inputs.length}`,
    )
  return inputs.map((input) => (isObject(input) ? input : invalid('Invalid input JSON: every input must be an object')))
}

function refuseDuplicates(ids: readonly string[]): void {
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
  if (twice.length > 0)
    invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`, {
      context: { ids: twice },
    })
}

/** Results come in no particular order: here, reversed halves. */
function shuffled<T>(rows: readonly T[]): T[] {
  return [...rows.filter((_, index) => index % 2 === 1).toReversed(), ...rows.filter((_, index) => index % 2 === 0)]
}

function envelope(
  store: HubSpotStore,
  status: number,
  results: readonly unknown[],
  errors: readonly Record<string, unknown>[],
): Answer {
  const at = store.clock.iso()
  return {
    status: errors.length > 0 ? 207 : status,
    json: {
      status: 'COMPLETE',
      results: shuffled(results),
      startedAt: at,
      completedAt: at,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
    },
  }
}

function missing(ids: readonly string[]): Record<string, unknown>[] {
  if (ids.length === 0) return []
  return [
    standardError({
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
      context: { ids },
    }),
  ]
}

export function batchRead(store: HubSpotStore, body: Json, archived: boolean): Answer {
  const ids = inputsOf(body).map((input) => stringOf(input['id']) ?? invalid('Every input needs an id'))
  const idProperty = stringOf(body['idProperty'])
  if (idProperty !== undefined && idProperty !== 'email' && idProperty !== 'hs_object_id')
    return invalid(`Property "${idProperty}" is not a unique property of CONTACT`)
  const wanted = { properties: stringList(body['properties']), withHistory: stringList(body['propertiesWithHistory']) }
  if (wanted.withHistory.length > 0 && ids.length > 50)
    return invalid('A batch read with history supports at most 50 inputs')
  const rows = new Map<string, ContactRow>()
  const absent: string[] = []
  for (const id of ids) {
    // Merged ids are not followed in a batch.
    const row = idProperty === 'email' ? holderOf(store, normaliseEmail(id)) : store.contacts.get(id)
    if (row !== undefined && isVisible(store, row, archived)) rows.set(row.id, row)
    else absent.push(id)
  }
  return envelope(
    store,
    200,
    [...rows.values()].map((row) => presentContact(store, row, wanted)),
    missing(absent),
  )
}

interface Item {
  readonly traceId: string | undefined
  run(): (Written & { readonly shownNew?: boolean }) | 'absent'
  readonly id: string
}

/** Without a trace id on every input, one bad record fails the whole call (docs/reference/hubspot.md#batch-errors). */
function runItems(store: HubSpotStore, items: readonly Item[], status: number): Answer {
  const traces = items.map((item) => item.traceId)
  const perItem =
    items.length > 0 && traces.every((trace) => trace !== undefined) && new Set(traces).size === traces.length
  const results: unknown[] = []
  const errors: Record<string, unknown>[] = []
  const absent: string[] = []
  let failed: { status: number; error: VendorError } | null = null
  const { entries } = store.journal.capture(() => {
    for (const item of items) {
      const written = item.run()
      if (written === 'absent') {
        absent.push(item.id)
        continue
      }
      if (!written.ok) {
        failed ??= { status: written.status, error: written.error }
        errors.push(
          standardError({
            ...written.error,
            context: {
              ...written.error.context,
              ...(item.traceId === undefined ? {} : { objectWriteTraceId: [item.traceId] }),
            },
          }),
        )
        continue
      }
      results.push({
        ...presentContact(store, written.row, { properties: Object.keys(written.row.props), withHistory: [] }),
        ...(written.shownNew === undefined ? {} : { new: written.shownNew }),
        ...(item.traceId === undefined ? {} : { objectWriteTraceId: item.traceId }),
      })
    }
  })
  const refused = failed as { status: number; error: VendorError } | null
  if (refused !== null && !perItem) {
    for (const entry of entries.toReversed()) entry.undoNow()
    store.outbox.length = 0
    return errorAnswer(refused.status, refused.error)
  }
  for (const entry of entries) store.journal.record(entry)
  return envelope(store, status, results, [...errors, ...missing(absent)])
}

function propsOf(input: Json): Json {
  return isObject(input['properties']) ? input['properties'] : invalid('Every input needs properties')
}

export function batchCreate(store: HubSpotStore, body: Json, author: Author): Answer {
  const items = inputsOf(body).map(
    (input): Item => ({
      id: '',
      traceId: stringOf(input['objectWriteTraceId']),
      run: () => createContact(store, propsOf(input), author),
    }),
  )
  return runItems(store, items, 201)
}

export function batchUpdate(store: HubSpotStore, body: Json, author: Author): Answer {
  const inputs = inputsOf(body)
  const ids = inputs.map((input) => stringOf(input['id']) ?? invalid('Every input needs an id'))
  refuseDuplicates(ids)
  const items = inputs.map((input, index): Item => {
    const id = ids[index] ?? ''
    return {
      id,
      traceId: stringOf(input['objectWriteTraceId']),
      run: () => {
        const row = input['idProperty'] === 'email' ? holderOf(store, normaliseEmail(id)) : store.contacts.get(id)
        return row === undefined || row.archivedAt !== null
          ? 'absent'
          : updateContact(store, row, propsOf(input), author)
      },
    }
  })
  return runItems(store, items, 200)
}

export function batchUpsert(store: HubSpotStore, body: Json, author: Author): Answer {
  const inputs = inputsOf(body)
  const keys = inputs.map((input) => normaliseEmail(stringOf(input['id']) ?? invalid('Every input needs an id')))
  if (inputs.some((input) => input['idProperty'] !== 'email'))
    return invalid('Upsert needs idProperty: email is the unique property of CONTACT')
  refuseDuplicates(keys)
  const items = inputs.map((input, index): Item => {
    const email = keys[index] ?? ''
    return {
      id: email,
      traceId: stringOf(input['objectWriteTraceId']),
      run: () => {
        const holder = holderOf(store, email)
        const found =
          holder !== undefined && (holder.props['email'] === email || store.switches.upsertMatchesSecondary)
            ? holder
            : undefined
        const written =
          found === undefined
            ? createContact(store, { ...propsOf(input), email }, author)
            : updateContact(store, found, propsOf(input), author)
        return written.ok ? { ...written, shownNew: written.created } : written
      },
    }
  })
  return runItems(store, items, 200)
}

/** Unknown ids are ignored (UNSURE). */
export function batchArchive(store: HubSpotStore, body: Json, author: Author): Answer {
  const ids = inputsOf(body).map((input) => stringOf(input['id']) ?? invalid('Every input needs an id'))
  for (const id of new Set(ids)) {
    const row = store.contacts.get(id)
    if (row !== undefined && row.archivedAt === null) archiveContact(store, row, author)
  }
  return { status: 204 }
}
