import type { ActKind } from './acts.ts'
import { list } from '../../app/tables/word-list.ts'

/** What a click was made on, where that alone says that it is not about the offer (docs/reference/law.md#g-events). */
export const clickTargets: Readonly<Record<string, ActKind>> = {
  unsubscribe: 'unsubscribe', preferences: 'privacy-click', privacy: 'privacy-click', 'privacy-policy': 'privacy-click', legal: 'privacy-click', terms: 'privacy-click', 'view-online': 'view-online-click', 'web-version': 'view-online-click', image: 'image-click', logo: 'social-click', social: 'social-click',
}

/**
 * Parts of the path of an address, in plain form (lower case, no accents, hyphens), that say the same. A part is what
 * stands between two slashes, without its ending: `/fr/mentions-legales.html`. The query is left out, because it may
 * name anything.
 */
export const pathTargets: ReadonlyMap<string, ActKind> = new Map([
  ...list(`unsubscribe unsub optout opt-out opt-out-all unsubscribe-all list-unsubscribe desinscription desinscrire se-desinscrire desabonnement desabonner se-desabonner stop-newsletter
    abmelden abmeldung abbestellen newsletter-abmelden austragen baja darse-de-baja dar-de-baja cancelar-suscripcion desuscribir desuscribirse disiscrizione disiscriviti cancellati annulla-iscrizione
    afmelden uitschrijven`).map((word) => [word, 'unsubscribe'] as const),
  ...list(`preferences preference preference-center preferences-center preference-centre manage manage-preferences manage-subscriptions subscription-preferences email-preferences communication-preferences
    update-profile centre-de-preferences gerer-mes-preferences mes-preferences einstellungen preferencias preferenze voorkeuren
    privacy privacy-policy privacy-notice data-protection cookie-policy gdpr rgpd dsgvo confidentialite politique-de-confidentialite politique-confidentialite vie-privee donnees-personnelles protection-des-donnees
    mentions-legales legal-notice terms terms-and-conditions terms-of-service terms-of-use cgu cgv conditions-generales imprint impressum datenschutz datenschutzerklaerung datenschutzerklarung agb
    privacidad politica-de-privacidad aviso-legal proteccion-de-datos informativa-privacy note-legali privacyverklaring privacybeleid privacy-statement algemene-voorwaarden`).map((word) => [word, 'privacy-click'] as const),
  ...list(`view-online view-in-browser viewinbrowser webversion web-version web-view webview online-version version-en-ligne voir-en-ligne version-web lien-miroir page-miroir onlineversion
    online-ansehen im-browser-ansehen browseransicht ver-en-linea ver-en-el-navegador version-online versione-online visualizza-nel-browser online-bekijken webversie`).map((word) => [word, 'view-online-click'] as const),
])

/** Endings of a picture. */
export const imageEndings: ReadonlySet<string> = new Set(list('png jpg jpeg gif svg webp ico bmp avif'))

/** Social networks, with everything below them. */
export const socialHosts: readonly string[] = list(`linkedin.com lnkd.in x.com twitter.com facebook.com fb.com fb.me instagram.com tiktok.com pinterest.com threads.net bsky.app xing.com snapchat.com`)
