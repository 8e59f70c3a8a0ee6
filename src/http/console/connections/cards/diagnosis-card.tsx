import { contactCode } from '../../ui/mask.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import { ShareBar, Scrolls } from '../../ui/bars.tsx'
import type { ConnectionFacts } from '../facts/connection-facts.ts'
import type { View } from '../../app/view.ts'

/** What the read found, in records of this system, each with its share and its consequence. */
export function DiagnosisCard({
  view,
  facts: { connection, diagnosis: d, sourceless },
}: {
  view: View
  facts: ConnectionFacts
}) {
  const { f } = view
  const t = view.t.connections.found
  const rows = findingsOf(view, connection, d)
  return (
    <section class="card wide-card">
      <div class="card-head">
        <h2>{t.title}</h2>
        <span class="hint">
          {t.base(d.records)}
          {d.byObject.length > 1 ? (
            <>
              {f.colon}
              <span lang="en">{d.byObject.map((row) => `${f.number(row.count)} ${row.object}`).join(', ')}</span>
            </>
          ) : null}
        </span>
      </div>
      <table class="rows found">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.finding}</th>
            <th scope="col">
              <span class="sr-only">{t.share}</span>
            </th>
            <th scope="col" class="num">
              {t.records}
            </th>
            <th scope="col" class="num">
              {t.share}
            </th>
            <th scope="col">
              <span class="sr-only">{t.see}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td>
                <p class="strong">{row.what}</p>
                <p class="hint">{row.more}</p>
              </td>
              <td class="bar-cell">
                <ShareBar part={row.count} base={d.records} tone={row.tone} />
              </td>
              <td data-label={t.records} class="num strong">
                {f.number(row.count)}
              </td>
              <td data-label={t.share} class="num">
                {f.share(row.count, d.records)}
              </td>
              <td class="act">
                {row.href === null || row.count === 0 ? null : (
                  <a href={row.href} aria-label={`${row.link ?? t.see}${f.colon}${row.what}`}>
                    {row.link ?? t.see}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <SourcelessSample view={view} sourceless={sourceless} />
    </section>
  )
}

/** Some of the records without a source, to look at; folded. */
function SourcelessSample({ view, sourceless }: { view: View; sourceless: ConnectionFacts['sourceless'] }) {
  const { f } = view
  const t = view.t.connections.found
  if (sourceless.length === 0) return null
  return (
    <details class="card-body as-table">
      <summary>{t.sample(sourceless.length)}</summary>
      <Scrolls label={t.sample(sourceless.length)}>
        <table class="rows small">
          <caption class="sr-only">{t.sample(sourceless.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.value}</th>
              <th scope="col">{t.made}</th>
            </tr>
          </thead>
          <tbody>
            {sourceless.map((row) => (
              <tr>
                <td>
                  <a href={`/contacts/${row.contactId}`}>
                    {row.email === null ? contactCode(view, row.contactId) : maskEmail(row.email)}
                  </a>{' '}
                  <span class="hint" lang="en">
                    {row.object}
                  </span>
                </td>
                <td data-label={t.value}>{row.value ?? t.noValue}</td>
                <td data-label={t.made} class="nowrap">
                  {f.date(row.createdAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  )
}

interface Finding {
  what: string
  more: string
  count: number
  tone: 'broken' | 'wait' | 'quiet'
  /** The list of them; null = there is none. */
  href: string | null
  /** What the link says, if not "see". */
  link?: string
}

/** What may be wrong with the records of a system, the worst first. */
function findingsOf(
  view: View,
  connection: ConnectionFacts['connection'],
  d: ConnectionFacts['diagnosis'],
): readonly Finding[] {
  const t = view.t.connections.found
  const granted = connection.granted.includes('suppress')
  const system = `system=${connection.id}`
  return [
    {
      what: t.contactable,
      more: !granted ? t.contactableMore : d.contactableRecords === 0 ? t.contactableNone : t.contactableGranted,
      count: d.contactableRecords,
      tone: 'broken',
      href: '#rights',
    },
    { what: t.elsewhere, more: t.elsewhereMore, count: d.elsewhere, tone: 'broken', href: '/objections' },
    { what: t.noSource, more: t.noSourceMore, count: d.noSource, tone: 'wait', href: '/sources#unknown', link: t.fix },
    { what: t.title2, more: t.titleMore, count: d.unknownTitle, tone: 'wait', href: '/offers#titles', link: t.fix },
    { what: t.past, more: t.pastMore, count: d.past, tone: 'wait', href: `/contacts?${system}&clock=expired` },
    { what: t.blind, more: t.blindMore, count: d.blind, tone: 'quiet', href: `/contacts?${system}&clock=blind` },
    {
      what: t.assumed,
      more: t.assumedMore,
      count: d.assumed,
      tone: 'quiet',
      href: `/contacts?${system}&clock=assumed`,
    },
    { what: t.role, more: t.roleMore, count: d.role, tone: 'quiet', href: `/contacts?${system}&basis=not_personal` },
    ...(d.undecided === 0
      ? []
      : [{ what: t.undecided, more: t.undecidedMore, count: d.undecided, tone: 'quiet' as const, href: null }]),
  ]
}
