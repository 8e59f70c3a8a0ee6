import { z } from 'zod'
import type { VendorConsent, VendorForm, VendorFormField } from '../../../src/connector/vendor-form.ts'
import { shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { formPageSize, paths } from '../transport/endpoints.ts'
import { sdkSend } from '../transport/sdk.ts'

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '')
const Field = z.looseObject({
  name: z.string(),
  label: Text,
  fieldType: z.string().default('single_line_text'),
  required: z.boolean().default(false),
  hidden: z.boolean().default(false),
  description: Text,
  placeholder: Text,
  defaultValue: z.unknown().optional(),
  defaultValues: z.unknown().optional(),
  options: z.array(z.looseObject({ label: Text })).nullish(),
  dependentFields: z.array(z.looseObject({ dependentField: z.unknown() })).nullish(),
})
type Field = z.infer<typeof Field>
const Box = z.looseObject({ label: Text, required: z.boolean().default(false) })
/**
 * Only the type `hubspot` is modelled by the specification (docs/reference/hubspot.md#forms-api): everything but the id
 * may be missing.
 */
const Form = z.looseObject({
  id: z.coerce.string(),
  name: Text,
  archived: z.boolean().default(false),
  updatedAt: z.string().nullish(),
  fieldGroups: z.array(z.looseObject({ richText: Text, fields: z.array(Field).nullish() })).nullish(),
  configuration: z.looseObject({ language: z.string().nullish() }).nullish(),
  displayOptions: z.looseObject({ submitButtonText: Text }).nullish(),
  legalConsentOptions: z
    .looseObject({
      type: z.string().default('none'),
      privacyText: Text,
      communicationConsentText: Text,
      communicationsCheckboxes: z.array(Box).nullish(),
      consentToProcessText: Text,
      consentToProcessCheckboxLabel: Text,
      consentToProcessFooterText: Text,
    })
    .nullish(),
})
type Form = z.infer<typeof Form>
const Page = z.object({
  results: z.array(Form),
  paging: z.object({ next: z.object({ after: z.coerce.string() }).nullish() }).nullish(),
})

/** More pages than any account has: a vendor that repeats itself is not followed for ever. */
const pagesAtMost = 200

/** Every live form of the account, page by page (docs/reference/hubspot.md#forms-api), over the SDK. */
export async function listForms(ctx: HubspotContext): Promise<VendorForm[]> {
  const found: VendorForm[] = []
  let after: string | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const answer = shaped(
      await sdkSend(ctx, {
        method: 'GET',
        path: paths.forms,
        query: { limit: String(formPageSize), formTypes: 'all', after },
      }),
      Page,
    )
    found.push(...answer.results.map(formOf))
    const next = answer.paging?.next?.after
    if (next === undefined || next === after) break
    after = next
  }
  return found
}

export async function readForm(ctx: HubspotContext, id: string): Promise<VendorForm | null> {
  const answer = await sdkSend(ctx, { method: 'GET', path: paths.form(id), accept: [404] })
  if (answer.status === 404) return null
  const form = shaped(answer, Form)
  return form.archived ? null : formOf(form)
}

function formOf(form: Form): VendorForm {
  const groups = form.fieldGroups ?? []
  return {
    id: form.id,
    name: form.name,
    language: form.configuration?.language ?? null,
    updatedAt: form.updatedAt ?? null,
    texts: groups.map(({ richText }) => richText).filter((text) => text !== ''),
    fields: groups
      .flatMap(({ fields }) => fields ?? [])
      .flatMap((field) => withDependent(field))
      .map(fieldOf),
    consent: consentOf(form.legalConsentOptions),
    submitText: form.displayOptions?.submitButtonText || 'Submit',
  }
}

const types: Readonly<Record<string, VendorFormField['type']>> = {
  email: 'email',
  phone: 'tel',
  mobile_phone: 'tel',
  datepicker: 'date',
  multi_line_text: 'textarea',
  dropdown: 'select',
  multiple_checkboxes: 'checkbox',
  single_checkbox: 'checkbox',
  radio: 'radio',
  file: 'file',
  number: 'number',
  payment_link_radio: 'radio',
}

/** How deep fields may hang on each other; HubSpot's own editor stays under it. */
const deepest = 5

/**
 * A field and those that show after some answer to it (SDK model `DependentField`): they ask for data as well. One in a
 * shape nobody knows is left out.
 */
function withDependent(field: Field, depth = 0): Field[] {
  const shown =
    depth === deepest
      ? []
      : (field.dependentFields ?? []).flatMap(({ dependentField }) => Field.safeParse(dependentField).data ?? [])
  return [field, ...shown.flatMap((one) => withDependent(one, depth + 1))]
}

function fieldOf({
  name,
  label,
  fieldType,
  required,
  hidden,
  description,
  placeholder,
  defaultValue,
  defaultValues,
  options,
}: Field): VendorFormField {
  const preset =
    typeof defaultValue === 'string' || typeof defaultValue === 'boolean'
      ? String(defaultValue)
      : Array.isArray(defaultValues)
        ? defaultValues.filter((one) => typeof one === 'string').join(' ')
        : ''
  return {
    name,
    label: label || name,
    type: types[fieldType] ?? 'text',
    required,
    hidden,
    help: [description, placeholder].filter((text) => text !== '').join(' '),
    value: preset,
    options: (options ?? []).map((option) => option.label),
  }
}

/** In the order in which HubSpot draws them, all above the button (docs/reference/hubspot.md#forms-consent). */
function consentOf(options: Form['legalConsentOptions']): VendorConsent {
  if (options == null || options.type === 'none') return { kind: 'none', parts: [] }
  const text = (one: string) => (one === '' ? [] : [{ text: one }])
  const kinds: Readonly<Record<string, VendorConsent['kind']>> = {
    legitimate_interest: 'legitimate-interest',
    explicit_consent_to_process: 'explicit',
    implicit_consent_to_process: 'implicit',
  }
  return {
    kind: kinds[options.type] ?? 'unknown',
    parts: [
      ...text(options.communicationConsentText),
      ...(options.communicationsCheckboxes ?? []).map(({ label, required }) => ({ box: label, required })),
      ...text(options.consentToProcessText),
      ...(options.consentToProcessCheckboxLabel === ''
        ? []
        : [{ box: options.consentToProcessCheckboxLabel, required: true }]),
      ...text(options.consentToProcessFooterText),
      ...text(options.privacyText),
    ],
  }
}
