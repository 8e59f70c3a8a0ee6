import { labelled } from './label.ts'

/** Spanish, Italian and Dutch titles: the plain ones are read, the others are decided by a person. */
export const others = labelled('other', {
  management: ['Director General', 'Gerente general', 'Amministratore Delegato', 'Directeur-eigenaar', 'Algemeen directeur', 'Titolare', 'Fundador'],
  it: ['Responsabile IT', 'Director de Sistemas', 'IT-manager', 'Hoofd ICT', 'Jefe de informática', 'Responsabile sistemi informativi'],
  purchasing: ['Responsabile Acquisti', 'Director de Compras', 'Inkoper', 'Jefa de compras', 'Hoofd inkoop', 'Ufficio acquisti', 'Inkoopmanager'],
  finance: ['Director Financiero', 'Direttore Finanziario', 'Financieel directeur', 'Contable', 'Responsabile Amministrativo e Finanziario', 'Boekhouder'],
  hr: ['Director de Recursos Humanos', 'Responsabile Risorse Umane', 'HR-manager', 'Directora de RRHH', 'Direttrice HR'],
  marketing: ['Director de Marketing', 'Responsabile Marketing', 'Marketing Manager Benelux', 'Direttore Comunicazione'],
  sales: ['Director Comercial', 'Direttore Commerciale', 'Commercieel directeur', 'Jefe de ventas', 'Responsabile Vendite', 'Verkoopleider', 'Accountmanager'],
  production: ['Director de Producción', 'Responsabile Produzione', 'Productiemanager'],
  logistics: ['Responsabile Logistica', 'Jefe de logística', 'Logistiek manager'],
  quality: ['Responsabile Qualità', 'Responsable de Calidad', 'Kwaliteitsmanager'],
  legal: ['Responsabile Legale', 'Abogado', 'Bedrijfsjurist'],
  maintenance: ['Responsabile Manutenzione', 'Jefe de mantenimiento'],
  unknown: ['Gerente', 'Socio', 'Responsabile', 'Direttore', 'Direttore Tecnico', 'Medewerker', 'Adviseur', 'Impiegato', 'Autónomo', 'Consulente', 'Profesor', 'Becario', 'Projectleider', 'Docente', 'Libero professionista', "Zzp'er", 'Encargado', 'Jefe de proyecto', 'Bestuurslid', 'Técnico'],
})
