export * from './delivery/message-state.ts'
export * from './delivery/quiet-hours.ts'
export * from './inbound/keywords.ts'
export type * from './pace/clock.ts'
export { clocksOf } from './pace/clocks-of.ts'
export { promisedRules, type Promises } from './pace/promises.ts'
export { septetsOf, textOfSeptets } from './sms/alphabet.ts'
export * from './sms/segments.ts'
export { cutToFit } from './sms/cut.ts'
export { transliterate } from './sms/transliterate.ts'
export type { Credit } from './texts/credit.ts'
export * from './texts/statement.ts'
export { factsOf, MissingFact, sentencesFor, type Sentences } from './texts/sentences.ts'
export { mailText, type MailSender, type MailText } from './texts/mail.ts'
export { pressText, type Speaker } from './texts/press.ts'
export { smsText, type SmsOptions } from './texts/sms.ts'
export {
  fillWhatsappTemplate,
  whatsappTemplateName,
  whatsappTemplateText,
  type FilledTemplate,
} from './texts/whatsapp.ts'
export { voiceText, type VoiceOptions } from './texts/voice.ts'
