import { nameWords } from './person-names.ts'
import { dutchServices, englishServices, germanServices, northernAndOther } from './service-words-germanic.ts'
import { frenchServices, italianServices, spanishServices } from './service-words-romance.ts'
import { list } from '../../app/tables/word-list.ts'

/** Answers by machines: whatever follows the word (a number, a ticket) names no person. */
export const machineWords: ReadonlySet<string> = new Set(list(`
  noreply noreplay norepy donotreply dontreply donotrespond nepasrepondre nereply noresponder nonrispondere nietbeantwoorden keineantwort nichtantworten noresponse bounce bounces mailerdaemon
  notification notifications notify unsubscribe mailer autoreply postmaster alert alerts
`))

/**
 * Authorities of a place: what follows is the place, and a word that is none may be the name of somebody who works
 * there.
 */
export const townBodies: ReadonlySet<string> = new Set(list(`mairie mairies commune prefecture sousprefecture ccas gemeinde rathaus stadtverwaltung ayuntamiento ajuntament comune municipio gemeente townhall`))

/** Schools and parishes: one family name behind them is carried in honour of somebody, more than one is somebody's. */
export const honouringBodies: ReadonlySet<string> = new Set(list(`lycee college ecole universite grundschule gymnasium colegio paroisse parrocchia`))

/** Functions that are family names too: behind a role they may be the name of its reader (rh.maire, sales.head). */
export const holderNames: ReadonlySet<string> = new Set(list(`maire mayor head leiter rector vicar patron captain buyer chair`))

/** Functions that one person holds at a time (docs/reference/law.md#a5). */
const functions = list(`
  dg gf
  pdg dirigeant dirigeants dirigeante gerant gerante gerance cogerant president presidente presidence presidents vicepresident directeur directrice directeurs dirigeante direction directiongenerale
  directeurgeneral dirgen dircom dirco fondateur fondatrice
  patron responsable responsables daf drh dsi rssi dpo rrh chef cheffe maire proviseur tresorier tresoriere comptable conservateur intendant intendance intendante gestionnairesite delegue
  deleguee secretairegeneral adjoint economiste
  assistant assistante assistantedirection stagiaire stagiaires apprenti alternant
  ceo cfo cto coo cmo cio cpo cro ciso cso chro chairman chairwoman chairperson chair president director directors directorgeneral manager managers managingdirector managingpartner owner owners
  founder founders cofounder proprietor head headteacher headmaster principal coordinator superintendent supervisor receptionist estimator officemanager
  rector controller accountant bursar treasurer secretarygeneral dataprotectionofficer partnermanager buyer editorinchief matron vicar
  geschaeftsfuehrung geschaeftsfuehrer geschaeftsfuehrerin geschaeftsleitung geschaeftsleiter vorstand vorstandssekretariat inhaber inhaberin leitung leiter leiterin chefarzt chefsekretariat
  datenschutzbeauftragter datenschutzbeauftragte dsb buergermeister rektor rektorat schulleitung vertriebsleitung vertriebsleiter verkaufsleitung verkaufsleiter einkaufsleitung einkaufsleiter
  betriebsleitung betriebsleiter produktionsleitung personalleitung personalleiter marktleiter filialleiter filialleitung werkleitung werksleitung itleitung marketingleitung vorsitzender praesident
  gerencia gerente direccion direcciongeneral directora directorcomercial jefe jefa encargado encargada propietario presidencia alcaldia alcalde administrador
  direzione direzionegenerale direttore direttrice titolare amministratore amministratoredelegato presidenza presidente responsabile capo sindaco dirigente preside legalerappresentante
  directie directeur zaakvoerder eigenaar bedrijfsleider bedrijfsleiding voorzitter bestuurder hoofd burgemeester mayor captain teacher advisor coordinator filiaalmanager bedrijfsvoering vestigingsmanager
  dyrektor prezes diretor gerencia administracao daglig ledelse direktion toimitusjohtaja
`)

/** German keyboards write ü as ue or, in haste, as u: both readings of a word. */
const bothSpellings = (words: readonly string[]): string[] => words.flatMap((word) => [word, word.replace(/ae/gu, 'a').replace(/oe/gu, 'o').replace(/ue/gu, 'u')])

/** Functions of one person (docs/reference/law.md#a5), in all languages. */
export const functionWords: ReadonlySet<string> = new Set(bothSpellings(functions))

/**
 * Everything that makes a role mailbox. Functions are left out, and so are words that are names as well (marine,
 * greta): in doubt a person (A15).
 */
export const roleWords: ReadonlySet<string> = new Set([
  ...frenchServices, ...englishServices, ...bothSpellings(germanServices), ...spanishServices, ...italianServices, ...dutchServices, ...northernAndOther, ...machineWords, ...townBodies, ...honouringBodies,
].filter((word) => !functionWords.has(word) && !nameWords.has(word)))
