// Facts that CRMs know of people beside their fields of every day: what a deal was about, who is a private person or
// has an account, the basis of before, when a first message went out or data were handed on.
import { control } from './admin.mjs'

const most = 12
const dayMs = 86_400_000

/** Puts them into HubSpot, for people who said no to nothing and are not past their term. */
export async function plantFacts(urls) {
  const act = (name, more) => control(urls, 'POST', '/_sandbox/act', { system: 'hubspot', act: name, ...more })
  for (const property of ['type_de_contact', 'compte', 'transmis_le', 'mention', 'accord', 'accord_le'])
    await act('create-text', { property })
  for (const property of ['famille', 'vendeur']) await act('create-text', { object: 'deals', property })
  const people = (await control(urls, 'GET', '/_sandbox/seed')).filter(
    ({ life, optOut, duplicate, hubspotIds }) =>
      life !== 'silent' && optOut === 'none' && duplicate === 'none' && hubspotIds.length === 1,
  )
  const now = Date.parse((await control(urls, 'GET', '/_sandbox/clock')).now)
  const ago = (days) => new Date(now - days * dayMs).toISOString()
  const next = () => people.splice(0, most).flatMap(({ hubspotIds }) => hubspotIds)
  const put = async (properties) => {
    for (const id of next()) await act('update-contact', { id, properties })
  }
  await put({ hs_legal_basis: 'Freely given consent from contact' })
  await put({ type_de_contact: 'Particulier' })
  await put({ compte: 'Essai gratuit' })
  await put({ mention: 'Pas de démarchage' })
  await put({ accord: 'Oui', accord_le: ago(90).slice(0, 10) })
  await put({ transmis_le: ago(10).slice(0, 10), hs_language: 'fr' })
  for (const id of next()) await act('send-mail', { id, name: 'Offre', at: ago(20) })
  for (const id of next().slice(0, 3)) await act('bounce', { id, reason: 'UNKNOWN_USER' })
  for (const id of next())
    await act('create-object', {
      object: 'companies',
      properties: { name: 'Atelier', numberofemployees: '1' },
      contacts: [id],
    })
  const sold = { dealstage: 'closedwon', closedate: ago(60), famille: 'Suivi', vendeur: 'Exemple Industries' }
  for (const id of next()) await act('create-object', { object: 'deals', properties: sold, contacts: [id] })
}

/** What the fields are called, what their values mean, and what the company attests of its sales. */
export const factSettings = {
  fields: {
    'fact-hubspot-agreed': 'accord',
    'fact-hubspot-agreedOn': 'accord_le',
    'fact-hubspot-reached': 'type_de_contact',
    'fact-hubspot-account': 'compte',
    'fact-hubspot-published': 'mention',
    'fact-hubspot-disclosed': 'transmis_le',
    'fact-hubspot-family': 'famille',
    'fact-hubspot-entity': 'vendeur',
    addressGiven: 'on',
    refusalSince: '2024-01-01',
  },
  meanings: {
    Oui: 'email',
    Particulier: 'consumer',
    'Essai gratuit': 'free',
    'Pas de démarchage': 'refused',
    Suivi: 'suivi-production',
    'Exemple Industries': 'ours',
  },
}

/** One line a fact: of how many people it is known, and how many verdicts rest on it. */
export function tellFacts(counts, say) {
  say(`What the decisions rest on, of ${counts.judged} contacts:`)
  const width = Math.max(...counts.facts.map(({ fact }) => fact.length))
  for (const { fact, people, verdicts } of counts.facts)
    say(
      `  ${fact.padEnd(width)}  known of ${String(people).padStart(5)}, ${String(verdicts).padStart(6)} verdicts rest on it`,
    )
}
