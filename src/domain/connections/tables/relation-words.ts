/** What a value of a system's field can mean of a person (docs/decisions/0036). Only `customer` keeps by itself. */
export const meanings = ['customer', 'prospect', 'former', 'partner'] as const
export type RelationMeaning = (typeof meanings)[number]

/**
 * What the usual words for a stage or a type mean in English, French, German, Spanish, Italian and Dutch, in this
 * order, until somebody of the company says otherwise. Only a word that everybody reads the same way stands here:
 * whoever shows another one is kept (docs/decisions/0036), and so "subscriber", "supplier" and "inactive customer" are
 * left out. As `plainWord` gives them.
 */
const lines: Readonly<Record<RelationMeaning, readonly string[]>> = {
  customer: [
    'customer, customers, evangelist, client, clients, existing customer, current customer, active customer, existing client, active client, key account',
    'cliente, clientes, client actif, cliente active, clients actifs, client direct, client existant, client fidele, client grand compte, client vip, ambassadeur, ambassadrice, sous contrat',
    'kunde, kundin, kunden, bestandskunde, bestandskundin, bestandskunden, stammkunde, aktiver kunde, endkunde, direktkunde, neukunde, botschafter',
    'cliente activo, clientes activos, cliente actual, cliente directo, clienta, embajador',
    'cliente attivo, clienti, clienti attivi, cliente diretto, cliente esistente',
    'klant, klanten, bestaande klant, actieve klant, huidige klant, vaste klant',
  ],
  prospect: [
    'prospect, prospects, lead, leads, suspect, target, mql, sql, marketingqualifiedlead, salesqualifiedlead, marketing qualified lead, sales qualified lead, opportunity, cold lead, warm lead, hot lead, new lead, potential customer',
    'prospecte, prospect froid, prospect chaud, prospect qualifie, piste, lead qualifie, lead qualifie marketing, lead qualifie commercial, lead marketing qualifie, lead commercial qualifie, opportunite, client potentiel, cliente potentielle, futur client',
    'interessent, interessentin, interessenten, potenzieller kunde, potentieller kunde, verkaufschance, marketing qualifizierter lead, vertriebsqualifizierter lead, zielkunde',
    'prospecto, prospectos, cliente potencial, clientes potenciales, oportunidad, interesado, lead calificado, lead cualificado',
    'prospetto, potenziale cliente, cliente potenziale, clienti potenziali, opportunita',
    'potentiele klant, mogelijke klant, geinteresseerde, verkoopkans',
  ],
  former: [
    'former customer, former client, ex customer, ex client, past customer, lost customer, churned, churned customer',
    'ancien client, ancienne cliente, anciens clients, ex cliente, client perdu, client resilie',
    'ehemaliger kunde, ehemalige kundin, ehemalige kunden, altkunde, ex kunde, verlorener kunde',
    'antiguo cliente, antigua clienta, cliente antiguo, excliente, cliente perdido',
    'ex clienti, cliente perso, vecchio cliente',
    'voormalige klant, ex klant, oud klant, oudklant, verloren klant',
  ],
  partner: [
    'partner, partners, reseller, resellers, channel partner, channel partner / reseller, installation partner, technology partner, referral partner, distributor',
    'partenaire, partenaires, partenaire commercial, partenaire technologique, revendeur, revendeurs, distributeur, apporteur d affaires',
    'vertriebspartner, wiederverkaufer, fachhandler, handelspartner',
    'socio comercial, socio tecnologico, revendedor, distribuidor',
    'rivenditore, distributore, partner commerciale',
    'wederverkoper',
  ],
}

/** A word as it is compared. */
function plainWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/[\p{Pd}_'’.]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

const words: ReadonlyMap<string, RelationMeaning> = new Map(
  (Object.keys(lines) as RelationMeaning[]).flatMap((meaning) =>
    lines[meaning].flatMap((line) => line.split(', ').map((word) => [word, meaning] as const)),
  ),
)

/** What the table proposes for a word; null = nothing. Every kind of customer is one ("Customer - Direct"). */
export function wordMeans(text: string): RelationMeaning | null {
  const word = plainWord(text)
  return words.get(word) ?? (word.startsWith('customer ') ? 'customer' : null)
}
