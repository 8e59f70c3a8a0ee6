import type { Channel } from '../../app/channel.ts'
import type { FileColumn } from './objection-columns.ts'
import { emailHeadings, mobileHeadings, phoneHeadings } from './heading-words.ts'

/** Headings that people give to the columns of such files, without accents and signs. */
export const headingWords: Readonly<Record<FileColumn, readonly string[]>> = {
  email: emailHeadings, phone: [...phoneHeadings, ...mobileHeadings],
  date: ['date', 'received', 'received on', 'received at', 'date received', 'opt out date', 'unsubscribed at', 'recu le', 'recue le', 'date de reception', 'date d opposition', 'date opposition', 'date de desinscription', 'le', 'objected at', 'opted out at', 'datum', 'abgemeldet am', 'widerspruch am', 'fecha', 'fecha de baja', 'data', 'data di disiscrizione', 'ontvangen op', 'afgemeld op'],
  channel: ['channel', 'channels', 'canal', 'canaux', 'moyen', 'media', 'kanal', 'kanale', 'canale', 'canales', 'canali', 'kanaal'],
  reference: ['reference', 'ref', 'id', 'case', 'ticket', 'dossier', 'no de dossier', 'note', 'referenz', 'aktenzeichen', 'referencia', 'riferimento', 'referentie', 'kenmerk'],
}

/** Words for channels, in the six languages, without accents and signs. Empty list: all of them. */
export const channelWords: Readonly<Record<string, readonly Channel[]>> = {
  all: [], everything: [], any: [], tous: [], tout: [], toutes: [], 'tous les canaux': [], 'all channels': [], alle: [], alles: [], todo: [], todos: [], tutti: [], tutto: [],
  email: ['email'], 'e mail': ['email'], mail: ['email'], courriel: ['email'], mel: ['email'], emailing: ['email'], correo: ['email'], 'correo electronico': ['email'], 'posta elettronica': ['email'],
  sms: ['sms'], texto: ['sms'], text: ['sms'], mms: ['sms'],
  phone: ['phone'], telephone: ['phone'], tel: ['phone'], call: ['phone'], appel: ['phone'], calls: ['phone'], appels: ['phone'], telefon: ['phone'], telefono: ['phone'], telefoon: ['phone'], anruf: ['phone'],
  robocall: ['robocall'], 'appel automatise': ['robocall'],
  post: ['post'], postal: ['post'], courrier: ['post'], 'courrier postal': ['post'], letter: ['post'], poste: ['post'],
  social: ['social'], linkedin: ['social'], 'reseaux sociaux': ['social'], 'reseau social': ['social'],
  fax: ['fax'], telecopie: ['fax'], audience: ['audience'], 'audience publicitaire': ['audience'],
}
