import { channels } from '../../../domain/app/channel.ts'
import { recordedWays } from '../../../domain/consents/recorded-consent.ts'
import type { View } from '../app/view.ts'
import { EvidenceField } from '../ui/evidence-field.tsx'
import { DayField } from '../ui/days/day-field.tsx'
import { Check, Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { RadioField } from '../ui/radio-field.tsx'

/** What a person agreed to on paper, or said: made to be filled in by keyboard in ten seconds. */
export function consentFormPage(view: View, contactId: string, form: FormState): string {
  const { t } = view
  const c = t.recordedConsents.form
  const labels = {
    way: c.way,
    channels: c.channels,
    givenOn: c.givenOn,
    words: c.words,
    heardBy: c.heardBy,
    evidence: c.file,
  }
  const chosen = (form.values['channels'] ?? 'email').split(' ')
  return html(
    <Page
      view={view}
      nav="contacts"
      title={c.title}
      context={<p>{c.context}</p>}
      crumbs={[[c.back, `/contacts/${contactId}`]]}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <section class="card">
        <form
          method="post"
          action={`/contacts/${contactId}/consent`}
          enctype="multipart/form-data"
          class="card-body stack narrow"
        >
          <Csrf token={view.csrf} />
          <RadioField
            name="way"
            legend={c.way}
            value={form.values['way'] ?? 'spoken'}
            form={form}
            options={recordedWays.map((way) => ({ value: way, label: c.ways[way], hint: c.wayHints[way] }))}
          />
          <fieldset class="stack" id="channels">
            <legend>{c.channels}</legend>
            {channels.map((channel) => (
              <Check
                name="channels"
                value={channel}
                label={t.common.channels[channel]}
                checked={chosen.includes(channel)}
              />
            ))}
            <FieldError id="channels" error={form.errors['channels']} />
          </fieldset>
          <Field name="words" label={c.words} form={form} hint={c.wordsHint} lines={3} required />
          <Field name="heardBy" label={c.heardBy} form={form} hint={c.heardHint} value={view.user.name} required />
          <DayField
            view={view}
            name="givenOn"
            label={c.givenOn}
            form={form}
            hint={c.givenHint}
            value={view.today}
            required
          />
          {form.values['isSureOfDay'] === undefined ? null : (
            <Check name="isSureOfDay" value="yes" label={c.sureOfDay} checked={form.values['isSureOfDay'] === 'yes'} />
          )}
          <EvidenceField name="evidence" label={c.file} hint={c.fileHint} form={form} />
          <p class="hint">{c.stays}</p>
          <p>
            <button type="submit" class="btn primary">
              {c.save}
            </button>
          </p>
        </form>
      </section>
    </Page>,
  )
}
