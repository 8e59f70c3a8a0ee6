import type { InputHTMLAttributes } from 'preact'
import type { AskedField, QuestionnaireContent } from '../../../domain/consents/questionnaire.ts'
import { type AnswerFault, maxFieldLength } from '../../../domain/consents/questionnaire-answer.ts'
import { boxRow, type FormLanguage } from '../../../domain/consents/tables/consent-boxes.ts'
import { assetUrl } from '../../app/assets.ts'
import { textsOf, type Texts } from '../../locales/texts.ts'
import { formLanguage, Frame, queryOf, toHtml, type PersonView } from '../person-frame.tsx'

export interface QuestionnaireProps {
  content: QuestionnaireContent
  versionId: string
  /** What this answer is called by the page: a page that is sent twice stays one answer. */
  sentId: string
  /** Path of the page. */
  action: string
  values: Readonly<Record<string, string>>
  faults: Partial<Record<string, AnswerFault | 'version' | 'wait'>>
  /**
   * On a stand: nothing of the visitor before is offered by the browser, and what is typed is cleared when nobody is
   * there.
   */
  tablet: boolean
  preview?: boolean
}

const autocomplete: Readonly<Record<AskedField | 'email', string>> = {
  firstName: 'given-name',
  lastName: 'family-name',
  company: 'organization',
  jobTitle: 'organization-title',
  country: 'country-name',
  email: 'email',
  phone: 'tel',
}

/** What is wrong, in words, by field. */
export function faultTexts(t: Texts['questionnaire'], faults: QuestionnaireProps['faults']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([name, fault]) =>
      fault === undefined
        ? []
        : [
            [
              name,
              fault === 'missing' ? t.faults.missing(labelOf(t, name)) : fault === 'wait' ? t.wait : t.faults[fault],
            ],
          ],
    ),
  )
}

function labelOf(t: Texts['questionnaire'], name: string): string {
  return (t.labels as Readonly<Record<string, string>>)[name] ?? (name === 'signature' ? t.signature : '')
}

/**
 * The questionnaire as a visitor fills it in: one plain form, every box unticked, the notice in sight
 * (docs/reference/law.md#e, #d1).
 */
export function questionnairePage(view: PersonView, props: QuestionnaireProps): string {
  const language = formLanguage(view)
  const t = textsOf(language).questionnaire
  const { content, faults, values, preview = false } = props
  const errors = faultTexts(t, faults)
  return toHtml(
    <Frame view={view} title={content.title[language] ?? ''} self={preview ? null : props.action}>
      {preview ? (
        <p class="note" role="status">
          {t.preview}
        </p>
      ) : null}
      <div id="waiting" role="status" class="q-waiting" />
      <form
        method="post"
        action={preview ? undefined : `${props.action}${queryOf(view)}`}
        class="q"
        noValidate
        data-questionnaire={preview ? undefined : true}
        data-tablet={props.tablet ? true : undefined}
        data-words={preview ? undefined : JSON.stringify(scriptWords(t, content))}
      >
        <input type="hidden" name="id" value={props.sentId} />
        <input type="hidden" name="version" value={props.versionId} />
        <input type="hidden" name="lang" value={language} />
        <div id="errors" class="note broken" role="alert" tabIndex={-1} hidden={Object.keys(errors).length === 0}>
          <p>{t.summary}</p>
          <ul>
            {Object.entries(errors).map(([name, text]) => (
              <li>{labelOf(t, name) === '' ? text : <a href={`#${name}`}>{text}</a>}</li>
            ))}
          </ul>
        </div>
        <h2>{t.you}</h2>
        {content.fields
          .filter((field) => field.name !== 'phone')
          .map(({ name, required }) => (
            <TextField t={t} name={name} required={required} {...props} errors={errors} />
          ))}
        <TextField t={t} name="email" type="email" required {...props} errors={errors} />
        {content.fields.some((field) => field.name === 'phone') ? (
          <TextField
            t={t}
            name="phone"
            type="tel"
            required={false}
            hint={t.phoneHint(countryName(language, content.numberCountry))}
            {...props}
            errors={errors}
          />
        ) : null}
        {content.boxes.length === 0 ? null : (
          <fieldset>
            <legend>{t.agree}</legend>
            <p class="quiet">{t.agreeMore}</p>
            {content.boxes.map((box) => (
              <label class="q-box">
                <input
                  type="checkbox"
                  name={`box.${box.id}`}
                  value="on"
                  checked={values[`box.${box.id}`] === 'on'}
                  data-number={boxRow(box.id).number ? true : undefined}
                />
                <span>{box.text[language]}</span>
              </label>
            ))}
          </fieldset>
        )}
        <section class="q-notice" aria-labelledby="notice">
          <h2 id="notice">{t.notice}</h2>
          {(content.notice[language] ?? []).map((line) => (
            <p>{line}</p>
          ))}
          <p>
            <a href={content.privacyUrl} target="_blank" rel="noopener">
              {t.policy}
            </a>
          </p>
        </section>
        {content.signature ? <Signature t={t} {...props} errors={errors} /> : null}
        <button type={preview ? 'button' : 'submit'}>{t.send}</button>
      </form>
      <section id="thanks" class="q-thanks" tabIndex={-1} aria-labelledby="thanks-title" hidden>
        <h2 id="thanks-title">{t.thanks}</h2>
        <div class="done" role="status" id="thanks-lines" />
        <button type="button" id="next">
          {t.next}
        </button>
      </section>
      <div id="idle" class="q-idle" role="alert" hidden>
        <p />
        <button type="button" class="plain">
          {t.stay}
        </button>
      </div>
      {preview ? null : <script src={assetUrl('questionnaire.js')} type="module" />}
    </Frame>,
  )
}

