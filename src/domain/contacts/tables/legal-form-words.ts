import type { LegalForm } from '../companies/legal-forms.ts'

/**
 * Legal forms as lists and CRMs write them. A word that is none of these says nothing, and is judged as an individual
 * where that matters.
 */
export const legalFormWords: Readonly<Record<string, LegalForm>> = {
  sa: 'company', sas: 'company', sasu: 'company', sarl: 'company', eurl: 'company', 's a': 'company', 's a s': 'company', 's a r l': 'company', snc: 'company', sca: 'company', scs: 'company', sci: 'company', scop: 'company', societe: 'company', 'personne morale': 'company', 'societe anonyme': 'company', 'societe par actions simplifiee': 'company', 'societe a responsabilite limitee': 'company',
  company: 'company', corporation: 'company', corp: 'company', inc: 'company', ltd: 'company', limited: 'company', 'limited company': 'company', 'private limited company': 'company', plc: 'company', llc: 'company', llp: 'company', 'legal person': 'company', gmbh: 'company', ag: 'company', ug: 'company', 'gmbh co kg': 'company', se: 'company', 'juristische person': 'company',
  sl: 'company', slu: 'company', 's l': 'company', 'sociedad limitada': 'company', 'sociedad anonima': 'company', srl: 'company', 's r l': 'company', srls: 'company', spa: 'company', 's p a': 'company', bv: 'company', nv: 'company', 'b v': 'company', 'n v': 'company', oy: 'company', ab: 'company', aps: 'company', 'a s': 'company',
  'sole trader': 'sole-trader', 'sole proprietor': 'sole-trader', 'sole proprietorship': 'sole-trader', 'self employed': 'sole-trader', freelance: 'sole-trader', freelancer: 'sole-trader', ei: 'sole-trader', eirl: 'sole-trader', 'entreprise individuelle': 'sole-trader', 'entrepreneur individuel': 'sole-trader', 'auto entrepreneur': 'sole-trader', autoentrepreneur: 'sole-trader', 'micro entreprise': 'sole-trader', 'micro entrepreneur': 'sole-trader', 'personne physique': 'sole-trader', 'profession liberale': 'sole-trader', independant: 'sole-trader', tns: 'sole-trader',
  einzelunternehmen: 'sole-trader', einzelunternehmer: 'sole-trader', einzelfirma: 'sole-trader', 'e k': 'sole-trader', ek: 'sole-trader', freiberufler: 'sole-trader', autonomo: 'sole-trader', 'empresario individual': 'sole-trader', 'ditta individuale': 'sole-trader', 'impresa individuale': 'sole-trader', 'libero professionista': 'sole-trader',
  partnership: 'partnership', 'general partnership': 'partnership', gbr: 'partnership', ohg: 'partnership', kg: 'partnership', 'societe de fait': 'partnership', 'comunidad de bienes': 'partnership', 'societa semplice': 'partnership',
  association: 'association', 'association loi 1901': 'association', fondation: 'association', foundation: 'association', charity: 'association', verein: 'association', 'e v': 'association', ev: 'association', stiftung: 'association', asociacion: 'association', fundacion: 'association', associazione: 'association', fondazione: 'association',
  'public body': 'public-body', 'public authority': 'public-body', administration: 'public-body', collectivite: 'public-body', 'collectivite territoriale': 'public-body', commune: 'public-body', mairie: 'public-body', 'etablissement public': 'public-body', epic: 'public-body', epa: 'public-body', 'personne morale de droit public': 'public-body', behorde: 'public-body', 'korperschaft des offentlichen rechts': 'public-body', 'administracion publica': 'public-body', 'ente pubblico': 'public-body',
}

/** First digit of a French "catégorie juridique" (INSEE, level I): 1000, 5499, 5710 … */
export const frenchFormDigits: Readonly<Record<string, LegalForm>> = { 1: 'sole-trader', 2: 'partnership', 3: 'company', 4: 'public-body', 5: 'company', 6: 'company', 7: 'public-body', 8: 'association', 9: 'association' }
