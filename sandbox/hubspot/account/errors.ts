import { randomUUID } from 'node:crypto'
import type { Answer } from '../../core/call.ts'
import { Refusal } from '../../core/call.ts'

/**
 * docs/reference/hubspot.md#error-body: the common body; only `message` is certain. Texts marked UNSURE there live in
 * this file.
 */
export interface VendorError {
  readonly category: string
  readonly message: string
  readonly subCategory?: string
  readonly errors?: readonly unknown[]
  readonly context?: Readonly<Record<string, readonly string[]>>
  readonly links?: Readonly<Record<string, string>>
}

export function errorAnswer(status: number, error: VendorError): Answer {
  return {
    status,
    json: {
      status: 'error',
      message: error.message,
      correlationId: randomUUID(),
      category: error.category,
      ...extras(error),
    },
  }
}

/** Inside a batch: the same without a correlation id (docs/reference/hubspot.md#error-body). */
export function standardError(error: VendorError): Record<string, unknown> {
  return { status: 'error', category: error.category, message: error.message, context: {}, ...extras(error) }
}

function extras(error: VendorError): Record<string, unknown> {
  return {
    ...(error.subCategory === undefined ? {} : { subCategory: error.subCategory }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.context === undefined ? {} : { context: error.context }),
    ...(error.links === undefined ? {} : { links: error.links }),
  }
}

export function refuse(
  status: number,
  category: string,
  message: string,
  more: Omit<VendorError, 'category' | 'message'> = {},
): never {
  throw new Refusal(errorAnswer(status, { category, message, ...more }))
}

export function invalid(message: string, more: Omit<VendorError, 'category' | 'message'> = {}): never {
  return refuse(400, 'VALIDATION_ERROR', message, more)
}

export function notFoundContact(): never {
  return refuse(404, 'OBJECT_NOT_FOUND', 'resource not found')
}

export function notFoundProperty(name: string): never {
  return refuse(404, 'OBJECT_NOT_FOUND', `Property "${name}" does not exist`)
}

export interface PropertyFault {
  readonly name: string
  readonly code: string
  readonly message: string
}

/** docs/reference/hubspot.md#write-errors: the composite message plus `errors[]`. */
export function propertyErrors(portalId: number, faults: readonly PropertyFault[]): VendorError {
  const list = faults.map((fault) => ({
    isValid: false,
    message: fault.message,
    error: fault.code,
    name: fault.name,
    localizedErrorMessage: fault.message,
    portalId,
  }))
  return {
    category: 'VALIDATION_ERROR',
    message: `Property values were not valid: ${JSON.stringify(list)}`,
    errors: faults.map((fault) => ({
      message: fault.message,
      code: fault.code,
      context: { propertyName: [fault.name] },
    })),
  }
}

const limitTexts = {
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
  DAILY: 'You have reached your daily limit.',
} as const

/** docs/reference/hubspot.md#limits. */
export function rateLimitAnswer(policyName: keyof typeof limitTexts): Answer {
  return {
    status: 429,
    json: {
      status: 'error',
      message: limitTexts[policyName],
      errorType: 'RATE_LIMIT',
      correlationId: randomUUID(),
      policyName,
      requestId: randomUUID(),
    },
  }
}