interface SplitProps extends QuestionnaireProps {
  t: Texts['questionnaire']
  errors: Readonly<Record<string, string>>
}

function TextField({
  t,
  name,
  type = 'text',
  required,
  hint,
  values,
  errors,
  tablet,
}: SplitProps & { name: AskedField | 'email'; type?: 'text' | 'email' | 'tel'; required: boolean; hint?: string }) {
  const error = errors[name]
  const field = {
    id: name,
    name,
    type,
    value: values[name] ?? '',
    required,
    maxLength: name === 'email' ? 254 : maxFieldLength,
    autocomplete: tablet ? 'off' : autocomplete[name],
    spellcheck: false,
    ...(type === 'email' ? { autocapitalize: 'none' } : {}),
    'aria-invalid': error === undefined ? undefined : 'true',
    'aria-describedby': [hint === undefined ? '' : `${name}-hint`, `${name}-error`]
      .filter((part) => part !== '')
      .join(' '),
  }
  return (
    <div class="q-field">
      <label for={name}>
        {t.labels[name]}
        {required ? <span class="q-required"> ({t.required})</span> : null}
      </label>
      {hint === undefined ? null : (
        <p class="quiet" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input {...(field as InputHTMLAttributes<HTMLInputElement>)} />
      <p class="wrong" id={`${name}-error`}>
        {error ?? ''}
      </p>
    </div>
  )
}

/** Drawn where a script runs, typed everywhere: the name alone is a signature too (WCAG 2.5.7). */
function Signature({ t, values, errors, tablet }: SplitProps) {
  const error = errors['signature']
  return (
    <fieldset>
      <legend>{t.signature}</legend>
      <p class="quiet" id="signature-hint">
        {t.signatureMore}
      </p>
      <div id="drawing" hidden>
        <canvas width="1000" height="300" role="img" aria-label={t.draw} />
        <button type="button" class="plain" id="clear">
          {t.clear}
        </button>
      </div>
      <input type="hidden" name="drawn" value={values['drawn'] ?? ''} />
      <div class="q-field">
        <label for="signature">{t.typed}</label>
        <input
          id="signature"
          name="signedName"
          type="text"
          value={values['signedName'] ?? ''}
          maxLength={maxFieldLength}
          autocomplete={tablet ? 'off' : 'name'}
          spellcheck={false}
          aria-invalid={error === undefined ? undefined : 'true'}
          aria-describedby="signature-hint signature-error"
        />
        <p class="wrong" id="signature-error">
          {error ?? ''}
        </p>
      </div>
    </fieldset>
  )
}

/** What the script says by itself, in the words of the page. */
function scriptWords(t: Texts['questionnaire'], content: QuestionnaireContent) {
  const names = ['email', ...content.fields.map((field) => field.name)]
  return {
    missing: Object.fromEntries(names.map((name) => [name, t.faults.missing(labelOf(t, name))])),
    email: t.faults.email,
    phone: t.faults.phone,
    phoneForBox: t.faults['phone-for-box'],
    signature: t.faults.signature,
    recorded: t.recorded,
    kept: t.kept,
    waiting: t.waiting,
    refused: t.refused,
    correct: t.correct,
    noStore: t.noStore,
    idle: t.idle,
    send: t.send,
    sending: t.sending,
  }
}

function countryName(language: FormLanguage, code: string): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
}
