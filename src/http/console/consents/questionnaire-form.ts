import { askedFields, QuestionnaireForm, formFaults, type FormFault } from '../../../domain/consents/questionnaire.ts'
import { boxIds, formLanguages } from '../../../domain/consents/tables/consent-boxes.ts'
import type { FormState } from '../ui/form.tsx'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'

/** What the builder's fields hold, as the domain reads it; shape and words are not checked yet. */
export function typedForm(visit: Visit): unknown {
  const { form } = visit
  const list = (name: string) => visit.list(name)
  const words = (name: string) => ({ fr: form[`${name}-fr`] ?? '', en: form[`${name}-en`] ?? '' })
  return {
    event: form['event'] ?? '',
    languages: formLanguages.filter((language) => list('languages').includes(language)),
    title: words('title'),
    subject: words('subject'),
    fields: Object.fromEntries(askedFields.map((name) => [name, form[`field-${name}`]])),
    boxes: boxIds.filter((id) => list('boxes').includes(id)).map((id) => ({ id, text: words(`text-${id}`) })),
    signature: form['signature'] === 'on',
    numberCountry: form['numberCountry'],
  }
}

/** Fields as the builder shows them again, for a stored form. */
export function valuesOf(form: QuestionnaireForm): Record<string, string> {
  return {
    event: form.event,
    languages: form.languages.join(' '),
    boxes: form.boxes.map((box) => box.id).join(' '),
    signature: form.signature ? 'on' : '',
    numberCountry: form.numberCountry,
    ...Object.fromEntries(
      formLanguages.flatMap((language) => [
        [`title-${language}`, form.title[language]],
        [`subject-${language}`, form.subject[language]],
        ...form.boxes.map((box) => [`text-${box.id}-${language}`, box.text[language]]),
      ]),
    ),
    ...Object.fromEntries(Object.entries(form.fields).map(([name, need]) => [`field-${name}`, need])),
  }
}

/** A form that can be saved, or what is wrong with it, field by field. */
export function checkForm(
  view: View,
  typed: unknown,
): { form: QuestionnaireForm; errors: null } | { form: null; errors: FormState['errors'] } {
  const e = view.t.consents.errors
  const parsed = QuestionnaireForm.safeParse(typed)
  if (!parsed.success)
    return {
      form: null,
      errors: Object.fromEntries(parsed.error.issues.map((issue) => shapeError(issue.path.map(String), e))),
    }
  const company = view.settings.controller?.name ?? ''
  const faults = formFaults(parsed.data, company)
  // Of several faults in one field the first is told.
  return faults.length === 0
    ? { form: parsed.data, errors: null }
    : {
        form: null,
        errors: Object.fromEntries(
          [...Map.groupBy(faults, (fault) => fault.where)].map(([where, [first]]) => [
            nameOf(where),
            first === undefined ? '' : faultText(view, first, company),
          ]),
        ),
      }
}

function shapeError([first = '', ...rest]: readonly string[], e: View['t']['consents']['errors']): [string, string] {
  if (first === 'event') return ['event', e.event]
  if (first === 'languages') return ['languages', e.languages]
  return [[first, ...rest].join('-'), e.tooLong]
}

/** `box.prospecting-email.fr` is the field `text-prospecting-email-fr`. */
function nameOf(where: string): string {
  const [first, ...rest] = where.split('.')
  return first === 'box' ? ['text', ...rest].join('-') : where === 'phone' ? 'field-phone' : where.replace('.', '-')
}

function faultText({ t, f }: View, fault: FormFault, company: string): string {
  const e = t.consents.errors
  switch (fault.fault) {
    case 'missing':
      return e.missing
    case 'no-company':
      return e.company(company)
    case 'no-number-field':
      return e.number
    case 'two-subjects':
      return e.subjects(f.list(fault.subjects.map((subject) => t.consents.subjects[subject])))
  }
}
