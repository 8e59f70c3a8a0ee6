import { page, policies, type FormPageCase } from './page.ts'

export const englishPages: readonly FormPageCase[] = [
  {
    id: 'en-contact-good',
    language: 'en',
    expected: 'pppnnpppuunnnu',
    policy: policies.enGood,
    html: page(
      'en',
      'Contact us',
      `<form action="/contact"><p>Fields marked with * are required; without them we cannot answer you.</p><label for="n">Name *</label><input id="n" name="name" required><label for="e">Work email *</label><input id="e" type="email" name="email" required><label for="m">Message *</label><textarea id="m" name="message" required></textarea>
<div><input type="checkbox" id="no" name="no_marketing"><label for="no">I do not want to receive news and offers from Example Industries.</label></div>
<p>Example Industries Ltd uses your details to answer you and, in its legitimate interests, to send you news about similar products. How long we keep them and your rights: <a href="/privacy-notice">privacy notice</a>.</p><button type="submit">Send message</button></form>`,
    ),
  },
  {
    id: 'en-whitepaper-gated',
    language: 'en',
    held: true,
    expected: 'ffnfnpupuunffu',
    html: page(
      'en',
      'Download the white paper',
      `<form action="/wp"><input name="first" placeholder="First name*" required><input name="last" placeholder="Last name*" required><input name="email" type="email" placeholder="Business email*" required><input name="phone" type="tel" placeholder="Phone number*" required><select name="size" required><option>Company size*</option><option>1-50</option></select>
<p>By downloading this white paper you agree to receive marketing communications from Example Inc. See our <a href="/privacy">Privacy Policy</a>.</p><button>Download now</button></form>`,
    ),
  },
  {
    id: 'en-newsletter-preticked',
    language: 'en',
    expected: 'ffnfnpfpuufpfu',
    policy: policies.enVague,
    html: page(
      'en',
      'Sign up for our newsletter',
      `<form action="/nl"><label>Email<input type="email" name="email" required></label><label>Mobile number<input name="mobile"></label><label><input type="checkbox" name="partners" checked> Send me offers from carefully selected third parties</label><p>Read our <a href="/privacy-policy">privacy policy</a>.</p><button>Subscribe</button></form>`,
    ),
  },
  {
    id: 'en-web-to-lead',
    language: 'en',
    expected: 'ffunnfffuunnfu',
    html: page(
      'en',
      'Request a demo',
      `<form action="https://webto.salesforce.com/servlet/servlet.WebToLead?encoding=UTF-8" method="POST"><input type=hidden name="oid" value="00D000000000000"><input type=hidden name="retURL" value="http://">
<label for="first_name">First Name</label><input id="first_name" maxlength="40" name="first_name" size="20" type="text" /><br><label for="last_name">Last Name</label><input id="last_name" name="last_name" type="text" /><br><label for="email">Email</label><input id="email" name="email" type="text" /><br><label for="phone">Phone</label><input id="phone" name="phone" type="text" required /><br>Date of Birth:<span class="dateInput"><input id="00N1" name="00N1" type="text" /></span><br><input type="submit" name="submit"></form>`,
    ),
  },
  {
    id: 'en-quote-optout',
    language: 'en',
    expected: 'pppnnpppuunnpu',
    html: page(
      'en',
      'Get a quote',
      `<form action="/quote"><p>All fields are required unless marked optional. If you leave a required field empty, we cannot prepare your quote.</p><label>Full name<input name="name" required></label><label>Email<input name="email" type="email" required></label><label>Phone (optional, only to call you about this quote)<input type="tel" name="phone"></label><label>What do you need?<textarea name="need" required></textarea></label>
<label><input type="checkbox" name="optout"> Please do not send me marketing emails</label><p>Example Ltd will use your contact details to send you this quote and occasional emails about similar services; tick the box above to refuse. Your data are deleted after 24 months. You have the right to access, rectify, erase and object. <a href="/privacy">Privacy notice</a></p><button>Request quote</button></form>`,
    ),
  },
  {
    id: 'en-terms-bundle',
    language: 'en',
    expected: 'pfnfnfupuunpnu',
    html: page(
      'en',
      'Create your trial',
      `<form action="/trial"><label>Work email<input type="email" name="email" required></label><label>Company<input name="company" required></label><label><input type="checkbox" name="agree"> I agree to the <a href="/terms">Terms of Service</a> and <a href="/privacy">Privacy Policy</a> and to receive product news</label><button>Start free trial</button></form>`,
    ),
  },
  {
    id: 'en-radio-preset',
    language: 'en',
    expected: 'pfnffpupuunpnu',
    html: page(
      'en',
      'Register for the event',
      `<form action="/event"><label>Name *<input name="name" required></label><label>Email *<input name="email" type="email" required></label><p>May we email you our monthly newsletter?</p><label><input type="radio" name="nl" value="yes" checked> Yes please, keep me in the loop with exclusive insights</label> <label><input type="radio" name="nl" value="no"> No</label>
<p>Your details are handled by Example Ltd to run the event: <a href="/privacy">privacy policy</a>.</p><button>Register</button></form>`,
    ),
  },
  {
    id: 'en-dark-style',
    language: 'en',
    expected: 'pnnffpupuunpnu',
    html: page(
      'en',
      'Stay in touch',
      `<form action="/touch"><label>Email<input type="email" name="email" required></label><p>Would you like our newsletter by email? Example Ltd handles your address: <a href="/privacy">privacy policy</a>.</p><button name="choice" value="yes" class="accept">Yes, I agree</button> <button name="choice" value="no" class="refuse">No thanks</button></form>`,
      '.accept{background:#0a0;color:#fff;font-size:20px;padding:16px 40px}.refuse{background:none;border:none;color:#bbb;font-size:11px}',
    ),
  },
  {
    id: 'en-partner-link',
    language: 'en',
    held: true,
    expected: 'pfnpnpupuufpnu',
    html: page(
      'en',
      'Compare suppliers',
      `<form action="/compare"><label>Your name<input name="name"></label><label>Your email<input type="email" name="email" required></label><label><input type="checkbox" name="share"> I agree that Example Ltd may share my details with its partners so that they can email me offers</label><p>See our <a href="/privacy">privacy notice</a>.</p><button>Compare</button></form>`,
    ),
  },
  {
    id: 'en-submit-privacy',
    language: 'en',
    expected: 'ufufnfufuunnfu',
    html: page(
      'en',
      'Talk to sales',
      `<form action="/sales"><input name="email" type="email" placeholder="Email" required><input name="tel" type="tel" placeholder="Phone"><textarea name="q" placeholder="How can we help?"></textarea><button>Submit</button><p class="small">By clicking Submit you agree to our <a href="/terms">Terms</a> and <a href="/privacy">Privacy Policy</a>.</p></form>`,
    ),
  },
  {
    id: 'en-callback-good',
    language: 'en',
    held: true,
    expected: 'ppnnnpppuunnpu',
    html: page(
      'en',
      'Request a call back',
      `<form action="/callback"><p>Both fields are required: without them we cannot call you back.</p><label>Your name<input name="name" required></label><label>Phone number<input name="phone" type="tel" required></label><p>We use your number only to call you back about your request. We never make marketing calls without your consent. Example Ltd deletes it after 3 months. You have the right of access, rectification, erasure and objection: <a href="/privacy">privacy notice</a>.</p><button>Call me back</button></form>`,
    ),
  },
  {
    id: 'en-channels-apart',
    language: 'en',
    expected: 'ppnpnpppuunppu',
    html: page(
      'en',
      'Book your place',
      `<form action="/place"><p>Fields with an asterisk (*) are mandatory; otherwise your place cannot be booked.</p><label>Name *<input name="name" required></label><label>Email *<input name="email" type="email" required></label><label>Mobile<input name="mobile" type="tel"></label><p>If you wish, Example Ltd may send you news (all optional):</p><label><input type="checkbox" name="c_email"> by email</label><label><input type="checkbox" name="c_sms"> by text message</label><label><input type="checkbox" name="c_call"> by phone; we only make marketing calls with your consent</label>
<p>Example Ltd keeps bookings for two years. You can withdraw at any time and have rights of access, rectification, erasure and objection. <a href="/privacy">Privacy notice</a></p><button>Book</button></form>`,
    ),
  },
  {
    id: 'en-consent-optional-vague',
    language: 'en',
    held: true,
    expected: 'pfnpnpfpuunpnu',
    policy: policies.enVague,
    html: page(
      'en',
      'Get the ebook',
      `<form action="/ebook"><div><label for="x">Email address</label><input id="x" name="email" type="email" required></div><div><label for="y">Job title</label><input id="y" name="job_title"></div><div><label><input type="checkbox" name="mk"> Yes, I would like to receive emails about Example's products. I can unsubscribe at any time.</label></div><p>Example Ltd uses your address to send the ebook. <a href="/legal/privacy">How we use your data</a></p><button>Get the ebook</button></form>`,
    ),
  },
]
