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
  const rest = hubspotContacts.exec(path)?.[1] ?? (hubspotContacts.test(path) ? '' : null)
  if (rest === null) return []
  const inputs = Array.isArray(body?.inputs) ? body.inputs : []
  if (rest === '/batch/read') {
    const names = inputs.map((input) => String(input.id))
    const showsOptOut = (body?.properties ?? []).includes('hs_email_optout')
    return [
      {
        kind: 'read',
        showsOptOut,
        keys: names.map((id) => `contact:${id}`),
        addresses: names.filter((name) => name.includes('@')).map((name) => name.toLowerCase()),
      },
    ]
  }
  if (rest === '/batch/update')
    return inputs.map((input) => ({
      kind: 'write',
      key: `contact:${input.id}`,
      fields: input.properties ?? {},
      own: ownHubspot,
    }))
  if (rest === '/batch/archive') return [{ kind: 'remove', keys: inputs.map((input) => `contact:${input.id}`) }]
  if (rest === '/batch/create' || rest === '/batch/upsert') return [{ kind: 'create', addresses: [] }]
  if (rest === '' && method === 'POST')
    return [{ kind: 'create', addresses: [String(body?.properties?.email ?? '').toLowerCase()] }]
  if (rest === '/gdpr-delete')
    return [{ kind: 'remove', keys: body?.idProperty === 'email' ? [] : [`contact:${body?.objectId}`] }]
  const id = /^\/([^/]+)$/u.exec(rest)?.[1]
  if (id === undefined || rest === '/search' || rest === '/merge') return []
  if (method === 'PATCH')
    return [{ kind: 'write', key: `contact:${id}`, fields: body?.properties ?? {}, own: ownHubspot }]
  if (method === 'DELETE') return [{ kind: 'remove', keys: [`contact:${id}`] }]
  return method === 'GET' ? [{ kind: 'read', keys: [`contact:${id}`], addresses: [] }] : []
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
  if (retrieve !== undefined && (method === 'POST' || method === 'GET')) {
    const ids = method === 'POST' ? (body?.ids ?? []) : (parameters.get('ids') ?? '').split(',')
    return [{ kind: 'read', keys: ids.map((id) => `${retrieve}:${id}`), addresses: [] }]
  }
  if (/\/query(All)?$/u.test(path)) {
    const soql = parameters.get('q') ?? ''
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
  if (path.endsWith('/composite/sobjects')) {
    if (method === 'DELETE')
      return [
        {
          kind: 'remove',
          keys: (parameters.get('ids') ?? '')
            .split(',')
            .filter((id) => id !== '')
            .map(keyOfId),
        },
      ]
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
    return method === 'POST' && records.length > 0
      ? [{ kind: 'create', addresses: records.map((record) => String(record.Email ?? '').toLowerCase()) }]
      : []
  }
  const single = /\/sobjects\/(Contact|Lead)(?:\/([^/]+))?$/u.exec(path)
  if (single === null) return []
  const [, type, id] = single
  if (method === 'POST' && id === undefined) return [{ kind: 'create', addresses: [] }]
  if (id === undefined || id === 'describe') return []
  if (method === 'PATCH') return [{ kind: 'write', key: `${type}:${id}`, fields: body ?? {}, own: ownSalesforce }]
  if (method === 'DELETE') return [{ kind: 'remove', keys: [`${type}:${id}`] }]
  return method === 'GET' ? [{ kind: 'read', keys: [`${type}:${id}`], addresses: [] }] : []
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
