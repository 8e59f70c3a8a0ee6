import type { CompanyFacts } from '../../../domain/contacts/companies/company-facts.ts'
import { formThatCounts, judgeForm } from '../../../domain/contacts/companies/legal-form.ts'
import type { LegalForm } from '../../../domain/contacts/tables/legal-forms.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { FactRecord } from '../../../store/decisions/facts.ts'

/** What each system says of the company; who has none, or one that is not shown to us, is left out. */
export const companiesOf = (records: readonly FactRecord[]): CompanyFacts[] =>
  records.flatMap(({ extras: { ofCompany } }) => (ofCompany === undefined || ofCompany === 'unread' ? [] : [ofCompany]))

/**
 * What all systems say of the company together. Where they disagree, what protects the person counts: the smaller
 * headcount, the form that may be an individual's (docs/reference/law.md#a6).
 */
export function firmOf(
  records: readonly FactRecord[],
  { legalForms }: Settings,
): { name: string | null; headcount: number | null; legalForm: LegalForm } {
  const companies = companiesOf(records)
  const headcounts = companies.flatMap(({ headcount }) => headcount ?? [])
  const forms = records.flatMap(({ connector, extras: { ofCompany } }) =>
    ofCompany === undefined || ofCompany === 'unread' || ofCompany.legalForm === null
      ? []
      : [judgeForm(legalForms[connector], ofCompany.legalForm).form],
  )
  return {
    name:
      [...records.map(({ company }) => company), ...companies.map(({ name }) => name)].find((name) => name !== null) ??
      null,
    headcount: headcounts.length === 0 ? null : Math.min(...headcounts),
    legalForm: formThatCounts(forms),
  }
}
