import { describe, expect, it } from 'vitest'
import { functionsOfTitle } from './job-function.ts'
import { isSoleTraderTitle } from './sole-trader.ts'

describe('functions of a job title (legal-rules B1)', () => {
  it.each([
    ['an abbreviation', 'DSI', ['it']], ['a "to" that is no employer', 'Commercial B to B', ['sales']], ['its feminine', 'Directrice de production', ['production']], ['capitals without accents', 'DIRECTRICE GENERALE', ['management']], ['inclusive writing', 'Directeur·rice des achats', ['purchasing']],
    ['a German ending', 'Leiter:in Einkauf', ['purchasing']], ['a slip of the keyboard', 'Directeur infromatique', ['it']], ['a place behind', 'IT Director - EMEA', ['it']], ['a company behind', 'Gérant @ Exempla', ['management']],
    ['English: the last field counts', 'IT procurement manager', ['purchasing']], ['French: the first field counts', 'Responsable achats informatique', ['purchasing']], ['a trade counts whatever stands beside it', 'Juriste RH', ['legal']],
    ['a German compound', 'Regionalvertriebsleiterin', ['sales']], ['a compound with a hyphen', 'Leiter IT-Einkauf', ['purchasing']], ['one thing written with a conjunction', 'Directeur de la Recherche et du Développement', ['research']],
    ['two abbreviations', 'DAF / DRH', ['finance', 'hr']], ['one thing and another', 'Directeur administratif, financier et RH', ['finance', 'hr']], ['a shared role', 'Sales & Marketing Director', ['marketing', 'sales']],
    ['the assistant of a head', 'Assistante du DAF', ['administration']], ['the assistant of a field', 'Assistante RH', ['hr']],
    ['the name of an employer', 'Gérant chez Exempla', ['management']], ['a department', 'Achats informatique', ['purchasing']], ['a field behind a comma completes a role', 'Director, Procurement', ['purchasing']], ['a field behind a comma is only context once a function is said', 'Sales Director, Logistics', ['sales']], ['a comma in a list that ends in a conjunction', 'Directeur achats, logistique et qualité', ['purchasing', 'logistics', 'quality']],
    ['the department behind a trade', 'Acheteur - Direction Informatique', ['purchasing']], ['the department behind a role', 'Assistante - Direction commerciale', ['sales']],
    ['what goes on from a field that is bought', 'Responsable achats marketing & communication', ['purchasing']], ['a lost apostrophe', 'Directeur des systemes dinformation', ['it']], ['German letters written out', 'Geschaeftsfuehrer', ['management']], ['the head of a named department', 'Directeur DSI', ['it']],
    ['a known field behind an unknown word', 'Beverage Sales Manager', ['sales']], ['a trade behind an unknown word', 'Textile buyer', ['purchasing']], ['abbreviations with dots', 'Dir. Adm. & Fin.', ['finance']], ['a dotted abbreviation', 'D.S.I.', ['it']],
    ['a developer of nothing else', 'Développeuse confirmée', ['it']], ['a developer in a language', 'Développeur senior PHP', ['it']], ['a developer for the web', 'Sviluppatrice web', ['it']], ['a developer of business', "Développeuse d'affaires", ['sales']], ['a network of computers', 'Technicienne réseaux', ['it']],
    ['who stands for the company by law', 'Representante legal', ['management']], ['a ledger of purchases', 'Purchase ledger assistant', ['finance']], ['a whole workshop', "Cheffe d'atelier", ['production']],
    ['endings in brackets', 'Directeur(trice) administratif(ve) et financier(ière)', ['finance']], ['endings behind points', 'Technicien·nne de maintenance', ['maintenance']],
    ['the head of the systems', 'RSI', ['it']], ['telecoms', 'Technicienne télécom', ['it']], ['an Italian administrator', 'Amministratore di sistema', ['it']], ['a Polish chairwoman', 'Prezes zarządu', ['management']], ['who keeps a shop', 'Gérante de magasin', ['management']],
    ['who hunts heads', 'Chasseuse de têtes', ['hr']], ['who deals', "Chargée d'affaires", ['sales']], ['who visits doctors', 'Déléguée médicale', ['sales']], ['who sells in Dutch', 'Verkoopster', ['sales']], ['who keeps the books in Italian', 'Ragioniera', ['finance']],
    ['who keeps the rules', 'Compliance officer', ['legal']], ['who drives a line', 'Conductrice de ligne', ['production']], ['who buys in Polish', 'Kierownik zakupów', ['purchasing']], ['who studies markets', "Chargée d'études marketing", ['marketing']], ['safe food', 'Responsable sécurité alimentaire', ['quality']],
    ['who helps in Spanish', 'Asistente de dirección', ['administration']], ['who answers customers in Dutch', 'Klantenservicemedewerker', ['service']],
  ])('%s: %s', (_name, title, expected) => {
    expect(functionsOfTitle(title, {})).toEqual(expected)
  })

  it.each([
    ['nothing', ''], ['a role without a field', 'Directeur'], ['technical: IT here, production or building there', 'Directeur technique'], ['operations: a plant here, a bank there', 'Directeur des opérations'], ['a word we do not know in between', 'Responsable quantique marketing'],
    ['a head we do not know', 'Photographe marketing'], ['no longer', 'Ancien DSI'], ['who teaches it', 'Professeur de marketing'], ['who sits on a board', "Membre du conseil d'administration"], ['two fields that nothing joins', 'Sales marketing manager'], ['a field behind an unknown trade', 'Photographe, communication'],
    ['two trades side by side', 'Comptable juriste'], ['one part of two that nothing joins', 'DAF / Sales marketing manager'], ['a supplier of a head', 'Prestataire DSI'], ['an unknown trade in front of a role', 'Photographe responsable communication'], ['a field beside an unknown trade', 'Photographe & communication'],
    ['two fields that both may be English', 'Responsable maintenance data'], ['a word one letter from ours in short words', 'Commercial Lending Manager'],
    ['a vague field behind an unknown word', 'Loan administration manager'], ['who advises a head', 'Conseiller du DG'], ['letters that a spelled-out title takes back', 'Chief Risk Officer (CRO)'], ['a word one letter from ours at its end', 'Directeur Industrie'],
    ['a head beside another field', 'Directeur général adjoint finances'], ['a whole that only its other words explain', 'Président du jury'], ['an unknown trade with ours behind', 'Photographe commercial'], ['a word that every object has', 'constructor'],
    ['a developer of land', 'Développeuse foncière'], ['a developer of homes', 'Homes developer'], ['a developer of projects', 'Project developer'], ['a developer of another field', 'Développeur de talents'], ['a developer of a region', 'Développeur régional'],
    ['a network of pipes', 'Ingénieure réseaux gaz'], ['a network of rails', 'Rail network engineer'], ['a system of another field', 'Ingénieur système qualité'], ['who speaks for a head', 'Représentante du gérant'], ['a lawyer of no company', 'Legal representative'],
    ['a secretary of a party', 'Secrétaire nationale'], ['a workshop of leisure', "Animatrice d'atelier écriture"], ['a search for people', 'Responsable recherche et sauvetage'], ['a search for money', 'Directrice recherche de fonds'], ['an innovation in society', "Chargée d'innovation sociale"],
    ['a production on stage', 'Chargé de production spectacle'], ['talks with animals', 'Experte en communication animale'], ['who helps pupils', 'Learning support assistant'], ['an agent of talents', 'Talent scout'], ['an office of state', 'Customs and tax officer'],
    ['a head of a club', 'General manager rugby club'], ['a head of an association', 'Vorstand im Sportverein'], ['a holder of a chair', 'Inhaber eines Lehrstuhls'], ['the kin of a head', "CEO's husband"], ['a head of a site on the web', 'Directrice de site internet'],
  ])('a person decides on %s: %j', (_name, title) => {
    expect(functionsOfTitle(title, {})).toEqual([])
  })

  it('lets the own table win, in any writing', () => {
    expect([functionsOfTitle('Resp. Achats (H/F)', { 'resp. achats': 'logistics' }), functionsOfTitle('Couteau suisse', { 'couteau suisse': 'it' })]).toEqual([['logistics'], ['it']])
  })
})

