import type { InFrench } from '../../../src/connector/french.ts'

/** What is said of calls to the vendor that failed, of the login and of readings. */
export const callsInFrench: InFrench = {
  // Calls.
  'The Salesforce session has ended.': 'La session Salesforce a pris fin.',
  'Salesforce answered with something that is not JSON; check the login host and any proxy.':
    'Salesforce a répondu autre chose que du JSON ; vérifiez l’hôte de connexion et tout proxy.',
  'Salesforce answered with a redirect: the org may have moved; connect it again.':
    'Salesforce redirige vers une autre adresse : l’organisation a peut-être été déplacée ; reconnectez-la.',
  'Salesforce could not do this right now ({code}).': 'Salesforce n’a pas pu le faire pour l’instant ({code}).',
  'Salesforce does not allow this for our user; check the permissions of the user that connected.':
    'Salesforce ne permet pas cela à notre utilisateur ; vérifiez les autorisations de l’utilisateur qui s’est connecté.',
  'Salesforce does not allow this for our user ({code}); check the permissions of the user that connected.':
    'Salesforce ne permet pas cela à notre utilisateur ({code}) ; vérifiez les autorisations de l’utilisateur qui s’est connecté.',
  'Salesforce has retired the API version that Lawbase uses; update Lawbase.':
    'Salesforce a retiré la version de l’API que Lawbase utilise ; mettez Lawbase à jour.',
  'Salesforce refuses so many long calls at once; it is tried again in a moment.':
    'Salesforce refuse autant d’appels longs à la fois ; un nouvel essai suit dans un moment.',
  'The Salesforce org has used up its API calls; work goes on when calls are free again.':
    'L’organisation Salesforce a épuisé ses appels d’API ; le travail reprend dès que des appels sont de nouveau disponibles.',
  'Salesforce answered for another number of records than asked.':
    'Salesforce a répondu pour un autre nombre de fiches que celui demandé.',
  'Salesforce gave a next page outside its API.': 'Salesforce a donné une page suivante hors de son API.',
  'Salesforce said nothing about the record.': 'Salesforce n’a rien dit de la fiche.',
  'Salesforce keeps the record locked; it is written again later.':
    'Salesforce garde la fiche verrouillée ; elle est écrite de nouveau plus tard.',
  'Salesforce created a contact and did not say which.': 'Salesforce a créé un contact sans dire lequel.',
  'Salesforce did not confirm that our access has ended; revoke it in Setup, Connected Apps OAuth Usage.':
    'Salesforce n’a pas confirmé la fin de notre accès ; révoquez-le dans Setup > Connected Apps OAuth Usage.',
  // The recycle bin (docs/reference/salesforce.md#empty-bin, #undelete).
  'Salesforce could not empty its recycle bin right now ({code}).':
    'Salesforce n’a pas pu vider sa corbeille pour l’instant ({code}).',
  'Salesforce could not take records out of its recycle bin right now ({code}).':
    'Salesforce n’a pas pu sortir des fiches de sa corbeille pour l’instant ({code}).',
  'Salesforce does not let our user empty the recycle bin ({code}); it empties itself after 15 days.':
    'Salesforce ne laisse pas notre utilisateur vider la corbeille ({code}) ; elle se vide automatiquement après 15 jours.',
  'Salesforce does not let our user take records out of the recycle bin ({code}); a user of the org who may can do it there.':
    'Salesforce ne laisse pas notre utilisateur sortir des fiches de la corbeille ({code}) ; un utilisateur de l’organisation qui en a le droit peut le faire dans Salesforce.',
  'Salesforce answered {status} when it was to empty its recycle bin; it is tried again later.':
    'Salesforce a répondu {status} à la demande de vider sa corbeille ; un nouvel essai suit.',
  'Salesforce answered {status} when it was to take records out of its recycle bin; it is tried again later.':
    'Salesforce a répondu {status} à la demande de sortir des fiches de sa corbeille ; un nouvel essai suit.',
  'Salesforce did not answer in SOAP when it was to empty its recycle bin.':
    'Salesforce n’a pas répondu en SOAP à la demande de vider sa corbeille.',
  'Salesforce did not answer in SOAP when it was to take records out of its recycle bin.':
    'Salesforce n’a pas répondu en SOAP à la demande de sortir des fiches de sa corbeille.',
  // Our fields.
  'Salesforce answered the creation of {object} in another shape than documented.':
    'La réponse de Salesforce à la création de {object} n’a pas la forme documentée.',
  'Salesforce did not create {object} for our user; give it the permission "{permission}".':
    'Salesforce n’a pas créé {object} pour notre utilisateur ; donnez-lui l’autorisation « {permission} ».',
  'Salesforce does not show the permission set that it says exists.':
    'Salesforce ne montre pas l’ensemble d’autorisations dont il affirme l’existence.',
  // Login.
  'The login host must be an https address such as https://login.salesforce.com or your My Domain.':
    'L’hôte de connexion doit être une adresse https comme https://login.salesforce.com, ou votre My Domain.',
  'Use the My Domain address that ends in my.salesforce.com, not lightning.force.com.':
    'Utilisez l’adresse My Domain qui finit par my.salesforce.com, pas lightning.force.com.',
  'Salesforce named a data host outside salesforce.com; check the login host, or add the suffix to SALESFORCE_HOSTS if it is yours.':
    'Salesforce a indiqué un hôte de données hors de salesforce.com ; vérifiez l’hôte de connexion, ou ajoutez le suffixe à SALESFORCE_HOSTS s’il est à vous.',
  'Salesforce gave no refresh token; add the scope "Perform requests at any time (refresh_token)" to the app and connect again.':
    'Salesforce n’a pas donné de jeton de rafraîchissement ; ajoutez à l’application l’étendue « Perform requests at any time (refresh_token) », puis reconnectez.',
  'Salesforce gave a token answer of another shape than documented; check the login host.':
    'La réponse de Salesforce à la demande de jeton n’a pas la forme documentée ; vérifiez l’hôte de connexion.',
  'Salesforce did not say which org this is.': 'Salesforce n’a pas dit de quelle organisation il s’agit.',
  'Salesforce does not accept the consumer key or secret; copy both again from the app.':
    'Salesforce n’accepte pas la Consumer Key ou le Consumer Secret ; copiez-les de nouveau depuis l’application.',
  'Salesforce does not accept the consumer key or secret; copy both again from the app. Install the app in the org, or give the user "Approve Uninstalled Connected Apps".':
    'Salesforce n’accepte pas la Consumer Key ou le Consumer Secret ; copiez-les de nouveau depuis l’application. Installez l’application dans l’organisation, ou donnez à l’utilisateur « Approve Uninstalled Connected Apps ».',
  'Salesforce does not know our callback address; add it to the app exactly as shown.':
    'Salesforce ne connaît pas notre Callback URL ; ajoutez-la à l’application, exactement comme affichée.',
  'Salesforce has ended our access (revoked, idle too long, or the user changed); connect the org again.':
    'Salesforce a mis fin à notre accès (révoqué, inactif trop longtemps, ou utilisateur modifié) ; reconnectez l’organisation.',
  'Salesforce refused to give a token; check the key, the secret, the callback address and the login host.':
    'Salesforce a refusé de donner un jeton ; vérifiez la Consumer Key, le Consumer Secret, la Callback URL et l’hôte de connexion.',
  // Reading.
  'Salesforce no longer knows this position.': 'Salesforce ne connaît plus cette position.',
  'The saved position in Salesforce is not readable; the base is read again from the start.':
    'La position enregistrée dans Salesforce est illisible ; la base est relue depuis le début.',
  'Salesforce keeps losing its place in a query; it is made again later.':
    'Salesforce perd sans cesse sa place dans une requête ; elle est refaite plus tard.',
  'Salesforce gave a {object} without {field}.': 'Salesforce a donné un {object} sans {field}.',
  'Salesforce is preparing its records for reading; reading goes on by itself.':
    'Salesforce prépare ses fiches pour la lecture ; la lecture reprend automatiquement.',
  'Salesforce ended the query job ({state}).': 'Salesforce a mis fin à la requête en bloc ({state}).',
  'Salesforce does not end the query job.': 'Salesforce ne termine pas la requête en bloc.',
  'Salesforce no longer knows the query job or its position.':
    'Salesforce ne connaît plus la requête en bloc, ou sa position.',
  'Salesforce gave results of a query job in another form than documented.':
    'Les résultats d’une requête en bloc de Salesforce n’ont pas la forme documentée.',
  'Salesforce gave results of a query job out of order.':
    'Salesforce a donné les résultats d’une requête en bloc dans le désordre.',
  'Salesforce gave a page of results that is not whole.': 'Salesforce a donné une page de résultats incomplète.',
  'Salesforce gave a page of results that does not say what follows.':
    'Salesforce a donné une page de résultats qui ne dit pas ce qui suit.',
  // Changes that the vendor sends.
  'Salesforce answered the streaming call with something that is not a list of messages.':
    'Salesforce a répondu à l’appel de diffusion par autre chose qu’une liste de messages.',
  'Salesforce did not answer {channel}.': 'Salesforce n’a pas répondu à {channel}.',
  'The Salesforce org has delivered all the change events of its day; polling goes on.':
    'L’organisation Salesforce a livré tous les événements de modification de sa journée ; les lectures régulières continuent.',
  'Salesforce refuses change events to our user; polling goes on. Give the user "View All Records" on Contact and Lead.':
    'Salesforce refuse les événements de modification à notre utilisateur ; les lectures régulières continuent. Donnez-lui « Afficher tout » sur Contact et Lead.',
  'Salesforce ended the streaming session; it is opened again.':
    'Salesforce a mis fin à la session de diffusion ; elle est rouverte.',
  'Salesforce no longer keeps the change events since we last listened; everything is read again.':
    'Salesforce ne garde plus les événements de modification depuis notre dernière écoute ; tout est relu.',
  'Change Data Capture is not open to us for Contact and Lead; polling goes on. Select both under Setup > Change Data Capture and give our user "View All Records".':
    'Change Data Capture ne nous est pas ouvert pour Contact et Lead ; les lectures régulières continuent. Sélectionnez les deux dans Setup > Change Data Capture et donnez à notre utilisateur « Afficher tout ».',
  'Salesforce sends no change events of {objects}; polling goes on for these records. Select them under Setup > Change Data Capture, give our user "View All Records", and run the self-test again.':
    'Salesforce n’envoie pas d’événements de modification de {objects} ; les lectures régulières continuent pour ces fiches. Sélectionnez-les dans Setup > Change Data Capture, donnez à notre utilisateur « Afficher tout » et relancez l’autotest.',
  'The message has a document type: SOAP allows none.':
    'Le message contient une déclaration de type de document, que SOAP interdit.',
  'The message is not XML.': 'Le message n’est pas du XML.',
  'The message is not a Salesforce outbound message: {place} is wrong.':
    'Le message n’est pas un outbound message de Salesforce : {place} est incorrect.',
  // Account Engagement.
  "Account Engagement was not opened to us: add the scope {scope} to the app in Salesforce, then allow it on the connection's page.":
    'Account Engagement ne nous a pas été ouvert : ajoutez l’étendue {scope} à l’application dans Salesforce, puis autorisez-la sur la page de la connexion.',
  'The calls that Account Engagement allows in a day are used up.':
    'Les appels qu’Account Engagement autorise par jour sont épuisés.',
  'Account Engagement answered {status}.': 'Account Engagement a répondu {status}.',
  'Account Engagement answered with a redirect; set ACCOUNT_ENGAGEMENT_URL to the host of this account.':
    'Account Engagement redirige vers une autre adresse ; indiquez dans ACCOUNT_ENGAGEMENT_URL l’hôte de ce compte.',
  'Account Engagement does not accept our token ({status}): the app needs the scope {scope}, and the user that connected must be able to log in there.':
    'Account Engagement n’accepte pas notre jeton ({status}) : l’application a besoin de l’étendue {scope}, et l’utilisateur qui s’est connecté doit pouvoir s’y connecter.',
  'Account Engagement refuses business unit {unit} ({status}): compare its id, and give the user that connected the right to see prospects and visitors.':
    'Account Engagement refuse l’unité commerciale {unit} ({status}) : comparez son identifiant, et donnez à l’utilisateur qui s’est connecté le droit de voir les prospects et les visiteurs.',
  'Account Engagement gives the same page again and again; ask its support.':
    'Account Engagement donne sans cesse la même page ; contactez son support.',
  'Account Engagement changed more activities in one second than it gives in one query; ask its support.':
    'Account Engagement a modifié plus d’activités en une seconde qu’il n’en donne en une requête ; contactez son support.',
  'Account Engagement gave a time that cannot be read.': 'Account Engagement a donné une heure illisible.',
}
