import type { InFrench } from '../../src/connector/french.ts'

/** What the connectors of this folder say of opt-outs that could not be read. */
export const french: InFrench = {
  'This vendor takes no opt-outs: nothing can be blocked there.':
    'Ce fournisseur ne prend pas d’oppositions : rien ne peut y être bloqué.',
  '{vendor} answered {status}. It is tried again.': '{vendor} a répondu {status}. Un nouvel essai suit.',
  '{vendor} answered {status}, which is not documented.': '{vendor} a répondu {status}, ce qui n’est pas documenté.',
  '{vendor} refuses our key. Copy it again from the account.':
    '{vendor} refuse notre clé. Copiez-la de nouveau depuis le compte.',
  '{vendor} does not open this to your account ({status}). Ask it for the right.':
    '{vendor} n’ouvre pas cette fonction à votre compte ({status}). Demandez-lui ce droit.',
  '{vendor} did not answer with a list of ids. It is tried again.':
    '{vendor} n’a pas répondu par une liste d’identifiants. Un nouvel essai suit.',
  'Lusha answered in another shape than documented. It is tried again.':
    'La réponse de Lusha n’a pas la forme documentée. Un nouvel essai suit.',
  'Lusha sends the opt-outs of this account to another address, and there is only one for an account. Delete that subscription there, or have its owner pass the messages on.':
    'Lusha envoie les oppositions de ce compte à une autre adresse, et il n’y en a qu’une par compte. Supprimez cet abonnement chez lui, ou demandez à son propriétaire de relayer les messages.',
  'Lusha does not take the subscription. Our address must be public and start with https:// (PUBLIC_URL), and the account needs a webhook secret: make the webhook secret of the account at Lusha, then enter it here.':
    'Lusha n’accepte pas l’abonnement. Notre adresse doit être publique et commencer par https:// (PUBLIC_URL), et le compte doit avoir un secret webhook : créez le secret webhook du compte chez Lusha, puis saisissez-le ici.',
  'Lusha does not let this account subscribe to opt-outs, or has such a subscription already. Ask it.':
    'Lusha ne laisse pas ce compte s’abonner aux oppositions, ou a déjà un tel abonnement. Contactez Lusha.',
  'the body is no opt-out of one contact': 'le message n’est pas l’opposition d’un contact',
  'the body names nobody': 'le message ne nomme personne',
  'ZoomInfo does not accept the token it gave. Check the app in its developer portal.':
    'ZoomInfo n’accepte pas le jeton qu’il a donné. Vérifiez l’application dans son portail développeur.',
  'ZoomInfo does not accept the client ID or secret. Copy both again from the app.':
    'ZoomInfo n’accepte pas l’ID client ou le secret client. Copiez-les de nouveau depuis l’application.',
}
