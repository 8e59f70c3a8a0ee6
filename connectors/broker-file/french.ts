import type { InFrench } from '../../src/connector/french.ts'

/** What this connector says of a file that was not sent. */
export const french: InFrench = {
  'This system needs the book of files.': 'Ce système a besoin du registre des fichiers.',
  'This system needs a network connection.': 'Ce système a besoin d’une connexion au réseau.',
  'the file only knows e-mail and phone': 'le fichier ne connaît que l’e-mail et le téléphone',
  'the complete file shrank too much; someone has to release it':
    'le fichier complet a trop diminué ; quelqu’un doit en autoriser l’envoi',
  'The SFTP server cannot be reached.': 'Le serveur SFTP n’a pas pu être joint.',
  'The SFTP server shows another key, {shown}, instead of {expected}. Ask the broker by another channel whether it changed it, then connect again with the new fingerprint.':
    'Le serveur SFTP présente une autre clé, {shown}, au lieu de {expected}. Demandez au courtier, par un autre canal, s’il l’a changée, puis reconnectez avec la nouvelle empreinte.',
  'The SFTP server refuses our login; check user, key and password with the broker.':
    'Le serveur SFTP refuse notre connexion ; vérifiez l’utilisateur, la clé et le mot de passe avec le courtier.',
  'The SFTP server does not let us write into the folder; ask the broker for the right.':
    'Le serveur SFTP ne nous laisse pas écrire dans le dossier ; demandez ce droit au courtier.',
  'The folder is not there on the SFTP server; check its path with the broker.':
    'Le dossier n’existe pas sur le serveur SFTP ; vérifiez son chemin avec le courtier.',
  'The SFTP server did not take the file. It is sent again; nothing is lost.':
    'Le serveur SFTP n’a pas accepté le fichier. Il est renvoyé ; rien n’est perdu.',
  'The file on the SFTP server is not the one we sent. It is sent again.':
    'Le fichier sur le serveur SFTP n’est pas celui que nous avons envoyé. Il est renvoyé.',
}
