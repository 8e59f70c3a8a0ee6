import type { SfError } from '../account/errors.ts'

export type SfWritten =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly status: number; readonly error: SfError }

export function no(code: string, message: string, fields?: readonly string[], status = 400): SfWritten & { ok: false } {
  return { ok: false, status, error: { code, message, ...(fields === undefined ? {} : { fields }) } }
}
