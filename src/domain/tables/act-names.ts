import type { ActKind } from './acts.ts'

/**
 * Other names of the kinds of events, in normal form (lower case, hyphens): what HubSpot, Salesforce, Account Engagement and mailing
 * tools call them (hubspot.md §4 `hs_last_sales_activity_type` and the properties of the inactivity clock, salesforce.md §3.3).
 */
export const actNames: Readonly<Record<string, ActKind>> = {
  // Acts of the person.
  clicked: 'click', 'email-click': 'click', 'email-clicked': 'click', 'link-click': 'click', 'link-clicked': 'click', 'mail-click': 'click', 'custom-redirect': 'click', 'hs-email-last-click-date': 'click', 'hs-sales-email-last-clicked': 'click',
  replied: 'reply', 'email-reply': 'reply', 'email-replied': 'reply', 'inbound-email': 'reply', 'email-received': 'reply', 'incoming-email': 'reply', 'email-message-incoming': 'reply', 'hs-email-last-reply-date': 'reply', 'hs-sales-email-last-replied': 'reply', 'sms-reply': 'reply', 'sms-received': 'reply', 'linkedin-reply': 'reply', 'message-received': 'reply',
  'form-submission': 'form', 'form-submitted': 'form', 'form-submit': 'form', 'form-success': 'form', conversion: 'form', 'recent-conversion-date': 'form', 'web-form': 'form', 'contact-form': 'form', questionnaire: 'form', signup: 'form', 'webinar-registration': 'form', registration: 'form', 'event-registration': 'form', 'meeting-booked': 'form', 'demo-request': 'form', 'quote-request': 'document-request',
  download: 'document-request', 'white-paper': 'document-request', 'whitepaper-download': 'document-request', 'content-download': 'document-request', 'documentation-request': 'document-request', 'brochure-request': 'document-request',
  'inbound-call': 'call-received', 'call-inbound': 'call-received', 'incoming-call': 'call-received', 'phone-call-received': 'call-received', 'post-received': 'letter', 'letter-received': 'letter', 'inbound-letter': 'letter',
  purchase: 'order', 'order-placed': 'order', 'account-login': 'login', 'logged-in': 'login', 'campaign-response': 'response', responded: 'response', 'event-accepted': 'response', 'event-declined': 'response', 'invitation-accepted': 'response', 'invitation-declined': 'response',
  // Acts that need a note.
  'meeting-attended': 'meeting', 'meeting-held': 'meeting', visit: 'meeting', 'call-connected': 'call-answered', 'outbound-call-answered': 'call-answered',
  // What never counts.
  opened: 'open', 'email-open': 'open', 'email-opened': 'open', 'mail-open': 'open', 'pixel-load': 'open', pixel: 'open', 'hs-email-last-open-date': 'open', 'hs-sales-email-last-opened': 'open',
  sent: 'mail-sent', 'email-sent': 'mail-sent', delivered: 'mail-sent', 'email-delivered': 'mail-sent', 'outbound-email': 'mail-sent', 'hs-email-last-send-date': 'mail-sent', 'sms-sent': 'mail-sent', 'letter-sent': 'mail-sent',
  'outbound-call': 'call-made', 'call-logged': 'call-made', 'call-attempt': 'call-unanswered', 'no-answer': 'call-unanswered', 'missed-call': 'call-unanswered', 'left-voicemail': 'voicemail', sequence: 'sequence-step', 'sequence-enrolled': 'sequence-step', 'task-completed': 'task', 'note-added': 'edit',
  imported: 'import', 'csv-import': 'import', merged: 'merge', edited: 'edit', update: 'edit', updated: 'edit', 'crm-edit': 'edit', 'property-change': 'edit', 'field-update': 'edit', 'lastmodifieddate': 'edit', 'notes-last-contacted': 'edit', 'notes-last-updated': 'edit', 'lastactivitydate': 'task', 'last-activity-date': 'task', 'hs-last-sales-activity-timestamp': 'task',
  'owner-changed': 'owner-change', 'list-add': 'list-added', 'list-membership': 'list-added', 'added-to-list': 'list-added', 'campaign-added': 'list-added', 'score-changed': 'score-change', 'lead-score': 'score-change', enriched: 'enrichment', 'data-enrichment': 'enrichment', 'broker-refresh': 'enrichment', 'job-changed': 'job-change',
  'auto-reply': 'out-of-office', autoreply: 'out-of-office', 'automatic-reply': 'out-of-office', ooo: 'out-of-office', vacation: 'out-of-office', 'hard-bounce': 'bounce', 'soft-bounce': 'bounce', bounced: 'bounce', 'read-confirmation': 'read-receipt',
  'spam-complaint': 'complaint', 'spam-report': 'complaint', unsubscribed: 'unsubscribe', 'unsubscribe-click': 'unsubscribe', 'opt-out': 'unsubscribe', 'stop-reply': 'stop',
  'bot-click': 'scanner-click', 'security-scanner-click': 'scanner-click', 'preview-click': 'scanner-click', 'privacy-policy-click': 'privacy-click', 'privacy-notice-click': 'privacy-click', 'web-version-click': 'view-online-click', 'view-in-browser-click': 'view-online-click', 'logo-click': 'social-click',
  'page-view': 'web-visit', 'website-visit': 'web-visit', 'hubspot-revisit': 'web-visit', 'presentation-revisit': 'web-visit', 'companyprospects-revisit': 'web-visit', 'ad-impression': 'impression',
}

/** What a click was made on, where that alone says that it is not about the offer (legal-rules G). */
export const clickTargets: Readonly<Record<string, ActKind>> = {
  unsubscribe: 'unsubscribe', preferences: 'privacy-click', privacy: 'privacy-click', 'privacy-policy': 'privacy-click', legal: 'privacy-click', terms: 'privacy-click', 'view-online': 'view-online-click', 'web-version': 'view-online-click', image: 'image-click', logo: 'social-click', social: 'social-click',
}

/** Programs that follow links before a person does (legal-rules G, scanner clicks). */
export const scannerAgents = /bot\b|crawler|spider|scanner|scan\b|preview|proxy|headless|phantomjs|python-requests|curl\/|wget\/|go-http-client|java\/|okhttp|libwww|axios|node-fetch|barracuda|mimecast|proofpoint|urldefense|safelinks|microsoft office|ms-office|fireeye|trend ?micro|sophos|symantec|messagelabs|forcepoint|cisco|ironport|zscaler|bitdefender|kaspersky|avanan|vade|slackbot|linkedinbot|facebookexternalhit|whatsapp/iu
