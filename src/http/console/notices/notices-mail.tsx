import { Detail } from '../app/detail.tsx'
import type { NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import type { Unmailable } from '../../../operations/notices/mail-notices.ts'
import type { NoticeMailFigures } from '../../../store/notices/notice-mails.ts'
import { Choice, Csrf, Field, type FormState } from '../ui/form.tsx'
import type { View } from '../app/view.ts'

export interface NoticeMailProps {
  /** Null: no mail server, or no public address for people's links. */
  figures: NoticeMailFigures | null
  unmailable: Unmailable
  /** CRMs, by connector. */
  systems: readonly { connector: string; label: string }[]
  form: FormState
}

/**
 * Who sends the notice, and how it is known that it went out: Lawbase by its own mail server, or a field of the CRM.
 */
export function NoticeMailCard({ view, figures, unmailable, systems, form }: { view: View } & NoticeMailProps) {
  const s = view.t.notices.mail
  return (
    <section class="card" id="mail">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      {figures === null ? (
        <p class="card-body">{s.noServer}</p>
      ) : (
        <MailFigures view={view} figures={figures} unmailable={unmailable} />
      )}
      <form method="post" action="/notices/mail" class="card-body divided">
        <div class="stack narrow">
          <Csrf token={view.csrf} />
          {figures === null ? null : <OwnMail view={view} form={form} />}
          {systems.map(({ connector, label }) => (
            <FieldOfSystem view={view} connector={connector} label={label} form={form} />
          ))}
          {figures === null && systems.length === 0 ? null : (
            <p>
              <button type="submit" class="btn">
                {s.save}
              </button>
            </p>
          )}
        </div>
      </form>
    </section>
  )
}

/** How the sending goes, and for whom there is no text or no source. */
function MailFigures({
  view,
  figures,
  unmailable,
}: {
  view: View
  figures: NoticeMailFigures
  unmailable: Unmailable
}) {
  const { f } = view
  const s = view.t.notices.mail
  const missed = [...unmailable.languages].toSorted(([, a], [, b]) => b - a)
  const named = (code: string) =>
    code === '' ? s.unknownLanguage : (new Intl.DisplayNames([view.language], { type: 'language' }).of(code) ?? code)
  return (
    <dl class="card-body facts">
      <div>
        <dt>{s.waiting}</dt>
        <dd class="num">{f.number(figures.waiting)}</dd>
      </div>
      <div>
        <dt>{s.sent}</dt>
        <dd class="num">{f.number(figures.sent)}</dd>
      </div>
      <div>
        <dt>{s.failed}</dt>
        <dd class="num">{f.number(figures.failed)}</dd>
      </div>
      {figures.failure === null ? null : (
        <div>
          <dt>{s.failure}</dt>
          <dd>
            <Detail view={view} text={figures.failure} />
          </dd>
        </div>
      )}
      {missed.length === 0 ? null : (
        <div>
          <dt>{s.noText}</dt>
          <dd>{f.list(missed.map(([code, people]) => `${named(code)} (${f.number(people)})`))}</dd>
        </div>
      )}
      {unmailable.withoutSource === 0 ? null : (
        <div>
          <dt>{s.noSource}</dt>
          <dd class="num">{f.number(unmailable.withoutSource)}</dd>
        </div>
      )}
    </dl>
  )
}

/** The field of a CRM that says when the notice went out. */
function FieldOfSystem({
  view,
  connector,
  label,
  form,
}: {
  view: View
  connector: string
  label: string
  form: FormState
}) {
  const { t, settings } = view
  const s = t.notices.mail
  return (
    <fieldset>
      <legend>{s.field(label)}</legend>
      <div class="row-fields">
        <Field
          name={`field-${connector}`}
          label={s.fieldName}
          form={form}
          value={settings.noticeFields[connector]?.property ?? ''}
          hint={s.fieldHint}
          spellcheck={false}
        />
        <Choice
          name={`language-${connector}`}
          label={s.fieldLanguage}
          form={form}
          value={settings.noticeFields[connector]?.language ?? 'fr'}
          options={noticeLanguageCodes.map((code: NoticeLanguage) => [code, t.notices.languages[code]] as const)}
        />
      </div>
    </fieldset>
  )
}

/** Whether Lawbase sends the notice itself, how many an hour, and how early. */
function OwnMail({ view, form }: { view: View; form: FormState }) {
  const s = view.t.notices.mail
  const { noticeMail } = view.settings
  return (
    <>
      <Choice
        name="mail"
        label={s.by}
        form={form}
        value={noticeMail === null ? 'off' : 'on'}
        options={[
          ['off', s.off],
          ['on', s.on],
        ]}
        hint={s.onHint}
      />
      <div class="row-fields">
        <Field
          name="perHour"
          label={s.perHour}
          form={form}
          value={String(noticeMail?.perHour ?? 100)}
          inputmode="numeric"
          hint={s.perHourHint}
        />
        <Field
          name="daysBefore"
          label={s.daysBefore}
          form={form}
          value={String(noticeMail?.daysBefore ?? 10)}
          inputmode="numeric"
          hint={s.daysBeforeHint}
        />
      </div>
    </>
  )
}