describe('sole traders (legal-rules A6, FR4, FR5)', () => {
  it.each([
    'Auto-entrepreneur', 'auto entrepreneuse', 'Micro-entrepreneur', 'Entrepreneur individuel', 'EI', 'Consultant - EI', 'Consultant freelance', 'Graphiste indépendante', 'Travailleur·euse indépendant·e', 'Infirmière libérale', 'Profession libérale', 'Artisan', 'Développeur en free-lance', 'Freelance Designer',
    'Self-employed', 'self employed plumber', 'Sole trader', 'Independent consultant', 'Freiberufler', 'Freiberufliche Texterin', 'Selbständig', 'selbstständiger Berater', 'Einzelunternehmerin', "Zzp'er", 'ZZP', 'Zelfstandige', 'Autónomo', 'Trabajadora autónoma', 'Libero professionista', 'Ditta individuale',
  ])('%s is one', (title) => {
    expect(isSoleTraderTitle(title)).toBe(true)
  })
  it.each(['Directeur', 'Administrateur indépendant', 'Administratrice indépendante', 'Independent director', 'Membre indépendant du conseil', 'Responsable freelances', 'Responsable partenariats auto-entrepreneurs', 'Leiter', 'Artisanat', 'Directeur Ei', 'Responsable du réseau indépendant', ''])('%j is none', (title) => {
    expect(isSoleTraderTitle(title)).toBe(false)
  })
})
