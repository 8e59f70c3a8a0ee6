import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

// Words of an earlier wording that a stranger does not understand at first sight, and the ones that are used
// (docs/glossary.md). Whole phrases only: a bare "told" or "no" is good English.

const root = join(import.meta.dirname, '../..')

interface Banned {
  phrase: RegExp
  better: string
}
const ban = (phrase: RegExp, better: string): Banned => ({ phrase, better })

const english: readonly Banned[] = [
  ban(/\bnoes\b/iu, 'opt-outs (objections in letters and law)'),
  ban(/\b(?:every|each) no\b(?! (?:longer|more))/iu, 'every opt-out'),
  ban(/\bno no\b/iu, 'no opt-out'),
  ban(/\brecord the no\b/iu, 'record opt-out'),
  ban(/\bfrom the no to\b/iu, 'from opt-out to'),
  ban(/\b(?:sa(?:id|ys|y)) no to (?:everything|calls)\b/iu, 'opted out of everything'),
  ban(/\bwho said no\b/iu, 'who opted out'),
  ban(/\bsilent (?:contact|contacts|people)\b/iu, 'inactive contacts'),
  ban(/\bneeds? someone\b/iu, 'action needed'),
  ban(/\bwaits? for (?:someone|somebody|a person)\b/iu, 'action needed, waiting for action'),
  ban(/\bsomebody\b/iu, 'someone'),
  ban(/\banybody\b/iu, 'anyone'),
  ban(/\beverybody\b/iu, 'everyone'),
  ban(/\bwould go\b(?! (?:wrong|the))/iu, 'would be deleted'),
  ban(/\bgoes with the record\b/iu, 'deleted with the record'),
  ban(/\bwhat h(?:angs|ung) on\b/iu, 'related records'),
  ban(/\bkept by decision\b/iu, 'legal hold'),
  ban(/\bquestion before the term\b/iu, 're-permission'),
  ban(/\bpast (?:the|their|its) term\b/iu, 'past the retention period'),
  ban(/\bclock cannot be trusted\b/iu, 'last activity unknown'),
  ban(/\bclocks are (?:blind|not trusted)\b/iu, 'last activity counts as unknown'),
  ban(/\blast (?:counted )?acts? (?:is|are|there|unknown|known)\b/iu, 'last activity'),
  ban(/\bwithout an act\b/iu, 'without activity'),
  ban(/\bmusts? (?:is|are) open\b|\bopen musts?\b/iu, 'required checks missing'),
  ban(/\bstands? on its data\b/iu, 'came from it'),
  ban(/\btake (?:back|it back)(?= the right| a right|')/iu, 'revoke permission'),
  ban(/\bby word of mouth\b/iu, 'in person'),
  ban(/\bshow and stand\b/iu, 'event and booth'),
  ban(/\bnot due by our clock\b|\bby our clock\b/iu, 'not yet inactive'),
  ban(/\bemptied of the person\b/iu, 'anonymised'),
  ban(/\bread back (?:absent|as blocked)\b/iu, 'verified absent, verified as blocked'),
  ban(/\bopt-outs? (?:is|are) carried\b/iu, 'sent to'),
  ban(/\bnothing was brought\b|\bbrought from\b/iu, 'imported'),
  ban(/\bsomeone else than\b|\bothers than\b/iu, 'someone other than'),
  ban(/\bfirst day without it\b/iu, 'ends on'),
  ban(/\bput(?:s|ting)? (?:it |that )?right\b/iu, 'fix'),
  ban(/\b(?:mend|mended) the\b/iu, 'fix'),
  ban(/\bmake the (?:link|key|account)\b/iu, 'create'),
  ban(/\bis left behind\b/iu, 'timed out'),
  ban(/\bin the place of\b/iu, 'instead of'),
  ban(/\b(?:are|is|were) told in docs\b/iu, 'are described in'),
  ban(/\bsaid no\b|\bsays? no (?:on|to)\b/iu, 'opted out'),
  ban(/\bevery no carried\b/iu, 'every opt-out applied'),
  ban(/\bbrought last\b|\bnot brought yet\b|\bbrings (?:its|their|the) list\b/iu, 'imported'),
  ban(/\bbring the opt-out list\b/iu, 'import the opt-out list'),
  ban(/\bbrought no answer\b/iu, 'was not used in time'),
  ban(/\btold of the opt-out\b/iu, 'notified of'),
  ban(/\bwill be told\b|\b(?:broker|mailer|system|vendor) (?:that )?was told\b/iu, 'notified'),
  ban(/\btells (?:no one apart|of none)\b|\bcan be told from it\b/iu, 'identify, report'),
  ban(/\bis told under\b/iu, 'is described under'),
  ban(/\bstands? in the audit log\b/iu, 'is recorded in the audit log'),
  ban(/\bbelow stand\b/iu, 'below:'),
  ban(/\brows that stand\b/iu, 'rows already recorded'),
  ban(
    /\b(?:value|blocked,|written there, then) read back\b|\bread back (?:from the system|to (?:its|the) end|open)\b/iu,
    'verified',
  ),
  ban(/\bwhat went\b|\bpeople of the plan went\b/iu, 'deleted'),
]

const french: readonly Banned[] = [
  ban(/silencieu(?:x|ses?)\b/iu, 'inactif'),
  ban(/\bempreintes? à clé(?! secrète)/iu, 'empreinte à clé secrète (HMAC)'),
  ban(/\bpassages? de nuit\b|\b(?:prochain|dernier) passage\b/iu, 'traitement nocturne'),
  ban(/\b(?:lancer|en lancer) un(?: maintenant| passage)\b/iu, 'lancer maintenant'),
  ban(/\bclient mystère\b/iu, 'test mystère'),
  ban(/\bdemande quelqu[’']un\b|\ben attente de quelqu[’']un\b/iu, 'à traiter'),
  ban(/\bgardée?s? par décision\b/iu, 'conservation décidée'),
  ban(/\bquestion avant l[’']échéance\b/iu, 'demande de reconfirmation'),
  ban(/\bderniers? actes?\b/iu, 'dernière activité'),
  ban(/\bsans acte\b/iu, 'sans activité'),
  ban(/\bvidées? de la personne\b/iu, 'anonymisée'),
  ban(/\bpartiraient\b|\bpartirait\b/iu, 'à supprimer'),
  ban(/\brelue?s? (?:absente?s?|comme bloquée?)\b/iu, 'absence vérifiée, blocage vérifié'),
  ban(/\b(?:dernière )?relecture impossible\b/iu, 'vérification impossible'),
  ban(/\bformulaire propre\b/iu, 'formulaire de notre site'),
  ban(/\bpar porte\b/iu, 'par voie de réception'),
  ban(/\bcourriels?\b/iu, 'e-mail'),
  ban(/\bles opposés\b|\bopposants\b/iu, 'les personnes qui se sont opposées'),
  ban(/\btout seul\b|\bde soi-même\b/iu, 'automatiquement'),
  ban(/\bpoints? ouverts?\b/iu, 'contrôle manquant'),
  ban(/\bdépend(?:ait)? de ces personnes\b/iu, 'éléments liés'),
  ban(/\blance[rz] (?:un|le) passage\b|\bpremier passage\b/iu, 'lancer le traitement, première lecture'),
  ban(/\b(?:ce )?qui attend quelqu[’']un\b/iu, 'à traiter'),
  ban(
    /\bentreprises opposées\b|\b(?:est|sont|seront?) (?:plus )?opposée?s (?:aussitôt|par)\b|\bne ser(?:a|ont) plus opposée?s?\b/iu,
    'l’opposition vaut pour',
  ),
  ban(/\bpersonnes? opposées?\b/iu, 'personnes qui se sont opposées'),
  ban(/\bapport(?:ée?s? (?:en dernier|à la main)|ez (?:la|sa|ceux)|er sa)\b|\bpas encore apportée?\b/iu, 'importer'),
  ban(/\bn[’']a amené aucune réponse\b|\b(?:lien [^.]*|il|et) ne vaut plus\b/iu, 'n’est plus valable'),
  ban(/\brelue?s? ouverte?s?\b|\bvaleur relue\b|\bpuis relue?\b/iu, 'vérifié'),
  ban(/\bcontinue(?:nt)? de marcher\b/iu, 'restent valables, continuent de fonctionner'),
  ban(/\btraitements? de (?:la )?nuit\b/iu, 'traitement nocturne'),
  ban(/(?<!\p{L})gels?(?!\p{L})/iu, 'conservation décidée'),
  ban(
    /\b(?:tenir|tenue?s?) (?:aussi )?(?:cette personne |.* )?hors\b|\bhors (?:des|de toute) suppressions?\b|\bà l[’']écart\b/iu,
    'exclure des suppressions',
  ),
  ban(/\bquestions? (?:à traiter|tranchées?)\b/iu, 'question à décider, question décidée'),
  ban(/\brecueil/iu, 'collecte'),
  ban(/\bajoutez d[’']abord le vendeur\b|\bvendeurs? de données\b/iu, 'courtier'),
  ban(/\bapplications? chez vos fournisseurs\b/iu, 'éditeur'),
  ban(/\boppositions? (?:faites [^.]* )?(?:est|sont|n[’']est pas|ne sont (?:pas|plus)) entendues?\b/iu, 'reçues'),
]

const texts = {
  english: [
    'src/http/locales/en/*.ts',
    'src/http/public/texts/*.json',
    'src/outbound/*-letter.ts',
    'src/cli/**/*.ts',
    'src/domain/**/tables/*.ts',
    'docs/**/*.md',
    '{connectors,sandbox}/**/*.{ts,md}',
    'src/{operations,queue,threads,outbound}/**/*.ts',
    'src/http/{api,assets,console,documents,public,ui,webhooks,app}/**/*.{ts,tsx,js}',
    'src/*.ts',
    'jobs/*.ts',
    '{bench,scripts}/**/*.{mjs,md}',
    '*.md',
    'package.json',
  ],
  french: [
    'src/http/locales/fr/*.ts',
    'src/http/public/texts/*.json',
    '{connectors,sandbox}/**/*.{ts,md}',
    'src/outbound/*-letter.ts',
    'src/operations/**/*.ts',
    'src/http/documents/**/*.{ts,tsx}',
    'src/domain/**/tables/*.ts',
    'docs/glossary.md',
  ],
}

/** Whose words these are, where they are not ours to choose, or are kept as they were. */
const exceptions: readonly { file: RegExp; words?: RegExp; why: string }[] = [
  { file: /\/mailbox\/tables\//u, why: 'what people write in their mails, to be recognised' },
  { file: /\/contacts\/tables\/(?!address-reasons)/u, why: 'what addresses and names hold, to be recognised' },
  { file: /\/objections\/tables\/heading-words/u, why: 'headings of other people’s lists' },
  {
    file: /\/screening\/tables\/screening-words/u,
    words: /^(?:recueil|formulaire propre|by word of mouth)$/u,
    why: 'headings and values of other people’s lists',
  },
  {
    file: /\/consents\/tables\/form-notice/u,
    words: /^recueil$/u,
    why: 'hashed: each version is kept as it was shown, and proves the consents that were given under it',
  },
]
const isException = (file: string, words: string): boolean =>
  exceptions.some((one) => one.file.test(file) && one.words?.test(words) !== false)

interface Shown {
  line: number
  text: string
}

/** Strings and pieces of templates of a program; a name without a space or a capital is no text for people. */
function literalsOf(node: unknown, found: { at: number; text: string }[] = []): { at: number; text: string }[] {
  if (Array.isArray(node)) for (const one of node) literalsOf(one, found)
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const { type, start, value } = node as { type: string; start: number; value?: unknown }
    if ((type === 'Literal' || type === 'JSXText') && typeof value === 'string') found.push({ at: start, text: value })
    else if (type === 'TemplateElement') found.push({ at: start, text: (value as { raw: string }).raw })
    else for (const [key, inner] of Object.entries(node)) if (key !== 'parent') literalsOf(inner, found)
  }
  return found
}

/** What people read of a file: texts of a program; prose without what stands between backquotes; values of JSON. */
function shownOf(file: string): Shown[] {
  const source = readFileSync(join(root, file), 'utf8')
  if (!/\.(?:md|json)$/u.test(file)) {
    return literalsOf(parseSync(file, source).program)
      .filter(({ text }) => /\s|^\p{Lu}/u.test(text))
      .map(({ at, text }) => ({ line: source.slice(0, at).split('\n').length, text }))
  }
  const names = file.endsWith('.md') ? /`[^`]*`/gu : /^\s*"[^"]*":/gu
  return source.split('\n').map((line, at) => ({ line: at + 1, text: line.replace(names, '') }))
}

it.each([
  ['english', english],
  ['french', french],
] as const)('%s texts use the words of the glossary', (language, banned) => {
  const files = globSync(texts[language], { cwd: root }).filter((file) => !/\.test\.tsx?$/u.test(file))
  const found = files.toSorted().flatMap((file) =>
    shownOf(file).flatMap(({ line, text }) =>
      banned.flatMap(({ phrase, better }) => {
        const match = phrase.exec(text)
        return match === null || isException(file, match[0]) ? [] : [`${file}:${line} "${match[0]}": write ${better}`]
      }),
    ),
  )
  expect(found).toEqual([])
})
