/** A form as its vendor describes it, in no vendor's words. Texts are the vendor's HTML: read, never shown. */
export interface VendorForm {
  id: string
  name: string
  language: string | null
  /** As the vendor says it; null = it does not. */
  updatedAt: string | null
  /** Texts above and between the fields, in order. */
  texts: readonly string[]
  fields: readonly VendorFormField[]
  /** What is said and asked between the fields and the button. */
  consent: VendorConsent
  submitText: string
}

export interface VendorFormField {
  name: string
  label: string
  type: 'text' | 'email' | 'tel' | 'date' | 'textarea' | 'select' | 'checkbox' | 'radio' | 'file' | 'number'
  required: boolean
  hidden: boolean
  help: string
  value: string
  options: readonly string[]
}

/** `none`: nothing is said. `unknown`: a kind this program does not know; what it holds is read all the same. */
export interface VendorConsent {
  kind: 'none' | 'legitimate-interest' | 'explicit' | 'implicit' | 'unknown'
  parts: readonly ({ text: string } | { box: string; required: boolean })[]
}

export interface FormVerbs {
  /** Every form that is not archived. Throws ConnectorError. */
  list(): Promise<readonly VendorForm[]>
  /** One form; null when it is gone or archived. */
  read(id: string): Promise<VendorForm | null>
}
