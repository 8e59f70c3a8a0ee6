import { brokerRoles, brokerUses, deciders, objectionWays } from '../../../domain/brokers/broker-profile.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Check, Choice, Csrf, Field, FieldError, emptyForm, type FormState } from '../ui/form.tsx'
import type { BrokerProps } from './broker-props.ts'
import { FileLink } from '../ui/file-link.tsx'
import { evidenceEndings } from '../app/evidence-upload.ts'
import type { View } from '../app/view.ts'

const prefix = 'profile-'

interface SplitProps {
  view: View
  props: BrokerProps
  form: FormState
}

/** What the register says of a broker: names, how an objection reaches it, contract, roles, use. */
export function ProfileCard({ view, props }: { view: View; props: BrokerProps }) {
  const { t, f } = view
  const o = t.brokerRegister.one
  const { broker } = props
  const form = props.at === 'profile' ? props.form : emptyForm
  return (
    <section class="card" id="profile">
      <div class="card-head">
        <h2>{o.profile}</h2>
        <span class="hint">{o.version(broker.version, broker.profileBy, f.dateTime(broker.profileAt))}</span>
      </div>
      <form method="post" action={`/brokers/${broker.id}`} enctype="multipart/form-data" class="card-body stack plain">
        <Csrf token={view.csrf} />
        <IdentityPart view={view} props={props} form={form} />
        <ObjectionsPart view={view} props={props} form={form} />
        <ContractPart view={view} props={props} form={form} />
        <RolesPart view={view} props={props} form={form} />
        <UsePart view={view} props={props} form={form} />
        <p>
          <button type="submit" class="btn primary">
            {o.saveProfile}
          </button>
        </p>
      </form>
    </section>
  )
}

/** What it is called, where it sits, and the system it is connected as. */
function IdentityPart({ view, props, form }: SplitProps) {
  const o = view.t.brokerRegister.one
  const { profile } = props.broker
  return (
    <fieldset>
      <legend>{o.identity}</legend>
      <div class="row-fields">
        <Field
          name="legalName"
          prefix={prefix}
          label={o.legalName}
          form={form}
          value={profile.legalName}
          required
          autocomplete="off"
        />
        <Field
          name="country"
          prefix={prefix}
          label={o.country}
          hint={o.countryHint}
          form={form}
          value={profile.country ?? ''}
          autocomplete="off"
        />
        <Choice
          name="connectionId"
          prefix={prefix}
          label={o.connection}
          form={form}
          value={profile.connectionId ?? ''}
          options={[['', o.noConnection] as const, ...props.connections.map(({ id, label }) => [id, label] as const)]}
        />
      </div>
      <Field
        name="names"
        prefix={prefix}
        label={o.names}
        hint={o.namesHint}
        form={form}
        value={profile.names.join('\n')}
        lines={3}
      />
    </fieldset>
  )
}

/** How an opt-out reaches it, and how fast it answers. */
function ObjectionsPart({ view, props, form }: SplitProps) {
  const o = view.t.brokerRegister.one
  const { profile } = props.broker
  return (
    <fieldset>
      <legend>{o.objections}</legend>
      <div class="row-fields">
        <Choice
          name="way"
          prefix={prefix}
          label={o.way}
          form={form}
          value={profile.objections.way}
          options={pairs(o.ways, objectionWays)}
        />
        <Field
          name="address"
          prefix={prefix}
          label={o.address}
          form={form}
          value={profile.objections.address ?? ''}
          autocomplete="off"
        />
        <Field
          name="format"
          prefix={prefix}
          label={o.format}
          form={form}
          value={profile.objections.format ?? ''}
          autocomplete="off"
        />
        <Field
          name="hours"
          prefix={prefix}
          label={o.hours}
          form={form}
          value={profile.objections.hours === null ? '' : String(profile.objections.hours)}
          inputmode="numeric"
          suffix={o.hoursUnit}
        />
      </div>
      <Check
        name="acknowledged"
        prefix={prefix}
        label={o.acknowledged}
        checked={props.at === 'profile' ? form.values['acknowledged'] === 'on' : profile.objections.acknowledged}
      />
    </fieldset>
  )
}

/** The contract, with its file. */
function ContractPart({ view, props, form }: SplitProps) {
  const o = view.t.brokerRegister.one
  const { profile } = props.broker
  const contract = props.files.find((file) => file.id === profile.contract.evidenceId)
  const fileError = form.errors['contractFile']
  return (
    <fieldset>
      <legend>{o.contract}</legend>
      <div class="row-fields">
        <Field
          name="reference"
          prefix={prefix}
          label={o.reference}
          form={form}
          value={profile.contract.reference ?? ''}
          autocomplete="off"
        />
        <DayField
          view={view}
          name="from"
          prefix={prefix}
          label={o.from}
          form={form}
          value={profile.contract.from ?? ''}
        />
        <DayField
          view={view}
          name="until"
          prefix={prefix}
          label={o.until}
          form={form}
          value={profile.contract.until ?? ''}
        />
        <div class="field">
          <label for={`${prefix}contractFile`}>{o.contractFile}</label>
          <input
            type="file"
            id={`${prefix}contractFile`}
            name="contractFile"
            accept={evidenceEndings}
            aria-invalid={fileError === undefined ? undefined : 'true'}
            aria-describedby={fileError === undefined ? undefined : `${prefix}contractFile-error`}
          />
          {contract === undefined ? null : (
            <p class="hint">
              <FileLink file={contract} />
            </p>
          )}
          <FieldError id={`${prefix}contractFile`} error={fileError} />
        </div>
      </div>
    </fieldset>
  )
}

/** Who decides what: the part that makes two companies responsible together. */
function RolesPart({ view, props, form }: SplitProps) {
  const o = view.t.brokerRegister.one
  const { profile } = props.broker
  return (
    <fieldset>
      <legend>{o.roles}</legend>
      <div class="row-fields">
        <Choice
          name="role"
          prefix={prefix}
          label={o.role}
          form={form}
          value={profile.role}
          options={pairs(o.roleNames, brokerRoles)}
        />
        {(['sources', 'fields', 'terms'] as const).map((what) => (
          <Choice
            name={`decides-${what}`}
            prefix={prefix}
            label={o.decides[what]}
            form={form}
            value={profile.decides[what]}
            options={pairs(o.deciders, deciders)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** For whom its data may be used. */
function UsePart({ view, props, form }: SplitProps) {
  const o = view.t.brokerRegister.one
  const { profile } = props.broker
  return (
    <fieldset>
      <legend>{o.use}</legend>
      <div class="row-fields">
        <Choice
          name="people"
          prefix={prefix}
          label={o.people}
          form={form}
          value={profile.use.people}
          options={pairs(o.uses, brokerUses)}
        />
        <Field
          name="countries"
          prefix={prefix}
          label={o.countries}
          hint={o.countriesHint}
          form={form}
          value={profile.use.countries.join(', ')}
          autocomplete="off"
        />
      </div>
    </fieldset>
  )
}

function pairs<K extends string>(texts: Readonly<Record<K, string>>, keys: readonly K[]): (readonly [K, string])[] {
  return keys.map((key) => [key, texts[key]] as const)
}
