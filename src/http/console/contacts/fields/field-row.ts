import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'

export interface FieldRow {
  label: string
  /** Shown text; null = empty. */
  show: (record: ContactRecord) => string | null
  /** What stands behind the text, such as a link. */
  more?: (record: ContactRecord) => unknown
  /** What is compared for a conflict; left out = may differ. */
  same?: (record: ContactRecord) => string | null
}
