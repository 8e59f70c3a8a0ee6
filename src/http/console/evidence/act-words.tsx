import { isUuid } from '../../../store/app/database.ts'
import type { AuditView } from '../../../store/evidence/audit-view.ts'
import { actorName, resultOf } from '../app/actors.ts'
import type { View } from '../app/view.ts'

/** Where an id of this name leads. */
const pages: Readonly<Record<string, (id: string) => string>> = {
  objectionId: (id) => `/objections/${id}`,
  planId: (id) => `/removals/${id}`,
  reviewId: (id) => `/reviews/${id}`,
  formId: (id) => `/forms/${id}`,
  of: (id) => `/users/${id}`,
  invited: (id) => `/users/${id}`,
  confirmed: (id) => `/users/${id}`,
  made: (id) => `/users/${id}`,
  bound: (id) => `/users/${id}`,
  user: (id) => `/users/${id}`,
  breakGlass: (id) => `/users/${id}`,
}

/** What of the details stands in the sentence itself, the first that is there. */
const telling = [
  'number',
  'what',
  'verb',
  'step',
  'name',
  'kind',
  'reason',
  'secondFactor',
  'companyLogin',
  'localLogin',
  'used',
  'role',
  'again',
  'failed',
]

/** What was done, to what, in which system and with what result, in words. */
export function actSentence(view: View, row: AuditView, systems: ReadonlyMap<string, string>): string {
  const main = telling
    .map((key) => row.details[key])
    .find((value) => typeof value === 'string' || typeof value === 'number')
  const result = resultOf(view, row)
  const system = row.connectionId === null ? undefined : systems.get(row.connectionId)
  return [
    actWord(view, row),
    ...(main === undefined ? [] : [`${view.f.colon.trimEnd()} ${wordOf(view, String(main))}`]),
    ...(system === undefined ? [] : [` (${system})`]),
    ...(result === '' ? [] : [`${view.f.colon}${result}`]),
  ].join('')
}

/** What was done with a question or a right differs: answered, given, spoken of, put on another day; taken back. */
function actWord({ t: { audit: a } }: View, { act, details }: AuditView): string {
  if (act === 'grant') return details['taken'] === true ? a.grantActs.taken : a.grantActs.given
  const done =
    act === 'review' ? (['assigned', 'commented', 'dueOn'] as const).find((key) => key in details) : undefined
  return done === undefined ? (a.acts[act] ?? act) : a.reviewActs[done]
}

/** What is kept of an act, but for what holds nothing. */
const entriesOf = (details: Readonly<Record<string, unknown>>) =>
  Object.entries(details).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  )

/** Everything else that is kept of an act, folded. */
export function ActDetails({ view, details }: { view: View; details: Readonly<Record<string, unknown>> }) {
  const entries = entriesOf(details)
  if (entries.length === 0) return null
  const { audit: a } = view.t
  return (
    <details>
      <summary>{a.more(entries.length)}</summary>
      <dl class="act-details">
        {entries.map(([key, value]) => (
          <>
            <dt>{keyWord(view, key)}</dt>
            <dd>
              {typeof value === 'string' && isUuid(value) && pages[key] !== undefined ? (
                <a href={pages[key](value)}>{a.see}</a>
              ) : (
                valueText(view, value)
              )}
            </dd>
          </>
        ))}
      </dl>
    </details>
  )
}

/** The log under its filters as a file; details in words, as the page shows them. */
export function auditFile(view: View, systems: ReadonlyMap<string, string>) {
  const { columns } = view.t.audit
  return {
    name: 'audit',
    heads: [columns.seq, columns.at, columns.actor, columns.act, columns.contact, columns.system, columns.details],
    cells: (rows: readonly AuditView[]) =>
      rows.map((row) => [
        row.seq === null ? '' : String(row.seq),
        row.at.toISOString(),
        actorName(view, row.actor),
        actSentence(view, row, new Map()),
        row.contactId ?? '',
        row.connectionId === null ? '' : (systems.get(row.connectionId) ?? ''),
        entriesOf(row.details)
          .map(([key, value]) => `${keyWord(view, key)}${view.f.colon.trimEnd()} ${valueText(view, value)}`)
          .join('; '),
      ]),
  }
}

/** A name of the log in the reader's words; one that has none is taken apart where its words meet. */
function keyWord(view: View, key: string): string {
  return view.t.audit.keys[key] ?? key.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase()
}

function wordOf({ t }: View, text: string): string {
  const { doors, channels, verdicts, roles } = t.common as unknown as Record<string, Record<string, string>>
  for (const words of [t.audit.values, doors, channels, verdicts, roles]) {
    const word = words?.[text]
    if (word !== undefined) return word
  }
  return text
}

/** A value in words: lists one after the other, what has parts as part and value. */
function valueText(view: View, value: unknown): string {
  if (typeof value === 'boolean') return view.t.audit[value ? 'yes' : 'no']
  if (typeof value === 'number') return view.f.number(value)
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u.test(value)) return view.f.dateTime(new Date(value))
    return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? view.f.day(value) : wordOf(view, value)
  }
  if (Array.isArray(value)) return value.map((one: unknown) => valueText(view, one)).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, one]) => `${keyWord(view, key)} ${valueText(view, one)}`)
      .join(', ')
  return view.t.common.unknown
}
