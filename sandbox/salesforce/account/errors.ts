import type { Answer } from '../../core/call.ts'
import { Refusal } from '../../core/call.ts'

/** One table of codes and texts; those without a source are UNSURE (docs/reference/salesforce.md#codes-unsure). */
export interface SfError {
  readonly code: string
  readonly message: string
  readonly fields?: readonly string[]
}

/** docs/reference/salesforce.md#error-shapes: an array, also for one error. */
export function errorAnswer(status: number, error: SfError): Answer {
  return {
    status,
    json: [
      {
        message: error.message,
        errorCode: error.code,
        ...(error.fields === undefined ? {} : { fields: error.fields }),
      },
    ],
  }
}

export function refuse(status: number, code: string, message: string, fields?: readonly string[]): never {
  throw new Refusal(errorAnswer(status, { code, message, ...(fields === undefined ? {} : { fields }) }))
}

/** In collections the key is statusCode (docs/reference/salesforce.md#error-shapes). */
export function collectionError(error: SfError): Record<string, unknown> {
  return { success: false, errors: [{ statusCode: error.code, message: error.message, fields: error.fields ?? [] }] }
}

export const texts = {
  session: 'Session expired or invalid',
  notFound: 'The requested resource does not exist',
  entityDeleted: 'entity is deleted',
  converted: 'cannot reference converted lead',
  rolledBack: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  limit: 'TotalRequests Limit exceeded.',
  readOnlyField: (fields: readonly string[]): string =>
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
  noColumn: (field: string, object: string): string => `No such column '${field}' on sobject of type ${object}`,
  noColumnQuery: (field: string, object: string): string =>
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  noType: (object: string): string =>
    `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
} as const
