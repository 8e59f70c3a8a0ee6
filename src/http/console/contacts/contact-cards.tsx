import { recordPage } from '../../../domain/connections/record-page.ts'
import { whyOf } from '../ui/verdict-pill.tsx'
import { channels } from '../../../domain/app/channel.ts'
import { countryOf } from '../../../domain/contacts/country.ts'
import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import type { AuditView } from '../../../store/evidence/audit-view.ts'
import type { ContactDecision, ContactRecord } from '../../../store/contacts/contact-view.ts'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { actorName, resultOf } from '../app/actors.ts'
import { maskPhone } from '../ui/mask.ts'
import type { ContactFacts } from './contact-facts.ts'
import { factRows } from './fields/fact-rows.ts'
import { companyRows } from './fields/company-rows.ts'
import type { FieldRow } from './fields/field-row.ts'
import { sourceText, tagText } from './fields/record-words.ts'
import { relationLines } from './relation-lines.tsx'
import type { View } from '../app/view.ts'

/** Fields of every live record side by side; a disagreement stands out. */
export function RecordsCard({
  view,
  records,
  clear,
  decision,
  splitHref,
}: {
  view: View
  records: readonly ContactRecord[]
  clear: boolean
  decision: ContactDecision | null
  /** Where the contact is split; null = not by this reader, or there is nothing to split. */
  splitHref: string | null
}) {
  const { t } = view
  const c = t.contact.fields
  const rows = fieldRows(view, clear, decision?.uninformedContactOn ?? null).filter((row) =>
    records.some((record) => row.show(record) !== null),
  )
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.title}</h2>
        {splitHref === null ? null : (
          <a class="btn small" href={splitHref}>
            {t.samePerson.split.open}
          </a>
        )}
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={c.title}>
        <table class="rows compare">
          <caption class="sr-only">{c.title}</caption>
          <thead>
            <tr>
              <th scope="col">{c.field}</th>
              {records.map((record, index) => (
                <th scope="col">
                  {record.label}{' '}
                  <span class="hint" lang="en">
                    {record.object}
                  </span>
                  {index === 0 && record.goneAt === null ? <span class="lead-mark">{c.leading}</span> : null}
                  {record.goneAt === null ? null : <span class="lead-mark">{c.gone}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const conflict =
                row.same !== undefined && differ(records.filter((record) => record.goneAt === null).map(row.same))
              return (
                <tr class={conflict ? 'conflict' : undefined}>
                  <th scope="row">
                    {row.label}
                    {conflict ? <Pill tone="wait">{c.conflict}</Pill> : null}
                  </th>
                  {records.map((record) => (
                    <td>
                      {row.show(record) ?? <span class="hint">{c.empty}</span>}
                      {row.more?.(record) ?? null}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** True when two systems say different things; silence is no disagreement. */
function differ(values: readonly (string | null)[]): boolean {
  return (
    new Set(
      values
        .filter((value) => value !== null && value.trim() !== '')
        .map((value) => (value ?? '').trim().toLowerCase()),
    ).size > 1
  )
}

function fieldRows(view: View, clear: boolean, uninformedOn: string | null): FieldRow[] {
  const { t, f } = view
  const c = t.contact.fields
  const masked = (mask: (text: string) => string) => (text: string | null | undefined) =>
    text === null || text === undefined || text === '' ? null : clear ? text : mask(text)
  const [email, name, phone] = [masked(maskEmail), masked(maskName), masked(maskPhone)]
  const date = (at: Date | null) => (at === null ? null : f.dateTime(at))
  const acts = t.common.acts as Readonly<Record<string, string>>
  return [
    { label: c.email, show: (record) => email(record.emails?.[0]) },
    {
      label: c.additional,
      show: (record) =>
        (record.emails ?? [])
          .slice(1)
          .map((value) => email(value))
          .join(', ') || null,
    },
    { label: c.firstName, show: (record) => name(record.firstName), same: (record) => record.firstName },
    { label: c.lastName, show: (record) => name(record.lastName), same: (record) => record.lastName },
    { label: c.jobTitle, show: (record) => record.jobTitle, same: (record) => record.jobTitle },
    { label: c.company, show: (record) => record.company, same: (record) => record.company },
    {
      label: c.country,
      show: (record) => record.country,
      same: (record) => countryOf(record.country) ?? record.country,
    },
    ...companyRows(view),
    ...factRows(view, uninformedOn),
    { label: c.phone, show: (record) => phone(record.phone) },
    { label: c.mobile, show: (record) => phone(record.mobile) },
    { label: c.linkedin, show: (record) => name(record.linkedin) },
    { label: c.source, show: (record) => sourceText(view, record) },
    {
      label: c.relation,
      show: (record) =>
        [
          ...(record.relation === 'none' ? [] : [t.common.relations[record.relation]]),
          ...relationLines(view, record),
        ].join('; ') || null,
    },
    { label: c.blocks, show: (record) => blocksText(view, record) },
    {
      label: c.lastAct,
      show: (record) =>
        record.lastActAt === null
          ? null
          : `${acts[record.lastActKind ?? 'act'] ?? ''} ${f.date(record.lastActAt)}`.trim(),
    },
    { label: c.lastOpen, show: (record) => date(record.lastOpenAt) },
    { label: c.created, show: (record) => date(record.createdAt) },
    { label: c.changed, show: (record) => date(record.changedAt) },
    { label: c.tag, show: (record) => tagText(view, record) },
    {
      label: c.link,
      show: (record) => (record.linkReason === null ? null : (c.reasons[record.linkReason] ?? record.linkReason)),
    },
    { label: c.id, show: (record) => record.remoteId, more: (record) => <RecordLink view={view} record={record} /> },
  ]
}

/** To the record's page in its own system, in a window of its own; nothing where no address is known, or it is gone. */
function RecordLink({ view, record }: { view: View; record: ContactRecord }) {
  const page = record.goneAt === null ? recordPage(record.recordLink, record.remoteId) : null
  return page === null ? null : (
    <>
      {' '}
      <a href={page} target="_blank" rel="noopener noreferrer">
        {view.t.contact.fields.openAt(record.label)}
      </a>
    </>
  )
}

/** Channels by how they stand: opted out, marked only, stopped elsewhere in the system, not to be read, contactable. */
function blocksText(view: View, record: ContactRecord): string | null {
  const { channels: names } = view.t.common
  const c = view.t.contact.fields
  const words = { enforced: c.enforced, marked: c.marked, partial: c.partial, hidden: c.hidden, open: c.open }
  const parts = (['enforced', 'marked', 'partial', 'hidden', 'open'] as const).flatMap((state) => {
    const theirs = channels.filter((channel) => record.blocks[channel] === state)
    return theirs.length === 0
      ? []
      : [`${words[state]}${view.f.colon}${theirs.map((channel) => names[channel]).join(', ')}`]
  })
  return parts.length === 0 ? null : parts.join(' · ')
}

export function JournalCard({ view, journal }: { view: View; journal: ContactFacts['journal'] }) {
  const { t, f } = view
  const words = t.common.verdicts as Readonly<Record<string, string>>
  const j = t.contact.journal
  return (
    <section class="card">
      <div class="card-head">
        <h2>{j.title}</h2>
      </div>
      {journal.length === 0 ? (
        <p class="empty">{j.none}</p>
      ) : (
        <ul class="timeline card-body">
          {journal.map((row) => (
            <li>
              <Time at={row.at}>{f.dateTime(row.at)}</Time>
              <span>
                {row.previous === null
                  ? j.first(words[row.verdict] ?? row.verdict)
                  : j.from(words[row.previous] ?? row.previous, words[row.verdict] ?? row.verdict)}
              </span>
              <span class="hint">
                {whyOf(view, row.rule, row.verdict)}, {t.contact.rule(row.rule)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Every act on the person from the audit log, newest first. */
export function TimelineCard({
  view,
  acts,
  labels,
}: {
  view: View
  acts: readonly AuditView[]
  labels: ReadonlyMap<string, string>
}) {
  const { t, f } = view
  const c = t.contact.timeline
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.title}</h2>
      </div>
      {acts.length === 0 ? (
        <p class="empty">{c.none}</p>
      ) : (
        <ol class="timeline card-body">
          {acts.map((act) => (
            <li>
              <Time at={act.at}>{f.dateTime(act.at)}</Time>
              <span>{actText(view, act, labels)}</span>
              <span class="hint">{c.by(actorName(view, act.actor))}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** What was done, with its system and its result. */
function actText(view: View, act: AuditView, labels: ReadonlyMap<string, string>): string {
  const name = view.t.audit.acts[act.act] ?? act.act
  const label = act.connectionId === null ? undefined : labels.get(act.connectionId)
  return [name, label, resultOf(view, act)].filter((part) => part !== undefined && part !== '').join(view.f.colon)
}
