import { identityChecks } from '../../../../domain/removals/erasure-request.ts'
import { DayField } from '../../ui/days/day-field.tsx'
import { dayError, receivedError } from '../../app/days/day-error.ts'
import { Choice, Field, type FormState } from '../../ui/form.tsx'
import type { View } from '../../app/view.ts'

/** How a request of a person came, on which day, and how it was checked who they are: of erasure and of access. */
export function RequestFields({
  view,
  form,
  doors,
  hows = view.t.erasure.identity.hows,
}: {
  view: View
  form: FormState
  doors: readonly (keyof View['t']['byHand']['doors'])[]
  /** Words of the checks, where no contact is known. */
  hows?: Readonly<Record<string, string>>
}) {
  const { t } = view
  const e = t.erasure
  return (
    <>
      <Choice
        name="door"
        label={e.door}
        form={form}
        options={[['', e.choose], ...doors.map((door) => [door, t.byHand.doors[door]] as const)]}
      />
      <DayField view={view} name="receivedOn" label={e.receivedOn} form={form} hint={e.receivedHint} required />
      <Choice
        name="identity"
        label={e.identity.legend}
        form={form}
        options={[['', e.identity.choose], ...identityChecks.map((how) => [how, hows[how] ?? how] as const)]}
      />
      <Field name="identityWords" label={e.identity.words} form={form} hint={e.identity.wordsHint} lines={2} />
    </>
  )
}

/** What is wrong with a request, with the sentences about its days as they were typed. */
export function withDayErrors(
  view: View,
  form: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
): Record<string, string> {
  const { receivedOn, keptUntil } = errors
  return {
    ...errors,
    ...(receivedOn === undefined ? {} : { receivedOn: receivedError(view, form['receivedOn'], receivedOn) }),
    ...(keptUntil === undefined ? {} : { keptUntil: dayError(view, form['keptUntil'], keptUntil) }),
  }
}
