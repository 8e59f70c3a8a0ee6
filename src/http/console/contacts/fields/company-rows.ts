import { countryOf } from '../../../../domain/contacts/country.ts'
import type { CompanyFacts } from '../../../../domain/contacts/companies/company-facts.ts'
import { judgeForm } from '../../../../domain/contacts/companies/legal-form.ts'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import type { View } from '../../app/view.ts'
import type { FieldRow } from './field-row.ts'

/** What each system says of the company itself: a legal form with what it means, and by whose word. */
export function companyRows(view: View): FieldRow[] {
  const c = view.t.companyFacts
  const fact = (pick: (company: CompanyFacts) => string | null) => (record: ContactRecord) =>
    record.ofCompany === null || record.ofCompany === 'unread' ? null : pick(record.ofCompany)
  const headcount = fact((company) => (company.headcount === null ? null : String(company.headcount)))
  const country = fact((company) => company.country)
  return [
    {
      label: c.company,
      show: (record) => (record.ofCompany === 'unread' ? c.unread : fact((company) => company.domain)(record)),
    },
    {
      label: c.legalForm,
      show: (record) =>
        fact(({ legalForm }) => (legalForm === null ? null : formLine(view, record, legalForm)))(record),
      same: fact(({ legalForm }) => legalForm),
    },
    { label: c.headcount, show: headcount, same: headcount },
    { label: c.country, show: country, same: (record) => countryOf(country(record)) ?? country(record) },
    { label: c.industry, show: fact((company) => company.industry) },
  ]
}

function formLine(view: View, { connector }: ContactRecord, value: string): string {
  const c = view.t.companyFacts
  const { form, by } = judgeForm(view.settings.legalForms[connector], value)
  return `${value}${view.f.colon}${c.forms[form]}, ${by === null ? c.byWords : c.bySomeone(by.who, view.f.day(by.on))}`
}
