import { describe, expect, it } from 'vitest'
import { namesRights, readPrivacy } from './policy.ts'

describe('a storage period as a figure (J7, S-EDF)', () => {
  it.each([
    'Les données des prospects sont conservées 3 ans à compter du dernier contact.',
    'Vos données sont supprimées au bout de douze mois.',
    'Nous gardons vos coordonnées pendant une durée de trente-six (36) mois.',
    'Durée de conservation : 24 mois',
    'We keep your details for 36 months after our last contact.',
    'Your personal data will be deleted after two years.',
    'Retention period: 18 months',
    'Wir löschen Ihre Daten nach sechs Monaten.',
    'Die Speicherdauer beträgt 2 Jahre.',
    'We use your data only to answer you and keep it for 12 months.',
    'Durées de conservation\nProspects\n3 ans après le dernier contact',
    'Finalité\nBase légale\nDurée\nRéponse aux demandes\nIntérêt légitime\n12 mois\nFacturation\nObligation légale\n10 ans',
    'Traitement\nDurée\nFacturation\n10 ans\nDemandes de contact\n12 mois',
    'Combien de temps ?\n3 ans.',
    'Your personal data will be removed 1 year after our last correspondence.',
    'Der Verantwortliche löscht Ihre Anfrage nach achtzehn Monaten.',
    'Candidats\nLes CV sont conservés 2 ans.\nProspects\nVos données sont conservées 3 ans.',
    'Vos données sont supprimées au bout de 24mois.',
    'Conservation : 3 ans depuis le dernier contact.',
    'Nous conservons toutes les données 3 ans.',
    'Wir löschen alle Daten nach 3 Jahren.',
    'Durées de conservation\nProspects\n3 ans après son dernier contact',
    'Conservaremos sus datos durante 2 años desde el último contacto.',
    'Tratamiento\nPlazo\nConsultas del formulario\n1 año',
    'I dati sono conservati per ventiquattro mesi dalla raccolta.',
    'Finalità di marketing: due anni. Periodo di conservazione per i contratti: 10 anni.',
    'Wij bewaren uw gegevens maximaal twee jaar.',
    'Vos données sont stockées le temps nécessaire à la réponse, soit 6 mois maximum.',
    'Nous effaçons toute fiche de contact restée sans activité depuis plus de trois ans.',
    'Au-delà de 12 mois, nous procédons à la suppression de vos données.',
    'Daten von Interessenten bewahren wir 2 Jahre auf.',
    'Nach einem Jahr löschen wir sie.',
    'We will hold your information for three years from your enquiry.',
    'Where you have not become a customer, we delete your data after 2 years.',
    'À l’issue de trois (3) années, vos coordonnées sont retirées de nos fichiers.',
    'Die Dauer der Speicherung beträgt höchstens 36 Monate.',
  ])('%s', (text) => {
    expect(readPrivacy(text).period).not.toBeNull()
  })

  it.each([
    'Vos données sont conservées aussi longtemps que nécessaire.',
    'We retain data for as long as necessary, or for up to 30 days in backups.',
    'Nous répondons à votre demande dans un délai d’un mois.',
    'Les cookies sont conservés 13 mois.',
    'Les factures sont conservées dix ans.',
    'Les données des candidats sont conservées deux ans.',
    'We answer within 30 days.',
    'Exemple existe depuis 25 ans.',
    'Wir speichern Ihre Daten so lange wie nötig.',
    'Protokolle werden 7 Tage gespeichert; Protokolldaten löschen wir danach.',
    'Die Logfiles werden nach 7 Tagen gelöscht.',
    'Bewerbungsunterlagen werden nach 6 Monaten gelöscht.',
    'Les CV des candidats sont conservés 2 ans après le dernier contact avec le candidat.',
    'Vidéosurveillance\nLes images sont conservées 30 jours.',
    'Cookies\nDurée\n_ga\n2 ans',
    'Conservation\nSelon la loi.\nSécurité\nLes mots de passe sont renouvelés tous les 90 jours.',
    'We have been in business for 20 years and we keep your data safe.',
    'Les preuves de consentement sont conservées 5 ans.',
    'Ihre Adresse wird gespeichert, solange Sie es wünschen.\nGewährleistung: 2 Jahre.',
    'Les données de nos clients sont conservées 5 ans.',
    'Cookie\nFinalité\nDurée de conservation\n_ga\nStatistiques\n13 mois\nPHPSESSID\nSession\n1 jour',
    'Der Hoster speichert Zugriffsdaten für 14 Tage.',
    'Die gesetzliche Aufbewahrungsfrist für Handelsbriefe beträgt 6 Jahre.',
    'Call recordings are stored for 90 days.',
    'Payment records must be retained for six years.',
    'Las facturas se conservan 6 años. Responderemos en el plazo de un mes.',
    'Los datos se conservarán durante el tiempo necesario.',
    'Las cookies caducan a los 2 años. Los datos se conservan de forma segura desde hace 3 años.',
    'I curricula dei candidati sono conservati per 12 mesi.',
    'Wij bewaren uw gegevens veilig. Al 15 jaar uw partner.',
    'Sollicitatiegegevens worden na 4 weken verwijderd.',
  ])('%s is none', (text) => {
    expect(readPrivacy(text).period).toBeNull()
  })

  it.each([
    ['Données issues du formulaire de contact : 1 an', 'Données issues du formulaire de contact : 1 an'],
    ['Prospective customers\n3 years from last contact', 'Prospective customers 3 years from last contact'],
    ['Les échantillons sont conservés 2 ans.', 'Les échantillons sont conservés 2 ans.'],
    ['Les échantillons sont conservés 2 ans. Vos données sont conservées le temps nécessaire.', null],
    ['Vos données sont conservées 3 ans.', null],
    ['Notre société a 25 ans.', null],
  ])('leaves open what is unclear: %s', (text, unclear) => {
    expect(readPrivacy(text).unclear).toBe(unclear)
  })
  it('quotes a term that is none', () => {
    expect(readPrivacy('Vos données sont conservées le temps nécessaire à nos finalités.')).toMatchObject({
      period: null,
      vague: 'Vos données sont conservées le temps nécessaire à nos finalités.',
    })
  })
})

