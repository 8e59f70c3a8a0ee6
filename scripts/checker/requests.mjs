// What the product asked the vendors, read from `/_sandbox/requests`.

const hubspotContacts = /^\/crm\/(?:v3|v4)?\/?objects\/(?:[^/]+\/)?(?:contacts|contact|0-1)(\/.*)?$/u
const preferences = /^\/(?:communication-preferences|email\/public)\//u
const ownHubspot = { block: 'lawbase_do_not_contact', kinds: 'lawbase_stopped_kinds', hold: 'lawbase_hold_until' }
const ownSalesforce = {
  block: 'Lawbase_Do_Not_Contact__c',
  kinds: 'Lawbase_Stopped_Kinds__c',
  hold: 'Lawbase_Hold_Until__c',
}
const optOutFields = ['HasOptedOutOfEmail', 'DoNotCall', 'HasOptedOutOfFax']

/**
 * Requests as events, in the order of their arrival: `write` (record key, fields), `opt-out` (address), `read` (record
 * keys, addresses), `remove` (record keys), `create` (addresses), `subscribe`.
 */
export function eventsOf(requests) {
  const earliest = earliestTimes(requests)
  return requests.flatMap((request, index) => {
    const [path, query = ''] = split(request.path)
    const base = {
      seq: request.seq,
      at: Date.parse(request.virtualAt),
      earliestAt: earliest[index],
      reached: request.status === 0 || request.status < 400,
      system: request.system,
    }
    const events =
      request.system === 'hubspot'
        ? hubspotEvents(request, path)
        : request.system === 'salesforce'
          ? salesforceEvents(request, path, query)
          : []
    return events.map((event) => ({ ...base, ...event }))
  })
}

/**
 * A process follows the sandbox's clock with a delay: right after a jump it may have dated this moment before the jump.
 */
const clockDelayMs = 1_000

function earliestTimes(requests) {
  const offsets = requests.map((request) => ({
    wallAt: Date.parse(request.at),
    offset: Date.parse(request.virtualAt) - Date.parse(request.at),
  }))
  let old = 0
  return offsets.map(({ wallAt, offset }) => {
    while (old + 1 < offsets.length && offsets[old + 1].wallAt <= wallAt - clockDelayMs) old += 1
    return wallAt + Math.min(offset, offsets[old].offset)
  })
}

function split(path) {
  const at = path.indexOf('?')
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)]
}

function hubspotEvents({ method, body }, path) {
  if (preferences.test(path)) return preferenceEvents(method, path, body)
  const match = hubspotContacts.exec(path)
  if (match === null) return []
  const rest = match[1] ?? ''
  const ofMany = hubspotCalls.get(rest)
  if (ofMany !== undefined) return ofMany(body)
  if (rest === '' && method === 'POST') return [created([body?.properties?.email])]
  const id = /^\/([^/]+)$/u.exec(rest)?.[1]
  return id === undefined ? [] : singleEvents(method, `contact:${id}`, body?.properties, ownHubspot)
}

const inputsOf = (body) => (Array.isArray(body?.inputs) ? body.inputs : [])

/** Calls that are not about one contact of the path. */
const hubspotCalls = new Map([
  ['/batch/read', hubspotRead],
  [
    '/batch/update',
    (body) =>
      inputsOf(body).map((input) => ({
        kind: 'write',
        key: `contact:${input.id}`,
        fields: input.properties ?? {},
        own: ownHubspot,
      })),
  ],
  ['/batch/archive', (body) => [{ kind: 'remove', keys: inputsOf(body).map((input) => `contact:${input.id}`) }]],
  ['/batch/create', () => [created([])]],
  ['/batch/upsert', () => [created([])]],
  [
    '/gdpr-delete',
    (body) => [{ kind: 'remove', keys: body?.idProperty === 'email' ? [] : [`contact:${body?.objectId}`] }],
  ],
  ['/search', () => []],
  ['/merge', () => []],
])

function hubspotRead(body) {
  const names = inputsOf(body).map((input) => String(input.id))
  return [
    {
      kind: 'read',
      showsOptOut: (body?.properties ?? []).includes('hs_email_optout'),
      keys: names.map((id) => `contact:${id}`),
      addresses: names.filter((name) => name.includes('@')).map((name) => name.toLowerCase()),
    },
  ]
}

const created = (emails) => ({ kind: 'create', addresses: emails.map((email) => String(email ?? '').toLowerCase()) })

/** A call about one record, named in the path. */
function singleEvents(method, key, fields, own) {
  if (method === 'PATCH') return [{ kind: 'write', key, fields: fields ?? {}, own }]
  if (method === 'DELETE') return [{ kind: 'remove', keys: [key] }]
  return method === 'GET' ? [{ kind: 'read', keys: [key], addresses: [] }] : []
}

