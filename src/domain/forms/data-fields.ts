import { trimEndOf } from '../app/trim-signs.ts'
import { flat } from './flat.ts'
import type { PageField } from './model.ts'
import { fieldKinds, noData, type FieldNature } from './tables/form-fields.ts'

/** A field that asks for something about the person. */
export interface DataField {
  field: PageField
  kind: string
  nature: FieldNature
  /** How it is called on the page. */
  called: string
}

/**
 * A choice among boxes or buttons asks once, by the question above them; told only where that is about the private
 * person.
 */
function choiceOf(field: PageField, all: readonly PageField[]): DataField[] {
  const asked = field.group !== '' ? field.group : field.control === 'checkbox' ? field.label : ''
  const kind = fieldKinds.find(([, pattern]) => pattern.test(flat(asked).replace(/\([^()]*\)/gu, ' ')))
  if (kind === undefined || (kind[2] !== 'never' && kind[2] !== 'private')) return []
  return all.find((one) => one.name === field.name && one.group === field.group) === field
    ? [{ field, kind: kind[0], nature: kind[2], called: trimEndOf(asked, /[*:\s]/u).trim() }]
    : []
}

/** What the field asks of the person; none when it asks nothing. */
export function dataOf(field: PageField, _place: number, all: readonly PageField[]): DataField[] {
  if (field.control === 'checkbox' || field.control === 'radio') return choiceOf(field, all)
  if (['password', 'search'].includes(field.control)) return []
  const told = flat(`${field.label} ${field.label === '' ? field.help : ''}`)
  const named = flat(field.name.replace(/([a-z])([A-Z])/gu, '$1 $2').replace(/[_\-[\].]+/gu, ' '))
  if (noData.test(flat(field.name)) || (told === '' && noData.test(named))) return []
  const label = field.label !== '' ? field.label : field.help !== '' ? field.help : field.name
  return [{ field, ...kindOf(field, told, named), called: trimEndOf(label, /[*:\s]/u).trim() }]
}

/** By its control, else by what it is called; its own name counts only where the label says nothing that is known. */
function kindOf(field: PageField, told: string, named: string): Pick<DataField, 'kind' | 'nature'> {
  if (field.control === 'email')
    return { kind: 'email', nature: /personnel|prive|private/u.test(told) ? 'private' : 'usual' }
  if (field.control === 'textarea') return { kind: 'message', nature: 'usual' }
  // `adresse` is often the name of an e-mail's field.
  const kind =
    fieldKinds.find(([, pattern]) => pattern.test(told.replace(/\([^()]*\)/gu, ' '))) ??
    (told === '' || field.control === 'tel' ? fieldKinds.find(([, pattern]) => pattern.test(named)) : undefined)
  if (kind !== undefined) return { kind: kind[0], nature: kind[2] }
  return field.control === 'tel' ? { kind: 'phone', nature: 'phone' } : { kind: 'other', nature: 'other' }
}
