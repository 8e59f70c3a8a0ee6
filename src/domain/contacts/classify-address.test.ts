import { describe, expect, it } from 'vitest'
import { classifyAddress, type AddressClass, type AddressContext } from './classify-address.ts'
import { addressReasons, phoneReasons } from './tables/address-reasons.ts'

const anne = { firstName: 'Anne', lastName: 'Roy' }
const generic = (reason: AddressClass['reason'], rule: AddressClass['rule']): AddressClass => ({
  nature: 'generic',
  mailbox: 'company',
  shared: true,
  reason,
  rule,
})
const personal = (
  reason: AddressClass['reason'],
  rule: AddressClass['rule'],
  more: Partial<AddressClass> = {},
): AddressClass => ({ nature: 'personal', mailbox: 'company', shared: false, reason, rule, ...more })

describe('A1: the role mailbox of a company, without a name on the record, is generic', () => {
  it.each<[string, string, AddressContext]>([
    ['a French word', 'contact@acme.fr', {}],
    ['a word with its country', 'info.fr@acme.fr', {}],
    ['a word with a place', 'agence.lyon@acme.fr', {}],
    ['two words run together', 'servicecommercial@acme.fr', {}],
    ['three words run together', 'bureaudetudes@acme.fr', {}],
    ['Spanish with a small word between', 'atencion-al-cliente@acme.es', {}],
    ['German with an umlaut', 'qualitätssicherung@acme.de', {}],
    ['German tied by an s', 'auftragseingang@acme.de', {}],
    ['Italian', 'ufficioacquisti@acme.it', {}],
    ['Italian, shortened', 'uffacquisti@acme.it', {}],
    ['a short word for a service', 'qs@acme.de', {}],
    ['a short word in French', 'compta.prod@acme.fr', {}],
    ['Polish', 'faktury@acme.pl', {}],
    ['Portuguese', 'armazem@acme.pt', {}],
    ['Dutch', 'klantenservice@acme.nl', {}],
    ['a number behind', 'agence75@acme.fr', {}],
    ['a tag', 'contact+salon@acme.fr', {}],
    ['the name of the domain beside it', 'info-acme@acme.fr', {}],
    ['the name of the company beside it', 'contact.zelvia@groupe.example.test', { company: 'Zelvia' }],
    ['a machine with a ticket number', 'noreply-4f2a@acme.fr', {}],
    ['a town hall with a name in honour of somebody', 'mairie.saintmartin@acme.fr', {}],
    ['a town hall with its town', 'mairie.nantes@acme.fr', {}],
    ['a town hall with a service', 'gemeinde.bauamt@acme.de', {}],
    ['a school with a family name in honour of somebody', 'lycee.daudet@acme.fr', {}],
    ['a word that is a family name too, beside a country', 'sales.west.uk@acme.com', {}],
    ['a word that is a family name too, beside a number', 'agence.bretagne.2@acme.fr', {}],
    ['a town that is a family name as well, beside a role', 'sales.york@acme.co.uk', {}],
    ['an office named by its town', 'lyon@acme.fr', {}],
    ['a record whose name fields hold a role', 'achats@acme.fr', { firstName: null, lastName: 'Service achats' }],
    ['a company of unknown legal form', 'hello@quorvane.co.uk', { legalForm: 'unknown' }],
  ])('%s', (_name, email, context) => {
    expect(classifyAddress(email, context)).toEqual(generic('role-mailbox', 'A1'))
  })

  it('so is a mailbox in the company’s own made-up name', () => {
    expect(classifyAddress('zeltech@zeltech.fr', {})).toEqual(generic('company-name', 'A1'))
  })
})

describe('A2: a first and a last name are personal', () => {
  it.each([
    'jean.dupont@acme.fr',
    'dupont_jean@acme.fr',
    'marc.de-la-tour@acme.fr',
    'pieter.van.der.berg@acme.nl',
    'anne.roy2@acme.fr',
    'anne.roy+crm@acme.fr',
    'claire.bureau@acme.fr',
    'jeandupont@acme.fr',
    'jürgen.müller@acme.de',
  ])('%s', (email) => {
    expect(classifyAddress(email, {})).toEqual(personal('first-and-last-name', 'A2'))
  })
})

