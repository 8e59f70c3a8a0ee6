import type { VendorForm, VendorFormField } from '../../connector/vendor-form.ts'
import type { FormModel } from '../../domain/forms/model.ts'
import { parsePage } from './parse-page.ts'

/** A vendor's form as its visitors see it: drawn the way the vendor draws it, then read like any page. */
export function modelOfVendorForm(form: VendorForm): FormModel {
  const parts = form.consent.parts.map((part, place) =>
    'text' in part
      ? `<div>${part.text}</div>`
      : `<div><label><input type="checkbox" name="legal-${place}"${part.required ? ' required' : ''}><span>${inline(part.box)}${part.required ? ' *' : ''}</span></label></div>`,
  )
  const html = `<html${form.language === null ? '' : ` lang="${escaped(form.language)}"`}><body><h2>${escaped(form.name)}</h2><form id="${escaped(form.id)}">${form.texts.map((text) => `<div>${text}</div>`).join('')}${form.fields.map(fieldHtml).join('')}${parts.join('')}<button type="submit">${escaped(form.submitText)}</button></form></body></html>`
  const [model] = parsePage(html, null).forms
  // A form without any visible field is still somebody's form.
  return model === undefined
    ? {
        key: form.id,
        name: form.name,
        language: form.language,
        heading: form.name,
        fields: [],
        pieces: [],
        buttons: [],
        hidden: [],
        footLinks: [],
      }
    : { ...model, name: form.name }
}

function fieldHtml(field: VendorFormField, place: number): string {
  const id = `f${place}`
  const shared = `id="${id}" name="${escaped(field.name)}"${field.required ? ' required' : ''}`
  if (field.hidden) return `<input type="hidden" name="${escaped(field.name)}" value="${escaped(field.value)}">`
  const star = field.required ? ' *' : ''
  const help = field.help === '' ? '' : ` title="${escaped(field.help)}"`
  if (field.type === 'checkbox' && field.options.length <= 1)
    return `<div><label><input type="checkbox" ${shared}${/^(true|yes|oui)$/iu.test(field.value) ? ' checked' : ''}${help}><span>${escaped(field.label)}${star}</span></label></div>`
  if (field.type === 'checkbox' || field.type === 'radio')
    return `<fieldset><legend>${escaped(field.label)}${star}</legend>${field.options.map((option) => `<label><input type="${field.type}" name="${escaped(field.name)}"${field.value.split(' ').includes(option) ? ' checked' : ''}>${escaped(option)}</label>`).join('')}</fieldset>`
  const label = `<label for="${id}">${escaped(field.label)}${star}</label>`
  if (field.type === 'select')
    return `<div>${label}<select ${shared}${help}><option value=""></option>${field.options.map((option) => `<option>${escaped(option)}</option>`).join('')}</select></div>`
  return field.type === 'textarea'
    ? `<div>${label}<textarea ${shared}${help}></textarea></div>`
    : `<div>${label}<input type="${field.type}" ${shared}${help}></div>`
}

/** Blocks inside of a box's words would part them. */
const inline = (html: string) => html.replace(/<\/?(p|div|br)[^<>]*>/giu, ' ')
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
