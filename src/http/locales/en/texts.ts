export const texts = {
  title: 'Texts for people', text: 'Text', context: 'Each text can start from a template with your company’s facts. It is saved only when nothing is missing.',
  kinds: {
    notice: { title: 'Notice', where: 'To people whose data came from someone else (art. 14)' },
    form: { title: 'Notice for a web form', where: 'Below a form of yours (art. 13)' },
    privacy: { title: 'Paragraph of the privacy page', where: 'On your website' },
  },
  pages: {
    form: { context: 'What people read where they give you their data. Questionnaires made here have their own.', copyTitle: 'To paste below your forms', copyMore: 'Visible without a click, with a link to your privacy policy.' },
    privacy: { context: 'What your privacy policy says to people you contact at work.', copyTitle: 'To paste into your privacy policy', copyMore: 'Paste it again when a recipient, a source or a retention period changes: the template then says something else.' },
  },
  none: 'Not written yet.', elsewhere: 'Other texts', assessment: 'Legitimate-interest assessments, by offer', ask: 'Re-permission mail', access: 'Answers to access requests', erasures: 'Answers to erasure requests',
}