describe('A3: part of a name is personal', () => {
  it.each<[string, string, AddressContext, AddressClass['reason']]>([
    ['initial and name', 'j.dupont@acme.fr', {}, 'part-of-name'],
    ['initial and name run together', 'jdupont@acme.fr', {}, 'part-of-name'],
    ['a name that is also a role word, behind an initial', 'j.bureau@acme.fr', {}, 'part-of-name'],
    ['a given name', 'sophie@acme.fr', {}, 'part-of-name'],
    ['an ordinary word that is also a name', 'rose@acme.fr', {}, 'part-of-name'],
    ['a family name that is the domain as well', 'barsacq@barsacq.fr', {}, 'part-of-name'],
    ['initials', 'jd@acme.fr', {}, 'initials'],
    ['initials with a dot', 'a.r@acme.fr', {}, 'initials'],
    [
      'a role of two letters that are the initials on the record',
      'hr@acme.fr',
      { firstName: 'Hélène', lastName: 'Rousset' },
      'initials',
    ],
    [
      'a role word that is the name on the record',
      'bureau@acme.fr',
      { firstName: 'Julien', lastName: 'Bureau' },
      'part-of-name',
    ],
    ['a role and a family name', 'contact.dupont@acme.fr', {}, 'role-with-name'],
    ['a role and a given name', 'compta.marie@acme.fr', {}, 'role-with-name'],
    ['a role and initials', 'contact.jd@acme.fr', {}, 'role-with-name'],
    ['a name that begins like a country', 'fraide@acme.fr', {}, 'part-of-name'],
    ['a name that ends like a country', 'medious@acme.fr', {}, 'part-of-name'],
    ['a family name made of two ordinary words', 'blumenstock@acme.fr', {}, 'part-of-name'],
    ['a family name made of two short words', 'bankhead@acme.fr', {}, 'part-of-name'],
    ['a town that is a family name as well', 'york@acme.co.uk', {}, 'part-of-name'],
    ['such a town with a number', 'bremen2@acme.de', {}, 'part-of-name'],
    ['a material that is a family name as well', 'bois@acme.fr', {}, 'part-of-name'],
    ['a trade that is a family name as well', 'boulanger@acme.fr', {}, 'part-of-name'],
    ['a role and a word that is a family name too', 'compta.gros@acme.fr', {}, 'role-with-name'],
    ['such a word in front', 'petit.achats@acme.fr', {}, 'role-with-name'],
    ['such a word run together with the role', 'servicepetit@acme.fr', {}, 'role-with-name'],
    ['a role and a country that is a given name too', 'ventas.africa@acme.es', {}, 'role-with-name'],
    ['a role and a function that is a family name too', 'achats.maire@acme.fr', {}, 'role-with-name'],
    ['a role and an English one', 'hr.mayor@acme.co.uk', {}, 'role-with-name'],
    ['a town hall and a family name', 'mairie.durand@acme.fr', {}, 'role-with-name'],
    ['a town hall and two names', 'comune.lucia.ricci@acme.it', {}, 'role-with-name'],
    ['a town hall and a word that is no place', 'gemeente.kwintens@acme.nl', {}, 'role-with-name'],
    ['a school and two family names', 'college.moreau.dupont@acme.fr', {}, 'role-with-name'],
    ['a university and a whole name', 'universite.luc.morel@acme.fr', {}, 'role-with-name'],
    ['a family name with a business word in it', 'webster@webster.co.uk', {}, 'part-of-name'],
  ])('%s', (_name, email, context, reason) => {
    expect(classifyAddress(email, context)).toEqual(personal(reason, 'A3'))
  })
})

describe('A4: a role mailbox on a record that names a person is personal, and still shared', () => {
  it.each(['contact@acme.fr', 'service-clients@acme.fr'])('%s', (email) => {
    expect(classifyAddress(email, { ...anne, headcount: 120 })).toEqual(
      personal('role-on-named-record', 'A4', { shared: true }),
    )
  })
})

