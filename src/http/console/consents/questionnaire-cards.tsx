import { Detail } from '../app/detail.tsx'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { formLanguages } from '../../../domain/consents/tables/consent-boxes.ts'
import type { AnswerLine } from '../../../store/consents/consents-view.ts'
import { CopyField, PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { Time } from '../ui/time.tsx'
import type { Existing } from './existing-questionnaire.ts'
import type { View } from '../app/view.ts'

/** How people come to it: a code for their phone, an address for the tablet; whether it is open. */
export function UseCard({ view, known }: { view: View; known: Existing }) {
  const { app, t } = view
  const u = t.consents.use
  const { questionnaire, version } = known
  const url = app.publicUrl === null ? null : `${app.publicUrl}/q/${questionnaire.slug}`
  return (
    <section class="card" id="use">
      <div class="card-head">
        <h2>{u.title}</h2>
        {questionnaire.open ? (
          <Pill tone="done">{t.consents.open}</Pill>
        ) : (
          <Pill tone="quiet">{t.consents.closed}</Pill>
        )}
      </div>
      <div class="card-body">
        {url === null ? (
          <p>{u.noUrl}</p>
        ) : (
          <div class="use-row">
            <figure class="qr-box">
              <QrCode text={url} label={u.scanLabel(url)} />
              <figcaption>
                {u.scan}
                <br />
                <span class="hint">{u.scanMore}</span>
              </figcaption>
            </figure>
            <div class="stack">
              <CopyField label={u.link} value={url} copy={t.common.copy} copied={t.common.copied} />
              <div>
                <CopyField label={u.tablet} value={`${url}/tablet`} copy={t.common.copy} copied={t.common.copied} />
                <p class="hint">{u.tabletMore}</p>
              </div>
            </div>
          </div>
        )}
        <div class="actions">
          {formLanguages
            .filter((code) => version.content.languages.includes(code))
            .map((code) => (
              <>
                <a class="btn" href={`/consents/${questionnaire.id}/preview?lang=${code}`}>
                  <Icon name="eye" />
                  {u.previewIn[code]}
                </a>{' '}
              </>
            ))}
          <PostButton
            view={view}
            action={`/consents/${questionnaire.id}/state`}
            fields={{ open: questionnaire.open ? 'no' : 'yes' }}
          >
            {questionnaire.open ? u.close : u.reopen}
          </PostButton>
        </div>
        <p class="hint">{u.closeMore}</p>
      </div>
    </section>
  )
}

/** The latest answers, those whose contact is not created yet first. */
export function AnswersCard({ view, known }: { view: View; known: Existing }) {
  const { t, f } = view
  const a = t.consents.answers
  const { answers, questionnaire } = known
  const isWaiting = answers.some((line) => line.state !== 'done')
  return (
    <section class="card" id="answers">
      <div class="card-head">
        <h2>{a.title}</h2>
        {isWaiting ? (
          <PostButton view={view} action={`/consents/${questionnaire.id}/create-again`}>
            <Icon name="refresh" />
            {a.again}
          </PostButton>
        ) : null}
      </div>
      {answers.length === 0 ? (
        <p class="empty">{a.none}</p>
      ) : (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{a.person}</th>
              <th scope="col">{a.given}</th>
              <th scope="col" class="num">
                {a.ticked}
              </th>
              <th scope="col">{a.state}</th>
              <th scope="col">{a.proof}</th>
            </tr>
          </thead>
          <tbody>
            {answers.map((line) => (
              <tr>
                <td data-label={a.person}>
                  <a href={`/contacts/${line.contactId}`}>
                    {line.email === null ? t.common.unknown : maskEmail(line.email)}
                  </a>
                </td>
                <td data-label={a.given}>
                  <Time at={line.givenAt}>{f.dateTime(line.givenAt)}</Time>
                  {line.recordedAt.getTime() - line.givenAt.getTime() > lateMs ? (
                    <p class="hint">{a.late(f.dateTime(line.recordedAt))}</p>
                  ) : null}
                </td>
                <td data-label={a.ticked} class="num">
                  {f.number(line.ticked)}
                  {line.lapsed === null ? null : <p class="hint">{a.lapsed[line.lapsed]}</p>}
                </td>
                <td data-label={a.state}>
                  <Creation view={view} line={line} />
                </td>
                <td data-label={a.proof}>
                  <a
                    href={`/evidence/${line.evidenceId}`}
                    aria-label={`${t.consents.register.see}${f.colon}${a.proof}, ${f.dateTime(line.givenAt)}`}
                  >
                    {t.consents.register.see}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** An answer that waited for the network says so. */
const lateMs = 5 * 60_000

function Creation({ view, line }: { view: View; line: AnswerLine }) {
  const a = view.t.consents.answers
  if (line.state === 'done') return <Pill tone="done">{line.existing === true ? a.existing : a.created}</Pill>
  const { reason } = line
  const why =
    reason === null ? null : <p class="hint">{a.reasons[reason] ?? <Detail view={view} text={reason} asSentence />}</p>
  return line.state === 'refused' ? (
    <>
      <Pill tone="broken">{a.refused}</Pill>
      {why}
    </>
  ) : (
    <>
      <Pill tone="wait">{a.waits}</Pill>
      {why}
    </>
  )
}
