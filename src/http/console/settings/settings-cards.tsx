import { OnThisMachineOnly } from '../app/on-this-machine-only.tsx'
import type { ComponentChildren } from 'preact'
import { numberCountries } from '../../../domain/contacts/tables/number-countries.ts'
import { relatedKinds } from '../../../domain/removals/related.ts'
import { Check, Choice, Csrf, Field, type FormState } from '../ui/form.tsx'
import { countryName } from '../ui/verdict-pill.tsx'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

export type Section =
  | 'company'
  | 'retention'
  | 'customers'
  | 'encounters'
  | 'former'
  | 'companies'
  | 'facts'
  | 'schedule'
  | 'alarms'
  | 'shopper'
  | 'tools'

interface Props {
  view: View
  form: FormState
}

/** The card of one part, with its one save. */
export function SettingsCard({
  view,
  section,
  action = section,
  more,
  children,
}: {
  view: View
  section: Section
  action?: string
  more: string
  children: ComponentChildren
}) {
  return (
    <section class="card" id={section}>
      <form method="post" action={`/settings/${action}`} class="card-body stack narrow">
        <p class="hint">{more}</p>
        <Csrf token={view.csrf} />
        {children}
        <p>
          <button type="submit" class="btn primary">
            {view.t.common.save}
          </button>
        </p>
      </form>
    </section>
  )
}

/** Who is responsible: it stands in letters, notices and receipts. */
export function Company({ view, form }: Props) {
  const c = view.t.settings.company
  const { controller } = view.settings
  return (
    <SettingsCard view={view} section="company" more={c.more}>
      <Field name="name" label={c.name} form={form} value={controller?.name} required />
      <Field name="contact" label={c.contact} form={form} value={controller?.contact} type="email" required />
      <Field
        name="privacyUrl"
        label={c.privacyUrl}
        form={form}
        value={controller?.privacyUrl}
        hint={c.privacyHint}
        inputmode="url"
        required
      />
      <Choice
        name="numberCountry"
        label={c.numberCountry}
        hint={c.numberHint}
        form={form}
        value={view.settings.numberCountry ?? ''}
        options={[['', c.numberUnset], ...numberCountries.map((code) => [code, countryName(view, code)] as const)]}
      />
    </SettingsCard>
  )
}

/** How long people are kept, and how much may be removed at once. */
export function Retention({ view, form }: Props) {
  const r = view.t.settings.retention
  const { kinds, settings: rel } = view.t.related
  const { settings } = view
  const typed = Object.keys(form.values).length > 0
  return (
    <SettingsCard view={view} section="retention" more={r.more}>
      <Field
        name="inactivityMonths"
        label={r.inactivityMonths}
        form={form}
        value={String(settings.inactivityMonths)}
        hint={r.inactivityHint}
        inputmode="numeric"
        suffix={r.months}
        required
      />
      <Field
        name="restoreDays"
        label={r.restoreDays}
        form={form}
        value={String(settings.restoreDays)}
        hint={r.restoreHint}
        inputmode="numeric"
        suffix={r.days}
        required
      />
      <Field
        name="erasureCoolingHours"
        label={r.erasureCoolingHours}
        form={form}
        value={String(settings.erasureCoolingHours)}
        hint={r.coolingHint}
        inputmode="numeric"
        suffix={r.hours}
        required
      />
      <Field
        name="maxRemovalSharePercent"
        label={r.maxRemovalSharePercent}
        form={form}
        value={String(Math.round(settings.maxRemovalShare * 1000) / 10)}
        inputmode="numeric"
        suffix={r.percent}
        required
      />
      <Field
        name="maxRemovalPeople"
        label={r.maxRemovalPeople}
        form={form}
        value={String(settings.maxRemovalPeople)}
        inputmode="numeric"
        suffix={r.people}
        required
      />
      <Field
        name="secondApprovalAbove"
        label={r.secondApprovalAbove}
        form={form}
        value={String(settings.secondApprovalAbove)}
        hint={r.secondHint}
        inputmode="numeric"
        suffix={r.people}
        required
      />
      <Check
        name="assumedStarts"
        label={r.assumedStarts}
        hint={r.assumedHint}
        checked={typed ? form.values['assumedStarts'] === 'on' : settings.assumedStarts}
      />
      <WhoStays view={view} form={form} />
      <fieldset class="stack" aria-describedby="related-hint">
        <legend>{rel.legend}</legend>
        <p class="hint" id="related-hint">
          {rel.hint}
          {[...view.app.connectors.values()].map(({ relatedNote }) =>
            relatedNote === undefined ? null : ` ${vendorText(view, relatedNote)}`,
          )}
        </p>
        {relatedKinds.map((kind) => (
          <Choice
            name={`related-${kind}`}
            label={kinds[kind]}
            form={form}
            value={settings.related[kind]}
            options={[
              ['keep', rel.keep],
              ['delete', rel.delete],
            ]}
          />
        ))}
      </fieldset>
    </SettingsCard>
  )
}

/** What keeps a person, and what becomes of those whom nothing keeps. */
function WhoStays({ view, form }: Props) {
  const r = view.t.settings.retention
  const { settings } = view
  const typed = Object.keys(form.values).length > 0
  return (
    <>
      <Check
        name="strictSoleTraders"
        label={r.strictSoleTraders}
        checked={typed ? form.values['strictSoleTraders'] === 'on' : settings.strictSoleTraders}
      />
      <Check
        name="eraseSilent"
        label={r.eraseSilent}
        hint={r.eraseSilentHint}
        checked={typed ? form.values['eraseSilent'] === 'on' : settings.eraseSilent}
      />
      <Check
        name="keepCompany"
        label={view.t.openWork.settings.company}
        hint={view.t.openWork.settings.companyHint}
        checked={typed ? form.values['keepCompany'] === 'on' : settings.openWork.company}
      />
    </>
  )
}

/** After how long an opt-out that stands still is said to be late. */
export function Alarms({ view, form }: Props) {
  const a = view.t.settings.alarms
  const [first, second, third] = view.settings.alarmMinutes
  return (
    <SettingsCard
      view={view}
      section="alarms"
      more={view.app.mailer === null ? `${a.more} ${a.noMail}` : `${a.more} ${a.mailed}`}
    >
      <OnThisMachineOnly view={view} text={view.t.consoleAddress.localPage(view.app.consoleUrl)} />
      <Field
        name="alarm1"
        label={a.first}
        form={form}
        value={String(first)}
        inputmode="numeric"
        suffix={a.minutes}
        required
      />
      <Field name="alarm2" label={a.second} form={form} value={view.f.number(second / 60)} suffix={a.hours} required />
      <Field name="alarm3" label={a.third} form={form} value={view.f.number(third / 60)} suffix={a.hours} required />
    </SettingsCard>
  )
}
