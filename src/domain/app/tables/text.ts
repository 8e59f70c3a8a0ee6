/** A sentence in both languages of the product. */
export interface Text {
  fr: string
  en: string
}
