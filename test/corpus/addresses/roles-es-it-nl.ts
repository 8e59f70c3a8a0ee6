import { at, mails } from './row.ts'

/** Spanish, Italian, Dutch and a few other role mailboxes. */
export const southernAndDutchRoles = [
  ...at(
    'zeltaro.es',
    'generic A1',
    `contacto informacion info ventas comercial compras administracion contabilidad facturacion facturas pedidos atencionalcliente
    atencion.cliente atencion-al-cliente atencioncliente clientes soporte soporte.tecnico asistencia recursoshumanos recursos.humanos rrhh empleo
    trabajaconnosotros prensa comunicacion calidad logistica almacen taller tienda oficina recepcion reservas proveedores exportacion
    secretaria presupuestos presupuesto hola postventa servicio.tecnico madrid barcelona delegacion.norte lopd protecciondedatos
    formacion cobros tesoreria incidencias devoluciones`,
  ),
  ...at('zeltaro.es', 'generic A5', 'gerencia direccion gerente director direccion.comercial directora'),
  ...at(
    'fabrilo.it',
    'generic A1',
    `informazioni info contatti vendite commerciale acquisti ufficioacquisti ufficio.acquisti ufficio-acquisti amministrazione contabilita
    fatturazione fatture fornitori ordini assistenza assistenzaclienti assistenza.clienti servizioclienti servizio.clienti clienti segreteria
    risorseumane risorse.umane personale lavoraconnoi stampa ufficiostampa ufficio.tecnico ufficiotecnico magazzino logistica spedizioni
    qualita produzione negozio prenotazioni preventivi centralino commerciale.estero estero export privacy milano roma sede filiale.torino
    ufficiocommerciale ufficio.marketing`,
  ),
  ...at(
    'fabrilo.it',
    'generic A5',
    'direzione presidenza amministratore direttore titolare direzione.commerciale responsabile.acquisti',
  ),
  ...at(
    'kwintor.nl',
    'generic A1',
    `informatie info contact verkoop inkoop klantenservice klantenservice.nl klant administratie boekhouding facturen facturatie crediteuren
    debiteuren personeelszaken personeel vacatures sollicitatie sollicitaties werkenbij pers receptie secretariaat magazijn logistiek bestellingen
    orders offerte offertes planning werkplaats techniek kwaliteit verkoop.binnendienst verkoopbinnendienst buitendienst communicatie
    helpdesk service servicedesk privacy amsterdam vestiging.utrecht winkel webshop salarisadministratie retouren klachten hallo`,
  ),
  ...at('kwintor.be', 'generic A5', 'directie zaakvoerder directeur eigenaar bedrijfsleider'),
  ...mails(
    'generic A1',
    'biuro@zelprom.pl sprzedaz@zelprom.pl kontakt@zelprom.pl geral@lusovia.pt comercial@lusovia.pt vendas@lusovia.pt kundtjanst@nordvik.se salg@nordvik.dk asiakaspalvelu@nordvik.fi post@nordvik.no',
  ),
  ...mails(
    'generic A1',
    'info-zeltaro@zeltaro.com contacto.zeltaro@zeltaro.com fabrilo.vendite@fabrilo.com kwintor-info@kwintor.com',
  ),
]
