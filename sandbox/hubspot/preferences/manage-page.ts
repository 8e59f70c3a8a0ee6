import { createHash } from 'node:crypto'
import type { Answer, Call } from '../../core/call.ts'
import { escapeHtml, formOf } from '../../core/call.ts'
import type { Router } from '../../core/router.ts'
import { findSubscription, setTypeStatus, stateOf, statusOfType, unsubscribeAll } from './preferences.ts'
import type { HubSpotStore } from '../account/types.ts'
import { person } from '../account/types.ts'

/** The vendor's own preference page, behind the link of `links/generate`: no token, only the link. */
export function managePath(store: HubSpotStore, email: string): string {
  return `/hs/manage-preferences/unsubscribe?data=${encodeURIComponent(sealed(store, email))}`
}

function sealed(store: HubSpotStore, email: string): string {
  const key = createHash('sha256').update(`${store.portalId}:${email}`).digest('base64url').slice(0, 16)
  return `${Buffer.from(email, 'utf8').toString('base64url')}.${key}`
}

function opened(store: HubSpotStore, data: string): string | null {
  const email = Buffer.from(data.split('.')[0] ?? '', 'base64url').toString('utf8')
  return email !== '' && sealed(store, email) === data ? email : null
}

/** A GET changes nothing; only the form does. */
export function addManageRoutes(router: Router, store: HubSpotStore, changed: () => void): void {
  const path = '/hs/manage-preferences/unsubscribe'
  router.on('GET', path, (call) => pageFor(store, call, ''))
  router.on('POST', path, (call) => {
    const email = opened(store, call.url.searchParams.get('data') ?? '')
    if (email === null) return { status: 400, text: 'This link is not valid.' }
    const form = formOf(call)
    const typeId = form.get('type')
    if (form.get('action') === 'unsubscribe-all') unsubscribeAll(store, email, 'Preferences page', person)
    else if (typeId !== null && findSubscription(store, typeId) !== undefined)
      setTypeStatus(store, email, { typeId, status: 'UNSUBSCRIBED' }, 'Preferences page', person)
    changed()
    return pageFor(store, call, 'Vos préférences sont enregistrées.')
  })
}

function pageFor(store: HubSpotStore, call: Call, message: string): Answer {
  const email = opened(store, call.url.searchParams.get('data') ?? '')
  if (email === null) return { status: 400, text: 'This link is not valid.' }
  const state = stateOf(store, email)
  const rows = store.subscriptions.map((type) => {
    const off = state.wide !== null || statusOfType(state, type.id) === 'UNSUBSCRIBED'
    return `<li>${escapeHtml(type.name)} : ${off ? 'désabonné' : `<form method="post" style="display:inline"><input type="hidden" name="type" value="${type.id}"><button name="action" value="unsubscribe">Se désabonner</button></form>`}</li>`
  })
  return {
    status: 200,
    html: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Préférences e-mail</title></head><body style="font:16px system-ui;max-width:38rem;margin:3rem auto"><h1>Préférences e-mail</h1><p>${escapeHtml(message)}</p><p>${escapeHtml(email)}</p><ul>${rows.join('')}</ul>${state.wide === null ? '<form method="post"><button name="action" value="unsubscribe-all">Se désabonner de tous les e-mails</button></form>' : '<p>Désabonné de tous les e-mails.</p>'}</body></html>`,
  }
}
