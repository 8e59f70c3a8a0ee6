import { list } from '../../app/tables/word-list.ts'

/** Second labels under a country's ending below which anybody registers a name (`co.uk`, `com.au`, `asso.fr`). */
export const sharedSecondLabels: ReadonlySet<string> = new Set(
  list('ac asso co com edu gob gouv gov go gv ind info ltd me mil ne net nhs nom or org plc presse sch tm'),
)

/** Hosts that give everybody a name of their own below theirs. */
export const sharedHosts: ReadonlySet<string> = new Set(
  list(`
  appspot.com azurewebsites.net blogspot.com cloudfront.net github.io gitlab.io herokuapp.com hubspotpagebuilder.com jimdosite.com myshopify.com netlify.app onmicrosoft.com
  pages.dev squarespace.com vercel.app webflow.io weebly.com wixsite.com wordpress.com workers.dev web.app firebaseapp.com amazonaws.com eu.org eu.com uk.com uk.net us.com de.com gb.net se.net
  avocat.fr avoues.fr cci.fr chambagri.fr chirurgiens-dentistes.fr experts-comptables.fr geometre-expert.fr greta.fr huissier-justice.fr medecin.fr notaires.fr pharmacien.fr port.fr veterinaire.fr
  qc.ca on.ca bc.ca ab.ca gc.ca lg.jp
`),
)
