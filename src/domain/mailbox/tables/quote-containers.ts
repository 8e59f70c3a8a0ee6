/** Containers in which mail programs put the message that is answered. */
export const quoteClass =
  /(?:^|[\s"'])(?:x_)?(?:gmail_quote|gmail_attr|gmail_quote_container|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|zmail_extra|quote|quoted-text|front-blockquote|hs_reply|wordsection-quote|replyforward)(?=$|[\s"'])/iu

/** From these on nothing is the sender's (Outlook on the web, Outlook for Mac and phones). */
export const quoteId =
  /^(?:x_)?(?:divrplyfwdmsg|appendonsend|olk_src_body_section|mail-editor-reference-message-container|reply-intro|ms-outlook-mobile-reference|isreplycontent|orginalmessage|originalmessage)$/iu
