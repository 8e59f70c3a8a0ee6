import { askedFields, needs, sameCompany } from '../../../domain/consents/questionnaire.ts'
import { numberCountries } from '../../../domain/contacts/tables/number-countries.ts'
import { boxRows, formLanguages } from '../../../domain/consents/tables/consent-boxes.ts'
import { Check, Choice, Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { countryName } from '../ui/verdict-pill.tsx'
import { AnswersCard, UseCard } from './questionnaire-cards.tsx'
import type { View } from '../app/view.ts'
import { type Existing } from './existing-questionnaire.ts'

interface BuilderProps {
  /** Null: a new one. */
  known: Existing | null
  systems: readonly { id: string; label: string }[]
  form: FormState
  saved: boolean
  /** What was saved is what would be saved today. */
  isCurrent: boolean
}

/** The builder: one form without a script, every rule beside what it is about. */
export function builderPage(view: View, props: BuilderProps): string {
  const { t, f, settings } = view
  const c = t.consents
  const { known, form } = props
  const ours = known === null || sameCompany(known.version.content.company, settings.controller?.name ?? '')
  return html(
    <Page
      view={view}
      nav="consents"
      title={known === null ? c.newTitle : titleOf(view, known)}
      crumbs={[[c.crumb, '/consents']]}
      context={
        known === null ? (
          <p>{c.builder.notice}</p>
        ) : (
          <p>
            {c.unchanged(known.version.number)} · {f.dateTime(known.version.createdAt)} ·{' '}
            {known.questionnaire.open ? c.open : c.closed}
          </p>
        )
      }
    >
      {props.saved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{c.saved}</p>
        </div>
      ) : null}
      {known === null || props.isCurrent ? null : (
        <div class="notice wait">
          <Icon name="alert-triangle" />
          <p>{ours ? c.stale : c.staleClosed}</p>
        </div>
      )}
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={labelsOf(view, form)}
      />
      <div class="stack">
        {known === null ? null : <UseCard view={view} known={known} />}
        <Builder view={view} {...props} />
        {known === null ? null : <AnswersCard view={view} known={known} />}
      </div>
    </Page>,
  )
}

/** In the reader's language, else in one that is there. */
function titleOf({ language }: View, { questionnaire, version }: Existing): string {
  const { title } = version.content
  return title[language] ?? title.fr ?? title.en ?? questionnaire.slug
}

function labelsOf({ t }: View, form: FormState): Record<string, string> {
  const b = t.consents.builder
  const fixed: Record<string, string> = {
    event: b.event,
    slug: b.slug,
    languages: b.languages,
    connectionId: b.system,
    'field-phone': t.questionnaire.labels.phone,
    ...Object.fromEntries(
      formLanguages.flatMap((code) => [
        [`title-${code}`, b.titleIn[code]],
        [`subject-${code}`, b.subjectIn[code]],
      ]),
    ),
  }
  const boxes = Object.fromEntries(
    boxRows.flatMap((row) =>
      formLanguages.map((code) => [`text-${row.id}-${code}`, `${t.consents.boxNames[row.id]}, ${b.textIn[code]}`]),
    ),
  )
  return Object.fromEntries(Object.keys(form.errors).map((name) => [name, fixed[name] ?? boxes[name] ?? name]))
}

function Builder({ view, known, systems, form }: { view: View } & BuilderProps) {
  const { t } = view
  const b = t.consents.builder
  const languages = (form.values['languages'] ?? '').split(' ')
  return (
    <section class="card" id="builder">
      <div class="card-head">
        <h2>{b.title}</h2>
      </div>
      <form
        method="post"
        action={known === null ? '/consents/new' : `/consents/${known.questionnaire.id}`}
        class="card-body stack"
      >
        <Csrf token={view.csrf} />
        <div class="row-fields">
          <Field name="event" label={b.event} hint={b.eventHint} form={form} required />
          {known === null ? (
            <Field name="slug" label={b.slug} hint={b.slugHint} form={form} required mono spellcheck={false} />
          ) : null}
          <Choice
            name="connectionId"
            label={b.system}
            hint={b.systemHint}
            form={form}
            options={systems.map((row) => [row.id, row.label] as const)}
          />
        </div>
        <fieldset aria-describedby={form.errors['languages'] === undefined ? undefined : 'languages-error'}>
          <legend id="languages">{b.languages}</legend>
          <div class="checks-grid">
            <Check name="languages" value="fr" label={b.french} checked={languages.includes('fr')} />
            <Check name="languages" value="en" label={b.english} checked={languages.includes('en')} />
          </div>
          <FieldError id="languages" error={form.errors['languages']} />
        </fieldset>
        {formLanguages.map((code) => (
          <div class="row-fields">
            <Field name={`title-${code}`} label={b.titleIn[code]} form={form} />
            <Field name={`subject-${code}`} label={b.subjectIn[code]} hint={b.subjectHint[code]} form={form} />
          </div>
        ))}
        <fieldset>
          <legend>{b.fields}</legend>
          <p class="hint">{b.fieldsMore}</p>
          <div class="row-fields">
            {askedFields.map((name) => (
              <Choice
                name={`field-${name}`}
                label={t.questionnaire.labels[name]}
                form={form}
                value="optional"
                options={needs
                  .filter((need) => name !== 'phone' || need !== 'required')
                  .map((need) => [need, b.needs[need]] as const)}
              />
            ))}
            <Choice
              name="numberCountry"
              label={b.country}
              form={form}
              value="FR"
              options={numberCountries.map((code) => [code, countryName(view, code)] as const)}
            />
          </div>
        </fieldset>
        <Boxes view={view} form={form} />
        <Check
          name="signature"
          label={b.signature}
          hint={b.signatureHint}
          checked={form.values['signature'] === 'on'}
        />
        <p class="actions">
          <button type="submit" class="btn primary" name="act" value="save">
            {known === null ? b.create : b.save}
          </button>{' '}
          <button type="submit" class="btn" name="act" value="preview" formtarget="_blank">
            <Icon name="eye" />
            {b.preview}
          </button>
        </p>
      </form>
    </section>
  )
}

/** One row per purpose and channel; our own sentence stands where no other is written. */
function Boxes({ view, form }: { view: View; form: FormState }) {
  const { t, settings } = view
  const b = t.consents.builder
  const chosen = (form.values['boxes'] ?? '').split(' ')
  const company = settings.controller?.name ?? '…'
  return (
    <fieldset>
      <legend>{b.boxes}</legend>
      <p class="hint">{b.boxesMore}</p>
      {boxRows.map((row) => {
        const isWrong = formLanguages.some((code) => form.errors[`text-${row.id}-${code}`] !== undefined)
        const isOwn = formLanguages.some((code) => (form.values[`text-${row.id}-${code}`] ?? '') !== '')
        return (
          <div class="box-row">
            <Check name="boxes" value={row.id} label={t.consents.boxNames[row.id]} checked={chosen.includes(row.id)} />
            <details open={isWrong || isOwn}>
              <summary aria-label={`${b.ownText}${view.f.colon}${t.consents.boxNames[row.id]}`}>{b.ownText}</summary>
              {formLanguages.map((code) => (
                <Field
                  name={`text-${row.id}-${code}`}
                  label={b.textIn[code]}
                  hint={b.ours(row.text[code](company, form.values[`subject-${code}`] || '…'))}
                  form={form}
                  lines={2}
                />
              ))}
            </details>
          </div>
        )
      })}
    </fieldset>
  )
}
