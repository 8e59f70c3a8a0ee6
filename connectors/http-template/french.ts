import type { InFrench } from '../../src/connector/french.ts'

/** What this connector says of a call that a template describes. */
export const french: InFrench = {
  'The system asks us to slow down.': 'Le système nous demande de ralentir.',
  'The system answered {status}; the message is sent again later.':
    'Le système a répondu {status} ; le message est renvoyé plus tard.',
  'The system answered with a redirect, which is not followed; enter its final address.':
    'Le système redirige vers une autre adresse, et la redirection n’est pas suivie ; saisissez son adresse définitive.',
  'The system refuses our key; check it there.': 'Le système refuse notre clé ; vérifiez-la chez lui.',
  'this system has no switch for one kind of message': 'ce système ne sait pas arrêter un seul type de message',
  'this system has no block for these channels': 'ce système n’a pas de blocage pour ces canaux',
  'the system failed on this message ({status})': 'le système a échoué sur ce message ({status})',
  'the system has closed this address (410); ask it for the new one':
    'le système a fermé cette adresse (410) ; demandez la nouvelle à son éditeur',
  'the system reports a conflict (409), and does not show the block':
    'le système signale un conflit (409) et ne montre pas le blocage',
  'the answer ({status}) is not what the template calls a success':
    'la réponse ({status}) n’est pas ce que le modèle appelle un succès',
  'the system refused the message ({status})': 'le système a refusé le message ({status})',
}
