import { maskEmail } from '../../../domain/contacts/identity.ts'
import { maskPhone } from '../ui/mask.ts'
import { type ChosenPerson, ChosenLine, foundName, PersonCard } from './by-hand-person.tsx'
import { handDoors } from '../../../operations/objections/record-by-hand.ts'
import type { FoundPerson } from '../../../store/contacts/lookup-view.ts'
import { assetUrl } from '../../app/assets.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Csrf, ErrorSummary, Field, FieldError, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { EvidenceField } from '../ui/evidence-field.tsx'
import type { View } from '../app/view.ts'
import { ScopeField } from './scope-field.tsx'

const doorIcons: Readonly<Record<(typeof handDoors)[number], IconName>> = {
  phone: 'phone',
  post: 'mailbox',
  spoken: 'users',
  mailbox: 'mail',
  other: 'message',
}

/** Name as it is shown while choosing; the identities stay masked. */
export function labelOf(view: View, person: FoundPerson): { name: string; more: string; systems: string } {
  const more = [
    person.email === null ? null : maskEmail(person.email),
    person.company,
    person.phone === null ? view.t.byHand.noPhone : maskPhone(person.phone),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ')
  return { name: foundName(view, person), more, systems: person.systems.join(', ') }
}

export interface FormProps {
  form: FormState
  chosen: readonly string[]
  /** Who may be meant, when more than one fits. */
  people: readonly FoundPerson[]
  earlier: { id: string; number: string; at: string } | null
  upload: { id: string; name: string } | null
  /** Who was chosen, with what will happen; null until then. */
  person: ChosenPerson | null
}

/** The form: filled in ten seconds, by keyboard alone, and without JavaScript too. */
export function byHandPage(view: View, { form, chosen, people, earlier, upload, person }: FormProps): string {
  const { t } = view
  const h = t.byHand
  const labels = { who: h.who, door: h.how, receivedOn: h.receivedOn, words: h.words, channels: h.what, file: h.file }
  return html(
    <Page
      view={view}
      nav="objections"
      title={h.title}
      tab={h.tab}
      crumbs={[[t.objections.tab, '/objections']]}
      context={<p>{h.context}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <div class="grid">
        <form
          class="card wide-card"
          method="post"
          action="/objections/new"
          enctype="multipart/form-data"
          id="by-hand"
          data-by-hand
          data-found-none={h.found(0)}
          data-not-in-base={h.notInBase('%')}
          autocomplete="off"
        >
          <div class="card-body stack">
            <Csrf token={view.csrf} />
            {upload === null ? null : <input type="hidden" name="upload" value={upload.id} />}
            {earlier === null ? null : <EarlierNotice view={view} earlier={earlier} />}
            <WhoField view={view} form={form} person={person} />
            {people.length === 0 ? null : <PeopleChoice view={view} people={people} />}
            <DoorField view={view} form={form} />
            <div class="pair">
              <DayField
                {...{ view, form }}
                name="receivedOn"
                label={h.receivedOn}
                value={view.f.typedDay(view.now)}
                hint={h.receivedHint}
                hasHour
              />
              <Field name="words" label={`${h.words} (${h.optional})`} form={form} hint={h.wordsHint} />
            </div>
            <ScopeField view={view} form={form} chosen={chosen} />
            <EvidenceField
              name="file"
              label={h.file}
              hint={upload === null ? t.common.evidence.hint : h.kept(upload.name)}
              form={form}
            />
            <CountryField view={view} form={form} />
          </div>
          <div class="card-foot form-foot">
            <button type="submit" class={earlier === null ? 'btn primary' : 'btn'}>
              {h.record}
            </button>
            <a class="btn quiet" href="/objections">
              {h.cancel}
            </a>
            <span class="hint">{h.final}</span>
          </div>
        </form>
        <div class="stack top-card">
          <PersonCard view={view} chosen={person} />
          <KeysCard view={view} />
        </div>
      </div>
      <script src={assetUrl('by-hand.js')} defer />
    </Page>,
  )
}

function countryName(view: View, code: string): string {
  return new Intl.DisplayNames([view.language], { type: 'region' }).of(code) ?? code
}

/** The same person said it a moment ago: the same words again, or another one? */
function EarlierNotice({ view, earlier }: { view: View; earlier: NonNullable<FormProps['earlier']> }) {
  const h = view.t.byHand
  return (
    <div class="notice wait" role="alert">
      <Icon name="clock-hour-4" />
      <div>
        <p>{h.earlier(earlier.at, earlier.number)}</p>
        <p>
          <button type="submit" class="btn" name="second" value="yes">
            {h.second}
          </button>{' '}
          <a class="btn quiet" href={`/objections/${earlier.id}`}>
            {h.see}
          </a>
        </p>
      </div>
    </div>
  )
}

/** A name, an address or a number; the script below offers whom it finds. */
function WhoField({ view, form, person }: { view: View; form: FormState; person: ChosenPerson | null }) {
  const h = view.t.byHand
  return (
    <div class="field combo">
      <label for="who">{h.who}</label>
      <input type="hidden" name="contactId" value={form.values['contactId'] ?? ''} />
      <span class="control">
        <input
          id="who"
          name="who"
          type="text"
          value={form.values['who'] ?? ''}
          maxLength={300}
          spellcheck={false}
          data-focus={Object.keys(form.errors).length === 0 ? true : undefined}
          aria-describedby={`who-hint${form.errors['who'] === undefined ? '' : ' who-error'}`}
          aria-invalid={form.errors['who'] === undefined ? undefined : 'true'}
        />
        <span class="suffix" data-count />
      </span>
      <ul class="options" id="who-options" role="listbox" aria-label={h.choose} hidden />
      <p class="hint" id="who-hint">
        {h.whoHint}
      </p>
      <FieldError id="who" error={form.errors['who']} />
      <p class="wrong" role="alert" data-ask-failed hidden>
        <Icon name="alert-triangle" size={14} />
        {h.askFailed}
      </p>
      <ChosenLine view={view} chosen={person} />
      <noscript>
        <button
          type="submit"
          class="btn small"
          formaction="/objections/person"
          formenctype="application/x-www-form-urlencoded"
        >
          {h.person.look}
        </button>
      </noscript>
    </div>
  )
}

function PeopleChoice({ view, people }: { view: View; people: readonly FoundPerson[] }) {
  const h = view.t.byHand
  return (
    <fieldset class="field">
      <legend>{h.choose}</legend>
      {people.map((person) => {
        const label = labelOf(view, person)
        return (
          <div class="check">
            <input type="radio" id={`p-${person.contactId}`} name="contactId" value={person.contactId} />
            <label for={`p-${person.contactId}`}>{label.name}</label>
            <p class="hint">
              {label.more} · {label.systems}
            </p>
          </div>
        )
      })}
    </fieldset>
  )
}

/** How it reached us; the digit keys choose. */
function DoorField({ view, form }: { view: View; form: FormState }) {
  const h = view.t.byHand
  const door = form.values['door'] ?? 'phone'
  return (
    <fieldset class="field doors" id="door" data-doors>
      <legend>{h.how}</legend>
      <div class="tiles-row">
        {handDoors.map((one, index) => (
          <label class="tile-choice">
            <input type="radio" name="door" value={one} checked={one === door} />
            <Icon name={doorIcons[one]} size={18} />
            <span>{h.doors[one]}</span>
            <kbd aria-hidden="true">{index + 1}</kbd>
          </label>
        ))}
      </div>
      <FieldError id="door" error={form.errors['door']} />
    </fieldset>
  )
}

/** Reads a number without its country code. */
function CountryField({ view, form }: { view: View; form: FormState }) {
  const h = view.t.byHand
  return (
    <div class="field">
      <label for="country">{h.country}</label>
      <select id="country" name="country">
        <option value="">{h.noCountry}</option>
        {['FR', 'BE', 'CH', 'DE', 'ES', 'GB', 'IT', 'LU', 'NL'].map((code) => (
          <option value={code} selected={(form.values['country'] ?? 'FR') === code}>
            {countryName(view, code)}
          </option>
        ))}
      </select>
    </div>
  )
}

function KeysCard({ view }: { view: View }) {
  const h = view.t.byHand
  return (
    <section class="card">
      <div class="card-head">
        <h2>{h.keys}</h2>
      </div>
      <dl class="facts card-body">
        {h.keyList.map(([key, text]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
