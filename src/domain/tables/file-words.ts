import type { Channel } from '../channel.ts'
import type { FileColumn } from '../objection-file.ts'

/** Headings that people give to the columns of such files, without accents and signs. */
export const headingWords: Readonly<Record<FileColumn, readonly string[]>> = {
  email: ['e mail', 'email', 'mail', 'courriel', 'mel', 'email address', 'e mail address', 'mail address', 'adresse e mail', 'adresse email', 'adresse mail', 'adresse courriel', 'adresse electronique', 'email professionnel', 'work email', 'contact email'],
  phone: ['phone', 'phone number', 'telephone', 'tel', 'mobile', 'mobile phone', 'portable', 'gsm', 'numero', 'numero de telephone', 'no tel', 'telephone mobile', 'telephone portable', 'cell', 'cell phone'],
  date: ['date', 'received', 'received on', 'received at', 'date received', 'opt out date', 'unsubscribed at', 'recu le', 'recue le', 'date de reception', 'date d opposition', 'date opposition', 'date de desinscription', 'le'],
  channel: ['channel', 'channels', 'canal', 'canaux', 'moyen', 'media'],
  reference: ['reference', 'ref', 'id', 'case', 'ticket', 'dossier', 'no de dossier', 'note'],
}

/** Words for channels, French and English, without accents and signs. Empty list: all of them. */
export const channelWords: Readonly<Record<string, readonly Channel[]>> = {
  all: [], everything: [], any: [], tous: [], tout: [], toutes: [], 'tous les canaux': [], 'all channels': [],
  email: ['email'], 'e mail': ['email'], mail: ['email'], courriel: ['email'], mel: ['email'], emailing: ['email'],
  sms: ['sms'], texto: ['sms'], text: ['sms'], mms: ['sms'],
  phone: ['phone'], telephone: ['phone'], tel: ['phone'], call: ['phone'], appel: ['phone'], calls: ['phone'], appels: ['phone'],
  robocall: ['robocall'], 'appel automatise': ['robocall'],
  post: ['post'], postal: ['post'], courrier: ['post'], 'courrier postal': ['post'], letter: ['post'], poste: ['post'],
  social: ['social'], linkedin: ['social'], 'reseaux sociaux': ['social'], 'reseau social': ['social'],
  fax: ['fax'], telecopie: ['fax'], audience: ['audience'], 'audience publicitaire': ['audience'],
}