describe('what else a privacy text says', () => {
  it.each([
    [
      'Vous pouvez accéder à vos données, les rectifier, les effacer et vous opposer.',
      ['access', 'rectify', 'erase', 'object'],
      true,
    ],
    [
      'You have the right to access, correct and delete your data, and to withdraw your consent.',
      ['access', 'rectify', 'erase', 'withdraw'],
      true,
    ],
    [
      'Sie haben das Recht auf Auskunft, Berichtigung, Löschung und Widerspruch.',
      ['access', 'rectify', 'erase', 'object'],
      true,
    ],
    ['Vous disposez d’un droit d’accès et de rectification.', ['access', 'rectify'], false],
    ['Access to our offices is by badge.', [], false],
    ['Tiene derecho de acceso, rectificación, supresión y oposición.', ['access', 'rectify', 'erase', 'object'], true],
    [
      'Lei ha diritto di accesso, rettifica, cancellazione e opposizione.',
      ['access', 'rectify', 'erase', 'object'],
      true,
    ],
    ['U heeft recht op inzage, rectificatie, verwijdering en bezwaar.', ['access', 'rectify', 'erase', 'object'], true],
    ['Vos droits\nAccès\nRectification\nOpposition', ['access', 'rectify', 'object'], true],
  ])('%s', (text, rights, enough) => {
    expect([readPrivacy(text).rights, namesRights(rights)]).toEqual([rights, enough])
  })

  it('finds who answers for it, how to complain, where other data come from and when it was changed', () => {
    const text =
      'Dernière mise à jour : 3 mars 2026\nExemple Industries S.A.S. est responsable du traitement.\nDélégué à la protection des données : dpo@exemple.example.test.\nVous pouvez saisir la CNIL d’une réclamation.\nLes données qui ne viennent pas de vous proviennent de Prospecta.'
    const { controller, officer, complaint, source, changedOn } = readPrivacy(text)
    expect({ controller, officer, complaint, source, changedOn }).toEqual({
      changedOn: 'Dernière mise à jour : 3 mars 2026',
      controller: 'Exemple Industries S.A.S. est responsable du traitement.',
      officer: 'Délégué à la protection des données : dpo@exemple.example.test.',
      complaint: 'Vous pouvez saisir la CNIL d’une réclamation.',
      source: 'Les données qui ne viennent pas de vous proviennent de Prospecta.',
    })
  })
})
