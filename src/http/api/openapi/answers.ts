import { z } from 'zod'
import { Channel } from '../../../domain/app/channel.ts'
import { verdicts } from '../../../domain/decisions/tables/verdicts.ts'

/**
 * What the calls of `/api/v1` answer: the document is made of it, and real answers are held against it in the tests.
 */
const Moment = z.iso.datetime()
const Day = z.iso.date()
const Id = z.uuid()
const Count = z.int().min(0)

const Field = z.strictObject({ field: z.string(), message: z.string(), code: z.string().optional() })

/** Every refusal (RFC 9457). */
export const Problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  error: z.enum(['invalid', 'away', 'failed']),
  fields: z.array(Field),
  reference: z.string().optional().describe('Of a fault on our side, to look for in the log.'),
  code: z.string().optional(),
  contactIds: z.array(Id).optional(),
})

export const RecordedObjection = z.strictObject({
  id: Id,
  number: z.string(),
  receivedAt: Moment,
  channels: z.array(Channel),
  kinds: z.array(z.string()).optional(),
  repeated: z.boolean(),
  inBase: z.boolean(),
  propagations: Count,
})

export const RecordedObjections = z.strictObject({
  recorded: Count,
  repeated: Count,
  refused: Count,
  results: z.array(
    z.strictObject({
      index: Count,
      status: z.enum(['recorded', 'repeated', 'refused']),
      number: z.string().optional(),
      fields: z.array(Field).optional(),
    }),
  ),
})

export const ObjectionState = z.strictObject({
  id: Id,
  number: z.string(),
  door: z.string(),
  origin: z.string().nullable(),
  receivedAt: Moment,
  notLaterThan: z.boolean(),
  recordedAt: z.string(),
  channels: z.array(Channel),
  kinds: z.array(z.string()),
  corrected: z.strictObject({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  saidAgain: z.array(
    z.strictObject({
      door: z.string(),
      origin: z.string().nullable(),
      at: Moment,
      lastAt: Moment.nullable(),
      notLaterThan: z.boolean(),
    }),
  ),
  propagations: z.array(
    z.strictObject({
      system: z.string(),
      connector: z.string(),
      state: z.string(),
      reason: z.string().nullable(),
      proof: z.int().nullable(),
      doneAt: z.string().nullable(),
    }),
  ),
})

export const ObjectionStates = z.strictObject({ objections: z.array(ObjectionState) })

export const CorrectionState = z.strictObject({
  id: Id,
  number: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  right: z.string().nullable(),
  personRemovedAt: z.string().nullable(),
  systems: z.array(z.looseObject({ label: z.string(), open: z.boolean() })),
})

const Decided = z.strictObject({
  index: Count,
  verdict: z.enum(verdicts),
  basis: z.string().nullable(),
  rule: z.string(),
  rules: z.array(z.string()),
  conditions: z.array(z.string()),
  duties: z.array(z.string()),
  unlockedBy: z.array(z.string()),
  noticeState: z.string(),
  changesOn: Day.nullable(),
  known: z.boolean(),
  contactId: Id.nullable(),
  reasons: z.array(z.strictObject({ rule: z.string(), fr: z.string(), en: z.string() })),
  change: z.strictObject({ fr: z.string(), en: z.string() }),
  mailHold: z.strictObject({ system: z.string(), seenOn: Day }).nullable(),
  inputsHash: z.string(),
})

export const Decisions = z.strictObject({
  asOf: Moment,
  results: z.array(z.union([Decided, z.strictObject({ index: Count, fields: z.array(Field) })])),
})

const RefusedItems = z.array(z.strictObject({ index: Count, fields: z.array(Field) }))
export const Notices = z.strictObject({ stored: Count, repeated: Count, refused: RefusedItems })
export const Events = z.looseObject({ refused: RefusedItems })

export const ScreeningTaken = z.strictObject({ id: Id, state: z.literal('waiting') })
export const ScreeningState = z.looseObject({
  id: Id,
  sha256: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  totalRows: Count.nullable(),
  filesUntil: Moment.nullable(),
})

const PlanHead = { number: z.string(), kind: z.string(), state: z.string(), heldUntil: Moment.nullable() }
export const PlanPeople = z.strictObject({
  ...PlanHead,
  people: z.array(z.looseObject({ contactId: Id, state: z.string() })),
  next: Id.nullable(),
})
export const Restored = z.looseObject({ restored: z.array(Id), notRestored: z.array(Id) })
export const KeptOut = z.strictObject({ kept: z.array(z.strictObject({ id: Id, contactId: Id })) })
export const Ended = z.strictObject({ ended: z.literal(true) })

export const Erasures = z.strictObject({
  erasures: z.array(
    z.strictObject({
      number: z.string(),
      contactId: Id.nullable(),
      state: z.string(),
      receivedOn: Day,
      dueOn: Day,
      canBeTakenBackUntil: Moment.nullable(),
    }),
  ),
})
export const TakenBack = z.strictObject({ number: z.string(), takenBack: z.literal(true) })

export const AccessRequestState = z.strictObject({
  id: Id,
  number: z.string(),
  contactId: Id.nullable(),
  reviewId: Id.nullable(),
  language: z.string().nullable(),
  looked: z.unknown(),
  lookedAt: Moment.nullable(),
  foundAt: Moment.nullable(),
  door: z.string(),
  receivedOn: Day,
  dueOn: Day,
  identityHow: z.string(),
  identityWords: z.string(),
  recordedBy: z.string(),
  recordedAt: Moment,
  answeredBy: z.string().nullable(),
  answeredAt: Moment.nullable(),
})
export const AccessRequests = z.strictObject({ requests: z.array(AccessRequestState) })

const Counts = z.record(z.string(), Count)
export const Status = z.strictObject({
  contacts: Count,
  matched: Count,
  records: z.array(
    z.strictObject({ connectionId: Id, connector: z.string(), label: z.string(), records: Count, tagged: Count }),
  ),
  verdicts: Counts,
  rules: Counts,
  optOutsNotApplied: z.strictObject({ people: Count, systems: z.unknown() }),
  propagations: Counts,
  repairedRecords: Count,
  repairedInSameSystem: Count,
  runs: z.array(z.looseObject({ id: Id, state: z.string() })),
  plans: z.array(z.looseObject({ number: z.string(), state: z.string(), people: Count })),
})
