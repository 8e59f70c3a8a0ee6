import { corpusOf } from './message.ts'

const replied = { headers: { 'auto-submitted': 'auto-replied' } }
const daemon = (status: string, action = 'failed') => ({ from: 'mailer-daemon@mx.example.test', headers: { 'return-path': '<>' }, delivery: { action, status } })

/** Messages written by machines: out of office, bounces, complaints, receipts. */
export const machines = corpusOf('machine', [
  [1, 'auto-reply', 'Absence du bureau', 'Bonjour, je suis absent jusqu\'au 4 janvier. En cas d\'urgence, contactez Paul Morel.', replied],
  [2, 'auto-reply', 'Réponse automatique : Votre audit', 'Je suis en congés.'],
  [3, 'auto-reply', 'Réponse automatique', 'J\'ai quitté l\'entreprise. Merci de ne plus m\'écrire à cette adresse.', replied],
  [4, 'auto-reply', 'Réponse automatique', 'Bonjour, ne m\'écrivez plus à cette adresse, j\'ai quitté l\'entreprise. Cette boîte n\'est plus relevée.'],
  [5, 'auto-reply', 'Automatic reply: Quick question', 'I am out of the office with no access to e-mail until Monday.'],
  [6, 'auto-reply', 'Out of Office', 'I have left the company. Please remove this address from your contacts and write to sales@acme.example.test.', replied],
  [7, 'auto-reply', 'Automatische Antwort: Kurze Frage', 'Ich bin bis zum 3. Januar nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.'],
  [8, 'auto-reply', 'Abwesenheitsnotiz', 'Ich befinde mich im Urlaub.', replied],
  [9, 'auto-reply', 'Respuesta automática: Pregunta', 'Estoy fuera de la oficina hasta el lunes.'],
  [10, 'auto-reply', 'Risposta automatica', 'Sono fuori ufficio fino al 7 gennaio.'],
  [11, 'auto-reply', 'Automatisch antwoord: Vraag', 'Ik ben afwezig tot maandag.'],
  [12, 'auto-reply', 'Re: offre', 'Bonjour,\nJe suis actuellement en congé maternité, je traiterai votre message à mon retour le 3 mars.', { headers: { 'x-autoreply': 'yes' } }],
  [13, 'auto-reply', '[Ticket #48213] Votre demande a bien été reçue', 'Nous avons bien reçu votre demande. Merci de ne pas répondre à ce message. Pour vous désinscrire des notifications, cliquez ici.', { headers: { 'auto-submitted': 'auto-generated' } }],
  [14, 'auto-reply', 'Absence du bureau', 'Je suis en congé. Pour stopper ces réponses automatiques, répondez STOP.', { headers: { precedence: 'auto_reply' } }],
  [15, 'auto-reply', 'Lu : Votre audit énergie', 'Votre message a été lu le 24/11/2026.', { headers: { 'content-type': 'multipart/report; report-type=disposition-notification' } }],
  [16, 'auto-reply', 'Non lu : Votre audit', 'Votre message a été supprimé sans être lu.', { headers: { 'content-type': 'multipart/report; report-type=disposition-notification' } }],
  [17, 'auto-reply', 'Please confirm your message', 'To make sure your message is delivered, click the link below. This is an automatic anti-spam message.', { headers: { 'auto-submitted': 'auto-replied' } }],
  [18, 'auto-reply', 'OOO Re: Quick question', 'Hi, I am on parental leave until June and will not be reading mail.', { headers: { 'x-auto-response-suppress': 'All', 'auto-submitted': 'auto-replied' } }],
  [19, 'bounce', 'Undelivered Mail Returned to Sender', 'The following address failed: 550 5.1.1 User unknown', daemon('5.1.1')],
  [20, 'bounce', 'Delivery Status Notification (Failure)', 'Message blocked. To unsubscribe see below.', daemon('5.7.1')],
  [21, 'bounce', 'Échec de remise', 'L\'adresse n\'existe pas.', daemon('5.1.10')],
  [22, 'bounce', 'Delivery delayed', 'The mailbox is full, we will retry for two days.', daemon('4.2.2', 'delayed')],
  [23, 'bounce', 'Mail delivery failed: returning message to sender', 'A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. 550 No such user here.', { from: 'mailer-daemon@mx.example.test', headers: { 'return-path': '<>' } }],
  [24, 'bounce', 'Undeliverable: Quick question', 'Delivery has failed to these recipients: anne.roy. The address you entered could not be found.', { from: 'postmaster@acme.example.test', headers: { 'return-path': '<>' } }],
  [25, 'bounce', 'Unzustellbar: Kurze Frage', 'Fehler bei der Zustellung', daemon('5.1.1')],
  [26, 'complaint', 'complaint about message', 'This is an email abuse report.', { feedbackType: 'abuse', from: 'feedback@arf.mail.example.test' }],
  [27, 'complaint', 'FW: Quick question', 'This is an abuse report for a message received on 24 Nov 2026.', { feedbackType: 'abuse' }],
  [28, 'complaint', 'Abuse report', null, { feedbackType: 'abuse', headers: { 'auto-submitted': 'auto-generated' } }],
  [29, 'none', 'Authentication report', 'DMARC failure report', { feedbackType: 'auth-failure' }],
  [30, 'auto-reply', 'Réponse automatique : offre', 'Je ne suis plus joignable à cette adresse.', { headers: { 'return-path': '<>' } }],
  [31, 'auto-reply', 'Accusé de réception', 'Bonjour, nous avons bien reçu votre message et nous vous répondrons dans les meilleurs délais. Ceci est un message automatique.'],
  [32, 'objection', 'unsubscribe', 'Please unsubscribe me.', { token: true, headers: { 'auto-submitted': 'auto-generated' } }],
  [33, 'auto-reply', 'Abwesend', 'Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht erreichbar. Dies ist eine automatisch generierte Antwort.'],
  [34, 'auto-reply', 'Fuori sede', 'Non sarò in ufficio fino a lunedì, non ricevo più posta a questo indirizzo.', replied],
  [35, 'complaint', 'complaint', 'Abuse complaint', { feedbackType: 'abuse', token: true }],
  [36, 'bounce', 'Avis de non-remise', 'Boîte pleine', daemon('5.2.2')],
])
