import { takesNotice, type FormDispute } from '../../../domain/forms/form-dispute.ts'
import { rowName } from '../app/row-name.ts'
import { formRowTexts } from '../../../domain/forms/tables/form-reasons.ts'
import { Choice, Csrf, emptyForm, Field, FieldError, type FormState } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import type { FormPageProps, FormPeople } from './form-row.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { sayIn } from '../app/say-in.ts'
import type { View } from '../app/view.ts'

/** Whose people come through this form, and what its faults take out. */
export function FormPeopleCard({
  view,
  props,
  people,
  digest,
}: {
  view: View
  props: FormPageProps
  people: FormPeople
  digest: string
}) {
  const { f } = view
  const s = view.t.forms.people
  const { form } = props
  const judge = allowed(view.role, may.judge)
  const tied = form.sourceName !== null || form.questionnaireId !== null
  return (
    <section class="card" id="people">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{s.more}</p>
        {form.questionnaireId !== null ? (
          <p>{s.questionnaire}</p>
        ) : !judge ? (
          <p>{form.sourceName ?? s.nobody}</p>
        ) : (
          <form method="post" action={`/forms/${form.id}/people`} class="choose">
            <Csrf token={view.csrf} />
            <Choice
              name="source"
              label={s.source}
              form={emptyForm}
              value={form.sourceName ?? ''}
              options={[['', s.nobody], ...people.names.map((name) => [name, name] as const)]}
            />
            <button type="submit" class="btn">
              {s.save}
            </button>
          </form>
        )}
        {!tied ? null : people.disputes.length === 0 ? (
          <p>{s.nothing}</p>
        ) : (
          <ul class="plain-list audit-rows">
            {people.disputes.map((dispute) => (
              <li>
                <div class="audit-state">
                  <Pill tone={dispute.until === null ? 'broken' : 'wait'}>{dispute.row}</Pill>
                </div>
                <div class="audit-found">
                  <h3>{sayIn(view)(formRowTexts[dispute.row].title)}</h3>
                  <p>
                    {dispute.until === null
                      ? s.since(f.dateTime(new Date(dispute.from)))
                      : s.between(f.dateTime(new Date(dispute.from)), f.dateTime(new Date(dispute.until)))}{' '}
                    {takesNotice(dispute.row)
                      ? s.notice(dispute.people)
                      : form.questionnaireId === null
                        ? s.noConsents
                        : s.consents(dispute.consents)}
                  </p>
                  {judge && dispute.until === null ? (
                    <Confirm view={view} props={props} dispute={dispute} digest={digest} />
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        )}
        {people.confirmations.map(({ row, note, author, confirmedAt }) => (
          <p class="hint">{s.confirmed(rowName(view, row), author, f.dateTime(confirmedAt), note)}</p>
        ))}
      </div>
    </section>
  )
}

function Confirm({
  view,
  props,
  dispute,
  digest,
}: {
  view: View
  props: FormPageProps
  dispute: FormDispute
  digest: string
}) {
  const s = view.t.forms.people
  const open = props.typed?.row === `confirm-${dispute.row}`
  const state: FormState = open && props.typed !== null ? props.typed.state : emptyForm
  const prefix = `confirm-${dispute.row}-`
  return (
    <details class="answer" open={open}>
      <summary>{s.confirm(rowName(view, dispute.row))}</summary>
      <form method="post" action={`/forms/${props.form.id}/confirm`} class="stack narrow">
        <Csrf token={view.csrf} />
        <input type="hidden" name="row" value={dispute.row} />
        <input type="hidden" name="digest" value={digest} />
        <Field name="note" prefix={prefix} label={s.note} hint={s.noteHint} form={state} />
        <FieldError id={`${prefix}row`} error={state.errors['row']} />
        <p>
          <button type="submit" class="btn">
            {s.keep}
          </button>
        </p>
      </form>
    </details>
  )
}
