// Which fields of a record show a block, and whether they do.

const salesforceFields = {
  email: 'HasOptedOutOfEmail',
  phone: 'DoNotCall',
  sms: 'DoNotCall',
  robocall: 'DoNotCall',
  fax: 'HasOptedOutOfFax',
}
const markFields = ['lawbase_do_not_contact', 'Lawbase_Do_Not_Contact__c']
const kindFields = ['lawbase_stopped_kinds', 'Lawbase_Stopped_Kinds__c']

export const isKind = (channel) => channel.includes(':')

/** Checkboxes that a read-back of one kind names: `No_Newsletter__c=true`. */
const checkboxesIn = (value) =>
  String(value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part.endsWith('=true'))
    .map((part) => part.slice(0, -5))

/** The fields whose write a read-back of this item must follow. */
export function fieldsOf({ channel, level, value }) {
  if (isKind(channel)) return level === 'enforced' ? checkboxesIn(value) : kindFields
  return level === 'enforced' ? [salesforceFields[channel]] : markFields
}

/** Does the record show what the read-back claims? */
export function shows(item, record) {
  if (item.level === 'enforced' && isKind(item.channel))
    return checkboxesIn(item.value).every((name) => record.row[name] === true)
  if (item.level === 'enforced' && record.system === 'salesforce')
    return record.row[salesforceFields[item.channel]] === true
  const values = record.system === 'salesforce' ? record.row : record.row.properties
  const marks = (isKind(item.channel) ? kindFields : markFields).map((name) => values[name] ?? '').join('')
  return marks.split(';').includes(item.channel)
}
