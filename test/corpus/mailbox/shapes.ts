import { corpusOf } from './message.ts'

const ourFooter =
  '\n\n--\nJulie Petit, Exemple Industries\nPour ne plus recevoir nos messages, cliquez ici pour vous désinscrire. Unsubscribe: https://u.exemple.example.test/1c/abc'
const quoteFr =
  '\n\nLe mar. 24 nov. 2026 à 09:12, Julie Petit <julie@exemple.example.test> a écrit :\n> Bonjour Anne,\n> je vous propose un audit.\n> Se désinscrire : https://u.exemple.example.test/1c/abc\n> STOP pour ne plus recevoir nos mails'
const quoteEn =
  '\n\nOn Tue, Nov 24, 2026 at 9:12 AM Julie Petit <julie@exemple.example.test> wrote:\n\n> Hi Anne,\n> shall we talk?\n>\n> To unsubscribe click here. Reply STOP to opt out.'
const outlookFr =
  "\n\n-----Message d'origine-----\nDe : Julie Petit\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : Anne Roy\nObjet : Votre audit\n\nBonjour,\nPour vous désinscrire, répondez STOP."
const outlookBare =
  '\n\nDe : Julie Petit <julie@exemple.example.test>\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : Anne Roy <anne.roy@acme.example.test>\nObjet : Votre audit\n\nBonjour, si vous ne souhaitez plus recevoir nos mails, désinscrivez-vous ici.'
const outlookDe =
  '\n\nVon: Julie Petit\nGesendet: Dienstag, 24. November 2026 09:12\nAn: Anne Roy\nBetreff: Kurze Frage\n\nHallo, hier abmelden: https://u.exemple.example.test'
const gmailEs =
  '\n\nEl mar, 24 nov 2026 a las 9:12, Julie Petit (<julie@exemple.example.test>) escribió:\n\n> Hola, para darse de baja pulse aquí.'
const gmailQuote =
  '<div class="gmail_quote"><div class="gmail_attr">Le mar. 24 nov. 2026, Julie a écrit :</div><blockquote class="gmail_quote">Bonjour, <a href="https://u.exemple.example.test">Se désinscrire</a> STOP</blockquote></div>'

