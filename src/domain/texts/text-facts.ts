/** What is known of the company and its base that a text can say. What is null or empty stands as a gap in it. */
export interface TextFacts {
  controller: { name: string; contact: string; privacyUrl: string } | null
  /** `none` = there is no officer. */
  dpo: string | null
  authority: string
  offers: readonly { name: string; isAssessed: boolean }[]
  /** Who receives data. `country`: ISO code of where it keeps them; `safeguard`: in the admin's words. */
  recipients: readonly { name: string; legalName: string | null; country: string | null; safeguard: string | null }[]
  /** False: nobody said which other tools receive data. */
  toolsStated: boolean
  /** The longest term without activity that is in force for anybody. */
  months: number
  /** Sources of data that did not come from the person. `isPublic` null = nobody judged it. */
  sources: readonly { name: string; isPublic: boolean | null }[]
}
