import { at, mails } from './row.ts'

/** English and German role mailboxes. */
export const englishAndGermanRoles = [
  ...at(
    'quorvane.co.uk',
    'generic A1',
    `hello enquiries enquiry sales support help helpdesk accounts accounts.payable accountspayable accounts-receivable billing invoices
    invoicing orders office reception careers jobs recruitment hr press media marketing events bookings reservations customerservice customer-service
    customer.support customersupport customercare customer.care service services info-uk sales-emea sales.uk sales.north salesuk sales_team salesteam
    team admin administration it it-support itsupport techsupport technical.support no-reply donotreply do-not-reply notifications newsletter
    feedback complaints privacy gdpr legal compliance security abuse purchasing procurement finance payroll treasury credit.control creditcontrol
    logistics shipping warehouse dispatch returns warranty spares parts aftersales after-sales quality production engineering operations ops
    projects estimating tenders lettings property-management training academy partners partnerships affiliates investors investor.relations
    investorrelations shareholder.services press-office pressoffice newbusiness new.business business.development website web webmaster
    mail post studio shop store online-orders wholesale trade export exportsales london manchester london-office dublin.office contactus contact-us
    talktous getintouch askus hi customerexperience hostmaster root test accountsdept accounts.dept hrdepartment`,
  ),
  ...at('quorvane.ac.uk', 'generic A1', 'admissions registrar library student.services alumni estates exams', {
    legalForm: 'public-body',
  }),
  ...mails(
    'generic A1',
    'info@quorvane.com quorvane-sales@quorvane.com supportquorvane@quorvane.com quorvanesupport@quorvane.com SALES@QUORVANE.COM sales+crm@quorvane.com sales2@quorvane.com support24@quorvane.com store104@quorvane.com info.usa@quorvane.com sales-apac@quorvane.com europe@quorvane.com',
  ),
  ...at(
    'quorvane.ie',
    'generic A5',
    'ceo cfo cto managing.director managingdirector md-office owner founder director general.manager store.manager sales.manager salesmanager headteacher principal data.protection.officer dataprotectionofficer',
  ),
  ...at(
    'brumalex.de',
    'generic A1',
    `kontakt info zentrale empfang vertrieb verkauf einkauf buchhaltung rechnung rechnungen rechnungswesen rechnungseingang kundenservice
    kundendienst kundenbetreuung service support personal personalabteilung bewerbung bewerbungen karriere ausbildung presse marketing
    versand lager logistik bestellung bestellungen auftrag angebote anfrage anfragen technik technischer.support werkstatt produktion
    qualitaet qualitätssicherung it edv datenschutz widerruf reklamation retoure ersatzteile export innendienst aussendienst vertrieb-sued
    vertrieb.nord vertrieb-innendienst verkauf.export buero büro sekretariat verwaltung mahnwesen finanzbuchhaltung fibu lohnbuchhaltung
    debitoren kreditoren poststelle veranstaltungen seminare filiale-berlin filiale.koeln niederlassung-hamburg info-berlin muenchen
    servicecenter kundencenter kundenservicecenter onlineshop shop team hallo noreply keine-antwort newsletter redaktion anzeigen
    hausverwaltung vermietung terminvereinbarung praxis kanzlei`,
  ),
  ...at(
    'gemeinde-brumau.de',
    'generic A1',
    'rathaus buergerbuero standesamt bauamt ordnungsamt poststelle stadtverwaltung',
    { legalForm: 'public-body' },
  ),
  ...at(
    'brumalex.at',
    'generic A5',
    'geschaeftsfuehrung geschäftsführung geschaeftsleitung gf-sekretariat vorstand datenschutzbeauftragter vertriebsleitung inhaber marktleiter personalleitung',
  ),
]
