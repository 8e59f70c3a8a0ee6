import { hasCome } from '../../../domain/app/day.ts'
import {
  BrokerProfile,
  brokerRoles,
  brokerUses,
  deciders,
  objectionWays,
} from '../../../domain/brokers/broker-profile.ts'
import type { DeliveryForm } from '../../../operations/brokers/broker-register.ts'
import { pastError } from '../app/days/day-error.ts'
import type { View } from '../app/view.ts'

type Fields = Readonly<Record<string, string>>
type Read<T> = { value: T } | { errors: Record<string, string> }

const text = (form: Fields, name: string) => {
  const typed = (form[name] ?? '').trim()
  return typed === '' ? null : typed
}
const chosen = <T extends string>(form: Fields, name: string, options: readonly T[], otherwise: T): T =>
  options.find((option) => option === form[name]) ?? otherwise
const codes = (typed: string) =>
  typed
    .split(/[\s,;]+/u)
    .filter((code) => code !== '')
    .map((code) => code.toUpperCase())

/** The form of the register, field by field; `evidenceId` is that of the contract that is kept already. */
export function readProfile(view: View, form: Fields, evidenceId: string | null): Read<BrokerProfile> {
  const e = view.t.brokerRegister.errors
  const hours = text(form, 'hours')
  const raw: Record<keyof BrokerProfile, unknown> = {
    legalName: form['legalName'] ?? '',
    names: (form['names'] ?? '')
      .split(/\r?\n/u)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    country: text(form, 'country')?.toUpperCase() ?? null,
    objections: {
      way: chosen(form, 'way', objectionWays, 'unknown'),
      address: text(form, 'address'),
      format: text(form, 'format'),
      hours: hours === null ? null : Number(hours),
      acknowledged: form['acknowledged'] === 'on',
    },
    contract: { reference: text(form, 'reference'), from: text(form, 'from'), until: text(form, 'until'), evidenceId },
    role: chosen(form, 'role', brokerRoles, 'unknown'),
    decides: Object.fromEntries(
      (['sources', 'fields', 'terms'] as const).map((what) => [
        what,
        chosen(form, `decides-${what}`, deciders, 'unknown'),
      ]),
    ),
    use: {
      people: chosen(form, 'people', brokerUses, 'unknown'),
      countries: [...new Set(codes(form['countries'] ?? ''))],
    },
    connectionId: text(form, 'connectionId'),
  }
  const parsed = BrokerProfile.safeParse(raw)
  if (parsed.success) return { value: parsed.data }
  const sentences: Readonly<Record<string, string>> = {
    legalName: e.name,
    country: e.country,
    countries: e.countries,
    hours: e.hours,
    from: view.t.common.days.unreadable,
    until: view.t.common.days.unreadable,
  }
  return {
    errors: Object.fromEntries(
      parsed.error.issues.map((issue) => {
        const field = issue.path.findLast(
          (part) => typeof part === 'string' && part !== 'use' && part !== 'contract' && part !== 'objections',
        ) as string
        return [field, sentences[field] ?? e.tooLong]
      }),
    ),
  }
}

/** The form that notes a delivery. */
export function readDelivery(view: View, form: Fields): Read<DeliveryForm> {
  const e = view.t.brokerRegister.errors
  const errors: Record<string, string> = {}
  const number = (name: 'promisedRows' | 'washBefore' | 'washAfter') => {
    const typed = text(form, name)
    if (typed === null) return null
    if (/^\d{1,9}$/u.test(typed)) return Number(typed)
    errors[name] = e.number
    return null
  }
  const short = (name: string, most: number) => {
    const typed = text(form, name)
    if (typed !== null && typed.length > most) errors[name] = e.tooLong
    return typed
  }
  const day = text(form, 'obtainedOn') ?? ''
  const value = {
    obtainedOn: day,
    reference: short('reference', 200),
    fileName: short('fileName', 200),
    promised: short('promised', 300),
    promisedRows: number('promisedRows'),
    washBefore: number('washBefore'),
    washAfter: number('washAfter'),
  }
  if (!hasCome(day, view.today)) errors['obtainedOn'] = pastError(view, day, e.day)
  return Object.keys(errors).length > 0 ? { errors } : { value }
}
