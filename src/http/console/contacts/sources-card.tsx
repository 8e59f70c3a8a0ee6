import { allowed, may } from '../../../domain/accounts/roles.ts'
import { isDirect } from '../../../domain/sources/tables/source-kinds.ts'
import { rowName } from '../app/row-name.ts'
import type { View } from '../app/view.ts'
import type { ContactFacts } from './contact-facts.ts'

/** What is known of where the person came from, and what proves it. */
export function SourcesCard({ view, facts: { contact, sources, vendorAnswers } }: { view: View; facts: ContactFacts }) {
  const { t, f } = view
  const s = t.contact.sources
  return (
    <section class="card" id="sources">
      <div class="card-head">
        <h2>{s.title}</h2>
        {contact.purgedAt !== null || !allowed(view.role, may.judge) ? null : (
          <a class="btn small" href={`/contacts/${contact.id}/source`}>
            {s.attest}
          </a>
        )}
      </div>
      {sources.length === 0 ? (
        <p class="empty">{s.none}</p>
      ) : (
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
                      {source.fileId === null ? null : (
                        <>
                          {' · '}
                          <a href={`/evidence/${source.fileId}`} download>
                            {s.file}
                          </a>
                        </>
                      )}
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
                </td>
                <td data-label={s.on}>
                  {source.obtainedOn === null ? t.common.unknown : f.day(source.obtainedOn)}
                  {source.assumed ? <p class="hint">{s.assumed}</p> : null}
                </td>
              </tr>
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
