import { detailsIn } from '../../../locales/our-details.ts'
import { maskEmail, maskName } from '../../../../domain/contacts/identity.ts'
import { relatedKinds, type RelatedCount } from '../../../../domain/removals/related.ts'
import type { RelatedThere } from '../../../../operations/removals/erasure/look-at-person.ts'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import { countsLine, foundIn, unreadIn, UnreadLines } from '../../contacts/open-work.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { View } from '../../app/view.ts'
import type { ErasureSubject, ShownErasure } from './erasure-facts.ts'

/** Each record of the person, in clear once it was asked for, with its related records. */
export function SubjectCard({
  view,
  subject,
  shown,
}: {
  view: View
  subject: ErasureSubject
  shown: ShownErasure | null
}) {
  const { t, f } = view
  const e = t.erasure
  return (
    <section class="card">
      <div class="card-head">
        <h2>{e.systems}</h2>
        <a href={`/contacts/${subject.contactId}`}>{e.page.contact}</a>
      </div>
      <table class="rows">
        <caption class="sr-only">{e.systems}</caption>
        <thead>
          <tr>
            <th scope="col">{e.page.system}</th>
            <th scope="col">{e.person}</th>
            <th scope="col">{e.company}</th>
            <th scope="col">{e.created}</th>
            {shown === null ? null : <th scope="col">{e.related}</th>}
          </tr>
        </thead>
        <tbody>
          {subject.records.map((record, place) => (
            <tr>
              <td>
                <span class="strong">{record.label}</span>{' '}
                <span class="hint" lang="en">
                  {record.object} {shown === null ? '' : <code>{record.remoteId}</code>}
                </span>
              </td>
              <td data-label={e.person}>
                <PersonWords record={record} clear={shown !== null} />
              </td>
              <td data-label={e.company}>{record.company ?? t.common.none}</td>
              <td data-label={e.created} class="nowrap">
                {f.date(record.createdAt)}
              </td>
              {shown === null ? null : (
                <td data-label={e.related}>
                  {subject.records.findIndex((one) => one.connectionId === record.connectionId) === place ? (
                    <Related view={view} there={shown.related.get(record.connectionId) ?? 'unread'} />
                  ) : null}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function PersonWords({ record, clear }: { record: ContactRecord; clear: boolean }) {
  const shown = (mask: (text: string) => string) => (text: string) => (clear ? text : mask(text))
  const name = [record.firstName, record.lastName].filter((part) => part !== null && part !== '')
  return (
    <div>
      <p class="strong">{name.map((part) => shown(maskName)(part ?? '')).join(' ')}</p>
      {(record.emails ?? []).map((email) => (
        <p class="hint">{shown(maskEmail)(email)}</p>
      ))}
    </div>
  )
}

/** Related records in one system, kind by kind; what is unknown is said so. */
function Related({ view, there }: { view: View; there: RelatedThere }) {
  const { erasure: e, related } = view.t
  if (there === null) return <p class="hint">{e.relatedUntold}</p>
  if (there === 'unread') return <p>{e.relatedUnread}</p>
  const lines = relatedKinds.flatMap((kind) => {
    const count = there.find((one) => one.kind === kind)
    const words = count === undefined ? '' : wordsOf(view, count)
    return words === '' ? [] : [`${related.kinds[kind]}${view.f.colon}${words}`]
  })
  return lines.length === 0 ? (
    <p class="hint">{e.relatedNone}</p>
  ) : (
    <ul class="plain-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function wordsOf(view: View, { along, deletable, kept, unread }: RelatedCount): string {
  const { t, f } = view
  const all = deletable + along + Object.values(kept).reduce((sum, count) => sum + count, 0)
  return [
    ...(all > 0 ? [f.number(all)] : []),
    ...(along > 0 ? [t.erasure.relatedAlong(along)] : []),
    ...(unread === null ? [] : [t.related.parts.unread(detailsIn(view.language, view.app)(unread))]),
  ].join(', ')
}

/** What stands against the deletion, or may make a system refuse it, by name. */
export function BlocksCard({ view, subject }: { view: View; subject: ErasureSubject }) {
  const { t } = view
  const e = t.erasure
  const customer = subject.records.some((record) => record.relation !== 'none')
  const warnings = [
    ...(subject.second ? [`${e.second}${customer ? ` ${e.customer}` : ''}`] : []),
    ...(subject.held ? [e.held] : []),
    ...(subject.closed.length > 0 ? [e.errors['not-granted'](subject.closed.join(', '))] : []),
  ]
  const labels = new Map(subject.work.map(({ connectionId, label }) => [connectionId, label]))
  const [found, unread] = [subject.work.flatMap(foundIn), subject.work.flatMap(unreadIn)]
  const nothing = warnings.length + found.length + unread.length === 0
  return (
    <section class="card">
      <div class="card-head">
        <h2>{e.blocks}</h2>
      </div>
      <div class="card-body stack">
        {warnings.map((text) => (
          <p>
            <Icon name="alert-triangle" size={14} /> {text}
          </p>
        ))}
        {found.length === 0 ? null : <p class="strong">{countsLine(view, found, labels)}</p>}
        <UnreadLines view={view} unread={unread} labels={labels} />
        {nothing ? <p>{e.blocksNothing}</p> : null}
        <p class="hint">{e.blocksMore}</p>
      </div>
    </section>
  )
}
