import { answersTo } from './lawbase.mjs'
import { shareOf, shareText } from './share.mjs'

/** Names of a corpus for kinds of events that the product calls otherwise; others are read by their own name. */
const kindOf = {
  call_outbound: ({ answered }) =>
    answered === 'voicemail' ? 'voicemail' : answered ? 'call-answered' : 'call-unanswered',
  call_inbound: () => 'call-received',
  email_sent: () => 'mail-sent',
  repermission_sent: () => 'mail-sent',
  email_reply: () => 'reply',
  sms_reply: () => 'reply',
  stop_reply: () => 'stop',
  email_click: () => 'click',
  email_open: () => 'open',
  email_bounce: () => 'bounce',
  spam_complaint: () => 'complaint',
  auto_reply: () => 'out-of-office',
  letter_inbound: () => 'letter',
  form_submit: () => 'form',
  webinar_attended: ({ registeredBy }) => (registeredBy === 'self' ? 'act' : 'meeting'),
  meeting: ({ bookedBy, attended }) =>
    bookedBy === 'self' ? 'act' : attended === false ? 'call-unanswered' : 'meeting',
  preference_zero: () => 'preferences-to-none',
  preference_change: () => 'act',
  crm_edit: () => 'edit',
  refresh: () => 'enrichment',
}
/** Facts of a history that are no acts. */
const notActs = new Set([
  'record_created',
  'legal_hold',
  'objection',
  'vendor_last_activity',
  'connection_failing',
  'deal_open',
])

function eventOf({ at, system, type, detail = {} }) {
  const { link, secondsAfterDelivery, network, userAgent, note } = detail
  return {
    kind: kindOf[type]?.(detail) ?? type.replaceAll('_', '-'),
    at,
    system,
    ...(note === undefined ? {} : { noted: true }),
    ...(link === undefined
      ? {}
      : { link: link === 'view_online' ? 'view-online' : link === 'offer' ? 'https://example.test/offer' : link }),
    ...(secondsAfterDelivery === undefined
      ? {}
      : { sentAt: new Date(Date.parse(at) - secondsAfterDelivery * 1_000).toISOString() }),
    ...(userAgent === undefined ? {} : { agent: userAgent }),
    ...(network === undefined ? {} : { dataCentre: network === 'datacenter' }),
  }
}

/** One row of a corpus of histories as a question to `lawbase clock`. */
function questionOf({ id, now, collectedOn, termMonths, events, customer, openDeal }) {
  const day = (at) => at.slice(0, 10)
  const of = (type) => events.filter((event) => event.type === type)
  return {
    id,
    now,
    sources: collectedOn === null || collectedOn === undefined ? [] : [{ kind: null, obtainedOn: day(collectedOn) }],
    records: of('record_created').map(({ at, system }) => ({ system, createdOn: day(at) })),
    events: events.filter(({ type }) => !notActs.has(type)).map(eventOf),
    relation: openDeal ? 'open-deal' : customer?.status === 'active' || customer === true ? 'customer' : 'none',
    relationEndedOn: customer?.relationEndedOn ?? null,
    formerCustomer: customer?.status === 'former' && customer.relationEndedOn === null,
    holds: [
      ...of('legal_hold').map(() => ({ kind: 'legal-hold', until: null })),
      ...of('objection').map(() => ({ kind: 'pending-objection', until: null })),
    ],
    systems: of('connection_failing').map(({ system, at }) => ({ name: system, readAt: at, failing: true })),
    ...(termMonths === undefined ? {} : { policy: { months: termMonths } }),
  }
}

/** Verdict of an answer in the words of the corpus. */
const verdictOf = ({ state, expired, removable, keptBy = [] }, isEndUnknown) =>
  state === 'unknown' || isEndUnknown
    ? 'unknown'
    : !expired
      ? 'keep'
      : removable || keptBy.length === 0
        ? 'expired'
        : 'hold'

/** Reads each history as the product does; `wrong` names what differs. */
export function judgedHistories(rows) {
  const answers = answersTo('clock', rows.map(questionOf))
  return rows.map((row, index) => {
    const answer = answers[index] ?? {}
    const { expected } = row
    // A former customer whose end nobody knows has no term that anything proves.
    const isEndUnknown = row.customer?.relationEndedOn === null
    const got = {
      verdict: verdictOf(answer, isEndUnknown),
      termEndsOn: isEndUnknown ? null : (answer.termOn ?? null),
      lastActOn: answer.lastActOn ?? null,
    }
    const wanted = {
      verdict: expected.verdict,
      termEndsOn: expected.termEndsOn,
      lastActOn: expected.lastCountedActAt?.slice(0, 10) ?? null,
    }
    const accepted = row.debatable === true && (row.alsoAcceptable ?? []).some(({ verdict }) => verdict === got.verdict)
    const differs = Object.keys(wanted).filter((name) => wanted[name] !== got[name])
    return { row, got, wanted, wrong: accepted ? [] : differs }
  })
}

export const clockReport = (judged) => [
  `${judged.length} histories`,
  `  right: ${shareText(shareOf(judged.filter(({ wrong }) => wrong.length === 0).length, judged.length))}`,
]

export const wrongHistories = (judged) =>
  judged
    .filter(({ wrong }) => wrong.length > 0)
    .map(
      ({ row, got, wanted, wrong }) =>
        `${row.id} · ${wrong.map((name) => `${name}: wanted ${wanted[name]}, got ${got[name]}`).join(', ')} · ${row.expected.why ?? ''}`,
    )