/** Where the words stand: quotes, footers, signatures, HTML, hidden text, odd characters. */
export const shapes = corpusOf('shape', [
  [1, 'none', 'Re: Votre audit', `Oui, volontiers, jeudi à 10 h ?${quoteFr}`],
  [2, 'objection', 'Re: Votre audit', `Merci de me désinscrire.${quoteFr}`],
  [3, 'none', 'Re: Quick question', `Sure, send me the details.${quoteEn}`],
  [4, 'objection', 'Re: Quick question', `Take me off this list.${quoteEn}`],
  [5, 'none', 'RE: Votre audit', `Bonjour, c'est noté, merci.${outlookFr}`],
  [6, 'objection', 'RE: Votre audit', `Stop svp${outlookFr}`],
  [7, 'none', 'RE: Votre audit', `Quel est votre tarif ?${outlookBare}`],
  [8, 'objection', 'RE: Votre audit', `Plus de mails svp.${outlookBare}`],
  [9, 'none', 'AW: Kurze Frage', `Gern, rufen Sie mich an.${outlookDe}`],
  [10, 'objection', 'AW: Kurze Frage', `Bitte aus dem Verteiler nehmen.${outlookDe}`],
  [11, 'none', 'Re: Pregunta', `Perfecto, hablamos el lunes.${gmailEs}`],
  [12, 'objection', 'Re: Pregunta', `Denme de baja por favor.${gmailEs}`],
  [
    13,
    'objection',
    'Re: Votre audit',
    '> Bonjour Anne,\n> je vous propose un audit.\n\nNon merci, retirez-moi de votre liste.\n\n> Cordialement, Julie\n> Se désinscrire',
  ],
  [
    14,
    'none',
    'Re: Votre audit',
    '> Quand êtes-vous disponible ?\nJeudi matin.\n> Se désinscrire : https://u.exemple.example.test',
  ],
  [
    15,
    'objection',
    'Re: Votre audit',
    "> Quand êtes-vous disponible ?\nJamais. Arrêtez de m'écrire.\n> Se désinscrire",
  ],
  [
    16,
    'objection',
    'Re: Votre audit',
    "-----Message d'origine-----\nDe : Julie Petit\nObjet : Votre audit\n\n> Bonjour,\n> je vous propose un audit.\n\nMerci de ne plus me contacter.\nAnne Roy",
  ],
  [17, 'none', 'Re: Votre audit', `Je regarde et je reviens vers vous.${ourFooter}`],
  [
    18,
    'none',
    'TR: Votre audit',
    `Pour info.\n\n---------- Forwarded message ---------\nDe : Julie Petit <julie@exemple.example.test>\nDate: mar. 24 nov. 2026\nSubject: Votre audit\nTo: Anne Roy\n\nBonjour, pour vous désinscrire, répondez STOP.`,
  ],
  [
    19,
    'none',
    'Re: Votre audit',
    "Envoyez-moi le devis.\n\nCe message est confidentiel. Si vous l'avez reçu par erreur, merci de le supprimer et de ne plus contacter l'expéditeur.",
  ],
  [
    20,
    'none',
    'Re: Quick question',
    'Yes, Tuesday works.\n\nThis email is confidential. If you are not the intended recipient please delete it. To unsubscribe from Acme news, click here.',
  ],
  [
    21,
    'none',
    'Re: Votre audit',
    "Ok pour mardi.\n\nPaul Morel\nAcme\nStop au gaspillage : n'imprimez ce message que si nécessaire.",
  ],
  [
    22,
    'objection',
    'Re: Votre audit',
    null,
    { html: '<html><body><p>Bonjour,</p><p>Merci de me <b>d&eacute;sinscrire</b> de vos envois.</p></body></html>' },
  ],
  [23, 'none', 'Re: Votre audit', null, { html: `<div>Avec plaisir, mardi 14 h.</div>${gmailQuote}` }],
  [24, 'objection', 'Re: Votre audit', null, { html: `<div>STOP</div>${gmailQuote}` }],
  [
    25,
    'objection',
    'Re: Quick question',
    null,
    {
      html: '<div dir="ltr">Please un<wbr>subscribe me</div><div class="gmail_quote">On Tue wrote:<blockquote>Hi</blockquote></div>',
    },
  ],
  [
    26,
    'none',
    'Re: Quick question',
    null,
    { html: '<p>Let us meet on Friday.</p><div style="display:none">unsubscribe stop remove me</div>' },
  ],
  [
    27,
    'none',
    'Re: Quick question',
    null,
    {
      html: '<p>Great, thanks!</p><blockquote type="cite"><div>On 24 Nov 2026, Julie wrote:</div><p>Unsubscribe</p></blockquote>',
    },
  ],
  [
    28,
    'objection',
    'RE: Votre audit',
    null,
    {
      html: '<div class="WordSection1"><p class="MsoNormal">Je ne veux plus de vos mails.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>De :</b> Julie Petit<br><b>Envoyé :</b> mardi 24 novembre 2026<br><b>Objet :</b> Votre audit</p></div><p>Bonjour</p></div>',
    },
  ],
  [
    29,
    'none',
    'RE: Votre audit',
    null,
    {
      html: '<div><p class="MsoNormal">Parfait pour moi.</p><div id="divRplyFwdMsg"><b>De :</b> Julie Petit<br><b>Envoyé :</b> mardi<br></div><p>Se désinscrire</p></div>',
    },
  ],
  [30, 'objection', 'Re: Votre audit', 'S\u200bT\u200bO\u200bP'],
  [31, 'objection', 'Re: Votre audit', 'dés\u00adinscription'],
  [32, 'objection', 'Re: Votre audit', 'S\u0422OP'],
  [33, 'objection', 'Re: Votre audit', '\u202eSTOP\u202c'],
  [34, 'objection', 'Re: Votre audit', 'unsubscrib\u0435'],
  [35, 'objection', 'Re: Votre audit', 'ＳＴＯＰ'],
  [36, 'objection', 'Re: Votre audit', 'de\u0301sinscription'],
  [37, 'objection', 'Re: Votre audit', '**STOP**'],
  [38, 'objection', 'Re: Votre audit', '"STOP"'],
  [39, 'objection', 'Re: Votre audit', 'Stop\n\nEnvoyé depuis mon mobile Orange'],
  [40, 'none', 'Re: Votre audit', `Super, merci\n\nEnvoyé de mon iPhone${quoteFr}`],
  [41, 'objection', 'STOP', `\n${quoteFr}`],
  [42, 'unsure', 'Re: Votre audit', `${quoteFr}`],
  [
    43,
    'none',
    'Désinscription de Paul Morel au webinaire',
    'Bonjour, Paul ne pourra pas venir au webinaire, je prends sa place.',
  ],
  [44, 'unsure', 'Re: Votre audit', ''],
  [45, 'none', 'Re: Comment gérer les désinscriptions ?', 'Article très clair, merci. Peut-on en parler ?'],
  [46, 'objection', 'Re: Comment gérer les désinscriptions ?', 'Commencez par la mienne : retirez-moi.'],
  [
    47,
    'objection',
    'Re: Votre audit',
    `désinscription\n\n________________________________\nDe : Julie Petit\nEnvoyé : mardi\nObjet : Votre audit\n\nBonjour`,
  ],
  [
    48,
    'none',
    'Re: Votre audit',
    `Très bien.\n\n________________________________\nFrom: Julie Petit\nSent: Tuesday\nTo: Anne\nSubject: audit\n\nClick to unsubscribe`,
  ],
  [49, 'none', 'Re: Votre audit', 'Oui.\n\nLe 24/11/2026 à 09:12, Julie Petit a écrit :\nBonjour Anne\nSe désinscrire'],
  [
    50,
    'objection',
    'Re: Votre audit',
    'Non.\nNe me relancez plus.\n\nLe 24/11/2026 à 09:12, Julie Petit a écrit :\nBonjour Anne',
  ],
  [
    51,
    'none',
    'Re: Quick question',
    'Happy to.\n\nOn Tue, Nov 24, 2026 at 9:12 AM\nJulie Petit <julie@exemple.example.test> wrote:\nHi, reply STOP to opt out',
  ],
  [
    52,
    'objection',
    'Re: Quick question',
    null,
    { html: '<p>Hello</p><p style="font-size:0">we love it</p><p>take me off your list</p>' },
  ],
  [53, 'none', 'Re: Quick question', null, { html: '<!-- unsubscribe --><style>.stop{}</style><p>Thanks, noted.</p>' }],
  [
    54,
    'objection',
    'Re: Domanda',
    'Cancellatemi.\n\nIl giorno mar 24 nov 2026 alle ore 09:12 Julie Petit ha scritto:\n> Ciao',
  ],
  [
    55,
    'none',
    'Re: Vraag',
    'Prima, tot dinsdag.\n\nOp di 24 nov 2026 om 09:12 schreef Julie Petit <julie@exemple.example.test>:\n> Afmelden? Klik hier',
  ],
  [
    56,
    'none',
    'Re: Kurze Frage',
    'Einverstanden.\n\nAm Di., 24. Nov. 2026 um 09:12 Uhr schrieb Julie Petit:\n> Newsletter abmelden',
  ],
  [
    57,
    'objection',
    'Re: Kurze Frage',
    'Bitte nicht mehr!\n\nAm Di., 24. Nov. 2026 um 09:12 Uhr schrieb Julie Petit:\n> Hallo',
  ],
  [
    58,
    'none',
    'Re: Votre audit',
    "Bonjour,\nNous utilisons déjà un outil mais le sujet m'intéresse.\n\nCordialement\n\nAnne Roy\n----\nVous recevez ce message car vous êtes client d'Acme. Pour vous désabonner, écrivez à stop@acme.example.test",
  ],
  [
    59,
    'objection',
    'Re: Votre audit',
    `Bonjour,\n\nvous écrivez « Pour ne plus recevoir nos messages, cliquez ici » mais rien ne se passe. Retirez mon adresse.${ourFooter}`,
  ],
  [
    60,
    'none',
    'Re: Votre audit',
    'Vous écrivez « répondez STOP pour ne plus recevoir » : votre mention légale est correcte ? On veut la même pour nos envois.',
  ],
])
