import { allowed, may } from '../../../domain/accounts/roles.ts'
import { isDirect } from '../../../domain/sources/tables/source-kinds.ts'
import { rowName } from '../app/row-name.ts'
import type { View } from '../app/view.ts'
import { Pill } from '../ui/pill.tsx'
import type { ContactFacts } from './contact-facts.ts'

type Source = ContactFacts['sources'][number]

/** What is known of where the person came from, and what proves it. */
export function SourcesCard({ view, facts }: { view: View; facts: ContactFacts }) {
  const { t, f } = view
  const s = t.contact.sources
  const { contact, sources, withdrawnSources, vendorAnswers } = facts
  const mayChange = contact.purgedAt === null && allowed(view.role, may.judge)
  const hrefOf = ({ addedId }: Source) =>
    addedId === null || !mayChange ? null : `/contacts/${contact.id}/sources/${addedId}`
  return (
    <section class="card" id="sources">
      <div class="card-head">
        <h2>{s.title}</h2>
        {!mayChange ? null : (
          <a class="btn small" href={`/contacts/${contact.id}/source`}>
            {s.attest}
          </a>
        )}
      </div>
      {sources.length === 0 ? <p class="empty">{s.none}</p> : null}
      {sources.length + withdrawnSources.length === 0 ? null : (
        <table class="rows">
          <caption class="sr-only">{s.title}</caption>
          <thead>
            <tr>
              <th scope="col">{s.kind}</th>
              <th scope="col">{s.name}</th>
              <th scope="col">{s.on}</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <SourceRow view={view} source={source} href={hrefOf(source)} />
            ))}
            {withdrawnSources.map((source) => (
              <WithdrawnRow view={view} source={source} />
            ))}
          </tbody>
        </table>
      )}
      {vendorAnswers.length === 0 ? null : (
        <div class="card-body">
          <p class="strong">{t.feeds.heldAt}</p>
          {vendorAnswers.map((row) => (
            <p class="hint">
              {t.feeds.contact(row.label, t.feeds.answer[row.answer], row.said, f.dateTime(row.askedAt))}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}

/** One source; `href`: where it is corrected or taken back. */
function SourceRow({ view, source, href }: { view: View; source: Source; href: string | null }) {
  const { t, f } = view
  const s = t.contact.sources
  const c = t.sourceChange
  return (
    <tr>
      <td data-label={s.kind}>{t.common.sourceKinds[source.kind]}</td>
      <td data-label={s.name}>
        {source.name}
        {source.label === null ? null : <p class="hint">{source.label}</p>}
        <p class="hint">
          {source.proof === null ? s.declared(source.by) : s.proven(t.common.sourceProofs[source.proof])}
        </p>
        {source.by === null || source.note === null ? null : (
          <p class="hint">
            {s.attestedBy(source.by, source.note)}
            <FileLink view={view} fileId={source.fileId} />
          </p>
        )}
        {source.noticeShown === null || !isDirect(source.kind) ? null : (
          <p class="hint">{source.noticeShown ? s.informed : s.notInformed}</p>
        )}
        {source.dispute === null ? null : (
          <p class="hint">
            <a href={`/forms/${source.dispute.formId}#people`}>
              {s.disputed(source.dispute.form, rowName(view, source.dispute.row))}
            </a>
          </p>
        )}
        {href === null ? null : (
          <p>
            <a class="btn small quiet" href={href} aria-label={c.linkOf(source.name)}>
              {c.link}
            </a>
          </p>
        )}
      </td>
      <td data-label={s.on}>
        {source.obtainedOn === null ? t.common.unknown : f.day(source.obtainedOn)}
        {source.assumed ? <p class="hint">{s.assumed}</p> : null}
      </td>
    </tr>
  )
}

/** One that was taken back: who did it, when and why. */
function WithdrawnRow({ view, source }: { view: View; source: ContactFacts['withdrawnSources'][number] }) {
  const { t, f } = view
  const s = t.contact.sources
  const c = t.sourceChange
  const why = source.why === '' ? c.reasons[source.reason] : `${c.reasons[source.reason]}, ${c.saying(source.why)}`
  return (
    <tr>
      <td data-label={s.kind}>{t.common.sourceKinds[source.kind]}</td>
      <td data-label={s.name}>
        <s>{source.name}</s> <Pill tone="quiet">{source.isCorrected ? c.corrected : c.withdrawn}</Pill>
        <p class="hint">
          {(source.isCorrected ? c.correctedBy : c.withdrawnBy)(f.dateTime(source.at), source.by, why)}
        </p>
        <p class="hint">
          {c.wasAdded(source.author, source.note)}
          <FileLink view={view} fileId={source.fileId} />
        </p>
      </td>
      <td data-label={s.on}>{source.obtainedOn === null ? t.common.unknown : f.day(source.obtainedOn)}</td>
    </tr>
  )
}

function FileLink({ view, fileId }: { view: View; fileId: string | null }) {
  if (fileId === null) return null
  return (
    <>
      {' · '}
      <a href={`/evidence/${fileId}`} download>
        {view.t.contact.sources.file}
      </a>
    </>
  )
}