describe('A5: the function of one person', () => {
  it.each<[string, AddressContext, AddressClass]>([
    ['is generic as long as nobody is known', { headcount: 80 }, generic('function-mailbox', 'A5')],
    [
      'is personal when a name is known',
      { ...anne, headcount: 80 },
      personal('function-of-known-person', 'A5', { shared: true }),
    ],
    [
      'is personal when one person works there',
      { headcount: 1 },
      personal('function-of-known-person', 'A5', { shared: true }),
    ],
  ])('%s', (_name, context, expected) => {
    expect(
      ['dpo@acme.fr', 'ceo@acme.fr', 'direction@acme.fr', 'responsable.achats@acme.fr'].map((email) =>
        classifyAddress(email, context),
      ),
    ).toEqual(Array(4).fill(expected))
  })
})

describe('A6: everything of a one-person business is personal', () => {
  it.each<[string, AddressContext]>([
    ['a sole trader', { legalForm: 'sole-trader' }],
    ['a partnership', { legalForm: 'partnership' }],
    ['one person on the payroll', { headcount: 1 }],
    ['a company with one owner and nobody counted', { company: 'Brumal Conseil SASU', headcount: 0 }],
    ['a sole trader by title', { jobTitle: 'Auto-entrepreneur' }],
    ['a German sole trader by the company’s name', { company: 'Brumal Design e.K.' }],
    ['a company with one owner and an unknown headcount', { company: 'Brumal Conseil EURL' }],
  ])('%s', (_name, context) => {
    expect(classifyAddress('contact@brumal.fr', context)).toEqual(
      personal('one-person-business', 'A6', { shared: true }),
    )
  })

  it('a company with one owner and many employees is not one', () => {
    expect(classifyAddress('contact@brumal.fr', { company: 'Brumal SASU', headcount: 85 })).toEqual(
      generic('role-mailbox', 'A1'),
    )
  })

  it.each(['contact@orange.fr', 'boulangerie.dupont@wanadoo.fr', 'garagebrumal@gmail.com', 'info@yahoo.co.uk'])(
    'a business at a public provider: %s',
    (email) => {
      expect(classifyAddress(email, {})).toEqual(personal('business-on-private-mailbox', 'A6', { mailbox: 'private' }))
    },
  )
})

describe('A7: a company that carries a person’s name', () => {
  const named = personal('company-named-after-person', 'A7', { shared: true })
  it.each<[string, AddressContext]>([
    ['contact@jeandupont.fr', {}],
    ['contact@dupont-plomberie.fr', {}],
    ['info@mueller-bau.de', {}],
    ['compta@zelvia.fr', { company: 'Dupont SARL' }],
    ['info@zelvia.fr', { company: 'Établissements Barsacq & Fils' }],
    ['contact@zelvia.fr', { company: 'Coiffure Nathalie' }],
    ['contact@zelvia.fr', { company: 'Petit SARL' }],
    ['contact@zelvia.fr', { company: 'Martin' }],
    ['contact@zelvia.fr', { company: 'Cabinet Claire Orsat' }],
    ['contact@chezsophie.fr', {}],
    ['contact@garagedepaul.fr', {}],
    ['contact@garage-de-paul.fr', {}],
    ['contact@lesateliersdeclaire.fr', {}],
    ['info@trattoriadagiulia.it', {}],
    ['info@casaramon.es', {}],
    ['contact@drmoreau.fr', {}],
    ['contact@maitredupuis.fr', {}],
    ['contact@plefebvre.fr', {}],
    ['info@vandenbosch.be', {}],
    ['info@van-der-kwint.nl', {}],
    ['info@praxisdrweber.de', {}],
    ['info@fotostudiosabine.de', {}],
    ['info@wilkinsonandsons.co.uk', {}],
    ['hello@stevesplumbing.co.uk', {}],
    ['hello@tomcooperbuilders.co.uk', {}],
    ['contact@moreaupaysage.fr', {}],
    ['geral@pereiraadvogados.pt', {}],
    ['contact@zelvia.fr', { company: "L'Atelier de Sophie" }],
  ])('%s of %j', (email, context) => {
    expect(classifyAddress(email, context)).toEqual(named)
  })
  it.each<[string, AddressContext]>([
    ['contact@petit-nuage.fr', { company: 'Petit Nuage' }],
    ['contact@zelvia.fr', { company: 'Clinique Saint-Martin' }],
    ['contact@zelvia.fr', { company: 'Martin', legalForm: 'public-body' }],
    ['contact@zelvia.fr', { company: 'Victoria Hotels' }],
    ['contact@martinique-tourisme.fr', {}],
    ['contact@cafe-de-la-marine.fr', {}],
    ['contact@hoteldelamarine.fr', {}],
    ['contact@garagedumarche.fr', {}],
    ['contact@atelierdeville.fr', {}],
    ['info@casablanca.es', {}],
    ['contact@lesjardinsdeprovence.fr', {}],
    ['hello@dreamteam.co.uk', {}],
    ['contact@zelvia.fr', { company: 'Pharmacie de la Victoire' }],
  ])('not %s of %j', (email, context) => {
    expect(classifyAddress(email, context)).toEqual(generic('role-mailbox', 'A1'))
  })
})

