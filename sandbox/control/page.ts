import { escapeHtml as e } from '../core/call.ts'
import { faultKinds } from '../core/faults.ts'
import type { ControlOptions, Found } from '../core/control.ts'

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#1c2630}main{max-width:68rem;margin:0 auto;padding:1.5rem}h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:2rem 0 .6rem}
section{background:#fff;border:1px solid #dde2e8;border-radius:8px;padding:1rem 1.2rem;margin-bottom:1rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #e8ecf0;vertical-align:top}th{font-weight:600;color:#4d5a68}
code{font-family:ui-monospace,monospace;font-size:.85em}button,input,select{font:inherit;padding:.25rem .6rem;border:1px solid #b9c2cc;border-radius:5px;background:#fff}button{cursor:pointer}form{display:inline-block;margin:.1rem}.off{color:#a1261d;font-weight:600}.muted{color:#5d6a78}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem}.grid section{margin:0}`

const labels: Readonly<Record<string, string>> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  broker: 'Courtier Prospecta',
}

/** What an admin needs to try things by hand: counts, a person, the clock, faults, the last requests. */
export function sandboxPage(options: ControlOptions, url: URL): string {
  const text = (url.searchParams.get('q') ?? '').trim()
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Bac à sable</title><style>${style}</style></head><body><main>
<h1>Bac à sable</h1><p class="muted">Imitations locales de HubSpot, de Salesforce et du courtier Prospecta. Tout est en mémoire et inventé.</p>
<div class="grid">${Object.entries(options.systems)
    .map(
      ([name, system]) =>
        `<section><strong>${e(labels[name] ?? name)}</strong><table>${Object.entries(system.counts())
          .map(([label, count]) => `<tr><td>${e(label)}</td><td>${count}</td></tr>`)
          .join('')}</table></section>`,
    )
    .join('')}</div>
<h2>Chercher une personne</h2><section><form method="get" action="/_sandbox"><label>Adresse, nom ou numéro <input name="q" value="${e(text)}" size="40"></label> <button>Chercher</button></form>${text === '' ? '' : results(options, text)}</section>
<h2>Horloge</h2><section><p>${e(options.clock.iso())} <span class="muted">(avance de ${Math.round(options.clock.offsetMs() / 3_600_000)} h sur l’heure réelle)</span></p>${[1, 15, 30, 90].map((days) => ui({ do: 'advance', days: String(days) }, `Avancer de ${days} j`)).join('')}</section>
<h2>Pannes</h2><section>${faultForm()}${
    options.faults.all().length === 0
      ? '<p class="muted">Aucune panne en cours.</p>'
      : `<ul>${options.faults
          .all()
          .map((fault) => `<li>${e(fault.system)} : ${e(fault.kind)}, encore ${fault.times ?? 'jusqu’à l’arrêt'}</li>`)
          .join('')}</ul>${ui({ do: 'clear-faults' }, 'Tout arrêter')}`
  }</section>
<h2>Dernières requêtes reçues</h2><section><table><tr><th>N°</th><th>Heure</th><th>Système</th><th>Requête</th><th>Réponse</th></tr>${options.recorder
    .latest(40)
    .map(
      (line) =>
        `<tr><td>${line.seq}</td><td>${e(line.at.slice(11, 19))}</td><td>${e(line.system)}</td><td><code>${e(line.method)} ${e(line.path.slice(0, 120))}</code></td><td>${line.status}${line.effect === undefined ? '' : ` <span class="off">${e(line.effect)}</span>`}</td></tr>`,
    )
    .join('')}</table></section>
</main></body></html>`
}

function results(options: ControlOptions, text: string): string {
  const found = Object.values(options.systems).flatMap((system) => system.search(text))
  if (found.length === 0) return '<p class="muted">Personne ne correspond.</p>'
  return `<table><tr><th>Système</th><th>Fiche</th><th>Adresse</th><th>État</th><th>Agir</th></tr>${found.map(row).join('')}</table>`
}

function row(found: Found): string {
  const state = found.deleted
    ? '<span class="muted">supprimée</span>'
    : found.optedOut
      ? '<span class="off">désabonnée</span>'
      : 'active'
  return `<tr><td>${e(labels[found.system] ?? found.system)}</td><td>${e(found.kind)} ${e(found.id)}<br>${e(found.name)}</td><td>${e(found.email)}</td><td>${state}<details><summary>Voir la fiche</summary><code>${e(JSON.stringify(found.detail, null, 1))}</code></details></td><td>${buttons(found)}</td></tr>`
}

function buttons(found: Found): string {
  if (found.system === 'hubspot') {
    if (found.deleted) return act({ system: 'hubspot', act: 'restore', id: found.id }, 'Restaurer (utilisateur)')
    return [
      found.optedOut
        ? act({ system: 'hubspot', act: 'resubscribe', email: found.email }, 'Réabonner (utilisateur)')
        : act({ system: 'hubspot', act: 'unsubscribe', email: found.email }, 'Se désabonner (personne)'),
      act({ system: 'hubspot', act: 'click', id: found.id }, 'Cliquer (personne)'),
      act({ system: 'hubspot', act: 'reply', id: found.id }, 'Répondre (personne)'),
      act({ system: 'hubspot', act: 'delete', id: found.id }, 'Archiver (utilisateur)'),
    ].join('')
  }
  if (found.system !== 'salesforce') return ''
  const base = { system: 'salesforce', object: found.kind, id: found.id }
  if (found.deleted) return act({ ...base, act: 'undelete' }, 'Restaurer (utilisateur)')
  return [
    act(
      { ...base, act: found.optedOut ? 'opt-in' : 'opt-out' },
      found.optedOut ? 'Décocher le désabonnement (utilisateur)' : 'Cocher le désabonnement (utilisateur)',
    ),
    act({ ...base, act: 'inbound-email' }, 'Répondre (personne)'),
    act({ ...base, act: 'delete' }, 'Supprimer (utilisateur)'),
  ].join('')
}

function act(fields: Readonly<Record<string, string>>, label: string): string {
  return post('/_sandbox/act', fields, label)
}

function ui(fields: Readonly<Record<string, string>>, label: string): string {
  return post('/_sandbox/ui', fields, label)
}

function post(action: string, fields: Readonly<Record<string, string>>, label: string): string {
  return `<form method="post" action="${action}">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${e(name)}" value="${e(value)}">`)
    .join('')}<button>${e(label)}</button></form>`
}

function faultForm(): string {
  return `<form method="post" action="/_sandbox/ui"><input type="hidden" name="do" value="fault"><label>Système <select name="system"><option>hubspot</option><option>salesforce</option><option>broker</option></select></label> <label>Panne <select name="kind">${faultKinds.map((kind) => `<option>${kind}</option>`).join('')}</select></label> <label>Fois <input name="times" value="1" size="3"></label> <button>Provoquer</button></form>`
}
