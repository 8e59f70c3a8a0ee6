import type { PropertyFault } from '../account/errors.ts'
import { findDef } from './store.ts'
import type { ContactRow, HubSpotStore, PropertyDef } from '../account/types.ts'

const emailShape = /^[^\s@;,<>()"]+@[^\s@;,<>()"]+\.[^\s@;,<>()".]{2,}$/u

export function normaliseEmail(value: string): string {
  return value.trim().toLowerCase()
}

/** Checks every written value against its definition (docs/reference/hubspot.md#write-errors). `''` clears. */
export function checkProperties(
  store: HubSpotStore,
  written: Readonly<Record<string, unknown>>,
  row: ContactRow | undefined,
  mayWriteReadOnly = false,
): { values: Record<string, string>; faults: PropertyFault[] } {
  const values: Record<string, string> = {}
  const faults: PropertyFault[] = []
  for (const [name, raw] of Object.entries(written)) {
    const def = findDef(store, name)
    if (def === undefined) {
      faults.push({ name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` })
      continue
    }
    if (def.readOnlyValue && !mayWriteReadOnly) {
      faults.push({
        name,
        code: 'READ_ONLY_VALUE',
        message: `"${name}" is a read only property; its value cannot be set.`,
      })
      continue
    }
    const checked = checkValue(def, text(raw), row)
    if (typeof checked === 'string') values[name] = checked
    else faults.push({ name, ...checked })
  }
  return { values, faults }
}

function text(raw: unknown): string {
  if (raw === null || raw === undefined) return ''
  return typeof raw === 'object' ? JSON.stringify(raw) : String(raw as string | number | boolean)
}

function checkValue(
  def: PropertyDef,
  value: string,
  row: ContactRow | undefined,
): string | { code: string; message: string } {
  if (value === '') return ''
  if (def.name === 'email') {
    const email = normaliseEmail(value)
    return emailShape.test(email) ? email : { code: 'INVALID_EMAIL', message: `Email address ${value} is invalid` }
  }
  switch (def.type) {
    case 'enumeration':
      return checkOptions(def, value, row)
    case 'bool':
      return /^(true|false)$/i.test(value)
        ? value.toLowerCase()
        : { code: 'INVALID_OPTION', message: optionMessage(def, value) }
    case 'number':
      return Number.isFinite(Number(value))
        ? value
        : { code: 'INVALID_LONG', message: `${value} was not a valid long.` }
    case 'date':
      return checkDate(value)
    case 'datetime':
      return checkDateTime(value)
    default:
      return value.length <= 65_536
        ? value
        : { code: 'VALUE_TOO_LONG', message: `The value of ${def.name} is too long.` }
  }
}

/** Exact, case-sensitive options; a multi-checkbox joins with `;` and a leading `;` appends. */
function checkOptions(
  def: PropertyDef,
  value: string,
  row: ContactRow | undefined,
): string | { code: string; message: string } {
  if (def.options.length === 0) return value
  const allowed = new Set(def.options.map((option) => option.value))
  if (def.fieldType !== 'checkbox')
    return allowed.has(value) ? value : { code: 'INVALID_OPTION', message: optionMessage(def, value) }
  const parts = value.split(';').filter((part) => part !== '')
  const wrong = parts.find((part) => !allowed.has(part))
  if (wrong !== undefined) return { code: 'INVALID_OPTION', message: optionMessage(def, wrong) }
  const old = value.startsWith(';') ? (row?.props[def.name] ?? '').split(';').filter((part) => part !== '') : []
  return [...new Set([...old, ...parts])].join(';')
}

function optionMessage(def: PropertyDef, value: string): string {
  const list = def.options.map((option) => `label: "${option.label}" value: "${option.value}"`).join(', ')
  return `${value} was not one of the allowed options: [${list}]`
}

function checkDate(value: string): string | { code: string; message: string } {
  const wrong = { code: 'INVALID_DATE', message: `${value} was not a valid date. Dates must be at midnight UTC.` }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const at = Date.parse(`${value}T00:00:00Z`)
    return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? wrong : value
  }
  const at = /^-?\d+$/.test(value) ? Number(value) : Number.NaN
  return Number.isNaN(at) || at % 86_400_000 !== 0 ? wrong : new Date(at).toISOString().slice(0, 10)
}

function checkDateTime(value: string): string | { code: string; message: string } {
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value)
  if (!Number.isFinite(at) || Math.abs(at) > 8e15)
    return { code: 'INVALID_DATE', message: `${value} was not a valid long.` }
  return new Date(at).toISOString()
}

/**
 * `lifecyclestage` only moves forward by API, in the portal's order; cleared first, it may go back. A backward value is
 * dropped in silence.
 */
export function dropBackwardStage(
  store: HubSpotStore,
  values: Record<string, string>,
  row: ContactRow | undefined,
): void {
  const stages = findDef(store, 'lifecyclestage')?.options.map(({ value }) => value) ?? []
  const next = values['lifecyclestage']
  const current = row?.props['lifecyclestage']
  if (next === undefined || next === '' || current === undefined) return
  if (stages.indexOf(next) < stages.indexOf(current)) delete values['lifecyclestage']
}