describe('A15: what cannot be read is personal', () => {
  it.each(['xk42@acme.fr', '12345@acme.fr', 'a1b2c3@acme.fr', 'qsdfgh@acme.fr'])('%s', (email) => {
    expect(classifyAddress(email, {})).toEqual(personal('unknown-word', 'A15'))
  })
  it.each(['contact@yopmail.com', 'anne.roy@mailinator.com', 'x@team.mailinator.com', 'info@trashmail.it'])(
    'so is a throw-away address: %s',
    (email) => {
      expect(classifyAddress(email, {})).toEqual(personal('disposable-mailbox', 'A15', { mailbox: 'disposable' }))
    },
  )
})

describe('service and qualifier name nobody, whatever the qualifier', () => {
  it.each<[string, AddressContext]>([
    ['depot.lesneven@acme.fr', {}],
    ['agence-st-paul@acme.fr', {}],
    ['accueil.la.rochelle@acme.fr', {}],
    ['equipe7@acme.fr', {}],
    ['nightshift@acme.co.uk', {}],
    ['fruehschicht.halle2@acme.de', {}],
    ['turno.noche@acme.es', {}],
    ['demandes.sanitaires@acme.fr', {}],
    ['contact@acme.fr', { company: 'Amicale du Lavoir', legalForm: 'association', headcount: 0 }],
    ['contact@acme.fr', { company: 'Acme', displayName: 'Acme SAV' }],
    ['contact@acme.fr', { company: 'Acme', lastName: 'Acme SAS' }],
  ])('%s of %j', (email, context) => {
    expect(classifyAddress(email, context)).toEqual(generic('role-mailbox', 'A1'))
  })
  it.each<[string, AddressContext]>([
    ['depot.maelie@acme.fr', {}],
    ['depot.kerbrat@acme.fr', {}],
    ['compta.renoult@acme.fr', {}],
    ['equipe.nadege@acme.fr', {}],
    ['rh.henriques@acme.fr', {}],
    ['wagstaff@acme.co.uk', {}],
    ['marguerie@acme.fr', {}],
    ['contact@acme.fr', { company: 'Acme', displayName: 'Anne Roy' }],
    ['info@tempmail-box.com', {}],
    ['info@poubelle-courriel.fr', {}],
    ['info@wegwerfpost.de', {}],
  ])('but %s of %j is a person’s', (email, context) => {
    expect(classifyAddress(email, context).nature).toBe('personal')
  })
  it('takes no maker of packaging for a throw-away mailbox', () => {
    expect(classifyAddress('info@vaisselle-jetable.fr', {})).toEqual(generic('role-mailbox', 'A1'))
  })
})

it('reads a crafted address as fast as any other', () => {
  expect(classifyAddress(`info${'del'.repeat(60)}x@acme.fr`, {}).nature).toBe('personal')
})

it('says why in two languages, never twice the same', () => {
  const sentences = Object.values({ ...phoneReasons, ...addressReasons }).flatMap(({ fr, en }) => [fr, en])
  expect({ different: new Set(sentences).size, empty: sentences.filter((text) => text.trim() === '') }).toEqual({
    different: sentences.length,
    empty: [],
  })
})
