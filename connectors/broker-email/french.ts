import type { InFrench } from '../../src/connector/french.ts'

/** What this connector says of a mail that was not sent. */
export const french: InFrench = {
  'the mail server refused the mailbox of the broker ({status}); check it with the broker':
    'le serveur de messagerie a refusé la boîte du courtier ({status}) ; vérifiez-la avec lui',
}
