/** Fields an admin fills instead of OAuth. */
export interface FormSpec {
  readonly type: 'form'
  readonly fields: readonly FormField[]
}

export interface FormField {
  name: string
  secret: boolean
  label: Words
  hint: Words
  /** What the screen says when the value cannot be used. */
  wrong?: Words
  /** What stands in the field at first. */
  value?: string
  optional?: boolean
  /**
   * Says where the secrets of this form are sent: when it changes they are typed again
   * (docs/reference/promises.md#journal: a credential leaves only to its Connection's host).
   */
  destination?: boolean
  /** More than one line of text. */
  lines?: number
  /** A choice instead of a text. */
  options?: readonly { value: string; label: Words }[]
}

/** A text in both languages of the console. */
export interface Words {
  en: string
  fr: string
}

/** What is written in a system: an exact name of the vendor's, or words where that is no name. */
export type Written = string | Words
