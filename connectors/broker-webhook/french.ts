import type { InFrench } from '../../src/connector/french.ts'

/** What this connector says of a message that the broker did not take. */
export const french: InFrench = {
  'The broker asks us to slow down.': 'Le courtier nous demande de ralentir.',
  'The broker answered {status}; the message is sent again later.':
    'Le courtier a répondu {status} ; le message est renvoyé plus tard.',
  'The broker answered with a redirect, which is not followed; enter its final address.':
    'Le courtier redirige vers une autre adresse, et la redirection n’est pas suivie ; saisissez son adresse définitive.',
  'The broker refuses our shared secret; check it there.':
    'Le courtier refuse notre secret partagé ; vérifiez-le avec lui.',
  'The broker has closed this address (410): nothing more is sent to it. Ask it for the new one and change the settings.':
    'Le courtier a fermé cette adresse (410) : plus rien n’y est envoyé. Demandez-lui la nouvelle et changez les réglages.',
  'the broker answered with a redirect ({status}), which is not followed; enter its final address':
    'le courtier redirige vers une autre adresse ({status}), et la redirection n’est pas suivie ; saisissez son adresse définitive',
  'the broker reports a conflict (409); ask it what it holds':
    'le courtier signale un conflit (409) ; demandez-lui ce qu’il détient',
  'the broker failed on this message ({status})': 'le courtier a échoué sur ce message ({status})',
  'the broker refused the message ({status})': 'le courtier a refusé le message ({status})',
}
