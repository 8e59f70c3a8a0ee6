import type { CarrierMail, RemoteAct } from '../../../src/connector/records.ts'
import type { Row } from '../transport/api.ts'
import type { PersonObject } from '../fields/fields.ts'

/** A mail that carried the notice, with the address it went to where the org shows it. */
export interface SentMail extends CarrierMail {
  address: string | null
}

/** One query about persons beside their records. */
export interface Source {
  object: string
  /** Name of the query where an object has several; left out = the object's. */
  key?: string
  /** Fields that describe must show, else the source is off. */
  needs: readonly string[]
  person: (object: PersonObject) => string | null
  select: readonly string[]
  where: string
  act: (row: Row) => RemoteAct | null
  /** Automatic answers are read too. */
  automatic?: true
  mail?: (row: Row) => SentMail | null
}