function preferenceEvents(method, path, body) {
  const listed = Array.isArray(body?.inputs)
    ? body.inputs.map((input) =>
        String(typeof input === 'string' ? input : (input?.subscriberIdString ?? '')).toLowerCase(),
      )
    : []
  const named = /\/statuses\/([^/]+)(?:\/|$)/u.exec(path)?.[1]
  const addresses = named === undefined || named === 'batch' ? listed : [decodeURIComponent(named).toLowerCase()]
  if (method === 'GET' || path.endsWith('/read'))
    return addresses.length === 0 ? [] : [{ kind: 'read', keys: [], addresses }]
  const said = JSON.stringify(body ?? {})
  if (/\/subscribe(?:\/|$)|resubscribe/u.test(path) || /"SUBSCRIBED"/u.test(said))
    return [{ kind: 'subscribe', addresses }]
  // Out of everything, or out of one type.
  return path.endsWith('/unsubscribe-all') || /"UNSUBSCRIBED"/u.test(said)
    ? addresses.map((address) => ({ kind: 'opt-out', address }))
    : []
}

function salesforceEvents({ method, body }, path, query) {
  const parameters = new URLSearchParams(query)
  const retrieve = /\/composite\/sobjects\/(Contact|Lead)$/u.exec(path)?.[1]
  const ids = parameters.get('ids') ?? ''
  if (retrieve !== undefined && method === 'POST') return [retrieved(retrieve, body?.ids ?? [])]
  if (retrieve !== undefined && method === 'GET') return [retrieved(retrieve, ids.split(','))]
  if (/\/query(All)?$/u.test(path)) return queryEvents(parameters.get('q') ?? '')
  if (path.endsWith('/composite'))
    return (body?.compositeRequest ?? []).flatMap((part) => {
      const [inner, question = ''] = String(part.url).split('?')
      return salesforceEvents({ method: part.method, body: part.body }, inner, question)
    })
  if (path.endsWith('/composite/sobjects')) return collectionEvents(method, body, ids)
  return recordEvents(method, body, path)
}

const retrieved = (object, ids) => ({ kind: 'read', keys: ids.map((id) => `${object}:${id}`), addresses: [] })

function recordEvents(method, body, path) {
  const single = /\/sobjects\/(Contact|Lead)(?:\/([^/]+))?$/u.exec(path)
  if (single === null) return []
  const [, type, id] = single
  if (method === 'POST' && id === undefined) return [created([])]
  return id === undefined || id === 'describe' ? [] : singleEvents(method, `${type}:${id}`, body, ownSalesforce)
}

/** A query that names records or addresses reads them. */
function queryEvents(soql) {
  const object = /\bFROM\s+(Contact|Lead)\b/iu.exec(soql)?.[1]
  const literals = [...soql.matchAll(/'((?:[^'\\]|\\.)*)'/gu)].map((match) => match[1].replace(/\\(.)/gu, '$1'))
  if (object === undefined || literals.length === 0) return []
  return [
    {
      kind: 'read',
      keys: literals.filter((text) => /^00[3Q]/u.test(text)).map((id) => `${object}:${id}`),
      addresses: literals.filter((text) => text.includes('@')).map((text) => text.toLowerCase()),
    },
  ]
}

function collectionEvents(method, body, ids) {
  if (method === 'DELETE') {
    const keys = ids.split(',').filter((id) => id !== '')
    return [{ kind: 'remove', keys: keys.map(keyOfId) }]
  }
  const records = Array.isArray(body?.records)
    ? body.records.filter((record) => ['Contact', 'Lead'].includes(record?.attributes?.type))
    : []
  if (method === 'PATCH')
    return records.map(({ attributes, id, Id, ...fields }) => ({
      kind: 'write',
      key: `${attributes.type}:${id ?? Id}`,
      fields,
      own: ownSalesforce,
    }))
  return method === 'POST' && records.length > 0 ? [created(records.map((record) => record.Email))] : []
}

const keyOfId = (id) => `${id.startsWith('00Q') ? 'Lead' : 'Contact'}:${id}`

/** Does this write set a block, so that what we find blocked may be our own doing? */
export function setsField(event, field) {
  const value = event.kind === 'write' ? event.fields[field] : undefined
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 'false'
}

/** Does this write take a block or an opt-out away, or put a subscription in its place? */
export function clears(event) {
  if (event.kind === 'subscribe') return true
  if (event.kind !== 'write') return false
  return Object.entries(event.fields).some(([name, value]) => {
    const empty = value === false || value === null || value === '' || value === 'false'
    if (optOutFields.includes(name) || name === event.own.block || name === event.own.kinds) return empty
    return name.startsWith('hs_email_optout') && empty
  })
}
