import { contactCode } from '../ui/mask.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Csrf, Choice, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import type { View } from '../app/view.ts'

interface EvidencePackProps {
  /** The contact that the pack is about; null = an address is typed. */
  contactId: string | null
  form: FormState
  /** Those who share a typed address. */
  several: readonly string[]
}

/** Where the pack for an inspector is asked for (docs/reference/promises.md#inspector). */
export function evidencePackPage(view: View, { contactId, form, several }: EvidencePackProps): string {
  const { t, f } = view
  const e = t.evidence
  const languages = [
    ['en', e.languages.en],
    ['fr', e.languages.fr],
  ] as const
  return html(
    <Page view={view} nav="audit" title={e.title} context={<p>{e.context}</p>} crumbs={[[t.audit.tab, '/audit']]}>
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ email: e.email, from: e.from, to: e.to }}
      />
      <div class="stack">
        <section class="card">
          <div class="card-head">
            <h2>{e.person}</h2>
            {contactId === null ? null : <a href={`/contacts/${contactId}`}>{e.contactLink}</a>}
          </div>
          <form method="post" action="/evidence" data-file class="card-body stack narrow" autocomplete="off">
            <Csrf token={view.csrf} />
            <input type="hidden" name="what" value="person" />
            <p class="hint">{e.personMore}</p>
            {contactId === null ? (
              <Field
                name="email"
                label={e.email}
                form={form}
                hint={e.emailHint}
                inputmode="email"
                spellcheck={false}
                required
              />
            ) : (
              <>
                <input type="hidden" name="contact" value={contactId} />
                <p>
                  <strong>{contactCode(view, contactId)}</strong>
                </p>
              </>
            )}
            {several.length === 0 ? null : (
              <ul class="plain-list">
                {several.map((id) => (
                  <li>
                    <a
                      class="btn small"
                      href={`/evidence?contact=${id}`}
                    >{`${e.one}${f.colon}${contactCode(view, id)}`}</a>
                  </li>
                ))}
              </ul>
            )}
            <Choice name="language" label={e.language} form={form} value={view.language} options={languages} />
            <p>
              <button type="submit" class="btn primary">
                <Icon name="download" />
                {e.go}
              </button>
            </p>
          </form>
        </section>
        {contactId !== null ? null : (
          <section class="card">
            <div class="card-head">
              <h2>{e.period}</h2>
            </div>
            <form method="post" action="/evidence" data-file class="card-body stack narrow" autocomplete="off">
              <Csrf token={view.csrf} />
              <input type="hidden" name="what" value="period" />
              <p class="hint">{e.periodMore}</p>
              <PeriodDays view={view} form={form} />
              <Choice
                name="language"
                label={e.language}
                form={form}
                value={view.language}
                prefix="period-"
                options={languages}
              />
              <p>
                <button type="submit" class="btn primary">
                  <Icon name="download" />
                  {e.goPeriod}
                </button>
              </p>
            </form>
          </section>
        )}
        <p class="hint">{e.again}</p>
      </div>
    </Page>,
  )
}

function PeriodDays({ view, form }: { view: View; form: FormState }) {
  const e = view.t.evidence
  return (
    <div class="row-fields">
      <DayField {...{ view, form }} name="from" label={e.from} max={view.today} required />
      <DayField
        {...{ view, form }}
        name="to"
        label={e.to}
        hint={e.zone(view.settings.timeZone)}
        max={view.today}
        required
      />
    </div>
  )
}
