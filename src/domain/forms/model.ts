/**
 * What a person sees of one form, in reading order. Built from a page (src/operations/forms) or from a vendor's
 * description of its form.
 */
export interface FormModel {
  /** Tells this form from others of the page, and stays the same when the page is read again. */
  key: string
  name: string
  /** Declared language of the page or the form; null = it says nothing. */
  language: string | null
  /** The headings that announce it. */
  heading: string
  fields: readonly PageField[]
  /** Visible texts around the controls, labels of text fields left out. */
  pieces: readonly FormPiece[]
  buttons: readonly FormButton[]
  /** Hidden controls that are sent with the answer. */
  hidden: readonly { name: string; value: string }[]
  /** Links of the page's foot that lead to a privacy text: too far away to inform, but they exist. */
  footLinks: readonly FormLink[]
}

export type FormControl =
  | 'text'
  | 'email'
  | 'tel'
  | 'date'
  | 'textarea'
  | 'select'
  | 'checkbox'
  | 'radio'
  | 'file'
  | 'password'
  | 'search'
  | 'number'
  | 'url'

export interface PageField {
  name: string
  control: FormControl
  label: string
  /** Help beside it, placeholder, title. */
  help: string
  /** By attribute; whether a reader sees it is another matter. */
  required: boolean
  checked: boolean
  /** A script of the page ticks it at some moment; when, its source does not tell. */
  scripted?: true
  value: string
  options: readonly string[]
  /** The question a group of boxes or buttons answers. */
  group: string
  links: readonly FormLink[]
  place: FormPlace
}

/** Before the button with which the form is sent, after it, apart from the form, or in a block that is folded up. */
export type FormPlace = 'before' | 'after' | 'apart' | 'folded'

export interface FormLink {
  text: string
  /** As written, made absolute where the page's address is known. */
  href: string
  /** The form of the href as it was written. */
  raw: string
}

export interface FormPiece {
  text: string
  links: readonly FormLink[]
  place: FormPlace
  /** Written so small that nobody reads it. */
  tiny: boolean
}

export interface FormButton {
  text: string
  /** A link that stands in for a button. */
  link: boolean
  submits: boolean
  classes: readonly string[]
  look: FormLook
}

/** As far as the page itself says; null = only a style sheet elsewhere could tell. */
export interface FormLook {
  fontPx: number | null
  background: string | null
  color: string | null
}

/** A page as it was read. `drawn`: forms that only a script makes, so that nothing can be said of them from here. */
export interface FormPage {
  url: string | null
  language: string | null
  title: string
  forms: readonly FormModel[]
  /** Keys of forms that collect nothing (search, login), with why. */
  ignored: readonly { key: string; reason: 'search' | 'login' | 'empty' }[]
  drawn: readonly DrawnForm[]
  /** Frames that may hold a form; they are other pages. */
  frames: readonly string[]
  /** Places that links of the page itself can lead to. */
  anchors: readonly string[]
}

export interface DrawnForm {
  /** Its id in the table of scripts; `other` = a script nobody knows. */
  vendor: string
  portalId: string | null
  formId: string | null
}
